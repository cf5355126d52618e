// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryView.h"

#include "core/history/HistoryMemory.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// What is drawn from which tier: minutes where a column is wider than a third of a minute, hours where it is
// wider than an hour, else ticks. What that tier does not have is drawn from its neighbours: what is older
// from the next coarser one, what is not rolled up yet from the next finer one.

namespace hakgal {

namespace {

constexpr qint64 kMinutesFrom = tierStepMs(HistoryTier::Minute) / 3; ///< width of a column
constexpr qint64 kHoursFrom = tierStepMs(HistoryTier::Hour);

HistoryLine::Totals totalsOf(std::span<const HistoryPart> parts, qint64 fromMs, qint64 toMs)
{
    HistoryLine::Totals totals;
    double total = 0;
    qint64 gaps = 0;
    const HistorySeries *lastSeries = nullptr;
    for (const HistoryPart &part : parts) {
        const HistorySeries &series = *part.series;
        const std::size_t begin = series.lowerBound(std::max(part.fromMs, fromMs));
        const std::size_t end = series.lowerBound(std::min(part.toMs, toMs));
        if (begin >= end)
            continue;
        const HistorySeries::Sum sum = series.sum(begin, end);
        const HistoryPoint first = series.at(begin);
        const HistoryPoint last = series.at(end - 1);
        if (totals.ticks == 0) {
            totals.first = first.mean;
            totals.firstMs = first.atMs;
            totals.low = sum.low;
            totals.high = sum.high;
        } else if (first.atMs - totals.lastMs > std::max(series.gapMs(), lastSeries->gapMs())) {
            gaps += first.atMs - totals.lastMs;
        }
        totals.low = std::min(totals.low, sum.low);
        totals.high = std::max(totals.high, sum.high);
        totals.last = last.mean;
        totals.lastMs = last.atMs + tierStepMs(series.tier());
        totals.ticks += sum.ticks;
        total += sum.total;
        gaps += sum.gapMs;
        lastSeries = &series;
    }
    if (totals.ticks > 0)
        totals.mean = std::clamp(total / static_cast<double>(totals.ticks), totals.low, totals.high);
    totals.coveredMs = totals.lastMs - totals.firstMs - gaps;
    return totals;
}

Result<void> readMarkers(HistoryDatabase &database, HistoryView &view)
{
    const HistoryRequest &asked = view.request;
    const auto alerts = database.alertsBetween(asked.fromMs, asked.toMs, kMostHistoryMarkers);
    if (!alerts)
        return alerts.error();
    const auto notes = database.notesBetween(asked.fromMs, asked.toMs, kMostHistoryMarkers);
    if (!notes)
        return notes.error();
    for (const Alert &alert : *alerts)
        view.markers.push_back(
            {HistoryMarker::Kind::Alert, alert.startedMs, alert.endedMs, {}, false, alert});
    for (const HistoryNote &note : *notes) {
        const bool failed =
            QJsonDocument::fromJson(note.details.toUtf8()).object().contains(QLatin1String("error"));
        view.markers.push_back(
            {HistoryMarker::Kind::Operation, note.atMs, note.atMs, note.operation, failed, {}});
    }
    std::stable_sort(view.markers.begin(), view.markers.end(),
                     [](const HistoryMarker &a, const HistoryMarker &b) { return a.fromMs < b.fromMs; });
    if (view.markers.size() > kMostHistoryMarkers)
        view.markers.erase(view.markers.begin(), view.markers.end() - kMostHistoryMarkers);
    return {};
}

} // namespace

HistoryTier wantedTier(qint64 columnMs)
{
    if (columnMs >= kHoursFrom)
        return HistoryTier::Hour;
    return columnMs >= kMinutesFrom ? HistoryTier::Minute : HistoryTier::Raw;
}

Result<void> readView(HistoryMemory &memory, HistoryView &view)
{
    const HistoryRequest &asked = view.request;
    for (const MetricId metric : asked.metrics)
        view.lines.push_back({metric, {}, std::nullopt});
    if (asked.fromMs >= asked.toMs)
        return {};
    const Result<bool> there = memory.refresh();
    if (!there)
        return there.error();
    if (!*there)
        return {};
    const HistoryMemory::Tiers &tiers = memory.tiers();
    view.oldestMs = tiers.oldestMs();
    view.newestMs = tiers.newestMs();

    std::vector<MetricId> metrics;
    std::copy_if(asked.metrics.begin(), asked.metrics.end(), std::back_inserter(metrics),
                 [](MetricId metric) { return metric < MetricId::Count_ && metricInfo(metric).recorded; });
    const HistoryTier wanted = wantedTier((asked.toMs - asked.fromMs) / std::max(1, asked.columns));
    const auto seams = memory.load(metrics, wanted, asked.fromMs, asked.toMs);
    if (!seams)
        return seams.error();

    view.tier = HistoryTier::Hour;
    for (HistoryLine &line : view.lines) {
        if (std::find(metrics.begin(), metrics.end(), line.metric) == metrics.end())
            continue;
        const auto parts = memory.parts(line.metric, *seams);
        line.columns = decimate(parts, asked.fromMs, asked.toMs, asked.columns);
        const HistoryLine::Totals totals = totalsOf(parts, asked.fromMs, asked.toMs);
        if (totals.ticks > 0)
            line.totals = totals;
    }
    if (asked.toMs > seams->ticksFrom && tiers.raw && asked.fromMs <= tiers.raw->second)
        view.tier = HistoryTier::Raw;
    else if (asked.toMs > seams->minutesFrom && tiers.minutes && asked.fromMs <= tiers.minutes->second)
        view.tier = HistoryTier::Minute;
    memory.bound(metrics);
    return asked.markers ? readMarkers(memory.database(), view) : Result<void>();
}

} // namespace hakgal
