// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/history/HistoryReader.h"
#include "core/history/HistoryStore.h"
#include "core/http/HttpEndpoint.h"
#include "core/maintenance/MaintenanceRecord.h"
#include "core/maintenance/ScheduledJobs.h"
#include "core/monitor/Monitor.h"
#include "core/notify/Notifier.h"

#include <QObject>

#include <memory>

namespace hakgal {

class FactsReader;
class ServiceWatch;
class WorkerThread;

/// Builds the monitor, the history and its reader, the endpoint, the record of maintenance and the watch over
/// the operator's services, each in a thread of its own, and connects them. No logic of its own. Create, use
/// and destroy in the main thread; nothing here blocks but the destructor, which lets the threads finish
/// their work (the history is written, the knowledge base closed).
class Engine : public QObject
{
    Q_OBJECT
public:
    /// `settingsPath`: the settings file that scheduled jobs are told to read, where it exists.
    explicit Engine(QString settingsPath = {}, QObject *parent = nullptr);
    ~Engine() override;

    /// Starts, or goes on with other settings.
    void apply(const Settings &settings);

    void refresh();
    void countPredicates();
    void snooze(RuleId rule, qint64 untilMs);
    /// Answered by alertsFound().
    void findAlerts(int token, const AlertQuery &query);
    /// Answered by auditFound().
    void findAudit(int token, const AuditQuery &query);
    /// For pages: connect to its slots and signals, and nothing else. It lives in a thread of its own.
    HistoryReader *historyReader() const { return m_reader; }
    /// Searches of the window; made when first asked for, since a process that never searches needs none.
    /// Lives in a thread of its own and as long as this.
    FactsReader *facts();
    /// A job on the base has ended: what is known about its maintenance is found out anew.
    void refreshMaintenance();
    /// Answered by notified().
    void testNotification(NotifyChannel channel);
    /// The endpoint's streams are told of the jobs that this one runs. It lives in the main thread.
    void tellJobsOf(const JobRunner &runner);

Q_SIGNALS:
    void snapshotReady(const hakgal::SnapshotPtr &snapshot);
    void endpointChanged(const hakgal::EndpointState &state);
    /// The history of the base is open, or why it cannot be used.
    void historyOpened(const std::optional<hakgal::Error> &error);
    void alertsFound(int token, const std::vector<hakgal::Alert> &alerts);
    /// Newest first, the journal's and the base's own together. `error`: why rows are missing.
    void auditFound(int token, const std::vector<hakgal::AuditEntry> &rows,
                    const std::optional<hakgal::Error> &error);
    /// Told at the start, after jobs, and where something else has changed.
    void maintenanceChanged(const hakgal::MaintenanceFactsPtr &facts);
    /// A webhook or mail was tried.
    void notified(const hakgal::Delivery &delivery);

private:
    Settings m_settings;
    bool m_started = false;
    Monitor *m_monitor;
    HistoryStore *m_history;
    HistoryReader *m_reader;
    HttpEndpoint *m_endpoint;
    MaintenanceRecord *m_record;
    ServiceWatch *m_services;
    Notifier *m_notifier;
    FactsReader *m_facts = nullptr;
    QString m_settingsPath;
    ScheduledJobs m_scheduled;
    std::unique_ptr<WorkerThread> m_factsThread;
    std::unique_ptr<WorkerThread> m_notifierThread;
    std::unique_ptr<WorkerThread> m_servicesThread;
    std::unique_ptr<WorkerThread> m_recordThread;
    std::unique_ptr<WorkerThread> m_historyThread;
    std::unique_ptr<WorkerThread> m_readerThread;
    std::unique_ptr<WorkerThread> m_endpointThread;
    std::unique_ptr<WorkerThread> m_monitorThread;
};

} // namespace hakgal
