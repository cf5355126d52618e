// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/AlertEngine.h"
#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"
#include "core/store/QueryCache.h"

#include <QObject>

#include <memory>
#include <optional>

namespace hakgal {

/// Measures once an interval and tells the result as an immutable Snapshot. Lives in a thread of its own;
/// call its slots by queued connection. Deadlines are absolute: a late tick does not shift the next one,
/// missed ones are skipped and counted. Only reads the knowledge base; whatever fails leaves the reading
/// empty with its reason and the next tick tries again (an unreachable base with a backoff of at most 5 s).
class Monitor : public QObject
{
    Q_OBJECT
public:
    explicit Monitor(Clock clock = &Instant::now, QObject *parent = nullptr);
    ~Monitor() override;

public Q_SLOTS:
    /// Begins, or goes on with other settings. A different database_path starts anew; nothing else does.
    void apply(const hakgal::Settings &settings);
    /// Incidents from the history of that base; ticks of the base count alerts only from then on.
    void restoreAlerts(const QString &databasePath, const std::vector<hakgal::Alert> &firing, bool recorder,
                       const std::optional<hakgal::Error> &historyError);
    void setRecorder(bool recorder);
    void setHistoryError(const std::optional<hakgal::Error> &error);
    void setEndpointState(const hakgal::EndpointState &state);
    /// What the watched services were last found to be.
    void setServices(const std::vector<hakgal::ServiceState> &services);
    /// What the answers kept for searches have come to; until then their metrics are empty.
    void setQueryCache(const hakgal::QueryCacheFigures &figures);
    /// What was found out about the maintenance of the base; of another base it is ignored.
    void setMaintenance(const hakgal::MaintenanceFactsPtr &facts);
    void snooze(hakgal::RuleId rule, qint64 untilMs);
    /// Measures now, out of turn (View > Refresh); the tick in turn comes when it is due.
    void refresh();
    /// Counts the facts by predicate however long it takes (at most 10 s), where that is not automatic.
    void countPredicates();
    /// Stops ticking and closes the base (sidecars we made are folded in). Emits stopped().
    void stop();

Q_SIGNALS:
    void snapshotReady(const hakgal::SnapshotPtr &snapshot);
    void stopped();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal
