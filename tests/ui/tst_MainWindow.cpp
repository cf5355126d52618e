// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"
#include "MadeUp.h"
#include "Pictures.h"
#include "ui/AlertTableModel.h"
#include "ui/Card.h"
#include "ui/FileDialog.h"
#include "ui/MainWindow.h"
#include "ui/MetricChart.h"
#include "ui/MetricTile.h"
#include "ui/NavigationRail.h"
#include "ui/StatusPill.h"
#include "ui/Theme.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// A window without an engine.
struct Desk
{
    Theme theme{ThemeMode::Light};
    Catalogue catalogue{Catalogue::Language::User};
    MainWindow window;

    explicit Desk(const QString &settingsPath = {}) : window(theme, catalogue, settingsPath) {}

    void show()
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    void tell(const Snapshot &snapshot) { window.showSnapshot(madeup::shared(snapshot)); }

    template<typename T>
    T *find(const QString &name) const
    {
        T *found = window.findChild<T *>(name);
        if (!found)
            qWarning() << "there is no" << name;
        return found;
    }
    QString tileValue(const char *name) const { return find<MetricTile>(QLatin1String(name))->value(); }
    void trigger(const char *action) const { find<QAction>(QLatin1String(action))->trigger(); }
};

bool drop(QWidget &target, const QMimeData &data)
{
    QDragEnterEvent enter(QPoint(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QCoreApplication::sendEvent(&target, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&target, &event);
    return event.isAccepted();
}

} // namespace

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aPageIsMadeWhenItIsFirstShown()
    {
        Desk desk;
        QVERIFY(desk.window.showPage(u"settings"_s));
        desk.show();
        QVERIFY(desk.window.findChild<QWidget *>(u"settingsPage"_s));
        QVERIFY(!desk.window.findChild<QWidget *>(u"overviewPage"_s));
        QVERIFY(!desk.window.findChild<QWidget *>(u"alertsPage"_s));
        QVERIFY(desk.window.showPage(u"overview"_s));
        QVERIFY(desk.window.findChild<QWidget *>(u"overviewPage"_s));
    }

    void anUnknownPageChangesNothing()
    {
        Desk desk;
        desk.show();
        QVERIFY(!desk.window.showPage(u"nonsense"_s));
        QCOMPARE(desk.window.currentPage(), u"overview"_s);
        QCOMPARE(desk.window.pages(), (QStringList{u"overview"_s, u"facts"_s, u"history"_s, u"alerts"_s,
                                                   u"optimize"_s, u"repair"_s, u"backups"_s, u"audit"_s,
                                                   u"scale-test"_s, u"endpoint"_s, u"settings"_s}));
    }

    void tilesShowTheTick()
    {
        Desk desk;
        desk.show();
        QCOMPARE(desk.tileValue("tile.facts"), u"–"_s);
        desk.tell(madeup::healthy(200));
        QCOMPARE(desk.tileValue("tile.facts"), u"18,160"_s);
        QCOMPARE(desk.tileValue("tile.wal"), u"1.2\u00a0MB"_s);
        QCOMPARE(desk.tileValue("tile.connections"), u"2"_s);
        QCOMPARE(desk.find<MetricTile>(u"tile.facts"_s)->note(), u"+42 in the last minute"_s);

        Snapshot unknown = madeup::healthy(201);
        unknown.sample[MetricId::CacheHitRate] = Reading::missing(Reason::TooFewRequests);
        desk.tell(unknown);
        QCOMPARE(desk.tileValue("tile.cache"), u"–"_s);
        QVERIFY(desk.find<MetricTile>(u"tile.cache"_s)
                    ->accessibleDescription()
                    .contains(desk.catalogue.reason(Reason::TooFewRequests)));
    }

    void whileUnreachableTheOverviewSaysWhyAndGreysTheLastValues()
    {
        Desk desk;
        desk.show();
        desk.tell(madeup::healthy(60));
        QVERIFY(!desk.find<QWidget>(u"notice"_s)->isVisible());
        const Snapshot gone = madeup::unreachable(72, 60);
        desk.tell(gone);
        QVERIFY(desk.find<QWidget>(u"notice"_s)->isVisible());
        QCOMPARE(desk.find<QLabel>(u"noticeText"_s)->text(),
                 desk.catalogue.error(gone.sample.database.error));
        const auto *facts = desk.find<MetricTile>(u"tile.facts"_s);
        QCOMPARE(facts->value(), u"18,160"_s);
        QCOMPARE(facts->content().state, TileContent::State::Stale);
        QCOMPARE(desk.find<MetricChart>(u"chart.latency"_s)->value(), u"–"_s);
        desk.tell(madeup::healthy(73));
        QVERIFY(!desk.find<QWidget>(u"notice"_s)->isVisible());
        QCOMPARE(facts->content().state, TileContent::State::Known);
    }

    void thePillSaysTheStatusAndItsReasons()
    {
        Desk desk;
        desk.show();
        const auto *pill = desk.find<StatusPill>(u"statusPill"_s);
        desk.tell(madeup::healthy(1));
        QCOMPARE(pill->text(), desk.catalogue.status(Status::Operational));
        QVERIFY(desk.window.windowTitle().contains(u"hexagonal_kb.db"_s));

        const Alert alert = madeup::alert(RuleId::Cpu, Severity::Warning, 1, 91, 80);
        const Snapshot s = madeup::withAlert(madeup::healthy(20), alert);
        desk.tell(s);
        QCOMPARE(pill->text(), desk.catalogue.status(Status::Degraded));
        QCOMPARE(pill->accessibleDescription(), desk.catalogue.statusReason(s.reasons[0], s));
        QVERIFY(desk.window.windowTitle().contains(desk.catalogue.status(Status::Degraded)));
    }

    void choosingAReasonShowsItsAlert()
    {
        Desk desk;
        desk.show();
        desk.tell(
            madeup::withAlert(madeup::healthy(20), madeup::alert(RuleId::Cpu, Severity::Warning, 1, 91, 80)));
        QTest::mouseClick(desk.find<StatusPill>(u"statusPill"_s), Qt::LeftButton);
        auto *menu = desk.find<QMenu>(u"statusMenu"_s);
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(menu->actions()[0]->text().startsWith(u"CPU above 80"_s));
        menu->actions()[0]->trigger();
        QCOMPARE(desk.window.currentPage(), u"alerts"_s);
    }

    void theRailIsOneTabStopAndArrowsMove()
    {
        Desk desk;
        desk.show();
        auto *rail = desk.find<QListWidget>(u"navigationRail"_s);
        QCOMPARE(rail->focusPolicy() & Qt::TabFocus, int(Qt::TabFocus));
        rail->setFocus();
        QTest::keyClick(rail, Qt::Key_Down);
        QCOMPARE(desk.window.currentPage(), desk.window.pages().at(1));
        QTest::keyClick(rail, Qt::Key_End);
        QCOMPARE(desk.window.currentPage(), u"settings"_s);
        QVERIFY(desk.find<QWidget>(u"settingsPage"_s)->isVisible());
        QTest::keyClick(rail, Qt::Key_Home);
        QCOMPARE(desk.window.currentPage(), u"overview"_s);
    }

    void theBadgeCountsAlertsThatAreNotSnoozed()
    {
        Desk desk;
        desk.show();
        auto *rail = desk.window.findChild<NavigationRail *>();
        desk.tell(madeup::healthy(1));
        QCOMPARE(rail->badge(u"alerts"_s), 0);
        Alert muted = madeup::alert(RuleId::Memory, Severity::Warning, 1, 90, 85);
        muted.snoozedUntilMs = madeup::at(100).wallMs;
        Snapshot s =
            madeup::withAlert(madeup::healthy(20), madeup::alert(RuleId::Cpu, Severity::Warning, 1, 91, 80));
        s = madeup::withAlert(s, muted);
        desk.tell(s);
        QCOMPARE(rail->badge(u"alerts"_s), 1);
        s = madeup::withAlert(s, madeup::alert(RuleId::Disk, Severity::Warning, 3, 93, 90));
        desk.tell(s);
        QCOMPARE(rail->badge(u"alerts"_s), 2);
        const auto *list = desk.find<QListWidget>(u"navigationRail"_s);
        const int row = int(desk.window.pages().indexOf(u"alerts"_s));
        QVERIFY(list->item(row)->data(Qt::AccessibleTextRole).toString().contains(u"2"_s));
        // The snooze ends by itself.
        s.sample.at = madeup::at(101);
        desk.tell(s);
        QCOMPARE(rail->badge(u"alerts"_s), 3);
    }

    void menusTellTheirWishes()
    {
        Desk desk;
        desk.show();
        QSignalSpy refresh(&desk.window, &MainWindow::refreshRequested);
        desk.trigger("action.refresh");
        QCOMPARE(refresh.count(), 1);
        desk.trigger("action.page.settings");
        QCOMPARE(desk.window.currentPage(), u"settings"_s);
        desk.trigger("action.page.overview");
        QCOMPARE(desk.window.currentPage(), u"overview"_s);
        desk.trigger("action.about");
        const auto *about = desk.find<QMessageBox>(u"messageBox"_s);
        QCOMPARE(about->textFormat(), Qt::PlainText);
        QVERIFY(about->text().contains(u"SQLite"_s));
    }

    void everyMenuActionHasItsShortcut_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QKeySequence>("keys");
        QTest::newRow("open") << u"action.open"_s << QKeySequence(u"Ctrl+O"_s);
        QTest::newRow("quit") << u"action.quit"_s << QKeySequence(u"Ctrl+Q"_s);
        QTest::newRow("refresh") << u"action.refresh"_s << QKeySequence(u"F5"_s);
        QTest::newRow("overview") << u"action.page.overview"_s << QKeySequence(u"Ctrl+1"_s);
        QTest::newRow("facts") << u"action.page.facts"_s << QKeySequence(u"Ctrl+2"_s);
        QTest::newRow("history") << u"action.page.history"_s << QKeySequence(u"Ctrl+3"_s);
        QTest::newRow("alerts") << u"action.page.alerts"_s << QKeySequence(u"Ctrl+4"_s);
        QTest::newRow("optimize") << u"action.page.optimize"_s << QKeySequence(u"Ctrl+5"_s);
        QTest::newRow("repair") << u"action.page.repair"_s << QKeySequence(u"Ctrl+6"_s);
        QTest::newRow("backups") << u"action.page.backups"_s << QKeySequence(u"Ctrl+7"_s);
        QTest::newRow("audit") << u"action.page.audit"_s << QKeySequence(u"Ctrl+8"_s);
        QTest::newRow("scale test") << u"action.page.scale-test"_s << QKeySequence(u"Ctrl+9"_s);
        QTest::newRow("endpoint") << u"action.page.endpoint"_s << QKeySequence(u"Ctrl+0"_s);
        QTest::newRow("settings") << u"action.page.settings"_s << QKeySequence(u"Ctrl+,"_s);
    }

    void everyMenuActionHasItsShortcut()
    {
        QFETCH(QString, action);
        Desk desk;
        QTEST(desk.find<QAction>(action)->shortcut(), "keys");
    }

    void withoutATrayClosingEndsTheWindowWhateverIsSet()
    {
        if (QSystemTrayIcon::isSystemTrayAvailable())
            QSKIP("this desktop has a tray");
        Desk desk;
        desk.show();
        Settings settings;
        settings.closeToTray = true;
        desk.window.applySettings(settings);
        QVERIFY(desk.window.close());
        QVERIFY(!desk.window.isVisible());
        QVERIFY(QGuiApplication::quitOnLastWindowClosed());
    }

    void openAsksForAFileAndTellsIt()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"facts.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Desk desk;
        desk.show();
        QSignalSpy open(&desk.window, &MainWindow::openRequested);
        desk.trigger("action.open");
        auto *dialog = desk.find<FileDialog>(u"openDialog"_s);
        QVERIFY(dialog->isVisible());
        dialog->setDirectory(folder.path());
        dialog->selectFile(file.fileName());
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE(open.count(), 1);
        QCOMPARE(open[0][0].toString(), file.fileName());
    }

    void aDroppedFileIsOpened_data()
    {
        QTest::addColumn<QStringList>("urls");
        QTest::addColumn<bool>("taken");
        QTest::newRow("a file") << QStringList{u"file:///data/a%20b.db"_s} << true;
        QTest::newRow("two files") << QStringList{u"file:///data/a.db"_s, u"file:///data/b.db"_s} << false;
        QTest::newRow("an address") << QStringList{u"https://example.org/a.db"_s} << false;
        QTest::newRow("nothing") << QStringList{} << false;
    }

    void aDroppedFileIsOpened()
    {
        QFETCH(QStringList, urls);
        QFETCH(bool, taken);
        Desk desk;
        desk.show();
        QSignalSpy open(&desk.window, &MainWindow::openRequested);
        QMimeData data;
        QList<QUrl> list;
        for (const QString &url : urls)
            list += QUrl(url);
        data.setUrls(list);
        QCOMPARE(drop(desk.window, data), taken);
        QCOMPARE(open.count(), taken ? 1 : 0);
        if (taken)
            QCOMPARE(open[0][0].toString(), u"/data/a b.db"_s);
    }

    void chartsDrawOnePieceBetweenGaps()
    {
        Desk desk;
        desk.show();
        for (int t = 0; t < 60; ++t) {
            Snapshot s = madeup::healthy(t);
            if (t >= 20 && t < 30)
                s.sample[MetricId::CacheHitRate] = Reading::missing(Reason::OthersWrite);
            desk.tell(s);
        }
        const MetricChart::Drawn cache = desk.find<MetricChart>(u"chart.cache"_s)->drawn();
        QCOMPARE(cache.solidPieces, 2);
        QCOMPARE(cache.secondPieces, 0);
        QCOMPARE(cache.points, 50);
        QVERIFY(cache.limitLine);
        const MetricChart::Drawn cpu = desk.find<MetricChart>(u"chart.cpu"_s)->drawn();
        QCOMPARE(cpu.solidPieces, 1);
        QCOMPARE(cpu.secondPieces, 1);
        QCOMPARE(cpu.points, 120);
        const MetricChart::Drawn latency = desk.find<MetricChart>(u"chart.latency"_s)->drawn();
        QVERIFY(!latency.limitLine);
        QCOMPARE(latency.limitWords, u"limit 100\u00a0ms, off scale ↑"_s);
    }

    void atMostTwoPointsAColumnAreDrawn()
    {
        Desk desk;
        desk.show();
        desk.trigger("action.window.3600");
        for (int t = 0; t < 3600; ++t) {
            if (t == 1)
                desk.window.hide();
            desk.tell(madeup::healthy(t));
        }
        desk.window.show();
        const auto *chart = desk.find<MetricChart>(u"chart.memory"_s);
        const MetricChart::Drawn drawn = chart->drawn();
        QVERIFY(drawn.points > chart->columns() / 2);
        QVERIFY(drawn.points <= 2 * (chart->columns() + 1));
    }

    void aLimitFollowsTheSettings()
    {
        Desk desk;
        desk.show();
        desk.tell(madeup::healthy(1));
        Settings settings;
        settings.queryLatencyMs = 0.2;
        desk.window.applySettings(settings);
        const MetricChart::Drawn drawn = desk.find<MetricChart>(u"chart.latency"_s)->drawn();
        QVERIFY(drawn.limitLine);
        QVERIFY(drawn.limitWords.isEmpty());
        settings.probeCacheMb = 64;
        desk.window.applySettings(settings);
        QCOMPARE(desk.find<MetricTile>(u"tile.cache"_s)->note(), u"probe, 64 MiB cache"_s);
    }

    void theChartWindowIsOneChoiceInHeaderAndMenu()
    {
        Desk desk;
        desk.show();
        desk.tell(madeup::healthy(1));
        QTest::mouseClick(desk.find<QAbstractButton>(u"chartWindow.1"_s), Qt::LeftButton);
        QVERIFY(desk.find<QAction>(u"action.window.3600"_s)->isChecked());
        desk.trigger("action.window.300");
        QVERIFY(desk.find<QAbstractButton>(u"chartWindow.0"_s)->isChecked());
    }

    void markersAreLinesInTheWindow()
    {
        Desk desk;
        desk.show();
        desk.window.setMarkers({{madeup::at(50).wallMs, u"Optimize"_s},
                                {madeup::at(-4000).wallMs, u"long ago"_s},
                                {madeup::at(5000).wallMs, u"not yet"_s}});
        desk.tell(madeup::healthy(100));
        QCOMPARE(desk.find<MetricChart>(u"chart.cpu"_s)->drawn().markers, 1);
    }

    void whatCannotBeSeenIsNotDrawnAndCatchesUp_data()
    {
        QTest::addColumn<bool>("minimised");
        QTest::newRow("hidden") << false;
        QTest::newRow("minimised") << true;
    }

    void whatCannotBeSeenIsNotDrawnAndCatchesUp()
    {
        QFETCH(bool, minimised);
        Desk desk;
        desk.show();
        desk.tell(madeup::healthy(1));
        const auto *chart = desk.find<MetricChart>(u"chart.cpu"_s);
        minimised ? desk.window.showMinimized() : desk.window.hide();
        for (int t = 2; t <= 10; ++t) {
            Snapshot s = madeup::healthy(t);
            s.sample[MetricId::Facts] = Reading::of(20000 + t);
            desk.tell(s);
        }
        QCOMPARE(desk.tileValue("tile.facts"), u"18,160"_s);
        const qsizetype before = chart->drawn().points;
        minimised ? desk.window.showNormal() : desk.window.show();
        QTRY_COMPARE(desk.tileValue("tile.facts"), u"20,010"_s);
        QVERIFY(chart->drawn().points > before);
    }

    void paintedTellsTheTickOnTheScreen()
    {
        Desk desk;
        QSignalSpy painted(&desk.window, &MainWindow::painted);
        desk.tell(madeup::healthy(0));
        QCOMPARE(painted.count(), 0);
        desk.show();
        QTRY_COMPARE(painted.count(), 1);
        QCOMPARE(painted[0][0].toULongLong(), 1ULL);
        desk.tell(madeup::healthy(1));
        QTRY_COMPARE(painted.count(), 2);
        QCOMPARE(painted[1][0].toULongLong(), 2ULL);
    }

    void withoutABaseTheFirstPageOffersOne()
    {
        Desk desk;
        desk.show();
        desk.window.showFirstRun(Error{ErrorCode::FileMissing, {u"/data/gone.db"_s}, {}, 0});
        QVERIFY(desk.find<QWidget>(u"firstRunPage"_s)->isVisible());
        QVERIFY(desk.find<QLabel>(u"firstRunError"_s)->text().contains(u"/data/gone.db"_s));
        QSignalSpy demo(&desk.window, &MainWindow::createDemoRequested);
        QTest::mouseClick(desk.find<QPushButton>(u"demoButton"_s), Qt::LeftButton);
        QCOMPARE(demo.count(), 1);
        desk.tell(madeup::healthy(1));
        QVERIFY(!desk.find<QWidget>(u"firstRunPage"_s)->isVisible());
        QVERIFY(desk.find<QWidget>(u"overviewPage"_s)->isVisible());

        Snapshot none = madeup::healthy(2);
        none.sample.database = DatabaseState();
        desk.tell(none);
        QVERIFY(desk.find<QWidget>(u"firstRunPage"_s)->isVisible());
        QVERIFY(desk.find<QLabel>(u"firstRunError"_s)->text().isEmpty());
    }

    void anotherBaseBeginsWithEmptyChartsAndAlerts()
    {
        Desk desk;
        desk.show();
        for (int t = 0; t < 10; ++t)
            desk.tell(madeup::withAlert(madeup::healthy(t),
                                        madeup::alert(RuleId::Cpu, Severity::Warning, 1, 91, 80)));
        const auto *table = desk.find<QTableView>(u"alertsToday"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        Snapshot other = madeup::healthy(10);
        other.sample.database.path = u"/data/other.db"_s;
        desk.tell(other);
        QCOMPARE(table->model()->rowCount(), 0);
        QCOMPARE(desk.find<Card>(u"alertsCard"_s)->emptyText(), u"No alerts today"_s);
        QCOMPARE(desk.find<MetricChart>(u"chart.memory"_s)->drawn().points, 2);
        QCOMPARE(desk.find<QLabel>(u"fileName"_s)->text(), u"other.db"_s);
        QCOMPARE(desk.window.recentFiles(), (QStringList{u"/data/other.db"_s, u"/data/hexagonal_kb.db"_s}));
    }

    void alertsOfTodayComeFromHistoryAndTicks()
    {
        Desk desk;
        desk.show();
        QSignalSpy asked(&desk.window, &MainWindow::alertsRequested);
        desk.tell(madeup::healthy(1));
        QCOMPARE(asked.count(), 1);
        desk.window.historyOpened(std::nullopt);
        QCOMPARE(asked.count(), 2);
        const int token = asked[1][0].toInt();
        const auto query = asked[1][1].value<AlertQuery>();
        QCOMPARE(
            query.sinceMs,
            QDateTime::fromMSecsSinceEpoch(madeup::at(1).wallMs).date().startOfDay().toMSecsSinceEpoch());

        Alert old = madeup::alert(RuleId::WalSize, Severity::Warning, -500, 8e7, 6.4e7);
        old.endedMs = madeup::at(-400).wallMs;
        const auto *table = desk.find<QTableView>(u"alertsToday"_s);
        desk.window.showAlerts(asked[0][0].toInt(), {old, old});
        QCOMPARE(table->model()->rowCount(), 0); // an answer to the older question
        desk.window.showAlerts(token, {old});
        QCOMPARE(table->model()->rowCount(), 1);

        Alert cpu = madeup::alert(RuleId::Cpu, Severity::Warning, 2, 91, 80);
        desk.tell(madeup::withAlert(madeup::healthy(5), cpu));
        QCOMPARE(table->model()->rowCount(), 2);
        Snapshot resolved = madeup::healthy(9);
        cpu.endedMs = madeup::at(9).wallMs;
        resolved.events = {{AlertEvent::Kind::Resolved, cpu}};
        desk.tell(resolved);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 0).data(AlertTableModel::FiringRole).toBool(), false);

        desk.tell(madeup::healthy(86'400));
        QCOMPARE(asked.count(), 3); // a new day
    }

    void anAlertOpenedOnTheOverviewIsExplained()
    {
        Desk desk;
        desk.show();
        desk.tell(
            madeup::withAlert(madeup::healthy(20), madeup::alert(RuleId::Cpu, Severity::Warning, 1, 91, 80)));
        auto *table = desk.find<QTableView>(u"alertsToday"_s);
        Q_EMIT table->activated(table->model()->index(0, 1));
        QCOMPARE(desk.window.currentPage(), u"alerts"_s);
        QSignalSpy snooze(&desk.window, &MainWindow::snoozeRequested);
        QVERIFY(desk.find<QWidget>(u"alertPanel"_s)->isVisible());
    }

    void theThemeIsChosenInTheMenu()
    {
        Desk desk;
        desk.show();
        desk.trigger("action.theme.dark");
        QVERIFY(desk.theme.colors().dark);
        QCOMPARE(qApp->palette().color(QPalette::Window), Theme::colorsOf(true).window);
        desk.trigger("action.theme.light");
        QVERIFY(!desk.theme.colors().dark);
    }

    void theWindowRemembersItself()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hakgal.ini"_s);
        {
            Desk desk(path);
            desk.show();
            desk.window.resize(1100, 700);
            desk.tell(madeup::healthy(1));
            desk.trigger("action.theme.dark");
            desk.trigger("action.window.3600");
            desk.trigger("action.page.alerts");
            desk.window.close();
        }
        Desk desk(path);
        QCOMPARE(desk.theme.mode(), ThemeMode::Dark);
        desk.show();
        QCOMPARE(desk.window.currentPage(), u"alerts"_s);
        QCOMPARE(desk.window.size(), QSize(1100, 700));
        QVERIFY(desk.find<QAction>(u"action.window.3600"_s)->isChecked());
        QCOMPARE(desk.window.recentFiles(), QStringList{u"/data/hexagonal_kb.db"_s});
        auto *recent = desk.find<QMenu>(u"menu.recent"_s);
        QSignalSpy open(&desk.window, &MainWindow::openRequested);
        QCOMPARE(recent->actions().size(), 1);
        recent->actions()[0]->trigger();
        QCOMPARE(open.count(), 1);
        // The same file still loads as settings.
        QVERIFY(SettingsFile(path).load().errors.empty());
    }

    void onlySoManyRecentFilesAreKept()
    {
        WindowState state;
        for (int i = 0; i < 15; ++i)
            state.addRecent(u"/data/%1, x;.db"_s.arg(i));
        state.addRecent(u"/data/7, x;.db"_s);
        QCOMPARE(state.recent.size(), WindowState::kMostRecent);
        QCOMPARE(state.recent.first(), u"/data/7, x;.db"_s);
        QCOMPARE(state.recent.count(u"/data/7, x;.db"_s), 1);
        QTemporaryDir folder;
        state.save(folder.filePath(u"a.ini"_s));
        QCOMPARE(WindowState::load(folder.filePath(u"a.ini"_s)), state);
    }

    void withoutAFileNothingIsRemembered()
    {
        WindowState state;
        state.page = u"alerts"_s;
        state.save(QString());
        QCOMPARE(WindowState::load(QString()), WindowState());
    }

    void buttonsOfTheOverviewLeadToTheirPages()
    {
        Desk desk;
        desk.show();
        for (const auto &page : {u"repair"_s, u"optimize"_s}) {
            desk.window.showPage(u"overview"_s);
            auto *button = desk.find<QPushButton>(page + u"Button"_s);
            QVERIFY(button->isEnabled());
            button->click();
            QCOMPARE(desk.window.currentPage(), page);
        }
    }

    void tilesAndChartsTellAssistiveTools()
    {
        Desk desk;
        desk.show();
        desk.tell(madeup::healthy(200));
        for (Tile tile : kTiles) {
            const auto *widget = desk.find<MetricTile>(QLatin1String(OverviewText::objectName(tile)));
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(widget->accessibleDescription().startsWith(widget->value()));
        }
        for (Chart chart : kCharts) {
            const auto *widget = desk.find<MetricChart>(QLatin1String(OverviewText::objectName(chart)));
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(widget->accessibleDescription().contains(u"limit"_s));
        }
    }

    void namesFromOutsideAreNeverMarkup()
    {
        Desk desk;
        desk.show();
        Snapshot s = madeup::healthy(1);
        s.sample.database.path = u"/data/<img src='file://host/x'>.db"_s;
        s.sample.database.holders = {{1, u"<b>bold</b>"_s, 1}};
        desk.tell(s);
        const QString tip = desk.find<MetricTile>(u"tile.connections"_s)->toolTip();
        QVERIFY(tip.contains(u"&lt;b&gt;bold&lt;/b&gt;"_s));
        QVERIFY(!tip.contains(u"<b>"_s));
        for (const QLabel *label : desk.window.findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty() ||
                         !Qt::mightBeRichText(label->text()),
                     qPrintable(label->text()));
        QCOMPARE(desk.find<QLabel>(u"fileName"_s)->textFormat(), Qt::PlainText);
    }

    void picturesForEyes()
    {
        Desk desk;
        desk.window.resize(1280, 820);
        desk.show();
        desk.window.applySettings(Settings());
        desk.window.setMarkers({{madeup::at(171).wallMs, u"Optimize"_s}});
        double longest = 0;
        double sum = 0;
        for (int t = 0; t < 299; ++t) {
            const SnapshotPtr snapshot = madeup::shared(madeup::healthy(t));
            const std::clock_t before = std::clock();
            desk.window.showSnapshot(snapshot);
            QCoreApplication::processEvents();
            const double ms = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC;
            longest = std::max(longest, ms);
            sum += ms;
        }
        qInfo("one tick with its painting: %.1f ms of CPU on average, %.1f ms at most", sum / 299, longest);
        savePictures(desk.window, desk.theme, u"overview-quiet"_s);

        Alert wal = madeup::alert(RuleId::WalSize, Severity::Warning, -4000, 8.1e7, 6.4e7);
        wal.endedMs = madeup::at(-3200).wallMs;
        Alert memory = madeup::alert(RuleId::MemoryCritical, Severity::Critical, -9000, 95.4, 95);
        memory.endedMs = madeup::at(-8900).wallMs;
        desk.window.showAlerts(-1, {wal, memory});
        const Alert cache = madeup::alert(RuleId::CacheHit, Severity::Warning, 170, 74.2, 80);
        const Snapshot firing = madeup::withAlert(madeup::healthy(299), cache);
        desk.tell(firing);
        savePictures(desk.window, desk.theme, u"overview"_s);
        desk.window.showPage(u"alerts"_s);
        savePictures(desk.window, desk.theme, u"window-alerts"_s);
        desk.window.showPage(u"settings"_s);
        savePictures(desk.window, desk.theme, u"window-settings"_s);
        desk.window.showPage(u"overview"_s);

        for (int t = 300; t < 330; ++t)
            desk.tell(madeup::unreachable(t, 300));
        savePictures(desk.window, desk.theme, u"overview-unreachable"_s);

        desk.window.resize(960, 620);
        desk.tell(firing);
        savePictures(desk.window, desk.theme, u"overview-small"_s);
        desk.window.resize(1280, 820);
        desk.window.showFirstRun();
        savePictures(desk.window, desk.theme, u"window-first-run"_s);
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
