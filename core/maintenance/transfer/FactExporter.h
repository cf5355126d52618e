// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactFormat.h"
#include "core/Result.h"

#include <QIODevice>
#include <QString>

#include <atomic>
#include <functional>

namespace hakgal {

struct ExportTotals
{
    qint64 written = 0;
    qint64 skipped = 0;
};

/// Writes every fact of a base, in the order of the rows and all of one moment, in bounded memory. What an
/// import could not read back as it was is counted as skipped.
///
/// Statements: each one as a line that ends with LF. Skipped: a statement with a line break or with a CR at
/// its end, a blank or missing one. A statement at the front that begins with a byte order mark gets another
/// one before it.
///
/// JSON Lines and CSV also carry the other ordinary columns that take values on import (see
/// FactInsert::writable), numbers so that they come back as they were. JSON Lines leaves out what is NULL, in
/// CSV it is an empty field without quotes. CSV has a header and records that end with CR LF (RFC 4180).
/// Skipped: a blank or missing statement, and text with NUL or invalid UTF-8. Values that are blobs are left
/// out.
///
/// Errors: those of Database::open(), NoFactsTable, Locked, Interrupted, WriteFailed or DiskFull (of the
/// output, which then holds a part). Blocking.
class FactExporter
{
public:
    struct Options
    {
        FactFormat format = FactFormat::Statements;
        /// CSV only: what a spreadsheet could take for a formula gets an apostrophe before it, and the file a
        /// byte order mark. One way: an import keeps the apostrophe.
        bool forSpreadsheet = false;
    };
    const std::atomic<bool> *cancel = nullptr;
    /// Now and then; done 0…1 by the number of facts, or -1 where it is not known.
    std::function<void(const ExportTotals &, double done)> onProgress;

    Result<ExportTotals> run(const QString &databasePath, QIODevice &output, const Options &options);
};

} // namespace hakgal
