// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

namespace hakgal {

/// wal_checkpoint(TRUNCATE), three tries; false where readers of others were in the way of all of them. Only
/// for an SQLite without the WAL-reset defect, or where nobody else has the base open.
Result<bool> truncateWal(Database &database);

/// What became of a write-ahead log that was to be folded into the base.
struct WalFolding
{
    enum class How : quint8 {
        Folded,  ///< nothing is left of it
        Partial, ///< readers of others were in the way, three times
        Refused, ///< others have the base open and this SQLite has the WAL-reset defect
    };
    How how = How::Folded;
    qint64 walBytes = 0; ///< left in the -wal file
};

/// Folds the log of the base in, and closes the connection on the way where that is how it must be done:
/// a sound SQLite checkpoints beside others (wal_checkpoint(TRUNCATE), three tries); one with the WAL-reset
/// defect (`defect`) never does so, and only closes, upon which SQLite folds it in if it is alone. Its
/// exclusive lock proves that it is; no list of holders is asked.
Result<WalFolding> foldWal(std::unique_ptr<Database> &database, bool defect);

} // namespace hakgal
