// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/SeverityName.h"

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

/// In the order of Severity.
constexpr std::array<const char *, 3> kNames{"info", "warning", "critical"};

} // namespace

const char *severityName(Severity severity)
{
    return kNames.at(static_cast<std::size_t>(severity));
}

std::optional<Severity> severityByName(QStringView name)
{
    const auto found = std::find_if(kNames.begin(), kNames.end(), [name](const char *candidate) {
        return name == QLatin1String(candidate);
    });
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Severity>(found - kNames.begin());
}

} // namespace hakgal
