// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Schedule.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

constexpr int kMinutesAnHour = 60;
constexpr int kMinutesADay = 24 * 60;
constexpr int kShortest = 15;
constexpr int kLongest = 31 * kMinutesADay;
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr int kDaysAWeek = 7;

constexpr std::array<const char *, kDaysAWeek> kDays{"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};

qint64 offsetMs(const QTimeZone &zone, qint64 utcMs)
{
    constexpr qint64 kSecond = 1000;
    return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC)) * kSecond;
}

/// The moment of a local time. What QDateTime makes of times that are left out or come twice differs between
/// versions of Qt.
qint64 momentOf(const QDate &day, int minutes, const QTimeZone &zone)
{
    const qint64 local = QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() + minutes * kMinuteMs;
    const qint64 before = local - offsetMs(zone, local - kDayMs);
    const qint64 after = local - offsetMs(zone, local + kDayMs);
    const auto fits = [&](qint64 moment) { return moment + offsetMs(zone, moment) == local; };
    if (fits(before) && fits(after))
        return std::min(before, after);
    return fits(after) ? after : before;
}

} // namespace

std::optional<Schedule> Schedule::parse(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:(off)?|every\\s+(\\d{1,5})\\s*(min|h|d)|(daily|weekly\\s+([a-z]+))\\s+(\\d{1,2}):"
                       "(\\d{2}))$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    Schedule schedule;
    if (!match.captured(2).isEmpty()) {
        const QString unit = match.captured(3).toLower();
        schedule.m_kind = Kind::Every;
        schedule.m_minutes =
            match.captured(2).toInt() * (unit == u"d" ? kMinutesADay : (unit == u"h" ? kMinutesAnHour : 1));
        if (schedule.m_minutes < kShortest || schedule.m_minutes > kLongest)
            return std::nullopt;
        return schedule;
    }
    if (match.captured(4).isEmpty())
        return schedule;
    const int hour = match.captured(6).toInt();
    const int minute = match.captured(7).toInt();
    if (hour >= kMinutesADay / kMinutesAnHour || minute >= kMinutesAnHour)
        return std::nullopt;
    schedule.m_minutes = hour * kMinutesAnHour + minute;
    schedule.m_kind = Kind::Daily;
    const QString day = match.captured(5).toLower();
    if (day.isEmpty())
        return schedule;
    schedule.m_kind = Kind::Weekly;
    const auto found = std::find_if(kDays.begin(), kDays.end(),
                                    [&day](const char *name) { return day == QLatin1String(name); });
    if (found == kDays.end())
        return std::nullopt;
    schedule.m_weekday = static_cast<int>(found - kDays.begin()) + 1;
    return schedule;
}

Phrase Schedule::expected()
{
    return phraseOf(QT_TRANSLATE_NOOP(
        "hakgal", "\"off\", \"every 6h\" (15min to 31d), \"daily 03:15\" or \"weekly sunday 04:00\""));
}

QString Schedule::text() const
{
    const auto twoDigits = [](int number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    const QString time = twoDigits(m_minutes / kMinutesAnHour) + u':' + twoDigits(m_minutes % kMinutesAnHour);
    switch (m_kind) {
    case Kind::Every:
        if (m_minutes % kMinutesADay == 0)
            return QStringLiteral("every %1d").arg(m_minutes / kMinutesADay);
        if (m_minutes % kMinutesAnHour == 0)
            return QStringLiteral("every %1h").arg(m_minutes / kMinutesAnHour);
        return QStringLiteral("every %1min").arg(m_minutes);
    case Kind::Daily:
        return QStringLiteral("daily ") + time;
    case Kind::Weekly:
        return QStringLiteral("weekly %1 %2")
            .arg(QLatin1String(kDays.at(static_cast<std::size_t>(m_weekday) - 1)), time);
    case Kind::Off:
        break;
    }
    return QStringLiteral("off");
}

std::optional<qint64> Schedule::nextDueMs(qint64 lastMs, qint64 sinceMs, qint64 nowMs,
                                          const QTimeZone &zone) const
{
    if (m_kind == Kind::Off)
        return std::nullopt;
    if (lastMs > nowMs + kHourMs)
        return nowMs;
    if (m_kind == Kind::Every)
        return lastMs == 0 ? nowMs : lastMs + m_minutes * kMinuteMs;

    const qint64 settledMs = std::max(lastMs, std::min(sinceMs, nowMs));
    // From so early on that the last fixed time that passed is among them.
    const int span = m_kind == Kind::Weekly ? kDaysAWeek + 1 : 2;
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs + offsetMs(zone, nowMs), Qt::UTC).date();
    qint64 passed = 0;
    for (int day = -span; day <= span; ++day) {
        const QDate date = today.addDays(day);
        if (m_kind == Kind::Weekly && date.dayOfWeek() != m_weekday)
            continue;
        const qint64 moment = momentOf(date, m_minutes, zone);
        if (moment <= nowMs) {
            passed = moment;
            continue;
        }
        return passed > settledMs ? passed : moment;
    }
    return std::nullopt; // not reached: there is one in every week
}

} // namespace hakgal
