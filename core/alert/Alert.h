// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"

#include <QMetaType>
#include <QString>

#include <vector>

namespace hakgal {

enum class Severity : quint8 { Info, Warning, Critical };

/// The rules. Names (ruleName) are stored in the history database and are never renamed.
enum class RuleId : quint8 {
    QueryLatency,
    QueryLatencyCritical,
    CacheHit,
    CacheHitCritical,
    Cpu,
    CpuCritical,
    Memory,
    MemoryCritical,
    DatabaseUnreachable,
    DatabaseErrors,
    DatabaseReplaced,
    FactsStalled,
    WalSize,
    Disk,
    DiskCritical,
    BackupFailing,
    Count_,
};

/// Stable name, for example `cpu_critical`.
const char *ruleName(RuleId id);
/// The rule of a stable name; RuleId::Count_ where there is none.
RuleId ruleByName(QStringView name);

/// One incident: it is raised once and resolved once, also across restarts.
struct Alert
{
    RuleId rule = RuleId::Count_;
    Severity severity = Severity::Warning;
    qint64 startedMs =
        0; ///< wall clock of the first tick over the limit; with `rule` it identifies the incident
    qint64 endedMs = 0;                 ///< wall clock when the clear level was reached; 0: firing
    double value = 0;                   ///< last measured, in the metric's unit
    double worst = 0;                   ///< farthest beyond the limit so far
    double limit = 0;                   ///< limit in force when it was raised
    qint64 snoozedUntilMs = 0;          ///< wall clock; 0: not snoozed
    std::vector<ProcessLoad> processes; ///< for CPU and memory: the top ones when it was raised
    Error error;                        ///< for DatabaseUnreachable and BackupFailing: why

    bool firing() const { return endedMs == 0; }
    bool snoozed(qint64 nowMs) const { return snoozedUntilMs > nowMs; }
    bool operator==(const Alert &) const = default;
};

/// A change of an incident in one tick.
struct AlertEvent
{
    enum class Kind : quint8 { Raised, Resolved };
    Kind kind = Kind::Raised;
    Alert alert;
    bool operator==(const AlertEvent &) const = default;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::RuleId)
Q_DECLARE_METATYPE(hakgal::Alert)
Q_DECLARE_METATYPE(std::vector<hakgal::Alert>)
