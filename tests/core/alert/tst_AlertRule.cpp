// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/AlertRule.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace hakgal;

namespace {

Sample reachable()
{
    Sample sample;
    sample[MetricId::Up] = Reading::of(1);
    return sample;
}

const AlertRule *find(const std::vector<AlertRule> &rules, RuleId id)
{
    const auto found = std::find_if(rules.begin(), rules.end(), [id](const auto &r) { return r.id == id; });
    return found == rules.end() ? nullptr : &*found;
}

Settings everythingOn()
{
    Settings settings;
    settings.factsStalledMinutes = 30;
    return settings;
}

} // namespace

class tst_AlertRule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachRuleHasItsLimitClearLevelAndMetric_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("metric");
        QTest::addColumn<bool>("critical");
        QTest::addColumn<bool>("above");
        QTest::addColumn<double>("limit");
        QTest::addColumn<double>("clear");
        QTest::addColumn<int>("hold");
        const auto row = [](RuleId id, MetricId metric, bool critical, bool above, double limit, double clear,
                            int hold) {
            QTest::newRow(ruleName(id))
                << int(id) << int(metric) << critical << above << limit << clear << hold;
        };
        row(RuleId::QueryLatency, MetricId::QueryP95, false, true, 0.1, 0.09, 3);
        row(RuleId::QueryLatencyCritical, MetricId::QueryP95, true, true, 0.5, 0.45, 3);
        row(RuleId::CacheHit, MetricId::CacheHitRate, false, false, 80, 88, 3);
        row(RuleId::CacheHitCritical, MetricId::CacheHitRate, true, false, 50, 55, 3);
        row(RuleId::Cpu, MetricId::SystemCpu, false, true, 80, 72, 3);
        row(RuleId::CpuCritical, MetricId::SystemCpu, true, true, 95, 85.5, 3);
        row(RuleId::Memory, MetricId::SystemMemory, false, true, 85, 76.5, 3);
        row(RuleId::MemoryCritical, MetricId::SystemMemory, true, true, 95, 85.5, 3);
        row(RuleId::DatabaseUnreachable, MetricId::Up, true, false, 0.5, 0.55, 3);
        row(RuleId::DatabaseErrors, MetricId::DatabaseErrorsRecent, false, true, 0, 0, 1);
        row(RuleId::DatabaseReplaced, MetricId::ReplacementsRecent, false, true, 0, 0, 1);
        row(RuleId::FactsStalled, MetricId::FactsUnchanged, false, true, 1800, 1620, 1);
        row(RuleId::WalSize, MetricId::WalBytes, false, true, 64e6, 57.6e6, 3);
        row(RuleId::Disk, MetricId::SystemDisk, false, true, 90, 81, 3);
        row(RuleId::DiskCritical, MetricId::SystemDisk, true, true, 97, 87.3, 3);
    }
    void eachRuleHasItsLimitClearLevelAndMetric()
    {
        QFETCH(int, rule);
        QFETCH(int, metric);
        const std::vector<AlertRule> rules = alertRules(everythingOn());
        const AlertRule *found = find(rules, RuleId(rule));
        QVERIFY(found);
        QCOMPARE(int(found->metric), metric);
        QTEST(found->severity == Severity::Critical, "critical");
        QTEST(found->side == AlertRule::Side::Above, "above");
        QTEST(found->limit, "limit");
        QTEST(found->clear, "clear");
        QTEST(found->holdTicks, "hold");

        Sample sample = reachable();
        sample[found->metric] = Reading::of(4711);
        QCOMPARE(found->read(sample).value, 4711.0);
    }

    void everyRuleIsThereOnceAndWarningsComeFirst()
    {
        const std::vector<AlertRule> rules = alertRules(everythingOn());
        std::set<RuleId> seen;
        for (const AlertRule &rule : rules)
            QVERIFY2(seen.insert(rule.id).second, ruleName(rule.id));
        QCOMPARE(seen.size(), std::size_t(RuleId::Count_));
        for (RuleId warning :
             {RuleId::QueryLatency, RuleId::CacheHit, RuleId::Cpu, RuleId::Memory, RuleId::Disk}) {
            const auto twin = RuleId(int(warning) + 1);
            QVERIFY2(find(rules, warning) < find(rules, twin), ruleName(warning));
        }
    }

    void whatIsSwitchedOffIsNotInTheList()
    {
        Settings settings = everythingOn();
        settings.factsStalledMinutes = 0;
        settings.walSizeMb = 0;
        const std::vector<AlertRule> rules = alertRules(settings);
        QVERIFY(!find(rules, RuleId::FactsStalled));
        QVERIFY(!find(rules, RuleId::WalSize));
        QCOMPARE(rules.size(), std::size_t(RuleId::Count_) - 2);
    }

    void theClearLevelOfABelowRuleStaysReachable_data()
    {
        QTest::addColumn<double>("limit");
        QTest::addColumn<double>("clear");
        QTest::newRow("ten percent higher") << 60.0 << 66.0;
        QTest::newRow("where both meet") << 100 / 1.2 << 100 / 1.2 * 1.1;
        QTest::newRow("the middle to 100") << 95.0 << 97.5;
        QTest::newRow("at 100") << 100.0 << 100.0;
        QTest::newRow("zero") << 0.0 << 0.0;
    }
    void theClearLevelOfABelowRuleStaysReachable()
    {
        QFETCH(double, limit);
        Settings settings;
        settings.cacheHitRatePercent = limit;
        const std::vector<AlertRule> rules = alertRules(settings);
        QTEST(find(rules, RuleId::CacheHit)->clear, "clear");
    }

    void theHoldTimeComesFromTheSettings()
    {
        Settings settings = everythingOn();
        settings.holdTicks = 7;
        const std::vector<AlertRule> rules = alertRules(settings);
        QCOMPARE(find(rules, RuleId::Cpu)->holdTicks, 7);
        QCOMPARE(find(rules, RuleId::DatabaseUnreachable)->holdTicks, 7);
        // One event within a minute is seen only once at a slow tick.
        QCOMPARE(find(rules, RuleId::DatabaseReplaced)->holdTicks, 1);
    }

    void anUnreachableBaseLeavesItsFiguresUnknown_data()
    {
        QTest::addColumn<bool>("upKnown");
        QTest::addColumn<double>("up");
        QTest::newRow("unreachable") << true << 0.0;
        QTest::newRow("none chosen") << false << 0.0;
    }
    void anUnreachableBaseLeavesItsFiguresUnknown()
    {
        QFETCH(bool, upKnown);
        QFETCH(double, up);
        const std::set<RuleId> ofTheMachine{RuleId::Cpu,    RuleId::CpuCritical,
                                            RuleId::Memory, RuleId::MemoryCritical,
                                            RuleId::Disk,   RuleId::DiskCritical};
        for (const AlertRule &rule : alertRules(everythingOn())) {
            Sample sample;
            for (Reading &reading : sample.readings)
                reading = Reading::of(1e12); // figures left over from before must not count
            sample[MetricId::Up] = upKnown ? Reading::of(up) : Reading::missing(Reason::NoDatabase);
            const bool expected =
                ofTheMachine.contains(rule.id) || (rule.id == RuleId::DatabaseUnreachable && upKnown);
            QVERIFY2(rule.read(sample).known() == expected, ruleName(rule.id));
        }
    }

    void backupsFailWhileTheLastOneDid()
    {
        const std::vector<AlertRule> rules = alertRules(Settings());
        const AlertRule *rule = find(rules, RuleId::BackupFailing);
        QVERIFY(rule);
        QCOMPARE(rule->severity, Severity::Warning);
        QCOMPARE(rule->holdTicks, 1);
        Sample sample; // also of a base that cannot be read: that may be why
        QVERIFY(!rule->read(sample).known());
        MaintenanceFacts facts;
        sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        QVERIFY(!rule->beyond(rule->read(sample).value));
        QVERIFY(rule->cleared(rule->read(sample).value));
        facts.backupFailure = MaintenanceFacts::Failure{5, {ErrorCode::NoSpace, {}, {}, 0}};
        sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        QVERIFY(rule->beyond(rule->read(sample).value));
    }

    void exactlyAtTheLimitIsNotBeyondIt()
    {
        const std::vector<AlertRule> rules = alertRules(everythingOn());
        const AlertRule &cpu = *find(rules, RuleId::Cpu);
        QVERIFY(!cpu.beyond(80));
        QVERIFY(cpu.beyond(80.001));
        QVERIFY(cpu.cleared(72));
        QVERIFY(!cpu.cleared(72.001));
        const AlertRule &cache = *find(rules, RuleId::CacheHit);
        QVERIFY(!cache.beyond(80));
        QVERIFY(cache.beyond(79.999));
        QVERIFY(cache.cleared(88));
        QVERIFY(!cache.cleared(87.999));
    }

    void aClearLevelIsNeverBeyondItsLimit()
    {
        for (const AlertRule &rule : alertRules(everythingOn()))
            QVERIFY2(!rule.beyond(rule.clear), ruleName(rule.id));
    }
};

QTEST_GUILESS_MAIN(tst_AlertRule)
#include "tst_AlertRule.moc"
