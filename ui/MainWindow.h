// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/history/HistoryStore.h"
#include "core/maintenance/MaintenanceReader.h"
#include "core/maintenance/MaintenanceRecord.h"
#include "core/metrics/MaintenanceFacts.h"
#include "core/metrics/SampleHistory.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"
#include "ui/ChartSeries.h"
#include "ui/Page.h"
#include "ui/WindowState.h"

#include <QMainWindow>
#include <QPointer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QActionGroup;
class QStackedWidget;

namespace hakgal {

class AlertsPage;
class AuditPage;
class ExportDialog;
class FactsPage;
class FirstRunPage;
class HelpWindow;
class ImportDialog;
class LogWindow;
class NavigationRail;
class OverviewPage;
class SettingsPage;
class Theme;
class TodaysAlerts;
class Tray;
class WindowJobs;

/// The frame: menus, rail and pages. Knows no engine: values come in by slots, wishes go out by signals, and
/// nothing here reads a database or waits. Pages are made when they are first shown. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// `settingsPath`: the INI file whose group `window/` remembers geometry, page, theme, chart window and
    /// recent files; empty: nothing is remembered. The theme's mode is taken from there.
    MainWindow(Theme &theme, const Catalogue &catalogue, const QString &settingsPath,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Names as in `hakgal --page`; only pages that exist.
    QStringList pages() const;
    QString currentPage() const;
    /// False where there is no such page (nothing changes).
    bool showPage(const QString &id);

    /// Knowledge bases that were open before, newest first.
    QStringList recentFiles() const { return m_state.recent; }

    /// Asks for a file, as File > Open.
    void chooseFile();
    /// Shows the import dialog, with this file where one is given.
    void showImport(const QString &file = {});
    /// Shows the export dialog.
    void showExport();
    /// Finished maintenance, as vertical lines in the charts.
    void setMarkers(std::vector<ChartMarker> markers);

    /// What it does about jobs; lives as long as the window.
    WindowJobs &jobs() { return *m_jobs; }

    /// Ends the program as closing does where there is no tray to stay in.
    void quit();
    /// Writes down what the window remembers, as closing does.
    void remember();
    /// Shows the window before all others, out of the tray too. `activation`: the desktop's token that allows
    /// it; without one the desktop may only point at the window.
    void comeForward(const QString &activation = {});
    /// In place of show(): in the tray, or minimized where there is none.
    void startHidden();
    /// A sentence for the operator, in a box that waits for nobody.
    void tell(const QString &words);

public Q_SLOTS:
    /// One tick. A base that can be read goes to the top of the recent files.
    void showSnapshot(const hakgal::SnapshotPtr &snapshot);
    /// The settings in force.
    void applySettings(const hakgal::Settings &settings);
    /// What is wrong with the settings file or with saving it; empty: nothing.
    void showSettingsErrors(const std::vector<hakgal::Error> &errors);
    /// The endpoint between two ticks.
    void showEndpoint(const hakgal::EndpointState &state);
    /// There is no base to show: the page that opens or creates one. It stays until a base is read or chosen.
    void showFirstRun(const std::optional<hakgal::Error> &error = std::nullopt);
    /// The history of the base is open (no error) or cannot be used. Asks for today's alerts.
    void historyOpened(const std::optional<hakgal::Error> &error);
    /// The answer to alertsRequested().
    void showAlerts(int token, const std::vector<hakgal::Alert> &alerts);
    /// Something the operator asked for failed; a plain sentence in a box.
    void showError(const hakgal::Error &error);

    /// What was done to the base, for the charts.
    void showMaintenance(const hakgal::MaintenanceFactsPtr &facts);
    /// The answer to backupsRequested().
    void showBackups(const hakgal::BackupList &list);
    /// The answer to auditRequested().
    void showAudit(int token, const std::vector<hakgal::AuditEntry> &rows,
                   const std::optional<hakgal::Error> &error);

Q_SIGNALS:
    /// The backups of the base that is shown.
    void backupsRequested();
    void openRequested(const QString &path);
    void settingsChanged(const hakgal::Settings &settings);
    void createDemoRequested();
    void snoozeRequested(hakgal::RuleId rule, qint64 untilMs);
    void refreshRequested();
    /// The facts by predicate shall be counted, however long it takes.
    void countRequested();
    void alertsRequested(int token, const hakgal::AlertQuery &query);
    void auditRequested(int token, const hakgal::AuditQuery &query);
    /// A page was made: what only it asks for is connected by whoever has the answers.
    void pageMade(hakgal::Page *page);
    /// The snapshot of this tick is on the screen (or in the offscreen picture).
    void painted(quint64 tick);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeMenus();
    void makeFileMenu();
    void makeViewMenu();
    void makeHelpMenu();
    void fillRecent();
    void enterPage(const QString &id);
    void addPages();
    /// What all tables and charts below this have in common: they can be copied and saved, and columns and
    /// splitters are as they were left.
    void equip(QWidget *parent);
    /// The widget of that name: the page, or the first-run page in place of the overview.
    QWidget *page(const QString &id);
    Page *makePage(const QString &id);
    OverviewPage *makeOverview();
    FactsPage *makeFacts();
    AlertsPage *makeAlerts();
    /// The base that is shown, or else the one of the settings; empty: none.
    QString database() const;
    void showTransfer();
    FirstRunPage *firstRunPage();
    void requestOpen(const QString &path);
    void showBadge(const Snapshot &snapshot);
    void followReason(const StatusReason &reason);
    void showFooter();
    void showTitle();
    void setThemeMode(ThemeMode mode);
    void setChartSeconds(int seconds);
    void showLog();
    void showAbout();
    void showHelp(const QString &page);
    void showShortcuts();
    void tellPainted();

    Theme &m_theme;
    Catalogue m_catalogue;
    QString m_settingsPath;
    WindowState m_state;
    Settings m_settings;
    std::vector<Error> m_settingsErrors;
    std::optional<Error> m_historyError;

    SnapshotPtr m_snapshot;
    EndpointState m_endpoint;
    SampleHistory m_history;
    std::vector<ChartMarker> m_markers;
    QPointer<ImportDialog> m_import;
    QPointer<ExportDialog> m_export;
    bool m_quitting = false; ///< the window is not to stay in the tray
    bool m_firstRun = false;
    std::optional<Error> m_firstRunError;
    quint64 m_unpaintedTick = 0; ///< 0: every snapshot is on the screen

    TodaysAlerts *m_today;
    WindowJobs *m_jobs;
    Tray *m_tray;
    NavigationRail *m_rail;
    QStackedWidget *m_stack;
    OverviewPage *m_overview = nullptr;
    AlertsPage *m_alerts = nullptr;
    std::map<QString, Page *> m_pages; ///< those that were made
    AuditPage *m_audit = nullptr;
    SettingsPage *m_settingsPage = nullptr;
    FirstRunPage *m_firstRunPage = nullptr;
    std::unique_ptr<LogWindow> m_log;
    std::unique_ptr<HelpWindow> m_help;
    QMenu *m_recentMenu = nullptr;
    QActionGroup *m_themeActions = nullptr;
    QActionGroup *m_windowActions = nullptr;
};

} // namespace hakgal
