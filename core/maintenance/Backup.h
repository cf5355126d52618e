// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

#include <vector>

namespace hakgal {

/// One backup as it stands in the folder.
struct BackupFile
{
    QString path;
    qint64 takenMs = 0; ///< from its name, UTC
    qint64 bytes = 0;
    qint64 facts = -1;     ///< from its .sha256 companion's second line; -1: not known
    bool verified = false; ///< it was verified when it was made and its companion is there
    bool safetyCopy =
        false; ///< `.damaged`: of an unverified base, never rotated away, never the last good one
};

/// Verified copies of a live base: BEGIN and counts on the source, sliced copy in the same transaction, then
/// in the copy journal_mode=DELETE, integrity_check and counts; fsync, rename from `.part`, fsync of the
/// folder, SHA-256 beside it. Names STEM-YYYYMMDDTHHMMSSZ[-n].db; nothing is ever overwritten.
class Backup
{
public:
    /// Where backups of this base go unless told otherwise.
    static QString defaultFolder(const QString &databasePath);

    struct Options
    {
        QString folder; ///< empty: defaultFolder()
        int keep = 10;  ///< newest that stay; the last good one always stays
    };
    struct Made
    {
        BackupFile file;
        QString sha256;
        bool sameVolume = false; ///< warn: a dead disk takes both
        std::vector<QString> rotatedAway;
    };
    static Result<Made> make(const QString &databasePath, const Options &options, JobContext &context);

    /// A copy of a base that may be damaged, before a repair or restore: bytes of db and WAL where SQLite
    /// cannot read it. Labelled `.damaged` where it was not verified; never blocks the repair.
    static Result<BackupFile> makeSafetyCopy(const QString &databasePath, JobContext &context);

    /// Newest first. Missing folder: empty.
    static std::vector<BackupFile> list(const QString &databasePath, const QString &folder = {});

    /// Restores into a private file and compares SHA-256, integrity and count; the backup itself is only
    /// read.
    static Result<void> verify(const QString &backup, JobContext &context);

    struct Restored
    {
        QString safetyCopy;
        qint64 factsBefore = -1; ///< -1: the base could not be read
        qint64 factsAfter = 0;
    };
    /// Verify, safety copy, swap, verify.
    static Result<Restored> restore(const QString &databasePath, const QString &backup, JobContext &context);
};

} // namespace hakgal
