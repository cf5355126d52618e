// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/alert/Ticks.h"

#include <QTest>

using namespace hakgal;
using namespace hakgal::test;

/// What the engine makes of incidents from before, of limits that move, and of another base.
class tst_AlertChanges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasRestoredIsNotRaisedAgain_data()
    {
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("events");
        QTest::newRow("still beyond") << "90 90 90 90"
                                      << "....";
        QTest::newRow("between clear level and limit") << "75 75"
                                                       << "..";
        QTest::newRow("clear") << "50 50 50"
                               << "r..";
        QTest::newRow("unknown, then clear") << "? ? 50"
                                             << "..r";
        QTest::newRow("clear, then a new one") << "50 90 90 90"
                                               << "r..R";
    }
    void whatWasRestoredIsNotRaisedAgain()
    {
        QFETCH(QString, values);
        AlertEngine engine;
        engine.restore({openAlert(RuleId::Cpu, 80, kStartMs - 60'000)});
        engine.setRules({cpuRule()});
        QCOMPARE(engine.firing().size(), std::size_t(1));
        Ticks ticks;
        QTEST(letters(engine, ticks, MetricId::SystemCpu, values), "events");
    }
    void aRestoredIncidentKeepsItsStartAndWorst()
    {
        AlertEngine engine;
        engine.setRules({cpuRule()});
        Alert before = openAlert(RuleId::Cpu, 80, kStartMs - 60'000);
        before.worst = 98;
        before.snoozedUntilMs = kStartMs + 600'000;
        before.processes = {{4711, QStringLiteral("python3"), 80, 1e6}};
        engine.restore({before});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        const std::vector<AlertEvent> events = engine.evaluate(ticks.cpu(10));
        QCOMPARE(events.size(), std::size_t(1));
        before.value = 10;
        before.endedMs = kStartMs + 2000;
        QCOMPARE(events[0].alert, before);
    }
    void whatHasEndedOrHasNoRuleIsNotRestored()
    {
        AlertEngine engine;
        engine.setRules({cpuRule()});
        Alert ended = openAlert(RuleId::Cpu, 80, kStartMs);
        ended.endedMs = kStartMs + 1;
        engine.restore({ended, Alert{}});
        QVERIFY(engine.firing().empty());
        Ticks ticks;
        QCOMPARE(letters(engine.evaluate(ticks.cpu(10))), QStringLiteral("."));
    }
    void aRestoredIncidentWithoutItsRuleIsResolved()
    {
        AlertEngine engine;
        engine.setRules({cpuRule()});
        engine.restore({openAlert(RuleId::WalSize, 64e6, kStartMs)});
        Ticks ticks;
        const std::vector<AlertEvent> events = engine.evaluate(ticks.cpu(10));
        QCOMPARE(letters(events), QStringLiteral("r"));
        QCOMPARE(events[0].alert.rule, RuleId::WalSize);
        QVERIFY(engine.firing().empty());
    }
    void aRestoredIncidentWhoseLimitMovedIsJudgedByTheNewOne()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(95, 85.5)});
        engine.restore({openAlert(RuleId::Cpu, 80, kStartMs)});
        Ticks ticks;
        QCOMPARE(letters(engine.evaluate(ticks.cpu(90))), QStringLiteral("r"));
    }
    void restoringOverARunningIncidentKeepsOneWithTheRestoredStart()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1)});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        engine.restore({openAlert(RuleId::Cpu, 80, kStartMs - 60'000)});
        QCOMPARE(letters(engine.evaluate(ticks.cpu(90))), QStringLiteral("."));
        QCOMPARE(engine.firing().size(), std::size_t(1));
        QCOMPARE(engine.firing()[0].startedMs, kStartMs - 60'000);
    }

    void aMovedLimitIsJudgedByItself_data()
    {
        QTest::addColumn<double>("limit");
        QTest::addColumn<double>("clear");
        QTest::addColumn<QString>("values"); ///< after the change; 90 before
        QTest::addColumn<QString>("events");
        QTest::newRow("the same again") << 80.0 << 72.0 << "79 73 81 72"
                                        << "...r";
        QTest::newRow("raised past the value") << 95.0 << 85.5 << "90 90 90"
                                               << "r..";
        QTest::newRow("raised to the value exactly") << 90.0 << 81.0 << "90 90"
                                                     << "r.";
        QTest::newRow("raised, still beyond, then its clear level") << 85.0 << 76.5 << "90 80 77 76.5"
                                                                    << "...r";
        QTest::newRow("lowered") << 50.0 << 45.0 << "90 79 49 45"
                                 << "...r";
        QTest::newRow("raised while unknown") << 95.0 << 85.5 << "? ? 90"
                                              << "..r";
    }
    void aMovedLimitIsJudgedByItself()
    {
        QFETCH(double, limit);
        QFETCH(double, clear);
        QFETCH(QString, values);
        AlertEngine engine;
        engine.setRules({cpuRule()});
        Ticks ticks;
        for (int i = 0; i < 3; ++i)
            engine.evaluate(ticks.cpu(90));
        QCOMPARE(engine.firing().size(), std::size_t(1));
        engine.setRules({cpuRule(limit, clear)});
        QTEST(letters(engine, ticks, MetricId::SystemCpu, values), "events");
    }
    void theLimitInForceWhenItWasRaisedIsKept()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1)});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        engine.setRules({cpuRule(70, 63, 1)});
        engine.evaluate(ticks.cpu(90));
        QCOMPARE(engine.firing().at(0).limit, 80.0);
    }
    void aRunningHoldTimeStartsAgainOnlyWhereTheLimitMoved()
    {
        Ticks ticks;
        AlertEngine same;
        same.setRules({cpuRule()});
        same.evaluate(ticks.cpu(90));
        same.evaluate(ticks.cpu(90));
        same.setRules({cpuRule()});
        QCOMPARE(letters(same.evaluate(ticks.cpu(90))), QStringLiteral("R"));

        AlertEngine moved;
        moved.setRules({cpuRule()});
        moved.evaluate(ticks.cpu(90));
        moved.evaluate(ticks.cpu(90));
        moved.setRules({cpuRule(85, 76.5)});
        QString seen;
        for (int i = 0; i < 3; ++i)
            seen += letters(moved.evaluate(ticks.cpu(90)));
        QCOMPARE(seen, QStringLiteral("..R"));
    }
    void aShorterHoldTimeTakesEffectAtTheNextTick()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 10)});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        engine.evaluate(ticks.cpu(90));
        engine.setRules({cpuRule(80, 72, 2)});
        QCOMPARE(letters(engine.evaluate(ticks.cpu(90))), QStringLiteral("R"));
    }
    void aRuleThatIsRemovedWhileFiringIsResolvedEvenIfNothingIsKnown()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1), cacheRule()});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        engine.setRules({cacheRule()});
        const std::vector<AlertEvent> events = engine.evaluate(ticks.next());
        QCOMPARE(letters(events), QStringLiteral("r"));
        QCOMPARE(events[0].alert.rule, RuleId::Cpu);
        QCOMPARE(events[0].alert.value, 90.0); // last measured
        QCOMPARE(letters(engine.evaluate(ticks.next())), QStringLiteral("."));
        engine.setRules({cpuRule(80, 72, 1)});
        QCOMPARE(letters(engine.evaluate(ticks.cpu(90))), QStringLiteral("R"));
    }
    void forgettingTheBaseKeepsCpuAndMemory()
    {
        AlertEngine engine;
        AlertRule disk = cpuRule(80, 72, 1);
        disk.id = RuleId::Disk;
        disk.metric = MetricId::SystemDisk;
        disk.read = plain<MetricId::SystemDisk>;
        engine.setRules({cpuRule(80, 72, 1), upRule(), disk});
        Ticks ticks;
        Sample sample = ticks.cpu(90);
        sample[MetricId::Up] = Reading::of(0);
        sample[MetricId::SystemDisk] = Reading::of(99);
        engine.evaluate(sample);
        QCOMPARE(engine.firing().size(), std::size_t(3));
        engine.forget();
        QCOMPARE(engine.firing().size(), std::size_t(1));
        QCOMPARE(engine.firing()[0].rule, RuleId::Cpu);
        // The new base is reachable: nothing to resolve, the old incident belongs to the old history.
        sample = ticks.cpu(90);
        sample[MetricId::Up] = Reading::of(1);
        QCOMPARE(letters(engine.evaluate(sample)), QStringLiteral("."));
    }
    void forgettingTheBaseForgetsItsHoldTime()
    {
        AlertEngine engine;
        engine.setRules({upRule(2)});
        Ticks ticks;
        Sample sample = ticks.next();
        sample[MetricId::Up] = Reading::of(0);
        engine.evaluate(sample);
        engine.forget();
        QCOMPARE(letters(engine.evaluate(sample)), QStringLiteral("."));
        QCOMPARE(letters(engine.evaluate(sample)), QStringLiteral("R"));
    }
};

QTEST_GUILESS_MAIN(tst_AlertChanges)
#include "tst_AlertChanges.moc"
