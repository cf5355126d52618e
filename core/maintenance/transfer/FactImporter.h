// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactReader.h"
#include "core/Result.h"

#include <QIODevice>
#include <QString>

#include <atomic>
#include <functional>

namespace hakgal {

/// Stores the facts of a file in a knowledge base while other programs go on writing: BEGIN IMMEDIATE batches
/// of at most 5,000 rows or about 80 ms, one audit row in each that stored something, where the base has
/// audit_log. After each the lock is left alone for as long as it takes a program with SQLite's own busy
/// time-out to look for it. A base that held no facts and into which nobody else commits during the first
/// ones is filled by 50,000 rows or 2 s, without pauses. Statements that are already there, or came before in
/// the input, are counted and not stored again; where no index finds a statement, each 50,000 lines cost one
/// pass over the table, and a statement that another program rewrites in place at that very moment is not
/// seen. Of statements only invalid UTF-8, NUL bytes and those over 64 KiB are rejected; untidy ones are
/// stored as they are; blank ones (see isBlank()) are ignored. Other columns that the file gives are stored
/// where the base has them (see FactInsert::writable).
///
/// Statement lines end with LF or CR LF; the last one may lack it. One CR there belongs to the end of the
/// line, any other to the statement, as do spaces. A byte order mark at the very beginning is skipped. So the
/// export of a base that was filled from a file of LF lines gives that file back, but for blank, repeated and
/// rejected lines.
///
/// A cancel takes effect between batches: what was reported as stored is stored. So after any error; the same
/// import run again goes on where it ended. On an SQLite with the WAL-reset defect nothing is checkpointed
/// beside others; the WAL is folded in where the base is ours alone (see Options::foldWalAtBytes), else it
/// grows until they do.
///
/// Errors: those of Database::open(), NoFactsTable, HasTriggers, Locked, DiskFull, ReadFailed (of the input),
/// DatabaseFailed. Blocking; run it in a process or thread of its own.
class FactImporter
{
public:
    struct Options
    {
        QString source;           ///< for the source column, where the base has one
        bool runTriggers = false; ///< else a table with triggers is refused (ErrorCode::HasTriggers)
        int busyTimeoutMs = 5000; ///< how long to wait for a lock of others before each batch
        /// With the WAL-reset defect: where the WAL grew by so much the connection is closed and opened
        /// again, upon which SQLite folds it in if nobody else has the base open.
        qint64 foldWalAtBytes = qint64(64) * 1024 * 1024;
    };
    using Reject = FactReject;
    struct Totals
    {
        qint64 read = 0; ///< lines or records dealt with: the sum of the others
        qint64 stored = 0;
        qint64 duplicates = 0;
        qint64 rejected = 0;
        qint64 blank = 0;
        bool cancelled = false;
    };

    std::function<void(const Reject &)> onReject; ///< may be empty
    std::function<void(const Totals &, double done)>
        onProgress; ///< after each batch and at the end; done 0…1, or -1 where unknown
    const std::atomic<bool> *cancel = nullptr;

    /// The base must exist (createBase() makes one). `inputBytes`: how large the input is; -1: not known.
    Result<Totals> run(FactReader &reader, qint64 inputBytes, const QString &databasePath,
                       const Options &options);
    /// The same of statement lines; `input` is open for reading.
    Result<Totals> run(QIODevice &input, const QString &databasePath, const Options &options);
};

/// Makes a new, empty knowledge base in WAL mode. FileExists if something is there; other errors as of
/// Database::create(). Nothing is left where it fails.
Result<void> createBase(const QString &path);

} // namespace hakgal
