// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Judge.h"

#include <algorithm>

namespace hakgal::salvage {

namespace {

/// More rows of one rowid than this are not compared with each other.
constexpr std::size_t kMostOfOneRowid = 8;

} // namespace

Judge::Judge(const PageSource &source, const PageMap &map, const Inventory &inventory, const Witness &witness)
    : m_table(inventory.tables[static_cast<std::size_t>(inventory.facts)].info),
      m_witness(witness),
      m_testimony(source, map, m_table, witness)
{
}

bool Judge::run(const std::function<bool(const Verdict &)> &sink, const std::function<bool(double)> &tick)
{
    m_sink = sink;
    const auto &rows = m_witness.facts.rows;
    m_statements.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end].rowid == rows[i].rowid)
            ++end;
        constexpr std::size_t kTickMask = 0xfff;
        if ((i & kTickMask) == 0 && !tick(static_cast<double>(i) / static_cast<double>(rows.size()) * 0.9))
            return false;
        if (!judgeRow(i, end))
            return false;
        i = end;
    }
    if (!sweepEntries(tick))
        return false;
    countLost();
    return true;
}

/// Hands over a verdict; the first of equal statements counts.
bool Judge::say(Verdict verdict)
{
    verdict.hasRowid = !m_table.withoutRowid;
    const bool isGood = verdict.what != Verdict::Class::Doubtful;
    if (!m_statements.insert(verdict.statement)) {
        // A doubtful reading of something that stands already says nothing new.
        verdict.what = Verdict::Class::Duplicate;
        if (!isGood)
            return true;
    }
    if (!isGood && !verdict.otherReading.isNull())
        m_statements.insert(verdict.otherReading);
    return m_sink(verdict);
}

bool Judge::good(Verdict::Class what, const Reading &from, qint64 rowid, const char *reason)
{
    Verdict verdict;
    verdict.what = what;
    verdict.rowid = rowid;
    verdict.page = from.ref.page;
    if (what != Verdict::Class::Partial)
        verdict.row = from.ref;
    verdict.statement = *from.utf8;
    verdict.reason = reason;
    return say(std::move(verdict));
}

bool Judge::doubt(const Reading &reading, const char *reason, const QByteArray &other, bool mayBeDeleted)
{
    Verdict verdict;
    verdict.rowid = reading.ref.rowid;
    verdict.page = reading.ref.page;
    verdict.statement = reading.utf8.value_or(reading.raw);
    verdict.otherReading = other;
    verdict.mayBeDeleted = mayBeDeleted;
    verdict.reason = reason;
    return say(std::move(verdict));
}

bool Judge::doubtLife(const Reading &reading)
{
    return doubt(reading, "the page may have been given up; nothing shows that the fact was not deleted", {},
                 true);
}

bool Judge::judgeRow(std::size_t begin, std::size_t end)
{
    const auto &rows = m_witness.facts.rows;
    const std::vector<Reading> entries = m_testimony.entriesOf(rows[begin].rowid);
    // Sound and live cells first.
    std::vector<CellRef> refs(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                              rows.begin() +
                                  static_cast<std::ptrdiff_t>(std::min(end, begin + kMostOfOneRowid)));
    std::stable_sort(refs.begin(), refs.end(), [](const CellRef &a, const CellRef &b) {
        const auto rank = [](const CellRef &ref) { return (ref.unproven ? 2 : 0) + (ref.weak ? 1 : 0); };
        return rank(a) < rank(b);
    });
    std::vector<Reading> readings;
    for (const CellRef &ref : refs)
        readings.push_back(m_testimony.rowAt(ref));
    for (const Reading &row : readings) {
        for (const Reading &entry : entries) {
            if (!row.raw.isEmpty() && row.raw == entry.raw)
                return judgeAgreed(row, entry);
        }
    }
    const Reading &row = readings.front();
    if (!entries.empty())
        return judgeConflict(row, entries.front());
    if (!judgeRowAlone(row))
        return false;
    for (std::size_t i = 1; i < readings.size(); ++i) {
        if (readings[i].raw != row.raw && !readings[i].ref.unproven &&
            !doubt(readings[i], "two rows have the same id"))
            return false;
    }
    return true;
}

