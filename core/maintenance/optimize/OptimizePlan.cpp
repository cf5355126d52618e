// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/OptimizePlan.h"

#include "core/collect/FileHolders.h"
#include "core/config/BuildInfo.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/optimize/ProbeFigures.h"
#include "core/maintenance/optimize/SpaceForecast.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using Why = PlannedStep::Why;

/// Compacting pays from here on.
constexpr qint64 kLeastGainPercent = 10;
constexpr qint64 kLeastGainPages = 64;
/// Statistics are old when the facts they were made for differ by more. Those of a large base are estimates
/// (kMostFactsCountedByAnalyze), which may well be half as large again.
constexpr double kStaleStatisticsPercent = 10;
constexpr double kStaleEstimatePercent = 100;

/// What a step takes, as a multiple of the time in which every page's header was read just before
/// (forecastSpace), as measured on a base of a million facts; the first guess of the time left.
constexpr double kFactorCheck = 8;
constexpr double kFactorBackup = 30;
constexpr double kFactorIndex = 15;
constexpr double kFactorVacuum = 5;
constexpr double kFactorVerify = 25;
constexpr double kAnalyzeSeconds = 0.1;
constexpr double kLeastSeconds = 0.01;

/// Bytes of an index entry beside its key: record head, row id, cell pointer (average).
constexpr double kIndexEntryBytes = 10;
constexpr int kSampledRows = 300;

constexpr std::array kProcedure{
    OptimizeStep::Check,   OptimizeStep::Backup,     OptimizeStep::Wal,     OptimizeStep::Indices,
    OptimizeStep::Analyze, OptimizeStep::Pragma,     OptimizeStep::Reindex, OptimizeStep::Incremental,
    OptimizeStep::Vacuum,  OptimizeStep::Checkpoint, OptimizeStep::Verify,
};

bool onlyByName(OptimizeStep step)
{
    return step == OptimizeStep::Pragma || step == OptimizeStep::Incremental;
}

bool changesBase(OptimizeStep step)
{
    switch (step) {
    case OptimizeStep::Check:
    case OptimizeStep::Backup:
    case OptimizeStep::Checkpoint:
    case OptimizeStep::Verify:
        return false;
    default:
        return true;
    }
}

class Planner
{
public:
    Planner(const Settings &settings, const OptimizeOptions &options, JobContext &context)
        : m_settings(settings),
          m_options(options),
          m_context(context),
          m_path(resolvedPath(settings.databasePath))
    {
    }

    Result<OptimizeReport> make()
    {
        if (auto allowed = checkMaintainable(m_path); !allowed)
            return allowed.error();
        auto figures = measureFigures(m_path, m_settings.probeCacheMb, m_context);
        if (!figures)
            return figures.error();
        m_report.before = *figures;
        Database::Options how;
        how.busyTimeoutMs = 5000;
        auto database = Database::open(m_path, how);
        if (!database)
            return database.error();
        m_database = database->get();
        m_database->setCancelFlag(m_context.cancelFlag());
        m_database->setTick([this] { m_context.tick(); });
        lookForOthers();
        auto forecast = forecastSpace(*m_database, m_context);
        if (!forecast)
            return forecast.error();
        m_forecast = *forecast;
        const auto mode = m_database->text(u"PRAGMA main.journal_mode"_s);
        if (!mode)
            return mode.error();
        m_mode = *mode;
        for (const OptimizeStep step : kProcedure) {
            if (onlyByName(step) && !chosen(step))
                continue;
            PlannedStep planned;
            planned.step = step;
            if (!chosen(step) && step != OptimizeStep::Backup) {
                planned.why = Why::NotChosen;
            } else if (auto done = plan(planned); !done) {
                return done.error();
            }
            m_report.plan.push_back(std::move(planned));
        }
        planBackup();
        if (auto advice = connectionAdvice(m_path))
            m_report.advice = std::move(*advice);
        return std::move(m_report);
    }

private:
    bool chosen(OptimizeStep step) const
    {
        const auto &only = m_options.only;
        return only.empty() ? !onlyByName(step) : std::find(only.begin(), only.end(), step) != only.end();
    }
    bool byName(OptimizeStep step) const { return !m_options.only.empty() && chosen(step); }
    qint64 bytes() const { return m_forecast ? m_forecast->bytes() : m_report.before.databaseBytes; }
    double pace() const { return m_forecast ? m_forecast->seconds : static_cast<double>(bytes()) / 4e8; }
    double takes(double factor) const { return std::max(kLeastSeconds, factor * pace()); }
    bool othersMaybe() const
    {
        return !m_report.others.empty() || m_report.othersKnown == HoldersKnown::Unknown;
    }
    QString othersInWords() const
    {
        QStringList names;
        for (const Holder &holder : m_report.others)
            names += u"%1 (%2)"_s.arg(holder.name).arg(holder.pid);
        return names.join(u", "_s);
    }

