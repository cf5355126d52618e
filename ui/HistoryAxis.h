// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Metric.h"
#include "core/text/Format.h"

#include <QString>

#include <vector>

namespace hakgal {

// The axes of the history's charts. Pure: no widgets, no clock.

/// A stretch of wall-clock time, milliseconds since 1970 UTC.
struct TimeSpan
{
    qint64 fromMs = 0;
    qint64 toMs = 0; ///< after fromMs

    qint64 lengthMs() const { return toMs - fromMs; }
    bool contains(qint64 atMs) const { return atMs >= fromMs && atMs <= toMs; }
    bool operator==(const TimeSpan &) const = default;
};

inline constexpr qint64 kShortestSpanMs = 10'000;
inline constexpr qint64 kLongestSpanMs = 10LL * 366 * 86'400'000;

/// `factor` below 1 shows less. The moment `anchorMs` stays where it is.
TimeSpan zoomed(const TimeSpan &span, qint64 anchorMs, double factor);
/// Later by so many milliseconds; earlier where negative.
TimeSpan panned(const TimeSpan &span, qint64 byMs);
/// The nearest span of allowed length that touches [oldestMs, newestMs] by at least a tenth of itself.
/// `oldestMs` 0: there is nothing to hold on to, only the length is bounded.
TimeSpan kept(const TimeSpan &span, qint64 oldestMs, qint64 newestMs);

/// A label of the time axis.
struct MomentTick
{
    qint64 atMs = 0;
    QString text;
    bool operator==(const MomentTick &) const = default;
};
/// At most `most` moments that read well in local time (whole minutes, hours, midnights, firsts of a month)
/// and their words: the time, the day where a day begins or all are days, the month, the year.
std::vector<MomentTick> momentTicks(const TimeSpan &span, int most, const Format &format);

/// The y axis: `steps` equal steps from low to high.
struct ValueScale
{
    double low = 0;
    double high = 100;
    int steps = 4;

    double at(int step) const { return low + (high - low) * step / steps; }
    bool operator==(const ValueScale &) const = default;
};

/// Percent is always 0 … 100, but for what is measured against one core. Sizes and counts that stay far above
/// zero get an axis of their own range; everything else begins at zero. `current` is kept while the values
/// fit and fill more than two fifths of it, so that the axis lies still. Without values (low > high):
/// `current`.
ValueScale fittingValueScale(MetricId metric, double low, double high, const ValueScale &current);

} // namespace hakgal
