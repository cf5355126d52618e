// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hakgal {

/// What can be done about a finding. The names are stable; the sentences are made by text/Catalogue.
enum class RemedyAction : quint8 {
    CreateAuditLog, ///< CREATE TABLE audit_log in the form of our own bases
    CreateIndex,    ///< args: index name, SQL
    Reindex,        ///< args: index name; only for wrong entries
    Rebuild,        ///< schema and rows into a new file, verify, swap: damage in indices only
    RestoreBackup,  ///< args: backup; what came after it is lost
    Salvage,        ///< out of the damaged pages into a new file, ledger, swap; args: backup to merge or ""
    FoldWal,        ///< open and close, so that SQLite folds a WAL left behind in
    MakeBackup,
    MoveEndpoint,   ///< args: address taken, address offered; changes `listen` in the settings file, which
                    ///< running programs take up
    RestartService, ///< args: service name
    SettleIntent,   ///< finish or reverse a swap that was cut off
    CreateHistory,  ///< our own history tables
};

/// One thing that was found. `id` is a contract name of the design, for example "index.missing:idx_subject".
struct Finding
{
    QString id;
    Severity severity = Severity::Info;
    QStringList args; ///< for its sentence
    struct Remedy
    {
        RemedyAction action = RemedyAction::MakeBackup;
        QStringList args;
        bool canLoseData = false;
        bool operator==(const Remedy &) const = default;
    };
    std::optional<Remedy> remedy;
    bool operator==(const Finding &) const = default;
};

/// What was checked and found well; shown beside the findings ("61 GB free, 13 MB needed").
struct PassedCheck
{
    QString check; ///< for example "disk"
    QStringList args;
};

/// All that a diagnosis found. Its JSON (`hakgalctl diagnose --json`) holds English sentences for people who
/// read it and codes with arguments for the window, which makes its own sentences: findings [{id, severity,
/// args, message, remedy: null | {action, args, changes, can_lose_data}}], passed [{check, args, message}],
/// full, seconds.
struct DiagnosisReport
{
    std::vector<Finding> findings; ///< worst first
    std::vector<PassedCheck> passed;
    bool full = false; ///< integrity_check ran to its end
    double seconds = 0;

    QJsonObject toJson() const;
    static DiagnosisReport fromJson(const QJsonObject &object); ///< what is not understood is left out
};

/// Stable name, for example "create_audit_log".
const char *remedyName(RemedyAction action);
std::optional<RemedyAction> remedyByName(QStringView name);

} // namespace hakgal
