// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Diagnosis.h"

namespace hakgal {

/// What a repair did.
struct RepairReport
{
    QString safetyCopy; ///< empty where no remedy touched the base
    struct Applied
    {
        QString id;
        enum class Result : quint8 { Done, Failed, Skipped } result = Result::Done;
        QString message;    ///< English
        QJsonObject ledger; ///< of a salvage; else empty
    };
    std::vector<Applied> applied;
    DiagnosisReport after;
    bool ok() const; ///< every chosen remedy worked

    /// `safety_copy`, `applied`, `findings_after` of `hakgalctl repair --json`.
    QJsonObject toJson() const;
};

/// Diagnoses, applies the remedies of the chosen findings in their order (all that have one where `ids` is
/// empty): safety copy first where a remedy touches the base, each with the hardening and rules that hold for
/// live files, an audit row where there is an audit_log, and a second diagnosis that proves the result.
/// `settingsPath`: the file in which MoveEndpoint changes `listen`. The caller holds the lease. Blocking.
Result<RepairReport> repair(const Settings &settings, const QString &settingsPath, const QStringList &ids,
                            const EndpointProbe &probe, JobContext &context);

} // namespace hakgal
