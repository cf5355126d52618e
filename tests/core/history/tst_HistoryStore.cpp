// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryStore.h"

#include "core/alert/AlertEngine.h"
#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"
#include "core/monitor/WorkerThread.h"
#include "tests/core/history/Files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cmath>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace hakgal;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;
/// No batch of its own: what is written is written by record() or close().
constexpr HistoryTiming kNever{24h, 24h};
constexpr HistoryTiming kQuick{10ms, 24h};

Alert alertOf(RuleId rule, qint64 startedMs, Severity severity = Severity::Warning)
{
    Alert alert;
    alert.rule = rule;
    alert.severity = severity;
    alert.startedMs = startedMs;
    alert.value = 91;
    alert.worst = 99;
    alert.limit = 80;
    return alert;
}

Alert ended(Alert alert, qint64 endedMs)
{
    alert.endedMs = endedMs;
    return alert;
}

AlertEvent raised(const Alert &alert)
{
    return {AlertEvent::Kind::Raised, alert};
}

AlertEvent resolved(const Alert &alert)
{
    return {AlertEvent::Kind::Resolved, alert};
}

/// What a signal of the store said last.
struct Opened
{
    std::vector<Alert> firing;
    bool recorder = false;
    std::optional<Error> error;
};

/// A store in this thread with its spies.
struct Watched
{
    explicit Watched(const HistoryTiming &timing) : store(timing) {}

    Opened open(const QString &path)
    {
        openedSpy.clear();
        store.openFor(path);
        if (openedSpy.size() != 1)
            qFatal("openFor() answers once");
        const QVariantList args = openedSpy.takeFirst();
        if (args.at(0).toString() != path)
            qFatal("opened() names the base as it was given");
        return {args.at(1).value<std::vector<Alert>>(), args.at(2).toBool(),
                args.at(3).value<std::optional<Error>>()};
    }

    std::vector<Alert> find(const AlertQuery &query = {})
    {
        foundSpy.clear();
        store.findAlerts(7, query);
        if (foundSpy.size() != 1 || foundSpy[0].at(0).toInt() != 7)
            qFatal("findAlerts() answers once, with its token");
        return foundSpy[0].at(1).value<std::vector<Alert>>();
    }

    /// Errors as they were told: true a failure, false that it works again.
    QList<bool> failures() const
    {
        QList<bool> told;
        for (const QVariantList &args : failedSpy)
            told.append(args.at(0).value<std::optional<Error>>().has_value());
        return told;
    }
    QList<bool> recorderChanges() const
    {
        QList<bool> told;
        for (const QVariantList &args : recorderSpy)
            told.append(args.at(0).toBool());
        return told;
    }

    HistoryStore store;
    QSignalSpy openedSpy{&store, &HistoryStore::opened};
    QSignalSpy recorderSpy{&store, &HistoryStore::recorderChanged};
    QSignalSpy foundSpy{&store, &HistoryStore::alertsFound};
    QSignalSpy failedSpy{&store, &HistoryStore::failed};
};

SnapshotPtr snapshotOf(const QString &path, qint64 wallMs, const std::vector<Alert> &firing = {},
                       const std::vector<AlertEvent> &events = {}, bool recorder = true)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sample.at.wallMs = wallMs;
    snapshot->sample.database.path = path;
    snapshot->sample[MetricId::SystemCpu] = Reading::of(12.5);
    snapshot->sample[MetricId::Facts] = Reading::of(4242);
    snapshot->alerts = firing;
    snapshot->events = events;
    snapshot->recorder = recorder;
    return snapshot;
}

