// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/alert/Ticks.h"

#include <QTest>

using namespace hakgal;
using namespace hakgal::test;

class tst_AlertEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFailedBackupIsOneIncidentWithItsError()
    {
        AlertEngine engine;
        AlertRule rule = cpuRule(0, 0, 1);
        rule.id = RuleId::BackupFailing;
        rule.read = [](const Sample &sample) {
            return sample.maintenance ? Reading::of(sample.maintenance->backupFailure ? 1 : 0)
                                      : Reading::missing(Reason::NotYet);
        };
        engine.setRules({rule});
        Ticks ticks;
        const auto evaluate = [&](std::optional<ErrorCode> code) {
            Sample sample = ticks.next();
            MaintenanceFacts facts;
            if (code)
                facts.backupFailure = MaintenanceFacts::Failure{1, {*code, {}, {}, 0}};
            sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
            return engine.evaluate(sample);
        };
        QCOMPARE(letters(engine.evaluate(ticks.next())), QStringLiteral("."));
        QCOMPARE(letters(evaluate(ErrorCode::NoSpace)), QStringLiteral("R"));
        QCOMPARE(engine.firing().front().error.code, ErrorCode::NoSpace);
        QCOMPARE(letters(evaluate(ErrorCode::Locked)), QStringLiteral("."));
        QCOMPARE(engine.firing().front().error.code, ErrorCode::Locked);
        const auto events = evaluate(std::nullopt);
        QCOMPARE(letters(events), QStringLiteral("r"));
        QCOMPARE(events.front().alert.error.code, ErrorCode::Locked);
    }

    void anIncidentIsRaisedOnceAndResolvedOnce_data()
    {
        QTest::addColumn<bool>("above");
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("events");
        const bool above = true;
        // Above 80, clear at 72, three ticks.
        QTest::newRow("never beyond") << above << "10 20 79 79 79"
                                      << ".....";
        QTest::newRow("limit exactly hit") << above << "80 80 80 80"
                                           << "....";
        QTest::newRow("just beyond") << above << "80.01 80.01 80.01 80.01"
                                     << "..R.";
        QTest::newRow("too short") << above << "90 90 10 90 90 10"
                                   << "......";
        QTest::newRow("held, then clear") << above << "90 91 92 93 50 50"
                                          << "..R.r.";
        QTest::newRow("clear level exactly hit") << above << "90 90 90 72"
                                                 << "..Rr";
        QTest::newRow("between clear level and limit") << above << "90 90 90 79 73 72.01 80"
                                                       << "..R....";
        QTest::newRow("flapping around the limit raises nothing") << above << "81 79 81 79 81 79 81 79"
                                                                  << "........";
        QTest::newRow("flapping while firing is one incident") << above << "81 81 81 79 81 79 81 79 81 72"
                                                               << "..R......r";
        QTest::newRow("two incidents") << above << "90 90 90 10 90 90 90 10"
                                       << "..Rr..Rr";
        QTest::newRow("unknown starts the hold time again") << above << "90 90 ? 90 90 90"
                                                            << ".....R";
        QTest::newRow("unknown does not resolve") << above << "90 90 90 ? ? ? 90 50"
                                                  << "..R....r";
        QTest::newRow("unknown alone") << above << "? ? ? ?"
                                       << "....";
        QTest::newRow("known NaN is unknown") << above << "90 90 nan 90 90 90 nan 50"
                                              << ".....R.r";
        QTest::newRow("infinity is beyond") << above << "inf inf inf -inf"
                                            << "..Rr";
        // Below 80, clear at 88.
        QTest::newRow("below: never") << !above << "80 90 100 80"
                                      << "....";
        QTest::newRow("below: just beyond") << !above << "79.9 79.9 79.9 79.9"
                                            << "..R.";
        QTest::newRow("below: held, then clear") << !above << "70 60 50 85 87.9 88"
                                                 << "..R..r";
        QTest::newRow("below: flapping while firing") << !above << "79 79 79 81 79 87 79 95"
                                                      << "..R....r";
        QTest::newRow("below: unknown in the middle") << !above << "10 10 ? 10 10 10 ? 99"
                                                      << ".....R.r";
        QTest::newRow("below: zero is a value") << !above << "0 0 0"
                                                << "..R";
    }
    void anIncidentIsRaisedOnceAndResolvedOnce()
    {
        QFETCH(bool, above);
        QFETCH(QString, values);
        AlertEngine engine;
        engine.setRules({above ? cpuRule() : cacheRule()});
        Ticks ticks;
        QTEST(letters(engine, ticks, above ? MetricId::SystemCpu : MetricId::CacheHitRate, values), "events");
    }
    void theIncidentTellsWhatWasMeasured()
    {
        AlertEngine engine;
        engine.setRules({cpuRule()});
        Ticks ticks;
        engine.evaluate(ticks.cpu(10));
        engine.evaluate(ticks.cpu(99));
        engine.evaluate(ticks.cpu(85));
        const std::vector<AlertEvent> raised = engine.evaluate(ticks.cpu(90));
        QCOMPARE(raised.size(), std::size_t(1));
        Alert expected;
        expected.rule = RuleId::Cpu;
        expected.severity = Severity::Warning;
        expected.startedMs = kStartMs + 2000; // the first tick beyond, not the one that raised it
        expected.value = 90;
        expected.worst = 99;
        expected.limit = 80;
        QCOMPARE(raised[0].alert, expected);
        QCOMPARE(engine.firing(), std::vector<Alert>{expected});

        engine.evaluate(ticks.cpu(99.5));
        const std::vector<AlertEvent> resolved = engine.evaluate(ticks.cpu(40));
        QCOMPARE(resolved.size(), std::size_t(1));
        expected.value = 40;
        expected.worst = 99.5;
        expected.endedMs = kStartMs + 6000;
        QCOMPARE(resolved[0].alert, expected);
        QVERIFY(engine.firing().empty());
    }
    void theWorstOfABelowRuleIsTheSmallest()
    {
        AlertEngine engine;
        engine.setRules({cacheRule()});
        Ticks ticks;
        for (double value : {60.0, 20.0, 70.0, 50.0, 79.0}) {
            Sample sample = ticks.next();
            sample[MetricId::CacheHitRate] = Reading::of(value);
            engine.evaluate(sample);
        }
        QCOMPARE(engine.firing().at(0).worst, 20.0);
        QCOMPARE(engine.firing().at(0).value, 79.0);
    }
    void theWorstBeginsWithTheIncident()
    {
        AlertEngine engine;
        engine.setRules({cpuRule()});
        Ticks ticks;
        for (double value : {99.0, 50.0, 81.0, 82.0, 81.0})
            engine.evaluate(ticks.cpu(value));
        QCOMPARE(engine.firing().at(0).worst, 82.0);
    }
    void theLastMeasuredValueStaysWhileNothingIsKnown()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1)});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        engine.evaluate(ticks.next());
        engine.evaluate(ticks.cpu(std::nan("")));
        QCOMPARE(engine.firing().at(0).value, 90.0);
        QCOMPARE(engine.firing().at(0).worst, 90.0);
    }
    void aHoldTimeOfOneTickRaisesAtOnce()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1)});
        Ticks ticks;
        QCOMPARE(letters(engine.evaluate(ticks.cpu(81))), QStringLiteral("R"));
        QCOMPARE(engine.firing().at(0).startedMs, kStartMs + 1000);
    }
    void rulesAreIndependentAndOneTickMayChangeSeveral()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1), cacheRule(), upRule()});
        Ticks ticks;
        Sample sample = ticks.cpu(90);
        sample[MetricId::Up] = Reading::of(0);
        sample.database.error = {ErrorCode::FileMissing, {QStringLiteral("/kb.db")}, {}, 0};
        const std::vector<AlertEvent> events = engine.evaluate(sample);
        QCOMPARE(letters(events), QStringLiteral("RR"));
        QCOMPARE(events[1].alert.error.code, ErrorCode::FileMissing);
        QVERIFY(events[0].alert.error.args.isEmpty());
        const std::vector<Alert> firing = engine.firing();
        QCOMPARE(firing.at(0).rule, RuleId::DatabaseUnreachable); // critical first
        QCOMPARE(firing.at(1).rule, RuleId::Cpu);
    }
    void theReasonOfAnOutageIsTheLastOne()
    {
        AlertEngine engine;
        engine.setRules({upRule()});
        Ticks ticks;
        Sample sample = ticks.next();
        sample[MetricId::Up] = Reading::of(0);
        sample.database.error.code = ErrorCode::Locked;
        engine.evaluate(sample);
        sample = ticks.next();
        sample[MetricId::Up] = Reading::of(0);
        sample.database.error.code = ErrorCode::FileMissing;
        engine.evaluate(sample);
        QCOMPARE(engine.firing().at(0).error.code, ErrorCode::FileMissing);
        sample = ticks.next();
        sample[MetricId::Up] = Reading::of(1);
        const std::vector<AlertEvent> events = engine.evaluate(sample);
        QCOMPARE(letters(events), QStringLiteral("r"));
        QCOMPARE(events[0].alert.error.code, ErrorCode::FileMissing);
    }
    void firingIsSortedBySeverityThenNewest()
    {
        AlertEngine engine;
        AlertRule critical = cpuRule(95, 85.5, 1);
        critical.id = RuleId::CpuCritical;
        critical.severity = Severity::Critical;
        AlertRule cache = cacheRule();
        cache.holdTicks = 1;
        engine.setRules({cpuRule(80, 72, 1), critical, cache});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        engine.evaluate(ticks.cpu(99));
        Sample sample = ticks.cpu(99);
        sample[MetricId::CacheHitRate] = Reading::of(10);
        engine.evaluate(sample);
        const std::vector<Alert> firing = engine.firing();
        QCOMPARE(firing.size(), std::size_t(3));
        QCOMPARE(firing[0].rule, RuleId::CpuCritical);
        QCOMPARE(firing[1].rule, RuleId::CacheHit);
        QCOMPARE(firing[2].rule, RuleId::Cpu);
    }

    void aClockThatJumpsBackwardsDoesNotEndAnIncidentBeforeItStarted_data()
    {
        QTest::addColumn<qint64>("jumpMs");
        QTest::newRow("an hour") << qint64(-3'600'000);
        QTest::newRow("to the epoch") << -kStartMs - 10'000;
    }
    void aClockThatJumpsBackwardsDoesNotEndAnIncidentBeforeItStarted()
    {
        QFETCH(qint64, jumpMs);
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 2)});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90));
        const std::vector<AlertEvent> raised = engine.evaluate(ticks.cpu(90));
        ticks.wallMs += jumpMs;
        QCOMPARE(letters(engine.evaluate(ticks.cpu(90))), QStringLiteral("."));
        const std::vector<AlertEvent> resolved = engine.evaluate(ticks.cpu(10));
        QCOMPARE(letters(resolved), QStringLiteral("r"));
        QCOMPARE(resolved[0].alert.startedMs, raised.at(0).alert.startedMs);
        QCOMPARE(resolved[0].alert.endedMs, raised.at(0).alert.startedMs);
        QVERIFY(!resolved[0].alert.firing());
    }
    void theHoldTimeCountsTicksWhateverTheClockSays()
    {
        AlertEngine engine;
        engine.setRules({cpuRule()});
        Ticks ticks;
        QString seen;
        for (int i = 0; i < 4; ++i) {
            ticks.wallMs -= 86'400'000;
            seen += letters(engine.evaluate(ticks.cpu(90)));
        }
        QCOMPARE(seen, QStringLiteral("..R."));
    }
    void aSnoozeStaysWithTheIncidentAndEndsWithIt()
    {
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1)});
        Ticks ticks;
        engine.snooze(RuleId::Cpu, kStartMs + 5000); // nothing fires yet
        engine.evaluate(ticks.cpu(90));
        QCOMPARE(engine.firing().at(0).snoozedUntilMs, 0);
        engine.snooze(RuleId::Cpu, kStartMs + 5000);
        QVERIFY(engine.firing().at(0).snoozed(kStartMs + 4999));
        QVERIFY(!engine.firing().at(0).snoozed(kStartMs + 5000));
        QCOMPARE(letters(engine.evaluate(ticks.cpu(95))), QStringLiteral("."));
        QCOMPARE(engine.firing().at(0).snoozedUntilMs, kStartMs + 5000);
        engine.snooze(RuleId::Cpu, 0);
        QVERIFY(!engine.firing().at(0).snoozed(kStartMs));
        engine.snooze(RuleId::Cpu, kStartMs + 5000);
        engine.evaluate(ticks.cpu(10));
        engine.evaluate(ticks.cpu(90));
        QCOMPARE(engine.firing().at(0).snoozedUntilMs, 0);
    }
    void processesAreWantedWhileAnAlertAboutLoadBuildsUpOrFires()
    {
        AlertEngine engine;
        AlertRule cache = cacheRule();
        cache.holdTicks = 1;
        engine.setRules({cpuRule(), cache});
        Ticks ticks;
        QVERIFY(!engine.wantsProcesses());
        Sample sample = ticks.cpu(10);
        sample[MetricId::CacheHitRate] = Reading::of(1);
        engine.evaluate(sample);
        QVERIFY(!engine.wantsProcesses()); // another alert fires
        engine.evaluate(ticks.cpu(90));
        QVERIFY(engine.wantsProcesses());
        engine.evaluate(ticks.cpu(10));
        QVERIFY(!engine.wantsProcesses());
        for (int i = 0; i < 3; ++i)
            engine.evaluate(ticks.cpu(90));
        engine.evaluate(ticks.cpu(75));
        QVERIFY(engine.wantsProcesses());
        engine.evaluate(ticks.cpu(10));
        QVERIFY(!engine.wantsProcesses());
    }
    void theProcessesAreThoseOfTheTickThatRaisedIt()
    {
        const ProcessLoad first{1, QStringLiteral("first"), 90, 1};
        const ProcessLoad later{2, QStringLiteral("later"), 90, 1};
        AlertEngine engine;
        engine.setRules({cpuRule(80, 72, 1)});
        Ticks ticks;
        engine.evaluate(ticks.cpu(90)); // not listed yet: they are only measured once they are wanted
        QVERIFY(engine.firing().at(0).processes.empty());
        Sample sample = ticks.cpu(90);
        sample.processes = {first};
        engine.evaluate(sample);
        sample = ticks.cpu(90);
        sample.processes = {later};
        engine.evaluate(sample);
        QCOMPARE(engine.firing().at(0).processes, std::vector<ProcessLoad>{first});
    }
    void anAlertThatIsNotAboutLoadHasNoProcesses()
    {
        AlertEngine engine;
        engine.setRules({upRule()});
        Ticks ticks;
        Sample sample = ticks.next();
        sample[MetricId::Up] = Reading::of(0);
        sample.processes = {{1, QStringLiteral("busy"), 90, 1}};
        engine.evaluate(sample);
        QVERIFY(engine.firing().at(0).processes.empty());
    }
    void anOutageNeitherRaisesNorResolvesTheOtherRulesOfTheBase()
    {
        Settings settings;
        settings.holdTicks = 1;
        AlertEngine engine;
        engine.setRules(alertRules(settings));
        Ticks ticks;
        const auto tick = [&](double up, double p95) {
            Sample sample = ticks.next();
            sample[MetricId::Up] = Reading::of(up);
            sample[MetricId::QueryP95] = Reading::of(p95);
            return engine.evaluate(sample);
        };
        QCOMPARE(letters(tick(1, 0.2)), QStringLiteral("R"));
        const std::vector<AlertEvent> outage = tick(0, 0.001);
        QCOMPARE(letters(outage), QStringLiteral("R"));
        QCOMPARE(outage[0].alert.rule, RuleId::DatabaseUnreachable);
        QCOMPARE(letters(tick(0, 9)), QStringLiteral("."));
        QCOMPARE(engine.firing().size(), std::size_t(2));
        const std::vector<AlertEvent> back = tick(1, 0.2);
        QCOMPARE(letters(back), QStringLiteral("r"));
        QCOMPARE(back[0].alert.rule, RuleId::DatabaseUnreachable);
        QCOMPARE(letters(tick(1, 0.01)), QStringLiteral("r"));
        QVERIFY(engine.firing().empty());
    }
    void withoutRulesNothingHappens()
    {
        AlertEngine engine;
        Ticks ticks;
        QVERIFY(engine.evaluate(ticks.cpu(100)).empty());
        QVERIFY(engine.firing().empty());
        QVERIFY(!engine.wantsProcesses());
    }
};

QTEST_GUILESS_MAIN(tst_AlertEngine)
#include "tst_AlertEngine.moc"
