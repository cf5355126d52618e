// SPDX-License-Identifier: GPL-3.0-or-later
// What an alert says: a title, one line, and its explanation.
#include "core/text/Catalogue.h"

#include <QCoreApplication>

#include <algorithm>

namespace hakgal {

namespace {

/// The metric that a rule is about; it gives the name and the unit of its figures.
struct RuleSubject
{
    MetricId metric;
    Unit unit;
};

RuleSubject subjectOf(RuleId rule)
{
    switch (rule) {
    case RuleId::QueryLatency:
    case RuleId::QueryLatencyCritical:
        return {MetricId::QueryP95, Unit::Seconds};
    case RuleId::CacheHit:
    case RuleId::CacheHitCritical:
        return {MetricId::CacheHitRate, Unit::Percent};
    case RuleId::Cpu:
    case RuleId::CpuCritical:
        return {MetricId::SystemCpu, Unit::Percent};
    case RuleId::Memory:
    case RuleId::MemoryCritical:
        return {MetricId::SystemMemory, Unit::Percent};
    case RuleId::Disk:
    case RuleId::DiskCritical:
        return {MetricId::SystemDisk, Unit::Percent};
    case RuleId::WalSize:
        return {MetricId::WalBytes, Unit::Bytes};
    case RuleId::FactsStalled:
        return {MetricId::FactsUnchanged, Unit::Seconds};
    case RuleId::DatabaseErrors:
        return {MetricId::DatabaseErrorsRecent, Unit::Count};
    case RuleId::DatabaseReplaced:
        return {MetricId::ReplacementsRecent, Unit::Count};
    case RuleId::DatabaseUnreachable:
    case RuleId::BackupFailing:
    case RuleId::Count_:
        break;
    }
    return {MetricId::Up, Unit::Count};
}

double lastedSeconds(const Alert &alert, qint64 nowMs)
{
    const qint64 end = alert.firing() ? nowMs : alert.endedMs;
    return static_cast<double>(std::max<qint64>(0, end - alert.startedMs)) / 1000;
}

bool isBelow(RuleId rule)
{
    return rule == RuleId::CacheHit || rule == RuleId::CacheHitCritical;
}

/// What the measured state usually means, and what helps.
struct Advice
{
    const char *means;
    const char *helps;
};

Advice adviceFor(RuleId rule)
{
    switch (rule) {
    case RuleId::QueryLatency:
    case RuleId::QueryLatencyCritical:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "The dashboard searches for real facts all the time with a fixed mix of small "
                              "queries; 95 of 100 of the latest were at most this slow. Usual causes are a "
                              "busy processor or drive, a missing index, or a knowledge base that has "
                              "outgrown its cache. Which of them it is cannot be told from this figure "
                              "alone."),
                QT_TRANSLATE_NOOP("hakgal",
                                  "Compare the CPU and cache charts at the same time, and see which programs "
                                  "have the knowledge base open. If only the queries are slow, look for a "
                                  "missing index or renew the statistics (ANALYZE).")};
    case RuleId::CacheHit:
    case RuleId::CacheHitCritical:
        return {QT_TRANSLATE_NOOP("hakgal",
                                  "Pages that are not in the cache have to be fetched. The figure is that of "
                                  "the dashboard's own probe connection; the caches of other programs cannot "
                                  "be seen. Usually the facts that are asked for take more room than the "
                                  "cache has."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "Where the other programs are slow too, give their connections a larger cache "
                              "(PRAGMA cache_size). The setting probe_cache_mb is the size of the probe's "
                              "own. Unused space and missing indices make it worse.")};
    case RuleId::Cpu:
    case RuleId::CpuCritical:
        return {QT_TRANSLATE_NOOP("hakgal",
                                  "All cores of this computer together were that busy. The cause may be any "
                                  "program, whether it uses the knowledge base or not."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "See which processes used the most when the alert was raised. If one of them "
                              "is not needed now, end it; if it is expected work, wait, snooze the alert "
                              "or raise the limit.")};
    case RuleId::Memory:
    case RuleId::MemoryCritical:
        return {QT_TRANSLATE_NOOP("hakgal",
                                  "This much of the physical memory is in use and could not be given back at "
                                  "once. When it runs out, the computer becomes very slow or the system ends "
                                  "programs."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "See which processes held the most when the alert was raised. Close what is "
                              "not needed, or restart a program whose memory only grows.")};
    case RuleId::DatabaseUnreachable:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "Meanwhile the figures about the knowledge base are empty or grey with their "
                              "age; nothing is guessed. Whether other programs can still read it is not "
                              "known."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "The dashboard tries again every few seconds and goes on by itself when the "
                              "cause is gone.")};
    case RuleId::DatabaseErrors:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "SQLite answered reads of the dashboard with errors. SQLITE_BUSY means that "
                              "another program held a lock for long, SQLITE_CORRUPT that the file is "
                              "damaged, SQLITE_IOERR that the drive failed. Errors that other programs get "
                              "cannot be seen from here, but the same causes reach them."),
                QT_TRANSLATE_NOOP("hakgal",
                                  "Look at the errors by code. Locks go away when the other program has "
                                  "finished. After SQLITE_CORRUPT or SQLITE_IOERR make a backup at once and "
                                  "check the drive.")};
    case RuleId::DatabaseReplaced:
        return {QT_TRANSLATE_NOOP("hakgal",
                                  "The path leads to another file than before; the dashboard has opened the "
                                  "new one. This is normal after a restore. Programs that opened the file "
                                  "earlier still work on the old one: what they write does not arrive in the "
                                  "new file."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "Check that the count of facts is what you expect, and restart the programs "
                              "that had the old file open.")};
    case RuleId::FactsStalled:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "The number of facts has not grown for this time. Either nothing new came in, "
                              "or the program that stores facts has stopped or fails. Facts that replace "
                              "others do not change the number."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "Check that the program that stores facts runs, and look into its log. If a "
                              "pause is normal, raise the limit or switch this rule off.")};
    case RuleId::WalSize:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "The write-ahead log (WAL) holds changes until a checkpoint copies them into "
                              "the database file. It grows while a program keeps reading an old state, or "
                              "when no program makes checkpoints. Reading becomes slower and the drive "
                              "fills up."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "See which programs have the knowledge base open and end reads that take very "
                              "long. The log file keeps its size until a checkpoint truncates it. Never "
                              "delete the -wal file: it holds facts.")};
    case RuleId::Disk:
    case RuleId::DiskCritical:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "The drive that holds the knowledge base is this full. When no space is left, "
                              "no program can store facts, and backups fail."),
                QT_TRANSLATE_NOOP(
                    "hakgal", "Free space: old logs, downloads, backups that are no longer needed. Do not "
                              "delete files whose names begin with that of the knowledge base (-wal, -shm, "
                              "-journal): they belong to it.")};
    case RuleId::BackupFailing:
        return {QT_TRANSLATE_NOOP(
                    "hakgal", "The knowledge base itself is not touched by that, and earlier backups are "
                              "still there. But what was stored since the last good one would be lost with "
                              "the drive."),
                QT_TRANSLATE_NOOP("hakgal",
                                  "Remove the cause and make a backup by hand. The alert ends with the next "
                                  "good one.")};
    case RuleId::Count_:
        break;
    }
    return {"", ""};
}

} // namespace

