// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/maintenance/Finding.h"
#include "core/maintenance/Job.h"

#include <QJsonArray>

namespace hakgal {

/// Looks for everything that could be wrong with a base and the programs around it. Only reads; leaves no
/// trace. Blocking; run it in a process of its own. Integrity: quick_check at once, integrity_check where
/// `full`. A check that itself fails is a finding (integrity.damaged, or integrity.unchecked where it needs a
/// function or collation of the operator's program). What only the watching process can know (endpoint
/// thread, last scrape, history) it asks from the running dashboard's /api/health where one listens.
Result<DiagnosisReport> diagnose(const Settings &settings, bool full, JobContext &context);

/// `findings` of `hakgalctl diagnose --json`, English.
QJsonArray findingsJson(const DiagnosisReport &report);

} // namespace hakgal
