// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/metrics/MaintenanceFacts.h"
#include "core/metrics/Metric.h"
#include "core/Result.h"

#include <QMetaType>

#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

/// Why a reading is empty. The sentence is made by text/Catalogue.
enum class Reason : quint8 {
    None,           ///< it is not empty
    NotYet,         ///< the first value needs another tick
    Unsupported,    ///< this system does not tell
    NoPermission,   ///< this user may not see it
    ReadFailed,     ///< the system gave something we could not read
    NoDatabase,     ///< no knowledge base is chosen
    Unreachable,    ///< the knowledge base cannot be read now
    NotWal,         ///< the base is not in WAL mode, so there is no such figure
    TooFewRequests, ///< cache ratio: fewer than 500 page requests in the last minute
    OthersWrite,    ///< cache ratio: other programs' commits emptied the cache in most ticks
    NoHistory,      ///< growth: not enough counts yet
    TooSlow,        ///< it could not be measured within its time budget
    GapInTime,      ///< the machine slept or the clock jumped: no rate across a gap
    NoRows,         ///< the facts table is empty, there is nothing to probe
    NoSearches,     ///< nothing was searched in this process yet
};

/// One measured value, or the reason why there is none. Never 0 for "unknown".
struct Reading
{
    double value = std::numeric_limits<double>::quiet_NaN();
    Reason reason = Reason::NotYet;

    static Reading of(double v) { return {v, Reason::None}; }
    static Reading missing(Reason why) { return {std::numeric_limits<double>::quiet_NaN(), why}; }
    bool known() const { return reason == Reason::None; }
};

/// One process that has the knowledge base open.
struct Holder
{
    qint64 pid = 0;
    QString name;
    int handles = 0; ///< open handles on the database file itself (Windows: 1)
    bool operator==(const Holder &) const = default;
};

/// How completely the holders could be seen. `Unknown` counts as "others may be present" everywhere.
enum class HoldersKnown : quint8 {
    Unknown, ///< not measured (a list without our own process was not a measurement)
    OwnUser, ///< only processes of our own user were visible: at least these
    All,
};

/// What one process costs; measured only while an alert asks for it.
struct ProcessLoad
{
    qint64 pid = 0;
    QString name;
    double cpuPercent = 0;  ///< of one core
    double memoryBytes = 0; ///< resident set
    bool operator==(const ProcessLoad &) const = default;
};

/// Errors SQLite returned to us, by its primary result code name (`SQLITE_BUSY`).
struct ErrorTally
{
    QString code;
    quint64 count = 0;
    bool operator==(const ErrorTally &) const = default;
};

struct PredicateCount
{
    QString predicate; ///< empty: statements without a predicate
    qint64 facts = 0;
    bool operator==(const PredicateCount &) const = default;
};

/// The most frequent predicates, exact when counted. Shared between snapshots until counted again.
struct PredicateTable
{
    std::vector<PredicateCount> rows; ///< descending, at most kPredicateRows
    qint64 predicates = 0;            ///< how many distinct ones there are in all
    Instant countedAt;                ///< when the count was last known to be current
};
inline constexpr int kPredicateRows = 50;

/// Cumulative latency histogram of the probe queries since start, in Prometheus' form.
/// counts[i] holds observations <= kLatencyBounds[i]; the last holds all of them.
inline constexpr std::array<double, 14> kLatencyBounds{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                                       0.01,    0.025,  0.05,    0.1,    0.25,  0.5,    1.0};
struct LatencyHistogram
{
    std::array<quint64, kLatencyBounds.size() + 1> counts{};
    double sumSeconds = 0;
    void observe(double seconds);
};

/// What is known about the knowledge base itself at one tick.
struct DatabaseState
{
    enum class Reach : quint8 { None, Reachable, Unreachable };
    Reach reach = Reach::None;
    QString path;     ///< as the operator gave it, cleaned; empty: none chosen
    Error error;      ///< why it is unreachable
    Instant since;    ///< when `reach` last changed
    bool wal = false; ///< journal_mode is WAL
    qint64 pageSize = 0;
    QString facts; ///< name of the table that holds the facts
    HoldersKnown holdersKnown = HoldersKnown::Unknown;
    std::vector<Holder> holders; ///< other processes only, sorted by name
    int walPinned = -1;          ///< readers that keep an old part of the WAL; -1: not known
};

/// The last values of the database's metrics while it cannot be read now.
struct LastKnown
{
    std::array<Reading, kMetricCount> readings;
    Instant at;
};

/// Everything measured in one tick. A value; made in the monitor thread.
struct Sample
{
    quint64 tick = 0; ///< counts from 1
    Instant at;
    std::array<Reading, kMetricCount> readings{};
    DatabaseState database;
    std::vector<ErrorTally> errors;
    LatencyHistogram latency;
    std::shared_ptr<const PredicateTable> predicates; ///< null: not counted (see predicatesReason)
    Reason predicatesReason = Reason::NotYet;
    std::vector<ProcessLoad> processes; ///< only while an alert about CPU or memory is building up or firing
    MaintenanceFactsPtr maintenance;    ///< null: not found out yet
    std::shared_ptr<const LastKnown> lastKnown; ///< set while the base is unreachable and once was not

    const Reading &operator[](MetricId id) const { return readings[static_cast<std::size_t>(id)]; }
    Reading &operator[](MetricId id) { return readings[static_cast<std::size_t>(id)]; }
};

} // namespace hakgal