bool Judge::judgeAgreed(const Reading &row, const Reading &entry)
{
    if (!row.utf8)
        return doubt(row, "the text is not valid");
    if (row.ref.unproven && entry.ref.unproven && !m_testimony.support(row.ref.rowid, row.utf8).live)
        return doubtLife(row);
    if (row.ref.weak)
        return good(Verdict::Class::Partial, row, row.ref.rowid,
                    "the row is damaged; an index has the statement");
    if (!row.othersValid)
        return good(Verdict::Class::Partial, row, row.ref.rowid,
                    "another column is not valid text; the statement is confirmed");
    if (!m_testimony.columnsAgree(row))
        return good(Verdict::Class::Partial, row, row.ref.rowid,
                    "another column differs from its index; the statement is confirmed");
    return good(Verdict::Class::Exact, row, row.ref.rowid);
}

bool Judge::judgeConflict(const Reading &row, const Reading &entry)
{
    const qint64 rowid = row.ref.rowid;
    const bool live = !row.ref.unproven || !entry.ref.unproven;
    if (live && !row.ref.weak && row.othersValid && m_testimony.decides(row, entry, rowid) &&
        m_testimony.columnsAgree(row))
        return good(Verdict::Class::Exact, row, rowid);
    if (live && m_testimony.decides(entry, row, rowid))
        return good(Verdict::Class::Partial, entry, rowid,
                    "the row was altered; two indices have the statement");
    if (row.ref.unproven && !entry.ref.unproven)
        return judgeEntryAlone(entry);
    return doubt(row, "row and index differ and no third witness decides", entry.utf8.value_or(entry.raw));
}

/// The index gives the statement of a row to another row, which is there as well.
bool Judge::judgeSharedStatement(const Reading &row, qint64 owner)
{
    const auto &rows = m_witness.facts.rows;
    const auto found =
        std::lower_bound(rows.begin(), rows.end(), owner,
                         [](const CellRef &each, qint64 wanted) { return each.rowid < wanted; });
    const Reading other = m_testimony.rowAt(*found);
    if (other.raw == row.raw) {
        Verdict verdict;
        verdict.what = Verdict::Class::Duplicate;
        verdict.rowid = row.ref.rowid;
        verdict.page = row.ref.page;
        verdict.statement = row.utf8.value_or(row.raw);
        verdict.reason = "the index gives this statement to another row, which has it";
        verdict.hasRowid = !m_table.withoutRowid;
        return m_sink(verdict);
    }
    // The other row has an entry of its own: so the rowid in this one was altered.
    const std::vector<Reading> entries = m_testimony.entriesOf(owner);
    const bool hasOwn = std::any_of(entries.begin(), entries.end(),
                                    [&](const Reading &entry) { return entry.raw == other.raw; });
    if (hasOwn && !row.ref.weak && row.othersValid && m_testimony.columnsAgree(row))
        return good(Verdict::Class::Exact, row, row.ref.rowid);
    return doubt(row, "the index gives this statement to another row");
}

/// A row of which the statement index has no entry under its rowid.
bool Judge::judgeRowAlone(const Reading &row)
{
    const qint64 rowid = row.ref.rowid;
    const Support keys = m_testimony.support(rowid, row.utf8);
    const bool unknown = keys.unknown && !keys.known;
    bool confirmed = false;
    if (m_witness.statementIndex) {
        const Place place = m_testimony.placeOf(row);
        if (place.found && place.rowid != rowid && row.utf8) {
            const Support there = m_testimony.support(place.rowid, row.utf8);
            const bool hereAgrees = (keys.predicate || keys.subject) && !keys.against;
            const bool thereAgrees = (there.predicate || there.subject) && !there.against;
            if (hereAgrees && !thereAgrees && !row.ref.weak && row.othersValid &&
                m_testimony.columnsAgree(row))
                return good(Verdict::Class::Exact, row, rowid);
            if (row.ref.unproven) {
                ++m_leftDeleted;
                return true;
            }
            if (m_testimony.hasRow(place.rowid))
                return judgeSharedStatement(row, place.rowid);
            if (thereAgrees && !hereAgrees)
                return good(Verdict::Class::Partial, row, place.rowid,
                            "the row's id was altered; two indices have it");
            return doubt(row, "row and index give the statement different ids");
        }
        confirmed = place.bytesThere;
        if (!confirmed && !place.hole) {
            if (row.ref.unproven) {
                ++m_leftDeleted;
                return true;
            }
            return doubt(row, "its entry in the statement index is missing or damaged");
        }
    }
    if (unknown && row.ref.unproven) {
        ++m_leftDeleted;
        return true;
    }
    if (!row.utf8)
        return doubt(row, "the text is not valid");
    if (keys.against)
        return doubt(row, "an index over predicate or subject says something else");
    if (unknown)
        return doubt(row, "no index knows its id");
    if (row.ref.unproven && !keys.live)
        return doubtLife(row);
    if (row.ref.weak || !row.othersValid) {
        return confirmed
                   ? good(Verdict::Class::Partial, row, rowid,
                          "the row is damaged; an index has the statement")
                   : doubt(row, row.ref.weak ? "the borders of the row are in doubt and no index confirms it"
                                             : "another column is not valid text");
    }
    return good(Verdict::Class::Intact, row, rowid);
}

