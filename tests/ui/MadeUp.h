// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <chrono>
#include <cmath>
#include <memory>

namespace hakgal::madeup {

// Snapshots for tests of the window. Only tests make values up.

inline constexpr qint64 kBegin = 1'790'000'000'000; ///< wall clock of tick 0, milliseconds

inline Instant at(double second)
{
    using namespace std::chrono;
    return {
        steady_clock::time_point(duration_cast<steady_clock::duration>(hours(5) + duration<double>(second))),
        kBegin + qint64(second * 1000)};
}

/// A base in good health at second `t`; the curves move so that pictures look like real ones.
inline Snapshot healthy(int t)
{
    Snapshot s;
    s.sample.tick = quint64(t) + 1;
    s.sample.at = at(t);
    s.status = Status::Operational;
    s.startedWallMs = kBegin;
    s.intervalMs = 1000;
    s.recorder = true;
    for (quint16 port : {8000, 5000}) {
        ListenerState listener;
        listener.address = QStringLiteral("127.0.0.1");
        listener.port = port;
        listener.listening = true;
        s.endpoint.listeners.push_back(listener);
    }
    s.endpoint.lastScrapeWallMs = s.sample.at.wallMs - 3000;
    s.endpoint.scrapes = 1;

    const auto set = [&s](MetricId id, double value) { s.sample[id] = Reading::of(value); };
    const double burst = std::exp(-std::pow((t % 400 - 150) / 18.0, 2));
    const double noise = std::sin(t * 12.9898) * 0.5 + std::sin(t * 4.1) * 0.5;
    const bool tuned = t > 170;
    set(MetricId::SystemCpu, 10 + 4 * std::sin(t / 9.0) + 3 * noise + 48 * burst);
    set(MetricId::ProcessCpu, 5 + 2 * noise);
    set(MetricId::SystemMemory, 56.8 + 0.5 * noise);
    set(MetricId::SystemMemoryUsed, 9.1e9);
    set(MetricId::SystemDisk, 41);
    set(MetricId::SystemDiskFree, 61e9);
    set(MetricId::ProcessMemory, 71e6);
    set(MetricId::Uptime, 8040 + t);
    set(MetricId::Up, 1);
    set(MetricId::Facts, 18160);
    set(MetricId::FactsAge, 0.4);
    set(MetricId::FactsPerMinute, 42);
    set(MetricId::QueryP50, (0.11 + 0.02 * noise) / 1000);
    set(MetricId::QueryP95, (tuned ? 0.38 + 0.06 * noise : 1.4 + 0.3 * noise) / 1000);
    set(MetricId::QueryMax, 0.0024);
    set(MetricId::CacheHitRate, tuned ? 93.4 + noise : 74 + 2 * noise);
    set(MetricId::DatabaseBytes, 6.1e6);
    set(MetricId::ReclaimableBytes, 0.25e6);
    set(MetricId::WalBytes, 1.2e6);
    set(MetricId::WalFrames, 306);
    set(MetricId::WalPending, 0);
    set(MetricId::Connections, 2);
    set(MetricId::DatabaseErrors, 0);
    set(MetricId::DatabaseErrorsRecent, 0);
    set(MetricId::TickDuration, 0.0008);

    DatabaseState &database = s.sample.database;
    database.reach = DatabaseState::Reach::Reachable;
    database.path = QStringLiteral("/data/hexagonal_kb.db");
    database.since = at(0);
    database.wal = true;
    database.facts = QStringLiteral("facts");
    database.holdersKnown = HoldersKnown::All;
    database.holders = {{4711, QStringLiteral("litestream"), 1}, {4712, QStringLiteral("python3"), 1}};
    database.walPinned = 0;

    static const auto predicates = [] {
        auto table = std::make_shared<PredicateTable>();
        table->rows = {{QStringLiteral("HasPart"), 4120},
                       {QStringLiteral("IsA"), 3377},
                       {QStringLiteral("LocatedIn"), 2210},
                       {QStringLiteral("Causes"), 1484},
                       {QStringLiteral("HasProperty"), 996},
                       {QStringLiteral("UsedFor"), 612},
                       {QString(), 96}};
        table->predicates = 128;
        table->countedAt = at(0);
        return table;
    }();
    s.sample.predicates = predicates;
    s.sample.predicatesReason = Reason::None;
    return s;
}

inline SnapshotPtr shared(Snapshot snapshot)
{
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

inline Alert alert(RuleId rule, Severity severity, int startedAt, double value, double limit)
{
    Alert a;
    a.rule = rule;
    a.severity = severity;
    a.startedMs = at(startedAt).wallMs;
    a.value = value;
    a.worst = value;
    a.limit = limit;
    return a;
}

/// The same base while an alert of that rule fires.
inline Snapshot withAlert(Snapshot s, const Alert &alert)
{
    s.alerts.push_back(alert);
    StatusReason reason;
    reason.severity = alert.severity;
    reason.rule = alert.rule;
    s.reasons.push_back(reason);
    s.status = alert.severity == Severity::Critical ? Status::Poor : Status::Degraded;
    return s;
}

/// The base cannot be read any more since second `since`; the last values are those of `healthy(since)`.
inline Snapshot unreachable(int t, int since)
{
    Snapshot s = healthy(t);
    auto last = std::make_shared<LastKnown>();
    last->readings = healthy(since).sample.readings;
    last->at = at(since);
    for (std::size_t i = 0; i < kMetricCount; ++i) {
        if (metricInfo(MetricId(i)).subject == Subject::Database)
            s.sample.readings[i] = Reading::missing(Reason::Unreachable);
    }
    s.sample[MetricId::Up] = Reading::of(0);
    s.sample.lastKnown = last;
    s.sample.database.reach = DatabaseState::Reach::Unreachable;
    s.sample.database.error = Error{ErrorCode::Locked, {s.sample.database.path}, {}, 5};
    s.sample.database.since = at(since);
    s.status = Status::Poor;
    StatusReason reason;
    reason.kind = StatusReason::Kind::Unreachable;
    reason.severity = Severity::Critical;
    reason.error = s.sample.database.error;
    s.reasons = {reason};
    return s;
}

} // namespace hakgal::madeup
