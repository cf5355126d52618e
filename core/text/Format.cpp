// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/Format.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace hakgal {

namespace {

constexpr char16_t kDash = u'\u2013';
constexpr char16_t kPlusMinus = u'\u00b1';
constexpr char16_t kNoBreakSpace = u'\u00a0';

double roundedTo(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

/// About three digits, whatever the size, so that a column of them keeps its width.
int decimalsFor(double magnitude)
{
    if (roundedTo(magnitude, 1) >= 100)
        return 0;
    return 1;
}

bool isC(const QLocale &locale)
{
    return locale.language() == QLocale::C;
}

} // namespace

QString Format::fixed(double value, int decimals) const
{
    if (!std::isfinite(value))
        return QString(kDash);
    const double rounded = roundedTo(value, decimals);
    return m_locale.toString(rounded == 0 ? 0.0 : rounded, 'f', decimals); // no "-0.0"
}

QString Format::trimmed(double value, int decimals) const
{
    while (decimals > 0 && roundedTo(value, decimals) == roundedTo(value, decimals - 1))
        --decimals;
    return fixed(value, decimals);
}

QString Format::with(const QString &number, const QString &unit) const
{
    return number + (isC(m_locale) ? QChar(u' ') : QChar(kNoBreakSpace)) + unit;
}

QString Format::count(qint64 value) const
{
    return m_locale.toString(value);
}

QString Format::signedCount(double value) const
{
    if (!std::isfinite(value))
        return QString(kDash);
    const double rounded = std::round(std::clamp(value, -9e15, 9e15));
    if (rounded == 0)
        return kPlusMinus + m_locale.toString(0);
    const QString digits = m_locale.toString(static_cast<qint64>(std::abs(rounded)));
    return (rounded < 0 ? m_locale.negativeSign() : m_locale.positiveSign()) + digits;
}

QString Format::percentNumber(double value) const
{
    return fixed(value, 1);
}

QString Format::percent(double value) const
{
    return std::isfinite(value) ? with(percentNumber(value), m_locale.percent()) : QString(kDash);
}

Format::Scaled Format::scaleBytes(double value)
{
    static constexpr std::array<const char *, 5> kUnits{"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    double number = value;
    // 999.96 kB is shown as 1.0 MB, never as 1000 kB.
    while (unit + 1 < kUnits.size() && roundedTo(std::abs(number), 0) >= 1000) {
        number /= 1000;
        ++unit;
    }
    return {number, unit == 0 ? 0 : decimalsFor(std::abs(number)), kUnits[unit]};
}

QString Format::bytes(double value) const
{
    if (!std::isfinite(value))
        return QString(kDash);
    const Scaled s = scaleBytes(value);
    return with(fixed(s.number, s.decimals), QLatin1String(s.unit));
}

Format::Scaled Format::scaleLatency(double seconds)
{
    const double ms = seconds * 1000;
    const double magnitude = std::abs(ms);
    if (roundedTo(magnitude, 0) >= 1000) {
        const double s = std::abs(seconds);
        return {seconds, roundedTo(s, 2) >= 10 ? decimalsFor(s) : 2, "s"};
    }
    if (roundedTo(magnitude, 3) < 0.1)
        return {ms, 3, "ms"};
    if (roundedTo(magnitude, 2) < 10)
        return {ms, 2, "ms"};
    return {ms, decimalsFor(magnitude), "ms"};
}

QString Format::latency(double seconds) const
{
    if (!std::isfinite(seconds))
        return QString(kDash);
    const Scaled s = scaleLatency(seconds);
    if (s.number > 0 && roundedTo(s.number, s.decimals) == 0)
        return with(u'<' + fixed(0.001, 3), QStringLiteral("ms"));
    return with(fixed(s.number, s.decimals), QLatin1String(s.unit));
}

QString Format::latencyNumber(double seconds) const
{
    if (!std::isfinite(seconds))
        return QString(kDash);
    const Scaled s = scaleLatency(seconds);
    if (s.number > 0 && roundedTo(s.number, s.decimals) == 0)
        return u'<' + fixed(0.001, 3);
    return fixed(seconds * 1000, s.unit[0] == 's' ? 0 : s.decimals);
}

QString Format::duration(double seconds) const
{
    if (!std::isfinite(seconds))
        return QString(kDash);
    if (seconds > 0 && seconds < 1)
        return with(seconds < 0.1 ? u'<' + fixed(0.1, 1) : fixed(std::floor(seconds * 10) / 10, 1),
                    QStringLiteral("s"));
    const auto whole = static_cast<qint64>(std::clamp(seconds, 0.0, 9e15));
    const auto pair = [this](qint64 big, const char *bigUnit, qint64 small, const char *smallUnit) {
        QString text = with(count(big), QLatin1String(bigUnit));
        if (small > 0)
            text += u' ' + with(count(small), QLatin1String(smallUnit));
        return text;
    };
    if (whole < 60)
        return with(count(whole), QStringLiteral("s"));
    if (whole < 3600)
        return pair(whole / 60, "min", whole % 60, "s");
    if (whole < 86400)
        return pair(whole / 3600, "h", whole % 3600 / 60, "min");
    return pair(whole / 86400, "d", whole % 86400 / 3600, "h");
}

QString Format::time(qint64 wallMs) const
{
    return m_locale.toString(QDateTime::fromMSecsSinceEpoch(wallMs).time(), u"HH:mm:ss");
}

QString Format::datePattern() const
{
    if (isC(m_locale))
        return QStringLiteral("yyyy-MM-dd");
    QString pattern = m_locale.dateFormat(QLocale::ShortFormat);
    if (!pattern.contains(QLatin1String("yyyy")))
        pattern.replace(QLatin1String("yy"), QLatin1String("yyyy"));
    return pattern;
}

QString Format::dateTime(qint64 wallMs) const
{
    return m_locale.toString(QDateTime::fromMSecsSinceEpoch(wallMs).date(), datePattern()) + u' ' +
           time(wallMs);
}

QString Format::moment(qint64 wallMs, qint64 nowMs) const
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(wallMs);
    if (then.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date())
        return m_locale.toString(then.time(), u"HH:mm");
    return m_locale.toString(then.date(), datePattern());
}

QString Format::value(double value, Unit unit) const
{
    switch (unit) {
    case Unit::Percent:
        return percent(value);
    case Unit::Bytes:
        return bytes(value);
    case Unit::Seconds:
        return std::abs(value) < 60 ? latency(value) : duration(value);
    case Unit::Count:
        return std::isfinite(value) ? fixed(value, 0) : QString(kDash);
    case Unit::PerMinute:
        return std::isfinite(value) ? with(signedCount(value), QStringLiteral("/min")) : QString(kDash);
    }
    return {};
}

QString Format::limit(double value, Unit unit) const
{
    if (!std::isfinite(value))
        return QString(kDash);
    switch (unit) {
    case Unit::Percent:
        return with(trimmed(value, 2), m_locale.percent());
    case Unit::Bytes: {
        const Scaled s = scaleBytes(value);
        return with(trimmed(s.number, s.decimals + 1), QLatin1String(s.unit));
    }
    case Unit::Seconds: {
        if (value >= 60)
            return duration(value);
        const Scaled s = scaleLatency(value);
        return with(trimmed(s.number, 3), QLatin1String(s.unit));
    }
    case Unit::Count:
    case Unit::PerMinute:
        return trimmed(value, 2);
    }
    return {};
}

} // namespace hakgal
