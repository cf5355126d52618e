// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemCollectors.h"

#include "core/collect/CostBudget.h"

#include <numeric>

namespace hakgal {

namespace {

class HolderCollector : public Collector
{
public:
    HolderCollector(std::function<FileHolders(const QString &)> find,
                    std::function<std::chrono::steady_clock::duration()> cpuTime)
        : m_find(std::move(find)), m_cpuTime(std::move(cpuTime))
    {
    }

    void collect(Sample &sample) override
    {
        const QString &path = sample.database.path;
        if (path != m_path) {
            m_path = path;
            m_budget.reset();
        }
        if (m_budget.due(sample.at.steady)) {
            const auto before = m_cpuTime();
            measure(sample.database.reach);
            m_budget.spent(sample.at.steady, m_cpuTime() - before);
        }
        sample[MetricId::Connections] = m_connections;
        sample.database.holders = m_holders;
        sample.database.holdersKnown = m_known;
    }

private:
    void measure(DatabaseState::Reach reach)
    {
        m_holders.clear();
        m_known = HoldersKnown::Unknown;
        if (m_path.isEmpty()) {
            m_connections = Reading::missing(Reason::NoDatabase);
            return;
        }
        FileHolders found = m_find(m_path);
        if (found.reason == Reason::None && found.own == 0 && reach == DatabaseState::Reach::Reachable)
            found.reason = Reason::ReadFailed; // we have it open, so this list was not a measurement
        m_connections = Reading::missing(found.reason);
        if (found.reason != Reason::None)
            return;
        m_holders = std::move(found.others);
        m_known = found.complete ? HoldersKnown::All : HoldersKnown::OwnUser;
        m_connections = Reading::of(std::accumulate(
            m_holders.begin(), m_holders.end(), 0, [](int sum, const Holder &h) { return sum + h.handles; }));
    }

    std::function<FileHolders(const QString &)> m_find;
    std::function<std::chrono::steady_clock::duration()> m_cpuTime;
    CostBudget m_budget{0.001, std::chrono::seconds(2)};
    QString m_path;
    std::vector<Holder> m_holders;
    HoldersKnown m_known = HoldersKnown::Unknown;
    Reading m_connections = Reading::missing(Reason::NotYet);
};

} // namespace

std::unique_ptr<Collector> makeHolderCollector(std::function<FileHolders(const QString &)> find,
                                               std::function<std::chrono::steady_clock::duration()> cpuTime)
{
    return std::make_unique<HolderCollector>(std::move(find), std::move(cpuTime));
}

} // namespace hakgal
