// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/Alert.h"

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

/// In the order of RuleId.
constexpr std::array<const char *, static_cast<std::size_t>(RuleId::Count_)> kRuleNames{
    "query_latency",
    "query_latency_critical",
    "cache_hit",
    "cache_hit_critical",
    "cpu",
    "cpu_critical",
    "memory",
    "memory_critical",
    "database_unreachable",
    "database_errors",
    "database_replaced",
    "facts_stalled",
    "wal_size",
    "disk",
    "disk_critical",
    "backup_failing",
};
static_assert(kRuleNames.back() != nullptr, "every rule has a name");

} // namespace

const char *ruleName(RuleId id)
{
    const auto index = static_cast<std::size_t>(id);
    return index < kRuleNames.size() ? kRuleNames[index] : "";
}

RuleId ruleByName(QStringView name)
{
    const auto found = std::find_if(kRuleNames.begin(), kRuleNames.end(), [name](const char *candidate) {
        return name == QLatin1String(candidate);
    });
    return static_cast<RuleId>(found - kRuleNames.begin());
}

} // namespace hakgal
