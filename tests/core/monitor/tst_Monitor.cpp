// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/FactImporter.h"
#include "core/monitor/Monitor.h"
#include "core/monitor/WorkerThread.h"

#include <QBuffer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace hakgal;

namespace {

/// A program of the operator's: a plain connection that writes.
class Program
{
public:
    explicit Program(const QString &path)
    {
        sqlite3_open_v2(path.toUtf8().constData(), &m_db, SQLITE_OPEN_READWRITE, nullptr);
        sqlite3_busy_timeout(m_db, 5000);
    }
    ~Program() { sqlite3_close(m_db); }
    bool run(const char *sql) { return sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

private:
    sqlite3 *m_db = nullptr;
};

} // namespace

/// The monitor in its own thread, on real files.
class tst_Monitor : public QObject
{
    Q_OBJECT

    struct Watched
    {
        explicit Watched(const Settings &settings)
            : monitor(new Monitor), thread(QStringLiteral("monitor"), monitor)
        {
            QObject::connect(monitor, &Monitor::snapshotReady, &receiver, [this](const SnapshotPtr &s) {
                last = s;
                all.push_back(s);
            });
            apply(settings);
            restore(settings.databasePath, {});
        }
        void apply(const Settings &settings)
        {
            QMetaObject::invokeMethod(monitor, [this, settings] { monitor->apply(settings); });
        }
        void restore(const QString &path, const std::vector<Alert> &firing)
        {
            QMetaObject::invokeMethod(
                monitor, [this, path, firing] { monitor->restoreAlerts(path, firing, true, {}); });
        }
        double value(MetricId id) const { return last && (*last)[id].known() ? (*last)[id].value : qQNaN(); }

        Monitor *monitor;
        SnapshotPtr last;
        std::vector<SnapshotPtr> all;
        QObject receiver;
        WorkerThread thread; // last: ends the worker before what it talks to
    };

    QString makeBase(int facts)
    {
        const QString path = m_folder.filePath(QStringLiteral("kb%1.db").arg(++m_bases));
        if (!createBase(path))
            qFatal("no base");
        QByteArray lines;
        for (int i = 0; i < facts; ++i)
            lines += "IsA(Thing" + QByteArray::number(i) + ", Class" + QByteArray::number(i % 5) + ").\n";
        QBuffer buffer(&lines);
        buffer.open(QIODevice::ReadOnly);
        FactImporter importer;
        if (!importer.run(buffer, path, {}))
            qFatal("no facts");
        return path;
    }

    Settings fast(const QString &path)
    {
        Settings settings;
        settings.databasePath = path;
        settings.monitoringInterval = 0.2;
        settings.holdTicks = 1;
        // How busy the machine of the test is must not matter: beyond all there is.
        settings.cpuPercent = settings.criticalCpuPercent = 101;
        settings.memoryPercent = settings.criticalMemoryPercent = 101;
        settings.diskPercent = settings.criticalDiskPercent = 101;
        settings.queryLatencyMs = settings.criticalQueryLatencyMs = 1e6;
        return settings;
    }

    QTemporaryDir m_folder;
    int m_bases = 0;

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<SnapshotPtr>();
        QVERIFY(m_folder.isValid());
    }

    void aServiceThatIsDownDegradesTheStatusUntilItIsUp()
    {
        Watched watched(fast(makeBase(10)));
        const auto tell = [&](bool up) {
            const std::vector<ServiceState> states{
                {QStringLiteral("api"), up, up ? QString() : QStringLiteral("exit code 1")}};
            QMetaObject::invokeMethod(watched.monitor,
                                      [monitor = watched.monitor, states] { monitor->setServices(states); });
        };
        QTRY_VERIFY(watched.last && watched.last->status == Status::Operational);
        tell(false);
        QTRY_VERIFY(watched.last->status == Status::Degraded);
        QCOMPARE(watched.last->reasons.size(), std::size_t(1));
        QVERIFY(watched.last->reasons[0].kind == StatusReason::Kind::ServiceDown);
        QCOMPARE(watched.last->reasons[0].args,
                 QStringList({QStringLiteral("api"), QStringLiteral("exit code 1")}));
        tell(true);
        QTRY_VERIFY(watched.last->status == Status::Operational);
    }

