// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/PageReader.h"

#include <QByteArray>

#include <vector>

namespace hakgal::salvage {

/// One value of a record. `bytes` point into the record and live as long as it is not loaded anew.
struct Value
{
    enum Type : quint8 { Null, Integer, Real, Text, Blob };
    Type type = Null;
    qint64 integer = 0;
    double real = 0;
    Bytes bytes; ///< of a text (in the encoding of the file) or a blob

    bool operator==(const Value &other) const;
};

/// Bytes of a payload that a record may take in memory at most; longer ones are left alone.
constexpr quint64 kLongestPayload = 64ULL * 1024 * 1024;

/// A record read from its cell and its overflow pages.
class Record
{
public:
    explicit Record(const PageSource &source)
        : m_source(&source), m_stepsLeft(kRounds * quint64(source.pageCount()) + kRounds)
    {
    }

    /// False where the chain of overflow pages is broken, the payload too long or the record does not add up.
    bool load(const Page &page, const Cell &cell) { return load(page.number, cell); }
    bool load(quint32 page, const Cell &cell);

    int columns() const { return static_cast<int>(m_columns.size()); }
    Value column(int index) const; ///< Null past the end
    /// The values of these columns as bytes that sort as SQLite sorts the values (BINARY; texts without NUL).
    QByteArray sortKey(const std::vector<int> &columns) const;
    /// The overflow pages of the record, in order.
    const std::vector<quint32> &chain() const { return m_chain; }

private:
    struct Column
    {
        quint64 type = 0;
        std::size_t offset = 0;
    };
    /// Sound chains share no page, so each pass over a file walks each page once. Hostile ones could send us
    /// over the same pages again and again: after that many rounds every chain counts as broken.
    static constexpr quint64 kRounds = 32;

    const PageSource *m_source;
    quint64 m_stepsLeft;
    Bytes m_bytes;
    std::vector<quint8> m_assembled;
    std::vector<Column> m_columns;
    std::vector<quint32> m_chain;
};

} // namespace hakgal::salvage
