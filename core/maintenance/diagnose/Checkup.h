// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Diagnosis.h"
#include "core/metrics/MaintenanceFacts.h"
#include "core/store/Database.h"

namespace hakgal {

/// A diagnosis under way: what it asks with, and what it has found so far.
struct Checkup
{
    const Settings &settings;
    QString base; ///< links resolved
    bool full;    ///< integrity_check in place of quick_check
    const EndpointProbe &probe;
    JobContext &context;
    MaintenanceFacts maintenance; ///< backups and earlier checks
    QString goodBackup;           ///< newest verified one; empty: none
    DiagnosisReport report{};

    void found(const QString &id, Severity severity, const QStringList &args = {},
               std::optional<Finding::Remedy> remedy = std::nullopt)
    {
        report.findings.push_back({id, severity, args, std::move(remedy)});
    }
    void well(const char *check, const QStringList &args = {})
    {
        report.passed.push_back({QLatin1String(check), args});
    }
    bool cancelled() const { return context.cancelled(); }
};

// The checks, each in the file named after it. All only read.

/// Opens the base. Null where it cannot be opened; then what was found says why and what helps.
std::unique_ptr<Database> checkFile(Checkup &checkup);
/// facts, audit_log, indices, duplicates.
void checkSchema(Checkup &checkup, Database &database);
/// The whole of the file, by SQLite's own check; where it complains, whether tables or only indices are hurt.
void checkDamage(Checkup &checkup, Database &database);
/// Journal mode, write-ahead log, free pages.
void checkLog(Checkup &checkup, Database &database);
/// Disk, backups, unfinished jobs, our history, other programs of ours, the SQLite library.
void checkSurroundings(Checkup &checkup);
/// What the operator wants watched.
void checkServices(Checkup &checkup);
/// The addresses of the endpoint.
void checkEndpoint(Checkup &checkup);

/// What helps where the pages of a table cannot be read.
Finding::Remedy salvageRemedy(const Checkup &checkup);

} // namespace hakgal
