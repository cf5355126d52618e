// SPDX-License-Identifier: GPL-3.0-or-later
#include "Desk.h"
#include "Pictures.h"
#include "ui/AlertTableModel.h"
#include "ui/Card.h"
#include "ui/MetricChart.h"
#include "ui/StatusPill.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <ctime>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

class tst_OverviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

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
                    ->spokenDescription()
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
            QVERIFY(widget->spokenDescription().startsWith(widget->value()));
        }
        for (Chart chart : kCharts) {
            const auto *widget = desk.find<MetricChart>(QLatin1String(OverviewText::objectName(chart)));
            QVERIFY(!widget->accessibleName().isEmpty());
            QVERIFY(widget->spokenDescription().contains(u"limit"_s));
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

QTEST_MAIN(tst_OverviewPage)
#include "tst_OverviewPage.moc"
