// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryStore.h"

#include "core/metrics/Metric.h"
#include "core/monitor/WorkerThread.h"
#include "tests/core/history/Watched.h"

#include <QFileInfo>

#include <cmath>

using namespace hakgal;
using namespace hakgal::test;

class tst_HistoryStore : public QObject
{
    Q_OBJECT

    Bases m_bases;

private Q_SLOTS:
    void aNewHistoryHasItsTablesAndVersion()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        const Opened opened = watched.open(base);
        QVERIFY(!opened.error.has_value());
        QVERIFY(opened.recorder);
        QVERIFY(opened.firing.empty());
        const QString file = historyOf(base);
        QCOMPARE(numberOn(file, QStringLiteral("PRAGMA user_version")), 2);
        QCOMPARE(sqlOn(file, {QStringLiteral("PRAGMA journal_mode")}).at(0).at(0).toString(),
                 QStringLiteral("wal"));
        QCOMPARE(sqlOn(file, {QStringLiteral("SELECT name FROM pragma_table_info('performance_metrics')")}),
                 (QList<QVariantList>{{QStringLiteral("id")},
                                      {QStringLiteral("timestamp")},
                                      {QStringLiteral("metric_name")},
                                      {QStringLiteral("metric_value")}}));
        QCOMPARE(
            numberOn(file, QStringLiteral(
                               "SELECT count(*) FROM sqlite_master WHERE name IN ('alerts', 'journal')")),
            2);
        QCOMPARE(QFileInfo(base).size(), 0); // the base itself is not touched
    }

    void onlyKnownFiguresThatAreMarkedAreKept()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sample.at.wallMs = kNow;
        snapshot->sample.database.path = base;
        int marked = 0;
        for (const MetricInfo &info : metricTable()) {
            snapshot->sample[info.id] = Reading::of(int(info.id) + 0.5);
            marked += info.recorded ? 1 : 0;
        }
        QVERIFY(marked > 4);
        snapshot->sample[MetricId::SystemCpu] = Reading::missing(Reason::ReadFailed);
        snapshot->sample[MetricId::SystemMemory] = Reading::of(std::nan(""));
        watched.store.record(snapshot);
        watched.store.close();
        const QString file = historyOf(base);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), marked - 2);
        const auto rows =
            sqlOn(file, {QStringLiteral("SELECT timestamp, metric_value FROM performance_metrics "
                                        "WHERE metric_name='facts_count'")});
        QCOMPARE(rows, (QList<QVariantList>{{kNow, int(MetricId::Facts) + 0.5}}));
        QCOMPARE(numberOn(file,
                          QStringLiteral(
                              "SELECT count(*) FROM performance_metrics WHERE metric_name='uptime_seconds'")),
                 0);
    }

    void ticksAreWrittenInBatches()
    {
        const QString base = m_bases.add();
        Watched watched(kQuick);
        watched.open(base);
        const QString file = historyOf(base);
        watched.store.record(snapshotOf(base, kNow));
        watched.store.record(snapshotOf(base, kNow + 1000));
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")),
                 0); // not one by one
        QTRY_COMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), 4);
        QVERIFY(watched.failures().isEmpty());
    }

    void ticksOlderThanADayAreDropped()
    {
        const QString base = m_bases.add();
        constexpr qint64 kDay = 86'400'000;
        Watched watched(kNever);
        const QString file = historyOf(base);
        const auto tickAt = [&](qint64 wallMs) {
            watched.open(base);
            watched.store.record(snapshotOf(base, wallMs));
            watched.store.close();
        };
        tickAt(kNow);
        tickAt(kNow + 1);
        tickAt(kNow + kDay); // nothing is older than a day
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(DISTINCT timestamp) FROM performance_metrics")),
                 3);
        tickAt(kNow + kDay + 1);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT min(timestamp) FROM performance_metrics")), kNow + 1);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(DISTINCT timestamp) FROM performance_metrics")),
                 3);
        // A clock that goes back drops nothing.
        tickAt(kNow - kDay);
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(DISTINCT timestamp) FROM performance_metrics")),
                 4);
    }

    void whatIsOldIsDroppedInSlices()
    {
        const QString base = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        watched.store.close();
        const QString file = historyOf(base);
        sqlOn(file,
              {QStringLiteral(
                   "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) INSERT INTO "
                   "performance_metrics(timestamp, metric_name, metric_value) SELECT %1 + i, 'x', i FROM n")
                   .arg(kNow - 25 * 3'600'000)});
        QList<qint64> left;
        for (int i = 0; i < 4; ++i) {
            watched.open(base);
            watched.store.record(snapshotOf(base, kNow + i));
            watched.store.close();
            left.append(numberOn(
                file, QStringLiteral("SELECT count(*) FROM performance_metrics WHERE metric_name='x'")));
        }
        QCOMPARE(left, (QList<qint64>{12'000, 4000, 0, 0}));
    }

    /// Set to another year by mistake, or by a computer whose battery is empty, until somebody notices.
    void aClockThatLeapsAheadTakesNothingAway()
    {
        const QString base = m_bases.add();
        constexpr qint64 kYear = 365LL * 86'400'000;
        Watched watched(kNever);
        const QString file = historyOf(base);
        const auto record = [&](qint64 wallMs, std::chrono::steady_clock::duration since) {
            auto snapshot = std::make_shared<Snapshot>(*snapshotOf(base, wallMs));
            snapshot->sample.at.steady += since;
            watched.store.record(snapshot);
        };
        const auto moments = [&] {
            return numberOn(file,
                            QStringLiteral("SELECT count(DISTINCT timestamp) FROM performance_metrics"));
        };
        // Also where the program starts anew meanwhile.
        for (const qint64 leap : {qint64(0), 3 * kYear, 3 * kYear + 1000, qint64(1000)}) {
            watched.open(base);
            record(kNow + leap, 1s);
            watched.store.close();
        }
        QCOMPARE(moments(), 4);
        // A computer that was off for years is known by its clock going on from there.
        watched.open(base);
        record(kNow + 4 * kYear, 0s);
        record(kNow + 4 * kYear + 1800'000, 30min);
        record(kNow + 4 * kYear + 3600'000, 60min);
        watched.store.close();
        QCOMPARE(moments(), 3);
    }

    void ticksOfAnotherBaseAreIgnored()
    {
        const QString base = m_bases.add();
        const QString other = m_bases.add();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(other, kNow, {alert}, {raised(alert)}));
        watched.store.record(snapshotOf(QString(), kNow, {alert}, {raised(alert)}));
        QVERIFY(watched.find().empty());
        // The same file by another way is the same base.
        watched.store.record(snapshotOf(m_bases.folder() + QStringLiteral("/./") + QFileInfo(base).fileName(),
                                        kNow, {alert}, {raised(alert)}));
        QCOMPARE(watched.find().size(), std::size_t(1));
        watched.store.close();
        QCOMPARE(numberOn(historyOf(base), QStringLiteral("SELECT count(*) FROM performance_metrics")), 2);
    }

    void anotherBaseHasItsOwnHistory()
    {
        const QString first = m_bases.add();
        const QString second = m_bases.add();
        Watched watched(kNever);
        watched.open(first);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(first, kNow, {alert}, {raised(alert)}));
        QVERIFY(watched.open(second).firing.empty());
        QVERIFY(watched.find().empty());
        QCOMPARE(numberOn(historyOf(first), QStringLiteral("SELECT count(*) FROM performance_metrics")),
                 2); // flushed on the way
        QCOMPARE(watched.open(first).firing, std::vector<Alert>{alert});
    }

    void withoutABaseNothingHappens()
    {
        Watched watched(kNever);
        watched.store.record(snapshotOf(QStringLiteral("/kb.db"), kNow));
        watched.store.storeSnooze(RuleId::Cpu, kNow);
        QVERIFY(watched.find().empty());
        watched.store.close();
        watched.store.close();
        QVERIFY(watched.recorderChanges().isEmpty());
        QVERIFY(watched.failures().isEmpty());
    }

    void itWorksInAThreadOfItsOwn()
    {
        const QString base = m_bases.add();
        auto *store = new HistoryStore(kQuick);
        const QSignalSpy opened(store, &HistoryStore::opened);
        const QSignalSpy found(store, &HistoryStore::alertsFound);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        {
            const WorkerThread thread(QStringLiteral("history"), store);
            QMetaObject::invokeMethod(store, [store, base] { store->openFor(base); });
            QTRY_COMPARE(opened.size(), 1);
            const SnapshotPtr snapshot = snapshotOf(base, kNow, {alert}, {raised(alert)});
            QMetaObject::invokeMethod(store, [store, snapshot] { store->record(snapshot); });
            QMetaObject::invokeMethod(store, [store] { store->findAlerts(1, AlertQuery()); });
            QTRY_COMPARE(found.size(), 1);
            QCOMPARE(found[0].at(1).value<std::vector<Alert>>(), std::vector<Alert>{alert});
        } // deleted in its thread without close(): what is buffered is written all the same
        QCOMPARE(numberOn(historyOf(base), QStringLiteral("SELECT count(*) FROM performance_metrics")), 2);
        QVERIFY(QSqlDatabase::connectionNames().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_HistoryStore)
#include "tst_HistoryStore.moc"
