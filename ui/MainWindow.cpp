// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MainWindow.h"

#include "ui/AlertsPage.h"
#include "ui/FileDialog.h"
#include "ui/FirstRunPage.h"
#include "ui/HelpWindow.h"
#include "ui/ImportDialog.h"
#include "ui/JobText.h"
#include "ui/LogWindow.h"
#include "ui/NavigationRail.h"
#include "ui/OverviewPage.h"
#include "ui/OverviewText.h"
#include "ui/SettingsPage.h"
#include "ui/TabOrder.h"
#include "ui/Theme.h"
#include "ui/TodaysAlerts.h"
#include "ui/Tray.h"
#include "ui/WindowJobs.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QThread>
#include <QTimer>
#include <QWindow>

#include <algorithm>

namespace hakgal {

namespace {

const QString kOverview = QStringLiteral("overview");
const QString kAlerts = QStringLiteral("alerts");
const QString kSettings = QStringLiteral("settings");

/// One hour at the shortest interval.
constexpr std::size_t kRing = 18000;

/// The one local file of a drag; empty where it is something else.
QString draggedFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(Theme &theme, const Catalogue &catalogue, const QString &settingsPath, QWidget *parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_settingsPath(settingsPath),
      m_state(WindowState::load(settingsPath)),
      m_history(kRing),
      m_today(new TodaysAlerts(catalogue, this)),
      m_jobs(new WindowJobs(catalogue, *this)),
      m_tray(new Tray(theme, catalogue, this)),
      m_rail(new NavigationRail(theme, this)),
      m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    theme.setMode(m_state.theme);

    addPages();

    auto *central = new QWidget(this);
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    setCentralWidget(central);
    makeMenus();
    showTitle();

    setMinimumSize(layout::kLeastWindow * layout::textScale());
    resize(QSize(1280, 820).expandedTo(minimumSize()));
    if (!m_state.geometry.isEmpty())
        restoreGeometry(m_state.geometry);
    connect(m_rail, &NavigationRail::chosen, this, &MainWindow::enterPage);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(m_tray, &Tray::openRequested, this, &MainWindow::comeForward);
    connect(m_tray, &Tray::quitRequested, this, &MainWindow::quit);
    connect(m_today, &TodaysAlerts::requested, this, &MainWindow::alertsRequested);
    connect(m_jobs, &WindowJobs::changed, this, &MainWindow::showFooter);
    connect(m_jobs, &WindowJobs::quitWanted, this, &MainWindow::quit);
}

MainWindow::~MainWindow() = default;

QStringList MainWindow::pages() const
{
    return m_rail->pages();
}

QString MainWindow::currentPage() const
{
    return m_rail->current();
}

bool MainWindow::showPage(const QString &id)
{
    if (!pages().contains(id))
        return false;
    m_rail->setCurrent(id);
    return true;
}

void MainWindow::enterPage(const QString &id)
{
    const auto left = m_pages.find(m_state.page);
    if (left != m_pages.end() && m_stack->currentWidget() == left->second && id != left->first &&
        !left->second->confirmLeave()) {
        m_rail->setCurrent(left->first);
        return;
    }
    m_stack->setCurrentWidget(page(id));
    tabAsRead(m_stack->currentWidget());
    m_state.page = id;
}

void MainWindow::showFirstRun(const std::optional<Error> &error)
{
    m_firstRun = true;
    m_firstRunError = error;
    if (currentPage() == kOverview)
        m_stack->setCurrentWidget(firstRunPage());
}

void MainWindow::chooseFile()
{
    const QString shown = m_snapshot ? m_snapshot->sample.database.path : m_state.recent.value(0);
    auto *dialog = new FileDialog(this, tr("Open knowledge base"), FileDialog::folderOf(shown),
                                  tr("Knowledge bases (*.db *.sqlite *.sqlite3);;All files (*)"));
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::requestOpen);
    dialog->QDialog::open();
}

void MainWindow::requestOpen(const QString &path)
{
    if (const QString verb = m_jobs->running(); !verb.isEmpty()) {
        tell(tr("%1 Another knowledge base can be opened when it is done.")
                 .arg(JobText(m_catalogue).busy(verb)));
        return;
    }
    m_firstRun = false;
    showPage(kOverview);
    m_stack->setCurrentWidget(page(kOverview));
    Q_EMIT openRequested(QFileInfo(path).absoluteFilePath());
}

void MainWindow::setMarkers(std::vector<ChartMarker> markers)
{
    m_markers = std::move(markers);
    if (m_overview)
        m_overview->setMarkers(m_markers);
}

void MainWindow::showSnapshot(const SnapshotPtr &snapshot)
{
    const DatabaseState &database = snapshot->sample.database;
    const bool other = !m_snapshot || m_snapshot->sample.database.path != database.path;
    if (other) {
        // Lines and alerts of another base have no place under this one's name.
        m_history.clear();
        m_today->forget();
    }
    m_snapshot = snapshot;
    if (other) {
        for (const auto &[id, page] : m_pages)
            page->setDatabase(database.path);
        m_jobs->setDatabase(database.path);
    }
    m_history.add(snapshot->sample);
    if (snapshot->endpoint.scrapes >= m_endpoint.scrapes)
        m_endpoint = snapshot->endpoint;

    if (database.path.isEmpty() && !m_firstRun) {
        showFirstRun();
    } else if (database.reach == DatabaseState::Reach::Reachable) {
        if (m_firstRun) {
            m_firstRun = false;
            if (currentPage() == kOverview)
                m_stack->setCurrentWidget(page(kOverview));
        }
        if (m_state.recent.value(0) != database.path)
            m_state.addRecent(database.path);
    }

    m_today->follow(*snapshot);
    showBadge(*snapshot);
    m_tray->showSnapshot(snapshot);
    m_rail->setStatus(kOverview, snapshot->status, m_catalogue.status(snapshot->status));
    showFooter();
    showTitle();
    for (const auto &[id, page] : m_pages)
        page->showSnapshot(snapshot);

    m_unpaintedTick = snapshot->sample.tick;
    // Something has to be painted even where nothing changed, or painted() would wait for the next tick.
    m_rail->update(0, 0, 1, 1);
}

void MainWindow::showBadge(const Snapshot &snapshot)
{
    const qint64 now = snapshot.sample.at.wallMs;
    int loud = 0;
    Severity worst = Severity::Warning;
    for (const Alert &alert : snapshot.alerts) {
        if (alert.snoozed(now))
            continue;
        ++loud;
        worst = std::max(worst, alert.severity);
    }
    m_rail->setBadge(kAlerts, loud, worst);
}

void MainWindow::showAlerts(int token, const std::vector<Alert> &alerts)
{
    if (token >= 0) {
        if (m_alerts)
            m_alerts->setAlerts(token, alerts);
        return;
    }
    m_today->take(token, alerts);
}

void MainWindow::historyOpened(const std::optional<Error> &error)
{
    m_historyError = error;
    if (m_alerts)
        m_alerts->setHistoryError(error);
    if (!error)
        m_today->ask();
}

QString MainWindow::database() const
{
    return m_snapshot ? m_snapshot->sample.database.path : m_settings.databasePath;
}

void MainWindow::applySettings(const Settings &settings)
{
    m_settings = settings;
    m_jobs->setDatabase(database());
    m_tray->applySettings(settings);
    for (const auto &[id, page] : m_pages)
        page->applySettings(settings);
}

void MainWindow::showSettingsErrors(const std::vector<Error> &errors)
{
    m_settingsErrors = errors;
    if (m_settingsPage)
        m_settingsPage->setFileErrors(errors);
}

void MainWindow::showEndpoint(const EndpointState &state)
{
    m_endpoint = state;
    if (m_snapshot)
        showFooter();
}

void MainWindow::followReason(const StatusReason &reason)
{
    switch (reason.kind) {
    case StatusReason::Kind::AlertFiring: {
        const auto alert = std::find_if(m_snapshot->alerts.begin(), m_snapshot->alerts.end(),
                                        [&](const Alert &a) { return a.rule == reason.rule; });
        showPage(kAlerts);
        if (alert != m_snapshot->alerts.end())
            m_alerts->choose(alert->rule, alert->startedMs);
        break;
    }
    case StatusReason::Kind::PortTaken:
        showPage(kSettings);
        break;
    case StatusReason::Kind::ServiceDown:
        showPage(QStringLiteral("repair"));
        break;
    case StatusReason::Kind::NoDatabase:
        chooseFile();
        break;
    case StatusReason::Kind::Unreachable:
        showError(reason.error);
        break;
    case StatusReason::Kind::HistoryFailed:
        showLog();
        break;
    }
}

void MainWindow::showMaintenance(const MaintenanceFactsPtr &facts)
{
    std::vector<ChartMarker> markers;
    if (facts) {
        const JobText text(m_catalogue);
        for (const FinishedJob &job : facts->finished) {
            // A diagnosis changes nothing that a chart could show.
            if (job.operation != QLatin1String("diagnose"))
                markers.push_back({job.atMs, text.name(job.operation)});
        }
    }
    setMarkers(std::move(markers));
}

void MainWindow::showFooter()
{
    QStringList lines = m_jobs->footer();
    QString details;
    if (m_snapshot) {
        const OverviewText text(m_catalogue, 1);
        lines += text.footer(*m_snapshot, m_endpoint);
        details = text.footerDetails(m_endpoint);
    }
    m_rail->setFooter(lines, details);
}

void MainWindow::showTitle()
{
    const QString product = tr("HAK/GAL Optimizer");
    const QString file = m_snapshot ? OverviewText(m_catalogue, 1).fileName(*m_snapshot) : QString();
    const QString title = file.isEmpty()
                              ? product
                              : tr("%1 – %2 – %3").arg(file, m_catalogue.status(m_snapshot->status), product);
    if (title != windowTitle())
        setWindowTitle(title);
}

void MainWindow::setThemeMode(ThemeMode mode)
{
    m_state.theme = mode;
    m_theme.setMode(mode);
    remember();
}

void MainWindow::setChartSeconds(int seconds)
{
    m_state.chartSeconds = seconds;
    if (m_overview)
        m_overview->setWindowSeconds(seconds);
    for (QAction *action : m_windowActions->actions())
        action->setChecked(action->data().toInt() == seconds);
}

void MainWindow::remember()
{
    m_state.geometry = saveGeometry();
    if (m_log)
        m_state.logGeometry = m_log->saveGeometry();
    m_state.save(m_settingsPath);
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::UpdateRequest)
        tellPainted();
    else if (event->type() == QEvent::ThemeChange)
        m_theme.followSystem();
    return handled;
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // A window that comes to the screen paints without an update request.
    if (watched == windowHandle() && event->type() == QEvent::Expose)
        QTimer::singleShot(0, this, &MainWindow::tellPainted);
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::tellPainted()
{
    if (m_unpaintedTick == 0 || !windowHandle() || !windowHandle()->isExposed())
        return;
    const quint64 tick = m_unpaintedTick;
    m_unpaintedTick = 0;
    Q_EMIT painted(tick);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_overview)
        m_overview->catchUp();
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (currentPage().isEmpty() && !showPage(m_state.page))
        showPage(kOverview);
    if (windowHandle())
        windowHandle()->installEventFilter(this);
    QMainWindow::showEvent(event);
}

