// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Forecast.h"
#include "core/text/Catalogue.h"

#include <QCoreApplication>

#include <cmath>

namespace hakgal {

namespace {

constexpr qint64 kDayMs = 86'400'000;

} // namespace

QString Catalogue::forecast(const Forecast &forecast, qint64 nowMs) const
{
    const QString name = metricName(forecast.metric);
    const auto span = [&] {
        return m_format.duration(static_cast<double>(forecast.toMs - forecast.fromMs) / 1000);
    };
    switch (forecast.refusal) {
    case Forecast::Refusal::NotMeasured: // no whole hour is kept
    case Forecast::Refusal::TooShort:
        return say(QT_TRANSLATE_NOOP("hakgal", "%1: a forecast needs %2 hours of history within %3 days or "
                                               "more; kept so far: %4."))
            .arg(name, m_format.count(kForecastHours), m_format.count(kForecastDays),
                 m_format.count(forecast.hours));
    case Forecast::Refusal::TooManyGaps:
        return say(QT_TRANSLATE_NOOP("hakgal", "%1: too little was measured for a forecast; of the last %2 "
                                               "only %3 hours are known."))
            .arg(name, span(), m_format.count(forecast.hours));
    case Forecast::Refusal::OffTheMark:
        return say(QT_TRANSLATE_NOOP("hakgal", "%1: no forecast; tried on the past, it was typically more "
                                               "than %2 off."))
            .arg(name, m_format.limit(kForecastWorstPercent, Unit::Percent));
    case Forecast::Refusal::HistoryFailed:
        return say(QT_TRANSLATE_NOOP("hakgal", "%1: the history cannot be read.")).arg(name);
    case Forecast::Refusal::None:
        break;
    }

    const Unit unit = metricInfo(forecast.metric).unit;
    const auto value = [&](double number) { return m_format.value(number, unit); };
    QStringList sentences;
    for (const Forecast::Expected &then : forecast.expected) {
        const QString days = m_format.count(then.days);
        const QString low = value(then.low);
        const QString high = value(then.high);
        // As people read them: what is rounded away makes no range.
        sentences += low == high
                         ? say(QT_TRANSLATE_NOOP("hakgal", "%1 in %2 days: about %3."))
                               .arg(name, days, value(then.value))
                         : say(QT_TRANSLATE_NOOP("hakgal", "%1 in %2 days: about %3, between %4 and %5."))
                               .arg(name, days, value(then.value), low, high);
    }
    if (forecast.limit)
        sentences += forecastLimit(forecast, nowMs);
    sentences += say(QT_TRANSLATE_NOOP("hakgal", "Tried on the past, it was typically %1 off."))
                     .arg(m_format.value(forecast.errorPercent.value_or(0), Unit::Percent));
    return sentences.join(u' ');
}

QString Catalogue::forecastLimit(const Forecast &forecast, qint64 nowMs) const
{
    if (forecast.refusal != Forecast::Refusal::None || !forecast.limit)
        return {};
    const bool disk = forecast.metric == MetricId::SystemDisk;
    const QString limit = m_format.limit(*forecast.limit, metricInfo(forecast.metric).unit);
    const QString name = metricName(forecast.metric);
    const auto day = [&](qint64 ms) { return m_format.moment(ms, nowMs); };
    const QString reach = m_format.count(std::llround(forecast.reachDays));
    if (!forecast.crossedMs && forecast.earliestMs) {
        const QString from = day(*forecast.earliestMs);
        return disk ? say(QT_TRANSLATE_NOOP("hakgal", "The disk may be full from %1 on; the trend alone does "
                                                      "not fill it within %2 days."))
                          .arg(from, reach)
                    : say(QT_TRANSLATE_NOOP("hakgal", "%1 may reach %2 from %3 on; the trend alone does not "
                                                      "within %4 days."))
                          .arg(name, limit, from, reach);
    }
    if (!forecast.crossedMs)
        return disk ? say(QT_TRANSLATE_NOOP("hakgal", "The disk does not fill up within %1 days.")).arg(reach)
                    : say(QT_TRANSLATE_NOOP("hakgal", "%1 does not reach %2 within %3 days."))
                          .arg(name, limit, reach);
    if (*forecast.crossedMs <= nowMs)
        return disk ? say(QT_TRANSLATE_NOOP("hakgal", "The disk is full."))
                    : say(QT_TRANSLATE_NOOP("hakgal", "%1 is at %2 already.")).arg(name, limit);
    if (*forecast.crossedMs - nowMs < kDayMs)
        return disk ? say(QT_TRANSLATE_NOOP("hakgal", "The disk will be full within a day."))
                    : say(QT_TRANSLATE_NOOP("hakgal", "%1 will reach %2 within a day.")).arg(name, limit);
    const QString earliest = day(forecast.earliestMs.value_or(*forecast.crossedMs));
    return disk ? say(QT_TRANSLATE_NOOP("hakgal", "The disk will be full about %1, at the earliest %2."))
                      .arg(day(*forecast.crossedMs), earliest)
                : say(QT_TRANSLATE_NOOP("hakgal", "%1 will reach %2 about %3, at the earliest %4."))
                      .arg(name, limit, day(*forecast.crossedMs), earliest);
}

} // namespace hakgal
