// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemCollectors.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace hakgal;
using namespace std::chrono_literals;

namespace {

// A system that tells whatever the test put into it.
struct Told
{
    std::shared_ptr<std::vector<ProcessCounters>> processes =
        std::make_shared<std::vector<ProcessCounters>>();
    std::unique_ptr<ProcessRanking> ranking = makeProcessRanking([told = processes] { return *told; });
    Instant at{std::chrono::steady_clock::time_point(1000h), 0};

    std::vector<ProcessLoad> after(std::chrono::milliseconds passed)
    {
        at.steady += passed;
        return ranking->rank(at);
    }
};

ProcessCounters process(qint64 pid, double cpuSeconds, double bytes, quint64 started = 1)
{
    return {pid, started, cpuSeconds, bytes, QString::number(pid)};
}

QList<qint64> pids(const std::vector<ProcessLoad> &loads)
{
    QList<qint64> result;
    for (const ProcessLoad &load : loads)
        result << load.pid;
    return result;
}

} // namespace

class tst_ProcessRanking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstTickHasNoList()
    {
        Told told;
        *told.processes = {process(1, 100, 1000)};
        QVERIFY(told.after(0ms).empty());
        QCOMPARE(told.after(1s).size(), std::size_t(1));
    }

    void theSharesAreOfOneCore()
    {
        Told told;
        *told.processes = {process(1, 10, 100), process(2, 50, 200)};
        told.after(0ms);
        *told.processes = {process(1, 11, 100), process(2, 53, 300)};
        const auto loads = told.after(2s);
        QCOMPARE(pids(loads), (QList<qint64>{2, 1}));
        QCOMPARE(loads[0].cpuPercent, 150.0);
        QCOMPARE(loads[0].memoryBytes, 300.0);
        QCOMPARE(loads[0].name, QStringLiteral("2"));
        QCOMPARE(loads[1].cpuPercent, 50.0);
    }

    void fiveByCpuAndFiveByMemoryAreMerged()
    {
        // 1 … 10 use ever more CPU; 20 … 29 none, but ever more memory; 10 has the most of both
        Told told;
        const auto fill = [&](double cpu) {
            told.processes->clear();
            for (int i = 1; i <= 10; ++i)
                told.processes->push_back(process(i, cpu * i, i == 10 ? 1e9 : 1));
            for (int i = 20; i <= 29; ++i)
                told.processes->push_back(process(i, 3, 1000 * i));
        };
        fill(0);
        told.after(0ms);
        fill(0.01);
        QCOMPARE(pids(told.after(1s)), (QList<qint64>{10, 9, 8, 7, 6, 29, 28, 27, 26}));
    }

    void aProcessThatIsNewUsedAllItsTimeSince()
    {
        Told told;
        *told.processes = {process(1, 10, 100, 7)};
        told.after(0ms);
        *told.processes = {process(1, 0.5, 100, 8), process(2, 0.25, 100)}; // 1 is another one now
        const auto loads = told.after(1s);
        QCOMPARE(pids(loads), (QList<qint64>{1, 2}));
        QCOMPARE(loads[0].cpuPercent, 50.0);
        QCOMPARE(loads[1].cpuPercent, 25.0);
    }

    void thereIsNoShareAcrossAGap()
    {
        Told told;
        *told.processes = {process(1, 10, 100)};
        told.after(0ms);
        QCOMPARE(told.after(1s).size(), std::size_t(1));
        QVERIFY(told.after(60s).empty());
        QCOMPARE(told.after(1s).size(), std::size_t(1));
    }

    void aTickTooSoonRepeatsTheList()
    {
        Told told;
        *told.processes = {process(1, 10, 100)};
        told.after(0ms);
        *told.processes = {process(1, 10.5, 100)};
        const auto loads = told.after(1s);
        *told.processes = {process(1, 10.6, 100)};
        QCOMPARE(told.after(10ms), loads);
        QCOMPARE(told.after(190ms).front().cpuPercent, 100 * (10.6 - 10.5) / 0.2);
    }

    void aResetForgets()
    {
        Told told;
        *told.processes = {process(1, 10, 100)};
        told.after(0ms);
        told.ranking->reset();
        QVERIFY(told.after(1s).empty());
        QCOMPARE(told.after(1s).size(), std::size_t(1));
    }

    void noProcessesAreNoList()
    {
        Told told;
        told.after(0ms);
        QVERIFY(told.after(1s).empty());
    }

    void aBusyThreadIsSeenInOurCounters()
    {
        // The rest of the system may be busier than we are, so only what is read about us is looked at.
        const auto own = [] {
            const auto all = readProcesses();
            const auto found = std::find_if(all.begin(), all.end(), [](const ProcessCounters &p) {
                return p.pid == QCoreApplication::applicationPid();
            });
            return found == all.end() ? ProcessCounters() : *found;
        };
        const ProcessCounters before = own();
        QCOMPARE(before.pid, QCoreApplication::applicationPid());
        QVERIFY(before.residentBytes > 1e6);
        QVERIFY(!before.name.isEmpty());
        std::atomic<bool> stop = false;
        std::thread busy([&stop] {
            while (!stop) {
            }
        });
        const bool rose = QTest::qWaitFor([&] { return own().cpuSeconds > before.cpuSeconds + 0.1; }, 60000);
        stop = true;
        busy.join();
        QVERIFY(rose);
        QCOMPARE(own().started, before.started);
    }
};

QTEST_GUILESS_MAIN(tst_ProcessRanking)
#include "tst_ProcessRanking.moc"
