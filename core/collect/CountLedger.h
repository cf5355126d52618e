// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/CostBudget.h"
#include "core/collect/Trailing.h"
#include "core/metrics/Sample.h"

#include <memory>
#include <optional>

namespace hakgal {

/// What should be counted, by the counting thread.
struct CountRequest
{
    quint64 number = 0;
    QString path;
    bool predicates = false; ///< the grouped counts too
    bool patient = false;    ///< the operator asked: up to 10 s instead of 250 ms
};

/// What it found. Counting has a connection of its own, so that it neither delays a tick nor fills the
/// probe's cache.
struct CountAnswer
{
    quint64 number = 0; ///< of the request
    Instant from;       ///< when counting began: the figures are not older than this
    std::optional<qint64> facts;
    std::chrono::steady_clock::duration factsCost{};
    std::shared_ptr<const PredicateTable> predicates;
    std::chrono::steady_clock::duration predicatesCost{};
    bool tooSlow = false; ///< what is missing did not fit into the time it had
};

/// Decides when the facts are counted again and how old a count is. A count is made when data_version
/// moved since the last one, within 1 % of one core; while data_version stands still the count stays current
/// and its age is 0. Pure book-keeping for the monitor thread.
class CountLedger
{
public:
    /// One tick: `dataVersion` of the probe connection, which never closes between two ticks compared here
    /// (a new connection must call forgetVersion(), since versions compare only within one).
    void tick(const Instant &now, qint64 dataVersion);
    void forgetVersion();
    void forgetBase() { *this = CountLedger(); }

    /// What is due now, at most one request under way at a time. `groupedIsCheap`: the schema has an index
    /// for grouped counts (a table of up to 50,000 facts counts as cheap too).
    std::optional<CountRequest> due(const Instant &now, bool groupedIsCheap);
    /// True where this brought the first figures of their kind.
    bool answer(const CountAnswer &answer, const Instant &now);

    /// The operator asks for the grouped counts, however long they take.
    void wantPredicates() { m_wanted = true; }

    /// Facts, FactsAge, FactsPerMinute, FactsUnchanged and the predicate table.
    void fill(Sample &sample) const;

private:
    struct Counted
    {
        std::optional<qint64> version; ///< data_version it belongs to; nullopt: of an earlier connection
        Instant currentAt;             ///< when it was last known to be true
    };

    CostBudget m_factsBudget{0.01, std::chrono::milliseconds(200)};
    CostBudget m_groupsBudget{0.01, std::chrono::seconds(2)};
    std::optional<qint64> m_version;
    quint64 m_number = 0;
    std::optional<CountRequest> m_pending;
    std::optional<qint64> m_pendingVersion;

    std::optional<qint64> m_facts;
    bool m_factsTooSlow = false;
    Counted m_factsCounted;
    Trailing m_totals;
    std::chrono::steady_clock::time_point m_grewAt{};

    bool m_wanted = false;
    bool m_groupsTooSlow = false;
    std::shared_ptr<const PredicateTable> m_groups;
    Counted m_groupsCounted;
};

} // namespace hakgal
