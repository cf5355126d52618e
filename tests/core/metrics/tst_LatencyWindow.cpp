// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/LatencyWindow.h"
#include "core/metrics/Sample.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <random>

using namespace hakgal;

namespace {

// The definition itself: the smallest value with at least p % of the values at or below it.
double percentileByDefinition(std::vector<double> values, int p)
{
    std::sort(values.begin(), values.end());
    for (const double candidate : values) {
        const auto atOrBelow =
            std::count_if(values.begin(), values.end(), [&](double v) { return v <= candidate; });
        if (static_cast<std::size_t>(atOrBelow) * 100 >= static_cast<std::size_t>(p) * values.size())
            return candidate;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace

class tst_LatencyWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWindowHasNoSummary()
    {
        LatencyWindow window(10);
        QVERIFY(!window.summary());
        window.add(1);
        window.clear();
        QVERIFY(!window.summary());
    }

    void percentilesAreByNearestRank_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("p50");
        QTest::addColumn<double>("p95");
        QTest::addColumn<double>("p99");
        // the values are 1 … n, added in descending order
        QTest::newRow("one") << 1 << 1.0 << 1.0 << 1.0;
        QTest::newRow("two") << 2 << 1.0 << 2.0 << 2.0;
        QTest::newRow("three") << 3 << 2.0 << 3.0 << 3.0;
        QTest::newRow("nineteen") << 19 << 10.0 << 19.0 << 19.0;
        QTest::newRow("twenty") << 20 << 10.0 << 19.0 << 20.0;
        QTest::newRow("twenty-one") << 21 << 11.0 << 20.0 << 21.0;
        QTest::newRow("hundred") << 100 << 50.0 << 95.0 << 99.0;
        QTest::newRow("hundred and one") << 101 << 51.0 << 96.0 << 100.0;
        QTest::newRow("thousand") << 1000 << 500.0 << 950.0 << 990.0;
    }

    void percentilesAreByNearestRank()
    {
        QFETCH(int, n);
        LatencyWindow window(5000);
        for (int i = n; i >= 1; --i)
            window.add(i);
        const auto s = window.summary();
        QVERIFY(s);
        QCOMPARE(s->samples, static_cast<std::size_t>(n));
        QCOMPARE(s->min, 1.0);
        QCOMPARE(s->max, static_cast<double>(n));
        QCOMPARE(s->average, (n + 1) / 2.0);
        QTEST(s->p50, "p50");
        QTEST(s->p95, "p95");
        QTEST(s->p99, "p99");
    }

    void itAgreesWithTheDefinitionWhateverComes()
    {
        std::mt19937 random(20240607);
        for (int round = 0; round < 20; ++round) {
            const std::size_t capacity = 1 + random() % 120;
            LatencyWindow window(capacity);
            std::deque<double> model;
            std::size_t limit = capacity;
            for (int i = 0; i < 200; ++i) {
                const double value = static_cast<double>(random() % 50) / 1000; // many ties
                window.add(value);
                model.push_back(value);
                if (model.size() > limit)
                    model.pop_front();
                if (random() % 40 == 0)
                    limit = 1 + random() % 120;
                while (model.size() > limit)
                    model.pop_front();
                window.setCapacity(limit);
                const auto s = window.summary();
                QVERIFY(s);
                const std::vector<double> values(model.begin(), model.end());
                QCOMPARE(s->samples, values.size());
                QCOMPARE(s->p50, percentileByDefinition(values, 50));
                QCOMPARE(s->p95, percentileByDefinition(values, 95));
                QCOMPARE(s->p99, percentileByDefinition(values, 99));
                QCOMPARE(s->min, *std::min_element(values.begin(), values.end()));
                QCOMPARE(s->max, *std::max_element(values.begin(), values.end()));
            }
        }
    }

    void theNewestStayWhenItShrinks()
    {
        LatencyWindow window(4);
        for (int i = 1; i <= 6; ++i) // 3 4 5 6 are left, the ring begins in its middle
            window.add(i);
        window.setCapacity(2);
        QCOMPARE(window.summary()->min, 5.0);
        QCOMPARE(window.summary()->max, 6.0);
        window.add(7);
        QCOMPARE(window.summary()->min, 6.0);
        window.setCapacity(3);
        window.add(8);
        QCOMPARE(window.summary()->samples, std::size_t(3));
        QCOMPARE(window.summary()->min, 6.0);
        window.add(9);
        QCOMPARE(window.summary()->min, 7.0);
    }

    void aCapacityOfZeroKeepsOne()
    {
        LatencyWindow window(0);
        window.add(1);
        window.add(2);
        QCOMPARE(window.summary()->samples, std::size_t(1));
        QCOMPARE(window.summary()->min, 2.0);
    }

    void whatIsNoNumberIsNotCounted()
    {
        LatencyWindow window(4);
        window.add(std::numeric_limits<double>::quiet_NaN());
        window.add(std::numeric_limits<double>::infinity());
        QVERIFY(!window.summary());
        LatencyHistogram histogram;
        histogram.observe(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(histogram.counts.back(), quint64(0));
        QCOMPARE(histogram.sumSeconds, 0.0);
    }

    void theHistogramIsCumulative_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("first"); // the first bucket that holds it
        QTest::newRow("zero") << 0.0 << 0;
        QTest::newRow("on the first bound") << 0.00005 << 0;
        QTest::newRow("between") << 0.00007 << 1;
        QTest::newRow("on the last bound") << 1.0 << 13;
        QTest::newRow("beyond the last bound") << 1.5 << 14;
    }

    void theHistogramIsCumulative()
    {
        QFETCH(double, value);
        QFETCH(int, first);
        LatencyHistogram histogram;
        histogram.observe(value);
        histogram.observe(value);
        for (int i = 0; i < static_cast<int>(histogram.counts.size()); ++i)
            QCOMPARE(histogram.counts[static_cast<std::size_t>(i)], quint64(i >= first ? 2 : 0));
        QCOMPARE(histogram.sumSeconds, 2 * value);
    }
};

QTEST_GUILESS_MAIN(tst_LatencyWindow)
#include "tst_LatencyWindow.moc"
