// SPDX-License-Identifier: GPL-3.0-or-later
// Watched is the time that has values of CPU use: the machine can always be measured, so where it was not,
// nobody watched. Readable is the time that has a count of facts. What a job bought is told by the averages
// of the hour before it and of the hour after it, where each of them was measured for at least five minutes.
#include "core/history/ReportFacts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hakgal {

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;

const HistoryLine *lineOf(const HistoryView &view, MetricId metric)
{
    for (const HistoryLine &line : view.lines) {
        if (line.metric == metric)
            return &line;
    }
    return nullptr;
}

/// The value below which `share` of the ticks lie.
double percentile(const std::vector<std::pair<double, quint64>> &sorted, quint64 ticks, double share)
{
    double passed = 0;
    for (const auto &[value, count] : sorted) {
        passed += double(count);
        if (passed >= share * double(ticks))
            return value;
    }
    return sorted.empty() ? 0 : sorted.back().first;
}

std::optional<ReportFacts::Figure> figureOf(const HistoryLine &line, qint64 fromMs, qint64 toMs)
{
    if (!line.totals)
        return std::nullopt;
    ReportFacts::Figure figure{line.metric, *line.totals, line.totals->mean, line.totals->mean};
    std::vector<std::pair<double, quint64>> means;
    quint64 ticks = 0;
    for (const HistoryColumn &column : line.columns) {
        if (column.toMs < fromMs || column.fromMs > toMs)
            continue;
        means.emplace_back(column.mean, column.ticks);
        ticks += column.ticks;
    }
    std::sort(means.begin(), means.end());
    if (ticks > 0) {
        figure.median = percentile(means, ticks, 0.5);
        figure.p95 = percentile(means, ticks, 0.95);
    }
    return figure;
}

std::vector<ReportFacts::Gap> gapsOf(const HistoryLine &line, qint64 fromMs, qint64 toMs)
{
    std::vector<ReportFacts::Gap> gaps;
    const auto add = [&](qint64 from, qint64 to) {
        from = std::max(from, fromMs);
        to = std::min(to, toMs);
        if (to - from >= kMinuteMs)
            gaps.push_back({from, to});
    };
    if (line.columns.empty()) {
        add(fromMs, toMs);
        return gaps;
    }
    add(fromMs, line.columns.front().fromMs);
    for (std::size_t i = 1; i < line.columns.size(); ++i) {
        if (line.columns[i].gapBefore)
            add(line.columns[i - 1].toMs, line.columns[i].fromMs);
    }
    add(line.columns.back().toMs, toMs);
    std::stable_sort(gaps.begin(), gaps.end(), [](const ReportFacts::Gap &a, const ReportFacts::Gap &b) {
        return a.toMs - a.fromMs > b.toMs - b.fromMs;
    });
    gaps.resize(std::min(gaps.size(), kReportGaps));
    std::sort(gaps.begin(), gaps.end(),
              [](const ReportFacts::Gap &a, const ReportFacts::Gap &b) { return a.fromMs < b.fromMs; });
    return gaps;
}

/// Time within at least one of the intervals.
qint64 unionOf(std::vector<std::pair<qint64, qint64>> intervals)
{
    std::sort(intervals.begin(), intervals.end());
    qint64 sum = 0;
    qint64 until = 0;
    for (const auto &[from, to] : intervals) {
        const qint64 begin = std::max(from, until);
        if (to > begin)
            sum += to - begin;
        until = std::max(until, to);
    }
    return sum;
}

bool isWorse(const Alert &a, const Alert &b)
{
    // On either side of its limit the worst is the farthest.
    return std::abs(a.worst - a.limit) > std::abs(b.worst - b.limit);
}

