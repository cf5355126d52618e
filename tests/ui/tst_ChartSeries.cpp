// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ChartSeries.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace hakgal;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

using Points = std::vector<SampleHistory::Point>;

} // namespace

Q_DECLARE_METATYPE(Points)

class tst_ChartSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGapSplitsTheLine_data()
    {
        QTest::addColumn<Points>("points");
        QTest::addColumn<QList<int>>("sizes");
        QTest::newRow("nothing") << Points{} << QList<int>{};
        QTest::newRow("only a gap") << Points{{3, kNaN}} << QList<int>{};
        QTest::newRow("unbroken") << Points{{3, 1}, {2, 2}, {1, 3}} << QList<int>{3};
        QTest::newRow("one gap") << Points{{5, 1}, {4, 2}, {3, kNaN}, {2, 2}, {1, 3}} << QList<int>{2, 2};
        QTest::newRow("gap first and last") << Points{{5, kNaN}, {4, 2}, {3, 1}, {2, kNaN}} << QList<int>{2};
        QTest::newRow("alone between gaps becomes a dash")
            << Points{{5, 1}, {4, 2}, {3, kNaN}, {2, 2}, {1, kNaN}, {0, 3}} << QList<int>{2, 2, 2};
        QTest::newRow("infinite is no value") << Points{{2, 1}, {1, INFINITY}, {0, 2}} << QList<int>{2, 2};
    }

    void aGapSplitsTheLine()
    {
        QFETCH(Points, points);
        QFETCH(QList<int>, sizes);
        const ChartLine line = chartLine(points, 1, 0.5);
        QList<int> actual;
        for (const QList<QPointF> &piece : line.pieces)
            actual += int(piece.size());
        QCOMPARE(actual, sizes);
        QCOMPARE(line.empty(), sizes.isEmpty());
    }

    void pointsLieBeforeNowInTheChartsUnit()
    {
        const ChartLine line = chartLine(Points{{30, 0.002}, {0, 0.0005}}, 1000, 0.5);
        QCOMPARE(line.pieces.size(), 1);
        QCOMPARE(line.pieces[0], (QList<QPointF>{{-30, 2}, {0, 0.5}}));
        QCOMPARE(line.peak, 2.0);
        QCOMPARE(line.points(), 2);
    }

    void aLonePointEndsItsDash()
    {
        const ChartLine line = chartLine(Points{{10, 7}}, 1, 0.5);
        QCOMPARE(line.pieces[0], (QList<QPointF>{{-10.5, 7}, {-10, 7}}));
    }

    void theScaleFitsThePeakAndReadsWell_data()
    {
        QTest::addColumn<double>("peak");
        QTest::addColumn<double>("max");
        QTest::addColumn<int>("steps");
        QTest::newRow("0.38") << 0.38 << 0.4 << 4;
        QTest::newRow("0.4 needs room above") << 0.4 << 0.5 << 5;
        QTest::newRow("2.05") << 2.05 << 2.5 << 5;
        QTest::newRow("1.7") << 1.7 << 2.0 << 4;
        QTest::newRow("99") << 99.0 << 125.0 << 5;
        QTest::newRow("tiny") << 0.0021 << 0.0025 << 5;
        QTest::newRow("a minute") << 61234.0 << 80000.0 << 4;
    }

    void theScaleFitsThePeakAndReadsWell()
    {
        QFETCH(double, peak);
        QFETCH(double, max);
        QFETCH(int, steps);
        const ChartScale scale = fittingScale(peak, {1e9, 4});
        QVERIFY2(std::abs(scale.max - max) < 1e-9 * max, qPrintable(QString::number(scale.max)));
        QCOMPARE(scale.steps, steps);
    }

    void everyPeakFitsItsScale()
    {
        for (double peak = 1e-4; peak < 1e6; peak *= 1.037) {
            const ChartScale scale = fittingScale(peak, {1e12, 4});
            QVERIFY2(scale.max >= peak * 1.05, qPrintable(QString::number(peak)));
            QVERIFY2(scale.max <= peak * 1.05 * 1.61, qPrintable(QString::number(peak)));
            QVERIFY2(scale.decimals() <= 6, qPrintable(QString::number(peak)));
        }
    }

    void theScaleStaysWhileThePeakUsesIt()
    {
        const ChartScale shown{2.5, 5};
        QCOMPARE(fittingScale(2.3, shown), shown);
        QCOMPARE(fittingScale(1.01, shown), shown);
        QVERIFY(fittingScale(0.9, shown).max < shown.max);
        QVERIFY(fittingScale(2.45, shown).max > shown.max);
    }

    void withoutAPeakTheScaleStays_data()
    {
        QTest::addColumn<double>("peak");
        QTest::newRow("zero") << 0.0;
        QTest::newRow("not a number") << kNaN;
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
        QTest::newRow("negative") << -1.0;
    }

    void withoutAPeakTheScaleStays()
    {
        QFETCH(double, peak);
        QCOMPARE(fittingScale(peak, ChartScale{2.5, 5}), (ChartScale{2.5, 5}));
    }

    void labelsHaveTheDecimalsTheyNeed_data()
    {
        QTest::addColumn<double>("max");
        QTest::addColumn<int>("steps");
        QTest::addColumn<int>("decimals");
        QTest::newRow("percent") << 100.0 << 4 << 0;
        QTest::newRow("2.5") << 2.5 << 5 << 1;
        QTest::newRow("1") << 1.0 << 4 << 2;
        QTest::newRow("0.4") << 0.4 << 4 << 1;
        QTest::newRow("0.0025") << 0.0025 << 5 << 4;
        QTest::newRow("80000") << 80000.0 << 4 << 0;
    }

    void labelsHaveTheDecimalsTheyNeed()
    {
        QFETCH(double, max);
        QFETCH(int, steps);
        QFETCH(int, decimals);
        QCOMPARE((ChartScale{max, steps}).decimals(), decimals);
    }

    void aLimitIsALineOrWords_data()
    {
        QTest::addColumn<double>("limit");
        QTest::addColumn<int>("where");
        QTest::newRow("on scale") << 80.0 << int(ChartLimit::Where::OnScale);
        QTest::newRow("at the top") << 100.0 << int(ChartLimit::Where::OnScale);
        QTest::newRow("at the bottom") << 0.0 << int(ChartLimit::Where::OnScale);
        QTest::newRow("above the top") << 100.5 << int(ChartLimit::Where::Above);
        QTest::newRow("not a number") << kNaN << int(ChartLimit::Where::None);
        QTest::newRow("negative") << -1.0 << int(ChartLimit::Where::None);
    }

    void aLimitIsALineOrWords()
    {
        QFETCH(double, limit);
        QFETCH(int, where);
        QCOMPARE(int(chartLimit(limit, kPercentScale).where), where);
        QCOMPARE(int(chartLimit(std::nullopt, kPercentScale).where), int(ChartLimit::Where::None));
    }

    void theTimeAxisCountsMinutes_data()
    {
        QTest::addColumn<int>("window");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("5 min") << 300
                               << QStringList{QStringLiteral("-5 min"), QStringLiteral("-4"),
                                              QStringLiteral("-3"), QStringLiteral("-2"),
                                              QStringLiteral("-1")};
        QTest::newRow("1 h") << 3600
                             << QStringList{QStringLiteral("-60 min"), QStringLiteral("-45"),
                                            QStringLiteral("-30"), QStringLiteral("-15")};
        QTest::newRow("no whole minute") << 30 << QStringList{QStringLiteral("-1 min")};
    }

    void theTimeAxisCountsMinutes()
    {
        QFETCH(int, window);
        QFETCH(QStringList, labels);
        const std::vector<TimeTick> ticks = timeTicks(window, Format(QLocale::c()));
        QStringList actual;
        for (const TimeTick &tick : ticks) {
            actual += tick.text;
            QVERIFY(tick.x < 0);
        }
        QCOMPARE(actual, labels);
    }
};

QTEST_GUILESS_MAIN(tst_ChartSeries)
#include "tst_ChartSeries.moc"
