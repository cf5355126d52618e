// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/BackupFolder.h"

#include <optional>

namespace hakgal {

/// A copy of a base as it is now, before it is changed: of a sound base a backup like any other, of a damaged
/// one whatever can be had. Taken where nothing may be lost; kept in the default folder of backups.
class SafetyCopy
{
public:
    struct Taken
    {
        BackupFile file;
        qint64 facts = -1; ///< -1: could not be counted
        bool wal = false;  ///< the base is in WAL mode
        bool raw = false;  ///< bytes, maybe with a log beside them: not to be checked as they are
    };
    /// Copies, checks, and keeps it: `.db` where it passed, else `.damaged`.
    static Result<Taken> take(const QString &databasePath, JobContext &context);

    /// Under a write lock of ours, when there is no time to check: keeps it durably as `.damaged`. Where the
    /// lock keeps readers out too (rollback mode) it copies the bytes of the file, which stand still then.
    static Result<Taken> takeLocked(const QString &databasePath, JobContext &context);
    /// Checks what takeLocked() kept and gives it the name that it deserves.
    static Result<Taken> check(const QString &databasePath, const Taken &taken, JobContext &context);

    /// Removes one that a newer one has made superfluous.
    static void remove(const Taken &taken);
};

} // namespace hakgal