    /// A list that lacks our own process was no measurement.
    void lookForOthers()
    {
        FileHolders found = findFileHolders(m_path);
        m_report.others = std::move(found.others);
        if (found.own > 0)
            m_report.othersKnown = found.complete ? HoldersKnown::All : HoldersKnown::OwnUser;
    }

    Result<void> plan(PlannedStep &planned)
    {
        planned.run = true;
        planned.why = byName(planned.step) ? Why::Chosen : Why::Always;
        switch (planned.step) {
        case OptimizeStep::Check:
            planned.predictedSeconds = takes(kFactorCheck);
            return {};
        case OptimizeStep::Wal:
            planWal(planned);
            return {};
        case OptimizeStep::Indices:
            return planIndices(planned);
        case OptimizeStep::Analyze:
            planned.predictedSeconds = kAnalyzeSeconds;
            return planAnalyze(planned);
        case OptimizeStep::Pragma:
            planned.predictedSeconds = kAnalyzeSeconds;
            return {};
        case OptimizeStep::Reindex:
            planned.predictedSeconds = takes(kFactorVerify);
            if (planned.why != Why::Chosen)
                skip(planned, Why::NoFaultyIndex);
            return {};
        case OptimizeStep::Incremental:
            return planIncremental(planned);
        case OptimizeStep::Vacuum:
            planVacuum(planned);
            return {};
        case OptimizeStep::Checkpoint:
            planCheckpoint(planned);
            return {};
        case OptimizeStep::Verify:
            planned.predictedSeconds = takes(kFactorVerify);
            return {};
        case OptimizeStep::Backup: // when all others are known
            return {};
        }
        return {};
    }

    static void skip(PlannedStep &planned, Why why, QStringList args = {})
    {
        planned.run = false;
        planned.why = why;
        planned.args = std::move(args);
        planned.predictedSeconds.reset();
    }

    void planBackup()
    {
        const auto backup = std::find_if(m_report.plan.begin(), m_report.plan.end(),
                                         [](const PlannedStep &p) { return p.step == OptimizeStep::Backup; });
        const bool changes = std::any_of(m_report.plan.begin(), m_report.plan.end(),
                                         [](const PlannedStep &p) { return p.run && changesBase(p.step); });
        backup->run = true;
        backup->why = Why::Always;
        backup->predictedSeconds = takes(kFactorBackup);
        backup->spaceNeeded = bytes();
        if (!m_options.backup)
            skip(*backup, Why::NoBackupWanted);
        else if (!changes && !byName(OptimizeStep::Backup))
            skip(*backup, Why::NothingChanges);
    }

    void planWal(PlannedStep &planned)
    {
        planned.predictedSeconds = kLeastSeconds;
        if (m_mode == "wal"_L1)
            skip(planned, Why::AlreadyWal);
        else if (othersMaybe())
            skip(planned, Why::OthersPresent, {othersInWords()});
        else {
            planned.why = Why::NotWal;
            planned.args = {m_mode};
            m_willBeWal = true;
        }
    }

    Result<void> planIndices(PlannedStep &planned)
    {
        const auto store = FactStore::attach(*m_database);
        if (!store)
            return store.error();
        const auto missing = missingIndices(*m_database, store->schema());
        if (!missing)
            return missing.error();
        if (missing->empty()) {
            skip(planned, Why::IndicesThere);
            return {};
        }
        planned.why = Why::IndicesMissing;
        qint64 size = 0;
        for (const WantedIndex &index : *missing) {
            planned.args += index.name;
            size += indexBytes(store->schema(), index);
        }
        planned.predictedBytes = -size;
        planned.predictedGainSeconds = measureGain(*m_database, *store, *missing);
        planned.predictedSeconds = takes(kFactorIndex * static_cast<double>(missing->size()));
        // In the log, in the file, and sorted in a temporary file.
        planned.spaceNeeded = 3 * size;
        const qint64 room = freeBytes(m_path);
        if (room >= 0 && room < *planned.spaceNeeded)
            skip(planned, Why::NoSpace,
                 {QDir::toNativeSeparators(QFileInfo(m_path).path()), QString::number(*planned.spaceNeeded),
                  QString::number(room)});
        return {};
    }

