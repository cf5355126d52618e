// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Testimony.h"

#include <algorithm>
#include <iterator>

namespace hakgal::salvage {

namespace {

/// More cells of one rowid than this are not compared with each other.
constexpr std::size_t kMostOfOneRowid = 8;

/// Whether a page is missing just before this leaf of the order.
template<typename Leaf>
bool holeAt(const std::vector<Leaf> &leaves, typename std::vector<Leaf>::const_iterator leaf)
{
    if (leaves.empty())
        return true;
    return (leaf != leaves.end() && leaf->place.holeBefore) ||
           (leaf != leaves.begin() && std::prev(leaf)->place.holeAfter);
}

} // namespace

Testimony::Testimony(const PageSource &source, const PageMap &map, const TableInfo &table,
                     const Witness &witness)
    : m_source(source),
      m_table(table),
      m_witness(witness),
      m_cells(source, map),
      m_others(source, map),
      m_reader(source),
      m_searchLeft(16 * quint64(source.pageCount()) * source.pageSize() + 64 * 1024 * 1024)
{
}

std::optional<QByteArray> Testimony::wholeText(Bytes raw) const
{
    auto utf8 = toUtf8(raw, m_source.encoding());
    // A NUL byte is what a zeroed overflow page leaves.
    if (utf8 && utf8->contains('\0'))
        return std::nullopt;
    return utf8;
}

/// A valid text without NUL. Short of converting it where it is plain ASCII in UTF-8.
bool Testimony::isText(Bytes raw) const
{
    if (m_source.encoding() == TextEncoding::Utf8 &&
        std::all_of(raw.begin(), raw.end(), [](quint8 byte) { return byte != 0 && byte < 0x80; }))
        return true;
    return wholeText(raw).has_value();
}

Reading Testimony::rowAt(const CellRef &ref)
{
    Reading reading{ref, {}, std::nullopt, true, nullptr};
    if (const Record *record = m_cells.load(ref)) {
        const Value value = record->column(m_table.statement);
        reading.raw = view(value.bytes).toByteArray();
        if (value.type == Value::Text)
            reading.utf8 = wholeText(value.bytes);
        for (int i = 0; i < record->columns() && reading.othersValid; ++i) {
            const Value other = record->column(i);
            reading.othersValid = i == m_table.statement || other.type != Value::Text || isText(other.bytes);
        }
    }
    return reading;
}

Reading Testimony::entryAt(const IndexWitness &index, const CellRef &ref)
{
    Reading reading{ref, {}, std::nullopt, true, &index};
    if (const Record *record = m_cells.load(ref)) {
        const Value value = record->column(index.statementAt);
        reading.raw = view(value.bytes).toByteArray();
        if (value.type == Value::Text)
            reading.utf8 = wholeText(value.bytes);
    }
    return reading;
}

std::vector<Reading> Testimony::entriesOf(qint64 rowid)
{
    std::vector<Reading> entries;
    for (const IndexWitness &index : m_witness.indices) {
        if (index.statementAt < 0)
            continue;
        const auto [begin, end] = index.at(rowid);
        for (std::size_t i = begin; i < end && entries.size() < kMostOfOneRowid; ++i)
            entries.push_back(entryAt(index, index.entries[i]));
    }
    return entries;
}

Support Testimony::support(qint64 rowid, const std::optional<QByteArray> &utf8)
{
    Support support;
    const StatementKeys keys = utf8 ? StatementKeys::of(*utf8) : StatementKeys();
    for (const IndexWitness &index : m_witness.indices) {
        if (index.statementAt >= 0)
            continue;
        const auto [begin, end] = index.at(rowid);
        if (begin == end) {
            support.unknown = support.unknown || index.whole;
            continue;
        }
        for (std::size_t i = begin; i < std::min(end, begin + kMostOfOneRowid); ++i) {
            const Record *entry = m_others.load(index.entries[i]);
            if (entry == nullptr)
                continue;
            support.known = true;
            bool agrees = utf8.has_value();
            bool predicate = false;
            bool subject = false;
            for (std::size_t k = 0; k < index.keys.size(); ++k) {
                const int meaning = index.keys[k];
                if (meaning != IndexInfo::kPredicate && meaning != IndexInfo::kSubject)
                    continue;
                const Value key = entry->column(static_cast<int>(k));
                const auto word =
                    key.type == Value::Text ? toUtf8(key.bytes, m_source.encoding()) : std::nullopt;
                const QByteArrayView mine = meaning == IndexInfo::kPredicate ? keys.predicate : keys.subject;
                const bool same =
                    key.type == Value::Null ? !keys.bracket : keys.bracket && word && *word == mine;
                agrees = agrees && same;
                (meaning == IndexInfo::kPredicate ? predicate : subject) = same;
            }
            support.predicate = support.predicate || (agrees && predicate);
            support.subject = support.subject || (agrees && subject);
            support.against = support.against || !agrees;
            support.live = support.live || (agrees && !index.entries[i].unproven);
        }
    }
    return support;
}

bool Testimony::columnsAgree(const Reading &row)
{
    for (const IndexWitness &index : m_witness.indices) {
        const bool columns = std::any_of(index.keys.begin(), index.keys.end(),
                                         [&](int key) { return key >= 0 && key != m_table.statement; });
        if (!columns)
            continue;
        const auto [begin, end] = index.at(row.ref.rowid);
        for (std::size_t i = begin; i < std::min(end, begin + kMostOfOneRowid); ++i) {
            const Record *entry = m_others.load(index.entries[i]);
            const Record *record = m_cells.load(row.ref);
            if (entry == nullptr || record == nullptr)
                continue;
            for (std::size_t k = 0; k < index.keys.size(); ++k) {
                const int key = index.keys[k];
                if (key < 0 || m_table.columns[static_cast<std::size_t>(key)].rowidAlias ||
                    key >= record->columns())
                    continue;
                if (!(entry->column(static_cast<int>(k)) == record->column(key)))
                    return false;
            }
        }
    }
    return true;
}

bool Testimony::decides(const Reading &winner, const Reading &loser, qint64 rowid)
{
    if (!winner.utf8)
        return false;
    const Support with = support(rowid, winner.utf8);
    if (with.against || (!with.predicate && !with.subject))
        return false;
    if (const Support other = support(rowid, loser.utf8); loser.utf8 && !other.against)
        return false;
    const QByteArray &text = *winner.utf8;
    const QByteArray other = loser.utf8.value_or(loser.raw);
    if (m_source.encoding() != TextEncoding::Utf8 && !loser.utf8)
        return false;
    const StatementKeys keys = StatementKeys::of(text);
    const qsizetype open = text.indexOf('(');
    const qsizetype from = with.predicate ? 0 : open + 1;
    const qsizetype to = with.subject ? keys.end : open + 1;
    qsizetype same = 0;
    while (same < text.size() && same < other.size() && text[same] == other[same])
        ++same;
    qsizetype tail = 0;
    while (tail < text.size() - same && tail < other.size() - same &&
           text[text.size() - 1 - tail] == other[other.size() - 1 - tail])
        ++tail;
    return same >= from && text.size() - tail <= to;
}

bool Testimony::bytesOnPage(quint32 page, const QByteArray &raw)
{
    const Bytes bytes = m_source.page(page);
    if (raw.size() < 4 || bytes.size() > m_searchLeft)
        return false;
    m_searchLeft -= bytes.size();
    return view(bytes).indexOf(QByteArrayView(raw)) >= 0;
}

Place Testimony::placeOf(const Reading &row)
{
    Place place;
    for (const IndexWitness &index : m_witness.indices) {
        if (index.statementAt < 0)
            continue;
        if (index.leaves.empty()) {
            place.hole = place.hole || !index.whole;
            continue;
        }
        const Record *record = m_cells.load(row.ref);
        if (record == nullptr)
            continue;
        const QByteArray key = record->sortKey(index.rowKeys);
        const auto keyOf = [&](const CellRef &ref) {
            const Record *entry = m_others.load(ref);
            return entry == nullptr ? QByteArray() : entry->sortKey(index.entryKeys);
        };
        const auto after =
            std::partition_point(index.leaves.begin(), index.leaves.end(),
                                 [&](const KeyLeaf &leaf) { return keyOf(leaf.first) <= key; });
        bool inside = false;
        if (after != index.leaves.begin()) {
            const KeyLeaf &leaf = *(after - 1);
            inside = key <= keyOf(leaf.last);
            if (inside && m_source.pageSize() <= m_searchLeft) {
                m_searchLeft -= m_source.pageSize();
                m_reader.read(leaf.first.page, m_page);
                for (const Cell &cell : m_page.cells) {
                    const CellRef ref{0, m_page.number, static_cast<quint16>(cell.offset), false, false};
                    const Record *entry = m_others.load(ref);
                    if (entry == nullptr || !equal(entry->column(index.statementAt).bytes, row.bytes()))
                        continue;
                    const Value last2 = entry->column(entry->columns() - 1);
                    if (last2.type != Value::Integer)
                        continue;
                    place.found = true;
                    place.rowid = last2.integer;
                    return place;
                }
            }
            place.bytesThere = place.bytesThere || bytesOnPage(leaf.place.page, row.raw) ||
                               (!inside && bytesOnPage(leaf.place.divider, row.raw));
        }
        if (!inside && after != index.leaves.end())
            place.bytesThere = place.bytesThere || bytesOnPage(after->place.page, row.raw);
        place.hole = place.hole || (!inside && holeAt(index.leaves, after));
    }
    return place;
}

bool Testimony::hasRow(qint64 rowid) const
{
    const auto &rows = m_witness.facts.rows;
    const auto found = std::lower_bound(rows.begin(), rows.end(), rowid,
                                        [](const CellRef &row, qint64 wanted) { return row.rowid < wanted; });
    return found != rows.end() && found->rowid == rowid;
}

bool Testimony::mayBeMissing(qint64 rowid)
{
    if (m_witness.facts.whole || hasRow(rowid))
        return false;
    const auto &leaves = m_witness.facts.leaves;
    const auto after =
        std::upper_bound(leaves.begin(), leaves.end(), rowid,
                         [](qint64 wanted, const RowLeaf &leaf) { return wanted < leaf.first; });
    if (after != leaves.begin() && rowid <= (after - 1)->last)
        return false;
    if (!holeAt(leaves, after))
        return false;
    return std::none_of(m_witness.indices.begin(), m_witness.indices.end(), [&](const IndexWitness &index) {
        const auto [begin, end] = index.at(rowid);
        return begin == end && index.whole;
    });
}

bool Testimony::fitsOrder(const Reading &entry)
{
    if (entry.index == nullptr || entry.index->entryKeys.empty())
        return true;
    m_reader.read(entry.ref.page, m_page);
    const auto &cells = m_page.cells;
    const auto keyOf = [&](std::size_t at) {
        const Record *record =
            m_others.load({0, entry.ref.page, static_cast<quint16>(cells[at].offset), false, false});
        return record == nullptr ? QByteArray() : record->sortKey(entry.index->entryKeys);
    };
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].offset != entry.ref.offset)
            continue;
        const QByteArray key = keyOf(i);
        const bool afterFormer = i == 0 || !cells[i - 1].good() || keyOf(i - 1) <= key;
        const bool beforeNext = i + 1 == cells.size() || !cells[i + 1].good() || key <= keyOf(i + 1);
        return afterFormer && beforeNext;
    }
    return false;
}

