// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/SchemaFinder.h"

#include <vector>

namespace hakgal::salvage {

/// A table and the trees that hold its rows.
struct FoundTable
{
    TableInfo info;
    std::vector<std::size_t> trees; ///< into PageMap::trees()
    bool whole = true;              ///< the tree of its root is there, nothing of it is missing
    bool named = true;              ///< the schema of the file names it; else known by its rows
};

struct FoundIndex
{
    IndexInfo info; ///< empty name: known by its entries only
    std::size_t tree = 0;
};

/// Which trees belong to which table: by the roots in the schema, and where no root leads, by the likeness of
/// the rows. Tables nobody knows become salvaged_1, salvaged_2 …
struct Inventory
{
    Schema schema;
    std::vector<FoundTable> tables;
    std::vector<FoundIndex> indices; ///< loose index trees included
    int facts = -1;                  ///< the table of facts; -1: none was found

    /// The map has been scanned. Adds all trees to it.
    static Inventory take(const PageSource &source, PageMap &map);
};

} // namespace hakgal::salvage
