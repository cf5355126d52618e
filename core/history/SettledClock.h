// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <optional>

namespace hakgal {

/// The wall clock as far as something may be thrown away by it. A step of more than two days ahead is a wrong
/// clock, or a computer that was off for long: it counts once the clock has gone on from there for an hour,
/// and until then the time before it stands. Steps back are followed at once; they throw nothing away. Pure;
/// one thread.
class SettledClock
{
public:
    static constexpr qint64 kLeapMs = 2LL * 24 * 3600 * 1000;
    static constexpr std::chrono::hours kPatience{1};

    /// `knownMs`: when the clock was last seen; 0: never.
    explicit SettledClock(qint64 knownMs = 0) : m_ms(knownMs) {}

    /// Looks at the clock; returns the settled time, milliseconds since 1970 UTC.
    qint64 see(const Instant &now)
    {
        const bool leapt = m_ms != 0 && now.wallMs - m_ms > kLeapMs;
        if (leapt && !m_leaptAt)
            m_leaptAt = now.steady;
        if (!leapt || now.steady - *m_leaptAt >= kPatience) {
            m_ms = now.wallMs;
            m_leaptAt.reset();
        }
        return m_ms;
    }

private:
    qint64 m_ms;
    std::optional<std::chrono::steady_clock::time_point> m_leaptAt;
};

} // namespace hakgal