    qint64 indexBytes(const FactSchema &schema, const WantedIndex &index)
    {
        QStringList keys{quoteName(schema.statement)};
        if (index.serves != WantedIndex::Serves::Statement)
            keys = {schema.predicateSql};
        if (index.serves == WantedIndex::Serves::Subject)
            keys += schema.subjectSql;
        QStringList lengths;
        for (const QString &key : std::as_const(keys))
            lengths += "coalesce(length(CAST("_L1 + key + " AS BLOB)), 0)"_L1;
        const QString table = "main."_L1 + quoteName(schema.table);
        const QString rows = QString::number(kSampledRows);
        // Evenly over the row ids where there are any, else the first ones.
        const QString from =
            schema.rowid
                ? QStringLiteral("WITH RECURSIVE b(lo, hi) AS (SELECT (SELECT min(%1) FROM %2), (SELECT "
                                 "max(%1) FROM %2)), n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i "
                                 "< %3 - 1) SELECT avg((SELECT %4 FROM %2 WHERE %1 >= lo + CAST((1.0 * hi - "
                                 "lo) * i / %3 AS INTEGER) ORDER BY %1 LIMIT 1)) FROM n, b")
                      .arg(schema.rowidName, table, rows, lengths.join(" + "_L1))
                : "SELECT avg(k) FROM (SELECT "_L1 + lengths.join(" + "_L1) + " AS k FROM "_L1 + table +
                      " LIMIT "_L1 + rows + u')';
        auto average = m_database->prepare(from);
        const auto row = average ? average->step() : Result<bool>(false);
        const double key = row && *row ? average->real(0) : 0;
        return static_cast<qint64>(static_cast<double>(m_report.before.facts) * (key + kIndexEntryBytes) /
                                   0.985);
    }

    Result<void> planAnalyze(PlannedStep &planned)
    {
        if (planned.why == Why::Chosen)
            return {};
        const auto store = FactStore::attach(*m_database);
        if (!store)
            return store.error();
        // Of the indices the closest one; old statistics are wrong in all of them.
        auto known = m_database->prepare(
            u"SELECT CAST(stat AS INTEGER) FROM main.sqlite_stat1 WHERE tbl = ?1 COLLATE NOCASE "
            "AND stat > '' ORDER BY abs(CAST(stat AS REAL) - ?2) LIMIT 1"_s);
        if (!known) { // no such table
            planned.why = Why::StatisticsMissing;
            return {};
        }
        const qint64 facts = m_report.before.facts;
        known->bind(1, store->schema().table);
        known->bind(2, facts);
        const auto row = known->step();
        if (!row)
            return row.error();
        const qint64 then = *row ? known->integer(0) : 0;
        const double mostStale =
            facts > kMostFactsCountedByAnalyze ? kStaleEstimatePercent : kStaleStatisticsPercent;
        if (!*row || known->isNull(0)) {
            planned.why = Why::StatisticsMissing;
        } else if (std::abs(static_cast<double>(facts) - static_cast<double>(then)) * 100 >
                   static_cast<double>(std::min(facts, then)) * mostStale) { // the file may say any number
            planned.why = Why::StatisticsOld;
            planned.args = {QString::number(then), QString::number(facts)};
        }
        return {};
    }

    Result<void> planIncremental(PlannedStep &planned)
    {
        const auto mode = m_database->integer(u"PRAGMA main.auto_vacuum"_s);
        const auto free = m_database->integer(u"PRAGMA main.freelist_count"_s);
        const auto pageSize = m_database->integer(u"PRAGMA main.page_size"_s);
        for (const auto *value : {&mode, &free, &pageSize}) {
            if (!*value)
                return value->error();
        }
        constexpr qint64 kIncremental = 2;
        planned.predictedBytes = *free * *pageSize;
        planned.predictedSeconds =
            std::max(kLeastSeconds, kFactorVacuum * pace() * static_cast<double>(*planned.predictedBytes) /
                                        static_cast<double>(std::max<qint64>(1, bytes())));
        if (*mode != kIncremental) {
            planned.predictedBytes.reset();
            skip(planned, Why::NotIncremental);
        } else if (*free == 0) {
            skip(planned, Why::NothingFree);
        }
        return {};
    }

