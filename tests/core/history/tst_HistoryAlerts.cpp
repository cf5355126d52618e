// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alert/AlertEngine.h"
#include "tests/core/history/Watched.h"

using namespace hakgal;
using namespace hakgal::test;

class tst_HistoryAlerts : public QObject
{
    Q_OBJECT

    Bases m_bases;

private Q_SLOTS:
    void anAlertIsWrittenAtOnce()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        const QString file = historyOf(base);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM alerts WHERE ended_at IS NULL")), 1);
        watched.store.record(snapshotOf(base, kNow + 1000, {}, {resolved(ended(alert, kNow + 1000))}));
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM alerts WHERE ended_at IS NULL")), 0);
        QCOMPARE(watched.find(), std::vector<Alert>{ended(alert, kNow + 1000)});
    }

    void aRestartKeepsOneAlertAndOneResolve()
    {
        const QString base = m_bases.add();
        Settings settings;
        settings.holdTicks = 1;
        const auto sample = [&base](double cpu, qint64 wallMs) {
            Sample made = snapshotOf(base, wallMs)->sample;
            made[MetricId::SystemCpu] = Reading::of(cpu);
            made.processes = {{4711, QStringLiteral("python3"), 99.5, 1e9}};
            return made;
        };
        const auto tick = [&base](AlertEngine &engine, HistoryStore &store, const Sample &measured) {
            const std::vector<AlertEvent> events = engine.evaluate(measured);
            store.record(snapshotOf(base, measured.at.wallMs, engine.firing(), events));
            return events.size();
        };
        Alert before;
        {
            AlertEngine engine;
            engine.setRules(alertRules(settings));
            Watched watched(kNever);
            watched.open(base);
            QCOMPARE(tick(engine, watched.store, sample(90, kNow)), std::size_t(1));
            QCOMPARE(tick(engine, watched.store, sample(94, kNow + 1000)), std::size_t(0));
            before = engine.firing().at(0);
            watched.store.close();
        }
        AlertEngine engine;
        engine.setRules(alertRules(settings));
        Watched watched(kNever);
        const Opened opened = watched.open(base);
        QCOMPARE(opened.firing, std::vector<Alert>{before}); // with worst value and processes
        engine.restore(opened.firing);
        QCOMPARE(tick(engine, watched.store, sample(91, kNow + 60'000)), std::size_t(0));
        QCOMPARE(tick(engine, watched.store, sample(10, kNow + 61'000)), std::size_t(1));
        const std::vector<Alert> all = watched.find();
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all[0].startedMs, kNow);
        QCOMPARE(all[0].endedMs, kNow + 61'000);
        QCOMPARE(all[0].worst, 94.0);
        watched.store.close();
        QVERIFY(watched.open(base).firing.empty());
    }

    void anAlertComesBackAsItWas_data()
    {
        QTest::addColumn<Alert>("alert");
        QTest::newRow("plain") << alertOf(RuleId::CacheHit, kNow);
        QTest::newRow("critical") << alertOf(RuleId::DiskCritical, kNow, Severity::Critical);
        QTest::newRow("info") << alertOf(RuleId::WalSize, kNow, Severity::Info);
        Alert error = alertOf(RuleId::DatabaseUnreachable, kNow, Severity::Critical);
        error.error = {ErrorCode::FileOtherOwner,
                       {QStringLiteral("/srv/Größe \"1\".db"), QStringLiteral("kb")},
                       QStringLiteral("SQLite's words"),
                       14};
        QTest::newRow("error") << error;
        error.error = {ErrorCode::Usage, {}, {}, 0};
        QTest::newRow("first error code, no arguments") << error;
        Alert load = alertOf(RuleId::MemoryCritical, kNow, Severity::Critical);
        load.processes = {{1, QStringLiteral("a"), 0.25, 1e12},
                          {4'000'000'000, QStringLiteral("日本語"), 100, 0}};
        load.snoozedUntilMs = kNow + 3'600'000;
        load.value = -1.5e-300;
        QTest::newRow("processes and snooze") << load;
    }
    void anAlertComesBackAsItWas()
    {
        QFETCH(Alert, alert);
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        QCOMPARE(watched.find(), std::vector<Alert>{alert});
        watched.store.close();
        QCOMPARE(watched.open(base).firing, std::vector<Alert>{alert});
    }
    void whatChangesInAFiringAlertIsKeptWithTheBatch()
    {
        const QString base = m_bases.add();
        Watched watched(kQuick);
        watched.open(base);
        const Alert before = ended(alertOf(RuleId::Cpu, kNow - 9000), kNow - 8000);
        Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(
            snapshotOf(base, kNow, {alert},
                       {raised(alertOf(RuleId::Cpu, kNow - 9000)), resolved(before), raised(alert)}));
        alert.value = 97;
        alert.worst = 99.9;
        alert.processes = {{4711, QStringLiteral("python3"), 99.5, 1e9}};
        watched.store.record(snapshotOf(base, kNow + 1000, {alert}));
        QTRY_COMPARE(watched.find(), (std::vector<Alert>{alert, before}));
    }
    void aRuleHasOneIncidentOpenAtMost()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert first = alertOf(RuleId::Cpu, kNow);
        const Alert again = alertOf(RuleId::Cpu, kNow + 5000);
        watched.store.record(snapshotOf(base, kNow, {first}, {raised(first)}));
        watched.store.record(snapshotOf(base, kNow + 5000, {again}, {raised(again)}));
        QCOMPARE(watched.find(), std::vector<Alert>{first});
        const Alert end = ended(again, kNow + 6000);
        watched.store.record(snapshotOf(base, kNow + 6000, {}, {resolved(end), resolved(end)}));
        QCOMPARE(watched.find(), std::vector<Alert>{ended(first, kNow + 6000)});
    }
    void anIncidentEndsNoEarlierThanItBegan()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        watched.store.record(snapshotOf(base, 1, {}, {resolved(ended(alert, 1))}));
        QCOMPARE(watched.find().at(0).endedMs, kNow);
    }

    void alertsAreFoundNewestFirst_data()
    {
        QTest::addColumn<AlertQuery>("query");
        QTest::addColumn<QStringList>("rules");
        const QString cpu = QStringLiteral("cpu");
        const QString memory = QStringLiteral("memory_critical");
        const QString wal = QStringLiteral("wal_size");
        const QString disk = QStringLiteral("disk_critical");
        using Q = AlertQuery;
        QTest::newRow("all") << Q{} << QStringList{disk, wal, memory, cpu};
        QTest::newRow("firing only") << Q{0, true, {}, 1000} << QStringList{disk, wal};
        QTest::newRow("firing only, whenever it began")
            << Q{kNow * 2, true, {}, 1000} << QStringList{disk, wal};
        QTest::newRow("since an end") << Q{kNow + 5000, false, {}, 1000} << QStringList{disk, wal, memory};
        QTest::newRow("since just after an end") << Q{kNow + 5001, false, {}, 1000} << QStringList{disk, wal};
        QTest::newRow("at least info")
            << Q{0, false, Severity::Info, 1000} << QStringList{disk, wal, memory, cpu};
        QTest::newRow("at least warning")
            << Q{0, false, Severity::Warning, 1000} << QStringList{disk, memory, cpu};
        QTest::newRow("critical") << Q{0, false, Severity::Critical, 1000} << QStringList{disk, memory};
        QTest::newRow("critical and firing") << Q{0, true, Severity::Critical, 1000} << QStringList{disk};
        QTest::newRow("limit") << Q{0, false, {}, 2} << QStringList{disk, wal};
        QTest::newRow("none") << Q{0, false, {}, 0} << QStringList{};
        QTest::newRow("a negative limit") << Q{0, false, {}, -1} << QStringList{};
    }
    void alertsAreFoundNewestFirst()
    {
        QFETCH(AlertQuery, query);
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert cpu = alertOf(RuleId::Cpu, kNow);
        const Alert memory = alertOf(RuleId::MemoryCritical, kNow + 1000, Severity::Critical);
        const Alert wal = alertOf(RuleId::WalSize, kNow + 2000, Severity::Info);
        const Alert disk = alertOf(RuleId::DiskCritical, kNow + 3000, Severity::Critical);
        watched.store.record(
            snapshotOf(base, kNow + 5000, {},
                       {raised(disk), raised(cpu), raised(wal), raised(memory),
                        resolved(ended(cpu, kNow + 4000)), resolved(ended(memory, kNow + 5000))}));
        QStringList found;
        for (const Alert &alert : watched.find(query))
            found.append(QString::fromLatin1(ruleName(alert.rule)));
        QTEST(found, "rules");
    }
    void aSnoozeIsKeptWithItsAlert()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        watched.store.storeSnooze(RuleId::Cpu, kNow + 60'000);
        watched.store.storeSnooze(RuleId::Memory, kNow + 60'000); // does not fire
        watched.store.close();
        const Opened opened = watched.open(base);
        QCOMPARE(opened.firing.size(), std::size_t(1));
        QCOMPARE(opened.firing[0].snoozedUntilMs, kNow + 60'000);
    }
    void alertsAreNeverDropped()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert old = alertOf(RuleId::Cpu, 1000);
        watched.store.record(snapshotOf(base, 1000, {}, {raised(old), resolved(ended(old, 2000))}));
        watched.store.record(snapshotOf(base, kNow));
        watched.store.close();
        watched.open(base);
        QCOMPARE(watched.find().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(tst_HistoryAlerts)
#include "tst_HistoryAlerts.moc"
