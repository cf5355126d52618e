// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/LastCount.h"

#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"

namespace hakgal {

std::optional<LastCount> LastCount::of(const QString &databasePath)
{
    auto history =
        HistoryDatabase::open(StatePaths(databasePath).historyFile(), HistoryDatabase::Access::Read);
    if (!history || !*history)
        return std::nullopt;
    const auto counted = (*history)->newest(MetricId::Facts);
    if (!counted || !*counted)
        return std::nullopt;
    return LastCount{static_cast<qint64>((*counted)->value), (*counted)->atMs};
}

} // namespace hakgal
