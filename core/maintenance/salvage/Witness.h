// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/Inventory.h"

#include <QByteArray>

#include <functional>
#include <optional>
#include <vector>

namespace hakgal::salvage {

/// Where a row or an index entry stands. 16 bytes: there are as many as there are cells.
struct CellRef
{
    qint64 rowid = 0;
    quint32 page = 0;
    quint16 offset = 0;
    bool weak = false;     ///< Cell::State::Weak
    bool unproven = false; ///< Life::Unproven
};

/// Reads cells again by their place.
class CellReader
{
public:
    CellReader(const PageSource &source, const PageMap &map)
        : m_source(&source), m_map(&map), m_reader(source), m_record(source)
    {
    }
    /// The record stays valid until the next load; nullptr where it cannot be read.
    const Record *load(const CellRef &ref);

private:
    const PageSource *m_source;
    const PageMap *m_map;
    PageReader m_reader;
    Record m_record;
};

/// A leaf page of a table and the rowids it covers.
struct RowLeaf
{
    qint64 first = 0;
    qint64 last = 0;
    LeafPlace place;
};

/// A leaf page of an index and the keys it covers.
struct KeyLeaf
{
    CellRef first;
    CellRef last;
    LeafPlace place;
};

/// The rows of the table of facts as its pages have them, by rowid. In a table WITHOUT ROWID a hash of the
/// statement stands for the rowid.
struct FactRows
{
    std::vector<CellRef> rows;
    std::vector<RowLeaf> leaves;    ///< by first rowid
    std::vector<KeyLeaf> keyLeaves; ///< instead, WITHOUT ROWID: by first key
    bool whole = false;             ///< no page of the table is missing
};

/// What one index says.
struct IndexWitness
{
    std::vector<int> keys;        ///< meanings, as in IndexInfo::keys
    int statementAt = -1;         ///< which key is the whole statement; -1: none
    bool whole = false;           ///< no page of it is missing
    std::vector<CellRef> entries; ///< by rowid
    /// By key, where all keys up to the statement are columns of the table.
    std::vector<KeyLeaf> leaves;
    std::vector<int> rowKeys;   ///< those columns of the row
    std::vector<int> entryKeys; ///< and of the entry: 0, 1 …

    /// Entries of a rowid.
    std::pair<std::size_t, std::size_t> at(qint64 rowid) const;
};

/// Index b-trees as second witnesses for the rows of the facts. What an index is about is found by comparing
/// its entries with the rows they point to, so it needs no schema; only where there are no such rows the
/// schema is believed.
class Witness
{
public:
    /// `tick` as in PageMap::scan(). nullopt: stopped. At most `mostCells` rows and entries are kept; where a
    /// file claims more, the rest is left aside and nothing counts as whole.
    static std::optional<Witness> gather(const PageSource &source, const PageMap &map,
                                         const Inventory &inventory, quint64 mostCells,
                                         const std::function<bool(double)> &tick);

    FactRows facts;
    std::vector<IndexWitness> indices;
    bool statementIndex = false; ///< one of them holds whole statements

    /// The number that stands for the rowid in a table WITHOUT ROWID.
    static qint64 standIn(Bytes statement);
};

} // namespace hakgal::salvage
