// SPDX-License-Identifier: GPL-3.0-or-later
#include "MadeUp.h"
#include "ui/OverviewText.h"

#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(hakgal::Tile)

class tst_OverviewText : public QObject
{
    Q_OBJECT

    const Catalogue m_catalogue{Catalogue::Language::English};
    const OverviewText m_text{m_catalogue, 4};
    const Settings m_settings;

private Q_SLOTS:
    void aKnownValueIsShownWithItsNote_data()
    {
        QTest::addColumn<Tile>("tile");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("note");
        QTest::newRow("facts") << Tile::Facts << u"18160"_s << u"+42 in the last minute"_s;
        QTest::newRow("query") << Tile::QueryP95 << u"0.40 ms"_s << u"p50 0.11 · max 2.40"_s;
        QTest::newRow("cache") << Tile::CacheHit << u"93.4 %"_s << u"probe, 8 MiB cache"_s;
        QTest::newRow("wal") << Tile::Wal << u"1.2 MB"_s << u"306 frames · 0 pending"_s;
        QTest::newRow("database") << Tile::Database << u"6.1 MB"_s << u"4.1 % reclaimable"_s;
        QTest::newRow("open elsewhere") << Tile::OpenElsewhere << u"2"_s << u"litestream, python3"_s;
        QTest::newRow("errors") << Tile::Errors << u"0"_s << u"last minute · 0 in all"_s;
    }

    void aKnownValueIsShownWithItsNote()
    {
        QFETCH(Tile, tile);
        Snapshot s = madeup::healthy(200);
        s.sample[MetricId::QueryP95] = Reading::of(0.0004);
        s.sample[MetricId::QueryP50] = Reading::of(0.00011);
        s.sample[MetricId::CacheHitRate] = Reading::of(93.4);
        const TileContent content = m_text.content(tile, s, m_settings);
        QCOMPARE(content.state, TileContent::State::Known);
        QTEST(content.value, "value");
        QTEST(content.notes.value(0), "note");
        QVERIFY(!content.severity);
    }

    void aNoteHasShorterForms()
    {
        for (Tile tile : kTiles) {
            const TileContent content = m_text.content(tile, madeup::healthy(200), m_settings);
            QVERIFY(!content.notes.isEmpty());
            for (qsizetype i = 1; i < content.notes.size(); ++i)
                QVERIFY2(content.notes[i].size() < content.notes[i - 1].size(), qPrintable(content.notes[i]));
        }
    }

    void theFactsTileTellsTheAgeOfItsCount_data()
    {
        QTest::addColumn<Reading>("age");
        QTest::addColumn<Reading>("growth");
        QTest::addColumn<QString>("note");
        const Reading unknown = Reading::missing(Reason::NoHistory);
        QTest::newRow("fresh") << Reading::of(5) << Reading::of(-3) << u"-3 in the last minute"_s;
        QTest::newRow("older than 5 s")
            << Reading::of(12) << Reading::of(42) << u"+42 in a minute · counted 12 s ago"_s;
        QTest::newRow("older, growth unknown") << Reading::of(75) << unknown << u"counted 1 min 15 s ago"_s;
        QTest::newRow("fresh, growth unknown") << Reading::of(0) << unknown << u"counted now"_s;
        QTest::newRow("unchanged") << Reading::of(0) << Reading::of(0) << u"±0 in the last minute"_s;
    }

    void theFactsTileTellsTheAgeOfItsCount()
    {
        QFETCH(Reading, age);
        QFETCH(Reading, growth);
        Snapshot s = madeup::healthy(10);
        s.sample[MetricId::FactsAge] = age;
        s.sample[MetricId::FactsPerMinute] = growth;
        const TileContent content = m_text.content(Tile::Facts, s, m_settings);
        QTEST(content.notes.value(0), "note");
        if (!growth.known())
            QVERIFY(content.details.contains(m_catalogue.reason(growth.reason)));
    }

    void anUnknownValueIsADashWithItsReason_data()
    {
        QTest::addColumn<int>("reason");
        QTest::addColumn<QString>("note");
        QTest::newRow("too few") << int(Reason::TooFewRequests) << u"too few requests"_s;
        QTest::newRow("others write") << int(Reason::OthersWrite) << u"others write"_s;
        QTest::newRow("not yet") << int(Reason::NotYet) << u"not measured yet"_s;
        QTest::newRow("no rows") << int(Reason::NoRows) << u"no facts yet"_s;
        QTest::newRow("no database") << int(Reason::NoDatabase) << u"no file chosen"_s;
    }

