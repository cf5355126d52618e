// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Forecast.h"
#include "core/history/HistoryView.h"
#include "core/text/SnapshotJson.h"

#include <QMetaType>
#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

/// How large the history is.
struct HistorySizes
{
    struct Tier
    {
        qint64 bytes = -1;   ///< tables and indices; -1: SQLite was built without telling
        qint64 oldestMs = 0; ///< 0: nothing is kept
        qint64 newestMs = 0;
    };
    std::array<Tier, kHistoryTiers> tiers; ///< by HistoryTier
    qint64 fileBytes = 0;                  ///< the whole file
    qint64 walBytes = 0;                   ///< its write-ahead log
    QString file;
    std::optional<Error> error;
};

/// A range to be written as CSV: one row a moment with the time in ISO 8601 UTC, and for each metric its
/// value (of ticks) or smallest, average and largest. What was not measured is an empty field. Numbers and
/// names only, so a spreadsheet has nothing to take for a formula.
struct HistoryExport
{
    quint64 token = 0;
    QString file; ///< must not exist, or is replaced by the finished file
    std::vector<MetricId> metrics;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    std::optional<HistoryTier> tier; ///< empty: the finest one that reaches back to fromMs
};

/// Reads the history of one knowledge base for pages, reports and the endpoint, through a read-only
/// connection of its own. Lives in a thread of its own; call its slots by queued connection. Works beside a
/// recorder (also of another process), and where no history exists yet (answers are empty then). What was
/// read stays in memory (HistoryMemory). Never makes or changes the history.
class HistoryReader : public QObject
{
    Q_OBJECT
public:
    explicit HistoryReader(QObject *parent = nullptr);
    ~HistoryReader() override;

public Q_SLOTS:
    /// From now on about this base; empty: none. Whatever waits is dropped.
    void openFor(const QString &databasePath);
    void close();
    /// Answers with viewReady(), unless a later request of the same group arrives before.
    void read(const hakgal::HistoryRequest &request);
    /// Answers with sizesMeasured(). Reads the whole file: on demand only.
    void measureSizes(quint64 token);
    /// Answers with exported(); exportProgress() in between. One at a time: a second one waits.
    void exportCsv(const hakgal::HistoryExport &request);
    /// What was written so far is removed; exported() tells Interrupted.
    void cancelExport(quint64 token);
    /// Answers with forecastReady(): what the history lets expect of facts, file size, disk and p95.
    /// `p95LimitSeconds`: of the alert; 0: none.
    void forecast(quint64 token, double p95LimitSeconds);
    /// The newest `most` ticks as the entries of GET /api/metrics/history, oldest first; answers with
    /// entriesReady().
    void readEntries(int most);

Q_SIGNALS:
    void viewReady(const hakgal::HistoryViewPtr &view);
    void sizesMeasured(quint64 token, const hakgal::HistorySizes &sizes);
    void exportProgress(quint64 token, double done); ///< 0 … 1
    void exported(quint64 token, qint64 rows, const std::optional<hakgal::Error> &error);
    void forecastReady(quint64 token, const std::vector<hakgal::Forecast> &forecasts);
    void entriesReady(const QString &databasePath, const std::vector<hakgal::HistoryEntry> &entries);

private:
    void work();
    void exportSlice();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::HistoryRequest)
Q_DECLARE_METATYPE(hakgal::HistoryViewPtr)
Q_DECLARE_METATYPE(hakgal::HistorySizes)
Q_DECLARE_METATYPE(hakgal::HistoryExport)
Q_DECLARE_METATYPE(std::vector<hakgal::HistoryEntry>)
