// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CacheWindow.h"

#include <algorithm>

namespace hakgal {

void CacheWindow::addTick(std::chrono::steady_clock::time_point at, qint64 hits, qint64 misses,
                          bool othersWrote)
{
    m_ticks.push_back({at, hits, misses, othersWrote});
    while (m_ticks.front().at <= at - std::chrono::seconds(60))
        m_ticks.pop_front();
    if (othersWrote) {
        ++m_invalidations;
    } else {
        m_hits += hits;
        m_misses += misses;
    }
}

Reading CacheWindow::rate() const
{
    qint64 hits = 0;
    qint64 misses = 0;
    for (const Tick &tick : m_ticks) {
        if (!tick.othersWrote) {
            hits += tick.hits;
            misses += tick.misses;
        }
    }
    if (hits + misses >= kRequestsNeeded)
        return Reading::of(100.0 * static_cast<double>(hits) / static_cast<double>(hits + misses));
    const auto left =
        std::count_if(m_ticks.begin(), m_ticks.end(), [](const Tick &t) { return t.othersWrote; });
    const bool mostly = 2 * left > static_cast<std::ptrdiff_t>(m_ticks.size());
    return Reading::missing(mostly ? Reason::OthersWrite : Reason::TooFewRequests);
}

} // namespace hakgal
