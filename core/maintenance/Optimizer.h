// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/maintenance/Job.h"
#include "core/metrics/Sample.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace hakgal {

/// The steps of Optimize, in their order. Names (stepName) are a contract: check, backup, wal, indices,
/// analyze, reindex, vacuum, checkpoint, verify; alone under "Advanced" also: optimize (PRAGMA optimize),
/// incremental.
enum class OptimizeStep : quint8 {
    Check,
    Backup,
    Wal,
    Indices,
    Analyze,
    Reindex,
    Vacuum,
    Checkpoint,
    Verify,
    Pragma,
    Incremental
};
const char *stepName(OptimizeStep step);
std::optional<OptimizeStep> stepByName(QStringView name);

/// Whether a step will run and what it is expected to bring and to cost. Computed by reading only.
struct PlannedStep
{
    OptimizeStep step = OptimizeStep::Check;
    bool run = false;
    enum class Why : quint8 {
        Always,
        NotChosen,
        AlreadyWal,
        NetworkVolume,
        IndicesMissing,
        IndicesThere,
        NoFaultyIndex,
        FaultyIndex,
        Pays,
        TooLittleGain,
        NoSpace,
        WalResetDefect,
        OthersPresent,
        WalEmpty,
        WalLarge,
        NoBackupWanted,
        StatisticsOld,
        NotIncremental,
    } why = Why::Always;
    QStringList args;                     ///< for its sentence
    std::optional<qint64> predictedBytes; ///< gain (positive: the file shrinks)
    std::optional<double> predictedSeconds;
    std::optional<qint64> spaceNeeded;
};

/// What the base is like before or after.
struct OptimizeFigures
{
    qint64 facts = 0;
    qint64 databaseBytes = 0;
    qint64 walBytes = 0;
    std::optional<double> p50Seconds;
    std::optional<double> p95Seconds;
    std::optional<double> cacheHitRate; ///< percent
};

struct OptimizeReport
{
    std::vector<PlannedStep> plan;
    struct Ran
    {
        OptimizeStep step;
        enum class Result : quint8 { Done, Partial, Skipped, Failed } result = Result::Done;
        double seconds = 0;
        QString message; ///< English
    };
    std::vector<Ran> steps;
    OptimizeFigures before;
    std::optional<OptimizeFigures> after;
    QString backup;
    std::vector<Holder> others;
};

struct OptimizeOptions
{
    std::vector<OptimizeStep> only; ///< empty: the procedure
    bool backup = true;
    qint64 heapLimitBytes = 2LL << 30;
    QString backupFolder;
    int keepBackups = 10;
};

/// The plan, by reading only; at most a second or two on a million facts (dbstat reads every page's header).
/// VACUUM's result: sum over the b-trees of ceil((page bytes − unused) / page size / 0.985).
Result<OptimizeReport> planOptimize(const Settings &settings, const OptimizeOptions &options,
                                    JobContext &context);

/// Plans and runs, under the lease, beside live writers. Stops at the first step that fails; what ran stays.
Result<OptimizeReport> optimize(const Settings &settings, const OptimizeOptions &options,
                                JobContext &context);

/// The object of `hakgalctl optimize --json`: plan [{step, run, why, args, reason, predicted_bytes,
/// predicted_seconds, space_needed}], steps, before, after, backup, others. `reason` is English for people;
/// the window makes its own sentence from why (a stable name) and args. optimizeFromJson() is its inverse;
/// what is not understood is left out.
QJsonObject optimizeJson(const OptimizeReport &report);
OptimizeReport optimizeFromJson(const QJsonObject &object);

/// PRAGMAs that hold per connection: what the file's own programs get by default against what we recommend,
/// and a snippet to paste. Pure.
struct ConnectionAdvice
{
    QString pragma;      ///< cache_size, mmap_size, synchronous, temp_store
    QString fileDefault; ///< what a plain connection to this file has
    QString recommended;
};
Result<std::vector<ConnectionAdvice>> connectionAdvice(const QString &databasePath);
QString adviceSnippet(const std::vector<ConnectionAdvice> &advice, bool python);

} // namespace hakgal
