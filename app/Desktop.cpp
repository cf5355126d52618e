// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Desktop.h"

#include "app/SingleInstance.h"

#include "core/config/StatePaths.h"
#include "core/monitor/WorkerThread.h"
#include "core/store/OpenPolicy.h"
#include "ui/NotifyCard.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

#include <utility>

namespace hakgal {

namespace {
Q_LOGGING_CATEGORY(lcDesktop, "hakgal.desktop")
}

Desktop::Desktop(MainWindow &window, SettingsFile file, Settings settings, bool remember, QObject *parent)
    : QObject(parent),
      m_window(window),
      m_file(std::move(file)),
      m_settings(std::move(settings)),
      m_remember(remember),
      m_engine(m_file.path()),
      m_watch(m_file.path()),
      m_reader(new MaintenanceReader),
      m_readerThread(std::make_unique<WorkerThread>(QStringLiteral("maintenance"), m_reader))
{
    connectJobs();
    connect(&m_engine, &Engine::notified, this, [this](const Delivery &delivery) {
        m_deliveries.push_back(delivery);
        if (m_deliveries.size() > NotifyCard::kMostDeliveries)
            m_deliveries.erase(m_deliveries.begin());
    });
    connect(&m_window, &MainWindow::pageMade, this, &Desktop::connectPage);
    connect(&m_engine, &Engine::snapshotReady, &m_window, &MainWindow::showSnapshot);
    connect(&m_engine, &Engine::endpointChanged, &m_window, &MainWindow::showEndpoint);
    connect(&m_engine, &Engine::alertsFound, &m_window, &MainWindow::showAlerts);
    connect(&m_engine, &Engine::historyOpened, &m_window, &MainWindow::historyOpened);
    if (m_remember) {
        connect(&m_watch, &SettingsWatch::changed, this, &Desktop::takeFromFile);
        connect(&m_watch, &SettingsWatch::rejected, this,
                [this](const std::vector<Error> &errors) { m_window.showError(errors.front()); });
    }
    connect(&m_window, &MainWindow::openRequested, this, &Desktop::open);
    connect(&m_window, &MainWindow::settingsChanged, this, &Desktop::take);
    connect(&m_window, &MainWindow::createDemoRequested, this, &Desktop::createDemo);
    connect(&m_window, &MainWindow::snoozeRequested, &m_engine, &Engine::snooze);
    connect(&m_window, &MainWindow::refreshRequested, &m_engine, &Engine::refresh);
    connect(&m_window, &MainWindow::countRequested, &m_engine, &Engine::countPredicates);
    connect(&m_window, &MainWindow::alertsRequested, &m_engine, &Engine::findAlerts);
    connect(&m_engine, &Engine::auditFound, &m_window, &MainWindow::showAudit);
    connect(&m_window, &MainWindow::auditRequested, &m_engine, &Engine::findAudit);
}

Desktop::~Desktop() = default;

void Desktop::start()
{
    m_window.applySettings(m_settings);
    m_engine.apply(m_settings);
    follow();
    if (m_settings.databasePath.isEmpty())
        m_window.showFirstRun();
    else if (!statFile(m_settings.databasePath).exists)
        m_window.showFirstRun(Error{ErrorCode::FileMissing, {m_settings.databasePath}, {}, 0});
    else if (m_remember)
        take(m_settings);
}

void Desktop::open(const QString &path)
{
    Settings settings = m_settings;
    settings.databasePath = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    take(settings);
}

void Desktop::answerOtherStarts(SingleInstance &instance)
{
    m_instance = &instance;
    connect(&instance, &SingleInstance::asked, this, &Desktop::answer);
    connect(&instance, &SingleInstance::handedOver, this, &Desktop::handedOver);
}

void Desktop::answer(const StartRequest &request)
{
    qCInfo(lcDesktop, "the window comes forward for another start");
    m_window.comeForward(request.activation);
    if (!request.page.isEmpty())
        m_window.showPage(request.page);
}

void Desktop::handedOver(bool taken)
{
    const QString path = std::exchange(m_elsewhere, {});
    if (path.isEmpty())
        return;
    if (taken) {
        m_window.tell(QCoreApplication::translate(
                          "hakgal", "%1 is open in another window already; it was asked to come forward.")
                          .arg(plainName(QFileInfo(path).fileName())));
        return;
    }
    // Its program hangs. Watching from here, too, does no harm.
    Settings settings = m_settings;
    settings.databasePath = path;
    apply(settings);
}

void Desktop::take(Settings settings)
{
    if (m_instance && settings.databasePath != m_settings.databasePath &&
        !m_instance->claim(settings.databasePath)) {
        m_elsewhere = std::exchange(settings.databasePath, m_settings.databasePath);
        m_instance->handOver(m_elsewhere, {m_elsewhere, {}, {}});
    }
    apply(settings);
}

void Desktop::apply(const Settings &settings)
{
    m_settings = settings;
    m_window.applySettings(settings);
    m_engine.apply(settings);
    follow();
    if (!m_remember)
        return;
    if (auto saved = m_file.save(settings); !saved)
        m_window.showError(saved.error());
}

/// Another program changed the file: all of it holds at once, but for the base, which this window chose.
void Desktop::takeFromFile(Settings settings)
{
    settings.databasePath = m_settings.databasePath;
    if (settings == m_settings)
        return;
    m_settings = settings;
    m_window.applySettings(settings);
    m_engine.apply(settings);
}

void Desktop::createDemo()
{
    const QString path = StatePaths::root() + QLatin1String("/demo/demo.db");
    if (QFileInfo::exists(path)) {
        open(path);
        return;
    }
    if (m_demo.state() != QProcess::NotRunning)
        return;
    QFile facts(QStringLiteral(":/hakgal/demo/facts.txt"));
    if (!QDir().mkpath(QFileInfo(path).path()) || !facts.open(QIODevice::ReadOnly)) {
        m_window.showError({ErrorCode::WriteFailed, {path}, {}, 0});
        return;
    }
    m_demo.disconnect(this);
    const auto failed = [this, path] {
        m_window.showError(
            {ErrorCode::WriteFailed, {path}, QString::fromUtf8(m_demo.readAllStandardError()), 0});
    };
    connect(&m_demo, &QProcess::errorOccurred, this, [failed](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failed();
    });
    connect(&m_demo, &QProcess::finished, this, [this, path, failed](int code, QProcess::ExitStatus status) {
        if (status == QProcess::NormalExit && code == 0)
            open(path);
        else
            failed();
    });
    m_demo.start(QCoreApplication::applicationDirPath() + QLatin1String("/hakgalctl"),
                 {QStringLiteral("--db"), path, QStringLiteral("import"), QStringLiteral("-"),
                  QStringLiteral("--source"), QStringLiteral("demo")});
    m_demo.write(facts.readAll());
    m_demo.closeWriteChannel();
}

} // namespace hakgal
