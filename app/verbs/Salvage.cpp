// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Salvage.h"

#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/verbs/Verbs.h"
#include "core/text/Format.h"

#include <QCoreApplication>
#include <QDir>

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
        row(tr("lost"), *lost, tr("of %1 expected").arg(format.count(*ledger.expected)));
        if (const qint64 surplus = *ledger.surplus(); surplus > 0)
            row(tr("surplus"), surplus, tr("more than expected"));
    } else {
        output.line(tr("How many are lost is not known: nothing tells how many there were."));
    }
    for (const QString &note : ledger.notes)
        output.note(note);
}

} // namespace

int runSalvage(const Invocation &invocation, Output &output)
{
    const QString damaged = path(invocation.operands.front());
    const QString out = path(invocation.value("out"));
    if (out.isEmpty())
        return output.failed({ErrorCode::Usage, {QStringLiteral("salvage needs --out NEW.db")}, {}, 0});
    Salvage::Options options;
    if (invocation.has("expect")) {
        bool number = false;
        options.expected = invocation.value("expect").toLongLong(&number);
        if (!number || *options.expected < 0)
            return output.failed(
                {ErrorCode::Usage, {QStringLiteral("--expect takes a number of facts")}, {}, 0});
    }
    options.backup = path(invocation.value("backup"));
    options.reportCsv = path(invocation.value("report"));
    JobContext job = output.job();
    const auto ledger = Salvage::run(damaged, out, options, job);
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
