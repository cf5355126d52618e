// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Engine.h"
#include "app/SettingsWatch.h"
#include "app/ShutdownHold.h"
#include "app/StopSignal.h"
#include "core/config/SettingsFile.h"
#include "core/maintenance/QueryRunner.h"
#include "ui/MainWindow.h"

#include <QObject>
#include <QProcess>

namespace hakgal {

class AutostartCard;
class FactsPage;
class HistoryPage;
class NotifyCard;
class SingleInstance;
class WorkerThread;
struct StartRequest;

/// The window and the engine, connected: opening a base, keeping settings, making the demo base. GUI thread;
/// never touches a database and never waits: the demo base is made by hakgalctl in a process of its own, and
/// so are jobs and questions about maintenance. What StopSignal tells of cancels the running job,
/// waits for its end and leaves, also from the tray.
class Desktop : public QObject
{
    Q_OBJECT
public:
    /// `settings` as loaded, with database_path replaced by the command line's file where there was one.
    /// `remember`: whether changes go to the settings file (pictures are taken without).
    Desktop(MainWindow &window, SettingsFile file, Settings settings, bool remember,
            QObject *parent = nullptr);
    ~Desktop() override;

    /// Starts measuring; shows the first-run page where there is no base.
    void start();

    /// From now on this window answers other starts, and a base that another window shows is not opened here:
    /// that window comes forward. `instance` has claimed the base of the settings and outlives this.
    void answerOtherStarts(SingleInstance &instance);

    /// Where an installer has to close this program, it is started again when it is done, with the base and
    /// as hidden as it was.
    void restartAfterUpdates();

    /// Cancels the job that runs, and leaves the event loop when it has ended.
    void stop();

private:
    void connectJobs();
    void connectNotifications(NotifyCard *card);
    void connectAutostart(AutostartCard *card);
    void connectPage(Page *page);
    void connectFacts(FactsPage *page);
    void connectHistory(HistoryPage *page);
    void startJob(const QStringList &verbAndArguments);
    void jobEnded(const QString &verb, const JobReport &report);
    void leave();
    /// The settings file, where there is one: children are told to read it.
    QString configFile() const;
    void follow();
    void open(const QString &path);
    void take(Settings settings);
    void apply(const Settings &settings);
    void answer(const StartRequest &request);
    void handedOver(bool taken);
    void takeFromFile(Settings settings);
    void createDemo();

    MainWindow &m_window;
    SettingsFile m_file;
    Settings m_settings;
    bool m_remember;
    Engine m_engine;
    SettingsWatch m_watch;
    QProcess m_demo;
    SingleInstance *m_instance = nullptr;
    QString m_elsewhere; ///< the base that another window was asked to show
    StopSignal m_signal;
    bool m_stopping = false;
    MaintenanceReader *m_reader;
    std::unique_ptr<WorkerThread> m_readerThread;
    std::unique_ptr<WorkerThread> m_reportThread; ///< from the first History page on
    QueryRunner m_queries;
    JobRunner m_job;
    ShutdownHold m_hold;
    std::vector<Delivery> m_deliveries; ///< newest last, as many as the page shows
    QString m_settledFor;               ///< the base for which what a cut-off job had left was settled
};

} // namespace hakgal
