// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"

#include <optional>

namespace hakgal {

/// "info", "warning", "critical"; never renamed.
const char *severityName(Severity severity);
/// nullopt: there is no such one ("off" of the settings, for example).
std::optional<Severity> severityByName(QStringView name);

} // namespace hakgal
