// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstddef>
#include <span>

namespace hakgal {

/// Every figure that we measure. The table in Metric.cpp is the only list of them: JSON, Prometheus,
/// history, charts and documentation are made from it.
enum class MetricId {
    SystemCpu,        ///< all cores, percent
    SystemMemory,     ///< physical memory in use, percent
    SystemMemoryUsed, ///< bytes
    SystemDisk,       ///< volume that holds the knowledge base, percent used
    SystemDiskFree,   ///< bytes free to us on that volume
    ProcessCpu,       ///< our own process, percent of one core
    ProcessCpuTime,   ///< our own process, seconds since it started
    ProcessMemory,    ///< our resident set, bytes
    ProcessVirtual,   ///< our address space, bytes
    ProcessFiles,     ///< our open file descriptors or handles
    ProcessThreads,   ///< our threads
    Uptime,           ///< seconds since our process began to watch
    Up,               ///< 1 while the knowledge base can be read, else 0
    Facts,            ///< exact rows of the facts table when last counted
    FactsAge,         ///< seconds since that count was last known to be current
    FactsPerMinute,   ///< growth over the last 60 s, scaled when fewer are known
    FactsUnchanged,   ///< seconds since the count last grew
    QueryAverage,     ///< probe queries in the window, seconds
    QueryMin,
    QueryP50,
    QueryP95,
    QueryMax,
    CacheHits, ///< probe connection's page cache, since start
    CacheMisses,
    CacheInvalidations, ///< ticks left out because another program had written
    CacheHitRate,       ///< percent over the last 60 s of counted ticks
    QueryCacheHits, ///< searches of this process answered from its QueryCache; nothing to do with the pages
    QueryCacheMisses,
    QueryCacheInvalidations, ///< times the QueryCache was emptied because somebody had written
    QueryCacheBytes,
    DatabaseBytes,
    ReclaimableBytes, ///< freelist pages
    WalBytes,
    WalFrames,            ///< frames in the WAL since its last reset
    WalPending,           ///< of those, not yet copied back to the database
    Checkpoints,          ///< WAL resets seen since start
    Connections,          ///< open handles of other processes (Windows: processes)
    DatabaseErrors,       ///< errors SQLite returned to us since start
    DatabaseErrorsRecent, ///< of those, in the last 60 s ("database_errors_last_minute")
    Replacements,         ///< times the file was replaced under us since start
    ReplacementsRecent,   ///< of those, in the last 60 s ("database_replacements_last_minute")
    TickDuration,         ///< seconds one round of measuring took
    TicksSkipped,         ///< rounds left out because the one before was late
    Count_,               ///< not a metric
};

inline constexpr std::size_t kMetricCount = static_cast<std::size_t>(MetricId::Count_);

/// The unit in which a value is kept and shown in JSON. Prometheus gets ratios for percent.
enum class Unit { Percent, Bytes, Seconds, Count, PerMinute };

enum class MetricKind { Gauge, Counter };

/// Whether a metric is about the knowledge base. Those are left out of /metrics and are null in JSON
/// while the base cannot be read.
enum class Subject { System, Process, Database };

struct MetricInfo
{
    MetricId id;
    const char *json;       ///< key in JSON, and metric_name in the history database
    const char *prometheus; ///< name on /metrics; nullptr: not exposed as a plain series of its own
    const char *legacy;     ///< name the original exporter used, only with legacy_metric_names; or nullptr
    MetricKind kind;
    Unit unit;
    Subject subject;
    bool recorded; ///< written to the history database each tick
    double min;    ///< plausible range, for charts and checks
    double max;
    const char *help; ///< English, one line, without backslash or line break (HELP is written as it is)
};

/// The table, in the order of MetricId. Any thread.
std::span<const MetricInfo, kMetricCount> metricTable();
const MetricInfo &metricInfo(MetricId id);

/// Finds a metric by its JSON key; nullptr where there is none.
const MetricInfo *metricByJsonName(QStringView name);

} // namespace hakgal
