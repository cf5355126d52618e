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
/// Its arguments, in text that programs can read (bytes, wall-clock milliseconds, error names and their
/// args):
///   file.*: error name, its args…       schema.audit_log_missing: type of what has the name, or none
///   schema.duplicates: number           index.missing: name          index.damaged: name, entries|pages,
///   number                              integrity.*: SQLite's words, how many more  wal.left_behind: bytes
///   wal.large: bytes, limit             wal.pinned: frames, who      journal.mode: mode
///   freelist.high: percent, bytes       disk.low: free, needed       backup.old: time
///   backup.failing: time, error name, its args…                      endpoint.scrape: seconds, or none
///   endpoint.port: address, holder or none                           service: name, what is wrong
///   sqlite.wal_reset: version           dashboard.other: who         swap.open_intent: number
///   history.missing: table
struct Finding
{
    QString id;
    Severity severity = Severity::Info;
    QStringList args;
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

/// What was checked and found well; shown beside the findings ("61 GB free, 13 MB needed"). Arguments:
/// file: bytes; schema: facts; integrity: quick|full, time of the last full one or 0; wal: bytes; freelist:
/// percent; disk: free, needed; backup: time, facts or -1; endpoint: addresses…; service: name; sqlite:
/// version.
struct PassedCheck
{
    QString check; ///< the part of a finding's id before the dot, for example "disk"
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
