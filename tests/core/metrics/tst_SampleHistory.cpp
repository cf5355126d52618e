// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/SampleHistory.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace hakgal;
using namespace std::chrono_literals;
using Time = std::chrono::steady_clock::time_point;

namespace {

struct Tick
{
    Time at;
    Reading reading;
};

Sample sampleOf(const Tick &tick, MetricId metric = MetricId::SystemCpu)
{
    Sample sample;
    sample.at.steady = tick.at;
    sample[metric] = tick.reading;
    return sample;
}

// One letter a second: a digit is a value, '?' an unknown reading, '.' no tick at all.
std::vector<Tick> ticksOf(const char *script, Time start)
{
    std::vector<Tick> ticks;
    for (int i = 0; script[i] != '\0'; ++i) {
        const Time at = start + std::chrono::seconds(i);
        if (script[i] == '?')
            ticks.push_back({at, Reading::missing(Reason::ReadFailed)});
        else if (script[i] != '.')
            ticks.push_back({at, Reading::of(script[i] - '0')});
    }
    return ticks;
}

// The points as letters, '|' for a gap.
QString shape(const std::vector<SampleHistory::Point> &points)
{
    QString text;
    for (const auto &point : points)
        text += std::isnan(point.value) ? QStringLiteral("|") : QString::number(point.value);
    return text;
}

const Time kStart{1000h};

} // namespace

