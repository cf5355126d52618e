// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Metric.h"

#include <QMetaType>

#include <optional>
#include <span>
#include <vector>

namespace hakgal {

/// One hour's mean of a metric.
struct HourlyValue
{
    qint64 atMs = 0; ///< wall clock, where the hour begins
    double value = 0;
    bool operator==(const HourlyValue &) const = default;
};

/// What is expected of a metric, or why nothing is. text/Catalogue makes the sentences.
struct Forecast
{
    enum class Refusal : quint8 {
        None,
        NotMeasured,   ///< no hour of it is kept
        TooShort,      ///< fewer than kForecastHours hours, or they span less than kForecastDays days
        TooManyGaps,   ///< less than half of the hours in its span were measured
        OffTheMark,    ///< tried on the past it missed by more than kForecastWorstPercent
        HistoryFailed, ///< the history cannot be read
    };

    /// A value that will lie between low and high with a chance of nine in ten, if the trend goes on.
    struct Expected
    {
        int days = 0; ///< from now
        double value = 0;
        double low = 0;
        double high = 0;
    };

    MetricId metric = MetricId::Count_;
    Refusal refusal = Refusal::NotMeasured; ///< otherwise than None: the rest is empty but for what is known
    qint64 hours = 0;                       ///< measured ones it was made from
    qint64 fromMs = 0;                      ///< of these the first and the last
    qint64 toMs = 0;
    double now = 0;                     ///< the trend's value at `toMs`
    double perDay = 0;                  ///< slope
    std::vector<Expected> expected;     ///< in 7 and in 30 days
    std::optional<double> errorPercent; ///< back-test: median distance from what then came, in percent of it
    std::optional<double> limit;        ///< that was asked about: a full disk, the alert's
    std::optional<qint64> crossedMs;    ///< when the trend reaches the limit; empty: not within a year
    std::optional<qint64> earliestMs;   ///< … and the upper edge does; empty: not within a year
};

inline constexpr int kForecastHours = 48;
inline constexpr int kForecastDays = 3;
inline constexpr double kForecastWorstPercent = 20;

/// Theil–Sen line through hourly means, oldest first; see Forecast.cpp for why and how it is judged. `limit`:
/// asked about from below. `nowMs`: the moment from which days are counted. Pure; any thread.
Forecast forecastOf(MetricId metric, std::span<const HourlyValue> hours, qint64 nowMs,
                    std::optional<double> limit);

} // namespace hakgal

Q_DECLARE_METATYPE(std::vector<hakgal::Forecast>)
