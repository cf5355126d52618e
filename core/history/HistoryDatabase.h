// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <memory>
#include <optional>
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

/// The file hakgal_performance.db: its schema and every statement on it. Owns its Qt Sql connection; use it
/// in the thread that opened it. Errors are HistoryUnavailable with SQLite's words in `detail`; a write that
/// failed changed nothing.
///
/// Only one index on the ticks: (timestamp). Measured with 15 metrics a tick and a full day (1.3 million
/// rows), one on (metric_name, timestamp) made the file a third larger and each tick 1.5 times as dear, and
/// none at all made dropping old rows 3.5 times as dear; an hour of one metric is read in 12 ms.
class HistoryDatabase
{
public:
    enum class Access { Read, Write };

    /// Write makes the file where there is none; Read gives nullptr there. A file that is not ours, is
    /// damaged or was made by a later version is refused and not written to.
    static Result<std::unique_ptr<HistoryDatabase>> open(const QString &file, Access access);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase &) = delete;
    HistoryDatabase &operator=(const HistoryDatabase &) = delete;

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

    /// One transaction: the ticks, what changed in firing incidents, and the removal of at most kExpireSlice
    /// rows of ticks older than `expireBeforeMs`.
    Result<void> write(const std::vector<RecordedTick> &ticks, const std::vector<Alert> &firing,
                       qint64 expireBeforeMs);
    static constexpr int kExpireSlice = 2000;

private:
    /// Prepared once, used every tick.
    struct Statements
    {
        QSqlQuery insertTick;
        QSqlQuery updateAlert;
        QSqlQuery expire;
    };

    HistoryDatabase(const QString &file, const QSqlDatabase &connection);

    Result<bool> prepareSchema(Access access); ///< false: nothing is there yet
    Result<void> prepareWriting();
    Result<void> run(const QString &sql);
    Result<void> run(QSqlQuery &query);
    Result<qint64> integer(const QString &sql);
    Result<std::vector<Alert>> alerts(QSqlQuery &query);
    Result<std::vector<HistoryNote>> notesOf(QSqlQuery &query);
    Result<void> writeRows(const std::vector<RecordedTick> &ticks, const std::vector<Alert> &firing,
                           qint64 expireBeforeMs);
    Error failure(const QSqlError &error) const;
    Error refusal(const QString &why) const;

    const QString m_file;
    QSqlDatabase m_connection;
    std::unique_ptr<Statements> m_statements; ///< null while only reading
};

} // namespace hakgal
