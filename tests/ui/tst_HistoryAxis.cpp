// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryAxis.h"

#include <QDateTime>
#include <QTest>

#include <cmath>

using namespace hakgal;

namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kNow = 1'758'027'600'000; // 2025-09-16 13:00:00 UTC

} // namespace

class tst_HistoryAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }

    void zoomingLeavesTheMomentUnderThePointerWhereItIs_data()
    {
        QTest::addColumn<double>("share");
        QTest::addColumn<double>("factor");
        QTest::newRow("left edge, closer") << 0.0 << 0.5;
        QTest::newRow("middle, closer") << 0.5 << 0.8;
        QTest::newRow("third, wider") << 0.33 << 1.25;
        QTest::newRow("right edge, wider") << 1.0 << 4.0;
    }
    void zoomingLeavesTheMomentUnderThePointerWhereItIs()
    {
        QFETCH(double, share);
        QFETCH(double, factor);
        const TimeSpan span{kNow - kDay, kNow};
        const qint64 anchor = span.fromMs + qint64(share * double(kDay));
        const TimeSpan result = zoomed(span, anchor, factor);
        QVERIFY(std::abs(double(result.lengthMs()) - double(kDay) * factor) <= 1);
        const double after = double(anchor - result.fromMs) / double(result.lengthMs());
        QVERIFY(std::abs(after - share) < 1e-6);
    }

    void zoomingEndsAtTheShortestAndTheLongestSpan()
    {
        const TimeSpan span{kNow - kDay, kNow};
        QCOMPARE(zoomed(span, kNow, 1e-12).lengthMs(), kShortestSpanMs);
        QCOMPARE(zoomed(span, kNow, 1e12).lengthMs(), kLongestSpanMs);
    }

    void aSpanCannotBePulledAwayFromWhatIsKept()
    {
        const qint64 oldest = kNow - 30 * kDay;
        const TimeSpan future = kept({kNow + 5 * kDay, kNow + 6 * kDay}, oldest, kNow);
        QCOMPARE(future.lengthMs(), kDay);
        QVERIFY(future.fromMs < kNow && future.toMs > kNow);
        const TimeSpan past = kept({oldest - 9 * kDay, oldest - 8 * kDay}, oldest, kNow);
        QCOMPARE(past.lengthMs(), kDay);
        QVERIFY(past.fromMs < oldest && past.toMs > oldest);
        const TimeSpan inside{kNow - 2 * kDay, kNow - kDay};
        QCOMPARE(kept(inside, oldest, kNow), inside);
        QCOMPARE(kept(future, 0, 0), future);
    }

    void ticksAreRoundMomentsOfLocalTimeAndNotTooMany_data()
    {
        QTest::addColumn<qint64>("length");
        for (const qint64 length :
             {kShortestSpanMs, qint64(60'000), qint64(17 * 60'000), kHour, 5 * kHour, kDay, 3 * kDay,
              7 * kDay, 30 * kDay, 100 * kDay, 365 * kDay, 2 * 365 * kDay, kLongestSpanMs})
            QTest::addRow("%lld s", length / 1000) << length;
    }
    void ticksAreRoundMomentsOfLocalTimeAndNotTooMany()
    {
        QFETCH(qint64, length);
        const TimeSpan span{kNow - length, kNow};
        const Format format(QLocale::c());
        for (const int most : {2, 5, 12}) {
            const std::vector<MomentTick> ticks = momentTicks(span, most, format);
            QVERIFY2(int(ticks.size()) <= most + 1, qPrintable(QString::number(ticks.size())));
            if (most == 12)
                QVERIFY(ticks.size() >= 2);
            for (std::size_t i = 0; i < ticks.size(); ++i) {
                QVERIFY(span.contains(ticks[i].atMs));
                QVERIFY(!ticks[i].text.isEmpty());
                QVERIFY(i == 0 || ticks[i].atMs > ticks[i - 1].atMs);
                if (length >= 30 * kDay)
                    QCOMPARE(QDateTime::fromMSecsSinceEpoch(ticks[i].atMs).time(), QTime(0, 0));
            }
        }
    }

    void ticksGoOnAcrossTheDayOnWhichTheClockChanges()
    {
        QCOMPARE(QDate(2025, 10, 26).startOfDay().msecsTo(QDate(2025, 10, 27).startOfDay()), 25 * kHour);
        const qint64 from = QDateTime(QDate(2025, 10, 25), QTime(12, 0)).toMSecsSinceEpoch();
        const TimeSpan span{from, from + 2 * kDay};
        const std::vector<MomentTick> ticks = momentTicks(span, 12, Format(QLocale::c()));
        QVERIFY(ticks.size() >= 6);
        int midnights = 0;
        for (const MomentTick &tick : ticks)
            midnights += QDateTime::fromMSecsSinceEpoch(tick.atMs).time() == QTime(0, 0) ? 1 : 0;
        QCOMPARE(midnights, 2);
    }

    void theScaleShowsAllValues_data()
    {
        QTest::addColumn<MetricId>("metric");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("percent") << MetricId::SystemCpu << 3.0 << 20.0;
        QTest::newRow("several cores") << MetricId::ProcessCpu << 3.0 << 340.0;
        QTest::newRow("latency") << MetricId::QueryP95 << 0.0001 << 0.0034;
        QTest::newRow("facts that grew") << MetricId::Facts << 18000.0 << 18400.0;
        QTest::newRow("facts that stay") << MetricId::Facts << 18160.0 << 18160.0;
        QTest::newRow("facts from nothing") << MetricId::Facts << 0.0 << 18160.0;
        QTest::newRow("nothing") << MetricId::WalBytes << 0.0 << 0.0;
        QTest::newRow("bytes") << MetricId::DatabaseBytes << 6.1e9 << 6.4e9;
        QTest::newRow("shrinking") << MetricId::FactsPerMinute << -420.0 << 37.0;
    }
    void theScaleShowsAllValues()
    {
        QFETCH(MetricId, metric);
        QFETCH(double, low);
        QFETCH(double, high);
        const ValueScale scale = fittingValueScale(metric, low, high, {0, 1, 4});
        QVERIFY2(scale.low <= low && scale.high >= high,
                 qPrintable(QStringLiteral("%1 … %2").arg(scale.low).arg(scale.high)));
        QVERIFY(scale.high > scale.low);
        QVERIFY(scale.steps >= 2 && scale.steps <= 5);
        // It lies still while the values stay within.
        QCOMPARE(fittingValueScale(metric, low, high, scale), scale);
        if (metricInfo(metric).unit == Unit::Percent && metricInfo(metric).max <= 100)
            QCOMPARE(scale, (ValueScale{0, 100, 4}));
    }

    void factsThatStayTheSameHaveWholeLabels()
    {
        const ValueScale scale = fittingValueScale(MetricId::Facts, 4242, 4242, {0, 1, 4});
        QVERIFY(scale.low < 4242 && scale.high > 4242);
        for (int i = 0; i <= scale.steps; ++i)
            QCOMPARE(scale.at(i), std::round(scale.at(i)));
    }

    void growthFarAboveZeroFillsTheScale()
    {
        const ValueScale scale = fittingValueScale(MetricId::Facts, 18000, 18400, {0, 1, 4});
        QVERIFY(scale.low > 17000);
        QVERIFY(18400 - 18000 > 0.4 * (scale.high - scale.low));
    }

    void withoutValuesTheScaleStays()
    {
        const ValueScale before{0, 8, 4};
        QCOMPARE(fittingValueScale(MetricId::QueryP95, 1, 0, before), before);
    }
};

QTEST_GUILESS_MAIN(tst_HistoryAxis)
#include "tst_HistoryAxis.moc"