    void planVacuum(PlannedStep &planned)
    {
        planned.spaceNeeded = 2 * bytes();
        planned.predictedSeconds = takes(kFactorVacuum);
        if (m_forecast) {
            const qint64 gain = m_forecast->gain();
            planned.predictedBytes = gain;
            const QStringList args{QString::number(std::max<qint64>(0, gain)), QString::number(bytes())};
            const bool pays =
                gain >= kLeastGainPages * m_forecast->pageSize && gain * 100 >= bytes() * kLeastGainPercent;
            if (planned.why == Why::Chosen) {
                planned.args = args;
            } else if (!pays) {
                skip(planned, Why::TooLittleGain, args);
                return;
            } else {
                planned.why = Why::Pays;
                planned.args = args;
            }
        } else if (planned.why != Why::Chosen) {
            skip(planned, Why::NotMeasured);
            return;
        }
        if (const auto room = checkVacuumRoom(m_path, bytes()); !room)
            skip(planned, Why::NoSpace, room.error().args);
    }

    void planCheckpoint(PlannedStep &planned)
    {
        const qint64 wal = m_report.before.walBytes;
        planned.predictedSeconds = kLeastSeconds + static_cast<double>(wal) / 2e8;
        const bool changes = std::any_of(m_report.plan.begin(), m_report.plan.end(),
                                         [](const PlannedStep &p) { return p.run && changesBase(p.step); });
        if (m_mode != "wal"_L1 && !m_willBeWal)
            skip(planned, Why::NotWal, {m_mode});
        else if (hasWalResetDefect(sqlite3_libversion_number()) && othersMaybe())
            skip(planned, Why::WalResetDefect, {othersInWords(), QString::number(wal)});
        else if (wal > 0) {
            planned.why = Why::WalLarge;
            planned.args = {QString::number(wal)};
        } else {
            planned.why = Why::WalEmpty;
            planned.run = changes || byName(OptimizeStep::Checkpoint);
        }
    }

    const Settings &m_settings;
    const OptimizeOptions &m_options;
    JobContext &m_context;
    QString m_path;
    Database *m_database = nullptr;
    OptimizeReport m_report;
    std::optional<SpaceForecast> m_forecast;
    QString m_mode;
    bool m_willBeWal = false;
};

} // namespace

QString sqliteTempFolder()
{
#ifdef Q_OS_WIN
    return QDir::tempPath();
#else
    // As SQLite looks for it (sqlite.org/tempfiles.html).
    if (sqlite3_temp_directory != nullptr)
        return QString::fromUtf8(sqlite3_temp_directory);
    for (const QString &folder : {qEnvironmentVariable("SQLITE_TMPDIR"), qEnvironmentVariable("TMPDIR"),
                                  u"/var/tmp"_s, u"/usr/tmp"_s, u"/tmp"_s}) {
        const FileFacts facts = folder.isEmpty() ? FileFacts() : statFile(folder);
        if (facts.directory && facts.writable)
            return folder;
    }
    return u"."_s;
#endif
}

Result<void> checkVacuumRoom(const QString &databasePath, qint64 bytes)
{
    const qint64 needed = 2 * bytes;
    for (const QString &folder : {QFileInfo(databasePath).path(), sqliteTempFolder()}) {
        const qint64 room = freeBytes(folder);
        if (room >= 0 && room < needed)
            return Error{ErrorCode::NoSpace,
                         {QDir::toNativeSeparators(folder), QString::number(needed), QString::number(room)},
                         {},
                         0};
    }
    return {};
}

Result<OptimizeReport> makeOptimizePlan(const Settings &settings, const OptimizeOptions &options,
                                        JobContext &context)
{
    return Planner(settings, options, context).make();
}

Result<OptimizeReport> planOptimize(const Settings &settings, const OptimizeOptions &options,
                                    JobContext &context)
{
    context.plan({{u"plan"_s, 1}});
    context.begin(u"plan"_s, QCoreApplication::translate("hakgal", "Looking at the knowledge base"));
    auto report = makeOptimizePlan(settings, options, context);
    if (report)
        context.end();
    return report;
}

} // namespace hakgal
