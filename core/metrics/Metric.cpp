// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/Metric.h"

#include <QLatin1String>

#include <algorithm>

namespace hakgal {

namespace {

using enum MetricKind;
using enum Subject;
using enum Unit;
using enum MetricId;

// The largest plausible values; integers up to 2^53 are exact in a double.
constexpr double kMany = 9007199254740992.0;
constexpr double kManyBytes = kMany;
constexpr double kLong = 3.2e9; // a century in seconds
constexpr double kQuery = 3600;

// Without a Prometheus name of their own: what Prometheus computes better from another series
// (`rate(process_cpu_seconds_total[1m])`, `deriv(hakgal_facts[5m])`, `increase(…[1m])`, sum and count of the
// histogram hakgal_query_duration_seconds), and DatabaseErrors, which is exposed by code as
// hakgal_database_errors_total{code}. Up, errors and replacements are told by our process about the base,
// so they stay while it cannot be read. So do the figures of the QueryCache; they are left out in a process
// in which nothing was searched yet, since an endpoint without a window may never search.
constexpr std::array<MetricInfo, kMetricCount> kTable{{
    {SystemCpu, "system_cpu_percent", "hakgal_system_cpu_ratio", "hakgal_system_cpu_percent", Gauge, Percent,
     System, true, 0, 100, "Busy share of all CPU cores."},
    {SystemMemory, "system_memory_percent", "hakgal_system_memory_ratio", "hakgal_system_memory_percent",
     Gauge, Percent, System, true, 0, 100, "Share of the physical memory that is in use."},
    {SystemMemoryUsed, "system_memory_used_bytes", "hakgal_system_memory_used_bytes", nullptr, Gauge, Bytes,
     System, false, 0, kManyBytes, "Physical memory in use."},
    {SystemDisk, "system_disk_percent", "hakgal_system_disk_ratio", nullptr, Gauge, Percent, System, true, 0,
     100, "Used share of the volume that holds the knowledge base."},
    {SystemDiskFree, "system_disk_free_bytes", "hakgal_system_disk_free_bytes", nullptr, Gauge, Bytes, System,
     false, 0, kManyBytes, "Space available to us on the volume that holds the knowledge base."},
    {ProcessCpu, "process_cpu_percent", nullptr, nullptr, Gauge, Percent, Process, true, 0, 102400,
     "CPU use of this program in percent of one core."},
    {ProcessCpuTime, "process_cpu_seconds_total", "process_cpu_seconds_total", nullptr, Counter, Seconds,
     Process, false, 0, kMany, "CPU time this program has used, user and system."},
    {ProcessMemory, "process_resident_memory_bytes", "process_resident_memory_bytes", nullptr, Gauge, Bytes,
     Process, true, 0, kManyBytes, "Resident memory of this program."},
    {ProcessVirtual, "process_virtual_memory_bytes", "process_virtual_memory_bytes", nullptr, Gauge, Bytes,
     Process, false, 0, kManyBytes, "Address space of this program."},
    {ProcessFiles, "process_open_fds", "process_open_fds", nullptr, Gauge, Count, Process, false, 0, 16777216,
     "Open file descriptors or handles of this program."},
    {ProcessThreads, "process_threads", "process_threads", nullptr, Gauge, Count, Process, false, 0, 4194304,
     "Threads of this program."},
    {Uptime, "uptime_seconds", "hakgal_uptime_seconds", nullptr, Gauge, Seconds, Process, false, 0, kLong,
     "Time since this program began to watch."},
    {Up, "up", "hakgal_up", nullptr, Gauge, Count, Process, false, 0, 1,
     "Whether the knowledge base can be read, 1 or 0."},
    {Facts, "facts_count", "hakgal_facts", "hakgal_facts_total", Gauge, Count, Database, true, 0, kMany,
     "Rows of the facts table when they were last counted."},
    {FactsAge, "facts_age_seconds", "hakgal_facts_age_seconds", nullptr, Gauge, Seconds, Database, false, 0,
     kLong, "Time since the fact count was last known to be current."},
    {FactsPerMinute, "facts_per_minute", nullptr, nullptr, Gauge, PerMinute, Database, true, -kMany, kMany,
     "Growth of the fact count over the last minute."},
    {FactsUnchanged, "facts_unchanged_seconds", "hakgal_facts_unchanged_seconds", nullptr, Gauge, Seconds,
     Database, false, 0, kLong, "Time since the fact count last grew."},
    {QueryAverage, "avg_query_time", nullptr, "hakgal_query_time_seconds", Gauge, Seconds, Database, false, 0,
     kQuery, "Average time of the last probe queries."},
    {QueryMin, "min_query_time", "hakgal_query_min_seconds", nullptr, Gauge, Seconds, Database, false, 0,
     kQuery, "Shortest time of the last probe queries."},
    {QueryP50, "query_p50_seconds", "hakgal_query_p50_seconds", nullptr, Gauge, Seconds, Database, true, 0,
     kQuery, "Median time of the last probe queries."},
    {QueryP95, "query_p95_seconds", "hakgal_query_p95_seconds", nullptr, Gauge, Seconds, Database, true, 0,
     kQuery, "Time within which 95 of 100 of the last probe queries were done."},
    {QueryMax, "max_query_time", "hakgal_query_max_seconds", nullptr, Gauge, Seconds, Database, true, 0,
     kQuery, "Longest time of the last probe queries."},
    {CacheHits, "cache_hits", "hakgal_cache_hits_total", nullptr, Counter, Count, Database, false, 0, kMany,
     "Page requests the probe connection answered from its cache."},
    {CacheMisses, "cache_misses", "hakgal_cache_misses_total", nullptr, Counter, Count, Database, false, 0,
     kMany, "Page requests for which the probe connection had to read the file."},
    {CacheInvalidations, "cache_invalidations", "hakgal_cache_invalidations_total", nullptr, Counter, Count,
     Database, false, 0, kMany, "Rounds left out of the cache counts because another program had written."},
    {CacheHitRate, "cache_hit_rate", "hakgal_cache_hit_ratio", nullptr, Gauge, Percent, Database, true, 0,
     100, "Share of the probe connection's page requests answered from its cache in the last minute."},
    {QueryCacheHits, "query_cache_hits", "hakgal_query_cache_hits_total", nullptr, Counter, Count, Process,
     false, 0, kMany, "Searches of this program answered from its kept answers."},
    {QueryCacheMisses, "query_cache_misses", "hakgal_query_cache_misses_total", nullptr, Counter, Count,
     Process, false, 0, kMany, "Searches of this program for which the knowledge base was read."},
    {QueryCacheInvalidations, "query_cache_invalidations", "hakgal_query_cache_invalidations_total", nullptr,
     Counter, Count, Process, false, 0, kMany,
     "Times the kept answers were dropped because a program had written."},
    {QueryCacheBytes, "query_cache_bytes", "hakgal_query_cache_bytes", nullptr, Gauge, Bytes, Process, false,
     0, kManyBytes, "Memory taken by the kept answers to searches."},
    {DatabaseBytes, "database_size_bytes", "hakgal_database_size_bytes", nullptr, Gauge, Bytes, Database,
     true, 0, kManyBytes, "Size of the knowledge base file."},
    {ReclaimableBytes, "reclaimable_bytes", "hakgal_database_reclaimable_bytes", nullptr, Gauge, Bytes,
     Database, false, 0, kManyBytes, "Free pages inside the knowledge base file."},
    {WalBytes, "wal_size_bytes", "hakgal_wal_size_bytes", nullptr, Gauge, Bytes, Database, true, 0,
     kManyBytes, "Size of the write-ahead log."},
    {WalFrames, "wal_frames", "hakgal_wal_frames", nullptr, Gauge, Count, Database, false, 0, kMany,
     "Frames in the write-ahead log since its last reset."},
    {WalPending, "wal_pending_frames", "hakgal_wal_pending_frames", nullptr, Gauge, Count, Database, false, 0,
     kMany, "Frames of the write-ahead log that are not yet copied back."},
    {Checkpoints, "checkpoint_count", "hakgal_checkpoints_total", nullptr, Counter, Count, Database, false, 0,
     kMany, "Resets of the write-ahead log seen since this program began to watch."},
    {Connections, "database_connections", "hakgal_database_connections", nullptr, Gauge, Count, Database,
     true, 0, 1048576, "Open handles of other processes on the knowledge base (Windows: processes)."},
    {DatabaseErrors, "database_errors", nullptr, nullptr, Counter, Count, Process, true, 0, kMany,
     "Errors SQLite returned to this program."},
    {DatabaseErrorsRecent, "database_errors_last_minute", nullptr, nullptr, Gauge, Count, Process, false, 0,
     kMany, "Errors SQLite returned to this program in the last minute."},
    {Replacements, "database_replacements", "hakgal_database_replacements_total", nullptr, Counter, Count,
     Process, false, 0, kMany, "Times the knowledge base file was replaced by another while it was watched."},
    {ReplacementsRecent, "database_replacements_last_minute", nullptr, nullptr, Gauge, Count, Process, false,
     0, kMany, "Times the knowledge base file was replaced by another in the last minute."},
    {TickDuration, "tick_duration_seconds", "hakgal_tick_duration_seconds", nullptr, Gauge, Seconds, Process,
     false, 0, kQuery, "Time the last round of measuring took."},
    {TicksSkipped, "ticks_skipped", "hakgal_ticks_skipped_total", nullptr, Counter, Count, Process, false, 0,
     kMany, "Rounds of measuring left out because the one before was late."},
}};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (static_cast<std::size_t>(kTable[i].id) != i || !kTable[i].json || !kTable[i].help)
            return false;
    }
    return true;
}
static_assert(inOrder(), "every MetricId has its row, in the order of the enumeration");

} // namespace

std::span<const MetricInfo, kMetricCount> metricTable()
{
    return kTable;
}

const MetricInfo &metricInfo(MetricId id)
{
    Q_ASSERT(id < MetricId::Count_);
    return kTable[static_cast<std::size_t>(id)];
}

const MetricInfo *metricByJsonName(QStringView name)
{
    const auto found = std::find_if(kTable.begin(), kTable.end(), [name](const MetricInfo &info) {
        return name == QLatin1String(info.json);
    });
    return found == kTable.end() ? nullptr : &*found;
}

} // namespace hakgal