QString Catalogue::alertTitle(const Alert &alert) const
{
    const QString limit = m_format.limit(alert.limit, subjectOf(alert.rule).unit);
    switch (alert.rule) {
    case RuleId::QueryLatency:
    case RuleId::QueryLatencyCritical:
        return say(QT_TRANSLATE_NOOP("hakgal", "Query p95 above %1")).arg(limit);
    case RuleId::CacheHit:
    case RuleId::CacheHitCritical:
        return say(QT_TRANSLATE_NOOP("hakgal", "Cache hit below %1")).arg(limit);
    case RuleId::Cpu:
    case RuleId::CpuCritical:
        return say(QT_TRANSLATE_NOOP("hakgal", "CPU above %1")).arg(limit);
    case RuleId::Memory:
    case RuleId::MemoryCritical:
        return say(QT_TRANSLATE_NOOP("hakgal", "Memory above %1")).arg(limit);
    case RuleId::DatabaseUnreachable:
        return say(QT_TRANSLATE_NOOP("hakgal", "Knowledge base cannot be read"));
    case RuleId::DatabaseErrors:
        return say(QT_TRANSLATE_NOOP("hakgal", "SQLite returned errors"));
    case RuleId::DatabaseReplaced:
        return say(QT_TRANSLATE_NOOP("hakgal", "The file was replaced"));
    case RuleId::FactsStalled:
        return say(QT_TRANSLATE_NOOP("hakgal", "No new facts for %1")).arg(limit);
    case RuleId::WalSize:
        return say(QT_TRANSLATE_NOOP("hakgal", "WAL larger than %1")).arg(limit);
    case RuleId::Disk:
    case RuleId::DiskCritical:
        return say(QT_TRANSLATE_NOOP("hakgal", "Disk nearly full: above %1")).arg(limit);
    case RuleId::BackupFailing:
        return say(QT_TRANSLATE_NOOP("hakgal", "The last backup failed"));
    case RuleId::Count_:
        break;
    }
    return say(QT_TRANSLATE_NOOP("hakgal", "An alert of another version"));
}

