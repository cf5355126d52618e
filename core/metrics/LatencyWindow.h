// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace hakgal {

/// The last N latencies and their order statistics. Memory is N doubles, whatever comes.
/// Percentiles by the nearest-rank method: the smallest value with at least p % of the values at or below it.
class LatencyWindow
{
public:
    explicit LatencyWindow(std::size_t capacity); ///< at least 1

    void add(double seconds); ///< what is not finite is ignored
    void clear();
    void setCapacity(std::size_t capacity); ///< keeps the newest

    struct Summary
    {
        std::size_t samples = 0;
        double min = 0, average = 0, p50 = 0, p95 = 0, p99 = 0, max = 0; ///< seconds
    };
    /// nullopt while empty. Cost O(capacity).
    std::optional<Summary> summary() const;

private:
    std::vector<double> m_ring;
    std::size_t m_capacity;
    std::size_t m_next = 0;
};

} // namespace hakgal
