// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemCollectors.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace hakgal;
using namespace std::chrono_literals;

namespace {

using CpuRow = QList<quint64>; // busy, idle; empty: it could not be read

Sample sampleAt(std::chrono::milliseconds since)
{
    Sample sample;
    sample.at.steady = std::chrono::steady_clock::time_point(1000h) + since;
    return sample;
}

// A number, or `!` and the reason.
QString text(const Reading &reading)
{
    return reading.known() ? QString::number(reading.value)
                           : QStringLiteral("!%1").arg(static_cast<int>(reading.reason));
}

QString text(Reason reason)
{
    return text(Reading::missing(reason));
}

// All that are switched on, also where we may not use some of them.
unsigned coreCount()
{
#ifdef Q_OS_UNIX
    return static_cast<unsigned>(::sysconf(_SC_NPROCESSORS_ONLN));
#else
    return std::thread::hardware_concurrency();
#endif
}

} // namespace

class tst_SystemCollectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // First, because a thread of another test may not have quite ended yet when it was joined.
    void ourProcessIsMeasured()
    {
        const auto read = ownProcessReader();
        const OwnProcess before = read();
        QVERIFY(before.residentBytes.value > 1e6);
        QVERIFY(before.virtualBytes.value > before.residentBytes.value);
        QVERIFY(before.threads.value >= 1);

        std::vector<char> memory(64 << 20);
        for (std::size_t i = 0; i < memory.size(); i += 4096)
            memory[i] = 1;
        QFile file(QCoreApplication::applicationFilePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::atomic<bool> stop = false;
        std::thread other([&stop] { stop.wait(false); });
        const OwnProcess after = read();
        stop = true;
        stop.notify_all();
        other.join();
        QVERIFY(after.residentBytes.value > before.residentBytes.value + 60e6);
        QVERIFY(after.cpuSeconds.value >= before.cpuSeconds.value);
        QCOMPARE(after.files.value, before.files.value + 1);
#ifndef Q_OS_WIN // counts threads every few seconds only
        QCOMPARE(after.threads.value, before.threads.value + 1);
#endif
        file.close();
        QCOMPARE(read().files.value, before.files.value);
    }

    void cpuIsTheBusyShareBetweenTwoTicks_data()
    {
        QTest::addColumn<QList<CpuRow>>("ticks"); // one a second
        QTest::addColumn<QStringList>("shown");
        const QString notYet = text(Reason::NotYet);
        const QString gap = text(Reason::GapInTime);
        const QString failed = text(Reason::ReadFailed);
        QTest::newRow("idle") << QList<CpuRow>{{100, 100}, {100, 300}}
                              << QStringList{notYet, QStringLiteral("0")};
        QTest::newRow("busy") << QList<CpuRow>{{100, 100}, {300, 100}}
                              << QStringList{notYet, QStringLiteral("100")};
        QTest::newRow("a quarter") << QList<CpuRow>{{100, 100}, {150, 250}, {200, 400}}
                                   << QStringList{notYet, QStringLiteral("25"), QStringLiteral("25")};
        QTest::newRow("zero ticks") << QList<CpuRow>{{100, 100}, {100, 100}, {150, 150}}
                                    << QStringList{notYet, gap, QStringLiteral("50")};
        QTest::newRow("busy goes back") << QList<CpuRow>{{100, 100}, {50, 300}, {100, 350}}
                                        << QStringList{notYet, gap, QStringLiteral("50")};
        QTest::newRow("idle goes back") << QList<CpuRow>{{100, 100}, {300, 50}, {350, 100}}
                                        << QStringList{notYet, gap, QStringLiteral("50")};
        QTest::newRow("not readable once") << QList<CpuRow>{{100, 100}, {}, {300, 300}, {350, 350}}
                                           << QStringList{notYet, failed, notYet, QStringLiteral("50")};
    }

    void cpuIsTheBusyShareBetweenTwoTicks()
    {
        QFETCH(QList<CpuRow>, ticks);
        QStringList shown;
        qsizetype i = 0;
        const auto collector = makeCpuCollector([&]() -> Measured<CpuTimes> {
            const CpuRow row = ticks.value(i);
            return row.isEmpty() ? Measured<CpuTimes>(Reason::ReadFailed) : CpuTimes{row[0], row[1]};
        });
        for (; i < ticks.size(); ++i) {
            Sample sample = sampleAt(std::chrono::seconds(i));
            collector->collect(sample);
            shown << text(sample[MetricId::SystemCpu]);
        }
        QTEST(shown, "shown");
    }

    void ratesDoNotCrossAGapAndWaitForTheirTick()
    {
        double used = 0;
        const auto cpu = makeCpuCollector([&] {
            return CpuTimes{static_cast<quint64>(used * 100), 1000 + static_cast<quint64>(used * 100)};
        });
        const auto process = makeProcessCollector([&] {
            OwnProcess own;
            own.cpuSeconds = Reading::of(used);
            return own;
        });
        const auto at = [&](std::chrono::milliseconds since, double cpuSeconds) {
            used = cpuSeconds;
            Sample sample = sampleAt(since);
            cpu->collect(sample);
            process->collect(sample);
            return QStringList{text(sample[MetricId::SystemCpu]), text(sample[MetricId::ProcessCpu])};
        };
        const QString notYet = text(Reason::NotYet);
        const QString gap = text(Reason::GapInTime);
        QCOMPARE(at(0s, 1), (QStringList{notYet, notYet}));
        QCOMPARE(at(1s, 1.25), (QStringList{QStringLiteral("50"), QStringLiteral("25")}));
        QCOMPARE(at(1050ms, 1.5),
                 (QStringList{QStringLiteral("50"), QStringLiteral("25")})); // too soon: repeated
        QCOMPARE(at(2s, 2.25), (QStringList{QStringLiteral("50"), QStringLiteral("100")}));
        QCOMPARE(at(60s, 4.25), (QStringList{gap, gap}));
        QCOMPARE(at(61s, 6.25), (QStringList{QStringLiteral("50"), QStringLiteral("200")}));
        QCOMPARE(at(62s, 1.25), (QStringList{gap, gap})); // went back
    }

    void whatOurProcessDoesNotTellStaysEmpty()
    {
        const auto collector = makeProcessCollector([] {
            OwnProcess own;
            own.cpuSeconds = Reading::missing(Reason::ReadFailed);
            own.files = Reading::missing(Reason::NoPermission);
            own.residentBytes = Reading::of(7);
            own.virtualBytes = Reading::of(8);
            own.threads = Reading::of(9);
            return own;
        });
        Sample sample = sampleAt(0s);
        collector->collect(sample);
        QCOMPARE(sample[MetricId::ProcessCpu].reason, Reason::ReadFailed);
        QCOMPARE(sample[MetricId::ProcessCpuTime].reason, Reason::ReadFailed);
        QCOMPARE(sample[MetricId::ProcessFiles].reason, Reason::NoPermission);
        QCOMPARE(sample[MetricId::ProcessMemory].value, 7.0);
        QCOMPARE(sample[MetricId::ProcessVirtual].value, 8.0);
        QCOMPARE(sample[MetricId::ProcessThreads].value, 9.0);
    }

    void memoryIsWhatIsNotAvailable()
    {
        Measured<MemoryAmounts> told = MemoryAmounts{1000, 250};
        const auto collector = makeMemoryCollector([&] { return told; });
        Sample sample = sampleAt(0s);
        collector->collect(sample);
        QCOMPARE(sample[MetricId::SystemMemory].value, 75.0);
        QCOMPARE(sample[MetricId::SystemMemoryUsed].value, 750.0);
        told = Reason::Unsupported;
        collector->collect(sample);
        QCOMPARE(sample[MetricId::SystemMemory].reason, Reason::Unsupported);
        QCOMPARE(sample[MetricId::SystemMemoryUsed].reason, Reason::Unsupported);
    }

    void theDiskIsMeasuredEveryFiveSecondsAndForANewPath()
    {
        QStringList asked;
        const auto collector = makeDiskCollector([&](const QString &path) {
            asked << path;
            return VolumeSpace{30, 70};
        });
        const auto at = [&](std::chrono::milliseconds since, const QString &path) {
            Sample sample = sampleAt(since);
            sample.database.path = path;
            collector->collect(sample);
            return text(sample[MetricId::SystemDisk]) + u' ' + text(sample[MetricId::SystemDiskFree]);
        };
        const QString a = QStringLiteral("/a");
        const QString b = QStringLiteral("/b");
        const QString full = QStringLiteral("30 70");
        const QString none = text(Reason::NoDatabase);
        QCOMPARE(at(0s, {}), none + u' ' + none);
        QCOMPARE(at(1s, a), full);
        QCOMPARE(at(5999ms, a), full);
        QCOMPARE(asked, QStringList{a});
        QCOMPARE(at(6s, a), full);
        QCOMPARE(asked, (QStringList{a, a}));
        QCOMPARE(at(7s, b), full);
        QCOMPARE(asked, (QStringList{a, a, b}));
    }

    void aDiskThatDoesNotTellStaysEmpty_data()
    {
        QTest::addColumn<int>("reason"); // of the system; 0: it tells a volume without a size
        QTest::addColumn<QString>("percent");
        QTest::addColumn<QString>("free");
        QTest::newRow("no permission") << static_cast<int>(Reason::NoPermission) << text(Reason::NoPermission)
                                       << text(Reason::NoPermission);
        QTest::newRow("size zero") << 0 << text(Reason::Unsupported) << QStringLiteral("0");
    }

    void aDiskThatDoesNotTellStaysEmpty()
    {
        QFETCH(int, reason);
        const auto collector = makeDiskCollector([&](const QString &) -> Measured<VolumeSpace> {
            return reason ? Measured<VolumeSpace>(static_cast<Reason>(reason)) : VolumeSpace{0, 0};
        });
        Sample sample = sampleAt(0s);
        sample.database.path = QStringLiteral("/a");
        collector->collect(sample);
        QTEST(text(sample[MetricId::SystemDisk]), "percent");
        QTEST(text(sample[MetricId::SystemDiskFree]), "free");
    }

    void aMissingFileHasTheVolumeOfItsNearestFolder_data()
    {
        QTest::addColumn<QString>("below");
        QTest::newRow("the folder") << QString();
        QTest::newRow("a missing file") << QStringLiteral("/facts.db");
        QTest::newRow("missing folders") << QStringLiteral("/no/such/folder/facts.db");
        QTest::newRow("a file for a folder") << QStringLiteral("/file/facts.db");
        QTest::newRow("a name that is too long") << QStringLiteral("/") + QString(300, u'x');
        QTest::newRow("not ASCII") << QStringLiteral("/Wissensträger/facts.db");
    }

    void aMissingFileHasTheVolumeOfItsNearestFolder()
    {
        QFETCH(QString, below);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto expected = readVolumeSpace(folder.path());
        const auto space = readVolumeSpace(folder.path() + below);
        QVERIFY(space.known());
        // others write to the same volume meanwhile
        const double size = expected.value.usedBytes + expected.value.availableBytes;
        QVERIFY(size > 0);
        QVERIFY(qAbs(space.value.usedBytes + space.value.availableBytes - size) < 0.01 * size);
    }

    void theDiskAgreesWithDf()
    {
        const QString df = QStandardPaths::findExecutable(QStringLiteral("df"));
        if (df.isEmpty())
            QSKIP("there is no df here");
        const QString path = QDir::tempPath();
        QProcess process;
        process.start(df, {QStringLiteral("-P"), QStringLiteral("-k"), path});
        QVERIFY(process.waitForFinished());
        const QList<QByteArray> words =
            process.readAllStandardOutput().split('\n').value(1).simplified().split(' ');
        QVERIFY(words.size() >= 6);
        const auto space = readVolumeSpace(path);
        QVERIFY(space.known());
        const double usedBytes = words[2].toDouble() * 1024;
        const double availableBytes = words[3].toDouble() * 1024;
        const double size = usedBytes + availableBytes;
        QVERIFY(qAbs(space.value.usedBytes - usedBytes) < 0.01 * size);
        QVERIFY(qAbs(space.value.availableBytes - availableBytes) < 0.01 * size);
    }

    void burningCpuIsSeen()
    {
        const auto system = makeCpuCollector();
        const auto process = makeProcessCollector();
        const auto collect = [&] {
            Sample sample;
            sample.at = Instant::now();
            system->collect(sample);
            process->collect(sample);
            return sample;
        };
        // A quiet stretch, for comparison.
        collect();
        QTest::qWait(300);
        const Sample quiet = collect();
        QVERIFY(quiet[MetricId::ProcessCpu].known());

        std::atomic<bool> stop = false;
        std::thread busy([&stop] {
            while (!stop) {
            }
        });
        // However slow this machine is: until the thread has used 0.4 s.
        const auto used = [] { return ownProcessReader()().cpuSeconds.value; };
        const double before = quiet[MetricId::ProcessCpuTime].value;
        const bool burned = QTest::qWaitFor([&] { return used() - before > 0.4; }, 60000);
        const Sample loud = collect();
        stop = true;
        busy.join();
        QVERIFY(burned);

        const double elapsed = seconds(loud.at.steady - quiet.at.steady);
        const double own = loud[MetricId::ProcessCpuTime].value - before;
        QVERIFY(own > 0.4);
        QVERIFY(qAbs(loud[MetricId::ProcessCpu].value - 100 * own / elapsed) < 1e-6);
        QVERIFY(loud[MetricId::ProcessCpu].value > quiet[MetricId::ProcessCpu].value);
        // The system was at least as busy as we were, all cores together.
        const double systemSeconds = loud[MetricId::SystemCpu].value / 100 * elapsed * coreCount();
        QVERIFY2(systemSeconds > 0.7 * own, qPrintable(QStringLiteral("%1 %2").arg(systemSeconds).arg(own)));
        QVERIFY(loud[MetricId::SystemCpu].value <= 100);
    }

    void memoryOfTheSystemIsMeasured()
    {
        const auto collector = makeMemoryCollector();
        Sample sample = sampleAt(0s);
        collector->collect(sample);
        QVERIFY(sample[MetricId::SystemMemory].known());
        QVERIFY(sample[MetricId::SystemMemory].value > 0 && sample[MetricId::SystemMemory].value < 100);
        QVERIFY(sample[MetricId::SystemMemoryUsed].value > ownProcessReader()().residentBytes.value / 2);
    }

    void theThreadsOwnTimeIsCounted()
    {
        const auto before = threadCpuTime();
        std::atomic<bool> stop = false;
        std::thread busy([&stop] {
            while (!stop) {
            }
        });
        while (threadCpuTime() - before < 50ms) {
        }
        stop = true;
        busy.join();
        QVERIFY(threadCpuTime() - before >= 50ms);
    }
};

QTEST_GUILESS_MAIN(tst_SystemCollectors)
#include "tst_SystemCollectors.moc"
