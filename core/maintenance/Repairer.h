// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Diagnosis.h"

namespace hakgal {

/// Applies the chosen remedies in their order: safety copy first, each remedy with the hardening and rules of
/// the safety document, an audit row, and a second diagnosis that proves the result. Remedies that belong to
/// the window's own process (endpoint) are reported as skipped with that reason. Holds the lease; blocking.
struct RepairReport
{
    QString safetyCopy;
    struct Applied
    {
        QString id;
        enum class Result : quint8 { Done, Failed, Skipped } result = Result::Done;
        QString message; ///< English
    };
    std::vector<Applied> applied;
    DiagnosisReport after;
    bool ok() const; ///< every chosen remedy worked
};
Result<RepairReport> repair(const Settings &settings, const QStringList &ids, JobContext &context);

} // namespace hakgal
