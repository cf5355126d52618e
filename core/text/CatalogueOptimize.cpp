// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Optimizer.h"
#include "core/text/Catalogue.h"

#include <QCoreApplication>

namespace hakgal {

namespace {

/// Names from the file or the system, each shortened.
QString list(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names)
        shown += plainName(name, 60);
    return shown.join(QStringLiteral(", "));
}

} // namespace

QString Catalogue::optimizeStep(OptimizeStep step) const
{
    switch (step) {
    case OptimizeStep::Check:
        return say(QT_TRANSLATE_NOOP("hakgal", "Check the file"));
    case OptimizeStep::Backup:
        return say(QT_TRANSLATE_NOOP("hakgal", "Back up"));
    case OptimizeStep::Wal:
        return say(QT_TRANSLATE_NOOP("hakgal", "Switch to WAL"));
    case OptimizeStep::Indices:
        return say(QT_TRANSLATE_NOOP("hakgal", "Create indices"));
    case OptimizeStep::Analyze:
        return say(QT_TRANSLATE_NOOP("hakgal", "Refresh statistics"));
    case OptimizeStep::Reindex:
        return say(QT_TRANSLATE_NOOP("hakgal", "Rebuild faulty indices"));
    case OptimizeStep::Vacuum:
        return say(QT_TRANSLATE_NOOP("hakgal", "Compact the file"));
    case OptimizeStep::Checkpoint:
        return say(QT_TRANSLATE_NOOP("hakgal", "Fold in the log"));
    case OptimizeStep::Verify:
        return say(QT_TRANSLATE_NOOP("hakgal", "Verify"));
    case OptimizeStep::Pragma:
        return say(QT_TRANSLATE_NOOP("hakgal", "PRAGMA optimize"));
    case OptimizeStep::Incremental:
        return say(QT_TRANSLATE_NOOP("hakgal", "Give back free pages"));
    }
    return {};
}

QString Catalogue::optimizeReason(const PlannedStep &planned) const
{
    using Why = PlannedStep::Why;
    const QStringList &args = planned.args;
    const auto bytes = [&](int index) { return m_format.bytes(args.value(index).toDouble()); };
    const auto count = [&](int index) { return m_format.count(args.value(index).toLongLong()); };
    const QString others = args.value(0).isEmpty()
                               ? say(QT_TRANSLATE_NOOP("hakgal", "programs that cannot be seen from here"))
                               : list(args.value(0).split(QStringLiteral(", ")));
    switch (planned.why) {
    case Why::Always:
        switch (planned.step) {
        case OptimizeStep::Check:
            return say(QT_TRANSLATE_NOOP("hakgal", "Nothing is changed on a base that is damaged."));
        case OptimizeStep::Backup:
            return say(QT_TRANSLATE_NOOP("hakgal", "A verified copy comes before every change."));
        case OptimizeStep::Verify:
            return say(QT_TRANSLATE_NOOP("hakgal", "Every page and every index entry is read, the facts are "
                                                   "counted, and the probe queries are timed again."));
        case OptimizeStep::Analyze:
            return say(QT_TRANSLATE_NOOP("hakgal", "The query planner gets fresh statistics."));
        default:
            return say(QT_TRANSLATE_NOOP("hakgal", "This belongs to every run."));
        }
    case Why::NotChosen:
        return say(QT_TRANSLATE_NOOP("hakgal", "It was not asked for."));
    case Why::AlreadyWal:
        return say(QT_TRANSLATE_NOOP("hakgal", "The base keeps a write-ahead log (WAL) already."));
    case Why::NotWal:
        if (planned.step == OptimizeStep::Checkpoint)
            return say(QT_TRANSLATE_NOOP("hakgal", "The base keeps no write-ahead log."));
        return say(QT_TRANSLATE_NOOP("hakgal", "The base is in the mode \"%1\", in which readers and writers "
                                               "keep each other waiting; with a write-ahead log (WAL) they "
                                               "do not."))
            .arg(argument(args, 0));
    case Why::NetworkVolume:
        return say(QT_TRANSLATE_NOOP("hakgal", "The base is on a network volume, where WAL is unsafe."));
    case Why::IndicesMissing:
        return say(QT_TRANSLATE_NOOP("hakgal", "Queries read the whole table where an index would do. To be "
                                               "created, and removable at any time: %1."))
            .arg(list(args));
    case Why::IndicesThere:
        return say(QT_TRANSLATE_NOOP("hakgal", "Every index that the queries need is there."));
    case Why::NoFaultyIndex:
        return say(QT_TRANSLATE_NOOP("hakgal",
                                     "No faulty index is known. If the check finds wrong entries in "
                                     "one, that one is rebuilt."));
    case Why::FaultyIndex:
        return say(QT_TRANSLATE_NOOP("hakgal", "These indices have wrong entries: %1.")).arg(list(args));
    case Why::Pays:
        return say(QT_TRANSLATE_NOOP("hakgal", "%1 of %2 are holes. Programs that write wait while the file "
                                               "is compacted."))
            .arg(bytes(0), bytes(1));
    case Why::TooLittleGain:
        return say(QT_TRANSLATE_NOOP("hakgal", "Only %1 of %2 would be gained.")).arg(bytes(0), bytes(1));
    case Why::NoSpace:
        return say(QT_TRANSLATE_NOOP("hakgal", "There is too little room in %1: %2 needed, %3 free."))
            .arg(argument(args, 0), bytes(1), bytes(2));
    case Why::WalResetDefect:
        return say(QT_TRANSLATE_NOOP("hakgal", "This version of SQLite must not fold the write-ahead log in "
                                               "while other programs have the base open (%1). It stays "
                                               "until they do so themselves."))
            .arg(others);
    case Why::OthersPresent:
        return say(QT_TRANSLATE_NOOP("hakgal", "This needs the base alone, and it is open (%1). Close these "
                                               "programs and run hakgalctl optimize."))
            .arg(others);
    case Why::WalEmpty:
        return say(QT_TRANSLATE_NOOP("hakgal", "The write-ahead log is empty; what this run writes to it is "
                                               "folded in."));
    case Why::WalLarge:
        return say(QT_TRANSLATE_NOOP("hakgal", "The write-ahead log has %1.")).arg(bytes(0));
    case Why::NoBackupWanted:
        return say(QT_TRANSLATE_NOOP("hakgal", "You chose to go without a backup."));
    case Why::StatisticsOld:
        return say(QT_TRANSLATE_NOOP("hakgal", "The query planner's statistics are of %1 facts; there are %2 "
                                               "now."))
            .arg(count(0), count(1));
    case Why::StatisticsMissing:
        return say(QT_TRANSLATE_NOOP("hakgal", "The query planner has no statistics yet."));
    case Why::NotIncremental:
        return say(QT_TRANSLATE_NOOP("hakgal", "The base was not made with auto_vacuum=INCREMENTAL, so only "
                                               "compacting the whole file gives free pages back."));
    case Why::Chosen:
        return say(QT_TRANSLATE_NOOP("hakgal", "It was asked for."));
    case Why::NothingFree:
        return say(QT_TRANSLATE_NOOP("hakgal", "There is no free page to give back."));
    case Why::NothingChanges:
        return say(QT_TRANSLATE_NOOP("hakgal", "No other step changes the content of the base."));
    case Why::NotMeasured:
        return say(QT_TRANSLATE_NOOP("hakgal", "What it would bring cannot be told beforehand here."));
    }
    return {};
}

} // namespace hakgal
