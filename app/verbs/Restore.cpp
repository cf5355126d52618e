// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/Maintenance.h"
#include "app/verbs/Verbs.h"
#include "core/maintenance/Backup.h"

#include <QCoreApplication>
#include <QDir>

namespace hakgal {

int runRestore(const Invocation &invocation, Output &output)
{
    const QString backup = QDir::cleanPath(QDir::fromNativeSeparators(invocation.operands.front()));
    const QString base = invocation.settings.databasePath;
    const QString question =
        QCoreApplication::translate(
            "hakgal",
            "Replace the content of %1 by that of %2? A safety copy of what is there now is made first.")
            .arg(QDir::toNativeSeparators(base), QDir::toNativeSeparators(backup));
    if (!confirmed(invocation, output, question))
        return output.failed(
            usageError(QT_TRANSLATE_NOOP("hakgal", "nothing was changed; restore needs --yes, or a yes on a "
                                                   "terminal")));
    const auto lease = beginJob(invocation, output);
    if (!lease)
        return output.failed(lease.error());
    JobContext context = output.job();
    const auto restored = Backup::restore(base, backup, context);
    if (!restored)
        return jobFailed(invocation, output, restored.error());
    output.endProgress();
    const QJsonValue copy = restored->safetyCopy.isEmpty() ? QJsonValue() : QJsonValue(restored->safetyCopy);
    output.set({{QStringLiteral("safety_copy"), copy},
                {QStringLiteral("facts_before"), countOrNull(restored->factsBefore)},
                {QStringLiteral("facts_after"), countOrNull(restored->factsAfter)},
                {QStringLiteral("wal_size_bytes"), restored->walBytes}});
    noteInJournal(invocation, output,
                  {{QStringLiteral("backup"), backup},
                   {QStringLiteral("safety_copy"), copy},
                   {QStringLiteral("facts_before"), countOrNull(restored->factsBefore)},
                   {QStringLiteral("facts_after"), countOrNull(restored->factsAfter)}});
    const Format &format = output.catalogue().format();
    output.line(
        QCoreApplication::translate("hakgal", "Restored: %1 facts.").arg(format.count(restored->factsAfter)));
    if (!restored->safetyCopy.isEmpty())
        output.line(QCoreApplication::translate("hakgal", "What was there before is in %1")
                        .arg(QDir::toNativeSeparators(restored->safetyCopy)));
    if (restored->walBytes > 0)
        output.note(QCoreApplication::translate(
                        "hakgal",
                        "The new content still stands in the write-ahead log (%1): other programs have the "
                        "knowledge base open, and this version of SQLite must not fold it in beside them.")
                        .arg(format.bytes(static_cast<double>(restored->walBytes))));
    return output.done();
}

} // namespace hakgal
