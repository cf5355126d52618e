// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of MainWindow, and the small windows behind Help.
#include "core/config/StatePaths.h"
#include "core/text/DiagnosticsText.h"
#include "core/text/Language.h"
#include "ui/AboutDialog.h"
#include "ui/HelpWindow.h"
#include "ui/LogWindow.h"
#include "ui/MainWindow.h"
#include "ui/MessageBox.h"
#include "ui/NavigationRail.h"
#include "ui/Shortcuts.h"
#include "ui/Theme.h"
#include "ui/Tray.h"

#include <QActionGroup>
#include <QApplication>
#include <QHash>
#include <QMenuBar>
#include <QTimer>

namespace hakgal {

namespace {

QAction *named(QAction *action, const char *objectName)
{
    action->setObjectName(QLatin1String(objectName));
    return action;
}

/// A file name as a menu shows it: without underlines and shortcuts.
QString menuText(const QString &path)
{
    QString text = plainName(path, 90);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

void MainWindow::makeMenus()
{
    menuBar()->setNativeMenuBar(false);
    makeFileMenu();
    makeViewMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    QAction *open = named(menu->addAction(tr("&Open…")), "action.open");
    open->setShortcut(QKeySequence::Open);
    connect(open, &QAction::triggered, this, &MainWindow::chooseFile);

    m_recentMenu = menu->addMenu(tr("Open &Recent"));
    m_recentMenu->setObjectName(QStringLiteral("menu.recent"));
    m_recentMenu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    fillRecent();

    menu->addSeparator();
    QAction *import = named(menu->addAction(tr("&Import Facts…")), "action.import");
    import->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    connect(import, &QAction::triggered, this, [this] { showImport(); });
    QAction *exporting = named(menu->addAction(tr("&Export Facts…")), "action.export");
    exporting->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    connect(exporting, &QAction::triggered, this, &MainWindow::showExport);

    menu->addSeparator();
    QAction *quit = named(menu->addAction(tr("&Quit")), "action.quit");
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    connect(quit, &QAction::triggered, this, &MainWindow::quit);
}

void MainWindow::fillRecent()
{
    m_recentMenu->clear();
    for (const QString &path : m_state.recent) {
        QAction *action = m_recentMenu->addAction(menuText(path));
        action->setToolTip(Theme::toolTip(path));
        connect(action, &QAction::triggered, this, [this, path] { requestOpen(path); });
    }
    m_recentMenu->setEnabled(!m_state.recent.isEmpty());
}

void MainWindow::makeViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    const QHash<QString, QString> titles{
        {QStringLiteral("overview"), tr("&Overview")},     {QStringLiteral("facts"), tr("&Facts")},
        {QStringLiteral("history"), tr("&History")},       {QStringLiteral("alerts"), tr("&Alerts")},
        {QStringLiteral("optimize"), tr("O&ptimize")},     {QStringLiteral("repair"), tr("R&epair")},
        {QStringLiteral("backups"), tr("&Backups")},       {QStringLiteral("audit"), tr("A&udit")},
        {QStringLiteral("scale-test"), tr("S&cale test")}, {QStringLiteral("endpoint"), tr("E&ndpoint")},
        {QStringLiteral("settings"), tr("&Settings")}};
    const QStringList ids = m_rail->pages();
    for (qsizetype i = 0; i < ids.size(); ++i) {
        QAction *action = menu->addAction(titles.value(ids[i], ids[i]));
        action->setObjectName(QStringLiteral("action.page.") + ids[i]);
        const Qt::Key key = ids[i] == QLatin1String("settings") ? Qt::Key_Comma
                            : i < 9                             ? Qt::Key(Qt::Key_1 + i)
                                                                : Qt::Key_0;
        if (key != Qt::Key_0 || i == 9)
            action->setShortcut(QKeySequence(Qt::CTRL | key));
        connect(action, &QAction::triggered, this, [this, id = ids[i]] { showPage(id); });
    }

    menu->addSeparator();
    QAction *refresh = named(menu->addAction(tr("&Refresh")), "action.refresh");
    refresh->setShortcut(QKeySequence(Qt::Key_F5));
    connect(refresh, &QAction::triggered, this, &MainWindow::refreshRequested);

    menu->addSeparator();
    QMenu *themes = menu->addMenu(tr("&Theme"));
    m_themeActions = new QActionGroup(this);
    const std::pair<ThemeMode, QString> modes[] = {{ThemeMode::System, tr("&As the Desktop")},
                                                   {ThemeMode::Light, tr("&Light")},
                                                   {ThemeMode::Dark, tr("&Dark")}};
    for (const auto &[mode, title] : modes) {
        QAction *action = themes->addAction(title);
        action->setObjectName(QStringLiteral("action.theme.") + Theme::name(mode));
        action->setCheckable(true);
        action->setChecked(mode == m_state.theme);
        m_themeActions->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = mode] { setThemeMode(chosen); });
    }

