// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of MainWindow: which there are, how each is made, and what of each is the window's own business.
// What a page asks of the engine is connected elsewhere (MainWindow::pageMade).
#include "ui/AlertsPage.h"
#include "ui/AuditPage.h"
#include "ui/BackupsPage.h"
#include "ui/ChartCard.h"
#include "ui/EndpointPage.h"
#include "ui/FactsPage.h"
#include "ui/FirstRunPage.h"
#include "ui/HistoryPage.h"
#include "ui/MainWindow.h"
#include "ui/NavigationRail.h"
#include "ui/OptimizePage.h"
#include "ui/OverviewPage.h"
#include "ui/RepairPage.h"
#include "ui/ScaleTestPage.h"
#include "ui/SettingsPage.h"
#include "ui/TableActions.h"
#include "ui/TableColumns.h"
#include "ui/TodaysAlerts.h"
#include "ui/WindowJobs.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace hakgal {

void MainWindow::addPages()
{
    m_rail->addPage(QStringLiteral("overview"), tr("Overview"));
    m_rail->addPage(QStringLiteral("facts"), tr("Facts"));
    m_rail->addPage(QStringLiteral("history"), tr("History"));
    m_rail->addPage(QStringLiteral("alerts"), tr("Alerts"));
    m_rail->addPage(QStringLiteral("optimize"), tr("Optimize"));
    m_rail->addPage(QStringLiteral("repair"), tr("Repair"));
    m_rail->addPage(QStringLiteral("backups"), tr("Backups"));
    m_rail->addPage(QStringLiteral("audit"), tr("Audit"));
    m_rail->addPage(QStringLiteral("scale-test"), tr("Scale test"));
    m_rail->addPage(QStringLiteral("endpoint"), tr("Endpoint"));
    m_rail->addPage(QStringLiteral("settings"), tr("Settings"));
}

QWidget *MainWindow::page(const QString &id)
{
    if (m_firstRun && id == QLatin1String("overview"))
        return firstRunPage();
    const auto made = m_pages.find(id);
    if (made != m_pages.end())
        return made->second;
    Page *page = makePage(id);
    m_pages.emplace(id, page);
    page->applySettings(m_settings);
    page->setDatabase(database());
    if (m_snapshot)
        page->showSnapshot(m_snapshot);
    if (auto *jobs = qobject_cast<JobPage *>(page))
        m_jobs->add(jobs);
    equip(page);
    connect(page, &Page::pageRequested, this, &MainWindow::showPage);
    Q_EMIT pageMade(page);
    m_stack->addWidget(page);
    return page;
}

void MainWindow::equip(QWidget *parent)
{
    const auto shown = [this] { return database(); };
    for (ChartCard *chart : parent->findChildren<ChartCard *>())
        chart->setSaving(m_catalogue, shown);
    for (QTableView *table : parent->findChildren<QTableView *>()) {
        tables::complete(table, m_catalogue, shown);
        const QString name = table->objectName();
        if (name.isEmpty() || name == QLatin1String("factsTable")) // that page keeps which are shown, too
            continue;
        setColumns(*table, m_state.columns.value(name));
        const auto keep = [this, table, name] {
            if (const QString columns = columnsOf(*table); !columns.isEmpty())
                m_state.columns.insert(name, columns);
        };
        connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, keep);
        connect(table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, keep);
    }
    for (QSplitter *splitter : parent->findChildren<QSplitter *>()) {
        const QString name = splitter->objectName();
        if (name.isEmpty())
            continue;
        splitter->restoreState(m_state.splitters.value(name));
        connect(splitter, &QSplitter::splitterMoved, this,
                [this, splitter, name] { m_state.splitters.insert(name, splitter->saveState()); });
    }
}

