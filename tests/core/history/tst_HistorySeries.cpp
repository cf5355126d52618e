// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistorySeries.h"

#include <QTest>

#include <algorithm>
#include <cmath>

#include <rapidcheck.h>

using namespace hakgal;

namespace {

constexpr qint64 kNow = 1'700'000'040'000; // a whole minute

using Points = std::vector<HistoryPoint>;

HistoryPoint tick(qint64 atMs, double value)
{
    return {atMs, value, value, value, 1};
}

HistorySeries seriesOf(const Points &points, HistoryTier tier = HistoryTier::Raw)
{
    HistorySeries series(tier);
    series.replaceTail(points);
    return series;
}

/// Points in the order of time, at distances of one to three steps with some holes.
Points madePoints(HistoryTier tier)
{
    const qint64 step = std::max<qint64>(tierStepMs(tier), 1000);
    const int count = *rc::gen::inRange(0, 700);
    Points points;
    qint64 at = kNow;
    for (int i = 0; i < count; ++i) {
        at += step * (*rc::gen::weightedElement<int>({{20, 1}, {2, 2}, {1, 50}}));
        const double low = *rc::gen::inRange(-1000, 1000) / 8.0;
        const double high = tier == HistoryTier::Raw ? low : low + *rc::gen::inRange(0, 100) / 8.0;
        points.push_back({at, low, (low + high) / 2, high,
                          tier == HistoryTier::Raw ? 1U : static_cast<quint32>(*rc::gen::inRange(1, 61))});
    }
    return points;
}

/// The same as HistorySeries::sum(), one by one.
HistorySeries::Sum naive(const Points &points, std::size_t begin, std::size_t end, qint64 gapMs, qint64 step)
{
    HistorySeries::Sum sum;
    for (std::size_t i = begin; i < end; ++i) {
        sum.low = i == begin ? points[i].low : std::min(sum.low, points[i].low);
        sum.high = i == begin ? points[i].high : std::max(sum.high, points[i].high);
        sum.total += points[i].mean * points[i].ticks;
        sum.ticks += points[i].ticks;
        if (i > begin && points[i].atMs - points[i - 1].atMs > gapMs)
            sum.gapMs += points[i].atMs - points[i - 1].atMs - step;
    }
    return sum;
}

bool same(const HistorySeries::Sum &a, const HistorySeries::Sum &b)
{
    return a.low == b.low && a.high == b.high && a.ticks == b.ticks && a.gapMs == b.gapMs &&
           std::abs(a.total - b.total) <= 1e-9 * (1 + std::abs(b.total));
}

std::vector<HistoryColumn> drawn(const HistorySeries &series, qint64 fromMs, qint64 toMs, int columns)
{
    const HistoryPart part{&series, std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()};
    return decimate({&part, 1}, fromMs, toMs, columns);
}

} // namespace

