// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Backup.h"
#include "core/maintenance/Lease.h"

#include <QObject>
#include <QTimer>

namespace hakgal {

/// The backups of a base as they stand in a folder.
struct BackupList
{
    QString database;
    QString folder;                ///< where they were looked for
    bool sameVolume = false;       ///< the folder (or what exists of its path) is on the volume of the base
    std::vector<BackupFile> files; ///< newest first
};

/// What the window wants to know about maintenance without a job: looks at files of ours, never at the base
/// itself. Lives in a thread of its own, since a folder may be on a slow drive; every call is queued.
class MaintenanceReader : public QObject
{
    Q_OBJECT
public:
    explicit MaintenanceReader(QObject *parent = nullptr);

    /// Tells from now on who holds the lease of this base; empty: of none. What a killed scale test left is
    /// removed.
    void watch(const QString &databasePath);
    /// Looks at the lease at once.
    void look();
    /// Answered by backupsListed(). `folder` empty: the default one.
    void listBackups(const QString &databasePath, const QString &folder);

Q_SIGNALS:
    /// Somebody took the lease or gave it back. `owner` is empty where nobody has it.
    void leaseChanged(const std::optional<hakgal::Lease::Owner> &owner);
    void backupsListed(const hakgal::BackupList &list);
    /// Told once after watch(): an earlier job was cut off and left something to be finished or reversed, and
    /// no job runs now.
    void cutOffJobFound(const QString &databasePath);

private:
    QString m_database;
    std::optional<Lease::Owner> m_owner;
    QTimer *m_timer;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::BackupList)
