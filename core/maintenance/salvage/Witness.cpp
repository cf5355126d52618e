// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Witness.h"

#include "core/maintenance/salvage/StatementText.h"

#include <QHashFunctions>

#include <algorithm>
#include <map>

namespace hakgal::salvage {

namespace {

bool byRowid(const CellRef &a, const CellRef &b)
{
    return a.rowid < b.rowid;
}

/// Reads the trees of one file into lists of cells.
class Gatherer
{
public:
    Gatherer(const PageSource &source, const PageMap &map, const Inventory &inventory, quint64 mostCells,
             const std::function<bool(double)> &tick)
        : m_source(source),
          m_map(map),
          m_inventory(inventory),
          m_table(inventory.tables[static_cast<std::size_t>(inventory.facts)].info),
          m_left(mostCells),
          m_tick(tick),
          m_reader(source),
          m_record(source),
          m_cells(source, map)
    {
    }

    bool stopped() const { return m_stopped; }

    FactRows rows()
    {
        const FoundTable &table = m_inventory.tables[static_cast<std::size_t>(m_inventory.facts)];
        FactRows facts;
        facts.whole = table.whole;
        for (const std::size_t tree : table.trees) {
            each(tree, [&](const Cell &cell) {
                CellRef ref = refTo(cell);
                if (m_table.withoutRowid) {
                    if (!m_record.load(m_page, cell))
                        return true;
                    const Value statement = m_record.column(m_table.statement);
                    ref.rowid = standIn(statement.bytes);
                }
                return keep(facts.rows, ref);
            });
            if (m_table.withoutRowid)
                continue;
            for (const LeafPlace &place : m_map.leavesInOrder(m_map.trees()[tree]))
                addLeaf(place, facts.leaves);
        }
        facts.whole = facts.whole && m_left > 0;
        if (m_table.withoutRowid) {
            for (const std::size_t tree : table.trees)
                addKeyLeaves(tree, facts.keyLeaves);
            sortByKey(facts.keyLeaves, {m_table.statement});
        }
        std::sort(facts.rows.begin(), facts.rows.end(), byRowid);
        std::sort(facts.leaves.begin(), facts.leaves.end(),
                  [](const RowLeaf &a, const RowLeaf &b) { return a.first < b.first; });
        return facts;
    }

    /// What the keys of an index mean, by the rows that its entries point to.
    std::vector<int> meaning(const FoundIndex &index, const FactRows &facts);
    void addEntries(const FoundIndex &index, IndexWitness &witness);
    void addKeyLeaves(std::size_t tree, std::vector<KeyLeaf> &leaves);
    void sortByKey(std::vector<KeyLeaf> &leaves, const std::vector<int> &columns);

    static qint64 standIn(Bytes statement)
    {
        return static_cast<qint64>(qHashBits(statement.data(), statement.size(), 0x68616b67U) >> 1);
    }

private:
    template<typename Each>
    void each(std::size_t tree, Each take)
    {
        for (const quint32 number : m_map.trees()[tree].pages) {
            constexpr quint32 kTickMask = 0x3ff;
            if ((++m_pagesRead & kTickMask) == 0 &&
                !m_tick(std::min(1.0, static_cast<double>(m_pagesRead) / m_source.pageCount())))
                m_stopped = true;
            const Life life = m_map.life(number);
            if (m_stopped || life == Life::Free || m_map.type(number) == PageType::TableInterior)
                continue;
            m_reader.read(number, m_page);
            m_unproven = life == Life::Unproven;
            for (const Cell &cell : m_page.cells) {
                if (!take(cell))
                    return;
            }
        }
    }
    CellRef refTo(const Cell &cell) const
    {
        return {cell.rowid, m_page.number, static_cast<quint16>(cell.offset), !cell.good(), m_unproven};
    }
    bool keep(std::vector<CellRef> &list, const CellRef &ref)
    {
        if (m_left == 0)
            return false;
        --m_left;
        list.push_back(ref);
        return true;
    }
    /// The first and the last cell of a page, sound ones where there are any.
    bool ends(quint32 number, const Cell **first, const Cell **last)
    {
        if (m_map.life(number) == Life::Free)
            return false;
        m_reader.read(number, m_page);
        *first = *last = nullptr;
        for (const bool weakToo : {false, true}) {
            for (const Cell &cell : m_page.cells) {
                if (!cell.good() && !weakToo)
                    continue;
                if (*first == nullptr)
                    *first = &cell;
                *last = &cell;
            }
            if (*first != nullptr)
                return true;
        }
        return false;
    }
    void addLeaf(const LeafPlace &place, std::vector<RowLeaf> &leaves)
    {
        const Cell *first = nullptr;
        const Cell *last = nullptr;
        if (ends(place.page, &first, &last))
            leaves.push_back(
                {std::min(first->rowid, last->rowid), std::max(first->rowid, last->rowid), place});
    }
    /// The row an entry points to.
    bool target(const Record &entry, qint64 *rowid) const
    {
        const Value last = entry.column(entry.columns() - 1);
        if (m_table.withoutRowid) {
            *rowid = standIn(last.bytes);
            return last.type == Value::Text;
        }
        *rowid = last.integer;
        return last.type == Value::Integer;
    }
    void vote(const Record &entry, const Record &row, std::vector<std::map<int, int>> &votes) const;

