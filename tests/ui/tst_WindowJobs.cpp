// SPDX-License-Identifier: GPL-3.0-or-later
#include "MadeUp.h"
#include "ui/MainWindow.h"
#include "ui/MetricChart.h"
#include "ui/Theme.h"
#include "ui/WindowJobs.h"

#include <QCloseEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// A window without an engine, in the middle of a backup where `running`.
struct Desk
{
    Theme theme{ThemeMode::Light};
    MainWindow window{theme, Catalogue(Catalogue::Language::User), {}};
    QSignalSpy cancelled{&window.jobs(), &WindowJobs::cancelRequested};
    QSignalSpy held{&window.jobs(), &WindowJobs::holdChanged};

    explicit Desk(bool running)
    {
        window.showSnapshot(madeup::shared(madeup::healthy(1)));
        window.show();
        if (!running)
            return;
        window.jobs().showStarted(u"backup"_s);
        tell(0.43);
    }
    void tell(double done, bool cancellable = true)
    {
        window.jobs().showProgress({u"copy"_s, done, u"Copying the knowledge base"_s, 20, cancellable});
    }
    void end(JobState state = JobState::Succeeded)
    {
        window.jobs().showReport(u"backup"_s, {state, 0, {}, {}});
    }
    QString footer() const { return window.findChild<QLabel *>(u"railFooter"_s)->text(); }
    QMessageBox *question() const { return window.findChild<QMessageBox *>(u"jobQuestion"_s); }
    QPushButton *button(const char *name) const
    {
        return window.findChild<QPushButton *>(QLatin1String(name));
    }
};

} // namespace

