// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistorySeries.h"
#include "core/history/HistoryStore.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace hakgal {

/// What one tick leaves in the history.
struct RecordedTick
{
    qint64 atMs = 0; ///< wall clock
    std::vector<std::pair<MetricId, double>> values;
};

/// A row of the journal.
struct HistoryNote
{
    qint64 atMs = 0; ///< wall clock
    QString operation;
    QString details; ///< JSON
};

/// How much of each tier is kept.
struct HistoryRetention
{
    std::chrono::milliseconds raw{std::chrono::hours(24)};
    std::chrono::milliseconds minutes{std::chrono::hours(30 * 24)};
    std::chrono::milliseconds hours{std::chrono::hours(2 * 365 * 24)};
    qint64 rawRows = 3'000'000; ///< about; with short intervals less than `raw` is kept
    qint64 countedFromMs = 0;   ///< wall clock that age is counted back from; 0: the newest tick
};

/// The file hakgal_performance.db: its schema and every statement on it. Owns its Qt Sql connection; use it
/// in the thread that opened it. Errors are HistoryUnavailable with SQLite's words in `detail`; a write that
/// failed changed nothing.
///
/// Only one index on the ticks: (timestamp). Measured with 15 metrics a tick and a full day (1.3 million
/// rows), one on (metric_name, timestamp) made the file a third larger and each tick 1.5 times as dear, and
/// none at all made dropping old rows 3.5 times as dear; an hour of one metric is read in 12 ms.
///
/// Tiers: what the ticks of a minute (an hour) amounted to is computed from all rows that lie in it, and kept
/// in the same transaction as the mark up to which this is done (table rollup), so a cut-off roll-up has
/// either happened or not. Ticks that come with a time before the mark (the clock was set back) have their
/// minute and hour computed anew; what is already there stays where it was made from more ticks, so that
/// nothing is lost where those are gone. Ticks are dropped only after they went into their minute, minutes
/// after they went into their hour.
class HistoryDatabase
{
public:
    enum class Access {
        Read,   ///< gives nullptr where there is no file
        Write,  ///< a note in the journal; makes the file where there is none, and leaves an older one as it
                ///< is
        Record, ///< as the recorder, who brings a file of an older version to ours
    };

    /// A file that is not ours, is damaged or was made by a later version is refused and not written to.
    /// One of an older version is first copied to copyBeforeMigration(); without that copy it is not touched.
    static Result<std::unique_ptr<HistoryDatabase>> open(const QString &file, Access access);
    /// Where the copy of a file of that version is kept: hakgal_performance.v1.db.
    static QString copyBeforeMigration(const QString &file, qint64 version);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase &) = delete;
    HistoryDatabase &operator=(const HistoryDatabase &) = delete;

    const QString &file() const { return m_file; }

    /// Incidents that have not ended; at most one a rule. Those of rules that this version does not know are
    /// left out.
    Result<std::vector<Alert>> firingAlerts();
    /// Newest first.
    Result<std::vector<Alert>> findAlerts(const AlertQuery &query);

    /// Each in a transaction of its own. A rule has at most one incident open: raising it again changes
    /// nothing (it began under another recorder), resolving what is not open does nothing.
    Result<void> raise(const Alert &alert);
    Result<void> resolve(const Alert &alert);
    Result<void> snooze(RuleId rule, qint64 untilMs);

    /// A row of the journal, from a process that need not be the recorder. Never checkpoints where the
    /// library has the WAL-reset defect, since the recorder may be writing.
    Result<void> note(qint64 atMs, const QString &operation, const QString &details);
    /// Newest first, none older than `sinceMs`.
    Result<std::vector<HistoryNote>> notes(int limit, qint64 sinceMs = 0);
    /// The newest row of each operation with each outcome (its error code and "integrity", or none).
    Result<std::vector<HistoryNote>> newestNotes();

    /// The newest recorded value of a metric; nullopt: none is kept.
    struct Recorded
    {
        qint64 atMs = 0; ///< wall clock
        double value = 0;
    };
    Result<std::optional<Recorded>> newest(MetricId metric);

    /// One transaction: the ticks, what changed in firing incidents, a slice of the roll-up, seen from
    /// `newestMs` (the wall clock of the newest tick), and a slice of the removal of what is too old. False:
    /// there is more to roll up or to remove. Only with Access::Record.
    Result<bool> write(const std::vector<RecordedTick> &ticks, const std::vector<Alert> &firing,
                       qint64 newestMs, const HistoryRetention &keep = {});
    static constexpr int kExpireSlice = 2000; ///< rows of each tier
    static constexpr int kRollUpMinutes = 10; ///< of ticks …
    static constexpr int kRollUpHours = 24;   ///< … and of minutes

    /// Up to which moment a tier is complete (Raw: always the end of time); 0: it is not there yet.
    Result<qint64> rolledUntil(HistoryTier tier);
    /// The oldest and the newest moment that a tier has; nullopt: none.
    Result<std::optional<std::pair<qint64, qint64>>> extent(HistoryTier tier);
    /// Counts commits of others, for one connection.
    Result<qint64> dataVersion() { return integer(QStringLiteral("PRAGMA data_version")); }
    /// The tick that was stored last, which is not the newest where the clock was set back; 0: none.
    Result<qint64> lastStoredMs();
    /// The same, but for ticks of the last hour that lie days ahead of all others: what a SettledClock knows.
    Result<qint64> settledMs();

    /// The points of these metrics that begin in [fromMs, toMs): for each metric in the order of time, each
    /// moment once. `place` is the index in `metrics`.
    using TakePoint = std::function<void(std::size_t place, const HistoryPoint &point)>;
    Result<void> readPoints(HistoryTier tier, std::span<const MetricId> metrics, qint64 fromMs, qint64 toMs,
                            const TakePoint &take);
    /// The newest ticks, oldest first.
    Result<std::vector<RecordedTick>> newestTicks(int most);
    /// Incidents that lie in [fromMs, toMs) at least in part, and rows of the journal in it; newest first.
    Result<std::vector<Alert>> alertsBetween(qint64 fromMs, qint64 toMs, int most);
    Result<std::vector<HistoryNote>> notesBetween(qint64 fromMs, qint64 toMs, int most);

    /// Bytes of each tier's tables and indices; -1 where SQLite was built without dbstat. Reads every page.
    Result<std::array<qint64, kHistoryTiers>> tierBytes();

