// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CountLedger.h"

#include <algorithm>

namespace hakgal {

namespace {
constexpr qint64 kSmallTable = 50'000;
constexpr double kRateNeedsSeconds = 10;
} // namespace

void CountLedger::tick(const Instant &now, qint64 dataVersion)
{
    m_version = dataVersion;
    if (m_facts && m_factsCounted.version == m_version) {
        m_factsCounted.currentAt = now;
        m_totals.add(now.steady, static_cast<double>(*m_facts));
    }
    if (m_groupsCounted.version == m_version)
        m_groupsCounted.currentAt = now;
}

void CountLedger::forgetVersion()
{
    m_version.reset();
    m_pending.reset();
    m_factsCounted.version.reset();
    m_groupsCounted.version.reset();
}

std::optional<CountRequest> CountLedger::due(const Instant &now, bool groupedIsCheap)
{
    if (m_pending || !m_version)
        return std::nullopt;
    const bool facts = m_factsCounted.version != m_version && m_factsBudget.due(now.steady);
    const bool cheap = groupedIsCheap || (m_facts && *m_facts <= kSmallTable);
    const bool groups = m_wanted || (cheap && !m_groupsTooSlow && m_groupsCounted.version != m_version &&
                                     m_facts && m_groupsBudget.due(now.steady));
    if (!facts && !groups)
        return std::nullopt;
    m_pending = CountRequest{++m_number, QString(), groups, m_wanted};
    m_pendingVersion = m_version;
    m_wanted = false;
    return m_pending;
}

bool CountLedger::answer(const CountAnswer &answer, const Instant &now)
{
    if (!m_pending || m_pending->number != answer.number)
        return false; // of a base or connection that is gone
    const bool first = (answer.facts && !m_facts) || (answer.predicates && !m_groups);
    if (answer.facts) {
        if (!m_facts || *answer.facts > *m_facts)
            m_grewAt = answer.from.steady;
        m_facts = answer.facts;
        // It is at least as new as the tick that asked, and that tick knew the version.
        m_factsCounted = {m_pendingVersion, answer.from};
        m_totals.add(answer.from.steady, static_cast<double>(*answer.facts));
    }
    m_factsTooSlow = !answer.facts && answer.tooSlow;
    m_factsBudget.spent(now.steady, answer.factsCost);
    if (m_pending->predicates && answer.facts) {
        m_groupsTooSlow = answer.tooSlow;
        if (answer.predicates) {
            m_groups = answer.predicates;
            m_groupsCounted = {m_pendingVersion, answer.from};
        }
        m_groupsBudget.spent(now.steady, answer.predicatesCost);
    }
    m_pending.reset();
    return first;
}

void CountLedger::fill(Sample &sample) const
{
    const auto now = sample.at.steady;
    if (m_facts) {
        sample[MetricId::Facts] = Reading::of(static_cast<double>(*m_facts));
        sample[MetricId::FactsAge] =
            Reading::of(std::max(0.0, seconds(now - m_factsCounted.currentAt.steady)));
        sample[MetricId::FactsUnchanged] = Reading::of(std::max(0.0, seconds(now - m_grewAt)));
        const double covered = seconds(m_totals.covered());
        sample[MetricId::FactsPerMinute] = covered >= kRateNeedsSeconds
                                               ? Reading::of(m_totals.increase() * 60.0 / covered)
                                               : Reading::missing(Reason::NoHistory);
    } else if (m_factsTooSlow) {
        for (const MetricId id :
             {MetricId::Facts, MetricId::FactsAge, MetricId::FactsPerMinute, MetricId::FactsUnchanged})
            sample[id] = Reading::missing(Reason::TooSlow);
    }
    if (m_groups) {
        auto table = std::make_shared<PredicateTable>(*m_groups);
        table->countedAt = m_groupsCounted.currentAt;
        sample.predicates = std::move(table);
        sample.predicatesReason = Reason::None;
    }
    if (m_groupsTooSlow || (!m_groups && m_facts && *m_facts > kSmallTable))
        sample.predicatesReason = Reason::TooSlow;
}

} // namespace hakgal