class tst_HistorySeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyStretchIsSummedAsOneByOne()
    {
        QVERIFY(rc::check("sums", [] {
            const auto tier = *rc::gen::element(HistoryTier::Raw, HistoryTier::Minute, HistoryTier::Hour);
            const Points points = madePoints(tier);
            const HistorySeries series = seriesOf(points, tier);
            const auto size = static_cast<int>(points.size());
            for (int i = 0; i < 20; ++i) {
                const auto begin = static_cast<std::size_t>(*rc::gen::inRange(0, size + 1));
                const auto end = static_cast<std::size_t>(*rc::gen::inRange(0, size + 1));
                RC_ASSERT(same(series.sum(begin, end),
                               naive(points, begin, end, series.gapMs(), tierStepMs(tier))));
            }
        }));
    }

    void addedInPiecesItIsTheSameAsAtOnce()
    {
        QVERIFY(rc::check("pieces", [] {
            const Points points = madePoints(HistoryTier::Minute);
            HistorySeries pieces(HistoryTier::Minute);
            const auto start = static_cast<std::size_t>(*rc::gen::inRange<int>(0, int(points.size()) + 1));
            std::size_t next = start;
            while (next < points.size()) {
                const auto count =
                    std::min(points.size() - next, static_cast<std::size_t>(*rc::gen::inRange(1, 200)));
                // Some are told twice: first with other values.
                const std::size_t again = std::min(next - start, std::size_t(*rc::gen::inRange(0, 3)));
                Points part(points.begin() + std::ptrdiff_t(next - again),
                            points.begin() + std::ptrdiff_t(next + count));
                pieces.replaceTail(part);
                next += count;
            }
            pieces.prepend({points.data(), start});
            const HistorySeries whole = seriesOf(points, HistoryTier::Minute);
            RC_ASSERT(pieces.size() == whole.size());
            RC_ASSERT(pieces.gapMs() == whole.gapMs());
            for (std::size_t i = 0; i < whole.size(); ++i)
                RC_ASSERT(pieces.at(i) == whole.at(i));
            RC_ASSERT(same(pieces.sum(0, whole.size()), whole.sum(0, whole.size())));
            RC_ASSERT(same(pieces.sum(start, whole.size()), whole.sum(start, whole.size())));
        }));
    }

    void whatIsDroppedIsGone()
    {
        QVERIFY(rc::check("drop", [] {
            Points points = madePoints(HistoryTier::Raw);
            HistorySeries series = seriesOf(points);
            const qint64 before = kNow + *rc::gen::inRange<qint64>(-1000, 2'000'000);
            series.dropBefore(before);
            std::erase_if(points, [before](const HistoryPoint &point) { return point.atMs < before; });
            RC_ASSERT(series.size() == points.size());
            RC_ASSERT(same(series.sum(0, points.size()), naive(points, 0, points.size(), series.gapMs(), 0)));
        }));
    }

    void columnsKeepEveryExtremeAndEveryTick()
    {
        QVERIFY(rc::check("columns", [] {
            const auto tier = *rc::gen::element(HistoryTier::Raw, HistoryTier::Minute);
            const Points points = madePoints(tier);
            const HistorySeries series = seriesOf(points, tier);
            const qint64 from = kNow + *rc::gen::inRange<qint64>(-100'000, 1'000'000);
            const qint64 to = from + *rc::gen::inRange<qint64>(1, 40'000'000);
            const int columns = *rc::gen::inRange(1, 300);
            const auto result = drawn(series, from, to, columns);
            RC_ASSERT(result.size() <= static_cast<std::size_t>(columns) + 2);

            Points inside;
            std::copy_if(points.begin(), points.end(), std::back_inserter(inside),
                         [&](const HistoryPoint &p) { return p.atMs >= from && p.atMs < to; });
            std::vector<HistoryColumn> within;
            std::copy_if(result.begin(), result.end(), std::back_inserter(within),
                         [&](const HistoryColumn &c) { return c.fromMs >= from && c.fromMs < to; });
            RC_ASSERT(within.empty() == inside.empty());
            quint64 ticks = 0;
            for (const HistoryColumn &column : within)
                ticks += column.ticks;
            quint64 expected = 0;
            for (const HistoryPoint &point : inside)
                expected += point.ticks;
            RC_ASSERT(ticks == expected);

            for (std::size_t i = 0; i < result.size(); ++i) {
                const HistoryColumn &column = result[i];
                RC_ASSERT(column.fromMs <= column.toMs);
                RC_ASSERT(
                    (i == 0 || column.fromMs > result[i - 1].fromMs)); // in brackets: the macro overloads ||
                RC_ASSERT(!(i == 0 && column.gapBefore));
                double low = HUGE_VAL;
                double high = -HUGE_VAL;
                for (const HistoryPoint &point : points) {
                    if (point.atMs < column.fromMs || point.atMs + tierStepMs(tier) > column.toMs)
                        continue;
                    low = std::min(low, point.low);
                    high = std::max(high, point.high);
                }
                RC_ASSERT(column.low == low && column.high == high);
                RC_ASSERT(column.mean >= low && column.mean <= high);
            }
            // Between two columns is a gap exactly where the points have one.
            for (std::size_t i = 1; i < result.size(); ++i) {
                bool gap = false;
                for (std::size_t p = 1; p < points.size(); ++p) {
                    gap = gap || (points[p].atMs - points[p - 1].atMs > series.gapMs() &&
                                  points[p].atMs > result[i - 1].toMs - tierStepMs(tier) &&
                                  points[p].atMs < result[i].toMs + (tierStepMs(tier) == 0 ? 1 : 0));
                }
                RC_ASSERT(result[i].gapBefore == gap);
            }
        }));
    }

    void columnsLieStillWhileTheWindowMoves()
    {
        Points points;
        for (int i = 0; i < 10'000; ++i)
            points.push_back(tick(kNow + i * 1000, (i * 7919) % 1000));
        const HistorySeries series = seriesOf(points);
        const auto before = drawn(series, kNow + 1'000'000, kNow + 5'000'000, 101);
        const auto after = drawn(series, kNow + 1'003'000, kNow + 5'003'000, 101);
        // All but those at the edges are the same.
        int same = 0;
        for (const HistoryColumn &column : after)
            same += std::count(before.begin(), before.end(), column) > 0 ? 1 : 0;
        QVERIFY2(same >= 99, qPrintable(QString::number(same)));
    }

    void aLineReachesTheEdges()
    {
        const HistorySeries series = seriesOf({tick(kNow, 1), tick(kNow + 1000, 2), tick(kNow + 2000, 3)});
        // Between two points there is none, but a line.
        auto columns = drawn(series, kNow + 200, kNow + 800, 50);
        QCOMPARE(columns.size(), std::size_t(2));
        QCOMPARE(columns[0].fromMs, kNow);
        QCOMPARE(columns[1].fromMs, kNow + 1000);
        QVERIFY(!columns[1].gapBefore);
        columns = drawn(series, kNow + 500, kNow + 1500, 50);
        QCOMPARE(columns.size(), std::size_t(3));
        QCOMPARE(columns[1].mean, 2.0);
        // Outside of all there is nothing.
        QVERIFY(drawn(series, kNow + 90'000, kNow + 100'000, 50).empty());
        QVERIFY(drawn(series, kNow - 90'000, kNow - 80'000, 50).empty());
    }

    void anHourThatHoldsTheWholeRangeIsShown()
    {
        const HistorySeries series = seriesOf({{kNow, 1, 2, 3, 3600}}, HistoryTier::Hour);
        const auto columns = drawn(series, kNow + 600'000, kNow + 1'200'000, 50);
        QCOMPARE(columns.size(), std::size_t(1));
        QCOMPARE(columns[0].high, 3.0);
    }

    void aGapIsAGap_data()
    {
        QTest::addColumn<int>("tier");
        QTest::addColumn<qint64>("apart");
        QTest::addColumn<bool>("gap");
        const auto row = [](const char *name, HistoryTier tier, qint64 apart, bool gap) {
            QTest::newRow(name) << int(tier) << apart << gap;
        };
        row("two ticks left out", HistoryTier::Raw, 3000, false);
        row("four seconds without a tick", HistoryTier::Raw, 4000, true);
        row("neighbouring minutes", HistoryTier::Minute, 60'000, false);
        row("a minute is missing", HistoryTier::Minute, 120'000, true);
        row("neighbouring hours", HistoryTier::Hour, 3'600'000, false);
        row("an hour is missing", HistoryTier::Hour, 7'200'000, true);
    }
    void aGapIsAGap()
    {
        QFETCH(int, tier);
        QFETCH(qint64, apart);
        QFETCH(bool, gap);
        const auto kind = static_cast<HistoryTier>(tier);
        const qint64 step = std::max<qint64>(1000, tierStepMs(kind));
        const quint32 ticks = kind == HistoryTier::Raw ? 1 : static_cast<quint32>(step / 1000);
        Points points;
        qint64 at = kNow;
        for (int i = 0; i < 20; ++i, at += i == 10 ? apart : step)
            points.push_back({at, 1, 1, 1, ticks});
        const auto columns = drawn(seriesOf(points, kind), kNow, at, 1000);
        QCOMPARE(columns.size(), std::size_t(20));
        for (std::size_t i = 0; i < columns.size(); ++i)
            QCOMPARE(columns[i].gapBefore, i == 10 && gap);
    }

    void whereTicksAreRareAMissingMinuteIsNoGap()
    {
        Points points; // one tick a minute, as with monitoring_interval=60
        for (int i = 0; i < 20; ++i)
            points.push_back({kNow + i * 60'000 + (i >= 10 ? 60'000 : 0), 1, 1, 1, 1});
        for (const HistoryColumn &column :
             drawn(seriesOf(points, HistoryTier::Minute), kNow, kNow + 2'000'000, 1000))
            QVERIFY(!column.gapBefore);
    }

    void partsOfDifferentTiersMakeOneLine()
    {
        // An hour, then minutes, then ticks, without a pause.
        const HistorySeries hours = seriesOf({{kNow, 1, 5, 9, 3600}}, HistoryTier::Hour);
        Points minutes;
        for (int i = 0; i < 30; ++i)
            minutes.push_back({kNow + 3'600'000 + i * 60'000, 2, 3, 4, 60});
        Points ticks;
        for (int i = 0; i < 120; ++i)
            ticks.push_back(tick(kNow + 5'400'000 + i * 1000, 7));
        const HistorySeries minuteSeries = seriesOf(minutes, HistoryTier::Minute);
        const HistorySeries tickSeries = seriesOf(ticks);
        const HistoryPart parts[] = {{&hours, kNow, kNow + 3'600'000},
                                     {&minuteSeries, kNow + 3'600'000, kNow + 5'400'000},
                                     {&tickSeries, kNow + 5'400'000, kNow + 9'000'000}};
        for (const int columns : {1, 2, 7, 100, 5000}) {
            const auto result = decimate(parts, kNow, kNow + 5'520'000, columns);
            quint64 all = 0;
            for (const HistoryColumn &column : result) {
                all += column.ticks;
                QVERIFY(!column.gapBefore);
            }
            QCOMPARE(all, quint64(3600 + 30 * 60 + 120));
            QCOMPARE(result.front().low, 1.0);
            QCOMPARE(result.back().high, 7.0);
        }
    }

    void nothingIsDrawnFromNothing()
    {
        QVERIFY(drawn(HistorySeries(), 0, 1000, 10).empty());
        QVERIFY(drawn(seriesOf({tick(kNow, 1)}), kNow + 1, kNow, 10).empty());
        QVERIFY(drawn(seriesOf({tick(kNow, 1)}), kNow, kNow + 1, 0).empty());
        QVERIFY(decimate({}, 0, 1000, 10).empty());
    }
};

QTEST_APPLESS_MAIN(tst_HistorySeries)
#include "tst_HistorySeries.moc"
