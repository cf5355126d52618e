// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Job.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <thread>

using namespace hakgal;

namespace {

struct Told
{
    std::vector<JobProgress> lines;
    std::atomic<bool> cancel{false};
    JobContext context{[this](const JobProgress &p) { lines.push_back(p); }, &cancel};

    const JobProgress &last() const { return lines.back(); }
    bool neverGoesBack() const
    {
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (lines[i].done < lines[i - 1].done)
                return false;
        }
        return true;
    }
};

const QString kA = QStringLiteral("a");
const QString kB = QStringLiteral("b");
const QString kC = QStringLiteral("c");

} // namespace

class tst_Job : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLineReadsBackAsItWas_data()
    {
        QTest::addColumn<double>("left");
        QTest::addColumn<bool>("cancellable");
        QTest::newRow("time left not known") << -1.0 << true;
        QTest::newRow("nothing left") << 0.0 << true;
        QTest::newRow("time left, not cancellable") << 12.5 << false;
    }
    void aLineReadsBackAsItWas()
    {
        QFETCH(double, left);
        QFETCH(bool, cancellable);
        JobProgress told;
        told.step = QStringLiteral("vacuum");
        told.done = 0.1235;
        told.message = QStringLiteral("Räume auf: \"kb\"\n2. Zeile");
        if (left >= 0)
            told.secondsLeft = left;
        told.cancellable = cancellable;
        const QByteArray line = told.toJson();
        QVERIFY(!line.contains('\n'));
        const auto read = JobProgress::fromJson(line);
        QVERIFY(read);
        QCOMPARE(read->step, told.step);
        QCOMPARE(read->done, told.done);
        QCOMPARE(read->message, told.message);
        QCOMPARE(read->secondsLeft, told.secondsLeft);
        QCOMPARE(read->cancellable, cancellable);
    }

    void otherLinesAreNoProgress_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a sentence") << QByteArray("The disk is nearly full.");
        QTest::newRow("an array") << QByteArray("[1,2]");
        QTest::newRow("without a step") << QByteArray(R"({"done":0.5})");
        QTest::newRow("without a share") << QByteArray(R"({"step":"copy"})");
        QTest::newRow("cut off") << QByteArray(R"({"step":"copy","done":0.)");
    }
    void otherLinesAreNoProgress()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!JobProgress::fromJson(line));
    }

    void aShareOutsideItsRangeIsBrought()
    {
        QCOMPARE(JobProgress::fromJson(R"({"step":"x","done":7})")->done, 1.0);
        QCOMPARE(JobProgress::fromJson(R"({"step":"x","done":-1})")->done, 0.0);
    }

    void stepsWeighWhatTheyAreExpectedToTake()
    {
        Told told;
        told.context.plan({{kA, 1}, {kB, 3}});
        told.context.begin(kA, QStringLiteral("first"));
        QCOMPARE(told.last().done, 0.0);
        told.context.begin(kB, QStringLiteral("second"));
        QCOMPARE(told.last().done, 0.25);
        QCOMPARE(told.last().step, kB);
        QCOMPARE(told.last().message, QStringLiteral("second"));
        told.context.end();
        QCOMPARE(told.last().done, 1.0);
        QCOMPARE(told.context.timings().size(), std::size_t(2));
        QCOMPARE(told.context.timings()[1].step, kB);
    }

    void aSkippedStepLeavesThePlan()
    {
        Told told;
        told.context.plan({{kA, 1}, {kB, 8}, {kC, 1}});
        told.context.begin(kA, {});
        told.context.begin(kC, {});
        QCOMPARE(told.last().done, 0.5);
    }

    void anUnplannedStepWeighsASecond()
    {
        Told told;
        told.context.plan({{kA, 1}, {kC, 2}});
        told.context.begin(kA, {});
        told.context.begin(kB, {});
        told.context.begin(kC, {});
        QCOMPARE(told.last().done, 0.5);
    }

    void theShareNeverGoesBack()
    {
        Told told;
        told.context.plan({{kA, 1}});
        told.context.begin(kA, {});
        told.context.advance(0.9);
        told.context.advance(0.2);
        told.context.begin(kA, {}); // once more: unplanned now
        told.context.begin(kB, {});
        told.context.end();
        QVERIFY(told.neverGoesBack());
        QCOMPARE(told.last().done, 1.0);
    }

    void atMostTenLinesASecondAndTheFirstOfEachStep()
    {
        Told told;
        told.context.plan({{kA, 1}, {kB, 1}});
        told.context.begin(kA, {});
        const auto begun = std::chrono::steady_clock::now();
        for (int i = 0; i < 100'000; ++i)
            told.context.advance(i / 100'000.0);
        const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        QVERIFY(told.lines.size() <= std::size_t(took * 10 + 2));
        const std::size_t before = told.lines.size();
        told.context.begin(kB, {});
        QCOMPARE(told.lines.size(), before + 1);
        QCOMPARE(told.last().step, kB);
    }

    void timeLeftFollowsThePaceOfThisRun()
    {
        Told told;
        told.context.plan({{kA, 100}, {kB, 100}});
        told.context.begin(kA, {});
        QVERIFY(!told.last().secondsLeft); // nothing is known yet
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        told.context.begin(kB, {});
        // Half took what it took, so the other half takes as long: far from the 100 s expected.
        QVERIFY(told.last().secondsLeft);
        QVERIFY(*told.last().secondsLeft >= 0.5);
        QVERIFY(*told.last().secondsLeft < 50);
        told.context.end();
        QCOMPARE(told.last().secondsLeft, std::optional<double>(0));
    }

    void aTickMovesAStepThatCannotTellButNeverToItsEnd()
    {
        Told told;
        told.context.plan({{kA, 0.001}, {kB, 0.001}});
        told.context.begin(kA, {});
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        told.context.tick();
        QVERIFY(told.last().done > 0.25);
        QVERIFY(told.last().done <= 0.5);
    }

    void aCancelIsHonouredUntilFinishing()
    {
        Told told;
        told.context.begin(kA, {});
        QVERIFY(!told.context.cancelled());
        told.cancel = true;
        QVERIFY(told.context.cancelled());
        QCOMPARE(told.context.cancelFlag(), &told.cancel);
        told.context.finishing(QStringLiteral("Finishing, cannot be cancelled"));
        QVERIFY(!told.last().cancellable);
        QVERIFY(!told.context.cancelled());
        QVERIFY(!told.context.cancelFlag());
        told.context.begin(kB, {});
        QVERIFY(told.last().cancellable);
        QVERIFY(told.context.cancelled());
    }

    void withoutAFlagNothingIsCancelled()
    {
        JobContext context({}, nullptr);
        context.begin(kA, {});
        context.advance(0.5);
        QVERIFY(!context.cancelled());
        context.end();
        QCOMPARE(context.timings().size(), std::size_t(1));
    }

    void aNestedContextMovesTheRunningStep()
    {
        Told told;
        told.context.plan({{kA, 1}, {kB, 1}});
        told.context.begin(kA, {});
        {
            JobContext inner = told.context.nested();
            inner.plan({{QStringLiteral("x"), 1}, {QStringLiteral("y"), 1}});
            inner.begin(QStringLiteral("x"), QStringLiteral("copying"));
            inner.begin(QStringLiteral("y"), QStringLiteral("checking"));
            QCOMPARE(told.last().step, kA);
            QCOMPARE(told.last().message, QStringLiteral("checking"));
            QCOMPARE(told.last().done, 0.25);
            told.cancel = true;
            QVERIFY(inner.cancelled());
            inner.finishing(QStringLiteral("storing"));
            QVERIFY(!told.last().cancellable);
            QVERIFY(!told.context.cancelled());
            inner.end();
        }
        QCOMPARE(told.last().done, 0.5);
        told.context.begin(kB, {});
        QCOMPARE(told.last().step, kB);
        QVERIFY(told.neverGoesBack());
    }
};

QTEST_GUILESS_MAIN(tst_Job)
#include "tst_Job.moc"
