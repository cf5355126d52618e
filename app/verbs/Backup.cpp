// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Backup.h"

#include "app/verbs/Maintenance.h"
#include "app/verbs/Verbs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace hakgal {

namespace {

/// "Verify now": reads a backup, changes nothing and needs no lease.
int verifyBackup(const Invocation &invocation, Output &output)
{
    const QString path = QDir::cleanPath(QDir::fromNativeSeparators(invocation.value("verify")));
    JobContext context = output.job();
    const auto facts = Backup::verify(path, context);
    if (!facts)
        return output.failed(facts.error());
    output.set({{QStringLiteral("file"), path},
                {QStringLiteral("facts"), *facts},
                {QStringLiteral("size_bytes"), QFileInfo(path).size()},
                {QStringLiteral("verified"), true}});
    output.line(QCoreApplication::translate("hakgal", "%1 is good: %2 facts.")
                    .arg(QDir::toNativeSeparators(path), output.catalogue().format().count(*facts)));
    return output.done();
}

} // namespace

int runBackup(const Invocation &invocation, Output &output)
{
    if (invocation.has("verify"))
        return verifyBackup(invocation, output);
    Backup::Options options;
    options.folder = invocation.settings.backupDirectory;
    options.keep = invocation.settings.backupKeep;
    if (invocation.has("to"))
        options.folder = QDir::cleanPath(QDir::fromNativeSeparators(invocation.value("to")));
    if (invocation.has("keep")) {
        bool ok = false;
        options.keep = invocation.value("keep").toInt(&ok);
        if (!ok || options.keep < 1)
            return output.failed(
                usageError(QT_TRANSLATE_NOOP("hakgal", "--keep takes a whole number, 1 or more")));
    }
    const auto lease = beginJob(invocation, output);
    if (!lease)
        return output.failed(lease.error());
    JobContext context = output.job();
    const auto made = Backup::make(invocation.settings.databasePath, options, context);
    if (!made)
        return jobFailed(invocation, output, made.error());
    const BackupFile &file = made->file;
    output.endProgress();
    output.set({{QStringLiteral("file"), file.path},
                {QStringLiteral("sha256"), made->sha256},
                {QStringLiteral("facts"), countOrNull(file.facts)},
                {QStringLiteral("size_bytes"), file.bytes},
                {QStringLiteral("verified"), file.verified},
                {QStringLiteral("same_volume"), made->sameVolume},
                {QStringLiteral("rotated_away"), static_cast<qint64>(made->rotatedAway.size())}});
    noteInJournal(
        invocation, output,
        {{QStringLiteral("file"), file.path},
         {QStringLiteral("sha256"), made->sha256},
         {QStringLiteral("facts"), countOrNull(file.facts)},
         {QStringLiteral("verified"), file.verified},
         {QStringLiteral("integrity"), file.verified ? QJsonValue(QStringLiteral("ok")) : QJsonValue()},
         {QStringLiteral("rotated_away"), static_cast<qint64>(made->rotatedAway.size())}});
    const Format &format = output.catalogue().format();
    output.line(QCoreApplication::translate("hakgal", "%1  (%2 facts, %3)")
                    .arg(QDir::toNativeSeparators(file.path), format.count(file.facts),
                         format.bytes(static_cast<double>(file.bytes))));
    if (!file.verified)
        output.note(QCoreApplication::translate(
            "hakgal", "The backup could not be verified in full: the knowledge base needs functions of "
                      "the program that made it."));
    if (made->sameVolume)
        output.note(QCoreApplication::translate(
            "hakgal", "The backup is on the same volume as the knowledge base; a dead disk would take "
                      "both."));
    return output.done();
}

} // namespace hakgal
