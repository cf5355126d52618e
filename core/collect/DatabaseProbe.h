// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/CostBudget.h"
#include "core/metrics/LatencyWindow.h"
#include "core/metrics/Sample.h"
#include "core/store/FactStore.h"

#include <QRandomGenerator>

#include <array>
#include <functional>
#include <vector>

namespace hakgal {

/// Asks the knowledge base what its programs ask it, and times the answers.
///
/// The mix of one tick, one query for each of nine real rows (each tick one row is exchanged for another
/// random one, so the others are asked again and find their pages in the cache, also in the tick after
/// another program's commit had emptied it):
///   4 × point              the row of one statement
///   2 × predicate          up to 20 rows of one predicate
///   2 × predicate+subject  up to 20 rows of one predicate and subject
///   1 × count              rows of one predicate, counted up to 1,000
/// Every query is its own short read (prepared, autocommit), so it costs the tick the same at any number of
/// facts where the base has indices. Where it has none a query is slow: each kind keeps to 0.25 % of a core
/// by coming round less often, and is cut off after 250 ms of reading (time spent waiting for a lock is
/// measured but not cut). A query that was cut off counts with the time it had. Monitor thread.
class DatabaseProbe
{
public:
    static constexpr std::chrono::milliseconds kReadLimit{250};

    DatabaseProbe(Database &database, FactStore &store, quint32 seed);

    /// Draws the keys; an empty table has none, and is asked again each tick.
    Result<void> refreshKeys();

    /// Runs what is due and tells each latency. Stops at the first error other than a cut-off.
    Result<void> run(const std::function<void(double seconds)> &observed);

    bool hasKeys() const { return !m_keys.empty(); }

private:
    struct Key
    {
        QString statement;
        QString predicate; ///< null: the statement has none
        QString subject;
    };
    struct Kind
    {
        enum class Bind { Statement, Predicate, Subject } bind;
        int repeats;
        std::optional<Statement> statement;
        CostBudget budget{0.0025, std::chrono::milliseconds(0)};
    };

    Result<std::optional<Key>> drawKey();
    Result<void> prepare();
    const Key *pick(std::size_t from, Kind::Bind bind) const;

    Database &m_database;
    FactStore &m_store;
    QRandomGenerator m_random;
    std::vector<Key> m_keys;
    std::size_t m_exchange = 0;
    std::vector<Kind> m_kinds;
};

} // namespace hakgal
