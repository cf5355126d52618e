// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"

#include <deque>

namespace hakgal {

/// The hit ratio of the probe's page cache over the last minute. Another program's commit empties our cache,
/// so ticks in which one was seen say nothing about the cache: they are counted and left out. The ratio needs
/// 500 page requests, else it is empty with the reason.
class CacheWindow
{
public:
    static constexpr qint64 kRequestsNeeded = 500;

    void addTick(std::chrono::steady_clock::time_point at, qint64 hits, qint64 misses, bool othersWrote);
    void clear() { *this = CacheWindow(); }

    qint64 hits() const { return m_hits; } ///< since start, counted ticks only
    qint64 misses() const { return m_misses; }
    qint64 invalidations() const { return m_invalidations; }
    Reading rate() const; ///< percent

private:
    struct Tick
    {
        std::chrono::steady_clock::time_point at;
        qint64 hits, misses;
        bool othersWrote;
    };
    std::deque<Tick> m_ticks;
    qint64 m_hits = 0;
    qint64 m_misses = 0;
    qint64 m_invalidations = 0;
};

} // namespace hakgal
