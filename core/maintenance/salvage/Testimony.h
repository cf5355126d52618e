// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/StatementText.h"
#include "core/maintenance/salvage/Witness.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace hakgal::salvage {

/// One reading of a fact, from its row or from an index entry.
struct Reading
{
    CellRef ref;
    QByteArray raw;                      ///< bytes as stored
    std::optional<QByteArray> utf8;      ///< nullopt: not a valid text without NUL
    bool othersValid = true;             ///< and so are the texts in the other columns
    const IndexWitness *index = nullptr; ///< of an index entry

    Bytes bytes() const
    {
        return {reinterpret_cast<const quint8 *>(raw.constData()), static_cast<std::size_t>(raw.size())};
    }
};
/// What the indices over predicate and subject say of a statement.
struct Support
{
    bool predicate = false; ///< an entry agrees
    bool subject = false;
    bool against = false; ///< an entry says something else
    bool live = false;    ///< an agreeing entry stands on a live page
    bool known = false;   ///< an index of any kind but the statement's has the rowid
    bool unknown = false; ///< a whole index does not have the rowid
};
/// Where a statement stands in the statement index by its text.
struct Place
{
    bool found = false; ///< as an entry, of this rowid
    qint64 rowid = 0;
    bool bytesThere = false; ///< its bytes stand on the page where its entry would be
    bool hole = false;       ///< that page is missing
};

/// Asks the witnesses about one fact at a time. Decides nothing.
class Testimony
{
public:
    Testimony(const PageSource &source, const PageMap &map, const TableInfo &table, const Witness &witness);

    Reading rowAt(const CellRef &ref);
    Reading entryAt(const IndexWitness &index, const CellRef &ref);
    /// What the statement indices have under a rowid.
    std::vector<Reading> entriesOf(qint64 rowid);
    bool hasRow(qint64 rowid) const;

    Support support(qint64 rowid, const std::optional<QByteArray> &utf8);
    /// Every other column of the row that stands in an index is the same there.
    bool columnsAgree(const Reading &row);
    /// True where a third witness shows that `winner` is what was stored: the indices over predicate and
    /// subject agree with it and not with `loser`, and the two differ nowhere but in what those indices hold.
    bool decides(const Reading &winner, const Reading &loser, qint64 rowid);

    /// Looks a statement up in the statement indices by its text.
    Place placeOf(const Reading &row);
    /// Whether an entry lies between its neighbours on its page.
    bool fitsOrder(const Reading &entry);
    /// Whether the bytes of an entry's statement stand on the table page where its row belongs. `hole`: that
    /// page is missing.
    bool rowPageHas(const Reading &entry, bool *hole);
    /// The row may have stood on a page that is missing: no row has the id, and no whole index denies it.
    bool mayBeMissing(qint64 rowid);

private:
    bool keyPageHas(const Reading &entry, bool *hole);
    bool bytesOnPage(quint32 page, const QByteArray &raw);
    bool isText(Bytes raw) const;
    std::optional<QByteArray> wholeText(Bytes raw) const;

    const PageSource &m_source;
    const TableInfo &m_table;
    const Witness &m_witness;
    CellReader m_cells;
    CellReader m_others; ///< a second record beside the first
    PageReader m_reader;
    Page m_page;
    quint64 m_searchLeft; ///< bytes that may still be searched, so that no file makes us search for ever
};

} // namespace hakgal::salvage
