// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/TableIndex.h"

#include "core/store/Database.h"

using namespace Qt::StringLiterals;

namespace hakgal {

Result<std::vector<TableIndex>> TableIndex::of(Database &database, const QString &table)
{
    std::vector<TableIndex> indices;
    auto list = database.prepare("PRAGMA main.index_list("_L1 + quoteName(table) + u')');
    if (!list)
        return list.error();
    for (;;) {
        const auto row = list->step();
        if (!row)
            return row.error();
        if (!*row)
            return indices;
        TableIndex index{list->text(1), list->integer(2) != 0, list->integer(4) != 0, {}};
        auto parts = database.prepare("PRAGMA main.index_xinfo("_L1 + quoteName(index.name) + u')');
        if (!parts)
            return parts.error();
        for (;;) {
            const auto part = parts->step();
            if (!part)
                return part.error();
            if (!*part)
                break;
            if (parts->integer(5) != 0) // else it follows the key
                index.keys.push_back({parts->text(2), parts->integer(3) != 0,
                                      parts->text(4).compare("BINARY"_L1, Qt::CaseInsensitive) == 0});
        }
        indices.push_back(std::move(index));
    }
}

} // namespace hakgal
