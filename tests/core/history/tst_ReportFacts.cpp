// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/ReportFacts.h"
#include "core/text/ReportText.h"

#include <QTest>

#include <memory>

using namespace hakgal;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kFrom = 1'758'000'000'000;

/// Columns of a minute each, from `fromMs` on; a value below zero is a gap.
HistoryLine line(MetricId metric, qint64 fromMs, const std::vector<double> &minutes)
{
    HistoryLine made;
    made.metric = metric;
    HistoryLine::Totals totals;
    double total = 0;
    bool gap = false;
    for (std::size_t i = 0; i < minutes.size(); ++i) {
        if (minutes[i] < 0) {
            gap = !made.columns.empty();
            continue;
        }
        HistoryColumn column;
        column.fromMs = fromMs + qint64(i) * kMinute;
        column.toMs = column.fromMs + kMinute;
        column.low = column.mean = column.high = minutes[i];
        column.ticks = 60;
        column.gapBefore = gap;
        gap = false;
        if (made.columns.empty()) {
            totals.low = totals.high = totals.first = minutes[i];
            totals.firstMs = column.fromMs;
        }
        totals.low = std::min(totals.low, minutes[i]);
        totals.high = std::max(totals.high, minutes[i]);
        totals.last = minutes[i];
        totals.lastMs = column.toMs;
        totals.coveredMs += kMinute;
        totals.ticks += 60;
        total += minutes[i] * 60;
        made.columns.push_back(column);
    }
    if (totals.ticks > 0) {
        totals.mean = total / double(totals.ticks);
        made.totals = totals;
    }
    return made;
}

HistoryMarker alert(RuleId rule, Severity severity, qint64 fromMs, qint64 toMs)
{
    HistoryMarker marker;
    marker.kind = HistoryMarker::Kind::Alert;
    marker.fromMs = fromMs;
    marker.toMs = toMs;
    marker.alert.rule = rule;
    marker.alert.severity = severity;
    marker.alert.startedMs = fromMs;
    marker.alert.endedMs = toMs;
    return marker;
}

/// Three hours: the second half hour was not watched; p95 halves at the end of the second hour.
ReportInput threeHours()
{
    ReportInput input;
    input.database = QStringLiteral("/data/kb.db");
    input.fromMs = kFrom;
    input.toMs = kFrom + 3 * kHour;
    input.madeMs = input.toMs;
    std::vector<double> cpu(180, 20);
    std::fill(cpu.begin() + 30, cpu.begin() + 60, -1);
    std::vector<double> p95(180, 0.002);
    std::fill(p95.begin() + 120, p95.end(), 0.001);
    std::vector<double> facts(180);
    for (std::size_t i = 0; i < facts.size(); ++i)
        facts[i] = 1000 + double(i);
    auto view = std::make_shared<HistoryView>();
    view->lines = {line(MetricId::SystemCpu, kFrom, cpu), line(MetricId::QueryP95, kFrom, p95),
                   line(MetricId::Facts, kFrom, facts)};
    view->oldestMs = kFrom;
    view->newestMs = input.toMs;
    view->tier = HistoryTier::Minute;
    input.view = view;
    return input;
}

QString everything(const ReportWords &words)
{
    QStringList all{words.title, words.subtitle, words.foot};
    for (const ReportWords::Section &section : words.sections) {
        all << section.title << section.paragraphs << section.columns << section.notes;
        for (const QStringList &row : section.cells)
            all << row;
    }
    return all.join(u'\n');
}

} // namespace

