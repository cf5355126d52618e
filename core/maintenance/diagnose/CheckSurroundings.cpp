// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/FileHolders.h"
#include "core/config/BuildInfo.h"
#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"
#include "core/maintenance/BackupFolder.h"
#include "core/maintenance/diagnose/Checkup.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/Lease.h"

#include <QCoreApplication>
#include <QDateTime>

namespace hakgal {

namespace {

constexpr qint64 kOldBackupMs = 7LL * 24 * 3600 * 1000;
constexpr qint64 kRoomToSpare = 16'000'000;

void checkDisk(Checkup &checkup)
{
    const qint64 free = freeBytes(checkup.base);
    if (free < 0)
        return;
    // VACUUM and a swap need the file twice; a backup once more, usually on the same disk.
    const qint64 bytes = statFile(checkup.base).bytes + statFile(checkup.base + QLatin1String("-wal")).bytes;
    const qint64 needed = 2 * bytes + kRoomToSpare;
    const QStringList args{QString::number(free), QString::number(needed)};
    if (free < needed)
        checkup.found(QStringLiteral("disk.low"),
                      free < kRoomToSpare ? Severity::Critical : Severity::Warning, args);
    else
        checkup.well("disk", args);
}

void checkBackups(Checkup &checkup)
{
    const Finding::Remedy make{RemedyAction::MakeBackup, {}, false};
    if (const auto &failure = checkup.maintenance.backupFailure)
        checkup.found(
            QStringLiteral("backup.failing"), Severity::Warning,
            QStringList{QString::number(failure->atMs), QLatin1String(errorName(failure->error.code))} +
                failure->error.args,
            make);
    if (checkup.goodBackup.isEmpty() && checkup.maintenance.lastBackupMs == 0) {
        checkup.found(QStringLiteral("backup.none"), Severity::Info, {}, make);
        return;
    }
    const BackupFile good =
        checkup.goodBackup.isEmpty() ? BackupFile() : BackupFolder::describe(checkup.goodBackup);
    const qint64 takenMs = std::max(checkup.maintenance.lastBackupMs, good.takenMs);
    if (QDateTime::currentMSecsSinceEpoch() - takenMs > kOldBackupMs)
        checkup.found(QStringLiteral("backup.old"), Severity::Warning, {QString::number(takenMs)}, make);
    else
        checkup.well("backup", {QString::number(takenMs), QString::number(good.facts)});
}

void checkHistory(Checkup &checkup)
{
    const QString file = StatePaths(checkup.settings.databasePath).historyFile();
    if (!statFile(file).exists)
        return; // nobody has watched this base yet
    const auto history = HistoryDatabase::open(file, HistoryDatabase::Access::Read);
    if (history)
        checkup.well("history");
    else
        checkup.found(QStringLiteral("history.missing"), Severity::Warning, {history.error().detail},
                      Finding::Remedy{RemedyAction::CreateHistory, {}, false});
}

void checkJobs(Checkup &checkup)
{
    const auto owner = Lease::owner(checkup.settings.databasePath);
    if (owner && owner->pid != QCoreApplication::applicationPid())
        checkup.found(QStringLiteral("dashboard.other"), Severity::Info,
                      {QStringLiteral("%1 (pid %2)").arg(owner->verb).arg(owner->pid)});
    else if (const auto open = IntentLog(checkup.settings.databasePath).open(); !open.empty())
        checkup.found(QStringLiteral("swap.open_intent"), Severity::Warning, {QString::number(open.size())},
                      Finding::Remedy{RemedyAction::SettleIntent, {}, false});
}

void checkDashboards(Checkup &checkup)
{
    QStringList ours;
    for (const Holder &holder : findFileHolders(checkup.base).others) {
        if (holder.name.startsWith(QLatin1String("hakgal")))
            ours += QStringLiteral("%1 (pid %2)").arg(holder.name).arg(holder.pid);
    }
    if (ours.size() > 1)
        checkup.found(QStringLiteral("dashboard.other"), Severity::Info, {ours.join(QStringLiteral(", "))});
}

void checkSqlite(Checkup &checkup)
{
    const BuildInfo &build = buildInfo();
    if (build.walResetDefect)
        checkup.found(QStringLiteral("sqlite.wal_reset"), Severity::Info, {build.sqliteVersion});
    else
        checkup.well("sqlite", {build.sqliteVersion});
}

} // namespace

void checkSurroundings(Checkup &checkup)
{
    checkDisk(checkup);
    checkBackups(checkup);
    checkHistory(checkup);
    checkJobs(checkup);
    checkDashboards(checkup);
    checkSqlite(checkup);
}

} // namespace hakgal
