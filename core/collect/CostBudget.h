// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace hakgal {

/// Keeps repeated work below a share of one core: after work that took t it is due again t/share later,
/// but never sooner than `shortest`. Pure but for the times it is told.
class CostBudget
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Span = std::chrono::steady_clock::duration;

    CostBudget(double share, Span shortest) : m_share(share), m_shortest(shortest) {}

    bool due(Time now) const { return now >= m_next; }
    void spent(Time finished, Span cost)
    {
        const auto pause = std::chrono::duration_cast<Span>(cost / m_share);
        m_next = finished + std::max(m_shortest, pause);
    }
    /// Due at once.
    void reset() { m_next = Time::min(); }

private:
    double m_share;
    Span m_shortest;
    Time m_next = Time::min();
};

} // namespace hakgal
