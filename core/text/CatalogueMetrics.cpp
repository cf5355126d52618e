// SPDX-License-Identifier: GPL-3.0-or-later
// Names of the metrics and how each is measured, in words for the operator.
#include "core/text/Catalogue.h"

#include <QCoreApplication>

namespace hakgal {

QString Catalogue::metricName(MetricId id) const
{
    switch (id) {
    case MetricId::SystemCpu:
        return say(QT_TRANSLATE_NOOP("hakgal", "CPU"));
    case MetricId::SystemMemory:
        return say(QT_TRANSLATE_NOOP("hakgal", "Memory"));
    case MetricId::SystemMemoryUsed:
        return say(QT_TRANSLATE_NOOP("hakgal", "Memory used"));
    case MetricId::SystemDisk:
        return say(QT_TRANSLATE_NOOP("hakgal", "Disk"));
    case MetricId::SystemDiskFree:
        return say(QT_TRANSLATE_NOOP("hakgal", "Disk free"));
    case MetricId::ProcessCpu:
        return say(QT_TRANSLATE_NOOP("hakgal", "Own CPU"));
    case MetricId::ProcessCpuTime:
        return say(QT_TRANSLATE_NOOP("hakgal", "Own CPU time"));
    case MetricId::ProcessMemory:
        return say(QT_TRANSLATE_NOOP("hakgal", "Own memory"));
    case MetricId::ProcessVirtual:
        return say(QT_TRANSLATE_NOOP("hakgal", "Own address space"));
    case MetricId::ProcessFiles:
        return say(QT_TRANSLATE_NOOP("hakgal", "Own open files"));
    case MetricId::ProcessThreads:
        return say(QT_TRANSLATE_NOOP("hakgal", "Own threads"));
    case MetricId::Uptime:
        return say(QT_TRANSLATE_NOOP("hakgal", "Watching since"));
    case MetricId::Up:
        return say(QT_TRANSLATE_NOOP("hakgal", "Readable"));
    case MetricId::Facts:
        return say(QT_TRANSLATE_NOOP("hakgal", "Facts"));
    case MetricId::FactsAge:
        return say(QT_TRANSLATE_NOOP("hakgal", "Age of the fact count"));
    case MetricId::FactsPerMinute:
        return say(QT_TRANSLATE_NOOP("hakgal", "Facts per minute"));
    case MetricId::FactsUnchanged:
        return say(QT_TRANSLATE_NOOP("hakgal", "Time without new facts"));
    case MetricId::QueryAverage:
        return say(QT_TRANSLATE_NOOP("hakgal", "Query average"));
    case MetricId::QueryMin:
        return say(QT_TRANSLATE_NOOP("hakgal", "Query minimum"));
    case MetricId::QueryP50:
        return say(QT_TRANSLATE_NOOP("hakgal", "Query p50"));
    case MetricId::QueryP95:
        return say(QT_TRANSLATE_NOOP("hakgal", "Query p95"));
    case MetricId::QueryMax:
        return say(QT_TRANSLATE_NOOP("hakgal", "Query maximum"));
    case MetricId::CacheHits:
        return say(QT_TRANSLATE_NOOP("hakgal", "Cache hits"));
    case MetricId::CacheMisses:
        return say(QT_TRANSLATE_NOOP("hakgal", "Cache misses"));
    case MetricId::CacheInvalidations:
        return say(QT_TRANSLATE_NOOP("hakgal", "Cache invalidations"));
    case MetricId::CacheHitRate:
        return say(QT_TRANSLATE_NOOP("hakgal", "Cache hit"));
    case MetricId::QueryCacheHits:
        return say(QT_TRANSLATE_NOOP("hakgal", "Searches from memory"));
    case MetricId::QueryCacheMisses:
        return say(QT_TRANSLATE_NOOP("hakgal", "Searches from the file"));
    case MetricId::QueryCacheInvalidations:
        return say(QT_TRANSLATE_NOOP("hakgal", "Kept answers dropped"));
    case MetricId::QueryCacheBytes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Kept answers"));
    case MetricId::DatabaseBytes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Database"));
    case MetricId::ReclaimableBytes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Reclaimable"));
    case MetricId::WalBytes:
        return say(QT_TRANSLATE_NOOP("hakgal", "WAL"));
    case MetricId::WalFrames:
        return say(QT_TRANSLATE_NOOP("hakgal", "WAL frames"));
    case MetricId::WalPending:
        return say(QT_TRANSLATE_NOOP("hakgal", "WAL frames not copied back"));
    case MetricId::Checkpoints:
        return say(QT_TRANSLATE_NOOP("hakgal", "WAL resets"));
    case MetricId::Connections:
        return say(QT_TRANSLATE_NOOP("hakgal", "Open elsewhere"));
    case MetricId::DatabaseErrors:
        return say(QT_TRANSLATE_NOOP("hakgal", "SQLite errors"));
    case MetricId::DatabaseErrorsRecent:
        return say(QT_TRANSLATE_NOOP("hakgal", "SQLite errors, last minute"));
    case MetricId::Replacements:
        return say(QT_TRANSLATE_NOOP("hakgal", "File replacements"));
    case MetricId::ReplacementsRecent:
        return say(QT_TRANSLATE_NOOP("hakgal", "File replacements, last minute"));
    case MetricId::TickDuration:
        return say(QT_TRANSLATE_NOOP("hakgal", "Time of a round"));
    case MetricId::TicksSkipped:
        return say(QT_TRANSLATE_NOOP("hakgal", "Rounds left out"));
    case MetricId::Count_:
        break;
    }
    return {};
}

QString Catalogue::metricHelp(MetricId id) const
{
    switch (id) {
    case MetricId::SystemCpu:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How busy all cores of this computer were together between two "
                                     "rounds, by the system's own counters."));
    case MetricId::SystemMemory:
        return say(QT_TRANSLATE_NOOP("hakgal", "Share of the physical memory that is in use; what the system "
                                               "could give back at once counts as free."));
    case MetricId::SystemMemoryUsed:
        return say(QT_TRANSLATE_NOOP("hakgal", "Physical memory in use; what the system could give back at "
                                               "once counts as free."));
    case MetricId::SystemDisk:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How full the drive is that holds the knowledge base, measured "
                                     "every five seconds."));
    case MetricId::SystemDiskFree:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Space that this user can still fill on the drive that holds the "
                                     "knowledge base."));
    case MetricId::ProcessCpu:
        return say(QT_TRANSLATE_NOOP("hakgal", "What this program itself uses, in percent of one core."));
    case MetricId::ProcessCpuTime:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Processor time that this program has used since it started."));
    case MetricId::ProcessMemory:
        return say(QT_TRANSLATE_NOOP("hakgal", "Physical memory that this program holds."));
    case MetricId::ProcessVirtual:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Addresses that this program has reserved; most of them take no "
                                     "physical memory."));
    case MetricId::ProcessFiles:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Files, sockets and other handles that this program has open."));
    case MetricId::ProcessThreads:
        return say(QT_TRANSLATE_NOOP("hakgal", "Threads of this program."));
    case MetricId::Uptime:
        return say(QT_TRANSLATE_NOOP("hakgal", "Time since this program began to watch."));
    case MetricId::Up:
        return say(QT_TRANSLATE_NOOP("hakgal", "1 while the knowledge base can be read, else 0."));
    case MetricId::Facts:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Rows of the facts table, counted exactly. It is counted again "
                                     "when another program has written, as often as counting stays "
                                     "cheap."));
    case MetricId::FactsAge:
        return say(QT_TRANSLATE_NOOP("hakgal", "Time since the fact count was last known to be current."));
    case MetricId::FactsPerMinute:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "By how many facts the knowledge base grew in the last minute; "
                                     "scaled to a minute when less time is known."));
    case MetricId::FactsUnchanged:
        return say(QT_TRANSLATE_NOOP("hakgal", "Time since the fact count last grew."));
    case MetricId::QueryAverage:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Average time of the latest probe queries: a fixed mix of small "
                                     "searches for real facts."));
    case MetricId::QueryMin:
        return say(QT_TRANSLATE_NOOP("hakgal", "The fastest of the latest probe queries."));
    case MetricId::QueryP50:
        return say(QT_TRANSLATE_NOOP("hakgal", "Half of the latest probe queries were at most this slow."));
    case MetricId::QueryP95:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "95 of 100 of the latest probe queries were at most this slow."));
    case MetricId::QueryMax:
        return say(QT_TRANSLATE_NOOP("hakgal", "The slowest of the latest probe queries."));
    case MetricId::CacheHits:
        return say(QT_TRANSLATE_NOOP("hakgal", "Pages that the probe connection found in its cache since the "
                                               "start."));
    case MetricId::CacheMisses:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Pages that the probe connection had to fetch since the start."));
    case MetricId::CacheInvalidations:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Rounds that are left out of the cache figures because another "
                                     "program had written, which empties the probe's cache."));
    case MetricId::CacheHitRate:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Share of pages that the probe connection found in its cache in "
                                     "the last minute. Caches of other programs cannot be seen."));
    case MetricId::QueryCacheHits:
        return say(QT_TRANSLATE_NOOP("hakgal", "Searches that were answered from answers kept for up to 30 "
                                               "seconds, since the start."));
    case MetricId::QueryCacheMisses:
        return say(QT_TRANSLATE_NOOP(
            "hakgal", "Searches for which the knowledge base had to be read, since the start."));
    case MetricId::QueryCacheInvalidations:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How often all kept answers to searches were dropped because a "
                                     "program had written, since the start."));
    case MetricId::QueryCacheBytes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Memory that the kept answers to searches take now."));
    case MetricId::DatabaseBytes:
        return say(QT_TRANSLATE_NOOP("hakgal", "Size of the database file."));
    case MetricId::ReclaimableBytes:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Pages of the database file that hold nothing; VACUUM gives them "
                                     "back."));
    case MetricId::WalBytes:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Size of the write-ahead log (WAL): changes that are not yet in "
                                     "the database file."));
    case MetricId::WalFrames:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Pages written to the write-ahead log since it was last reset."));
    case MetricId::WalPending:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Pages in the write-ahead log that a checkpoint has not copied "
                                     "back to the database file yet."));
    case MetricId::Checkpoints:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How often the write-ahead log began anew after a full checkpoint "
                                     "since this program began to watch."));
    case MetricId::Connections:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How many times other programs have the database file open, as "
                                     "far as this user can see."));
    case MetricId::DatabaseErrors:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Errors that SQLite returned to this program since it started. "
                                     "Errors of other programs cannot be seen."));
    case MetricId::DatabaseErrorsRecent:
        return say(QT_TRANSLATE_NOOP("hakgal", "Errors that SQLite returned to this program in the last "
                                               "minute."));
    case MetricId::Replacements:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How often the path led to another file than before, since this "
                                     "program began to watch."));
    case MetricId::ReplacementsRecent:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "How often the path led to another file than before, in the last "
                                     "minute."));
    case MetricId::TickDuration:
        return say(QT_TRANSLATE_NOOP("hakgal", "How long one round of measuring took."));
    case MetricId::TicksSkipped:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Rounds of measuring that were left out because the one before "
                                     "took too long."));
    case MetricId::Count_:
        break;
    }
    return {};
}

} // namespace hakgal
