// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/AlertRule.h"

#include <algorithm>

namespace hakgal {

namespace {

using Read = Reading (*)(const Sample &);

template<MetricId id>
Reading machine(const Sample &sample)
{
    return sample[id];
}

/// Of the knowledge base: unknown while it cannot be read, whatever figures the sample still carries, so
/// that an outage is one alert and neither raises nor resolves the others.
template<MetricId id>
Reading base(const Sample &sample)
{
    const Reading &up = sample[MetricId::Up];
    if (!up.known())
        return Reading::missing(up.reason);
    if (up.value < 0.5)
        return Reading::missing(Reason::Unreachable);
    return sample[id];
}

/// 1 while the last backup is one that failed.
Reading backupFailing(const Sample &sample)
{
    if (!sample.maintenance)
        return Reading::missing(Reason::NotYet);
    return Reading::of(sample.maintenance->backupFailure ? 1 : 0);
}

AlertRule above(RuleId id, Severity severity, MetricId metric, Read read, double limit, int holdTicks)
{
    return {id, severity, metric, read, AlertRule::Side::Above, limit, limit * 0.9, holdTicks};
}

/// `best` is the value that nothing surpasses: 100 for percent.
AlertRule below(RuleId id, Severity severity, MetricId metric, Read read, double limit, double best,
                int holdTicks)
{
    return {id,
            severity,
            metric,
            read,
            AlertRule::Side::Below,
            limit,
            std::min(limit * 1.1, (limit + best) / 2),
            holdTicks};
}

} // namespace

std::vector<AlertRule> alertRules(const Settings &settings)
{
    constexpr double kBytesPerMb = 1'000'000; // decimal, as Format shows sizes
    constexpr auto warning = Severity::Warning;
    constexpr auto critical = Severity::Critical;
    const int hold = settings.holdTicks;

    std::vector<AlertRule> rules{
        above(RuleId::QueryLatency, warning, MetricId::QueryP95, base<MetricId::QueryP95>,
              settings.queryLatencyMs / 1000, hold),
        above(RuleId::QueryLatencyCritical, critical, MetricId::QueryP95, base<MetricId::QueryP95>,
              settings.criticalQueryLatencyMs / 1000, hold),
        below(RuleId::CacheHit, warning, MetricId::CacheHitRate, base<MetricId::CacheHitRate>,
              settings.cacheHitRatePercent, 100, hold),
        below(RuleId::CacheHitCritical, critical, MetricId::CacheHitRate, base<MetricId::CacheHitRate>,
              settings.criticalCacheHitRatePercent, 100, hold),
        above(RuleId::Cpu, warning, MetricId::SystemCpu, machine<MetricId::SystemCpu>, settings.cpuPercent,
              hold),
        above(RuleId::CpuCritical, critical, MetricId::SystemCpu, machine<MetricId::SystemCpu>,
              settings.criticalCpuPercent, hold),
        above(RuleId::Memory, warning, MetricId::SystemMemory, machine<MetricId::SystemMemory>,
              settings.memoryPercent, hold),
        above(RuleId::MemoryCritical, critical, MetricId::SystemMemory, machine<MetricId::SystemMemory>,
              settings.criticalMemoryPercent, hold),
        below(RuleId::DatabaseUnreachable, critical, MetricId::Up, machine<MetricId::Up>, 0.5, 1, hold),
        // These two count what happened within a minute: one event is enough, and at a slow tick it is
        // seen only once.
        above(RuleId::DatabaseErrors, warning, MetricId::DatabaseErrorsRecent,
              base<MetricId::DatabaseErrorsRecent>, 0, 1),
        above(RuleId::DatabaseReplaced, warning, MetricId::ReplacementsRecent,
              base<MetricId::ReplacementsRecent>, 0, 1),
    };
    if (settings.factsStalledMinutes > 0)
        rules.push_back(above(RuleId::FactsStalled, warning, MetricId::FactsUnchanged,
                              base<MetricId::FactsUnchanged>, settings.factsStalledMinutes * 60, 1));
    if (settings.walSizeMb > 0)
        rules.push_back(above(RuleId::WalSize, warning, MetricId::WalBytes, base<MetricId::WalBytes>,
                              settings.walSizeMb * kBytesPerMb, hold));
    rules.push_back(above(RuleId::Disk, warning, MetricId::SystemDisk, machine<MetricId::SystemDisk>,
                          settings.diskPercent, hold));
    rules.push_back(above(RuleId::DiskCritical, critical, MetricId::SystemDisk, machine<MetricId::SystemDisk>,
                          settings.criticalDiskPercent, hold));
    // Found out once after each job, not measured: there is nothing to wait for.
    rules.push_back(above(RuleId::BackupFailing, warning, MetricId::Up, backupFailing, 0, 1));
    return rules;
}

} // namespace hakgal
