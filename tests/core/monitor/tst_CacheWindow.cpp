// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CacheWindow.h"
#include "core/collect/Trailing.h"

#include <QTest>

using namespace hakgal;
using namespace std::chrono_literals;

namespace {
std::chrono::steady_clock::time_point at(int second)
{
    return std::chrono::steady_clock::time_point(1h) + std::chrono::seconds(second);
}
} // namespace

class tst_CacheWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRatioNeedsFiveHundredRequests()
    {
        CacheWindow window;
        window.addTick(at(0), 400, 99, false);
        QVERIFY(window.rate().reason == Reason::TooFewRequests);
        window.addTick(at(1), 0, 1, false);
        QCOMPARE(window.rate().value, 80.0);
    }

    void ticksInWhichOthersWroteAreCountedAndLeftOut()
    {
        CacheWindow window;
        window.addTick(at(0), 600, 0, false);
        window.addTick(at(1), 0, 600, true);
        QCOMPARE(window.rate().value, 100.0);
        QCOMPARE(window.invalidations(), 1);
        QCOMPARE(window.misses(), 0);
    }

    void aConstantWriterLeavesTheRatioEmptyWithThatReason()
    {
        CacheWindow window;
        for (int second = 0; second < 60; ++second)
            window.addTick(at(second), 100, 100, true);
        QVERIFY(window.rate().reason == Reason::OthersWrite);
        QCOMPARE(window.hits(), 0);
    }

    void onlyTheLastMinuteCounts()
    {
        CacheWindow window;
        window.addTick(at(0), 0, 1000, false);
        window.addTick(at(60), 1000, 0, false);
        QCOMPARE(window.rate().value, 100.0);
        QCOMPARE(window.misses(), 1000);
    }

    void aTrailingTotalTellsItsRiseOverAMinute()
    {
        Trailing trailing;
        QCOMPARE(trailing.increase(), 0.0);
        for (int second = 0; second <= 300; ++second)
            trailing.add(at(second), second * 2.0);
        QCOMPARE(trailing.increase(), 120.0);
        QCOMPARE(trailing.covered(), std::chrono::steady_clock::duration(60s));
    }

    void aTrailingTotalThatStandsStillRisesByNothing()
    {
        Trailing trailing;
        trailing.add(at(0), 7);
        trailing.add(at(500), 7);
        QCOMPARE(trailing.increase(), 0.0);
    }
};

QTEST_GUILESS_MAIN(tst_CacheWindow)
#include "tst_CacheWindow.moc"
