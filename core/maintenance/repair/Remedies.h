// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/maintenance/Diagnosis.h"
#include "core/maintenance/Job.h"
#include "core/Result.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace hakgal {

/// What a remedy tells when it worked.
struct Remedied
{
    std::vector<Phrase> said; ///< what was done, clause by clause
    QJsonObject ledger;       ///< of a salvage
    QString safetyCopy;       ///< where it made one of its own
};

/// What the remedies work with. `base` is resolved; the caller holds the lease and has settled open intents.
struct RemedyTask
{
    QString base;
    const Settings &settings;
    QString settingsPath;
    const EndpointProbe &probe;
};

// One function for each RemedyAction, with its arguments as in Finding::Remedy::args. All block, work beside
// other programs that have the base open, can be cancelled until they commit or swap, and change nothing
// where they fail.

/// In one transaction with its audit row. Nothing is touched where something of that name is there: a table
/// is left as it is, anything else is an error.
Result<Remedied> createAuditLog(const RemedyTask &task, JobContext &context);
/// args: name, CREATE INDEX statement. Does nothing where there is an index of that name.
Result<Remedied> createIndex(const RemedyTask &task, const QStringList &args, JobContext &context);
/// args: name. Damaged where the pages of the index are unreadable: Rebuild helps then. VerifyFailed where
/// the index still disagrees with its table.
Result<Remedied> reindex(const RemedyTask &task, const QStringList &args, JobContext &context);
/// See Rebuild.
Result<Remedied> rebuild(const RemedyTask &task, JobContext &context);
/// args: backup.
Result<Remedied> restoreBackup(const RemedyTask &task, const QStringList &args, JobContext &context);
/// args: backup to merge, or empty. The ledger tells where every fact went.
Result<Remedied> salvageBase(const RemedyTask &task, const QStringList &args, JobContext &context);

/// Locked or OthersPresent where somebody keeps the WAL from being folded in.
Result<Remedied> foldWal(const RemedyTask &task, JobContext &context);
Result<Remedied> makeBackup(const RemedyTask &task, JobContext &context);
/// args: address taken, address offered. Changes `listen` in the settings file and, where a dashboard watches
/// this base, waits until it answers there.
Result<Remedied> moveEndpoint(const RemedyTask &task, const QStringList &args, JobContext &context);
/// args: name of the service. Runs its restart command and waits until the service answers as it should;
/// VerifyFailed (args: name, what is wrong) where it does not.
Result<Remedied> restartService(const RemedyTask &task, const QStringList &args, JobContext &context);
Result<Remedied> settleIntents(const RemedyTask &task);
Result<Remedied> createHistory(const RemedyTask &task);

} // namespace hakgal
