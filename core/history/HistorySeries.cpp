// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistorySeries.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

// The pyramid: level 0 has a node for every 16 points, level 1 one for every 16 nodes of level 0, and so on
// until one node is left. A stretch is summed by taking single points until the next multiple of 16, then
// nodes of level 0 until the next multiple of 256, and so on up and down again: at most 30 steps a level.
// Gaps are a running total, of which two values are subtracted.

namespace hakgal {

namespace {

constexpr std::size_t kFan = 16;

void add(HistorySeries::Sum &sum, double low, double high, double total, quint64 ticks)
{
    sum.low = sum.ticks == 0 ? low : std::min(sum.low, low);
    sum.high = sum.ticks == 0 ? high : std::max(sum.high, high);
    sum.total += total;
    sum.ticks += ticks;
}

qint64 floorDiv(qint64 value, qint64 by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

/// Two neighbours of perhaps different series.
qint64 gapBetween(const HistorySeries &before, std::size_t last, const HistorySeries &after,
                  std::size_t first)
{
    const qint64 apart = after.at(first).atMs - before.at(last).atMs;
    return apart > std::max(before.gapMs(), after.gapMs()) ? apart - tierStepMs(before.tier()) : 0;
}

HistoryColumn columnOf(const HistorySeries &series, std::size_t begin, std::size_t end,
                       const HistorySeries::Sum &sum)
{
    HistoryColumn column;
    column.fromMs = series.at(begin).atMs;
    column.toMs = series.at(end - 1).atMs + tierStepMs(series.tier());
    column.low = sum.low;
    column.high = sum.high;
    column.mean = std::clamp(sum.total / static_cast<double>(sum.ticks), sum.low, sum.high);
    column.ticks = sum.ticks;
    return column;
}

void merge(HistoryColumn &into, const HistoryColumn &next)
{
    const double ticks = static_cast<double>(into.ticks);
    const double more = static_cast<double>(next.ticks);
    into.low = std::min(into.low, next.low);
    into.high = std::max(into.high, next.high);
    into.mean = std::clamp((into.mean * ticks + next.mean * more) / (ticks + more), into.low, into.high);
    into.toMs = next.toMs;
    into.ticks += next.ticks;
    into.gapBefore = into.gapBefore || next.gapBefore;
}

} // namespace

HistoryPoint HistorySeries::at(std::size_t index) const
{
    return {m_atMs[index], m_low[index], m_mean[index], m_high[index], m_ticks[index]};
}

qint64 HistorySeries::bytes() const
{
    std::size_t nodes = 0;
    for (const auto &level : m_levels)
        nodes += level.capacity();
    return static_cast<qint64>(m_atMs.capacity() *
                                   (2 * sizeof(qint64) + 3 * sizeof(double) + sizeof(quint32)) +
                               nodes * sizeof(Node));
}

void HistorySeries::replaceTail(std::span<const HistoryPoint> points)
{
    if (points.empty())
        return;
    const std::size_t kept = lowerBound(points.front().atMs);
    const std::size_t size = kept + points.size();
    if (m_atMs.empty()) { // exactly what is needed; what comes later grows as vectors do
        m_atMs.reserve(size);
        m_low.reserve(size);
        m_mean.reserve(size);
        m_high.reserve(size);
        m_ticks.reserve(size);
        m_gapsMs.reserve(size);
    }
    m_atMs.resize(kept);
    m_low.resize(kept);
    m_mean.resize(kept);
    m_high.resize(kept);
    m_ticks.resize(kept);
    for (const HistoryPoint &point : points) {
        m_atMs.push_back(point.atMs);
        m_low.push_back(point.low);
        m_mean.push_back(point.mean);
        m_high.push_back(point.high);
        m_ticks.push_back(std::max(point.ticks, 1U));
    }
    build(kept);
}

void HistorySeries::prepend(std::span<const HistoryPoint> points)
{
    if (points.empty())
        return;
    const auto insert = [&points](auto &into, auto field) {
        std::vector<std::decay_t<decltype(into.front())>> values;
        values.reserve(points.size() + into.size());
        for (const HistoryPoint &point : points)
            values.push_back(point.*field);
        values.insert(values.end(), into.begin(), into.end());
        into = std::move(values);
    };
    insert(m_atMs, &HistoryPoint::atMs);
    insert(m_low, &HistoryPoint::low);
    insert(m_mean, &HistoryPoint::mean);
    insert(m_high, &HistoryPoint::high);
    insert(m_ticks, &HistoryPoint::ticks);
    m_gapsMs.clear();
    build(0);
}

void HistorySeries::dropBefore(qint64 atMs)
{
    const auto count = static_cast<std::ptrdiff_t>(lowerBound(atMs));
    if (count == 0)
        return;
    m_atMs.erase(m_atMs.begin(), m_atMs.begin() + count);
    m_low.erase(m_low.begin(), m_low.begin() + count);
    m_mean.erase(m_mean.begin(), m_mean.begin() + count);
    m_high.erase(m_high.begin(), m_high.begin() + count);
    m_ticks.erase(m_ticks.begin(), m_ticks.begin() + count);
    m_gapsMs.clear();
    build(0);
}

void HistorySeries::clear()
{
    *this = HistorySeries(m_tier);
}

std::size_t HistorySeries::lowerBound(qint64 atMs) const
{
    return static_cast<std::size_t>(
        std::distance(m_atMs.begin(), std::lower_bound(m_atMs.begin(), m_atMs.end(), atMs)));
}

/// The usual distance is a median, of at most 1001 places spread over the series.
qint64 HistorySeries::usualGapMs() const
{
    constexpr std::size_t kPlaces = 1000;
    const qint64 step = tierStepMs(m_tier);
    std::vector<qint64> distances;
    const std::size_t stride = size() / kPlaces + 1;
    for (std::size_t i = 1; i < size(); i += stride)
        distances.push_back(step == 0 ? m_atMs[i] - m_atMs[i - 1] : step / m_ticks[i]);
    qint64 usual = 0;
    if (!distances.empty()) {
        const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
        std::nth_element(distances.begin(), middle, distances.end());
        usual = *middle;
    }
    return std::max(step + step / 2, usual * 7 / 2);
}

/// Everything that follows from the points, from this one on.
void HistorySeries::build(std::size_t from)
{
    const qint64 gap = usualGapMs();
    std::size_t first = gap == m_gapMs ? std::min(from, m_gapsMs.size()) : 0;
    m_gapMs = gap;
    m_gapsMs.resize(size());
    for (; first < size(); ++first) {
        if (first == 0) {
            m_gapsMs[0] = 0;
            continue;
        }
        const qint64 apart = m_atMs[first] - m_atMs[first - 1];
        m_gapsMs[first] = m_gapsMs[first - 1] + (apart > m_gapMs ? apart - tierStepMs(m_tier) : 0);
    }

    std::size_t below = size();
    std::size_t changed = from;
    std::size_t level = 0;
    for (; below > 1; ++level) {
        const std::size_t count = (below + kFan - 1) / kFan;
        changed /= kFan;
        if (m_levels.size() <= level)
            m_levels.emplace_back();
        m_levels[level].resize(count);
        for (std::size_t index = changed; index < count; ++index) {
            Sum sum;
            for (std::size_t i = index * kFan; i < std::min(below, (index + 1) * kFan); ++i) {
                const Node part = node(level, i);
                add(sum, part.low, part.high, part.total, part.ticks);
            }
            m_levels[level][index] = {sum.low, sum.high, sum.total, sum.ticks};
        }
        below = count;
    }
    m_levels.resize(level);
}

/// Level 0 here: the points themselves; n: the nodes of m_levels[n - 1].
HistorySeries::Node HistorySeries::node(std::size_t level, std::size_t index) const
{
    if (level > 0)
        return m_levels[level - 1][index];
    const quint64 ticks = m_ticks[index];
    return {m_low[index], m_high[index], m_mean[index] * static_cast<double>(ticks), ticks};
}

HistorySeries::Sum HistorySeries::sum(std::size_t begin, std::size_t end) const
{
    Sum sum;
    end = std::min(end, size());
    if (begin >= end)
        return sum;
    sum.gapMs = m_gapsMs[end - 1] - m_gapsMs[begin];
    const auto take = [&](std::size_t level, std::size_t index) {
        const Node part = node(level, index);
        add(sum, part.low, part.high, part.total, part.ticks);
    };
    std::size_t level = 0;
    while (begin < end) {
        if (level == m_levels.size()) {
            while (begin < end)
                take(level, begin++);
            break;
        }
        while (begin < end && begin % kFan != 0)
            take(level, begin++);
        while (begin < end && end % kFan != 0)
            take(level, --end);
        begin /= kFan;
        end /= kFan;
        ++level;
    }
    return sum;
}

std::vector<HistoryColumn> decimate(std::span<const HistoryPart> parts, qint64 fromMs, qint64 toMs,
                                    int columns)
{
    std::vector<HistoryColumn> result;
    if (fromMs >= toMs || columns < 1)
        return result;
    // A window of (columns - 1) widths, wherever it lies, touches at most `columns` columns.
    const qint64 places = std::max(1, columns - 1);
    const qint64 width = std::max<qint64>(1, (toMs - fromMs) / places + ((toMs - fromMs) % places != 0));
    result.reserve(static_cast<std::size_t>(columns) + 3);

    struct Place
    {
        const HistorySeries *series;
        std::size_t index;
    };
    const auto alone = [](const Place &place) {
        return columnOf(*place.series, place.index, place.index + 1,
                        place.series->sum(place.index, place.index + 1));
    };
    std::optional<Place> last; // the last point that was looked at
    std::optional<Place> outside;
    std::optional<qint64> lastColumn;
    for (const HistoryPart &part : parts) {
        const HistorySeries &series = *part.series;
        const std::size_t partBegin = series.lowerBound(part.fromMs);
        const std::size_t partEnd = series.lowerBound(part.toMs);
        std::size_t begin = std::max(partBegin, series.lowerBound(fromMs));
        const std::size_t end = std::min(partEnd, series.lowerBound(toMs));
        if (!lastColumn && partBegin < std::min(begin, partEnd))
            last = {&series, std::min(begin, partEnd) - 1};
        while (begin < end) {
            const qint64 column = floorDiv(series.at(begin).atMs, width);
            const std::size_t next = std::min(end, series.lowerBound((column + 1) * width));
            const HistorySeries::Sum sum = series.sum(begin, next);
            HistoryColumn made = columnOf(series, begin, next, sum);
            const bool gapBefore = last && gapBetween(*last->series, last->index, series, begin) > 0;
            if (!lastColumn && last && !gapBefore) // the nearest point to the left
                result.push_back(alone(*last));
            made.gapBefore = !result.empty() && (gapBefore || sum.gapMs > 0);
            if (lastColumn == column) {
                made.gapBefore = made.gapBefore && result.size() > 1;
                merge(result.back(), made);
            } else {
                result.push_back(made);
            }
            lastColumn = column;
            last = {&series, next - 1};
            begin = next;
        }
        if (!outside && end < partEnd && series.at(std::max(end, partBegin)).atMs >= toMs)
            outside = {&series, std::max(end, partBegin)};
    }
    const bool reaches =
        last && outside && gapBetween(*last->series, last->index, *outside->series, outside->index) == 0;
    if (!lastColumn && last) { // the whole range lies between two points, or within one
        const HistoryColumn left = alone(*last);
        if (reaches || left.toMs > fromMs)
            result.push_back(left);
    }
    if (reaches)
        result.push_back(alone(*outside));
    return result;
}

} // namespace hakgal
