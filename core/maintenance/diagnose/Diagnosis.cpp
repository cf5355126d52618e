// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Diagnosis.h"

#include "core/maintenance/Backup.h"
#include "core/maintenance/diagnose/Checkup.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/MaintenanceRecord.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace hakgal {

namespace {

/// A gigabyte of SQLite's checks takes about this long.
constexpr double kQuickSecondsPerByte = 4e-9;
constexpr double kFullSecondsPerByte = 20e-9;

} // namespace

Result<DiagnosisReport> diagnose(const Settings &settings, bool full, const EndpointProbe &probe,
                                 JobContext &context)
{
    if (settings.databasePath.isEmpty())
        return Error{ErrorCode::NothingConfigured, {}, {}, 0};
    QElapsedTimer timer;
    timer.start();
    const QString base = resolvedPath(settings.databasePath);
    const double bytes = static_cast<double>(statFile(base).bytes);
    context.plan(
        {{QStringLiteral("look"), 0.3},
         {QStringLiteral("integrity"), 0.1 + bytes * (full ? kFullSecondsPerByte : kQuickSecondsPerByte)},
         {QStringLiteral("surroundings"), 0.5}});
    Checkup checkup{settings,
                    base,
                    full,
                    probe,
                    context,
                    {},
                    Backup::newestGood(base, settings.backupDirectory).value_or(BackupFile()).path};
    // Without a history nothing is known of earlier jobs, which the check of the history tells.
    if (auto known = readMaintenanceFacts(settings.databasePath, settings.backupDirectory))
        checkup.maintenance = std::move(*known);

    context.begin(QStringLiteral("look"),
                  QCoreApplication::translate("hakgal", "Looking at the knowledge base"));
    if (const auto database = checkFile(checkup)) {
        checkLog(checkup, *database);
        checkSchema(checkup, *database);
        context.begin(QStringLiteral("integrity"),
                      full ? QCoreApplication::translate("hakgal", "Checking every page and index entry")
                           : QCoreApplication::translate("hakgal", "Checking quickly"));
        checkDamage(checkup, *database);
    }
    context.begin(QStringLiteral("surroundings"),
                  QCoreApplication::translate("hakgal", "Looking at what is around it"));
    checkSurroundings(checkup);
    checkEndpoint(checkup);
    checkServices(checkup);
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    context.end();
    std::stable_sort(checkup.report.findings.begin(), checkup.report.findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    checkup.report.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    return checkup.report;
}

} // namespace hakgal
