// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CostBudget.h"
#include "core/collect/RateInterval.h"

#include <QTest>

using namespace hakgal;
using namespace std::chrono_literals;

class tst_RateInterval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One number a tick: milliseconds since the tick before. One letter a verdict: First, Soon, Gap, Usable.
    void verdictsFollowTheTicks_data()
    {
        QTest::addColumn<QList<int>>("steps");
        QTest::addColumn<QString>("verdicts");
        QTest::newRow("regular") << QList<int>{0, 1000, 1000, 1000} << QStringLiteral("FUUU");
        QTest::newRow("an interval is not known before two ticks")
            << QList<int>{0, 90000, 1000} << QStringLiteral("FUU");
        QTest::newRow("late but no gap") << QList<int>{0, 1000, 10000, 1000} << QStringLiteral("FUUU");
        QTest::newRow("a gap") << QList<int>{0, 1000, 10001, 1000} << QStringLiteral("FUGU");
        QTest::newRow("slower from now on") << QList<int>{0, 1000, 60000, 60000} << QStringLiteral("FUGU");
        QTest::newRow("at once again") << QList<int>{0, 1000, 0, 99, 1000} << QStringLiteral("FUSSU");
        QTest::newRow("soon ones add up") << QList<int>{0, 60, 60, 60} << QStringLiteral("FSUS");
        QTest::newRow("one out of turn at a slow pace")
            << QList<int>{0, 60000, 60000, 150, 59850, 60000} << QStringLiteral("FUUUUU");
        QTest::newRow("backwards") << QList<int>{0, 1000, -500, 1500} << QStringLiteral("FUSU");
    }

    void verdictsFollowTheTicks()
    {
        QFETCH(QList<int>, steps);
        RateInterval interval;
        RateInterval::Time now{1000h};
        QString verdicts;
        for (const int step : steps) {
            now += std::chrono::milliseconds(step);
            switch (interval.step(now)) {
            case RateInterval::Verdict::First:
                verdicts += u'F';
                break;
            case RateInterval::Verdict::TooSoon:
                verdicts += u'S';
                break;
            case RateInterval::Verdict::Gap:
                verdicts += u'G';
                break;
            case RateInterval::Verdict::Usable:
                verdicts += u'U';
                break;
            }
        }
        QTEST(verdicts, "verdicts");
    }

    void theSecondsSpanWhatWasTooSoon()
    {
        RateInterval interval;
        const RateInterval::Time start{1000h};
        interval.step(start);
        interval.step(start + 60ms);
        interval.step(start + 250ms);
        QCOMPARE(interval.seconds(), 0.25);
    }

    void workIsKeptBelowItsShare_data()
    {
        QTest::addColumn<int>("costUs");
        QTest::addColumn<int>("pauseMs");
        QTest::newRow("free") << 0 << 2000;
        QTest::newRow("cheap") << 1000 << 2000;
        QTest::newRow("just") << 2000 << 2000;
        QTest::newRow("dear") << 5000 << 5000;
        QTest::newRow("very dear") << 400000 << 400000;
    }

    void workIsKeptBelowItsShare()
    {
        QFETCH(int, costUs);
        QFETCH(int, pauseMs);
        CostBudget budget(0.001, 2s);
        const CostBudget::Time now{1000h};
        QVERIFY(budget.due(now));
        budget.spent(now, std::chrono::microseconds(costUs));
        QVERIFY(!budget.due(now + std::chrono::milliseconds(pauseMs - 1)));
        QVERIFY(budget.due(now + std::chrono::milliseconds(pauseMs + 1)));
        budget.reset();
        QVERIFY(budget.due(now));
    }
};

QTEST_GUILESS_MAIN(tst_RateInterval)
#include "tst_RateInterval.moc"
