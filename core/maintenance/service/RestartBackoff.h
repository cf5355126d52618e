// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace hakgal {

/// When a service that is down may be restarted without being asked: at once the first time, then after 30 s,
/// 1 min, 2 min … at most an hour, counted from the restart before. A service that stayed up for ten minutes
/// begins anew. Pure; time is monotonic and passed in.
class RestartBackoff
{
public:
    using Time = std::chrono::steady_clock::time_point;

    bool mayRestart(Time now) const;
    void restarted(Time now);
    /// The service was asked.
    void seen(bool up, Time now);

    static constexpr std::chrono::seconds kFirstPause{30};
    static constexpr std::chrono::seconds kLongestPause{3600};
    static constexpr std::chrono::seconds kForgotten{600};

private:
    std::optional<Time> m_last; ///< restart
    std::optional<Time> m_upSince;
    std::chrono::seconds m_pause{0};
};

} // namespace hakgal
