// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsFile.h"
#include "Desk.h"
#include "ui/FileDialog.h"
#include "ui/NavigationRail.h"

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
#include <QTemporaryDir>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

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
        QVERIFY(desk.find<QDialog>(u"aboutDialog"_s)->isVisible());
    }

    void everyMenuActionHasItsShortcut_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QKeySequence>("keys");
        QTest::newRow("open") << u"action.open"_s << QKeySequence(u"Ctrl+O"_s);
        QTest::newRow("quit") << u"action.quit"_s << QKeySequence(u"Ctrl+Q"_s);
        QTest::newRow("help") << u"action.help"_s << QKeySequence(u"F1"_s);
        QTest::newRow("shortcuts") << u"action.shortcuts"_s << QKeySequence(u"Ctrl+?"_s);
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
#ifdef Q_OS_WIN
        QSKIP("There it is the system's dialog");
#endif
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
            QCOMPARE(open[0][0].toString(), QFileInfo(u"/data/a b.db"_s).absoluteFilePath());
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
};

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
