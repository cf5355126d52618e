// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QByteArray>
#include <QJsonObject>

#include <span>
#include <utility>

namespace hakgal {

// What programs read: English, C locale, times as ISO 8601 UTC with milliseconds. Pure; any thread. Keys are
// never renamed. A figure that was not measured is null, and NaN or infinity never gets here; figures about
// the knowledge base are null whenever it cannot be read.

/// The object of GET /api/metrics: `timestamp`, `system_status`, every metric of metricTable() by its JSON
/// name (the original's keys and units among them), `active_queries` (null), and
/// `reasons` [sentence], `empty` {key: sentence} for each null metric, `alerts` [{rule, severity, since,
/// value, limit, title, snoozed_until}], `errors_by_code` {code: count}, `predicates` {age_seconds, distinct,
/// top [{predicate, facts}]} or null, `database` {path, reachable, since, error, wal, page_size, facts_table,
/// holders, holders_known}, and, only while the base cannot be read but once was, `last_known`
/// {key: value, …, age_seconds}.
QJsonObject metricsJson(const Snapshot &snapshot);

/// One entry of GET /api/metrics/history: `timestamp`, `system_status`, every metric and `active_queries`.
QJsonObject historyJson(const Snapshot &snapshot);

/// The same of a tick of an earlier run, as the history keeps it: only these metrics were recorded, and the
/// status was not.
QJsonObject historyJson(qint64 wallMs, std::span<const std::pair<MetricId, double>> values);

/// Such an entry as the endpoint keeps it.
struct HistoryEntry
{
    qint64 atMs = 0; ///< wall clock
    QByteArray json; ///< compact
};

/// GET /api/health: body and status code (503 only when the base is unreachable or `ageSeconds` is over five
/// intervals, and before the first snapshot: nullptr). `checks` [{name, status, message}] with the names
/// database, snapshot, alerts, endpoint, history.
struct Health
{
    QByteArray body;
    int httpStatus = 200;
};
Health healthJson(const Snapshot *snapshot, double ageSeconds, double uptimeSeconds);

} // namespace hakgal
