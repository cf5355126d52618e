// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace hakgal {

/// What the alerts page asks for.
struct AlertQuery
{
    qint64 sinceMs = 0; ///< wall clock; incidents that ended before it are left out
    bool firingOnly = false;
    std::optional<Severity> atLeast;
    int limit = 1000;
};

/// How the history keeps time; tests pass shorter ones.
struct HistoryTiming
{
    std::chrono::milliseconds interval{std::chrono::seconds(10)}; ///< of batches, and of tries to take over
    std::chrono::milliseconds keep{std::chrono::hours(24)};       ///< age at which raw ticks are dropped
};

/// The history of one knowledge base: hakgal_performance.db in its state folder, through Qt Sql.
/// Tables (user_version 2): performance_metrics(id, timestamp, metric_name, metric_value) with the raw ticks
/// of 24 hours, timestamp in milliseconds since 1970 UTC; performance_minutes and performance_hours(metric,
/// timestamp, low, mean, high, ticks) with what the ticks of a minute and of an hour amounted to, for 30 days
/// and for two years (metric_names has the names); alerts; journal. A file of version 1 is brought to this
/// one by the first recorder, after a copy to hakgal_performance.v1.db. Rolling up and dropping what is old
/// goes in small slices with each batch; where nobody measured there is no row. Lives in a thread of its own;
/// call its slots by queued connection. Only the recorder (the process that holds recorder.lock) writes;
/// others read, and try every ten seconds to take over. Ticks are written in batches of ten seconds; a crash
/// loses at most those, never an alert (alerts are committed at once). While writing fails the last ten
/// minutes of ticks and the alert events wait in memory, and every ten seconds it is tried again. Ticks are
/// labelled by the snapshots' wall clock, and age is counted from the newest of them, but for one that lies
/// days ahead of the others (SettledClock). Never touches the knowledge base; a history file that is damaged,
/// foreign or of a later version is left as it is.
class HistoryStore : public QObject
{
    Q_OBJECT
public:
    explicit HistoryStore(QObject *parent = nullptr);
    explicit HistoryStore(const HistoryTiming &timing, QObject *parent = nullptr);
    ~HistoryStore() override;

public Q_SLOTS:
    /// Opens the history of this base (closing the one before) and answers with opened().
    void openFor(const QString &databasePath);
    /// Writes what is buffered, gives up the recorder lock and closes. Tells recorderChanged(false) and
    /// failed() (without an error) where the opposite held.
    void close();
    /// One tick; the recorder keeps metrics that are marked `recorded` and known, and the alert events. Ticks
    /// of another base than the open one are ignored. Who took over brings the stored incidents in line with
    /// those that fire, at the first tick that knows of it (snapshot->recorder).
    void record(const hakgal::SnapshotPtr &snapshot);
    /// Keeps a snooze with the firing alert of that rule (the recorder only).
    void storeSnooze(hakgal::RuleId rule, qint64 untilMs);
    /// Answers with alertsFound(), empty where there is no history to read.
    void findAlerts(int token, const hakgal::AlertQuery &query);

Q_SIGNALS:
    /// The history is open (or failed, then `error` says why and monitoring goes on without it).
    /// `firing` are the incidents that were open when the program ended.
    void opened(const QString &databasePath, const std::vector<hakgal::Alert> &firing, bool recorder,
                const std::optional<hakgal::Error> &error);
    void recorderChanged(bool recorder);
    void alertsFound(int token, const std::vector<hakgal::Alert> &alerts);
    /// Writing failed or works again (no error). Told once a change; what opened() told is not told again.
    void failed(const std::optional<hakgal::Error> &error);

private:
    void wake();
    void tell(const Result<void> &outcome);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::AlertQuery)
Q_DECLARE_METATYPE(std::optional<hakgal::Error>)
