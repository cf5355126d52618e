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
/// analyze, reindex, vacuum, checkpoint, verify; only where asked for by name also: optimize (PRAGMA
/// optimize), incremental (PRAGMA incremental_vacuum).
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
        IndicesMissing, ///< args: their names
        IndicesThere,
        NoFaultyIndex,  ///< none is known; the full check looks for them
        FaultyIndex,    ///< args: their names
        Pays,           ///< args: bytes gained, bytes of the file
        TooLittleGain,  ///< args: bytes gained, bytes of the file
        NoSpace,        ///< args: folder, bytes needed, bytes free
        WalResetDefect, ///< a checkpoint is not allowed beside others; args: the others, bytes of the WAL
        OthersPresent,  ///< args: the others; empty: not known who
        WalEmpty,
        WalLarge, ///< args: bytes of the WAL
        NoBackupWanted,
        StatisticsOld, ///< args: facts that they were made for, facts now
        NotIncremental,
        Chosen,            ///< asked for by name
        NotWal,            ///< args: the journal mode it has
        StatisticsMissing, ///< the query planner has none yet
        NothingFree,       ///< no free page to give back
        NothingChanges,    ///< no step that changes the base will run
        NotMeasured,       ///< what it would bring cannot be told beforehand
    } why = Why::Always;
    QStringList args;                           ///< for its sentence
    std::optional<qint64> predictedBytes;       ///< gain (positive: the file shrinks)
    std::optional<double> predictedSeconds;     ///< that it takes
    std::optional<double> predictedGainSeconds; ///< that the slowest query it speeds up is quicker by
    std::optional<qint64> spaceNeeded;

    bool operator==(const PlannedStep &) const = default;
};

/// What the base is like before or after.
struct OptimizeFigures
{
    qint64 facts = 0;
    qint64 databaseBytes = 0;
    qint64 walBytes = 0;
    std::optional<double> p50Seconds; ///< of the probe queries
    std::optional<double> p95Seconds;
    std::optional<double> cacheHitRate; ///< percent, of a cache of probe_cache_mb that begins empty

    bool operator==(const OptimizeFigures &) const = default;
};

/// PRAGMAs that hold per connection: what a plain connection to the file gets against what we recommend.
struct ConnectionAdvice
{
    QString pragma;      ///< cache_size, mmap_size, synchronous, temp_store
    QString fileDefault; ///< what a plain connection to this file has
    QString recommended;

    bool operator==(const ConnectionAdvice &) const = default;
};

struct OptimizeReport
{
    std::vector<PlannedStep> plan; ///< every step of the procedure, and those asked for by name, in order
    struct Ran
    {
        OptimizeStep step = OptimizeStep::Check;
        enum class Result : quint8 { Done, Partial, Skipped, Failed } result = Result::Done;
        double seconds = 0;
        QString message;               ///< English
        std::vector<Phrase> said = {}; ///< the same in sentences; empty where the error says it
        bool operator==(const Ran &) const = default;
    };
    std::vector<Ran> steps;
    OptimizeFigures before;
    std::optional<OptimizeFigures> after;
    QString backup;
    QStringList undo;           ///< SQL that takes back what can be taken back: DROP INDEX …
    std::vector<Holder> others; ///< who had the file open when the plan was made
    HoldersKnown othersKnown = HoldersKnown::Unknown;
    std::vector<ConnectionAdvice> advice;
    std::optional<Error> failure; ///< of the step that failed; not in the JSON, where the verb's error is it
};

struct OptimizeOptions
{
    /// Empty: the procedure. Else these and, where one of them changes the base, the backup before.
    std::vector<OptimizeStep> only;
    bool backup = true;
    qint64 heapLimitBytes = 2LL << 30; ///< SQLite's hard heap limit for this process while it runs
    QString backupFolder;              ///< empty: the base's own
    int keepBackups = 10;
};

/// The plan, by reading only; a second or two on a million facts (every page's header is read).
/// VACUUM's result: sum over the b-trees of ceil((page bytes − unused) / page size / 0.985).
/// NetworkVolume, RemovableVolume, FileHardLinked … (checkMaintainable), NoFactsTable, or what opening says.
Result<OptimizeReport> planOptimize(const Settings &settings, const OptimizeOptions &options,
                                    JobContext &context);

/// Plans and runs, beside live writers. Stops at the first step that fails or is cancelled; what ran stays,
/// and the report names the step and holds `failure`. Fails only where not even the plan could be made. The
/// caller holds the lease and has called Swap::recoverIntents(). Blocking; run it in a process of its own.
Result<OptimizeReport> optimize(const Settings &settings, const OptimizeOptions &options,
                                JobContext &context);

/// The object of `hakgalctl optimize --json`: plan [{step, run, why, args, reason, predicted_bytes,
/// predicted_seconds, predicted_gain_seconds, space_needed}], steps [{step, result, seconds, message}],
/// before, after, backup, undo, others [{pid, name, handles}], others_known (all, own_user, unknown), advice
/// [{pragma, file_default, recommended}]. `reason` is English for people; the window makes its own sentence
/// from why (a stable name) and args. optimizeFromJson() is its inverse; what is not understood is left out.
QJsonObject optimizeJson(const OptimizeReport &report);
OptimizeReport optimizeFromJson(const QJsonObject &object);

/// Reads the base. The defaults are those of the SQLite library that this program runs with.
Result<std::vector<ConnectionAdvice>> connectionAdvice(const QString &databasePath);
/// The recommended values as lines to paste into the operator's program, or as SQL. Pure.
QString adviceSnippet(const std::vector<ConnectionAdvice> &advice, bool python);

} // namespace hakgal
