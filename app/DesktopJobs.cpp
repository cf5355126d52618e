// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Desktop that runs jobs: connects window, runners and reader, and leaves in order.
#include "app/Desktop.h"

#include "app/Restart.h"
#include "core/monitor/WorkerThread.h"
#include "ui/WindowJobs.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QSessionManager>

namespace hakgal {

void Desktop::connectJobs()
{
    WindowJobs &jobs = m_window.jobs();
    connect(&m_job, &JobRunner::started, &jobs, &WindowJobs::showStarted);
    connect(&m_job, &JobRunner::progressed, &jobs, &WindowJobs::showProgress);
    connect(&m_job, &JobRunner::finished, this, &Desktop::jobEnded);
    m_engine.tellJobsOf(m_job);
    connect(&jobs, &WindowJobs::requested, this, &Desktop::startJob);
    connect(&jobs, &WindowJobs::cancelRequested, &m_job, &JobRunner::cancel);

    connect(&m_queries, &QueryRunner::progressed, &jobs, &WindowJobs::queryProgressed);
    connect(&m_queries, &QueryRunner::answered, &jobs, &WindowJobs::answered);
    connect(&jobs, &WindowJobs::queryCancelRequested, &m_queries, &QueryRunner::cancel);
    connect(&jobs, &WindowJobs::queryRequested, this,
            [this](const QString &topic, const QStringList &verbAndArguments) {
                m_queries.ask(topic, m_settings.databasePath, configFile(), verbAndArguments);
            });

    connect(m_reader, &MaintenanceReader::leaseChanged, &jobs, &WindowJobs::showLease);
    connect(m_reader, &MaintenanceReader::backupsListed, &m_window, &MainWindow::showBackups);
    connect(&m_window, &MainWindow::backupsRequested, this, [this] {
        QMetaObject::invokeMethod(
            m_reader, [reader = m_reader, path = m_settings.databasePath,
                       folder = m_settings.backupDirectory] { reader->listBackups(path, folder); });
    });

    connect(m_reader, &MaintenanceReader::cutOffJobFound, this, [this](const QString &path) {
        // Finished or reversed by a job of its own, which tells what it did. Once: what cannot be settled is
        // a finding of the diagnosis.
        if (path == m_settings.databasePath && path != m_settledFor) {
            m_settledFor = path;
            startJob({QStringLiteral("repair"), QStringLiteral("--only"), QStringLiteral("swap.open_intent"),
                      QStringLiteral("--yes")});
        }
    });
    connect(&m_engine, &Engine::maintenanceChanged, &m_window, &MainWindow::showMaintenance);

    connect(&jobs, &WindowJobs::holdChanged, this,
            [this](const QString &why) { m_hold.set(m_window.winId(), why); });
    connect(&m_signal, &StopSignal::received, this, &Desktop::stop);
    // Direct: the session manager asks, and goes on when we return.
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this,
        [this](QSessionManager &session) {
            if (!m_window.jobs().holdsSession())
                return;
            // Without a question the session must wait until the operator has seen ours.
            if (session.allowsInteraction())
                session.release();
            session.cancel();
        },
        Qt::DirectConnection);
}

void Desktop::restartAfterUpdates()
{
    const auto ask = [this] {
        QStringList arguments;
        if (m_file.path() != SettingsFile::defaultPath())
            arguments << QStringLiteral("--config") << QFileInfo(m_file.path()).absoluteFilePath();
        if (!m_window.isVisible() || m_window.isMinimized())
            arguments << QStringLiteral("--hidden");
        if (!m_settings.databasePath.isEmpty())
            arguments << m_settings.databasePath;
        restartAfterUpdate(arguments);
    };
    ask(); // an installer looks for it before it asks for the end of the session
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, ask, Qt::DirectConnection);
}

QString Desktop::configFile() const
{
    return QFileInfo::exists(m_file.path()) ? m_file.path() : QString();
}

void Desktop::follow()
{
    QMetaObject::invokeMethod(m_reader,
                              [reader = m_reader, path = m_settings.databasePath] { reader->watch(path); });
}

void Desktop::startJob(const QStringList &verbAndArguments)
{
    if (!m_stopping)
        m_job.start(m_settings.databasePath, configFile(), verbAndArguments);
}

void Desktop::jobEnded(const QString &verb, const JobReport &report)
{
    QMetaObject::invokeMethod(m_reader, &MaintenanceReader::look);
    if (verb == QLatin1String("repair") && m_remember) {
        // A remedy may have changed the address that is served.
        SettingsFile::Loaded loaded = m_file.load();
        loaded.settings.databasePath = m_settings.databasePath;
        if (loaded.errors.empty() && loaded.settings != m_settings)
            take(loaded.settings);
    }
    m_window.jobs().showReport(verb, report);
    m_engine.refresh();
    m_engine.refreshMaintenance();
    if (m_stopping)
        leave();
}

void Desktop::stop()
{
    m_stopping = true;
    if (m_job.state() == JobState::Running)
        m_job.cancel();
    else
        leave();
}

void Desktop::leave()
{
    m_window.remember();
    QCoreApplication::exit(0);
}

} // namespace hakgal
