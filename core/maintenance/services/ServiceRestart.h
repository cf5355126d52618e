// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Service.h"
#include "core/maintenance/Job.h"

#include <chrono>

namespace hakgal {

/// Starts the restart command of a service, as a program that outlives us, and waits until the service
/// answers as it should. VerifyFailed (args: name, what is wrong) where it does not within `patience`;
/// SettingInvalid where there is no such command or it cannot be started; Interrupted on a cancel.
Result<void> restartService(const Service &service, const ServiceProbe &probe, JobContext &context,
                            std::chrono::milliseconds patience = std::chrono::seconds(20));

/// When to try again by itself: 10 s after the first try, then twice as long each time, ten minutes at most;
/// from the beginning once the service was well for ten minutes. Pure; times are of a monotonic clock.
class RestartBackoff
{
public:
    using Time = std::chrono::steady_clock::time_point;
    /// The service is down now: is a restart due?
    bool due(Time now) const { return m_tries == 0 || now >= m_next; }
    void tried(Time now);
    void well(Time now);

private:
    int m_tries = 0;
    Time m_next{};
    Time m_wellSince{};
    bool m_well = false;
};

} // namespace hakgal