/// The same for a table WITHOUT ROWID, whose pages are in the order of the statements.
bool Testimony::keyPageHas(const Reading &entry, bool *hole)
{
    const auto &leaves = m_witness.facts.keyLeaves;
    const Bytes key = entry.bytes();
    const auto after = std::partition_point(leaves.begin(), leaves.end(), [&](const KeyLeaf &leaf) {
        const Record *first = m_others.load(leaf.first);
        return first != nullptr && compare(first->column(0).bytes, key) <= 0;
    });
    *hole = false;
    if (after != leaves.begin()) {
        const KeyLeaf &leaf = *(after - 1);
        if (bytesOnPage(leaf.place.page, entry.raw))
            return true;
        const Record *last = m_others.load(leaf.last);
        if (last == nullptr || compare(key, last->column(0).bytes) <= 0)
            return false;
        if (bytesOnPage(leaf.place.divider, entry.raw))
            return true;
    }
    if (after != leaves.end() && bytesOnPage(after->place.page, entry.raw))
        return true;
    *hole = holeAt(leaves, after);
    return false;
}

bool Testimony::rowPageHas(const Reading &entry, bool *hole)
{
    if (m_table.withoutRowid)
        return keyPageHas(entry, hole);
    const auto &leaves = m_witness.facts.leaves;
    const auto after = std::upper_bound(leaves.begin(), leaves.end(), entry.ref.rowid,
                                        [](qint64 rowid, const RowLeaf &leaf) { return rowid < leaf.first; });
    *hole = false;
    if (after != leaves.begin()) {
        const RowLeaf &leaf = *(after - 1);
        if (bytesOnPage(leaf.place.page, entry.raw))
            return true;
        if (entry.ref.rowid <= leaf.last)
            return false;
    }
    if (after != leaves.end() && bytesOnPage(after->place.page, entry.raw))
        return true;
    *hole = holeAt(leaves, after);
    return false;
}

} // namespace hakgal::salvage
