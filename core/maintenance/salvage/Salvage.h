// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/maintenance/salvage/Ledger.h"

#include <optional>

namespace hakgal {

/// Gets the facts out of a damaged base into a new file, and accounts for every one. The damaged file and its
/// -wal are read as bytes and never written to; so this runs only in a process that does not have them open
/// through SQLite (hakgalctl), while nobody writes to them. Holds the file and its WAL in memory: at most
/// twice their size and 64 MB in all. Blocking; linear in the size of the file.
class Salvage
{
public:
    struct Options
    {
        std::optional<qint64>
            expected;            ///< facts that should be there, an estimate; nullopt: the indices tell
        qint64 expectedAtMs = 0; ///< when the monitor counted them (wall clock); 0: someone said so
        QString backup;          ///< a good base to fill gaps from; empty: none
        QString reportCsv;       ///< one line a fact: class, id, page, reason, statement; empty: none
    };

    /// Writes `out`, which must not exist, with the facts that are exact, intact or partial in the table of
    /// facts, the doubtful ones in facts_quarantine, the other tables, the schema of the damaged base where
    /// it could be read (else ours), its user_version and application_id, and a row in audit_log. Who may
    /// read it is as with the damaged file. It has passed integrity_check and is on the disk when this
    /// returns. Nothing is left of it where this fails.
    /// Errors: FileMissing, FileEmpty, FileNoPermission, NotADatabase (not one page of a database in it),
    /// FileExists, Usage (backup or report is one of the other files), ReadFailed (also where memory does not
    /// suffice), NoSpace, Interrupted, VerifyFailed and those of Database.
    static Result<Ledger> run(const QString &damaged, const QString &out, const Options &options,
                              JobContext &context);
};

} // namespace hakgal
