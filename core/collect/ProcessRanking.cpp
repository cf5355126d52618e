// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemCollectors.h"

#include "core/collect/RateInterval.h"

#include <algorithm>
#include <unordered_map>

namespace hakgal {

namespace {

constexpr std::size_t kTop = 5;

class CounterRanking : public ProcessRanking
{
public:
    explicit CounterRanking(std::function<std::vector<ProcessCounters>()> read) : m_read(std::move(read)) {}

    std::vector<ProcessLoad> rank(const Instant &at) override
    {
        const RateInterval::Verdict verdict = m_interval.step(at.steady);
        if (verdict == RateInterval::Verdict::TooSoon)
            return m_last;
        std::vector<ProcessCounters> processes = m_read();
        m_last.clear();
        if (verdict == RateInterval::Verdict::Usable)
            m_last = top(loads(processes));
        m_before.clear();
        for (const ProcessCounters &process : processes)
            m_before.insert({process.pid, {process.started, process.cpuSeconds}});
        return m_last;
    }

    void reset() override
    {
        m_interval = {};
        m_before.clear();
        m_last.clear();
    }

private:
    struct Before
    {
        quint64 started = 0;
        double cpuSeconds = 0;
    };

    std::vector<ProcessLoad> loads(std::vector<ProcessCounters> &processes) const
    {
        std::vector<ProcessLoad> result;
        result.reserve(processes.size());
        for (const ProcessCounters &process : processes) {
            // One that was not there before has started since: all of its time was used since.
            const auto found = m_before.find(process.pid);
            const bool same = found != m_before.end() && found->second.started == process.started;
            const double used = process.cpuSeconds - (same ? found->second.cpuSeconds : 0);
            result.push_back({process.pid, process.name, std::max(0.0, 100 * used / m_interval.seconds()),
                              process.residentBytes});
        }
        return result;
    }

    static std::vector<ProcessLoad> top(std::vector<ProcessLoad> all)
    {
        const auto byCpu = [](const ProcessLoad &a, const ProcessLoad &b) {
            return a.cpuPercent != b.cpuPercent ? a.cpuPercent > b.cpuPercent : a.memoryBytes > b.memoryBytes;
        };
        const auto byMemory = [](const ProcessLoad &a, const ProcessLoad &b) {
            return a.memoryBytes > b.memoryBytes;
        };
        const auto cut = [&all](std::size_t n) {
            return all.begin() + static_cast<std::ptrdiff_t>(std::min(n, all.size()));
        };
        std::partial_sort(all.begin(), cut(kTop), all.end(), byMemory);
        std::vector<ProcessLoad> chosen(all.begin(), cut(kTop));
        std::partial_sort(all.begin(), cut(kTop), all.end(), byCpu);
        chosen.insert(chosen.end(), all.begin(), cut(kTop));

        std::sort(chosen.begin(), chosen.end(), [](const auto &a, const auto &b) { return a.pid < b.pid; });
        const auto sameProcess = [](const auto &a, const auto &b) { return a.pid == b.pid; };
        chosen.erase(std::unique(chosen.begin(), chosen.end(), sameProcess), chosen.end());
        std::sort(chosen.begin(), chosen.end(), byCpu);
        return chosen;
    }

    std::function<std::vector<ProcessCounters>()> m_read;
    RateInterval m_interval;
    std::unordered_map<qint64, Before> m_before;
    std::vector<ProcessLoad> m_last;
};

} // namespace

std::unique_ptr<ProcessRanking> makeProcessRanking(std::function<std::vector<ProcessCounters>()> read)
{
    return std::make_unique<CounterRanking>(std::move(read));
}

} // namespace hakgal
