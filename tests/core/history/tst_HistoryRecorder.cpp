// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/history/Watched.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>

#include <cstdio>

using namespace hakgal;
using namespace hakgal::test;

namespace {

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

/// Several programs on one history: one records, the others watch.
class tst_HistoryRecorder : public QObject
{
    Q_OBJECT

    Bases m_bases;

private Q_SLOTS:
    void aKilledRecorderLosesNoAlertAndNotTheLock()
    {
        const QString base = m_bases.add();
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
        const QString base = m_bases.add();
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
        QTRY_COMPARE(numberOn(historyOf(base),
                              QStringLiteral(
                                  "SELECT count(*) FROM performance_metrics WHERE timestamp=1700000002000")),
                     2);
        // Nothing of what it was told as a watcher is written later.
        QCOMPARE(numberOn(historyOf(base), QStringLiteral("SELECT count(*) FROM performance_metrics")), 4);
        QCOMPARE(second.find(), std::vector<Alert>{alert});
        // The former recorder comes back as a watcher.
        QVERIFY(!first.open(base).recorder);
    }

    void aWatcherOfAHistoryThatIsNotMadeYetHasNothingToRead()
    {
        const QString base = m_bases.add();
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
        const QString base = m_bases.add();
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
};

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0)
        return holdHistory(argc, argv);
    QCoreApplication app(argc, argv);
    tst_HistoryRecorder test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_HistoryRecorder.moc"
