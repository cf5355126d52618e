// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <memory>

namespace hakgal::test {

/// 2026-01-31T16:58:12.345Z
inline constexpr qint64 kWallMs = 1'769'878'692'345;

/// A snapshot in which every metric is measured: metric i of the table has the value i + 0.5 (percent,
/// seconds, rates) or i + 1 (all others), and the base is reachable.
inline Snapshot fullSnapshot()
{
    Snapshot snapshot;
    Sample &sample = snapshot.sample;
    sample.tick = 7;
    sample.at.wallMs = kWallMs;
    sample.at.steady = std::chrono::steady_clock::time_point(std::chrono::hours(2));
    for (const MetricInfo &info : metricTable()) {
        const double index = static_cast<double>(info.id);
        const bool whole = info.unit == Unit::Bytes || info.unit == Unit::Count;
        sample[info.id] = Reading::of(index + (whole ? 1 : 0.5));
    }
    sample[MetricId::Facts] = Reading::of(18160);
    sample[MetricId::Up] = Reading::of(1);
    sample.database.reach = DatabaseState::Reach::Reachable;
    sample.database.path = QStringLiteral("/data/kb.db");
    sample.database.wal = true;
    sample.database.pageSize = 4096;
    sample.database.facts = QStringLiteral("facts");
    sample.database.holdersKnown = HoldersKnown::All;
    sample.database.holders = {{4711, QStringLiteral("python3"), 2}};
    sample.errors = {{QStringLiteral("SQLITE_BUSY"), 3}, {QStringLiteral("SQLITE_FULL"), 1}};
    sample.latency.observe(0.00008);
    sample.latency.observe(0.3);
    sample.latency.observe(2);
    auto table = std::make_shared<PredicateTable>();
    table->rows = {{QStringLiteral("HasPart"), 12000}, {QString(), 12}};
    table->predicates = 31;
    table->countedAt = {sample.at.steady - std::chrono::seconds(4), kWallMs - 4000};
    sample.predicates = table;
    sample.predicatesReason = Reason::None;
    snapshot.status = Status::Operational;
    snapshot.startedWallMs = kWallMs - 3'600'000;
    snapshot.intervalMs = 1000;
    return snapshot;
}

/// The same base a while later, when it cannot be read any more: its figures are empty, the last are known.
inline Snapshot unreachableSnapshot()
{
    Snapshot snapshot = fullSnapshot();
    Sample &sample = snapshot.sample;
    auto last = std::make_shared<LastKnown>();
    last->readings = sample.readings;
    last->at = sample.at;
    sample.lastKnown = last;
    sample.at.steady += std::chrono::seconds(90);
    sample.at.wallMs += 90'000;
    for (const MetricInfo &info : metricTable()) {
        if (info.subject == Subject::Database)
            sample[info.id] = Reading::missing(Reason::Unreachable);
    }
    sample[MetricId::Up] = Reading::of(0);
    sample.database.reach = DatabaseState::Reach::Unreachable;
    sample.database.error = {ErrorCode::FileMissing, {QStringLiteral("/data/kb.db")}, {}, 0};
    snapshot.status = Status::Poor;
    StatusReason reason;
    reason.kind = StatusReason::Kind::Unreachable;
    reason.severity = Severity::Critical;
    reason.error = sample.database.error;
    snapshot.reasons = {reason};
    return snapshot;
}

/// A firing alert of 130 s at the snapshot's time.
inline Alert firingAlert(const Snapshot &snapshot, RuleId rule, Severity severity, double value, double limit)
{
    Alert alert;
    alert.rule = rule;
    alert.severity = severity;
    alert.startedMs = snapshot.sample.at.wallMs - 130'000;
    alert.value = value;
    alert.worst = value;
    alert.limit = limit;
    return alert;
}

} // namespace hakgal::test