class tst_WindowJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theRailTellsThatAJobRuns()
    {
        Desk desk(true);
        QVERIFY2(desk.footer().startsWith(u"Backing up · 43 %"_s), qPrintable(desk.footer()));
        desk.end();
        QVERIFY(!desk.footer().contains(u"Backing up"_s));
    }

    void aPageThatIsMadeInTheMiddleShowsTheJob()
    {
        Desk desk(true);
        QVERIFY(desk.window.showPage(u"backups"_s));
        QVERIFY(desk.window.findChild<QWidget *>(u"jobPanel"_s)->isVisible());
        QVERIFY(!desk.button("backUpNow")->isEnabled());
        QSignalSpy asked(&desk.window.jobs(), &WindowJobs::requested);
        desk.button("jobCancel")->click();
        QCOMPARE(desk.cancelled.count(), 1);
        desk.end(JobState::Cancelled);
        QVERIFY(desk.button("backUpNow")->isEnabled());
        desk.button("backUpNow")->click();
        QCOMPARE(asked.count(), 1);
    }

    void finishedJobsAreMarkedInTheCharts()
    {
        Desk desk(false);
        auto facts = std::make_shared<MaintenanceFacts>();
        facts->finished = {{madeup::at(0).wallMs, u"optimize"_s}, {madeup::at(0).wallMs, u"diagnose"_s}};
        desk.window.showMaintenance(facts);
        const auto *chart = desk.window.findChild<MetricChart *>(u"chart.cpu"_s);
        QCOMPARE(chart->drawn().markers, 1);
    }

    void aJobOfAnotherProgramIsNamedAndHinders()
    {
        Desk desk(false);
        desk.window.showPage(u"backups"_s);
        desk.window.jobs().showLease(Lease::Owner{u"optimize"_s, 4711, u"server"_s});
        QVERIFY(!desk.button("backUpNow")->isEnabled());
        QCOMPARE(desk.button("backUpNow")->accessibleDescription(),
                 u"Another program (pid 4711 on server) is optimizing this knowledge base."_s);
        QVERIFY(desk.footer().contains(u"pid 4711"_s));
        desk.window.jobs().showLease(std::nullopt);
        QVERIFY(desk.button("backUpNow")->isEnabled());
    }

    void withoutAJobTheWindowClosesUnasked()
    {
        Desk desk(false);
        QVERIFY(desk.window.close());
        QVERIFY(!desk.question());
        QVERIFY(!desk.window.jobs().holdsSession());
    }

    void closingInTheMiddleAsks_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<int>("cancels");
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("closed");
        QTest::newRow("cancel and quit")
            << QByteArray("cancelAndQuit") << 1 << int(JobState::Cancelled) << true;
        QTest::newRow("cancel came too late")
            << QByteArray("cancelAndQuit") << 1 << int(JobState::Succeeded) << true;
        QTest::newRow("quit when done")
            << QByteArray("quitWhenDone") << 0 << int(JobState::Succeeded) << true;
        QTest::newRow("a failure has to be read")
            << QByteArray("quitWhenDone") << 0 << int(JobState::Failed) << false;
        QTest::newRow("keep open") << QByteArray("keepOpen") << 0 << int(JobState::Succeeded) << false;
    }

    void closingInTheMiddleAsks()
    {
        QFETCH(QByteArray, button);
        QFETCH(int, cancels);
        QFETCH(int, state);
        QFETCH(bool, closed);
        Desk desk(true);
        QVERIFY(!desk.window.close());
        QVERIFY(desk.window.isVisible());
        QVERIFY(desk.question());
        QCOMPARE(desk.question()->textFormat(), Qt::PlainText);
        QVERIFY(desk.question()->informativeText().contains(u"43 %"_s));
        QCOMPARE(desk.question()->defaultButton()->objectName(), u"keepOpen"_s);
        desk.button(button.constData())->click();
        QCOMPARE(desk.cancelled.count(), cancels);
        QVERIFY(desk.window.isVisible());
        QTRY_VERIFY(!desk.question());
        desk.end(JobState(state));
        if (closed)
            QTRY_VERIFY(!desk.window.isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(desk.window.isVisible(), !closed);
    }

    void whileTheJobCannotBeCancelledQuittingHasToWait()
    {
        Desk desk(true);
        desk.tell(0.9, false);
        QVERIFY(!desk.window.close());
        QVERIFY(!desk.button("cancelAndQuit")->isEnabled());
        QVERIFY(desk.button("quitWhenDone")->isEnabled());
        desk.tell(0.95, true);
        QVERIFY(desk.button("cancelAndQuit")->isEnabled());
    }

    void theQuestionGoesWhenTheJobEnds()
    {
        Desk desk(true);
        desk.window.close();
        QVERIFY(desk.question());
        desk.end();
        QTRY_VERIFY(!desk.question());
        QVERIFY(desk.window.isVisible());
    }

    void theEndOfTheSessionIsHeldWithAReason()
    {
        Desk desk(true);
        QCOMPARE(desk.held.count(), 1);
        QCOMPARE(desk.held[0][0].toString(), u"A backup is being made."_s);
        QVERIFY(desk.window.jobs().holdsSession());
        QVERIFY(desk.question());
        desk.end();
        QCOMPARE(desk.held.count(), 2);
        QVERIFY(desk.held[1][0].toString().isEmpty());
    }

    void anotherBaseIsOpenedOnlyWhenTheJobIsDone()
    {
        Desk desk(true);
        QSignalSpy opened(&desk.window, &MainWindow::openRequested);
        auto *menu = desk.window.findChild<QMenu *>(u"menu.recent"_s);
        QVERIFY(QMetaObject::invokeMethod(menu->parentWidget(), "aboutToShow"));
        QCOMPARE(menu->actions().size(), 1);
        menu->actions()[0]->trigger();
        QCOMPARE(opened.count(), 0);
        QVERIFY(desk.window.findChild<QMessageBox *>(u"messageBox"_s));
        desk.end();
        menu->actions()[0]->trigger();
        QCOMPARE(opened.count(), 1);
    }
};

QTEST_MAIN(tst_WindowJobs)
#include "tst_WindowJobs.moc"
