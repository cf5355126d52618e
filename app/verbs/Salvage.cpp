// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Salvage.h"

#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/verbs/Verbs.h"
#include "core/history/LastCount.h"
#include "core/maintenance/ProcessLimits.h"
#include "core/store/OpenPolicy.h"
#include "core/text/Format.h"

#include <QCoreApplication>
#include <QDir>

#include <new>

namespace hakgal {

namespace {

QString path(const QString &given)
{
    return given.isEmpty() ? QString() : QDir::cleanPath(QDir::fromNativeSeparators(given));
}

void tell(const Ledger &ledger, Output &output)
{
    const Format format;
    const auto row = [&](const QString &name, qint64 count, const QString &meaning) {
        output.line(QStringLiteral("  %1 %2  %3").arg(name, -12).arg(format.count(count), 12).arg(meaning));
    };
    const auto tr = [](const char *text) { return QCoreApplication::translate("hakgal", text); };
    row(tr("exact"), ledger.exact, tr("sound, and confirmed by a second witness in the file"));
    row(tr("intact"), ledger.intact, tr("sound, but nothing in the file confirms them"));
    row(tr("partial"), ledger.partial, tr("the statement whole, its other columns gone"));
    if (ledger.fromBackup > 0)
        row(tr("backup"), ledger.fromBackup, tr("taken from the backup"));
    row(tr("doubtful"), ledger.doubtful, tr("set apart in facts_quarantine, each with its reason"));
    if (ledger.duplicates > 0)
        row(tr("duplicates"), ledger.duplicates, tr("left out: the statement stands already"));
    if (const auto lost = ledger.lost()) {
        const QString expected = format.count(*ledger.expected);
        QString of = tr("of %1 expected").arg(expected);
        if (ledger.expectedFrom == Ledger::ExpectedFrom::Monitor)
            of = tr("of %1 that the monitor counted last, %2")
                     .arg(expected, format.dateTime(ledger.expectedAtMs));
        else if (ledger.expectedFrom == Ledger::ExpectedFrom::Indices)
            of = tr("of %1 that rows and indices together name").arg(expected);
        row(tr("lost"), *lost, of);
        if (const qint64 surplus = *ledger.surplus(); surplus > 0)
            row(tr("surplus"), surplus, tr("more than expected"));
    } else {
        output.line(tr("How many are lost is not known: nothing tells how many there were."));
    }
    for (const QString &note : ledger.notes)
        output.note(note);
}

/// Whatever the bytes, no more than this is taken. Reading takes at most twice the file and 64 MB; the rest
/// is for SQLite to write the new file.
void limitFor(const QString &damaged)
{
    constexpr qint64 kMegabyte = 1'000'000;
    constexpr qint64 kBase = 128 * kMegabyte;
    constexpr qint64 kSecondsAtLeast = 120;
    const qint64 bytes = statFile(damaged).bytes + statFile(damaged + QStringLiteral("-wal")).bytes;
    limitThisProcess({kBase + 2 * bytes, kSecondsAtLeast + bytes / kMegabyte});
}

Result<Ledger> run(const QString &damaged, const QString &out, const Salvage::Options &options,
                   JobContext &job)
{
    try {
        return Salvage::run(damaged, out, options, job);
    } catch (const std::bad_alloc &) {
        return Error{ErrorCode::ReadFailed, {damaged}, QStringLiteral("not enough memory"), 0};
    }
}

} // namespace

int runSalvage(const Invocation &invocation, Output &output)
{
    const QString damaged = path(invocation.operands.front());
    const QString out = path(invocation.value("out"));
    if (out.isEmpty())
        return output.failed(usageError(QT_TRANSLATE_NOOP("hakgal", "salvage needs --out NEW.db")));
    Salvage::Options options;
    if (invocation.has("expect")) {
        bool number = false;
        options.expected = invocation.value("expect").toLongLong(&number);
        if (!number || *options.expected < 0)
            return output.failed(usageError(QT_TRANSLATE_NOOP("hakgal", "--expect takes a number of facts")));
    } else if (const auto counted = LastCount::of(damaged)) {
        options.expected = counted->facts;
        options.expectedAtMs = counted->atMs;
    }
    options.backup = path(invocation.value("backup"));
    options.reportCsv = path(invocation.value("report"));
    JobContext job = output.job();
    limitFor(damaged);
    const auto ledger = run(damaged, out, options, job);
    if (!ledger)
        return output.failed(ledger.error());
    output.set(ledger->toJson());
    output.set({{QStringLiteral("damaged"), damaged}, {QStringLiteral("file"), out}});
    output.endProgress();
    output.line(QCoreApplication::translate("hakgal", "Salvaged %1 into %2:")
                    .arg(QDir::toNativeSeparators(damaged), QDir::toNativeSeparators(out)));
    tell(*ledger, output);
    const bool allGood = ledger->doubtful == 0 && ledger->lost().value_or(0) == 0;
    return output.done(allGood ? ExitOk : ExitFinding);
}

} // namespace hakgal
