// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactText.h"
#include "core/store/Statement.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace hakgal {

/// What facts can be ordered by. Id is the rowid (the primary key in a WITHOUT ROWID base) and always
/// possible; the others where an index gives the order (FactSearch::canOrderBy).
enum class FactOrder : quint8 { Id, Statement, Predicate, Subject, Source, Time };

/// Which facts are asked for, and in which order. All that is set must hold. A value.
struct FactQuery
{
    enum class Only : quint8 {
        All,
        Duplicates, ///< the same statement, byte by byte, stands in another row too
        Malformed,  ///< FactText::wellFormed is false, or there is no text at all
    };

    std::optional<FactPattern> pattern; ///< what was typed (FactPattern::parse)
    std::optional<QString> predicate;   ///< exactly; empty: statements without one
    std::optional<QString> subject;     ///< exactly
    std::optional<QString> statement;   ///< exactly
    Only only = Only::All;
    /// nullopt: whichever gives the first rows soonest; the answer tells which it was.
    std::optional<FactOrder> order;
    bool descending = false;

    bool narrows() const { return pattern || predicate || subject || statement || only != Only::All; }
    /// Equal exactly for equal queries.
    QByteArray fingerprint() const;
};

/// Where a row stands in an order: the values of the rowid (or primary key), then of the column ordered by,
/// unless that is the key itself. Empty: before the first row, or behind the last one.
using FactKey = std::vector<SqlValue>;

/// The longest statement a row carries, in bytes; an import takes no longer ones.
inline constexpr qsizetype kLongestRowText = 65536;

/// One fact of an answer.
struct FactRow
{
    FactKey key;
    qint64 id = 0;     ///< rowid; 0 in a WITHOUT ROWID base
    QString statement; ///< null where the column is NULL
    QString predicate; ///< null: none. A stored column is taken at its word, unless it is NULL
    QString subject;
    QString source;   ///< null: none, or the base has no such column
    QString time;     ///< as stored
    bool cut = false; ///< the statement is longer than kLongestRowText and only its beginning is here
    bool operator==(const FactRow &) const = default;
};

/// All there is to tell about one fact.
struct FactDetails
{
    std::vector<std::pair<QString, QString>>
        columns;       ///< name and value in the order of the table; NULL is null
    QString statement; ///< whole, up to 1 MiB
    FactText reading;  ///< what its text says
};

} // namespace hakgal
