// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QIODevice>
#include <QString>

#include <atomic>
#include <functional>

namespace hakgal {

/// Stores statement lines in a knowledge base while other programs go on writing: BEGIN IMMEDIATE batches of
/// at most 5,000 rows or 250 ms, one audit row a batch where the base has audit_log. Statements that are
/// already there are counted, not stored again. Only invalid UTF-8, NUL bytes and statements over 64 KiB are
/// rejected; untidy ones are stored as they are; blank lines are ignored. A cancel takes effect between
/// batches: what was reported as stored is stored. Blocking; run it in a process or thread of its own.
class FactImporter
{
public:
    struct Options
    {
        QString source;           ///< for the source column, where the base has one
        bool runTriggers = false; ///< else a table with triggers is refused (ErrorCode::HasTriggers)
    };
    struct Reject
    {
        qint64 line = 0; ///< counts from 1
        enum class Why : quint8 { InvalidUtf8, NulByte, TooLong } why = Why::InvalidUtf8;
        QByteArray bytes; ///< the line as it was, at most 64 KiB of it
    };
    struct Totals
    {
        qint64 read = 0; ///< lines, blank ones included
        qint64 stored = 0;
        qint64 duplicates = 0;
        qint64 rejected = 0;
        qint64 blank = 0;
        bool cancelled = false;
    };

    std::function<void(const Reject &)> onReject; ///< may be empty
    std::function<void(const Totals &, double done)>
        onProgress; ///< after each batch; done 0…1, or -1 where unknown
    const std::atomic<bool> *cancel = nullptr;

    /// `input` is open for reading. The base must exist (createBase() makes one).
    Result<Totals> run(QIODevice &input, const QString &databasePath, const Options &options);
};

/// Makes a new, empty knowledge base in WAL mode. FileExists if something is there.
Result<void> createBase(const QString &path);

/// Writes every statement as a line. Statements with a line break cannot be a line: counted as skipped.
struct ExportTotals
{
    qint64 written = 0;
    qint64 skipped = 0;
};
Result<ExportTotals> exportLines(const QString &databasePath, QIODevice &output,
                                 const std::atomic<bool> *cancel = nullptr);

} // namespace hakgal
