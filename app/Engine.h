// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/history/HistoryStore.h"
#include "core/http/HttpEndpoint.h"
#include "core/monitor/Monitor.h"

#include <QObject>

#include <memory>

namespace hakgal {

class WorkerThread;

/// Builds the monitor, the history and the endpoint, each in a thread of its own, and connects them. No logic
/// of its own. Create, use and destroy in the main thread; nothing here blocks but the destructor, which lets
/// the threads finish their work (the history is written, the knowledge base closed).
class Engine : public QObject
{
    Q_OBJECT
public:
    explicit Engine(QObject *parent = nullptr);
    ~Engine() override;

    /// Starts, or goes on with other settings.
    void apply(const Settings &settings);

    void refresh();
    void countPredicates();
    void snooze(RuleId rule, qint64 untilMs);
    /// Answered by alertsFound().
    void findAlerts(int token, const AlertQuery &query);

Q_SIGNALS:
    void snapshotReady(const hakgal::SnapshotPtr &snapshot);
    void endpointChanged(const hakgal::EndpointState &state);
    /// The history of the base is open, or why it cannot be used.
    void historyOpened(const std::optional<hakgal::Error> &error);
    void alertsFound(int token, const std::vector<hakgal::Alert> &alerts);

private:
    Settings m_settings;
    bool m_started = false;
    Monitor *m_monitor;
    HistoryStore *m_history;
    HttpEndpoint *m_endpoint;
    std::unique_ptr<WorkerThread> m_historyThread;
    std::unique_ptr<WorkerThread> m_endpointThread;
    std::unique_ptr<WorkerThread> m_monitorThread;
};

} // namespace hakgal