class tst_ReportFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gapsAreLeftOutOfWhatWasWatchedAndAreTold()
    {
        const ReportFacts facts = reportFacts(threeHours());
        QCOMPARE(facts.watchedMs, 150 * kMinute);
        QCOMPARE(facts.readableMs, 180 * kMinute);
        QCOMPARE(facts.gaps.size(), std::size_t(1));
        QCOMPARE(facts.gaps[0].fromMs, kFrom + 30 * kMinute);
        QCOMPARE(facts.gaps[0].toMs, kFrom + kHour);
    }

    void whatLiesBeforeTheFirstAndAfterTheLastMeasurementIsAGapToo()
    {
        ReportInput input = threeHours();
        input.fromMs -= kHour;
        input.toMs += 2 * kHour;
        const ReportFacts facts = reportFacts(input);
        QCOMPARE(facts.gaps.size(), std::size_t(3));
        QCOMPARE(facts.gaps.front().toMs, kFrom);
        QCOMPARE(facts.gaps.back().toMs - facts.gaps.back().fromMs, 2 * kHour);
    }

    void onlyTheLongestGapsAreListedInTheOrderOfTime()
    {
        ReportInput input = threeHours();
        std::vector<double> cpu;
        for (int i = 0; i < 20; ++i) {
            cpu.push_back(5);
            cpu.insert(cpu.end(), std::size_t(1 + i % 10), -1);
        }
        auto view = std::make_shared<HistoryView>();
        view->lines = {line(MetricId::SystemCpu, kFrom, cpu)};
        input.view = view;
        input.toMs = kFrom + qint64(cpu.size()) * kMinute;
        const ReportFacts facts = reportFacts(input);
        QCOMPARE(facts.gaps.size(), kReportGaps);
        for (std::size_t i = 0; i < facts.gaps.size(); ++i) {
            QVERIFY(facts.gaps[i].toMs - facts.gaps[i].fromMs >= 7 * kMinute);
            QVERIFY(i == 0 || facts.gaps[i].fromMs > facts.gaps[i - 1].toMs);
        }
    }

    void percentilesAreWeighedByWhatWasMeasured()
    {
        ReportInput input = threeHours();
        std::vector<double> values(100);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = double(i + 1);
        auto view = std::make_shared<HistoryView>();
        view->lines = {line(MetricId::SystemCpu, kFrom, values)};
        input.view = view;
        const ReportFacts facts = reportFacts(input);
        QCOMPARE(facts.figures.size(), std::size_t(1));
        QCOMPARE(facts.figures[0].median, 50.0);
        QCOMPARE(facts.figures[0].p95, 95.0);
    }

    void alertsAreSummedByRuleAndTimeInTwoOfThemCountsOnce()
    {
        ReportInput input = threeHours();
        auto view = std::make_shared<HistoryView>(*input.view);
        view->markers = {
            alert(RuleId::Cpu, Severity::Warning, kFrom - kHour, kFrom + 10 * kMinute), // began before
            alert(RuleId::CacheHit, Severity::Warning, kFrom + 5 * kMinute, kFrom + 15 * kMinute),
            alert(RuleId::CpuCritical, Severity::Critical, kFrom + 8 * kMinute, kFrom + 12 * kMinute),
            alert(RuleId::Cpu, Severity::Warning, kFrom + 2 * kHour, 0)}; // still fires
        input.view = view;
        const ReportFacts facts = reportFacts(input);
        QCOMPARE(facts.criticalMs, 4 * kMinute);
        QCOMPARE(facts.warningMs, (15 - 4) * kMinute + kHour);
        QCOMPARE(facts.alerts.size(), std::size_t(3));
        QCOMPARE(facts.alerts[0].worst.rule, RuleId::CpuCritical);
        QCOMPARE(facts.alerts[1].worst.rule, RuleId::Cpu);
        QCOMPARE(facts.alerts[1].count, 2);
        QCOMPARE(facts.alerts[1].totalMs, 70 * kMinute);
        QCOMPARE(facts.alerts[1].longestMs, kHour);
        QVERIFY(facts.alerts[1].firing);
    }

    void whatAJobBoughtIsMeasuredBeforeAndAfterIt()
    {
        ReportInput input = threeHours();
        input.work = {{kFrom + 2 * kHour, QStringLiteral("optimize"), QStringLiteral("Done."), false},
                      {kFrom + 2 * kHour, QStringLiteral("backup"), QStringLiteral("Backed up."), false},
                      {kFrom + 2 * kHour, QStringLiteral("optimize"), QStringLiteral("No space."), true},
                      {kFrom - kHour, QStringLiteral("optimize"), QStringLiteral("Earlier."), false}};
        const ReportFacts facts = reportFacts(input);
        QCOMPARE(facts.work.size(), std::size_t(3));
        QCOMPARE(facts.work[0].bought.size(), std::size_t(1));
        QCOMPARE(facts.work[0].bought[0].metric, MetricId::QueryP95);
        QVERIFY(qFuzzyCompare(facts.work[0].bought[0].before, 0.002));
        QVERIFY(qFuzzyCompare(facts.work[0].bought[0].after, 0.001));
        QVERIFY(facts.work[1].bought.empty());
        QVERIFY(facts.work[2].bought.empty());
    }

    void theReportSaysItInWords()
    {
        ReportInput input = threeHours();
        auto view = std::make_shared<HistoryView>(*input.view);
        view->markers = {alert(RuleId::Cpu, Severity::Warning, kFrom, kFrom + 10 * kMinute)};
        input.view = view;
        input.work = {{kFrom + 2 * kHour, QStringLiteral("optimize"), QStringLiteral("Done."), false}};
        const QString text =
            everything(reportWords(reportFacts(input), Catalogue(Catalogue::Language::English)));
        for (const char *part : {"2 h 30 min of 3 h", "83.3 %", "30 min", "Degraded", "CPU above", "10 min",
                                 "2.00 ms → 1.00 ms", "from 1000 to 1179", "grown by 179", "kb.db"})
            QVERIFY2(text.contains(QString::fromUtf8(part)),
                     qPrintable(QString::fromUtf8(part) + u'\n' + text));
    }

    void nothingRecordedIsSaidAndNoFigureIsMadeUp()
    {
        ReportInput input = threeHours();
        input.view = std::make_shared<HistoryView>();
        const ReportWords words = reportWords(reportFacts(input), Catalogue(Catalogue::Language::English));
        QCOMPARE(words.sections.size(), std::size_t(1));
        QVERIFY(words.sections[0].paragraphs.join(u' ').contains(QStringLiteral("nothing was recorded")));
    }

    void aHistoryThatCannotBeReadIsSaid()
    {
        ReportInput input = threeHours();
        auto view = std::make_shared<HistoryView>();
        view->error = Error{ErrorCode::HistoryUnavailable, {QStringLiteral("/x/h.db")}, {}, 0};
        input.view = view;
        const QString text =
            everything(reportWords(reportFacts(input), Catalogue(Catalogue::Language::English)));
        QVERIFY(text.contains(QStringLiteral("/x/h.db")));
    }
};

QTEST_GUILESS_MAIN(tst_ReportFacts)
#include "tst_ReportFacts.moc"
