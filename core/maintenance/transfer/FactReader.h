// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactFormat.h"
#include "core/Result.h"
#include "core/store/FactInsert.h"

#include <QByteArray>
#include <QIODevice>
#include <QStringList>

#include <memory>
#include <vector>

namespace hakgal {

/// One fact as a file gives it.
struct FactRecord
{
    /// A value for another column than the statement's.
    struct Given
    {
        int column = 0; ///< index in FactReader::columns()
        FactValue value;
        bool operator==(const Given &) const = default;
    };
    qint64 line = 0; ///< where it begins, from 1
    QByteArray statement;
    std::vector<Given> given; ///< each column at most once
};

/// What cannot be stored.
struct FactReject
{
    enum class Why : quint8 {
        InvalidUtf8,
        NulByte,
        TooLong,     ///< a statement of more than 64 KiB, or a record of more than 1 MiB
        NotJson,     ///< not one JSON object on the line
        NoStatement, ///< the object has no text `statement`, `content` or `fact`
        FieldCount,  ///< another number of fields than the header has
        BadQuotes,   ///< text behind a closing quote, or a quote that none closes
    };
    qint64 line = 0; ///< counts from 1
    Why why = Why::InvalidUtf8;
    QByteArray bytes; ///< the line or record as it was but for its end; of a statement that is too long so
                      ///< much that it still is
};

/// Facts of a file, one after the other, in bounded memory. Each format has its own reader behind this; a
/// generator of facts can be one too. Used in one thread.
class FactReader
{
public:
    enum class Item : quint8 { Fact, Rejected, Blank, End };

    struct Options
    {
        /// Of CSV: the column with the statement, by its name in the header or its number from 1. Empty:
        /// `statement`, `content` or `fact`; without a header the only column, or the first one with a
        /// bracket in the first record.
        QString column;
    };

    virtual ~FactReader() = default;

    /// ReadFailed (of the input). CSV: Usage (args: what is wrong) where no column holds the statement.
    virtual Result<Item> next() = 0;

    /// After Item::Fact; may be moved from.
    FactRecord &record() { return m_record; }
    /// After Item::Rejected.
    const FactReject &reject() const { return m_reject; }
    /// Names of the other columns seen so far; grows with JSON Lines, and at most to 200.
    const QStringList &columns() const { return m_columns; }
    /// Bytes read of the input; 0 where there are none.
    virtual qint64 consumed() const { return 0; }

    /// The first line of a file of rejects in this format, complete; empty: it has none.
    virtual QByteArray rejectsHead() const { return {}; }
    /// A rejected record with its line and the reason, complete; what can be imported again once it is
    /// mended, and is rejected again before.
    virtual QByteArray rejectsRow(const FactReject &reject, const QString &because) const;

    /// `device` is open for reading and outlives the reader.
    static std::unique_ptr<FactReader> make(FactFormat format, QIODevice &device, const Options &options);
    static std::unique_ptr<FactReader> make(FactFormat format, QIODevice &device)
    {
        return make(format, device, Options());
    }

protected:
    FactReader() = default;

    /// Fact, Blank, or Rejected by what no statement may be; the reject's bytes are left to the caller.
    Item judge(const QByteArray &statement, bool cut);
    Item rejected(qint64 line, FactReject::Why why, const QByteArray &bytes);
    /// The index of a column's name; -1 where there are too many.
    int columnOf(const QString &name);

    FactRecord m_record;
    FactReject m_reject;
    QStringList m_columns;
};

} // namespace hakgal