    void anUnknownValueIsADashWithItsReason()
    {
        QFETCH(int, reason);
        Snapshot s = madeup::healthy(10);
        s.sample[MetricId::CacheHitRate] = Reading::missing(Reason(reason));
        const TileContent content = m_text.content(Tile::CacheHit, s, m_settings);
        QCOMPARE(content.state, TileContent::State::Unknown);
        QCOMPARE(content.value, u"–"_s);
        QTEST(content.notes.value(0), "note");
        QVERIFY(content.details.contains(m_catalogue.reason(Reason(reason))));
    }

    void everyReasonHasAShortForm()
    {
        for (int reason = int(Reason::NotYet); reason <= int(Reason::NoSearches); ++reason) {
            Snapshot s = madeup::healthy(10);
            s.sample[MetricId::WalBytes] = Reading::missing(Reason(reason));
            const QString note = m_text.content(Tile::Wal, s, m_settings).notes.value(0);
            QVERIFY2(!note.isEmpty() && note.size() <= 18, qPrintable(note));
        }
    }

    void whileUnreachableTheLastValueStaysWithItsAge()
    {
        const Snapshot s = madeup::unreachable(72, 60);
        for (Tile tile : {Tile::Facts, Tile::QueryP95, Tile::CacheHit, Tile::Wal, Tile::Database}) {
            const TileContent content = m_text.content(tile, s, m_settings);
            const TileContent before = m_text.content(tile, madeup::healthy(60), m_settings);
            QCOMPARE(content.state, TileContent::State::Stale);
            QCOMPARE(content.value, before.value);
            QCOMPARE(content.notes.value(0), u"12 s ago"_s);
            QVERIFY(content.details.contains(m_catalogue.errorSummary(s.sample.database.error)));
        }
    }

    void aValueThatWasNeverKnownHasNoLastOne()
    {
        Snapshot s = madeup::unreachable(72, 60);
        auto last = std::make_shared<LastKnown>(*s.sample.lastKnown);
        last->readings[std::size_t(MetricId::CacheHitRate)] = Reading::missing(Reason::TooFewRequests);
        s.sample.lastKnown = last;
        const TileContent content = m_text.content(Tile::CacheHit, s, m_settings);
        QCOMPARE(content.state, TileContent::State::Unknown);
        QCOMPARE(content.notes.value(0), u"not reachable"_s);
        QVERIFY(content.details.contains(m_catalogue.errorSummary(s.sample.database.error)));
    }

    void aLastValueIsNotShownForAReadableBase()
    {
        Snapshot s = madeup::unreachable(72, 60);
        s.sample.database.reach = DatabaseState::Reach::Reachable;
        QCOMPARE(m_text.content(Tile::Wal, s, m_settings).state, TileContent::State::Unknown);
    }

    void openElsewhereSaysWhatItCouldNotSee_data()
    {
        QTest::addColumn<int>("known");
        QTest::addColumn<bool>("holders");
        QTest::addColumn<QString>("note");
        QTest::newRow("all, some") << int(HoldersKnown::All) << true << u"litestream, python3"_s;
        QTest::newRow("all, none") << int(HoldersKnown::All) << false << u"no other program"_s;
        QTest::newRow("own user, some")
            << int(HoldersKnown::OwnUser) << true << u"litestream, python3 (own user only)"_s;
        QTest::newRow("own user, none") << int(HoldersKnown::OwnUser) << false << u"own user only"_s;
    }

    void openElsewhereSaysWhatItCouldNotSee()
    {
        QFETCH(int, known);
        QFETCH(bool, holders);
        Snapshot s = madeup::healthy(10);
        s.sample.database.holdersKnown = HoldersKnown(known);
        if (!holders)
            s.sample.database.holders.clear();
        QTEST(m_text.content(Tile::OpenElsewhere, s, m_settings).notes.value(0), "note");
    }

    void errorsAreToldByCode()
    {
        Snapshot s = madeup::healthy(10);
        s.sample[MetricId::DatabaseErrorsRecent] = Reading::of(3);
        s.sample[MetricId::DatabaseErrors] = Reading::of(7154);
        s.sample.errors = {{u"SQLITE_BUSY"_s, 7150}, {u"SQLITE_IOERR"_s, 4}};
        const TileContent content = m_text.content(Tile::Errors, s, m_settings);
        QCOMPARE(content.value, u"3"_s);
        QCOMPARE(content.notes.value(0), u"last minute · 7154 in all"_s);
        QVERIFY(content.details.contains(u"SQLITE_BUSY: 7150\nSQLITE_IOERR: 4"_s));
    }

