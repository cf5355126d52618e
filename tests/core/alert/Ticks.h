// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/AlertEngine.h"

#include <cmath>

namespace hakgal::test {

inline constexpr qint64 kStartMs = 1'700'000'000'000;

template<MetricId metric>
Reading plain(const Sample &sample)
{
    return sample[metric];
}

inline AlertRule cpuRule(double limit = 80, double clear = 72, int hold = 3)
{
    return {RuleId::Cpu,
            Severity::Warning,
            MetricId::SystemCpu,
            plain<MetricId::SystemCpu>,
            AlertRule::Side::Above,
            limit,
            clear,
            hold};
}

inline AlertRule cacheRule()
{
    return {RuleId::CacheHit,
            Severity::Warning,
            MetricId::CacheHitRate,
            plain<MetricId::CacheHitRate>,
            AlertRule::Side::Below,
            80,
            88,
            3};
}

inline AlertRule upRule(int hold = 1)
{
    return {RuleId::DatabaseUnreachable,
            Severity::Critical,
            MetricId::Up,
            plain<MetricId::Up>,
            AlertRule::Side::Below,
            0.5,
            0.55,
            hold};
}

/// One tick a second.
class Ticks
{
public:
    Sample next()
    {
        Sample sample;
        sample.tick = ++m_tick;
        sample.at.wallMs = wallMs += 1000;
        return sample;
    }
    Sample cpu(double value)
    {
        Sample sample = next();
        sample[MetricId::SystemCpu] = Reading::of(value);
        return sample;
    }
    qint64 wallMs = kStartMs;

private:
    quint64 m_tick = 0;
};

/// Values separated by blanks: a number, `?` for a reading that is unknown, `nan` for one that claims to be
/// known.
inline std::vector<Reading> readings(const QString &text)
{
    std::vector<Reading> result;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (word == u"?")
            result.push_back(Reading::missing(Reason::ReadFailed));
        else
            result.push_back(Reading::of(word == u"nan" ? std::nan("") : word.toDouble()));
    }
    return result;
}

/// One character a tick: R raised, r resolved, . nothing.
inline QString letters(const std::vector<AlertEvent> &events)
{
    if (events.empty())
        return QStringLiteral(".");
    QString text;
    for (const AlertEvent &event : events)
        text += event.kind == AlertEvent::Kind::Raised ? u'R' : u'r';
    return text;
}

/// What became of `metric` having these readings, one a tick.
inline QString letters(AlertEngine &engine, Ticks &ticks, MetricId metric, const QString &values)
{
    QString seen;
    for (const Reading &reading : readings(values)) {
        Sample sample = ticks.next();
        sample[metric] = reading;
        seen += letters(engine.evaluate(sample));
    }
    return seen;
}

inline Alert openAlert(RuleId id, double limit, qint64 startedMs)
{
    Alert alert;
    alert.rule = id;
    alert.startedMs = startedMs;
    alert.value = alert.worst = limit + 10;
    alert.limit = limit;
    return alert;
}

} // namespace hakgal::test
