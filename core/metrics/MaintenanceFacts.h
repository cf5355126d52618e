// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QMetaType>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

/// A job that ended well, for the charts.
struct FinishedJob
{
    qint64 atMs = 0;   ///< wall clock
    QString operation; ///< as in the journal: the verb, for example "optimize"
    bool operator==(const FinishedJob &) const = default;
};

/// What is known about the maintenance of a base, from our journal and its folder of backups. All times are
/// wall clock; 0: never, as far as is known.
struct MaintenanceFacts
{
    QString databasePath;       ///< as the operator gave it
    qint64 lastBackupMs = 0;    ///< newest verified backup that is still there
    qint64 lastIntegrityMs = 0; ///< last full integrity check that passed, of the base or of a copy of all
                                ///< its pages
    struct Failure
    {
        qint64 atMs = 0;
        Error error;
        bool operator==(const Failure &) const = default;
    };
    std::optional<Failure> backupFailure; ///< the last backup failed, and none was made since
    std::vector<FinishedJob> finished;    ///< of the last 24 hours, newest first; at most kMostFinished
    std::map<QString, qint64> lastRuns;   ///< by operation, whether it ended well or not
    struct Scheduled
    {
        QString when;       ///< the schedule's text
        qint64 sinceMs = 0; ///< in force since then
        bool operator==(const Scheduled &) const = default;
    };
    std::map<QString, Scheduled> schedules; ///< by operation, as they were last noted
    bool operator==(const MaintenanceFacts &) const = default;
};
inline constexpr std::size_t kMostFinished = 200;

using MaintenanceFactsPtr = std::shared_ptr<const MaintenanceFacts>;

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::MaintenanceFactsPtr)
