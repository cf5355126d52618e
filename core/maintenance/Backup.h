// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

#include <optional>
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
/// folder, SHA-256 beside it. Names STEM-YYYYMMDDTHHMMSSZ[-n].db; nothing is ever overwritten. The base is
/// only read. All functions block; run them in a process of their own. The caller holds the lease and has
/// called Swap::recoverIntents().
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
        BackupFile file; ///< file.verified is false only where SQLite cannot check the base without functions
                         ///< of the operator's program
        QString sha256;
        bool sameVolume = false; ///< warn: a dead disk takes both
        std::vector<QString> rotatedAway;
    };
    /// Begins the steps copy, verify, store. VerifyFailed where the base is damaged: no backup is kept then.
    static Result<Made> make(const QString &databasePath, const Options &options, JobContext &context);

    /// A copy of a base that may be damaged, before a repair or restore, in defaultFolder(): a backup like
    /// any other where it can be verified; else labelled `.damaged`, where SQLite cannot read it the bytes of
    /// the base and its WAL.
    static Result<BackupFile> makeSafetyCopy(const QString &databasePath, JobContext &context);

    /// Newest first. Missing folder: empty. In a folder shared with other bases of the same name only ours,
    /// as far as their companions tell.
    static std::vector<BackupFile> list(const QString &databasePath, const QString &folder = {});

    /// The newest verified backup that is no safety copy, in this folder or our own; nullopt: there is none.
    static std::optional<BackupFile> newestGood(const QString &databasePath, const QString &folder = {});
    /// Restores into a private file and compares SHA-256, integrity and count; the backup itself is only
    /// read. Returns the facts in it.
    static Result<qint64> verify(const QString &backup, JobContext &context);

    struct Restored
    {
        QString safetyCopy;      ///< empty where there was no file
        qint64 factsBefore = -1; ///< -1: the base could not be read
        qint64 factsAfter = 0;
        qint64 walBytes = 0; ///< left in the WAL, since checkpoints are not allowed beside others
    };
    /// Verify, safety copy, swap, verify: the steps verify, safety_copy, swap, check. Everything that others
    /// committed before the swap is in the safety copy or in the base. The base gets an audit row where it
    /// has audit_log.
    static Result<Restored> restore(const QString &databasePath, const QString &backup, JobContext &context);
};

} // namespace hakgal
