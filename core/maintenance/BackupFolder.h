// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Backup.h"

#include <optional>

namespace hakgal {

/// The names in a folder of backups, and what stands beside a backup: FILE.sha256 with the line that
/// `sha256sum -c` reads, and a comment line with what else is known.
class BackupFolder
{
public:
    BackupFolder(const QString &databasePath, const QString &folder);

    QString path() const { return m_folder; }
    /// STEM-YYYYMMDDTHHMMSSZ[-n].db, of which nothing is there yet in any form. For now.
    QString freeName() const;

    struct Companion
    {
        QByteArray sha256; ///< 64 hex digits
        qint64 facts = -1;
        bool verified = false;
        bool wal = false; ///< the journal mode of the base was WAL
        QString base;     ///< key of the base (StatePaths)
    };
    static std::optional<Companion> companionOf(const QString &backup);
    /// Durable. `name` is the final name of the backup.
    Result<void> writeCompanion(const QString &name, const Companion &companion) const;

    std::vector<BackupFile> list() const;
    /// Removes all but the newest `keep` backups, never the last verified one, never a safety copy. Those
    /// that are labelled with a time more than an hour to come count as the oldest.
    std::vector<QString> rotate(int keep) const;

    /// The backup at this path as list() shows it.
    static BackupFile describe(const QString &path);

private:
    QString m_folder;
    QString m_stem;
    QString m_key;
};

} // namespace hakgal