bool Judge::indicesConfirm(qint64 rowid, const QByteArray &utf8)
{
    const Support keys = m_testimony.support(rowid, utf8);
    return keys.live && !keys.against && keys.predicate && keys.subject;
}

bool Judge::claim(const QByteArray &utf8, bool doubtful)
{
    return m_statements.insert(utf8) || doubtful;
}

/// A statement that only the statement index has.
bool Judge::judgeEntryAlone(const Reading &entry)
{
    if (m_statements.contains(entry.utf8.value_or(entry.raw)))
        return true;
    const Support keys = m_testimony.support(entry.ref.rowid, entry.utf8);
    if (!entry.utf8)
        return doubt(entry, "the text is not valid");
    if (entry.ref.weak)
        return doubt(entry, "the borders of the index entry are in doubt and no row confirms it");
    if (keys.against)
        return doubt(entry, "an index over predicate or subject says something else");
    if (keys.unknown && !keys.known)
        return doubt(entry, "no other index knows its id");
    if (entry.ref.unproven && !keys.live)
        return doubtLife(entry);
    bool hole = true;
    const bool bytesThere = m_testimony.rowPageHas(entry, &hole);
    if (!bytesThere && !hole)
        return doubt(entry, "the row reads differently or not at all");
    if (!bytesThere && !m_testimony.fitsOrder(entry))
        return doubt(entry, "the index entry is out of order");
    return good(Verdict::Class::Partial, entry, entry.ref.rowid,
                "the row is gone; an index has the statement");
}

bool Judge::sweepEntries(const std::function<bool(double)> &tick)
{
    for (const IndexWitness &index : m_witness.indices) {
        if (index.statementAt < 0)
            continue;
        for (std::size_t i = 0; i < index.entries.size(); ++i) {
            constexpr std::size_t kTickMask = 0xffff;
            if ((i & kTickMask) == 0 && !tick(0.95))
                return false;
            const CellRef &ref = index.entries[i];
            if (!m_testimony.hasRow(ref.rowid) && !judgeEntryAlone(m_testimony.entryAt(index, ref)))
                return false;
        }
    }
    return true;
}

/// Rowids that only indices over other things have: facts whose text is gone.
void Judge::countLost()
{
    const auto knownToAll = [&](qint64 rowid) {
        return std::all_of(m_witness.indices.begin(), m_witness.indices.end(),
                           [&](const IndexWitness &index) {
                               const auto [begin, end] = index.at(rowid);
                               return begin != end || !index.whole;
                           });
    };
    for (std::size_t n = 0; n < m_witness.indices.size(); ++n) {
        const IndexWitness &index = m_witness.indices[n];
        if (index.statementAt >= 0)
            continue;
        for (std::size_t i = 0; i < index.entries.size(); ++i) {
            const CellRef &ref = index.entries[i];
            if (ref.unproven || ref.weak || (i > 0 && index.entries[i - 1].rowid == ref.rowid) ||
                m_testimony.hasRow(ref.rowid))
                continue;
            const bool before = std::any_of(
                m_witness.indices.begin(), m_witness.indices.end(), [&](const IndexWitness &other) {
                    const auto [begin, end] = other.at(ref.rowid);
                    return begin != end && (other.statementAt >= 0 || &other < &index);
                });
            if (before || !knownToAll(ref.rowid))
                continue;
            ++m_lostByIndex;
            Verdict verdict;
            verdict.what = Verdict::Class::Lost;
            verdict.rowid = ref.rowid;
            verdict.page = ref.page;
            verdict.reason = "only an index over other columns knows its id";
            m_sink(verdict);
        }
    }
}

} // namespace hakgal::salvage
