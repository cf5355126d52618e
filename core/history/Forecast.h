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

    /// A value between low and high: as far around the trend as nine of ten values were in the back-test.
    struct Expected
    {
        int days = 0; ///< from now
        double value = 0;
        double low = 0;
        double high = 0;
    };

    MetricId metric = MetricId::Count_;
    Refusal refusal = Refusal::NotMeasured; ///< otherwise than None: `expected` and `crossedMs` are empty
    qint64 hours = 0;                       ///< measured ones it was made from
    qint64 fromMs = 0;                      ///< where the first of these begins …
    qint64 toMs = 0;                        ///< … and the last one
    double reachDays = 0;                   ///< how far ahead is told: thrice the span, at most a year
    double now = 0;                         ///< the trend's value at the moment of asking
    double perDay = 0;                      ///< its slope
    std::vector<Expected> expected;         ///< in 7 and in 30 days, as far as within reach
    std::optional<double> errorPercent; ///< back-test: median distance from what then came, in percent of it
    std::optional<double> limit;        ///< that was asked about: a full disk, the alert's
    std::optional<qint64>
        crossedMs; ///< wall clock, when the trend reaches the limit; empty: not within reach
    std::optional<qint64> earliestMs; ///< … and when the upper edge does
};

inline constexpr int kForecastHours = 48;
inline constexpr int kForecastDays = 3;
inline constexpr double kForecastWorstPercent = 20;
inline constexpr int kForecastMostHours = 90 * 24; ///< the newest; what is older says little about tomorrow

/// A line through hourly means, oldest first, each hour once; Forecast.cpp says how it is drawn and judged,
/// and why. `nowMs`: from which days are counted. `limit`: is asked about from below. Pure; any thread.
Forecast forecastOf(MetricId metric, std::span<const HourlyValue> hours, qint64 nowMs,
                    std::optional<double> limit = std::nullopt);

} // namespace hakgal

Q_DECLARE_METATYPE(std::vector<hakgal::Forecast>)
