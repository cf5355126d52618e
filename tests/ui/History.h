// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryReader.h"

#include <cmath>
#include <memory>

namespace hakgal::madeup {

// Answers of a history that does not exist. Only tests make values up.

inline constexpr qint64 kMinuteMs = 60'000;
inline constexpr qint64 kHourMs = 60 * kMinuteMs;
inline constexpr qint64 kDayMs = 24 * kHourMs;

/// A value of the curve of a metric at this moment.
inline double curve(MetricId metric, qint64 atMs)
{
    const double hours = double(atMs % (1000 * kDayMs)) / double(kHourMs);
    const double day = std::sin(hours / 24 * 6.2831853);
    const double noise = std::sin(double(atMs / 1000) * 12.9898) * 0.5;
    switch (metric) {
    case MetricId::Facts:
        return 18000 + std::floor(hours * 1.5);
    case MetricId::DatabaseBytes:
        return 6.1e6 + hours * 900;
    case MetricId::QueryP95:
        return (0.6 + 0.2 * day + 0.1 * noise) / 1000;
    case MetricId::WalBytes:
        return 1.2e6 + 4e5 * noise;
    case MetricId::CacheHitRate:
        return 92 + 3 * day + noise;
    default:
        return 35 + 20 * day + 6 * noise;
    }
}

/// `columns` columns over the span, without gaps.
inline std::vector<HistoryColumn> columnsOf(MetricId metric, qint64 fromMs, qint64 toMs, int columns)
{
    std::vector<HistoryColumn> made;
    const qint64 width = std::max<qint64>(1, (toMs - fromMs) / columns);
    for (int i = 0; i < columns; ++i) {
        HistoryColumn column;
        column.fromMs = fromMs + i * width;
        column.toMs = column.fromMs + width;
        column.mean = curve(metric, column.fromMs);
        column.low = column.mean * 0.9;
        column.high = column.mean * 1.1;
        column.ticks = 60;
        made.push_back(column);
    }
    return made;
}

/// What a reader would answer where a year is kept.
inline std::shared_ptr<HistoryView> answer(const HistoryRequest &request, qint64 nowMs)
{
    auto view = std::make_shared<HistoryView>();
    view->request = request;
    view->tier = HistoryTier::Minute;
    view->oldestMs = nowMs - 365 * kDayMs;
    view->newestMs = nowMs;
    const qint64 from = std::max(request.fromMs, view->oldestMs);
    const qint64 to = std::min(request.toMs, nowMs);
    for (const MetricId metric : request.metrics) {
        HistoryLine line;
        line.metric = metric;
        if (to > from)
            line.columns = columnsOf(metric, from, to, request.columns);
        view->lines.push_back(line);
    }
    return view;
}

} // namespace hakgal::madeup
