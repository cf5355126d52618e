// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/Alert.h"

#include <QTest>

using namespace hakgal;

class tst_Alert : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreNeverRenamed_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("name");
        const auto row = [](RuleId id, const char *name) {
            QTest::newRow(name) << int(id) << QString::fromLatin1(name);
        };
        row(RuleId::QueryLatency, "query_latency");
        row(RuleId::QueryLatencyCritical, "query_latency_critical");
        row(RuleId::CacheHit, "cache_hit");
        row(RuleId::CacheHitCritical, "cache_hit_critical");
        row(RuleId::Cpu, "cpu");
        row(RuleId::CpuCritical, "cpu_critical");
        row(RuleId::Memory, "memory");
        row(RuleId::MemoryCritical, "memory_critical");
        row(RuleId::DatabaseUnreachable, "database_unreachable");
        row(RuleId::DatabaseErrors, "database_errors");
        row(RuleId::DatabaseReplaced, "database_replaced");
        row(RuleId::FactsStalled, "facts_stalled");
        row(RuleId::WalSize, "wal_size");
        row(RuleId::Disk, "disk");
        row(RuleId::DiskCritical, "disk_critical");
        row(RuleId::BackupFailing, "backup_failing");
    }
    void namesAreNeverRenamed()
    {
        QFETCH(int, rule);
        QFETCH(QString, name);
        QCOMPARE(QString::fromLatin1(ruleName(RuleId(rule))), name);
        QCOMPARE(int(ruleByName(name)), rule);
    }

    void aNameNobodyHasIsNoRule_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("prefix") << QStringLiteral("cp");
        QTest::newRow("other case") << QStringLiteral("CPU");
        QTest::newRow("from a later version") << QStringLiteral("backup_old");
    }
    void aNameNobodyHasIsNoRule()
    {
        QFETCH(QString, name);
        QCOMPARE(ruleByName(name), RuleId::Count_);
    }

    void noRuleHasNoName() { QCOMPARE(ruleName(RuleId::Count_), ""); }
};

QTEST_GUILESS_MAIN(tst_Alert)
#include "tst_Alert.moc"
