// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactSchema.h"

#include <vector>

namespace hakgal {

/// An index that the queries of a base need.
struct WantedIndex
{
    QString name; ///< free in the base
    QString sql;  ///< CREATE INDEX IF NOT EXISTS …
    enum class Serves : quint8 { Statement, Predicate, Subject } serves = Serves::Statement;
    bool operator==(const WantedIndex &) const = default;
};

/// The indices whose lack makes queries for a statement, for a predicate, or for predicate and subject read
/// the whole table; on expressions where the base has no such column, and never unique (a base of others may
/// hold duplicates). Where neither of the last two is served, one over both serves both. Only looks.
Result<std::vector<WantedIndex>> missingIndices(Database &database, const FactSchema &schema);

} // namespace hakgal
