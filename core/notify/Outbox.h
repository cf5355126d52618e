// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Snapshot.h"

#include <QJsonArray>

#include <chrono>
#include <optional>
#include <vector>

namespace hakgal {

/// What was told through one channel and what is still to be told: for each incident one message when it is
/// raised and one when it is resolved, in the order in which these happened.
/// It does not listen for events but compares what fires with what it knows. So nothing is told twice, and
/// nothing is left out, whoever watched in between: after a restart, or where another process was the
/// recorder, it goes on from what toJson() had kept. Where a message cannot be delivered it is tried again
/// after 5 s, 10 s, 20 s … at most 15 min; one that the receiver refuses is given up after five tries, so
/// that it does not stand in the way of the others. Pure: time comes in. Not thread safe.
class Outbox
{
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::seconds kFirstPause{5};
    static constexpr std::chrono::seconds kLongestPause{900};
    static constexpr int kMostRefusals = 5;
    static constexpr std::size_t kMostIncidents = 100;

    /// Other pauses than those above, for tests.
    explicit Outbox(std::chrono::milliseconds firstPause = kFirstPause,
                    std::chrono::milliseconds longestPause = kLongestPause);

    /// One tick of the recorder. Incidents below `from` are not raised, nor are snoozed ones; what was raised
    /// is resolved in any case. Where too many wait, the oldest that are over go untold (dropped()). True
    /// where something changed that is worth keeping.
    bool follow(const Snapshot &snapshot, Severity from);

    /// What is to be told now; nullopt: nothing, or not yet.
    std::optional<AlertEvent> next(Time now) const;
    /// When to ask again; nullopt: nothing waits.
    std::optional<Time> due() const;
    /// What next() told has arrived.
    void delivered();
    /// It has not. `refused`: the receiver does not want this very message. True where it is given up.
    bool failed(bool refused, Time now);
    /// The way may be clear now: the next one is due at once.
    void retryNow() { m_due = {}; }

    int waiting() const; ///< messages
    quint64 dropped() const { return m_dropped; }

    /// What has to outlive the program; fromJson() leaves out what makes no sense.
    QJsonArray toJson() const;
    void fromJson(const QJsonArray &array);

private:
    struct Incident
    {
        Alert alert; ///< endedMs is set once it is over
        bool raiseTold = false;
    };
    std::vector<Incident>::iterator front();
    std::vector<Incident>::const_iterator front() const;
    void settle(std::vector<Incident>::iterator incident);

    std::chrono::milliseconds m_firstPause;
    std::chrono::milliseconds m_longestPause;
    std::vector<Incident> m_incidents;
    Time m_due{};
    int m_failures = 0; ///< in a row
    int m_refusals = 0; ///< of the one message
    quint64 m_dropped = 0;
};

} // namespace hakgal
