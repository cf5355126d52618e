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
        QString message;            ///< English
        std::vector<Phrase> said;   ///< the same by clauses, where it is not the sentence of `error`
        QJsonObject ledger;         ///< of a salvage; else empty
        std::optional<Error> error; ///< why it failed
    };
    std::vector<Applied> applied;
    DiagnosisReport after; ///< empty where it was cancelled
    bool cancelled = false;
    bool ok() const; ///< every chosen remedy worked, and its finding is gone

    /// `safety_copy`, `applied` (with `said`, the message by phrases), `findings_after` of `hakgalctl repair
    /// --json`, and `checks_after`: what else `diagnose --json` tells (`passed`, `full`, `seconds`).
    QJsonObject toJson() const;
    static RepairReport fromJson(const QJsonObject &object); ///< what is not understood is left out
};

/// Ids of findings from a text that was split at commas. The name of an index may hold some: pieces that
/// together are an id of what was found are that id, the longest first; a piece that is none stays as it is.
QStringList wholeIds(const DiagnosisReport &found, const QStringList &pieces);

/// The findings that repair() would deal with, in its order: those with these ids (as wholeIds() takes them),
/// or all that have a remedy where there are none. Usage where an id is not among them, naming those that
/// are. At most one kind of remedy that replaces the content of the base is carried out (see repair()).
Result<std::vector<Finding>> repairPlan(const DiagnosisReport &found, const QStringList &pieces);

/// Diagnoses in full, applies the remedies of the chosen findings in their order, and diagnoses again: a
/// remedy whose finding is still there counts as failed. A safety copy comes first where a remedy touches the
/// base; where none can be had, remedies that replace the content are not tried. Of those (rebuild, restore,
/// salvage) only the first kind is; the others are skipped. A REINDEX that stumbles over unreadable pages
/// becomes a rebuild. A remedy that fails does not keep the next from being tried. Each works with the
/// hardening and rules that hold for live files, with an audit row where there is an audit_log without
/// triggers. Cancelled in the midst it reports what was applied until then. `settingsPath`: the file in which
/// MoveEndpoint changes `listen`. The caller holds the lease; intents are settled here. Blocking. Errors:
/// Usage (see repairPlan()), Interrupted before anything was done, and what keeps intents from being settled.
Result<RepairReport> repair(const Settings &settings, const QString &settingsPath, const QStringList &pieces,
                            const EndpointProbe &probe, JobContext &context);

} // namespace hakgal