    QMenu *spans = menu->addMenu(tr("T&ime in the Charts"));
    m_windowActions = new QActionGroup(this);
    const std::pair<int, QString> windows[] = {{300, tr("&5 Minutes")}, {3600, tr("&1 Hour")}};
    for (const auto &[seconds, title] : windows) {
        QAction *action = spans->addAction(title);
        action->setObjectName(QStringLiteral("action.window.%1").arg(seconds));
        action->setCheckable(true);
        action->setData(seconds);
        action->setChecked(seconds == m_state.chartSeconds);
        m_windowActions->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = seconds] { setChartSeconds(chosen); });
    }
}

void MainWindow::makeHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    QAction *forPage = named(menu->addAction(tr("&Help for This Page")), "action.help");
    forPage->setShortcut(QKeySequence(Qt::Key_F1));
    connect(forPage, &QAction::triggered, this, [this] { showHelp(currentPage()); });
    QAction *contents = named(menu->addAction(tr("&Contents")), "action.helpContents");
    connect(contents, &QAction::triggered, this, [this] { showHelp(QLatin1String(help::kContents)); });
    QAction *keys = named(menu->addAction(tr("&Keyboard Shortcuts")), "action.shortcuts");
    keys->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Question), QKeySequence(Qt::CTRL | Qt::Key_F1)});
    connect(keys, &QAction::triggered, this, &MainWindow::showShortcuts);
    menu->addSeparator();
    connect(named(menu->addAction(tr("Show &Log File")), "action.log"), &QAction::triggered, this,
            &MainWindow::showLog);
    QAction *about = named(menu->addAction(tr("&About HAK/GAL Optimizer")), "action.about");
    about->setMenuRole(QAction::AboutRole);
    connect(about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::showLog()
{
    if (!m_log) {
        m_log = std::make_unique<LogWindow>(m_theme, m_catalogue, StatePaths::logFile());
        m_log->restoreGeometry(m_state.logGeometry);
        equip(m_log.get());
    }
    m_log->show();
    m_log->raise();
    m_log->activateWindow();
}

void MainWindow::showHelp(const QString &page)
{
    if (!m_help)
        m_help = std::make_unique<HelpWindow>(m_theme, spokenLanguage());
    m_help->showPage(page);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

void MainWindow::showShortcuts()
{
    // A page tells its keys once it is made: one in each round, so that the window does not stand still.
    for (const QString &id : m_rail->pages()) {
        const bool firstRun = m_firstRun && id == QLatin1String("overview");
        if (m_pages.count(id) == 0 && !firstRun) {
            page(id);
            QTimer::singleShot(0, this, &MainWindow::showShortcuts);
            return;
        }
    }
    if (findChild<ShortcutsDialog *>())
        return;
    std::vector<ShortcutGroup> menus;
    for (const QAction *menu : menuBar()->actions()) {
        if (menu->menu())
            menus.push_back(shortcutsOf(*menu->menu()));
    }
    std::vector<ShortcutGroup> groups;
    for (const QString &id : m_rail->pages()) {
        const QAction *action = findChild<QAction *>(QStringLiteral("action.page.") + id);
        groups.push_back(shortcutsOf(action ? action->text() : id, *page(id)));
    }
    groups = withCommonGroup(std::move(groups), tr("Tables, charts and jobs"));
    groups.insert(groups.begin(), menus.begin(), menus.end());
    auto *dialog = new ShortcutsDialog(m_theme, groups, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showAbout()
{
    const QStringList more{
        QStringLiteral("platform: %1, scale %2")
            .arg(QGuiApplication::platformName())
            .arg(devicePixelRatioF()),
        QStringLiteral("locale: %1, language: %2").arg(QLocale().name(), spokenLanguage()),
        QStringLiteral("tray: %1").arg(m_tray->isShown() ? QStringLiteral("yes") : QStringLiteral("no")),
        QStringLiteral("theme: %1").arg(Theme::name(m_theme.mode())),
    };
    auto *dialog = new AboutDialog(diagnosticsText(m_settings, m_snapshot.get(), more), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showError(const Error &error)
{
    tell(m_catalogue.error(error));
}

void MainWindow::tell(const QString &words)
{
    showMessage(this, QMessageBox::Warning, tr("HAK/GAL Optimizer"), words);
}

} // namespace hakgal