    void aTileCarriesTheWorstAlertAboutIt()
    {
        const Alert warning = madeup::alert(RuleId::CacheHit, Severity::Warning, 5, 60, 80);
        const Alert critical = madeup::alert(RuleId::CacheHitCritical, Severity::Critical, 6, 40, 50);
        const Snapshot s = madeup::withAlert(madeup::withAlert(madeup::healthy(10), warning), critical);
        QCOMPARE(m_text.content(Tile::CacheHit, s, m_settings).severity, std::optional(Severity::Critical));
        QVERIFY(m_text.content(Tile::CacheHit, s, m_settings).details.contains(u"Cache hit below 50 %"_s));
        QVERIFY(!m_text.content(Tile::QueryP95, s, m_settings).severity);
    }

    void aSnoozedAlertGivesNoDot()
    {
        Alert alert = madeup::alert(RuleId::WalSize, Severity::Warning, 5, 9e7, 6.4e7);
        alert.snoozedUntilMs = madeup::at(1000).wallMs;
        const Snapshot s = madeup::withAlert(madeup::healthy(10), alert);
        const TileContent content = m_text.content(Tile::Wal, s, m_settings);
        QVERIFY(!content.severity);
        QVERIFY(content.details.contains(m_catalogue.alertTitle(alert)));
    }

    void aChartShowsItsLinesAndLimit()
    {
        SampleHistory history(1000);
        for (int t = 0; t <= 100; ++t)
            history.add(madeup::healthy(t).sample);
        const Snapshot s = madeup::healthy(100);
        const auto frame = [&](Chart chart) {
            return m_text.frame(chart, s, m_settings, history, 300, 400, kPercentScale);
        };
        const ChartFrame cpu = frame(Chart::Cpu);
        QCOMPARE(cpu.solid.points(), 101);
        QCOMPARE(cpu.second.points(), 101);
        QCOMPARE(cpu.scale, kPercentScale);
        QCOMPARE(cpu.limit, std::optional(80.0));
        // One core of four: a quarter of the share of one core.
        const double own = s[MetricId::ProcessCpu].value;
        QVERIFY(std::abs(cpu.second.pieces.last().last().y() - own / 4) < 1e-4);

        const ChartFrame latency = frame(Chart::Latency);
        QCOMPARE(latency.solid.points(), 101);
        QVERIFY(latency.scale.max < 5);
        QCOMPARE(latency.limit, std::optional(100.0));
        QCOMPARE(latency.limitText, u"limit 100 ms"_s);
        QVERIFY(frame(Chart::Memory).second.empty());
    }

    void aChartsDescriptionTellsValueLimitAndState_data()
    {
        QTest::addColumn<double>("hit");
        QTest::addColumn<QString>("words");
        QTest::newRow("well") << 93.4 << u"Now 93.4 %. Not below the limit of 80 %."_s;
        QTest::newRow("at the limit") << 80.0 << u"Now 80.0 %. Not below the limit of 80 %."_s;
        QTest::newRow("below") << 71.0 << u"Now 71.0 %. Below the limit of 80 %."_s;
    }

    void aChartsDescriptionTellsValueLimitAndState()
    {
        QFETCH(double, hit);
        QFETCH(QString, words);
        Snapshot s = madeup::healthy(1);
        s.sample[MetricId::CacheHitRate] = Reading::of(hit);
        SampleHistory history(10);
        history.add(s.sample);
        const ChartFrame frame =
            m_text.frame(Chart::CacheHit, s, m_settings, history, 300, 400, kPercentScale);
        QVERIFY2(frame.description.startsWith(words), qPrintable(frame.description));
        QVERIFY(frame.valueKnown);
    }

    void aChartWithoutAValueSaysWhy()
    {
        Snapshot s = madeup::healthy(1);
        s.sample[MetricId::CacheHitRate] = Reading::missing(Reason::TooFewRequests);
        SampleHistory history(10);
        history.add(s.sample);
        const ChartFrame frame =
            m_text.frame(Chart::CacheHit, s, m_settings, history, 300, 400, kPercentScale);
        QVERIFY(frame.solid.empty());
        QCOMPARE(frame.value, u"–"_s);
        QVERIFY(!frame.valueKnown);
        QCOMPARE(frame.emptyText, m_catalogue.reason(Reason::TooFewRequests));
    }