void sumAlerts(const HistoryView &view, ReportFacts &facts)
{
    std::map<RuleId, ReportFacts::AlertSum> sums;
    std::vector<std::pair<qint64, qint64>> critical;
    std::vector<std::pair<qint64, qint64>> any;
    for (const HistoryMarker &marker : view.markers) {
        if (marker.kind != HistoryMarker::Kind::Alert)
            continue;
        const qint64 from = std::max(marker.fromMs, facts.fromMs);
        const qint64 to = std::min(marker.toMs != 0 ? marker.toMs : facts.toMs, facts.toMs);
        if (to < from)
            continue;
        ReportFacts::AlertSum &sum = sums[marker.alert.rule];
        if (sum.count == 0 || isWorse(marker.alert, sum.worst))
            sum.worst = marker.alert;
        ++sum.count;
        sum.totalMs += to - from;
        sum.longestMs = std::max(sum.longestMs, to - from);
        sum.firing = sum.firing || marker.toMs == 0;
        if (marker.alert.severity != Severity::Info)
            any.emplace_back(from, to);
        if (marker.alert.severity == Severity::Critical)
            critical.emplace_back(from, to);
    }
    facts.criticalMs = unionOf(critical);
    facts.warningMs = unionOf(any) - facts.criticalMs;
    for (const auto &[rule, sum] : sums)
        facts.alerts.push_back(sum);
    std::stable_sort(facts.alerts.begin(), facts.alerts.end(),
                     [](const ReportFacts::AlertSum &a, const ReportFacts::AlertSum &b) {
                         return std::pair(a.worst.severity, a.totalMs) >
                                std::pair(b.worst.severity, b.totalMs);
                     });
}

/// The average of a stretch; nothing where less than five minutes of it were measured.
std::optional<double> averageOf(const HistoryLine &line, qint64 fromMs, qint64 toMs)
{
    double total = 0;
    double ticks = 0;
    qint64 measured = 0;
    for (const HistoryColumn &column : line.columns) {
        // A column that reaches across the moment of the job tells of both sides.
        if (column.fromMs < fromMs || column.toMs > toMs)
            continue;
        total += column.mean * double(column.ticks);
        ticks += double(column.ticks);
        measured += std::max<qint64>(column.toMs - column.fromMs, qint64(column.ticks) * 1000);
    }
    if (ticks <= 0 || measured < 5 * kMinuteMs)
        return std::nullopt;
    return total / ticks;
}

std::vector<ReportFacts::Work::Bought> boughtBy(const ReportInput::Work &work, const HistoryView &view)
{
    std::vector<ReportFacts::Work::Bought> bought;
    if (work.failed ||
        (work.operation != QLatin1String("optimize") && work.operation != QLatin1String("repair") &&
         work.operation != QLatin1String("restore")))
        return bought;
    for (const MetricId metric : {MetricId::QueryP95, MetricId::CacheHitRate, MetricId::DatabaseBytes}) {
        const HistoryLine *line = lineOf(view, metric);
        if (!line)
            continue;
        const auto before = averageOf(*line, work.atMs - kHourMs, work.atMs);
        const auto after = averageOf(*line, work.atMs, work.atMs + kHourMs);
        if (before && after)
            bought.push_back({metric, *before, *after});
    }
    return bought;
}

} // namespace

const std::vector<MetricId> &reportMetrics()
{
    static const std::vector<MetricId> metrics{
        MetricId::Facts,        MetricId::DatabaseBytes, MetricId::WalBytes,     MetricId::QueryP50,
        MetricId::QueryP95,     MetricId::QueryMax,      MetricId::CacheHitRate, MetricId::SystemCpu,
        MetricId::SystemMemory, MetricId::SystemDisk,    MetricId::Connections};
    return metrics;
}

ReportFacts reportFacts(const ReportInput &input)
{
    ReportFacts facts;
    facts.database = input.database;
    facts.madeMs = input.madeMs;
    facts.fromMs = input.fromMs;
    facts.toMs = input.toMs;
    facts.forecasts = input.forecasts;
    facts.workError = input.error;
    if (!input.view)
        return facts;
    const HistoryView &view = *input.view;
    facts.tier = view.tier;
    facts.error = view.error;
    for (const MetricId metric : reportMetrics()) {
        const HistoryLine *line = lineOf(view, metric);
        if (!line)
            continue;
        if (const auto figure = figureOf(*line, facts.fromMs, facts.toMs))
            facts.figures.push_back(*figure);
    }
    if (const HistoryLine *line = lineOf(view, MetricId::SystemCpu)) {
        facts.gaps = gapsOf(*line, facts.fromMs, facts.toMs);
        if (line->totals) {
            facts.firstMs = line->totals->firstMs;
            facts.lastMs = line->totals->lastMs;
            facts.watchedMs = line->totals->coveredMs;
        }
    }
    if (const HistoryLine *line = lineOf(view, MetricId::Facts); line && line->totals)
        facts.readableMs = line->totals->coveredMs;
    sumAlerts(view, facts);
    for (const ReportInput::Work &work : input.work) {
        if (work.atMs >= facts.fromMs && work.atMs <= facts.toMs)
            facts.work.push_back({work, boughtBy(work, view)});
    }
    return facts;
}

} // namespace hakgal
