// SPDX-License-Identifier: GPL-3.0-or-later
// What a diagnosis found, what would help and what was well, in words. The arguments of each finding are
// listed in core/maintenance/Finding.h.
#include "core/maintenance/Finding.h"
#include "core/text/Catalogue.h"

#include <QCoreApplication>
#include <QDir>

namespace hakgal {

namespace {

QString path(const QStringList &args, int index)
{
    return plainName(QDir::toNativeSeparators(args.value(index)), 120);
}

/// An error that travels as its name and its arguments.
Error errorOf(const QStringList &args, int index)
{
    Error error;
    error.code = errorCode(args.value(index)).value_or(ErrorCode::DatabaseFailed);
    error.args = args.mid(index + 1);
    return error;
}

} // namespace

QString Catalogue::findingCheck(const QString &id) const
{
    const QString check = id.section(u'.', 0, 0).section(u':', 0, 0);
    struct Name
    {
        const char *check;
        const char *name;
    };
    static constexpr Name kNames[] = {
        {"file", QT_TRANSLATE_NOOP("hakgal", "File")},
        {"schema", QT_TRANSLATE_NOOP("hakgal", "Schema")},
        {"index", QT_TRANSLATE_NOOP("hakgal", "Index")},
        {"integrity", QT_TRANSLATE_NOOP("hakgal", "Integrity")},
        {"wal", QT_TRANSLATE_NOOP("hakgal", "WAL")},
        {"journal", QT_TRANSLATE_NOOP("hakgal", "Journal mode")},
        {"freelist", QT_TRANSLATE_NOOP("hakgal", "Free pages")},
        {"disk", QT_TRANSLATE_NOOP("hakgal", "Disk")},
        {"backup", QT_TRANSLATE_NOOP("hakgal", "Backup")},
        {"endpoint", QT_TRANSLATE_NOOP("hakgal", "Endpoint")},
        {"service", QT_TRANSLATE_NOOP("hakgal", "Service")},
        {"sqlite", QT_TRANSLATE_NOOP("hakgal", "SQLite")},
        {"dashboard", QT_TRANSLATE_NOOP("hakgal", "Dashboard")},
        {"swap", QT_TRANSLATE_NOOP("hakgal", "Unfinished job")},
        {"history", QT_TRANSLATE_NOOP("hakgal", "History")},
    };
    for (const Name &name : kNames) {
        if (check == QLatin1String(name.check))
            return say(name.name);
    }
    return plainName(check, 40);
}

QString Catalogue::finding(const Finding &finding) const
{
    const QString id = finding.id.section(u':', 0, 0);
    const QStringList &args = finding.args;
    const auto bytes = [&](int index) { return m_format.bytes(args.value(index).toDouble()); };
    const auto number = [&](int index) { return m_format.count(args.value(index).toLongLong()); };
    const auto when = [&](int index) { return m_format.dateTime(args.value(index).toLongLong()); };
    const auto is = [&](const char *name) { return id == QLatin1String(name); };

    if (is("file.unreadable") || is("file.locked") || is("file.links") || is("file.network"))
        return errorSummary(errorOf(args, 0));
    if (is("schema.facts_missing"))
        return say(QT_TRANSLATE_NOOP("hakgal", "There is no table of facts in this file."));
    if (is("schema.audit_log_missing")) {
        if (!args.value(0).isEmpty())
            return say(QT_TRANSLATE_NOOP("hakgal", "The table audit_log is missing; a %1 has its name."))
                .arg(argument(args, 0));
        return say(QT_TRANSLATE_NOOP("hakgal", "The table audit_log is missing."));
    }
    if (is("schema.duplicates"))
        return args.value(0) == QLatin1String("1")
                   ? say(QT_TRANSLATE_NOOP("hakgal", "1 fact is stored more than once."))
                   : say(QT_TRANSLATE_NOOP("hakgal", "%1 facts are stored more than once.")).arg(number(0));
    if (is("index.missing"))
        return say(QT_TRANSLATE_NOOP("hakgal", "There is no index like %1; queries read the whole table."))
            .arg(argument(args, 0));
    if (is("index.damaged")) {
        if (args.value(1) == QLatin1String("pages"))
            return say(QT_TRANSLATE_NOOP("hakgal", "Pages of the index %1 cannot be read."))
                .arg(argument(args, 0));
        return say(QT_TRANSLATE_NOOP("hakgal", "The index %1 has wrong or missing entries (%2 found)."))
            .arg(argument(args, 0), number(2));
    }
    if (is("integrity.damaged")) {
        if (args.value(1).toLongLong() > 0)
            return say(QT_TRANSLATE_NOOP("hakgal", "The file is damaged: %1, and %2 more complaints."))
                .arg(argument(args, 0), number(1));
        return say(QT_TRANSLATE_NOOP("hakgal", "The file is damaged: %1.")).arg(argument(args, 0));
    }
    if (is("integrity.unchecked"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The integrity could not be checked: the base needs "
                                               "functions of the program that made it (%1)."))
            .arg(argument(args, 0));
    if (is("wal.left_behind"))
        return say(QT_TRANSLATE_NOOP("hakgal", "A write-ahead log of %1 was left behind, and no program has "
                                               "the base open."))
            .arg(bytes(0));
    if (is("wal.large"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The write-ahead log has grown to %1 (limit %2)."))
            .arg(bytes(0), bytes(1));
    if (is("wal.pinned")) {
        const QString who = args.value(1).isEmpty()
                                ? say(QT_TRANSLATE_NOOP("hakgal", "a program that cannot be seen from here"))
                                : argument(args, 1);
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "%1 frames of the write-ahead log cannot be folded in: %2 reads an "
                                     "older state."))
            .arg(number(0), who);
    }
    if (is("journal.mode"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The journal mode is \"%1\": readers and writers keep each "
                                               "other waiting, which they do not with WAL."))
            .arg(argument(args, 0));
    if (is("freelist.high"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 of the file (%2) are free pages."))
            .arg(m_format.percent(args.value(0).toDouble()), bytes(1));
    if (is("disk.low"))
        return say(QT_TRANSLATE_NOOP("hakgal", "Only %1 are free; maintenance of this base needs %2."))
            .arg(bytes(0), bytes(1));
    if (is("backup.none"))
        return say(QT_TRANSLATE_NOOP("hakgal", "There is no verified backup yet."));
    if (is("backup.old"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The last verified backup is of %1.")).arg(when(0));
    if (is("backup.failing"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The backup of %1 failed: %2"))
            .arg(when(0), errorSummary(errorOf(args, 1)));
    if (is("endpoint.thread"))
        return say(QT_TRANSLATE_NOOP("hakgal", "A dashboard runs, but its endpoint answers at none of its "
                                               "addresses."));
    if (is("endpoint.scrape"))
        return args.value(0).isEmpty()
                   ? say(QT_TRANSLATE_NOOP("hakgal", "Prometheus has not asked for the metrics yet."))
                   : say(QT_TRANSLATE_NOOP("hakgal",
                                           "Prometheus asked for the metrics %1 ago the last time."))
                         .arg(m_format.duration(args.value(0).toDouble()));
    if (is("endpoint.port")) {
        if (args.value(1).isEmpty())
            return say(QT_TRANSLATE_NOOP("hakgal", "Nothing answers at %1, although a dashboard runs."))
                .arg(argument(args, 0));
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 is held by %2."))
            .arg(argument(args, 0), plainName(args.value(1), 120));
    }
    if (is("service"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The service %1 does not answer as it should: %2."))
            .arg(argument(args, 0), plainName(args.value(1), 200));
    if (is("sqlite.wal_reset"))
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "SQLite %1 can lose a commit when one program folds the write-ahead "
                                     "log in while another writes. This program does not fold it in beside "
                                     "others; SQLite 3.51.3 mends it."))
            .arg(argument(args, 0));
    if (is("dashboard.other"))
        return say(QT_TRANSLATE_NOOP("hakgal", "Another program of ours works on this base: %1."))
            .arg(plainName(args.value(0), 120));
    if (is("swap.open_intent"))
        return say(QT_TRANSLATE_NOOP("hakgal", "A job was cut off and left steps to finish or reverse: %1."))
            .arg(number(0));
    if (is("history.missing"))
        return say(QT_TRANSLATE_NOOP("hakgal", "Our history database of this base lacks the table %1."))
            .arg(argument(args, 0));
    return plainName(finding.id + u' ' + args.join(u' '));
}

QString Catalogue::remedy(const Finding::Remedy &remedy) const
{
    const QStringList &args = remedy.args;
    switch (remedy.action) {
    case RemedyAction::CreateAuditLog:
        return say(QT_TRANSLATE_NOOP("hakgal", "Create the table audit_log. Nothing else changes."));
    case RemedyAction::CreateIndex:
        return say(QT_TRANSLATE_NOOP("hakgal", "Create the index %1. It can be dropped again at any time."))
            .arg(argument(args, 0));
    case RemedyAction::Reindex:
        return say(QT_TRANSLATE_NOOP("hakgal", "REINDEX %1: build the index anew from its table."))
            .arg(argument(args, 0));
    case RemedyAction::Rebuild:
        return say(QT_TRANSLATE_NOOP("hakgal", "Write all rows into a new file with new indices, verify it, "
                                               "and put it in place."));
    case RemedyAction::RestoreBackup:
        return say(QT_TRANSLATE_NOOP("hakgal", "Restore %1. What was stored after it is only in the safety "
                                               "copy then."))
            .arg(path(args, 0));
    case RemedyAction::Salvage:
        if (args.value(0).isEmpty())
            return say(QT_TRANSLATE_NOOP("hakgal", "Salvage all readable facts into a new file, verify it, "
                                                   "and put it in place; the original is kept."));
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "Salvage all readable facts into a new file, add what is lost from %1, "
                                     "verify it, and put it in place; the original is kept."))
            .arg(path(args, 0));
    case RemedyAction::FoldWal:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Open and close the base, upon which SQLite folds the log in."));
    case RemedyAction::MakeBackup:
        return say(QT_TRANSLATE_NOOP("hakgal", "Make a verified backup now. The base is only read."));
    case RemedyAction::MoveEndpoint:
        return say(QT_TRANSLATE_NOOP("hakgal", "Use %1 in place of %2 (in the settings)."))
            .arg(argument(args, 1), argument(args, 0));
    case RemedyAction::RestartService:
        return say(QT_TRANSLATE_NOOP("hakgal", "Run the restart command of %1.")).arg(argument(args, 0));
    case RemedyAction::SettleIntent:
        return say(QT_TRANSLATE_NOOP("hakgal", "Finish or reverse it, so that the old or the new state is "
                                               "whole."));
    case RemedyAction::CreateHistory:
        return say(
            QT_TRANSLATE_NOOP("hakgal", "Create our history tables. The knowledge base is not touched."));
    }
    return {};
}

QString Catalogue::passedCheck(const PassedCheck &check) const
{
    const QStringList &args = check.args;
    const auto bytes = [&](int index) { return m_format.bytes(args.value(index).toDouble()); };
    const auto number = [&](int index) { return m_format.count(args.value(index).toLongLong()); };
    const auto when = [&](int index) { return m_format.dateTime(args.value(index).toLongLong()); };
    const auto is = [&](const char *name) { return check.check == QLatin1String(name); };

    if (is("file"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1, readable")).arg(bytes(0));
    if (is("schema"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 facts; the tables of a knowledge base are there"))
            .arg(number(0));
    if (is("index"))
        return say(QT_TRANSLATE_NOOP("hakgal", "Every index that the queries need is there"));
    if (is("integrity")) {
        if (args.value(0) == QLatin1String("full"))
            return say(QT_TRANSLATE_NOOP("hakgal", "Every page and index entry was checked just now"));
        if (args.value(1).toLongLong() > 0)
            return say(QT_TRANSLATE_NOOP("hakgal", "The quick check found nothing; the full check passed "
                                                   "last on %1"))
                .arg(when(1));
        return say(QT_TRANSLATE_NOOP("hakgal", "The quick check found nothing, but it finds few damages; "
                                               "a full check has not been made yet"));
    }
    if (is("wal"))
        return say(QT_TRANSLATE_NOOP("hakgal", "Write-ahead log of %1")).arg(bytes(0));
    if (is("freelist"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 of the file"))
            .arg(m_format.percent(args.value(0).toDouble()));
    if (is("disk"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 free, %2 needed")).arg(bytes(0), bytes(1));
    if (is("backup"))
        return args.value(1).toLongLong() < 0
                   ? say(QT_TRANSLATE_NOOP("hakgal", "%1, verified")).arg(when(0))
                   : say(QT_TRANSLATE_NOOP("hakgal", "%1, verified, %2 facts")).arg(when(0), number(1));
    if (is("endpoint"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 answers")).arg(args.join(QStringLiteral(", ")));
    if (is("service"))
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 answers")).arg(argument(args, 0));
    if (is("sqlite"))
        return say(QT_TRANSLATE_NOOP("hakgal", "SQLite %1")).arg(argument(args, 0));
    if (is("history"))
        return say(QT_TRANSLATE_NOOP("hakgal", "The history database is complete"));
    return plainName(args.join(u' '));
}

} // namespace hakgal
