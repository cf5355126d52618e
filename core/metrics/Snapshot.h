// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Sample.h"

#include <memory>
#include <vector>

namespace hakgal {

enum class Status : quint8 { Operational, Degraded, Poor };

/// The original's words: OPERATIONAL, DEGRADED, POOR.
const char *statusName(Status status);

/// One reason for the status, worst first.
struct StatusReason
{
    enum class Kind : quint8 { NoDatabase, Unreachable, AlertFiring, PortTaken, HistoryFailed, ServiceDown };
    Kind kind = Kind::AlertFiring;
    Severity severity = Severity::Warning;
    RuleId rule = RuleId::DatabaseUnreachable; ///< for AlertFiring
    QStringList args;                          ///< for PortTaken: port, holder; HistoryFailed: what happened;
                                               ///< ServiceDown: name, problem
    Error error;                               ///< for Unreachable
    bool operator==(const StatusReason &) const = default;
};

/// One address of the endpoint as the http thread sees it. text/Catalogue makes the sentence.
struct ListenerState
{
    /// Why the address is not served.
    enum class Trouble : quint8 {
        None,
        Taken,         ///< another socket has the port
        Reserved,      ///< the system keeps the port for itself (Windows)
        NoPermission,  ///< this user may not open it (ports below 1024)
        NoSuchAddress, ///< this computer does not have the address, or it is none
        Other,
    };

    QString address;
    quint16 port = 0;
    bool listening = false;
    QString holder; ///< in English, who has the port where it is taken and known: "nginx (pid 4711)"
    Trouble trouble = Trouble::None;
    qint64 holderPid = 0; ///< 0: not known
    QString holderName;   ///< of the process, as the system tells it
    bool operator==(const ListenerState &) const = default;
};

/// The endpoint, told by the http thread when something changes.
struct EndpointState
{
    std::vector<ListenerState> listeners;
    qint64 lastScrapeWallMs = 0; ///< 0: never
    QString lastScraper;         ///< address and user agent of it
    quint64 scrapes = 0;
};

/// All that one tick knows: what the window shows, the endpoint renders and the history keeps.
/// Immutable once made; shared between threads as SnapshotPtr.
struct Snapshot
{
    Sample sample;
    std::vector<Alert> alerts;      ///< firing now, worst and newest first
    std::vector<AlertEvent> events; ///< raised or resolved in this very tick
    Status status = Status::Poor;
    std::vector<StatusReason> reasons;
    qint64 startedWallMs = 0; ///< when this process began to watch
    int intervalMs = 1000;    ///< the tick interval in force
    EndpointState endpoint;   ///< as last told by the http thread
    bool recorder = false;    ///< whether this process writes the history of this base

    const Reading &operator[](MetricId id) const { return sample[id]; }
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::SnapshotPtr)
Q_DECLARE_METATYPE(hakgal::EndpointState)
