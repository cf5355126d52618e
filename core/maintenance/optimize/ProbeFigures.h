// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "core/store/FactIndices.h"
#include "core/store/FactStore.h"

namespace hakgal {

/// Sizes, facts, and what real queries take: up to twenty rounds of the monitor's mix of probe queries, each
/// with fresh keys (the same ones before and after where the rows are the same), on a connection of its own
/// whose cache begins empty. Two seconds at most, but for a single round on a slow base. Figures that cannot
/// be measured (an empty table, a lock of others) are left out; a base that cannot be opened is an error.
Result<OptimizeFigures> measureFigures(const QString &databasePath, int probeCacheMb, JobContext &context);

/// How much quicker the slowest query that these indices serve becomes, at least: what it takes now, cut off
/// after 250 ms, against a search by row id, which reads as few pages as one by an index. nullopt where there
/// are no rows to ask for.
std::optional<double> measureGain(Database &database, const FactStore &store,
                                  const std::vector<WantedIndex> &indices);

} // namespace hakgal
