// SPDX-License-Identifier: GPL-3.0-or-later
// The trend is the Theil–Sen line (H. Theil 1950; P. K. Sen, "Estimates of the regression coefficient based
// on Kendall's tau", J. Amer. Statist. Assoc. 63, 1968): its slope is the median of the slopes between all
// pairs of points. Least squares would do for well-behaved noise, but these series are not: one import of
// 10,000 facts, one VACUUM or one busy night is a point or a step far off, which pulls a least-squares line
// with it, while the median bears up to 29 % of such points. The line is anchored where the last day lies
// (median distance of its points), so that a forecast begins at today's level and not at one from before a
// step.
//
// How wide: not by a formula, for all of them take errors to be independent, and hourly values are not (an
// hour resembles the one before, and every day has its night). It is measured on the past instead: the line
// is fitted to the first 50, 60, 70 and 80 % of the time and compared with what came in the rest. A distance
// counts by how far ahead it was, u = |error| / (1 + ahead / span of the fit), since the error of a line
// grows in proportion to how far beyond its points it is drawn. The interval is ± q × (1 + ahead / span), q
// being the 90 % quantile of u: the idea of split conformal prediction (Papadopoulos et al. 2002; Lei et al.,
// J. Amer. Statist. Assoc. 113, 2018), here without its guarantee, since the past need not resemble the
// future.
//
// The back-test's figure is the median of |error| in percent of the value that came. Nothing is told where it
// is beyond 20 %, where the history is short or has more holes than hours, nor farther ahead than thrice the
// time that was seen.
#include "core/history/Forecast.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hakgal {

namespace {

constexpr double kHourMs = 3'600'000;
constexpr double kDayMs = 24 * kHourMs;
constexpr double kMostReachDays = 365;
constexpr double kReach = 3; // times the span
constexpr std::array kSplits{0.5, 0.6, 0.7, 0.8};
constexpr double kQuantile = 0.9;

/// By linear position; the values are reordered.
double quantile(std::vector<double> &values, double share)
{
    const auto place =
        values.begin() + static_cast<std::ptrdiff_t>(std::min(share * static_cast<double>(values.size()),
                                                              static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

double median(std::vector<double> &values)
{
    return quantile(values, 0.5);
}

double days(qint64 ms)
{
    return static_cast<double>(ms) / kDayMs;
}

struct Line
{
    qint64 originMs = 0;
    double level = 0; ///< at the origin
    double perDay = 0;
    double spanDays = 0;

    double at(qint64 ms) const { return level + perDay * days(ms - originMs); }
    double widening(qint64 ms) const { return 1 + std::max(0.0, days(ms - originMs)) / spanDays; }
};

/// At least two points at different times. The origin is the last one.
Line theilSen(std::span<const HourlyValue> points)
{
    Line line;
    line.originMs = points.back().atMs;
    line.spanDays = days(points.back().atMs - points.front().atMs);
    std::vector<double> slopes;
    slopes.reserve(points.size() * (points.size() - 1) / 2);
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t j = i + 1; j < points.size(); ++j)
            slopes.push_back((points[j].value - points[i].value) / days(points[j].atMs - points[i].atMs));
    }
    line.perDay = median(slopes);
    std::vector<double> levels;
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        if (days(line.originMs - point->atMs) >= 1)
            break;
        levels.push_back(point->value - line.perDay * days(point->atMs - line.originMs));
    }
    line.level = median(levels);
    return line;
}

struct BackTest
{
    double errorPercent = 0;
    double width = 0; ///< q
};

BackTest test(std::span<const HourlyValue> points)
{
    std::vector<double> widths;
    std::vector<double> percents;
    for (const double split : kSplits) {
        const auto cut =
            static_cast<qint64>(static_cast<double>(points.front().atMs) +
                                split * static_cast<double>(points.back().atMs - points.front().atMs));
        const auto rest = std::partition_point(points.begin(), points.end(),
                                               [cut](const HourlyValue &point) { return point.atMs <= cut; });
        const auto count = static_cast<std::size_t>(rest - points.begin());
        if (count < 2)
            continue;
        const Line line = theilSen(points.first(count));
        for (const HourlyValue &came : points.subspan(count)) {
            const double error = std::abs(came.value - line.at(came.atMs));
            widths.push_back(error / line.widening(came.atMs));
            const double of = std::abs(came.value);
            percents.push_back(error <= 0 ? 0 : of > 0 ? std::min(error / of, 1e6) * 100 : 1e8);
        }
    }
    if (widths.empty())
        return {1e8, 0};
    return {median(percents), quantile(widths, kQuantile)};
}

/// When a line from `value` now reaches the limit; empty: not within reach.
std::optional<qint64> crossing(double value, double perDay, double limit, qint64 nowMs, double reachDays)
{
    if (value >= limit)
        return nowMs;
    const double ahead = (limit - value) / perDay;
    if (!(perDay > 0) || ahead > reachDays)
        return std::nullopt;
    return nowMs + static_cast<qint64>(ahead * kDayMs);
}

} // namespace

Forecast forecastOf(MetricId metric, std::span<const HourlyValue> hours, qint64 nowMs,
                    std::optional<double> limit)
{
    Forecast forecast;
    forecast.metric = metric;
    forecast.limit = limit;
    if (hours.size() > kForecastMostHours)
        hours = hours.last(kForecastMostHours);
    forecast.hours = static_cast<qint64>(hours.size());
    if (hours.empty())
        return forecast;
    forecast.fromMs = hours.front().atMs;
    forecast.toMs = hours.back().atMs;
    const double span = days(forecast.toMs - forecast.fromMs);
    if (hours.size() < kForecastHours || span < kForecastDays) {
        forecast.refusal = Forecast::Refusal::TooShort;
        return forecast;
    }
    if (static_cast<double>(hours.size()) < span * 24 / 2) {
        forecast.refusal = Forecast::Refusal::TooManyGaps;
        return forecast;
    }
    const BackTest tested = test(hours);
    forecast.errorPercent = tested.errorPercent;
    if (!(tested.errorPercent <= kForecastWorstPercent)) {
        forecast.refusal = Forecast::Refusal::OffTheMark;
        return forecast;
    }

    const Line line = theilSen(hours);
    const MetricInfo &info = metricInfo(metric);
    const auto bounded = [&info](double value) { return std::clamp(value, info.min, info.max); };
    forecast.refusal = Forecast::Refusal::None;
    forecast.reachDays = std::min(kReach * span, kMostReachDays);
    forecast.now = bounded(line.at(nowMs));
    forecast.perDay = line.perDay;
    for (const int ahead : {7, 30}) {
        if (ahead > forecast.reachDays)
            continue;
        const qint64 then = nowMs + static_cast<qint64>(ahead * kDayMs);
        const double value = line.at(then);
        const double width = tested.width * line.widening(then);
        forecast.expected.push_back({ahead, bounded(value), bounded(value - width), bounded(value + width)});
    }
    if (limit) {
        forecast.crossedMs = crossing(line.at(nowMs), line.perDay, *limit, nowMs, forecast.reachDays);
        forecast.earliestMs =
            crossing(line.at(nowMs) + tested.width * line.widening(nowMs),
                     line.perDay + tested.width / line.spanDays, *limit, nowMs, forecast.reachDays);
    }
    return forecast;
}

} // namespace hakgal
