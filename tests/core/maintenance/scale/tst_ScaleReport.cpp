// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleReport.h"

#include <QJsonArray>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

using Sizes = std::vector<qint64>;
Q_DECLARE_METATYPE(Sizes)

namespace {

ScaleSize sizeWith(qint64 facts, std::optional<double> inserts, double p95, qint64 rss)
{
    ScaleSize size;
    size.facts = facts;
    size.insertPerSecond = inserts;
    size.fileBytes = facts * 300;
    size.rssBytes = rss;
    size.patterns[ScalePattern::Text] = {40, p95 / 2, p95, p95 * 2};
    return size;
}

ScaleLimit named(const std::vector<ScaleLimit> &limits, const QString &name)
{
    for (const ScaleLimit &limit : limits) {
        if (limit.name() == name)
            return limit;
    }
    qFatal("no limit %s", qPrintable(name));
}

} // namespace

class tst_ScaleReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizesClimbFromTheBaseToTheGoal_data()
    {
        QTest::addColumn<qint64>("own");
        QTest::addColumn<qint64>("facts");
        QTest::addColumn<Sizes>("expected");
        QTest::newRow("made-up facts")
            << qint64(0) << qint64(100'000) << Sizes{1'000, 2'000, 5'000, 10'000, 20'000, 50'000, 100'000};
        QTest::newRow("a base") << qint64(4'242) << qint64(1'000'000)
                                << Sizes{4'242, 10'000, 20'000, 50'000, 100'000, 200'000, 500'000, 1'000'000};
        QTest::newRow("own facts next to a step") << qint64(9'000) << qint64(20'000) << Sizes{9'000, 20'000};
        QTest::newRow("a goal next to a step")
            << qint64(0) << qint64(2'200) << Sizes{50, 100, 200, 500, 1'000, 2'200};
        QTest::newRow("a goal just beyond the base")
            << qint64(50'000) << qint64(51'000) << Sizes{50'000, 51'000};
    }

    void sizesClimbFromTheBaseToTheGoal()
    {
        QFETCH(qint64, own);
        QFETCH(qint64, facts);
        QFETCH(Sizes, expected);
        QCOMPARE(scaleSizes(own, facts), expected);
    }

    void aPromiseThatIsKeptIsNotCrossed()
    {
        const auto limits = scaleLimits(
            {sizeWith(1'000, 60'000, 0.001, 100'000'000), sizeWith(2'000, 50'000, 0.002, 120'000'000)},
            {ScalePattern::Text});
        QCOMPARE(limits.size(), std::size_t(6)); // inserts, one pattern, memory; twice
        for (const ScaleLimit &limit : limits) {
            QVERIFY2(limit.pass(), qPrintable(limit.name()));
            QVERIFY(!limit.crossedAt);
            QVERIFY(!limit.interpolated);
        }
    }

    void theOriginalsPromisesAreBothThere()
    {
        const auto limits = scaleLimits({sizeWith(1'000, 1, 1, 1)}, {ScalePattern::Text});
        QCOMPARE(named(limits, u"goal.insert_per_second"_s).limit, 5'000.0);
        QCOMPARE(named(limits, u"goal.p95_seconds.text"_s).limit, 0.050);
        QCOMPARE(named(limits, u"goal.rss_bytes"_s).limit, 2e9);
        QCOMPARE(named(limits, u"claimed.insert_per_second"_s).limit, 10'000.0);
        QCOMPARE(named(limits, u"claimed.p95_seconds.text"_s).limit, 0.010);
        QCOMPARE(named(limits, u"claimed.rss_bytes"_s).limit, 500e6);
    }

    void aPromiseBrokenAtTheFirstSizeIsCrossedThere()
    {
        const auto limits =
            scaleLimits({sizeWith(1'000, 4'000, 0.2, 3'000'000'000), sizeWith(2'000, 6'000, 0.001, 100)},
                        {ScalePattern::Text});
        for (const char *name : {"goal.insert_per_second", "goal.p95_seconds.text", "goal.rss_bytes"}) {
            const ScaleLimit limit = named(limits, QLatin1String(name));
            QVERIFY(!limit.pass());
            QCOMPARE(limit.crossedAt, std::optional<qint64>(1'000)); // also where a later size keeps it
            QVERIFY(!limit.interpolated);
        }
    }

    void betweenTwoSizesTheCountIsReadOffALogarithmicLine()
    {
        // 10 ms at 100,000 and 1 s at 10,000,000: the line meets 100 ms at 1,000,000 and 50 ms before that.
        const std::vector<ScaleSize> sizes{sizeWith(100'000, 100'000, 0.010, 1),
                                           sizeWith(10'000'000, 1'000, 1.0, 1)};
        const auto limits = scaleLimits(sizes, {ScalePattern::Text});
        const ScaleLimit p95 = named(limits, u"goal.p95_seconds.text"_s);
        QCOMPARE(p95.crossedAt, std::optional<qint64>(500'000));
        QVERIFY(p95.interpolated);
        // Falling values meet a lower limit: 100,000 to 1,000 a second over two decades, 10,000 in the
        // middle.
        const ScaleLimit inserts = named(limits, u"claimed.insert_per_second"_s);
        QCOMPARE(inserts.crossedAt, std::optional<qint64>(1'000'000));
        // Exactly at the limit is not below it.
        QCOMPARE(named(limits, u"claimed.p95_seconds.text"_s).crossedAt, std::optional<qint64>(100'000));
    }

    void aSizeWithoutAFigureIsPassedOver()
    {
        const auto limits =
            scaleLimits({sizeWith(4'242, std::nullopt, 0.001, 1), sizeWith(10'000, 4'000, 0.001, 1)},
                        {ScalePattern::Text, ScalePattern::Point});
        const ScaleLimit inserts = named(limits, u"goal.insert_per_second"_s);
        QCOMPARE(inserts.crossedAt, std::optional<qint64>(10'000));
        QVERIFY(!inserts.interpolated);
        for (const ScaleLimit &limit : limits)
            QVERIFY(limit.pattern != ScalePattern::Point); // was not measured, so nothing is said of it
    }

    void aReportComesBackFromItsJson()
    {
        ScaleReport report;
        report.options.facts = 10'000;
        report.options.seed = 4'294'967'295;
        report.options.seconds = 2.5;
        report.options.patterns = {ScalePattern::Point, ScalePattern::Text};
        report.ownFacts = 4'242;
        report.triggers = {u"facts_ai"_s};
        report.contentSha256 = u"ab"_s;
        report.sizes = {sizeWith(4'242, std::nullopt, 0.001, 1), sizeWith(10'000, 4'000.5, 0.5, 7)};
        report.limits = scaleLimits(report.sizes, report.options.patterns);
        report.machine = ScaleMachine::here();
        report.processorShare = 0.25;
        QVERIFY(report.wasBusy());
        report.atMs = 1'767'225'600'123;
        const QJsonObject json = report.toJson();
        const ScaleReport back = ScaleReport::fromJson(json);
        QVERIFY(back.options == report.options);
        QVERIFY(back.sizes == report.sizes);
        QVERIFY(back.limits == report.limits);
        QVERIFY(back.machine == report.machine);
        QCOMPARE(back.processorShare, report.processorShare);
        QVERIFY(!ScaleReport().wasBusy()); // not known
        QCOMPARE(back.triggers, report.triggers);
        QCOMPARE(back.atMs, report.atMs);
        QCOMPARE(back.toJson(), json);
    }

    void jsonHasTheAgreedKeys()
    {
        ScaleReport report;
        report.sizes = {sizeWith(4'242, std::nullopt, 0.001, 1)};
        report.limits = scaleLimits(report.sizes, {ScalePattern::Text});
        const QJsonObject json = report.toJson();
        QVERIFY(json.value(u"seed"_s).isDouble());
        const QJsonObject size = json.value(u"sizes"_s).toArray().at(0).toObject();
        QVERIFY(size.value(u"insert_per_second"_s).isNull());
        QVERIFY(size.value(u"file_bytes"_s).isDouble());
        QVERIFY(size.value(u"rss_bytes"_s).isDouble());
        const QJsonObject text = size.value(u"patterns"_s).toObject().value(u"text"_s).toObject();
        QCOMPARE(text.keys(),
                 (QStringList{u"p50_seconds"_s, u"p95_seconds"_s, u"p99_seconds"_s, u"queries"_s}));
        const QJsonObject limit = json.value(u"limits"_s).toArray().at(0).toObject();
        QVERIFY(limit.value(u"name"_s).isString());
        QVERIFY(limit.value(u"limit"_s).isDouble());
        QVERIFY(limit.value(u"pass"_s).isBool());
        QVERIFY(limit.contains(u"crossed_at"_s));
        QVERIFY(limit.value(u"crossed_at"_s).isNull());
    }

    void strangeJsonIsNoReportButDoesNoHarm_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("empty") << QJsonObject();
        QTest::newRow("other types") << QJsonObject{
            {u"sizes"_s, 3}, {u"limits"_s, u"x"_s}, {u"patterns"_s, true}};
        QTest::newRow("unknown names")
            << QJsonObject{{u"limits"_s, QJsonArray{QJsonObject{{u"name"_s, u"goal.p95_seconds"_s}}}},
                           {u"patterns"_s, QJsonArray{u"sideways"_s}}};
    }

    void strangeJsonIsNoReportButDoesNoHarm()
    {
        QFETCH(QJsonObject, json);
        const ScaleReport report = ScaleReport::fromJson(json);
        QVERIFY(report.limits.empty());
        QVERIFY(report.options.patterns.empty());
        QVERIFY(report.sizes.empty());
    }

    void changesAreToldAtTheLargestSize()
    {
        ScaleReport before;
        before.sizes = {sizeWith(1'000, 50'000, 0.010, 200), sizeWith(2'000, 40'000, 0.020, 400)};
        ScaleReport after = before;
        after.sizes.back() = sizeWith(2'000, 44'000, 0.015, 400);
        const auto changes = scaleChanges(before, after);
        QCOMPARE(changes.size(), std::size_t(3));
        QCOMPARE(changes[0].percent(), 10.0);
        QVERIFY(qFuzzyCompare(changes[1].percent(), -25.0));
        QCOMPARE(changes[2].percent(), 0.0);
        after.sizes.back().facts = 3'000;
        QVERIFY(scaleChanges(before, after).empty());
        QVERIFY(scaleChanges({}, after).empty());
    }
};

QTEST_GUILESS_MAIN(tst_ScaleReport)
#include "tst_ScaleReport.moc"
