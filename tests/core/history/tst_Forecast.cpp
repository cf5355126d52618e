// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Forecast.h"

#include "core/text/Catalogue.h"

#include <QTest>

#include <cmath>
#include <random>

#include <rapidcheck.h>

using namespace hakgal;

namespace {

constexpr qint64 kHour = 3'600'000;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kStart = 1'700'006'400'000;

/// A line with a day's rhythm and noise.
std::vector<HourlyValue> series(int hours, double level, double perDay, double noise = 0, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0, 1);
    std::vector<HourlyValue> values;
    for (int hour = 0; hour < hours; ++hour)
        values.push_back({kStart + hour * kHour, level + perDay * hour / 24 + noise * normal(random)});
    return values;
}

qint64 after(const std::vector<HourlyValue> &values)
{
    return values.back().atMs;
}

bool near(double a, double b, double share = 1e-6)
{
    return std::abs(a - b) <= share * (1 + std::abs(b));
}

} // namespace

Q_DECLARE_METATYPE(std::vector<hakgal::HourlyValue>)

class tst_Forecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anExactLineIsGoneOnWith()
    {
        QVERIFY(rc::check("a line", [] {
            const double level = *rc::gen::inRange(1000, 1'000'000);
            const double perDay = *rc::gen::inRange(0, 1000) / 7.0;
            const auto values = series(*rc::gen::inRange(96, 200), level, perDay);
            const Forecast made = forecastOf(MetricId::Facts, values, after(values));
            RC_ASSERT(made.refusal == Forecast::Refusal::None);
            RC_ASSERT(near(made.perDay, perDay));
            RC_ASSERT(near(made.now, values.back().value));
            RC_ASSERT(near(*made.errorPercent, 0, 1e-4));
            for (const Forecast::Expected &then : made.expected) {
                RC_ASSERT(near(then.value, values.back().value + perDay * then.days));
                RC_ASSERT(then.low <= then.value && then.value <= then.high);
                RC_ASSERT(then.days <= made.reachDays);
            }
        }));
    }

    void whatIsMeasuredInOtherUnitsGivesTheSameForecast()
    {
        QVERIFY(rc::check("scaling", [] {
            auto values = series(*rc::gen::inRange(96, 160), 500, 3, 4, *rc::gen::arbitrary<unsigned>());
            const Forecast one = forecastOf(MetricId::Facts, values, after(values));
            for (HourlyValue &value : values)
                value.value *= 1024;
            const Forecast other = forecastOf(MetricId::DatabaseBytes, values, after(values));
            RC_ASSERT(one.refusal == other.refusal);
            RC_ASSERT(near(one.perDay * 1024, other.perDay));
            RC_ASSERT(near(*one.errorPercent, *other.errorPercent));
            RC_ASSERT(one.expected.size() == other.expected.size());
            for (std::size_t i = 0; i < one.expected.size(); ++i)
                RC_ASSERT(near(one.expected[i].high * 1024, other.expected[i].high));
        }));
    }

    void aTenthOfWildHoursDoesNotBendTheLine()
    {
        QVERIFY(rc::check("outliers", [] {
            auto values = series(120, 10'000, 24, 2, *rc::gen::arbitrary<unsigned>());
            for (std::size_t i = 0; i < values.size(); i += 10)
                values[i].value *= *rc::gen::inRange(2, 50);
            const Forecast made = forecastOf(MetricId::Facts, values, after(values));
            RC_ASSERT(std::abs(made.perDay - 24) < 6);
        }));
    }

    void afterAStepTheForecastBeginsAtTheNewLevel()
    {
        // 200 hours, then 50,000 facts were imported, then three days as before.
        auto values = series(272, 10'000, 24);
        for (std::size_t i = 200; i < values.size(); ++i)
            values[i].value += 50'000;
        const Forecast made = forecastOf(MetricId::Facts, values, after(values));
        if (made.refusal == Forecast::Refusal::None)
            QVERIFY2(std::abs(made.now - values.back().value) < 100, qPrintable(QString::number(made.now)));
        else
            QCOMPARE(made.refusal, Forecast::Refusal::OffTheMark); // before the step nobody could know of it
    }

    void nineOfTenComeWithinTheInterval()
    {
        int within = 0;
        int all = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const auto whole = series(24 * 21, 5000, 40, 60, seed);
            const std::vector<HourlyValue> past(whole.begin(), whole.begin() + 24 * 14);
            const Forecast made = forecastOf(MetricId::Facts, past, after(past));
            QCOMPARE(made.refusal, Forecast::Refusal::None);
            QVERIFY(!made.expected.empty());
            const Forecast::Expected &week = made.expected.front();
            for (int hour = -12; hour < 0; ++hour, ++all) {
                const double came = whole.at(whole.size() + std::size_t(hour)).value;
                within += came >= week.low && came <= week.high ? 1 : 0;
            }
        }
        const double share = within / static_cast<double>(all);
        QVERIFY2(share > 0.8, qPrintable(QString::number(share)));
    }

    void nothingIsToldWhereTooLittleIsKnown_data()
    {
        using Refusal = Forecast::Refusal;
        QTest::addColumn<std::vector<HourlyValue>>("values");
        QTest::addColumn<int>("refusal");
        QTest::addColumn<int>("horizons");
        const auto row = [](const char *name, const std::vector<HourlyValue> &values, Refusal refusal,
                            int horizons) { QTest::newRow(name) << values << int(refusal) << horizons; };
        row("nothing", {}, Refusal::NotMeasured, 0);
        row("an hour", series(1, 100, 1), Refusal::TooShort, 0);
        row("two days", series(48, 100, 1), Refusal::TooShort, 0);
        row("three days", series(73, 100, 1), Refusal::None, 1); // a week, but not a month
        row("eleven days", series(24 * 11, 100, 1), Refusal::None, 2);
        auto holes = series(24 * 20, 100, 1);
        std::erase_if(holes, [](const HourlyValue &value) { return value.atMs / kHour % 3 != 0; });
        row("a third of the hours", holes, Refusal::TooManyGaps, 0);
        row("a wild one", series(24 * 11, 100, 0, 100), Refusal::OffTheMark, 0);
        row("always zero", series(24 * 11, 0, 0), Refusal::None, 2);
    }
    void nothingIsToldWhereTooLittleIsKnown()
    {
        QFETCH(std::vector<HourlyValue>, values);
        QFETCH(int, refusal);
        QFETCH(int, horizons);
        const Forecast made = forecastOf(MetricId::Facts, values, kStart + 11 * kDay, 1e9);
        QCOMPARE(int(made.refusal), refusal);
        QCOMPARE(int(made.expected.size()), horizons);
        QCOMPARE(made.hours, qint64(values.size()));
        if (made.refusal != Forecast::Refusal::None)
            QVERIFY(!made.crossedMs.has_value() && !made.earliestMs.has_value());
        // There is a sentence for each.
        QVERIFY(!Catalogue(Catalogue::Language::English).forecast(made, kStart + 11 * kDay).isEmpty());
    }

    void theDayOnWhichALimitIsReachedIsTold()
    {
        const auto values = series(24 * 20, 60, 1); // 80 % after 20 days, one more a day
        const qint64 now = after(values);
        const Forecast made = forecastOf(MetricId::SystemDisk, values, now, 100);
        QCOMPARE(made.refusal, Forecast::Refusal::None);
        QVERIFY(made.crossedMs.has_value());
        QVERIFY(std::abs(*made.crossedMs - (now + 20 * kDay)) < 2 * kHour);
        QVERIFY(made.earliestMs.has_value());
        QVERIFY(*made.earliestMs <= *made.crossedMs);
        // A percentage never goes beyond what there is.
        QCOMPARE(made.expected.back().days, 30);
        QCOMPARE(made.expected.back().value, 100.0);

        QVERIFY(!forecastOf(MetricId::SystemDisk, series(24 * 20, 60, -1), now, 100).crossedMs.has_value());
        QVERIFY(!forecastOf(MetricId::SystemDisk, series(24 * 20, 60, 0), now, 100).crossedMs.has_value());
        QVERIFY(!forecastOf(MetricId::SystemDisk, series(24 * 20, 20, 0.1), now, 100).crossedMs.has_value());
        QCOMPARE(forecastOf(MetricId::Facts, values, now, 70).crossedMs, std::optional(now)); // it is beyond
    }
};

QTEST_APPLESS_MAIN(tst_Forecast)
#include "tst_Forecast.moc"
