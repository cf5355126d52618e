// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/PageMap.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace hakgal {

/// Where every fact of a damaged base went. Exact, intact, partial, doubtful, duplicates and fromBackup are
/// found; lost and surplus compare them with an expectation, which is an estimate.
struct Ledger
{
    std::optional<qint64> expected; ///< nullopt: neither told nor to be had from the file
    enum class ExpectedFrom : quint8 {
        Indices, ///< facts that rows and indices of the file together name
        Caller,
        Monitor, ///< the last count the monitor saw
    } expectedFrom = ExpectedFrom::Indices;
    qint64 expectedAtMs = 0; ///< wall clock at which the monitor saw it; 0: no time belongs to it
    qint64 exact = 0;        ///< sound, and agrees with a second witness
    qint64 intact = 0;       ///< sound, nobody to ask
    qint64 partial = 0;      ///< the statement whole in an index, its other columns gone
    qint64 doubtful = 0;     ///< rows of facts_quarantine that this run added
    qint64 duplicates = 0;   ///< rows left out because their statement stands already
    qint64 fromBackup = 0;   ///< lost or undecided here, and vouched for by the backup
    qint64 leftDeleted = 0;  ///< rows on given-up pages that a whole index does not know

    struct TableCount
    {
        QString name;
        qint64 rows = 0;    ///< in the new file
        qint64 skipped = 0; ///< damaged beyond use, or not taken by the table
    };
    std::vector<TableCount> tables; ///< the facts included
    salvage::PageCounts pages;
    quint32 walFrames = 0;          ///< applied from the write-ahead log
    bool lineEndingsUndone = false; ///< the file had been copied as text
    std::vector<QString> notes;     ///< English: objects that could not be made again

    /// Good facts: they stand in the table of facts of the new file.
    qint64 good() const { return exact + intact + partial + fromBackup; }
    qint64 found() const { return good() + doubtful + duplicates; }
    std::optional<qint64> lost() const;
    std::optional<qint64> surplus() const;

    /// The keys `ledger`, `tables` and `pages` of hakgalctl salvage --json; unknown numbers are null.
    QJsonObject toJson() const;
};

} // namespace hakgal
