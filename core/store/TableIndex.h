// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

#include <vector>

namespace hakgal {

class Database;

/// An index of a table, the ones that SQLite makes for its keys among them.
struct TableIndex
{
    struct Key
    {
        QString column; ///< unquoted; null for an expression and for the rowid
        bool descending = false;
        bool binary = true; ///< compared byte by byte

        bool plain() const { return !column.isNull() && !descending && binary; }
    };

    QString name; ///< unquoted
    bool unique = false;
    bool partial = false; ///< has some rows only
    std::vector<Key> keys;

    /// As the file has them now.
    static Result<std::vector<TableIndex>> of(Database &database, const QString &table);
};

} // namespace hakgal
