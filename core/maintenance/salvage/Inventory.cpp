// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Inventory.h"

#include <algorithm>
#include <map>

namespace hakgal::salvage {

namespace {

constexpr int kRowsLookedAt = 32;
constexpr double kLikeEnough = 0.6;

/// A few rows of a tree, spread over its pages.
class Samples
{
public:
    Samples(const PageSource &source, const PageMap &map) : m_map(&map), m_reader(source), m_record(source) {}

    template<typename Each>
    void of(const Tree &tree, Each each)
    {
        constexpr std::size_t kPagesLookedAt = 16;
        const std::size_t step = std::max<std::size_t>(1, tree.pages.size() / kPagesLookedAt);
        int left = kRowsLookedAt;
        for (std::size_t i = 0; i < tree.pages.size() && left > 0; i += step) {
            m_reader.read(tree.pages[i], m_page);
            if (m_page.type != (tree.table ? PageType::TableLeaf : PageType::IndexLeaf) ||
                m_map->life(m_page.number) == Life::Free)
                continue;
            const std::size_t cells = std::max<std::size_t>(1, m_page.cells.size() / 8);
            for (std::size_t c = 0; c < m_page.cells.size() && left > 0; c += cells) {
                if (!m_page.cells[c].good() || !m_record.load(m_page, m_page.cells[c]))
                    continue;
                --left;
                each(m_record);
            }
        }
    }

private:
    const PageMap *m_map;
    PageReader m_reader;
    Record m_record;
    Page m_page;
};

struct Likeness
{
    int best = -1;
    double fit = 0;
    int columns = 0; ///< most rows have so many
};

Likeness likeness(Samples &samples, const Tree &tree, const std::vector<TableInfo> &candidates,
                  TextEncoding encoding)
{
    std::vector<double> sums(candidates.size(), 0);
    std::map<int, int> widths;
    int rows = 0;
    samples.of(tree, [&](const Record &record) {
        ++rows;
        ++widths[record.columns()];
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            // A table WITHOUT ROWID looks much like its own indices, but for the number of columns.
            const bool possible =
                tree.table ? !candidates[i].withoutRowid
                           : candidates[i].withoutRowid &&
                                 record.columns() == static_cast<int>(candidates[i].columns.size());
            if (possible)
                sums[i] += SchemaFinder::resemblance(candidates[i], record, encoding);
        }
    });
    Likeness found;
    int most = 0;
    for (const auto &[width, count] : widths) {
        if (count > most) {
            most = count;
            found.columns = width;
        }
    }
    for (std::size_t i = 0; i < candidates.size() && rows > 0; ++i) {
        if (sums[i] / rows > found.fit) {
            found.fit = sums[i] / rows;
            found.best = static_cast<int>(i);
        }
    }
    if (found.fit < kLikeEnough)
        found.best = -1;
    return found;
}

TableInfo unknownTable(int columns, int number)
{
    TableInfo table;
    table.name = "salvaged_" + QByteArray::number(number);
    table.sql = "CREATE TABLE " + table.name + "(";
    for (int i = 0; i < columns; ++i) {
        ColumnInfo column;
        column.name = "c" + QByteArray::number(i + 1);
        table.sql += (i == 0 ? "" : ", ") + column.name;
        table.columns.push_back(std::move(column));
    }
    table.sql += ')';
    return table;
}

} // namespace