Page *MainWindow::makePage(const QString &id)
{
    if (id == QLatin1String("facts"))
        return makeFacts();
    if (id == QLatin1String("alerts"))
        return makeAlerts();
    if (id == QLatin1String("history")) {
        auto *history = new HistoryPage(m_theme, m_catalogue, &Instant::now, m_stack);
        history->setCharts(m_state.historyCharts);
        connect(history, &HistoryPage::chartsChosen, this,
                [this](const QStringList &names) { m_state.historyCharts = names; });
        return history;
    }
    if (id == QLatin1String("optimize"))
        return new OptimizePage(m_theme, m_catalogue, m_stack);
    if (id == QLatin1String("repair")) {
        auto *repair = new RepairPage(m_theme, m_catalogue, &Instant::now, m_stack);
        connect(repair, &RepairPage::reasonChosen, this, &MainWindow::followReason);
        return repair;
    }
    if (id == QLatin1String("backups")) {
        auto *backups = new BackupsPage(m_theme, m_catalogue, m_stack);
        connect(backups, &BackupsPage::backupsRequested, this, &MainWindow::backupsRequested);
        return backups;
    }
    if (id == QLatin1String("audit")) {
        m_audit = new AuditPage(m_theme, m_catalogue, &Instant::now, m_stack);
        connect(m_audit, &AuditPage::auditRequested, this, &MainWindow::auditRequested);
        connect(m_jobs, &WindowJobs::ended, m_audit, &AuditPage::refresh);
        return m_audit;
    }
    if (id == QLatin1String("scale-test"))
        return new ScaleTestPage(m_theme, m_catalogue, m_stack);
    if (id == QLatin1String("endpoint"))
        return new EndpointPage(m_theme, m_catalogue, m_stack);
    if (id == QLatin1String("settings")) {
        m_settingsPage = new SettingsPage(m_theme, m_catalogue, m_stack);
        m_settingsPage->setFile(m_settingsPath);
        m_settingsPage->setFileErrors(m_settingsErrors);
        connect(m_settingsPage, &SettingsPage::settingsChanged, this, &MainWindow::settingsChanged);
        return m_settingsPage;
    }
    return makeOverview();
}

OverviewPage *MainWindow::makeOverview()
{
    m_overview = new OverviewPage(m_theme, m_catalogue, m_history, m_today->model(), m_stack);
    m_overview->setWindowSeconds(m_state.chartSeconds);
    m_overview->setMarkers(m_markers);
    connect(m_overview, &OverviewPage::windowChosen, this, &MainWindow::setChartSeconds);
    connect(m_overview, &OverviewPage::countRequested, this, &MainWindow::countRequested);
    connect(m_overview, &OverviewPage::reasonChosen, this, &MainWindow::followReason);
    connect(m_overview, &OverviewPage::alertChosen, this, [this](RuleId rule, qint64 startedMs) {
        showPage(QStringLiteral("alerts"));
        m_alerts->choose(rule, startedMs);
    });
    return m_overview;
}

FactsPage *MainWindow::makeFacts()
{
    auto *facts = new FactsPage(m_theme, m_catalogue, m_stack);
    facts->setColumns(m_state.factsColumns);
    connect(facts, &FactsPage::countRequested, this, &MainWindow::countRequested);
    connect(facts, &FactsPage::importWanted, this, [this] { showImport(); });
    connect(facts, &FactsPage::exportWanted, this, &MainWindow::showExport);
    connect(facts, &FactsPage::columnsChanged, this,
            [this](const QByteArray &columns) { m_state.factsColumns = columns; });
    return facts;
}

AlertsPage *MainWindow::makeAlerts()
{
    m_alerts = new AlertsPage(m_theme, m_catalogue, &Instant::now, m_stack);
    connect(m_alerts, &AlertsPage::alertsRequested, this, &MainWindow::alertsRequested);
    connect(m_alerts, &AlertsPage::snoozeRequested, this, &MainWindow::snoozeRequested);
    m_alerts->setHistoryError(m_historyError);
    return m_alerts;
}

void MainWindow::showBackups(const BackupList &list)
{
    const auto backups = m_pages.find(QStringLiteral("backups"));
    if (backups != m_pages.end())
        static_cast<BackupsPage *>(backups->second)->showBackups(list);
}

void MainWindow::showAudit(int token, const std::vector<AuditEntry> &rows, const std::optional<Error> &error)
{
    if (m_audit)
        m_audit->setAudit(token, rows, error);
}

FirstRunPage *MainWindow::firstRunPage()
{
    if (!m_firstRunPage) {
        m_firstRunPage = new FirstRunPage(m_theme, m_catalogue, m_stack);
        m_stack->addWidget(m_firstRunPage);
        connect(m_firstRunPage, &FirstRunPage::openRequested, this, &MainWindow::chooseFile);
        connect(m_firstRunPage, &FirstRunPage::demoRequested, this, &MainWindow::createDemoRequested);
        connect(m_firstRunPage, &FirstRunPage::fileChosen, this, &MainWindow::requestOpen);
    }
    m_firstRunPage->setRecentFiles(m_state.recent);
    m_firstRunPage->setError(m_firstRunError);
    return m_firstRunPage;
}

} // namespace hakgal
