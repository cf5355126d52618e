// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace hakgal {

/// Decides whether a rate may be taken between the tick before and this one. Pure but for the times it is
/// told. A tick less than 100 ms after the one before is too soon (counters move in steps of 10 ms and more);
/// one that comes later than ten times the longer of the last two intervals lies behind a gap.
class RateInterval
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Span = std::chrono::steady_clock::duration;

    enum class Verdict {
        First,   ///< nothing to compare with; this tick is the start
        TooSoon, ///< keep the counters and the value of the tick before
        Gap,     ///< no rate across it; this tick is a new start
        Usable,  ///< seconds() have passed
    };

    Verdict step(Time now)
    {
        if (!m_start) {
            m_start = now;
            return Verdict::First;
        }
        const Span passed = now - *m_start;
        if (passed < std::chrono::milliseconds(100))
            return Verdict::TooSoon;
        m_start = now;
        m_seconds = std::chrono::duration<double>(passed).count();
        const Span usual = std::max(m_last, m_beforeLast);
        m_beforeLast = m_last;
        m_last = passed;
        return usual > Span::zero() && passed > 10 * usual ? Verdict::Gap : Verdict::Usable;
    }

    double seconds() const { return m_seconds; }

private:
    std::optional<Time> m_start;
    Span m_last = Span::zero();
    Span m_beforeLast = Span::zero();
    double m_seconds = 0;
};

} // namespace hakgal
