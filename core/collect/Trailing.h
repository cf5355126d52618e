// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <deque>

namespace hakgal {

/// A total as it was over the last minute, to tell by how much it rose. Memory is bounded by the rate of
/// add().
class Trailing
{
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds kSpan{60};

    void add(Time at, double total)
    {
        m_points.push_back({at, total});
        // One point at or beyond the span stays, so that the whole span is covered.
        while (m_points.size() > 2 && m_points[1].at <= at - kSpan)
            m_points.pop_front();
    }
    void clear() { m_points.clear(); }

    /// How much the total rose over what is known, at most about the span.
    double increase() const { return m_points.empty() ? 0 : m_points.back().total - m_points.front().total; }
    /// How long a time that is.
    std::chrono::steady_clock::duration covered() const
    {
        return m_points.empty() ? std::chrono::steady_clock::duration{}
                                : m_points.back().at - m_points.front().at;
    }

private:
    struct Point
    {
        Time at;
        double total;
    };
    std::deque<Point> m_points;
};

} // namespace hakgal
