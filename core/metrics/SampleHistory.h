// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"

#include <array>
#include <chrono>
#include <span>
#include <vector>

namespace hakgal {

/// The last hour of ticks for the charts: a fixed ring of one time and the charted metrics, and min/max
/// decimation to at most two points a pixel column. A value; used in the GUI thread, memory is fixed at
/// construction.
class SampleHistory
{
public:
    /// Metrics that are kept (those of the overview's charts).
    static std::span<const MetricId> metrics();

    explicit SampleHistory(std::size_t capacity = 3600);

    void add(const Sample &sample);
    void clear();
    std::size_t size() const { return m_size; }

    struct Point
    {
        double secondsAgo = 0; ///< 0 or greater
        double value = 0;      ///< NaN: a gap begins here (not measured, or time passed without a tick)
    };
    /// Points of the last `window`, oldest first, as seen from `now`; a tick later than `now` counts as now.
    /// Where more than two ticks fall into one of `columns` columns only the smallest and largest stay, in
    /// their order. Columns lie still in time, so what stays does not flicker while the window moves on.
    /// A gap (an unknown reading, or more than `gap` without a tick) is one NaN point where it begins, also
    /// at the end; none leads. Empty for a metric that is not kept and where nothing is known.
    std::vector<Point> points(MetricId metric, std::chrono::steady_clock::time_point now,
                              std::chrono::seconds window, int columns,
                              std::chrono::milliseconds gap = std::chrono::milliseconds(3500)) const;

private:
    std::vector<std::chrono::steady_clock::time_point> m_times;
    std::vector<float> m_values; ///< row-major
    std::size_t m_capacity;
    std::size_t m_next = 0;
    std::size_t m_size = 0;
};

} // namespace hakgal
