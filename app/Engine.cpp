// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Engine.h"

#include "core/config/NotifySettings.h"
#include "core/http/EndpointProbe.h"
#include "core/maintenance/Journal.h"
#include "core/maintenance/service/ServiceWatch.h"
#include "core/monitor/WorkerThread.h"
#include "core/store/FactsReader.h"

#include <QtDebug>

namespace hakgal {

namespace {

/// Runs in the worker's thread; the caller waits. Only used when leaving.
template<typename Worker>
void finish(Worker *worker, void (Worker::*last)())
{
    QMetaObject::invokeMethod(worker, last, Qt::BlockingQueuedConnection);
}

} // namespace

Engine::Engine(QString settingsPath, QObject *parent)
    : QObject(parent),
      m_monitor(new Monitor),
      m_history(new HistoryStore),
      m_reader(new HistoryReader),
      m_endpoint(new HttpEndpoint),
      m_record(new MaintenanceRecord),
      m_services(new ServiceWatch(&askEndpoint)),
      m_notifier(new Notifier),
      m_settingsPath(std::move(settingsPath))
{
    qRegisterMetaType<Settings>();
    qRegisterMetaType<SnapshotPtr>();
    qRegisterMetaType<EndpointState>();
    qRegisterMetaType<RuleId>();
    qRegisterMetaType<AlertQuery>();
    qRegisterMetaType<std::vector<Alert>>();
    qRegisterMetaType<std::optional<Error>>();
    qRegisterMetaType<AuditQuery>();
    qRegisterMetaType<std::vector<AuditEntry>>();
    qRegisterMetaType<MaintenanceFactsPtr>();

    connect(m_monitor, &Monitor::snapshotReady, m_history, &HistoryStore::record);
    connect(m_monitor, &Monitor::snapshotReady, m_endpoint, &HttpEndpoint::publish);
    connect(m_monitor, &Monitor::snapshotReady, this, &Engine::snapshotReady);
    connect(m_history, &HistoryStore::opened, m_monitor, &Monitor::restoreAlerts);
    connect(m_history, &HistoryStore::opened, this,
            [this](const QString &, const std::vector<Alert> &, bool, const std::optional<Error> &error) {
                Q_EMIT historyOpened(error);
            });
    connect(m_history, &HistoryStore::opened, m_services,
            [watch = m_services](const QString &, const std::vector<Alert> &, bool recorder) {
                watch->setRecorder(recorder);
            });
    connect(m_history, &HistoryStore::recorderChanged, m_services, &ServiceWatch::setRecorder);
    connect(m_services, &ServiceWatch::changed, m_monitor, &Monitor::setServices);
    // In the thread of the watch, which may wait for the journal.
    connect(m_services, &ServiceWatch::restarted, m_services,
            [](const QString &databasePath, const QString &service, const QString &problem) {
                qWarning("The service %s was down; its restart command was run. %s", qPrintable(service),
                         qPrintable(problem));
                const QString operation = QStringLiteral("restart_service");
                const auto noted =
                    problem.isEmpty()
                        ? Journal::add(databasePath, operation, {{QStringLiteral("service"), service}})
                        : Journal::addFailure(databasePath, operation,
                                              {ErrorCode::VerifyFailed, {service, problem}, {}, 0});
                if (!noted)
                    qWarning("The journal could not be written: %s", qPrintable(noted.error().detail));
            });
    connect(m_history, &HistoryStore::recorderChanged, m_monitor, &Monitor::setRecorder);
    connect(m_history, &HistoryStore::failed, m_monitor, &Monitor::setHistoryError);
    connect(m_reader, &HistoryReader::entriesReady, m_endpoint, &HttpEndpoint::fillHistory);
    connect(m_history, &HistoryStore::alertsFound, this, &Engine::alertsFound);
    connect(m_endpoint, &HttpEndpoint::stateChanged, m_monitor, &Monitor::setEndpointState);
    connect(m_endpoint, &HttpEndpoint::stateChanged, this, &Engine::endpointChanged);
    connect(m_record, &MaintenanceRecord::changed, this, &Engine::maintenanceChanged);
    connect(m_record, &MaintenanceRecord::auditFound, this, &Engine::auditFound);
    connect(m_record, &MaintenanceRecord::changed, m_monitor, &Monitor::setMaintenance);
    connect(m_record, &MaintenanceRecord::changed, &m_scheduled, &ScheduledJobs::setFacts);
    connect(m_monitor, &Monitor::snapshotReady, &m_scheduled, [this](const SnapshotPtr &snapshot) {
        if (snapshot->sample.database.path == m_settings.databasePath)
            m_scheduled.setRecorder(snapshot->recorder);
    });
    connect(&m_scheduled, &ScheduledJobs::noteRequested, m_record, &MaintenanceRecord::note);
    connect(&m_scheduled, &ScheduledJobs::jobEnded, m_record, &MaintenanceRecord::jobEnded);
    tellJobsOf(m_scheduled.runner());

    connect(m_monitor, &Monitor::snapshotReady, m_notifier, &Notifier::publish);
    connect(m_notifier, &Notifier::delivered, this, &Engine::notified);

    m_notifierThread = std::make_unique<WorkerThread>(QStringLiteral("notify"), m_notifier);
    m_servicesThread = std::make_unique<WorkerThread>(QStringLiteral("services"), m_services);
    m_recordThread = std::make_unique<WorkerThread>(QStringLiteral("record"), m_record);
    m_historyThread = std::make_unique<WorkerThread>(QStringLiteral("history"), m_history);
    m_readerThread = std::make_unique<WorkerThread>(QStringLiteral("reader"), m_reader);
    m_endpointThread = std::make_unique<WorkerThread>(QStringLiteral("http"), m_endpoint);
    m_monitorThread = std::make_unique<WorkerThread>(QStringLiteral("monitor"), m_monitor);
}

Engine::~Engine()
{
    // It goes after the endpoint, and may still end a job then.
    disconnect(&m_scheduled.runner(), nullptr, this, nullptr);
    if (m_facts)
        m_facts->supersede(-1); // nobody waits for it any more
    m_services->leave();
    m_notifier->leave();
    // Producers before consumers, so that the last tick still reaches the history.
    finish(m_monitor, &Monitor::stop);
    finish(m_endpoint, &HttpEndpoint::stop);
    finish(m_reader, &HistoryReader::close);
    finish(m_history, &HistoryStore::close);
    finish(m_record, &MaintenanceRecord::close);
}

void Engine::apply(const Settings &settings)
{
    const bool otherBase = !m_started || settings.databasePath != m_settings.databasePath;
    const bool otherFolder = settings.backupDirectory != m_settings.backupDirectory;
    const bool moreHistory = settings.maxHistorySize > m_settings.maxHistorySize;
    m_started = true;
    m_settings = settings;
    QMetaObject::invokeMethod(m_endpoint, [worker = m_endpoint, settings] { worker->apply(settings); });
    QMetaObject::invokeMethod(m_monitor, [worker = m_monitor, settings] { worker->apply(settings); });
    QMetaObject::invokeMethod(m_services, [worker = m_services, settings] { worker->apply(settings); });
    QMetaObject::invokeMethod(
        m_notifier, [worker = m_notifier, settings, secrets = secretsPath(settings, m_settingsPath)] {
            worker->apply(settings, secrets);
        });
    m_scheduled.apply(settings, m_settingsPath);
    if (otherBase || otherFolder) {
        QMetaObject::invokeMethod(
            m_record, [worker = m_record, path = settings.databasePath, folder = settings.backupDirectory] {
                if (path.isEmpty())
                    worker->close();
                else
                    worker->openFor(path, folder);
            });
    }
    if (otherBase || moreHistory) {
        QMetaObject::invokeMethod(m_reader, [worker = m_reader, path = settings.databasePath, otherBase,
                                             most = settings.maxHistorySize] {
            if (otherBase)
                worker->openFor(path);
            if (!path.isEmpty())
                worker->readEntries(most);
        });
    }
    if (!otherBase)
        return;
    QMetaObject::invokeMethod(m_history, [worker = m_history, path = settings.databasePath] {
        if (path.isEmpty())
            worker->close();
        else
            worker->openFor(path);
    });
}

FactsReader *Engine::facts()
{
    if (!m_facts) {
        qRegisterMetaType<FactKey>();
        qRegisterMetaType<Error>();
        qRegisterMetaType<FactsRequest>();
        qRegisterMetaType<FactsAnswer>();
        qRegisterMetaType<FactsProgress>();
        qRegisterMetaType<FactsCount>();
        qRegisterMetaType<std::optional<FactDetails>>();
        qRegisterMetaType<QueryCacheFigures>();
        m_facts = new FactsReader;
        connect(m_facts, &FactsReader::cacheChanged, m_monitor, &Monitor::setQueryCache);
        m_factsThread = std::make_unique<WorkerThread>(QStringLiteral("facts"), m_facts);
    }
    return m_facts;
}

void Engine::refresh()
{
    QMetaObject::invokeMethod(m_monitor, &Monitor::refresh);
}

void Engine::countPredicates()
{
    QMetaObject::invokeMethod(m_monitor, &Monitor::countPredicates);
}

void Engine::snooze(RuleId rule, qint64 untilMs)
{
    QMetaObject::invokeMethod(m_monitor,
                              [worker = m_monitor, rule, untilMs] { worker->snooze(rule, untilMs); });
    QMetaObject::invokeMethod(m_history,
                              [worker = m_history, rule, untilMs] { worker->storeSnooze(rule, untilMs); });
}

void Engine::findAlerts(int token, const AlertQuery &query)
{
    QMetaObject::invokeMethod(m_history,
                              [worker = m_history, token, query] { worker->findAlerts(token, query); });
}

void Engine::findAudit(int token, const AuditQuery &query)
{
    QMetaObject::invokeMethod(m_record,
                              [worker = m_record, token, query] { worker->findAudit(token, query); });
}

void Engine::testNotification(NotifyChannel channel)
{
    QMetaObject::invokeMethod(m_notifier, [worker = m_notifier, channel] { worker->test(channel); });
}

void Engine::tellJobsOf(const JobRunner &runner)
{
    const auto tell = [this](const QString &verb, const QString &state, const JobProgress &progress) {
        QMetaObject::invokeMethod(m_endpoint, [worker = m_endpoint, job = JobEvent{verb, state, progress}] {
            worker->publishJob(job);
        });
    };
    const auto running = [tell, &runner] {
        tell(runner.verb(), QStringLiteral("running"), runner.progress());
    };
    connect(&runner, &JobRunner::started, this, running);
    connect(&runner, &JobRunner::progressed, this, running);
    connect(&runner, &JobRunner::finished, this, [tell](const QString &verb, const JobReport &report) {
        QString state = QStringLiteral("failed");
        if (report.state == JobState::Succeeded)
            state = QStringLiteral("succeeded");
        else if (report.state == JobState::Cancelled)
            state = QStringLiteral("cancelled");
        tell(verb, state, {});
    });
}

void Engine::refreshMaintenance()
{
    QMetaObject::invokeMethod(m_record, &MaintenanceRecord::refresh);
}

} // namespace hakgal