Inventory Inventory::take(const PageSource &source, PageMap &map)
{
    Inventory inventory;
    inventory.schema = SchemaFinder::read(source, map);
    const Schema &schema = inventory.schema;
    for (const TableInfo &info : schema.tables) {
        FoundTable table{info, {map.addTree(info.root, !info.withoutRowid)}, true, true};
        table.whole = map.trees()[table.trees.front()].missing == 0;
        if (&info == schema.facts())
            inventory.facts = static_cast<int>(inventory.tables.size());
        inventory.tables.push_back(std::move(table));
    }
    for (const IndexInfo &info : schema.indices)
        inventory.indices.push_back({info, map.addTree(info.root, false)});
    map.finish();

    // Trees no root leads to: rows first, since indices are known by the rows they point to.
    std::vector<TableInfo> candidates = schema.tables;
    for (const TableInfo &usual : SchemaFinder::usual()) {
        const bool isFacts = usual.statement >= 0;
        const bool named = std::any_of(schema.tables.begin(), schema.tables.end(),
                                       [&](const TableInfo &table) { return table.name == usual.name; });
        if (isFacts ? inventory.facts < 0 : !named)
            candidates.push_back(usual);
    }
    Samples samples(source, map);
    std::vector<std::pair<std::size_t, Likeness>> loose;
    std::map<int, std::size_t> pagesOf; ///< candidate → pages that look like it
    const std::size_t firstLoose = 1 + schema.tables.size() + schema.indices.size();
    const auto look = [&](bool ofTables) {
        for (std::size_t i = firstLoose; i < map.trees().size(); ++i) {
            const Tree &tree = map.trees()[i];
            if (tree.table != ofTables)
                continue;
            loose.emplace_back(i, likeness(samples, tree, candidates, source.encoding()));
            if (loose.back().second.best >= 0)
                pagesOf[loose.back().second.best] += tree.pages.size();
        }
    };
    const auto bestFacts = [&] {
        int best = -1;
        std::size_t most = 0;
        for (const auto &[candidate, pages] : pagesOf) {
            if (candidates[static_cast<std::size_t>(candidate)].statement >= 0 && pages > most) {
                most = pages;
                best = candidate;
            }
        }
        return best;
    };
    look(true);
    int facts = inventory.facts < 0 ? bestFacts() : -1;
    if (inventory.facts < 0 && facts < 0) {
        look(false);
        facts = bestFacts();
    } else {
        for (std::size_t i = firstLoose; i < map.trees().size(); ++i) {
            if (!map.trees()[i].table)
                loose.emplace_back(i, Likeness());
        }
    }

    std::map<int, std::size_t> tableOf; ///< candidate → table in the inventory
    for (std::size_t i = 0; i < schema.tables.size(); ++i)
        tableOf[static_cast<int>(i)] = i;
    std::map<int, std::size_t> unknown; ///< columns → table in the inventory
    for (const auto &[tree, like] : loose) {
        int candidate = like.best;
        const bool usual = candidate >= static_cast<int>(schema.tables.size());
        if (usual && candidates[static_cast<std::size_t>(candidate)].statement >= 0 && candidate != facts)
            candidate = -1;
        if (candidate < 0 && !map.trees()[tree].table) {
            inventory.indices.push_back({IndexInfo(), tree});
            continue;
        }
        if (candidate < 0) {
            if (like.columns == 0 || map.life(map.trees()[tree].root) != Life::Live)
                continue;
            const auto [found, added] = unknown.try_emplace(like.columns, inventory.tables.size());
            if (added)
                inventory.tables.push_back(
                    {unknownTable(like.columns, static_cast<int>(unknown.size())), {}, false, false});
            inventory.tables[found->second].trees.push_back(tree);
            continue;
        }
        const auto [found, added] = tableOf.try_emplace(candidate, inventory.tables.size());
        if (added) {
            inventory.tables.push_back({candidates[static_cast<std::size_t>(candidate)], {}, false, false});
            if (candidate == facts)
                inventory.facts = static_cast<int>(found->second);
        }
        inventory.tables[found->second].trees.push_back(tree);
    }
    // Without a schema a tree that hangs together is whole; several are not.
    for (FoundTable &table : inventory.tables) {
        if (!table.named && table.trees.size() == 1)
            table.whole = map.trees()[table.trees.front()].missing == 0;
        else if (table.trees.size() > 1)
            table.whole = false;
    }
    return inventory;
}

} // namespace hakgal::salvage