void MainWindow::comeForward(const QString &activation)
{
    QGuiApplication::setQuitOnLastWindowClosed(true);
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation.toUtf8()); // where Qt's Wayland plugin looks for it
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    QApplication::alert(this); // says so where the desktop lets nobody push himself forward
}

void MainWindow::startHidden()
{
    if (!m_tray->isShown()) {
        showMinimized();
        return;
    }
    QGuiApplication::setQuitOnLastWindowClosed(false);
}

void MainWindow::quit()
{
    if (!isVisible())
        comeForward(); // there may be something to ask
    m_quitting = true;
    close();
    m_quitting = false;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_settings.closeToTray && m_tray->isShown() && !m_quitting && !qApp->isSavingSession()) {
        // Nothing is lost, so nothing is asked. Another window that is closed now must not end the program.
        remember();
        QGuiApplication::setQuitOnLastWindowClosed(false);
        event->ignore();
        hide();
        return;
    }
    for (const auto &[id, page] : m_pages) {
        if (!page->confirmLeave()) {
            event->ignore();
            return;
        }
    }
    if (m_jobs->holdsSession()) {
        event->ignore();
        return;
    }
    remember();
    if (m_log)
        m_log->close();
    if (m_help)
        m_help->close();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = draggedFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    if (ImportDialog::takes(path))
        showImport(path);
    else
        requestOpen(path);
}

} // namespace hakgal