class tst_SampleHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewTicksAreKeptAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("shown");
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("one") << QByteArray("5") << QStringLiteral("5");
        QTest::newRow("rising and falling") << QByteArray("12321") << QStringLiteral("12321");
        QTest::newRow("equal ones") << QByteArray("7777") << QStringLiteral("7777");
        QTest::newRow("unknown in the middle") << QByteArray("12?34") << QStringLiteral("12|34");
        QTest::newRow("several unknown are one gap") << QByteArray("12???34") << QStringLiteral("12|34");
        QTest::newRow("unknown at the start") << QByteArray("??34") << QStringLiteral("34");
        QTest::newRow("unknown at the end") << QByteArray("34??") << QStringLiteral("34|");
        QTest::newRow("nothing known") << QByteArray("????") << QString();
        QTest::newRow("a missed tick is no gap") << QByteArray("12..34") << QStringLiteral("1234");
        QTest::newRow("four seconds without a tick") << QByteArray("12...34") << QStringLiteral("12|34");
        QTest::newRow("no tick and unknown") << QByteArray("12.....?..34") << QStringLiteral("12|34");
        QTest::newRow("no tick until now") << QByteArray("12....") << QStringLiteral("12|");
        QTest::newRow("two gaps") << QByteArray("1?2?3") << QStringLiteral("1|2|3");
    }

    void fewTicksAreKeptAsTheyAre()
    {
        QFETCH(QByteArray, script);
        SampleHistory history(100);
        for (const Tick &tick : ticksOf(script.constData(), kStart))
            history.add(sampleOf(tick));
        const Time now = kStart + std::chrono::seconds(script.size() - 1);
        QTEST(shape(history.points(MetricId::SystemCpu, now, 60s, 1000)), "shown");
    }

    void aGapIsMarkedWhereItBegins()
    {
        SampleHistory history(100);
        for (const Tick &tick : ticksOf("12......3?4", kStart))
            history.add(sampleOf(tick));
        const auto points = history.points(MetricId::SystemCpu, kStart + 10s, 60s, 1000);
        QCOMPARE(shape(points), QStringLiteral("12|3|4"));
        QCOMPARE(points[2].secondsAgo, 9.0); // the last tick before the silence
        QCOMPARE(points[4].secondsAgo, 1.0); // the tick that was not measured
    }

    void aColumnKeepsItsExtremesInTheirOrder_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("shown");
        QTest::newRow("smallest first") << QByteArray("51482") << QStringLiteral("18");
        QTest::newRow("largest first") << QByteArray("58412") << QStringLiteral("81");
        QTest::newRow("two") << QByteArray("44") << QStringLiteral("44");
        QTest::newRow("all equal") << QByteArray("44444") << QStringLiteral("44");
        QTest::newRow("gap between them") << QByteArray("314?589") << QStringLiteral("1|9");
        QTest::newRow("gap after them") << QByteArray("319?585") << QStringLiteral("19|");
        QTest::newRow("gap before them") << QByteArray("5?319") << QStringLiteral("19");
    }

    void aColumnKeepsItsExtremesInTheirOrder()
    {
        QFETCH(QByteArray, script);
        SampleHistory history(100);
        for (const Tick &tick : ticksOf(script.constData(), kStart))
            history.add(sampleOf(tick));
        const Time now = kStart + std::chrono::seconds(script.size() - 1);
        QTEST(shape(history.points(MetricId::SystemCpu, now, 60s, 1)), "shown");
    }

    void decimationHoldsItsPromises_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void decimationHoldsItsPromises()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto upTo = [&random](unsigned n) { return static_cast<int>(random() % n); };

        const std::size_t capacity = 1 + random() % 800;
        const std::chrono::milliseconds step(200 + upTo(3000));
        const std::chrono::milliseconds gap = step * 3;
        const std::chrono::seconds window(1 + upTo(1500));
        const int columns = 1 + upTo(300);
        const unsigned unknownOneIn = 2 + random() % 60;
        const unsigned silenceOneIn = 2 + random() % 60;

        SampleHistory history(capacity);
        std::vector<Tick> ticks;
        Time at = kStart;
        for (int i = 0; i < 1000; ++i) {
            at += step + std::chrono::milliseconds(upTo(50));
            if (random() % silenceOneIn == 0)
                at += gap;
            const bool known = random() % unknownOneIn != 0;
            ticks.push_back({at, known ? Reading::of(upTo(100)) : Reading::missing(Reason::NotYet)});
            history.add(sampleOf(ticks.back()));
        }
        const Time now = at + std::chrono::milliseconds(upTo(1000));
        QCOMPARE(history.size(), std::min(capacity, ticks.size()));
        ticks.erase(ticks.begin(), ticks.end() - static_cast<std::ptrdiff_t>(history.size()));
        std::erase_if(ticks, [&](const Tick &tick) { return tick.at <= now - window; });

        const auto points = history.points(MetricId::SystemCpu, now, window, columns, gap);

        // order, and nothing from outside the window
        double last = seconds(window);
        for (const auto &point : points) {
            QVERIFY(point.secondsAgo >= 0 && point.secondsAgo <= last);
            last = point.secondsAgo;
        }

        // never more than two points a column, and a gap at most between two of them
        std::size_t values = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const bool isGap = std::isnan(points[i].value);
            values += isGap ? 0 : 1;
            if (isGap)
                QVERIFY(i > 0 && !std::isnan(points[i - 1].value));
        }
        QVERIFY(values <= 2 * static_cast<std::size_t>(columns));

        // every point is a tick; of any stretch that is as long as two columns the extremes are there
        std::vector<Tick> known;
        for (const Tick &tick : ticks) {
            if (tick.reading.known())
                known.push_back(tick);
        }
        const auto shownAt = [&](const Tick &tick) {
            return std::any_of(points.begin(), points.end(), [&](const auto &point) {
                return point.value == tick.reading.value &&
                       std::abs(point.secondsAgo - seconds(now - tick.at)) < 1e-6;
            });
        };
        for (const auto &point : points) {
            if (!std::isnan(point.value))
                QVERIFY(std::any_of(known.begin(), known.end(), [&](const Tick &tick) {
                    return std::abs(point.secondsAgo - seconds(now - tick.at)) < 1e-6 &&
                           tick.reading.value == point.value;
                }));
        }
        const double width = seconds(window) / std::max(1, columns - 1);
        for (const Tick &tick : known) {
            if (shownAt(tick))
                continue;
            bool higher = false;
            bool lower = false;
            for (const auto &point : points) {
                if (std::abs(point.secondsAgo - seconds(now - tick.at)) > width + 1e-6)
                    continue;
                higher = higher || point.value >= tick.reading.value;
                lower = lower || point.value <= tick.reading.value;
            }
            QVERIFY(higher && lower);
        }

        // a gap is a gap: two points without a gap between them have none between their ticks, and the
        // other way round
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            if (std::isnan(points[i].value))
                continue;
            const bool marked = std::isnan(points[i + 1].value);
            if (marked && i + 2 == points.size())
                continue;
            const auto &next = marked ? points[i + 2] : points[i + 1];
            bool gapSeen = false;
            for (std::size_t k = 0; k < ticks.size(); ++k) {
                const double ago = seconds(now - ticks[k].at);
                if (ago > points[i].secondsAgo - 1e-6 || ago < next.secondsAgo - 1e-6)
                    continue;
                gapSeen = gapSeen || !ticks[k].reading.known() || ticks[k].at - ticks[k - 1].at > gap;
            }
            QCOMPARE(marked, gapSeen);
        }
    }

    void whatStaysDoesNotFlickerWhileTimeGoesOn()
    {
        SampleHistory history(3600);
        std::mt19937 random(7);
        Time at = kStart;
        for (int i = 0; i < 3600; ++i) {
            at += 1s;
            history.add(sampleOf({at, Reading::of(static_cast<double>(random() % 1000))}));
        }
        const auto timesShown = [&](Time now) {
            std::vector<qint64> shown;
            for (const auto &point : history.points(MetricId::SystemCpu, now, 1800s, 100)) {
                const double since = seconds(now - kStart) - point.secondsAgo;
                if (since > 1900 && since < 3500) // the columns at both ends are cut
                    shown.push_back(qRound64(since));
            }
            return shown;
        };
        const auto before = timesShown(at);
        QVERIFY(before.size() > 100);
        for (int later = 1; later < 40; ++later)
            QCOMPARE(timesShown(at + std::chrono::seconds(later)), before);
    }

    void theOldestGoWhenTheRingIsFull()
    {
        SampleHistory history(4);
        for (const Tick &tick : ticksOf("123456", kStart))
            history.add(sampleOf(tick));
        QCOMPARE(history.size(), std::size_t(4));
        QCOMPARE(shape(history.points(MetricId::SystemCpu, kStart + 5s, 60s, 100)), QStringLiteral("3456"));
        history.clear();
        QCOMPARE(history.size(), std::size_t(0));
        QVERIFY(history.points(MetricId::SystemCpu, kStart + 5s, 60s, 100).empty());
    }

    void eachMetricHasItsOwnPoints()
    {
        QCOMPARE(SampleHistory::metrics().size(), std::size_t(8));
        SampleHistory history(10);
        for (int i = 0; i < 3; ++i) {
            Sample sample;
            sample.at.steady = kStart + std::chrono::seconds(i);
            for (std::size_t m = 0; m < SampleHistory::metrics().size(); ++m)
                sample[SampleHistory::metrics()[m]] = Reading::of(static_cast<double>(m));
            history.add(sample);
        }
        for (std::size_t m = 0; m < SampleHistory::metrics().size(); ++m) {
            const auto points = history.points(SampleHistory::metrics()[m], kStart + 2s, 60s, 100);
            QCOMPARE(points.size(), std::size_t(3));
            for (const auto &point : points)
                QCOMPARE(point.value, static_cast<double>(m));
        }
        QVERIFY(history.points(MetricId::Uptime, kStart + 2s, 60s, 100).empty());
    }

    void aTickNewerThanNowCountsAsNow()
    {
        SampleHistory history(10);
        history.add(sampleOf({kStart, Reading::of(1)}));
        const auto points = history.points(MetricId::SystemCpu, kStart - 200ms, 60s, 100);
        QCOMPARE(points.size(), std::size_t(1));
        QCOMPARE(points.front().secondsAgo, 0.0);
    }

    void aMillionFactsAreExact()
    {
        SampleHistory history(10);
        history.add(sampleOf({kStart, Reading::of(1000003)}, MetricId::Facts));
        QCOMPARE(history.points(MetricId::Facts, kStart, 60s, 100).front().value, 1000003.0);
    }
};

QTEST_GUILESS_MAIN(tst_SampleHistory)
#include "tst_SampleHistory.moc"