private:
    /// Prepared once, used every tick.
    struct Statements
    {
        QSqlQuery insertTick;
        QSqlQuery updateAlert;
        QSqlQuery expire;
        QSqlQuery expireSurplus;
        QSqlQuery nextTick;
        QSqlQuery newNames;
        QSqlQuery rollMinutes;
        QSqlQuery nextMinute;
        QSqlQuery rollHours;
        QSqlQuery setRolled;
        QSqlQuery expireMinutes;
        QSqlQuery expireHours;
    };

    HistoryDatabase(const QString &file, const QSqlDatabase &connection);

    Result<bool> prepareSchema(Access access); ///< false: nothing is there yet
    Result<void> createSchema(qint64 oldVersion);
    Result<void> checkCopy(const QString &copy);
    Result<void> copyAside(const QString &copy);
    Result<void> prepareWriting();
    Result<void> run(const QString &sql);
    Result<void> run(QSqlQuery &query);
    Result<qint64> integer(const QString &sql);
    Result<std::vector<Alert>> alerts(QSqlQuery &query);
    Result<std::vector<HistoryNote>> notesOf(QSqlQuery &query);
    Result<void> updateFiring(const std::vector<Alert> &firing);
    Result<bool> writeRows(const std::vector<RecordedTick> &ticks, const std::vector<Alert> &firing,
                           qint64 newestMs, const HistoryRetention &keep);
    Result<void> insertTicks(const std::vector<RecordedTick> &ticks, qint64 minutesDone, qint64 hoursDone);
    Result<void> rollMinutes(qint64 fromMs, qint64 toMs);
    Result<bool> rollUp(qint64 newestMs, qint64 &minutesDone, qint64 &hoursDone);
    Result<bool> expire(QSqlQuery &query, const QVariantList &values);
    Result<qint64> next(QSqlQuery &query, qint64 fromMs);
    Result<void> run(QSqlQuery &query, const QVariantList &values);
    Result<void> points(QSqlQuery &query, std::optional<std::size_t> place, const TakePoint &take);
    Error failure(const QSqlError &error) const;
    Error refusal(const QString &why) const;

    const QString m_file;
    QSqlDatabase m_connection;
    bool m_tiers = false;                     ///< the file has the tables of the tiers (version 2)
    std::unique_ptr<Statements> m_statements; ///< null while only reading
};

} // namespace hakgal