QString Catalogue::alertDetail(const Alert &alert, qint64 nowMs) const
{
    const double seconds = lastedSeconds(alert, nowMs);
    const bool justNow = alert.firing() && seconds < 1; // "for 0 s" would say nothing
    const QString lasted = m_format.duration(seconds);
    const Unit unit = subjectOf(alert.rule).unit;
    switch (alert.rule) {
    case RuleId::DatabaseUnreachable:
    case RuleId::BackupFailing:
        if (justNow)
            return errorSummary(alert.error);
        return alert.firing()
                   ? say(QT_TRANSLATE_NOOP("hakgal", "For %1. %2")).arg(lasted, errorSummary(alert.error))
                   : say(QT_TRANSLATE_NOOP("hakgal", "For %1; the reason was: %2"))
                         .arg(lasted, errorSummary(alert.error));
    case RuleId::DatabaseReplaced:
        return say(QT_TRANSLATE_NOOP("hakgal", "at %1")).arg(m_format.dateTime(alert.startedMs));
    case RuleId::DatabaseErrors:
        if (justNow)
            return say(QT_TRANSLATE_NOOP("hakgal", "%1 in the last minute"))
                .arg(m_format.value(alert.value, unit));
        return alert.firing() ? say(QT_TRANSLATE_NOOP("hakgal", "%1 in the last minute, for %2"))
                                    .arg(m_format.value(alert.value, unit), lasted)
                              : say(QT_TRANSLATE_NOOP("hakgal", "%1 in a minute at worst, for %2"))
                                    .arg(m_format.value(alert.worst, unit), lasted);
    case RuleId::FactsStalled:
        return say(QT_TRANSLATE_NOOP("hakgal", "none for %1"))
            .arg(m_format.duration(alert.firing() ? alert.value : alert.worst));
    default:
        break;
    }
    if (justNow)
        return m_format.value(alert.value, unit);
    return alert.firing()
               ? say(QT_TRANSLATE_NOOP("hakgal", "%1 for %2")).arg(m_format.value(alert.value, unit), lasted)
               : say(QT_TRANSLATE_NOOP("hakgal", "%1 at worst, for %2"))
                     .arg(m_format.value(alert.worst, unit), lasted);
}