    void everyFigureOfAHealthyBaseIsMeasured()
    {
        Watched watched(fast(makeBase(500)));
        QTRY_COMPARE(watched.value(MetricId::Facts), 500.0);
        for (const MetricId id :
             {MetricId::SystemCpu, MetricId::SystemMemory, MetricId::SystemDisk, MetricId::ProcessCpu,
              MetricId::ProcessMemory, MetricId::QueryP50, MetricId::QueryP95, MetricId::QueryMax,
              MetricId::DatabaseBytes, MetricId::ReclaimableBytes, MetricId::WalBytes, MetricId::WalFrames,
              MetricId::Checkpoints, MetricId::Connections, MetricId::DatabaseErrors, MetricId::TickDuration,
              MetricId::Uptime}) {
            QTRY_VERIFY2((*watched.last)[id].known(), metricInfo(id).json);
        }
        QCOMPARE(watched.value(MetricId::Up), 1.0);
        QCOMPARE(watched.value(MetricId::DatabaseErrors), 0.0);
        QVERIFY(watched.value(MetricId::QueryP50) <= watched.value(MetricId::QueryP95));
        QVERIFY(watched.value(MetricId::QueryP95) <= watched.value(MetricId::QueryMax));
        QTRY_VERIFY_WITH_TIMEOUT(watched.value(MetricId::CacheHitRate) > 50, 30'000);
        QTRY_VERIFY(watched.last->sample.predicates);
        QCOMPARE(watched.last->sample.predicates->rows.front().predicate, QStringLiteral("IsA"));
        QCOMPARE(watched.last->sample.predicates->rows.front().facts, 500);
        QVERIFY(watched.last->status == Status::Operational);
        QCOMPARE(watched.last->sample.latency.counts.back() > 0, true);
    }

    void whatAnotherProgramWritesIsSeen()
    {
        const QString path = makeBase(10);
        Watched watched(fast(path));
        QTRY_COMPARE(watched.value(MetricId::Facts), 10.0);
        const double invalidations = watched.value(MetricId::CacheInvalidations);
        Program program(path);
        QVERIFY(program.run("INSERT INTO facts(statement) VALUES('New(one).')"));
        QTRY_COMPARE(watched.value(MetricId::Facts), 11.0);
        QTRY_VERIFY(watched.value(MetricId::CacheInvalidations) > invalidations);
        QTRY_COMPARE(watched.value(MetricId::FactsAge), 0.0);
        const double resets = watched.value(MetricId::Checkpoints);
        QTRY_VERIFY(program.run("PRAGMA wal_checkpoint(RESTART)"));
        QVERIFY(program.run("INSERT INTO facts(statement) VALUES('New(two).')"));
        QTRY_COMPARE(watched.value(MetricId::Checkpoints), resets + 1);
    }

    void anUnreachableBaseKeepsItsLastValuesAndComesBack()
    {
#ifdef Q_OS_WIN
        QSKIP("nobody can move or replace a file that is open");
#endif
        const QString path = makeBase(10);
        Watched watched(fast(path));
        QTRY_COMPARE(watched.value(MetricId::Facts), 10.0);
        QVERIFY(QFile::rename(path, path + QStringLiteral(".aside")));
        QTRY_COMPARE(watched.value(MetricId::Up), 0.0);
        QVERIFY(!(*watched.last)[MetricId::Facts].known());
        QVERIFY((*watched.last)[MetricId::Facts].reason == Reason::Unreachable);
        QVERIFY(watched.last->sample.lastKnown);
        QCOMPARE(watched.last->sample.lastKnown->readings[static_cast<std::size_t>(MetricId::Facts)].value,
                 10.0);
        QVERIFY(watched.last->status == Status::Poor);
        QVERIFY(watched.last->sample.database.error.code == ErrorCode::FileMissing);
        QVERIFY(!QFile::exists(path));
        QVERIFY(QFile::rename(path + QStringLiteral(".aside"), path));
        QTRY_COMPARE_WITH_TIMEOUT(watched.value(MetricId::Facts), 10.0, 15'000);
        int raised = 0;
        int resolved = 0;
        QTRY_VERIFY(watched.last->alerts.empty());
        for (const SnapshotPtr &snapshot : watched.all) {
            for (const AlertEvent &event : snapshot->events) {
                if (event.alert.rule == RuleId::DatabaseUnreachable)
                    ++(event.kind == AlertEvent::Kind::Raised ? raised : resolved);
            }
        }
        QCOMPARE(raised, 1);
        QCOMPARE(resolved, 1);
    }

    void aReplacedFileIsOpenedAnewWithinTwoTicks()
    {
#ifdef Q_OS_WIN
        QSKIP("nobody can move or replace a file that is open");
#endif
        const QString path = makeBase(10);
        const QString other = makeBase(3);
        Watched watched(fast(path));
        QTRY_COMPARE(watched.value(MetricId::Facts), 10.0);
        watched.all.clear();
        QVERIFY(::rename(QFile::encodeName(other).constData(), QFile::encodeName(path).constData()) == 0);
        QTRY_COMPARE(watched.value(MetricId::Facts), 3.0);
        QCOMPARE(watched.value(MetricId::Replacements), 1.0);
        QVERIFY2(!QFile::exists(path + QStringLiteral("-wal")) || watched.value(MetricId::Up) == 1.0,
                 "it is being watched");
        int raised = 0;
        for (const SnapshotPtr &snapshot : watched.all) {
            for (const AlertEvent &event : snapshot->events)
                raised +=
                    event.alert.rule == RuleId::DatabaseReplaced && event.kind == AlertEvent::Kind::Raised;
        }
        QCOMPARE(raised, 1);
    }

    void anErrorOfSqliteIsCountedByItsCode()
    {
        const QString path = makeBase(10);
        Program program(path);
        QVERIFY(program.run("PRAGMA journal_mode=DELETE"));
        Watched watched(fast(path));
        QTRY_COMPARE(watched.value(MetricId::Facts), 10.0);
        QVERIFY(program.run("BEGIN EXCLUSIVE"));
        QTRY_VERIFY(!watched.last->sample.errors.empty());
        QCOMPARE(watched.last->sample.errors.front().code, QStringLiteral("SQLITE_BUSY"));
        QVERIFY(watched.last->sample.database.error.code == ErrorCode::Locked);
        QVERIFY(program.run("ROLLBACK"));
        QTRY_COMPARE_WITH_TIMEOUT(watched.value(MetricId::Up), 1.0, 15'000);
        QVERIFY(watched.value(MetricId::DatabaseErrors) > 0);
        QTRY_VERIFY(std::any_of(watched.last->alerts.begin(), watched.last->alerts.end(),
                                [](const Alert &a) { return a.rule == RuleId::DatabaseErrors; }));
    }

    void anEmptyTableHasNothingToProbe()
    {
        Watched watched(fast(makeBase(0)));
        QTRY_COMPARE(watched.value(MetricId::Facts), 0.0);
        QVERIFY((*watched.last)[MetricId::QueryP95].reason == Reason::NoRows);
    }

    void aTableMadeLaterIsFound()
    {
        const QString path = m_folder.filePath(QStringLiteral("later.db"));
        sqlite3 *db = nullptr;
        sqlite3_open(path.toUtf8().constData(), &db);
        sqlite3_exec(db, "CREATE TABLE notes(a)", nullptr, nullptr, nullptr);
        Watched watched(fast(path));
        QTRY_VERIFY(watched.last && watched.last->sample.database.error.code == ErrorCode::NoFactsTable);
        sqlite3_exec(db,
                     "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT);"
                     "INSERT INTO facts(statement) VALUES('A(b).')",
                     nullptr, nullptr, nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(watched.value(MetricId::Facts), 1.0, 15'000);
        sqlite3_exec(db, "ALTER TABLE facts ADD COLUMN confidence REAL", nullptr, nullptr, nullptr);
        const quint64 tick = watched.last->sample.tick;
        QTRY_VERIFY(watched.last->sample.tick > tick + 2);
        QCOMPARE(watched.value(MetricId::Up), 1.0);
        sqlite3_close(db);
    }

    void restoredIncidentsAreNotRaisedAgain()
    {
        Settings settings = fast(makeBase(5));
        settings.memoryPercent = 0.01; // surely beyond
        Monitor monitor;
        QSignalSpy spy(&monitor, &Monitor::snapshotReady);
        Alert firing;
        firing.rule = RuleId::Memory;
        firing.startedMs = 1'700'000'000'000;
        firing.limit = 0.01;
        monitor.apply(settings);
        monitor.restoreAlerts(settings.databasePath, {firing}, true, {});
        QTRY_VERIFY(spy.size() >= 4);
        for (const auto &arguments : spy) {
            const auto snapshot = arguments.front().value<SnapshotPtr>();
            QVERIFY(snapshot->events.empty());
        }
        const auto last = spy.back().front().value<SnapshotPtr>();
        QVERIFY(std::any_of(last->alerts.begin(), last->alerts.end(),
                            [&](const Alert &a) { return a.startedMs == firing.startedMs; }));
        monitor.stop();
    }

    void ticksComeAtWholeIntervalsAndStopWhenAsked()
    {
        Monitor monitor;
        QSignalSpy spy(&monitor, &Monitor::snapshotReady);
        monitor.apply(fast(QString()));
        QTRY_VERIFY(spy.size() >= 5);
        for (qsizetype i = 1; i < spy.size(); ++i) {
            const auto before = spy[i - 1].front().value<SnapshotPtr>();
            const auto after = spy[i].front().value<SnapshotPtr>();
            QCOMPARE(after->sample.tick, before->sample.tick + 1);
        }
        monitor.stop();
        const qsizetype ticks = spy.size();
        QTest::qWait(500);
        QCOMPARE(spy.size(), ticks);
    }

    void leavingFoldsInTheSidecarsWeMade()
    {
        const QString path = makeBase(10);
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
        {
            Watched watched(fast(path));
            QTRY_COMPARE(watched.value(MetricId::Facts), 10.0);
        }
        QVERIFY(!QFile::exists(path + QStringLiteral("-wal")));
        QVERIFY(!QFile::exists(path + QStringLiteral("-shm")));
    }
};

QTEST_GUILESS_MAIN(tst_Monitor)
#include "tst_Monitor.moc"