    void aPauseOfTheMonitorIsAGapAndALateTickIsNone()
    {
        SampleHistory history(100);
        for (int t : {0, 1, 2, 5, 6, 20, 21})
            history.add(madeup::healthy(t).sample);
        const ChartFrame frame =
            m_text.frame(Chart::Cpu, madeup::healthy(21), m_settings, history, 300, 400, kPercentScale);
        QCOMPARE(frame.solid.pieces.size(), 2);

        // With one tick in ten seconds, ten seconds are no gap.
        Snapshot slow = madeup::healthy(40);
        slow.intervalMs = 10000;
        SampleHistory rare(100);
        for (int t : {0, 10, 20, 30, 40})
            rare.add(madeup::healthy(t).sample);
        QCOMPARE(
            m_text.frame(Chart::Cpu, slow, m_settings, rare, 300, 400, kPercentScale).solid.pieces.size(), 1);
    }

    void theFootTellsTickAndEndpoint()
    {
        Snapshot s = madeup::healthy(100);
        QCOMPARE(m_text.footer(s, s.endpoint),
                 (QStringList{u"monitor 1.0 s · tick 0.80 ms"_s, u":8000/metrics\nscraped 3 s ago"_s}));
        s.endpoint.lastScrapeWallMs = 0;
        QCOMPARE(m_text.footer(s, s.endpoint).value(1), u":8000/metrics\nnot scraped yet"_s);
        s.endpoint.listeners.clear();
        QCOMPARE(m_text.footer(s, s.endpoint).value(1), u"endpoint off"_s);
    }

    void aTakenPortNamesItsHolder()
    {
        Snapshot s = madeup::healthy(100);
        ListenerState &taken = s.endpoint.listeners[1];
        taken.listening = false;
        taken.trouble = ListenerState::Trouble::Taken;
        taken.holderPid = 4711;
        taken.holderName = u"nginx"_s;
        QCOMPARE(m_text.footer(s, s.endpoint).value(2), u"port 5000 is held by nginx (pid 4711)"_s);
        QVERIFY(m_text.footerDetails(s.endpoint).contains(u"127.0.0.1:5000 is taken by nginx (pid 4711)."_s));
        s.endpoint.listeners[0].listening = false;
        s.endpoint.listeners[0].trouble = ListenerState::Trouble::NoPermission;
        QCOMPARE(m_text.footer(s, s.endpoint).value(1), u"port 8000 is not served"_s);
    }

    void theHeadlineTellsSinceWhenItCannotBeRead()
    {
        QVERIFY(m_text.headline(madeup::healthy(60)).startsWith(u"up 2 h 15 min"_s));
        const QString time = m_catalogue.format().time(madeup::at(60).wallMs);
        QVERIFY(m_text.headline(madeup::unreachable(72, 60)).contains(u"not readable since "_s + time));
    }

    void theHeadlineTellsOfBackupAndCheck()
    {
        Snapshot s = madeup::healthy(60);
        QVERIFY(!m_text.headline(s).contains(u"backup"_s));
        MaintenanceFacts facts;
        s.sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        QVERIFY(m_text.headline(s).endsWith(u"integrity never checked · no backup yet"_s));
        const qint64 now = s.sample.at.wallMs;
        facts.lastIntegrityMs = now;
        facts.lastBackupMs = now - 40LL * 24 * 3600 * 1000;
        s.sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        const Format &format = m_catalogue.format();
        QVERIFY(m_text.headline(s).endsWith(u"integrity verified "_s + format.time(now).left(5) +
                                            u" · backup "_s +
                                            format.dateTime(facts.lastBackupMs).section(u' ', 0, 0)));
    }

    void aFileNameIsPlainWords()
    {
        Snapshot s = madeup::healthy(1);
        s.sample.database.path = u"/data/\u202Egpj.db"_s;
        QVERIFY(!m_text.fileName(s).contains(QChar(0x202e)));
        s.sample.database.path.clear();
        QCOMPARE(m_text.fileName(s), QString());
    }
};

QTEST_GUILESS_MAIN(tst_OverviewText)
#include "tst_OverviewText.moc"