    const PageSource &m_source;
    const PageMap &m_map;
    const Inventory &m_inventory;
    const TableInfo &m_table;
    quint64 m_left;
    const std::function<bool(double)> &m_tick;
    PageReader m_reader;
    Record m_record;
    CellReader m_cells;
    Page m_page;
    quint32 m_pagesRead = 0;
    bool m_unproven = false;
    bool m_stopped = false;
};

void Gatherer::vote(const Record &entry, const Record &row, std::vector<std::map<int, int>> &votes) const
{
    const Value statement = row.column(m_table.statement);
    const auto text =
        statement.type == Value::Text ? toUtf8(statement.bytes, m_source.encoding()) : std::nullopt;
    const StatementKeys keys = text ? StatementKeys::of(*text) : StatementKeys();
    for (std::size_t k = 0; k < votes.size(); ++k) {
        const Value key = entry.column(static_cast<int>(k));
        if (key.type == Value::Null)
            continue;
        ++votes[k][IndexInfo::kUnknown]; // how many voted
        for (int c = 0; c < row.columns(); ++c) {
            if (key == row.column(c))
                ++votes[k][c];
        }
        if (key.type != Value::Text || !keys.bracket)
            continue;
        const auto word = toUtf8(key.bytes, m_source.encoding());
        if (word && *word == keys.predicate)
            ++votes[k][IndexInfo::kPredicate];
        if (word && *word == keys.subject)
            ++votes[k][IndexInfo::kSubject];
    }
}

std::vector<int> Gatherer::meaning(const FoundIndex &index, const FactRows &facts)
{
    constexpr int kEntriesLookedAt = 300;
    constexpr int kFewest = 8;
    const Tree &tree = m_map.trees()[index.tree];
    std::vector<std::map<int, int>> votes;
    int looked = 0;
    int statements = 0;
    int texts = 0;
    const std::size_t step = std::max<std::size_t>(1, tree.pages.size() / 64);
    for (std::size_t p = 0; p < tree.pages.size() && looked < kEntriesLookedAt; p += step) {
        if (m_map.life(tree.pages[p]) == Life::Free)
            continue;
        m_reader.read(tree.pages[p], m_page);
        const std::size_t skip = std::max<std::size_t>(1, m_page.cells.size() / 8);
        for (std::size_t c = 0; c < m_page.cells.size(); c += skip) {
            qint64 rowid = 0;
            if (!m_page.cells[c].good() || !m_record.load(m_page, m_page.cells[c]) ||
                m_record.columns() < 2 || !target(m_record, &rowid))
                continue;
            const auto keys = static_cast<std::size_t>(m_record.columns() - 1);
            if (votes.empty())
                votes.resize(m_table.withoutRowid ? keys + 1 : keys);
            const Value first = m_record.column(0);
            if (first.type == Value::Text) {
                ++texts;
                statements += view(first.bytes).contains('(') ? 1 : 0;
            }
            const auto row = std::lower_bound(facts.rows.begin(), facts.rows.end(),
                                              CellRef{rowid, 0, 0, false, false}, byRowid);
            if (row == facts.rows.end() || row->rowid != rowid || row->weak)
                continue;
            if (const Record *record = m_cells.load(*row)) {
                ++looked;
                vote(m_record, *record, votes);
            }
        }
    }
    std::vector<int> keys(votes.size(), IndexInfo::kUnknown);
    if (looked >= kFewest || (index.info.keys.empty() && looked > 0)) {
        for (std::size_t k = 0; k < votes.size(); ++k) {
            const int voted = votes[k][IndexInfo::kUnknown];
            int most = 0;
            for (const auto &[what, count] : votes[k]) {
                // A stored column before a reading of the statement.
                const bool better = count > most || (count == most && what >= 0 && keys[k] < 0);
                if (what != IndexInfo::kUnknown && better && count * 5 >= voted * 3) {
                    most = count;
                    keys[k] = what;
                }
            }
        }
    } else if (!index.info.keys.empty()) {
        keys = index.info.keys;
    } else if (keys.size() == 1 && texts > 0 && statements * 2 > texts) {
        keys[0] = m_table.statement;
    }
    return keys;
}

void Gatherer::addEntries(const FoundIndex &index, IndexWitness &witness)
{
    each(index.tree, [&](const Cell &cell) {
        if (!m_record.load(m_page, cell))
            return true;
        CellRef ref = refTo(cell);
        if (!target(m_record, &ref.rowid))
            return true;
        return keep(witness.entries, ref);
    });
    if (m_left == 0)
        witness.whole = false;
}

void Gatherer::addKeyLeaves(std::size_t tree, std::vector<KeyLeaf> &leaves)
{
    for (const LeafPlace &place : m_map.leavesInOrder(m_map.trees()[tree])) {
        const Cell *first = nullptr;
        const Cell *last = nullptr;
        if (ends(place.page, &first, &last))
            leaves.push_back({refTo(*first), refTo(*last), place});
    }
}

void Gatherer::sortByKey(std::vector<KeyLeaf> &leaves, const std::vector<int> &columns)
{
    constexpr qsizetype kPrefix = 200; // enough to put pages in order; ties do no harm
    std::vector<std::pair<QByteArray, KeyLeaf>> sorted;
    for (const KeyLeaf &leaf : leaves) {
        if (const Record *record = m_cells.load(leaf.first))
            sorted.emplace_back(record->sortKey(columns).left(kPrefix), leaf);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    leaves.clear();
    for (const auto &entry : sorted)
        leaves.push_back(entry.second);
}

} // namespace

const Record *CellReader::load(const CellRef &ref)
{
    const Bytes bytes = m_source->page(ref.page);
    Cell cell;
    if (bytes.empty() || !m_reader.cellAt(m_map->type(ref.page), bytes, ref.offset, cell) ||
        !m_record.load(ref.page, cell))
        return nullptr;
    return &m_record;
}

std::pair<std::size_t, std::size_t> IndexWitness::at(qint64 rowid) const
{
    const auto range =
        std::equal_range(entries.begin(), entries.end(), CellRef{rowid, 0, 0, false, false}, byRowid);
    return {static_cast<std::size_t>(range.first - entries.begin()),
            static_cast<std::size_t>(range.second - entries.begin())};
}

qint64 Witness::standIn(Bytes statement)
{
    return Gatherer::standIn(statement);
}

std::optional<Witness> Witness::gather(const PageSource &source, const PageMap &map,
                                       const Inventory &inventory, quint64 mostCells,
                                       const std::function<bool(double)> &tick)
{
    Witness witness;
    if (inventory.facts < 0)
        return witness;
    const FoundTable &table = inventory.tables[static_cast<std::size_t>(inventory.facts)];
    Gatherer gatherer(source, map, inventory, mostCells, tick);
    witness.facts = gatherer.rows();
    for (const FoundIndex &index : inventory.indices) {
        if (!index.info.name.isEmpty() && index.info.table != table.info.name)
            continue;
        const std::vector<int> keys = gatherer.meaning(index, witness.facts);
        const bool useful =
            std::any_of(keys.begin(), keys.end(), [](int key) { return key != IndexInfo::kUnknown; });
        const Tree &tree = map.trees()[index.tree];
        if (!useful) {
            // An index of the facts of which nothing is left still tells that there was one.
            continue;
        }
        auto same = std::find_if(witness.indices.begin(), witness.indices.end(),
                                 [&](const IndexWitness &each) { return each.keys == keys; });
        const bool first = same == witness.indices.end();
        if (first) {
            witness.indices.emplace_back();
            same = witness.indices.end() - 1;
            same->keys = keys;
            const auto statement = std::find(keys.begin(), keys.end(), table.info.statement);
            same->statementAt = statement == keys.end() ? -1 : static_cast<int>(statement - keys.begin());
            if (statement != keys.end() &&
                std::all_of(keys.begin(), statement, [](int key) { return key >= 0; })) {
                same->rowKeys.assign(keys.begin(), statement + 1);
                for (int k = 0; k <= same->statementAt; ++k)
                    same->entryKeys.push_back(k);
            }
        }
        const bool partial = index.info.sql.toUpper().contains(" WHERE ");
        same->whole = first && tree.missing == 0 && !partial && (tree.known || map.freelistWhole());
        gatherer.addEntries(index, *same);
        if (!same->rowKeys.empty())
            gatherer.addKeyLeaves(index.tree, same->leaves);
        if (gatherer.stopped())
            return std::nullopt;
    }
    for (IndexWitness &index : witness.indices) {
        gatherer.sortByKey(index.leaves, index.entryKeys);
        std::sort(index.entries.begin(), index.entries.end(), byRowid);
        witness.statementIndex = witness.statementIndex || index.statementAt >= 0;
    }
    if (gatherer.stopped())
        return std::nullopt;
    return witness;
}

} // namespace hakgal::salvage