#ifdef Q_OS_LINUX
/// While it lives this process, where it is root's, acts as nobody, to whom the folder is given.
class AsNobody
{
public:
    explicit AsNobody(const QString &folder)
    {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() != 0)
            return;
        if (::chown(QFile::encodeName(folder).constData(), kNobody, kNobody) != 0 || ::seteuid(kNobody) != 0)
            qFatal("cannot become nobody");
        m_changed = true;
    }
    ~AsNobody()
    {
        if (m_changed && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    bool m_changed = false;
};

/// While it lives this process cannot make any file longer: a full disk, as SQLite sees it.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};
#endif

/// A recorder that is to be killed: it stores one alert, says so, and goes on holding the history.
int holdHistory(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString path = QFile::decodeName(argv[2]);
    HistoryStore store(kNever);
    QObject::connect(&store, &HistoryStore::opened, &app,
                     [](const QString &, const std::vector<Alert> &, bool recorder) {
                         if (!recorder)
                             qFatal("not the recorder");
                     });
    store.openFor(path);
    const Alert alert = alertOf(RuleId::Cpu, kNow);
    store.record(snapshotOf(path, kNow, {alert}, {raised(alert)}));
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

class tst_HistoryStore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString newBase()
    {
        const QString path = m_folder.filePath(QStringLiteral("kb-%1.db").arg(++m_number));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write the test's own file");
        return path;
    }
    static QString historyOf(const QString &base) { return StatePaths(base).historyFile(); }

    static QList<QVariantList> sql(const QString &file, const QStringList &statements)
    {
        return sqlOn(file, statements);
    }
    static qint64 number(const QString &file, const char *statement)
    {
        return numberOn(file, QString::fromLatin1(statement));
    }
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    /// Lets the store's timer of the same interval run out this often.
    static bool letTimersRun(int times)
    {
        QTimer timer;
        timer.setInterval(kQuick.interval);
        const QSignalSpy spy(&timer, &QTimer::timeout);
        timer.start();
        return QTest::qWaitFor([&] { return spy.size() >= times; }, 10'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_WIN
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.filePath(QStringLiteral("data"))));
#endif
    }

    void aNewHistoryHasItsTablesAndVersion()
    {
        const QString base = newBase();
        Watched watched(kNever);
        const Opened opened = watched.open(base);
        QVERIFY(!opened.error.has_value());
        QVERIFY(opened.recorder);
        QVERIFY(opened.firing.empty());
        const QString file = historyOf(base);
        QCOMPARE(number(file, "PRAGMA user_version"), 2);
        QCOMPARE(sql(file, {QStringLiteral("PRAGMA journal_mode")}).at(0).at(0).toString(),
                 QStringLiteral("wal"));
        QCOMPARE(sql(file, {QStringLiteral("SELECT name FROM pragma_table_info('performance_metrics')")}),
                 (QList<QVariantList>{{QStringLiteral("id")},
                                      {QStringLiteral("timestamp")},
                                      {QStringLiteral("metric_name")},
                                      {QStringLiteral("metric_value")}}));
        QCOMPARE(number(file, "SELECT count(*) FROM sqlite_master WHERE name IN ('alerts', 'journal')"), 2);
        QCOMPARE(QFileInfo(base).size(), 0); // the base itself is not touched
    }

    void onlyKnownFiguresThatAreMarkedAreKept()
    {
        const QString base = newBase();
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
        QCOMPARE(number(file, "SELECT count(*) FROM performance_metrics"), marked - 2);
        const auto rows = sql(file, {QStringLiteral("SELECT timestamp, metric_value FROM performance_metrics "
                                                    "WHERE metric_name='facts_count'")});
        QCOMPARE(rows, (QList<QVariantList>{{kNow, int(MetricId::Facts) + 0.5}}));
        QCOMPARE(number(file, "SELECT count(*) FROM performance_metrics WHERE metric_name='uptime_seconds'"),
                 0);
    }

    void ticksAreWrittenInBatches()
    {
        const QString base = newBase();
        Watched watched(kQuick);
        watched.open(base);
        const QString file = historyOf(base);
        watched.store.record(snapshotOf(base, kNow));
        watched.store.record(snapshotOf(base, kNow + 1000));
        QCOMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 0); // not one by one
        QTRY_COMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 4);
        QVERIFY(watched.failures().isEmpty());
    }

    void anAlertIsWrittenAtOnce()
    {
        const QString base = newBase();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        const QString file = historyOf(base);
        QCOMPARE(number(file, "SELECT count(*) FROM alerts WHERE ended_at IS NULL"), 1);
        watched.store.record(snapshotOf(base, kNow + 1000, {}, {resolved(ended(alert, kNow + 1000))}));
        QCOMPARE(number(file, "SELECT count(*) FROM alerts WHERE ended_at IS NULL"), 0);
        QCOMPARE(watched.find(), std::vector<Alert>{ended(alert, kNow + 1000)});
    }

    void aRestartKeepsOneAlertAndOneResolve()
    {
        const QString base = newBase();
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
        const QString base = newBase();
        Watched watched(kNever);
        watched.open(base);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        QCOMPARE(watched.find(), std::vector<Alert>{alert});
        watched.store.close();
        QCOMPARE(watched.open(base).firing, std::vector<Alert>{alert});
    }

    void whatChangesInAFiringAlertIsKeptWithTheBatch()
    {
        const QString base = newBase();
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
        const QString base = newBase();
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
        const QString base = newBase();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        watched.store.record(snapshotOf(base, 1, {}, {resolved(ended(alert, 1))}));
        QCOMPARE(watched.find().at(0).endedMs, kNow);
    }

    void aKilledRecorderLosesNoAlertAndNotTheLock()
    {
        const QString base = newBase();
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), base});
        QVERIFY(QTest::qWaitFor(
            [&] { return process.canReadLine() || process.state() == QProcess::NotRunning; }, 30'000));
        QCOMPARE(process.readLine().trimmed(), QByteArray("ready"));

        Watched watched(kNever);
        Opened opened = watched.open(base);
        QVERIFY2(!opened.recorder, "a live process keeps it, however long it is silent");
        QCOMPARE(opened.firing.size(), std::size_t(1));
        watched.store.close();

        process.kill();
        QVERIFY(process.waitForFinished());
        opened = watched.open(base);
        QVERIFY(!opened.error.has_value());
        QVERIFY(opened.recorder);
        QCOMPARE(opened.firing, std::vector<Alert>{alertOf(RuleId::Cpu, kNow)});
    }

    void theSecondWatchesAndTakesOverWhenTheFirstLeaves()
    {
        const QString base = newBase();
        Watched first(kNever);
        QVERIFY(first.open(base).recorder);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        first.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));

        Watched second(kQuick);
        const Opened opened = second.open(base);
        QVERIFY(!opened.recorder);
        QVERIFY(!opened.error.has_value());
        QCOMPARE(opened.firing, std::vector<Alert>{alert});
        // What a watcher is told it does not write.
        const Alert other = alertOf(RuleId::Memory, kNow + 1);
        second.store.record(snapshotOf(base, kNow + 1, {other}, {raised(other)}));
        second.store.storeSnooze(RuleId::Cpu, kNow + 1);
        QVERIFY(letTimersRun(3));
        QCOMPARE(second.find(), std::vector<Alert>{alert});
        QVERIFY(second.recorderChanges().isEmpty());

        first.store.close();
        QCOMPARE(first.recorderChanges(), QList<bool>{false});
        QTRY_COMPARE(second.recorderChanges(), QList<bool>{true});
        QVERIFY(second.failures().isEmpty());
        second.store.record(snapshotOf(base, kNow + 2000, {alert}));
        QTRY_COMPARE(
            number(historyOf(base), "SELECT count(*) FROM performance_metrics WHERE timestamp=1700000002000"),
            2);
        // Nothing of what it was told as a watcher is written later.
        QCOMPARE(number(historyOf(base), "SELECT count(*) FROM performance_metrics"), 4);
        QCOMPARE(second.find(), std::vector<Alert>{alert});
        // The former recorder comes back as a watcher.
        QVERIFY(!first.open(base).recorder);
    }

    void aWatcherOfAHistoryThatIsNotMadeYetHasNothingToRead()
    {
        const QString base = newBase();
        QVERIFY(StatePaths(base).create().ok());
        QLockFile foreign(StatePaths(base).recorderLock());
        QVERIFY(foreign.tryLock(0));
        Watched watched(kNever);
        const Opened opened = watched.open(base);
        QVERIFY(!opened.recorder);
        QVERIFY(!opened.error.has_value());
        QVERIFY(watched.find().empty());
        QVERIFY2(!QFileInfo::exists(historyOf(base)), "a watcher makes no file");
    }

    void whoTakesOverBringsTheStoredIncidentsInLine()
    {
        const QString base = newBase();
        const Alert unseenEnd = alertOf(RuleId::Cpu, kNow);
        const Alert goesOn = alertOf(RuleId::Memory, kNow + 1);
        const Alert unseenStart = alertOf(RuleId::WalSize, kNow + 2);
        Watched first(kNever);
        first.open(base);
        first.store.record(snapshotOf(base, kNow, {unseenEnd, goesOn}, {raised(unseenEnd), raised(goesOn)}));
        Watched second(kQuick);
        second.open(base);
        first.store.close();
        QTRY_COMPARE(second.recorderChanges(), QList<bool>{true});

        // A tick made before the monitor knew says nothing about who is responsible for what.
        second.store.record(snapshotOf(base, kNow + 9000, {}, {}, false));
        QCOMPARE(second.find({0, true, {}, 10}).size(), std::size_t(2));

        second.store.record(snapshotOf(base, kNow + 10'000, {goesOn, unseenStart}));
        QCOMPARE(second.find(), (std::vector<Alert>{unseenStart, goesOn, ended(unseenEnd, kNow + 10'000)}));
        // Once is enough: from then on only events count.
        second.store.record(snapshotOf(base, kNow + 11'000, {}));
        QCOMPARE(second.find({0, true, {}, 10}).size(), std::size_t(2));
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
        const QString base = newBase();
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
        const QString base = newBase();
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

    void ticksOlderThanADayAreDropped()
    {
        const QString base = newBase();
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
        QCOMPARE(number(file, "SELECT count(DISTINCT timestamp) FROM performance_metrics"), 3);
        tickAt(kNow + kDay + 1);
        QCOMPARE(number(file, "SELECT min(timestamp) FROM performance_metrics"), kNow + 1);
        QCOMPARE(number(file, "SELECT count(DISTINCT timestamp) FROM performance_metrics"), 3);
        // A clock that goes back drops nothing.
        tickAt(kNow - kDay);
        QCOMPARE(number(file, "SELECT count(DISTINCT timestamp) FROM performance_metrics"), 4);
    }

    void whatIsOldIsDroppedInSlices()
    {
        const QString base = newBase();
        Watched watched(kNever);
        watched.open(base);
        watched.store.close();
        const QString file = historyOf(base);
        sql(file, {QStringLiteral(
                      "WITH n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) INSERT INTO "
                      "performance_metrics(timestamp, metric_name, metric_value) SELECT i, 'x', i FROM n")});
        QList<qint64> left;
        for (int i = 0; i < 4; ++i) {
            watched.open(base);
            watched.store.record(snapshotOf(base, kNow + i));
            watched.store.close();
            left.append(number(file, "SELECT count(*) FROM performance_metrics WHERE metric_name='x'"));
        }
        QCOMPARE(left, (QList<qint64>{12'000, 4000, 0, 0}));
    }

    void alertsAreNeverDropped()
    {
        const QString base = newBase();
        Watched watched(kNever);
        watched.open(base);
        const Alert old = alertOf(RuleId::Cpu, 1000);
        watched.store.record(snapshotOf(base, 1000, {}, {raised(old), resolved(ended(old, 2000))}));
        watched.store.record(snapshotOf(base, kNow));
        watched.store.close();
        watched.open(base);
        QCOMPARE(watched.find().size(), std::size_t(1));
    }

    void whatIsNotOurHistoryIsRefusedAndLeftAsItIs_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("why");
        QTest::newRow("later version")
            << QStringList{QStringLiteral(
                               "CREATE TABLE performance_metrics(id, timestamp, metric_name, metric_value)"),
                           QStringLiteral("PRAGMA user_version=3")}
            << QByteArray() << QStringLiteral("later version");
        QTest::newRow("another program's")
            << QStringList{QStringLiteral("CREATE TABLE facts(statement TEXT)")} << QByteArray()
            << QStringLiteral("another program");
        QTest::newRow("another program's with a version like ours")
            << QStringList{QStringLiteral("CREATE TABLE facts(statement TEXT)"),
                           QStringLiteral("PRAGMA user_version=1")}
            << QByteArray() << QStringLiteral("performance_metrics");
        QTest::newRow("our tables with other columns")
            << QStringList{QStringLiteral("CREATE TABLE performance_metrics(id, time, name, value)"),
                           QStringLiteral("PRAGMA user_version=1")}
            << QByteArray() << QStringLiteral("timestamp");
        QTest::newRow("negative version") << QStringList{QStringLiteral("PRAGMA user_version=-5")}
                                          << QByteArray() << QStringLiteral("another program");
        QTest::newRow("text") << QStringList()
                              << QByteArray("This is not a database at all, but some prose.\n").repeated(100)
                              << QStringLiteral("not a database");
    }
    void whatIsNotOurHistoryIsRefusedAndLeftAsItIs()
    {
        QFETCH(QStringList, statements);
        QFETCH(QByteArray, content);
        QFETCH(QString, why);
        const QString base = newBase();
        QVERIFY(StatePaths(base).create().ok());
        const QString file = historyOf(base);
        if (content.isEmpty()) {
            sql(file, statements);
        } else {
            QFile made(file);
            QVERIFY(made.open(QIODevice::WriteOnly));
            made.write(content);
        }
        const QByteArray before = bytes(file);
        Watched watched(kQuick);
        const Opened opened = watched.open(base);
        QVERIFY(!opened.recorder);
        QVERIFY(opened.error.has_value());
        QCOMPARE(opened.error->code, ErrorCode::HistoryUnavailable);
        QCOMPARE(opened.error->args, QStringList{file});
        QVERIFY2(opened.error->detail.contains(why), qPrintable(opened.error->detail));
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        QVERIFY(watched.find().empty());
        QVERIFY(letTimersRun(3));
        watched.store.close();
        QCOMPARE(bytes(file), before);
        QCOMPARE(watched.failures(), QList<bool>{false}); // at close; opened() told the failure
    }

    void aFolderThatCannotBeMadeIsToldAndUsedOnceItCan()
    {
        const QString base = newBase();
        QVERIFY(StatePaths(base).create().ok());
        const QString folder = StatePaths(base).folder();
        QVERIFY(QDir().rmdir(folder));
        QVERIFY(QFile(folder).open(QIODevice::WriteOnly)); // a file in its place
        Watched watched(kQuick);
        const Opened opened = watched.open(base);
        QVERIFY(opened.error.has_value());
        QCOMPARE(opened.error->code, ErrorCode::HistoryUnavailable);
        QVERIFY(!opened.recorder);
        QVERIFY(letTimersRun(3));
        QVERIFY(watched.failures().isEmpty()); // nothing new to tell
        QVERIFY(QFile::remove(folder));
        QTRY_COMPARE(watched.recorderChanges(), QList<bool>{true});
        QCOMPARE(watched.failures(), QList<bool>{false});
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert})); // was raised while there was no history
        QCOMPARE(watched.find(), std::vector<Alert>{alert});
    }

    void aReadOnlyFolderIsToldOnceAndUsedOnceItCanBe()
    {
#ifndef Q_OS_LINUX
        QSKIP("permissions of folders work otherwise here");
#else
        const QTemporaryDir home;
        const AsNobody nobody(home.path()); // root may write everywhere
        const QByteArray before = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", QFile::encodeName(home.filePath(QStringLiteral("data"))));
        const QString base = home.filePath(QStringLiteral("kb.db"));
        QVERIFY(QFile(base).open(QIODevice::WriteOnly));
        QVERIFY(StatePaths(base).create().ok());
        const QString folder = StatePaths(base).folder();
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        Watched watched(kQuick);
        const Opened opened = watched.open(base);
        QVERIFY(opened.error.has_value());
        QCOMPARE(opened.error->code, ErrorCode::HistoryUnavailable);
        QVERIFY(letTimersRun(3));
        QVERIFY(watched.failures().isEmpty());
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QTRY_COMPARE(watched.recorderChanges(), QList<bool>{true});
        QCOMPARE(watched.failures(), QList<bool>{false});
        watched.store.close();
        qputenv("XDG_DATA_HOME", before);
#endif
    }

    void aFullDiskIsToldOnceAndNothingIsLost()
    {
#ifndef Q_OS_LINUX
        QSKIP("a full disk is only imitated on Linux");
#else
        const QString base = newBase();
        const QString file = historyOf(base);
        Watched watched(kQuick);
        watched.open(base);
        watched.store.record(snapshotOf(base, kNow));
        QTRY_COMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 2);
        const Alert alert = alertOf(RuleId::Cpu, kNow + 1000);
        {
            const FullDisk full;
            watched.store.record(snapshotOf(base, kNow + 1000, {alert}, {raised(alert)}));
            QCOMPARE(watched.failures(), QList<bool>{true});
            watched.store.record(snapshotOf(base, kNow + 2000, {}, {resolved(ended(alert, kNow + 2000))}));
            QVERIFY(letTimersRun(5));
            QCOMPARE(watched.failures(), QList<bool>{true});
        }
        QTRY_COMPARE(watched.failures(), (QList<bool>{true, false}));
        QCOMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 6);
        QCOMPARE(watched.find(), std::vector<Alert>{ended(alert, kNow + 2000)});
        QVERIFY(watched.recorderChanges().isEmpty());
#endif
    }

    void aLockedHistoryIsWaitedFor()
    {
        const QString base = newBase();
        const QString file = historyOf(base);
        Watched watched(kQuick);
        watched.open(base);
        {
            QSqlDatabase other =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("locker"));
            other.setDatabaseName(file);
            QVERIFY(other.open());
            QVERIFY(QSqlQuery(other).exec(QStringLiteral("BEGIN IMMEDIATE")));
            watched.store.record(snapshotOf(base, kNow));
            QTRY_COMPARE_WITH_TIMEOUT(watched.failures(), QList<bool>{true}, 20'000);
        }
        QSqlDatabase::removeDatabase(QStringLiteral("locker"));
        QTRY_COMPARE(watched.failures(), (QList<bool>{true, false}));
        QCOMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 2);
    }

    void aHistoryThatIsTakenAwayIsMadeAnew()
    {
#ifdef Q_OS_WIN
        QSKIP("an open file cannot be removed on Windows");
#else
        const QString base = newBase();
        const QString file = historyOf(base);
        Watched watched(kQuick);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        QTRY_COMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 2);
        for (const char *suffix : {"", "-wal", "-shm"})
            QVERIFY(QFile::remove(file + QLatin1String(suffix)));
        watched.store.record(snapshotOf(base, kNow + 1000, {alert}));
        QTRY_VERIFY(QFileInfo::exists(file));
        QTRY_COMPARE(number(file, "SELECT count(*) FROM performance_metrics"), 2);
        watched.store.record(snapshotOf(base, kNow + 2000, {alert}));
        QCOMPARE(watched.find(), std::vector<Alert>{alert});
        QVERIFY(watched.failures().isEmpty());
#endif
    }

    void ticksOfAnotherBaseAreIgnored()
    {
        const QString base = newBase();
        const QString other = newBase();
        Watched watched(kNever);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(other, kNow, {alert}, {raised(alert)}));
        watched.store.record(snapshotOf(QString(), kNow, {alert}, {raised(alert)}));
        QVERIFY(watched.find().empty());
        // The same file by another way is the same base.
        watched.store.record(snapshotOf(m_folder.path() + QStringLiteral("/./") + QFileInfo(base).fileName(),
                                        kNow, {alert}, {raised(alert)}));
        QCOMPARE(watched.find().size(), std::size_t(1));
        watched.store.close();
        QCOMPARE(number(historyOf(base), "SELECT count(*) FROM performance_metrics"), 2);
    }

    void anotherBaseHasItsOwnHistory()
    {
        const QString first = newBase();
        const QString second = newBase();
        Watched watched(kNever);
        watched.open(first);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(first, kNow, {alert}, {raised(alert)}));
        QVERIFY(watched.open(second).firing.empty());
        QVERIFY(watched.find().empty());
        QCOMPARE(number(historyOf(first), "SELECT count(*) FROM performance_metrics"),
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
        const QString base = newBase();
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
        QCOMPARE(number(historyOf(base), "SELECT count(*) FROM performance_metrics"), 2);
        QVERIFY(QSqlDatabase::connectionNames().isEmpty());
    }
};

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0)
        return holdHistory(argc, argv);
    QCoreApplication app(argc, argv);
    tst_HistoryStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_HistoryStore.moc"
