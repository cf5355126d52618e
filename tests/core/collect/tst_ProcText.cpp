// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/ProcText.h"

#include <QFile>
#include <QTest>

using namespace hakgal;

class tst_ProcText : public QObject
{
    Q_OBJECT

private:
    static QByteArray fixture(const QString &name)
    {
        QFile file(QFINDTESTDATA(QStringLiteral("../../fixtures/proc/") + name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void cpuTimesAreSummed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<quint64>("busy");
        QTest::addColumn<quint64>("idle");
        QTest::newRow("captured") << fixture(QStringLiteral("stat-linux-6.18"))
                                  << quint64(32480 + 0 + 9428 + 0 + 137 + 108) << quint64(429046 + 1179);
        QTest::newRow("guests are part of user and nice")
            << fixture(QStringLiteral("stat-kvm-host")) << quint64(1000 + 200 + 300 + 60 + 70 + 80)
            << quint64(40000 + 500);
        QTest::newRow("four columns")
            << fixture(QStringLiteral("stat-linux-2.4")) << quint64(1234 + 56 + 789) << quint64(100000);
        QTest::newRow("no line break") << QByteArray("cpu 1 2 3 4 5") << quint64(6) << quint64(9);
        QTest::newRow("not the first line")
            << QByteArray("cpu0 9 9 9 9\ncpu 1 2 3 4\n") << quint64(6) << quint64(4);
        QTest::newRow("zeros") << QByteArray("cpu  0 0 0 0 0 0 0 0 0 0\n") << quint64(0) << quint64(0);
        QTest::newRow("beyond 32 bits")
            << QByteArray("cpu 5000000000 0 0 6000000000\n") << quint64(5000000000) << quint64(6000000000);
    }

    void cpuTimesAreSummed()
    {
        QFETCH(QByteArray, text);
        QFETCH(quint64, busy);
        QFETCH(quint64, idle);
        const auto times = parseCpuTimes(text);
        QVERIFY(times);
        QCOMPARE(times->busy, busy);
        QCOMPARE(times->idle, idle);
    }

    void cpuTimesThatAreNotThereAreNotInvented_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("missing line") << fixture(QStringLiteral("stat-without-cpu"));
        QTest::newRow("only single cores") << QByteArray("cpu0 1 2 3 4\ncpu1 1 2 3 4\n");
        QTest::newRow("three columns") << QByteArray("cpu 1 2 3\n");
        QTest::newRow("cut after the name") << QByteArray("cpu");
        QTest::newRow("a letter") << QByteArray("cpu 1 2 x 4\n");
        QTest::newRow("a letter behind the fourth") << QByteArray("cpu 1 2 3 4 5 6x 7\n");
        QTest::newRow("negative") << QByteArray("cpu 1 2 3 -4\n");
        QTest::newRow("too large") << QByteArray("cpu 1 2 3 99999999999999999999\n");
    }

    void cpuTimesThatAreNotThereAreNotInvented()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseCpuTimes(text));
    }

    void memoryIsReadInBytes()
    {
        const auto captured = parseMemoryAmounts(fixture(QStringLiteral("meminfo-linux-6.18")));
        QVERIFY(captured);
        QCOMPARE(captured->totalBytes, 24684092 * 1024.0);
        QCOMPARE(captured->availableBytes, 24358460 * 1024.0);

        const auto reversed = parseMemoryAmounts("MemAvailable: 3 kB\nMemTotal: 4 kB");
        QVERIFY(reversed);
        QCOMPARE(*reversed, (MemoryAmounts{4096, 3072}));
        const auto full = parseMemoryAmounts("MemTotal: 4 kB\nMemAvailable: 0 kB\n");
        QVERIFY(full);
        QCOMPARE(full->availableBytes, 0.0);
    }

    void memoryThatIsNotThereIsNotInvented_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no MemAvailable") << fixture(QStringLiteral("meminfo-linux-2.6"));
        QTest::newRow("no MemTotal") << QByteArray("MemFree: 1 kB\nMemAvailable: 3 kB\n");
        QTest::newRow("cut in the number") << QByteArray("MemTotal: 4 kB\nMemAvailable:");
        QTest::newRow("cut before the unit") << QByteArray("MemTotal: 4 kB\nMemAvailable: 3");
        QTest::newRow("other unit") << QByteArray("MemTotal: 4 MB\nMemAvailable: 3 MB\n");
        QTest::newRow("nothing at all") << QByteArray("MemTotal: 0 kB\nMemAvailable: 0 kB\n");
        QTest::newRow("more available than there is") << QByteArray("MemTotal: 4 kB\nMemAvailable: 5 kB\n");
        QTest::newRow("negative") << QByteArray("MemTotal: 4 kB\nMemAvailable: -3 kB\n");
        QTest::newRow("similar names")
            << QByteArray("XMemTotal: 4 kB\nMemTotalX: 4 kB\nMemAvailable: 3 kB\n");
    }

    void memoryThatIsNotThereIsNotInvented()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseMemoryAmounts(text));
    }

    void aProcessIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<quint64>("cpuTicks");
        QTest::addColumn<qint64>("threads");
        QTest::addColumn<quint64>("startTicks");
        QTest::addColumn<quint64>("virtualBytes");
        QTest::addColumn<quint64>("residentPages");
        QTest::newRow("shell") << fixture(QStringLiteral("pid-stat-shell")) << QByteArray("sh") << quint64(11)
                               << qint64(1) << quint64(237112) << quint64(2654208) << quint64(386);
        QTest::newRow("brackets and spaces in the name")
            << fixture(QStringLiteral("pid-stat-brackets")) << QByteArray("od) S 1 (d") << quint64(0)
            << qint64(1) << quint64(237082) << quint64(2990080) << quint64(407);
        QTest::newRow("kernel thread")
            << fixture(QStringLiteral("pid-stat-kernel-thread")) << QByteArray("kworker/0:0H-kblockd")
            << quint64(6) << qint64(1) << quint64(21) << quint64(0) << quint64(0);
        QTest::newRow("line break in the name")
            << QByteArray("7 (a\nb) R 1 1 1 0 -1 0 0 0 0 0 30 12 0 0 20 0 5 0 99 4096 2\n")
            << QByteArray("a\nb") << quint64(42) << qint64(5) << quint64(99) << quint64(4096) << quint64(2);
        QTest::newRow("no name") << QByteArray("7 () R 1 1 1 0 -1 0 0 0 0 0 30 12 0 0 20 0 5 0 99 4096 2")
                                 << QByteArray("") << quint64(42) << qint64(5) << quint64(99) << quint64(4096)
                                 << quint64(2);
    }

    void aProcessIsRead()
    {
        QFETCH(QByteArray, text);
        const auto process = parseProcessStat(text);
        QVERIFY(process);
        QTEST(process->name, "name");
        QTEST(process->cpuTicks, "cpuTicks");
        QTEST(process->threads, "threads");
        QTEST(process->startTicks, "startTicks");
        QTEST(process->virtualBytes, "virtualBytes");
        QTEST(process->residentPages, "residentPages");
    }

    void aProcessThatIsCutAnywhereIsNotRead()
    {
        const QByteArray whole("7 (a b) R 1 1 1 0 -1 0 0 0 0 0 30 12 0 0 20 0 5 0 99 4096 2 184");
        QVERIFY(parseProcessStat(whole));
        const qsizetype needed = whole.lastIndexOf(" 184");
        for (qsizetype n = 0; n < needed; ++n)
            QVERIFY2(!parseProcessStat(QByteArrayView(whole).first(n)), whole.first(n).constData());
    }

    void aProcessWithWordsForNumbersIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("user time") << QByteArray("7 (a) R 1 1 1 0 -1 0 0 0 0 0 x 12 0 0 20 0 5 0 99 4096 2");
        QTest::newRow("system time") << QByteArray(
            "7 (a) R 1 1 1 0 -1 0 0 0 0 0 30 -1 0 0 20 0 5 0 99 4096 2");
        QTest::newRow("threads") << QByteArray("7 (a) R 1 1 1 0 -1 0 0 0 0 0 30 12 0 0 20 0 ? 0 99 4096 2");
        QTest::newRow("memory") << QByteArray("7 (a) R 1 1 1 0 -1 0 0 0 0 0 30 12 0 0 20 0 5 0 99 4096 2x");
        QTest::newRow("brackets the wrong way round")
            << QByteArray("7 )a( R 1 1 1 0 -1 0 0 0 0 0 30 12 0 0 20 0 5 0 99 4096 2");
    }

    void aProcessWithWordsForNumbersIsNotRead()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseProcessStat(text));
    }
};

QTEST_GUILESS_MAIN(tst_ProcText)
#include "tst_ProcText.moc"