QString Catalogue::measured(const Alert &alert, qint64 nowMs) const
{
    const RuleSubject subject = subjectOf(alert.rule);
    const QString since = m_format.dateTime(alert.startedMs);
    const QString until = m_format.dateTime(alert.endedMs);
    const QString lasted = m_format.duration(lastedSeconds(alert, nowMs));
    const QString value = m_format.value(alert.value, subject.unit);
    const QString worst = m_format.value(alert.worst, subject.unit);
    const QString limit = m_format.limit(alert.limit, subject.unit);
    const QString name = metricName(subject.metric);

    switch (alert.rule) {
    case RuleId::DatabaseUnreachable:
        return (alert.firing()
                    ? say(QT_TRANSLATE_NOOP("hakgal", "The knowledge base has not been readable since "
                                                      "%1, for %2 so far. %3"))
                          .arg(since, lasted, error(alert.error))
                    : say(QT_TRANSLATE_NOOP("hakgal", "The knowledge base was not readable from %1 to "
                                                      "%2, for %3. The reason was: %4"))
                          .arg(since, until, lasted, errorSummary(alert.error)));
    case RuleId::BackupFailing:
        return alert.firing()
                   ? say(QT_TRANSLATE_NOOP("hakgal", "The last backup failed; this is known since %1. %2"))
                         .arg(since, error(alert.error))
                   : say(QT_TRANSLATE_NOOP("hakgal", "Backups failed from %1 to %2. The reason was: %3"))
                         .arg(since, until, errorSummary(alert.error));
    case RuleId::DatabaseReplaced:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "The file of the knowledge base was replaced by another one at "
                                     "%1."))
            .arg(since);
    case RuleId::FactsStalled:
        return alert.firing()
                   ? say(QT_TRANSLATE_NOOP("hakgal", "There were no new facts for %1; the limit is %2."))
                         .arg(m_format.duration(alert.value), limit)
                   : say(QT_TRANSLATE_NOOP("hakgal",
                                           "There were no new facts for %1, until %2; the limit was %3."))
                         .arg(m_format.duration(alert.worst), until, limit);
    default:
        break;
    }
    if (isBelow(alert.rule))
        return alert.firing()
                   ? say(QT_TRANSLATE_NOOP("hakgal",
                                           "%1: %2. The limit is %3; it has been below it since %4, for "
                                           "%5 so far. Lowest value: %6."))
                         .arg(name, value, limit, since, lasted, worst)
                   : say(QT_TRANSLATE_NOOP("hakgal",
                                           "%1: below the limit of %2 from %3 to %4, for %5. Lowest "
                                           "value: %6."))
                         .arg(name, limit, since, until, lasted, worst);
    return alert.firing()
               ? say(QT_TRANSLATE_NOOP("hakgal",
                                       "%1: %2. The limit is %3; it has been above it since %4, for %5 "
                                       "so far. Highest value: %6."))
                     .arg(name, value, limit, since, lasted, worst)
               : say(QT_TRANSLATE_NOOP("hakgal",
                                       "%1: above the limit of %2 from %3 to %4, for %5. Highest value: "
                                       "%6."))
                     .arg(name, limit, since, until, lasted, worst);
}

QString Catalogue::alertExplanation(const Alert &alert, qint64 nowMs) const
{
    const Advice advice = adviceFor(alert.rule);
    QString text = alert.rule == RuleId::Count_ ? alertTitle(alert) : measured(alert, nowMs);
    for (const char *part : {advice.means, advice.helps}) {
        if (*part)
            text += QStringLiteral("\n\n") + say(part);
    }
    return text;
}

QString Catalogue::alertProcesses(const Alert &alert) const
{
    if (alert.processes.empty())
        return {};
    QStringList list;
    for (const ProcessLoad &process : alert.processes)
        list += say(QT_TRANSLATE_NOOP("hakgal", "%1 (pid %2): %3 of a core, %4"))
                    .arg(plainName(process.name, 40), QString::number(process.pid),
                         m_format.percent(process.cpuPercent), m_format.bytes(process.memoryBytes));
    return say(QT_TRANSLATE_NOOP("hakgal", "The processes that used the most when it was raised: %1."))
        .arg(list.join(QStringLiteral("; ")));
}

QString Catalogue::alertFinding(RuleId rule)
{
    switch (rule) {
    case RuleId::WalSize:
        return QStringLiteral("wal.large");
    case RuleId::Disk:
    case RuleId::DiskCritical:
        return QStringLiteral("disk.low");
    case RuleId::DatabaseUnreachable:
        return QStringLiteral("file.unreadable");
    case RuleId::BackupFailing:
        return QStringLiteral("backup.failing");
    default:
        return {};
    }
}

QString Catalogue::alertFinding(const Alert &alert)
{
    if (alert.rule == RuleId::DatabaseUnreachable) {
        switch (alert.error.code) {
        case ErrorCode::Locked:
            return QStringLiteral("file.locked");
        case ErrorCode::NetworkVolume:
            return QStringLiteral("file.network");
        case ErrorCode::NoFactsTable:
            return QStringLiteral("schema.facts_missing");
        case ErrorCode::Damaged:
            return QStringLiteral("integrity.damaged");
        default:
            break;
        }
    }
    return alertFinding(alert.rule);
}

} // namespace hakgal
