// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/SampleHistory.h"

#include <algorithm>
#include <cmath>
#include <limits>

// Decimation: the window is cut into columns of equal time, anchored at the clock's own zero rather than at
// `now`, so that a tick stays in its column while the window moves. Of the known ticks of a column the first
// smallest and the last largest stay (so two ticks both stay, also when they are equal). A second pass over
// the column gives them out in their order; a gap seen on the way is kept in mind and given out as one NaN
// before the next point that stays, so gaps never pile up.

namespace hakgal {

namespace {

constexpr std::array kCharted{MetricId::SystemCpu,    MetricId::ProcessCpu, MetricId::SystemMemory,
                              MetricId::CacheHitRate, MetricId::QueryP50,   MetricId::QueryP95,
                              MetricId::Facts,        MetricId::WalBytes};

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

std::span<const MetricId> SampleHistory::metrics()
{
    return kCharted;
}

SampleHistory::SampleHistory(std::size_t capacity) : m_capacity(std::max<std::size_t>(capacity, 1))
{
    m_times.resize(m_capacity);
    m_values.resize(m_capacity * kCharted.size());
}

void SampleHistory::add(const Sample &sample)
{
    m_times[m_next] = sample.at.steady;
    for (std::size_t i = 0; i < kCharted.size(); ++i) {
        const Reading &reading = sample[kCharted[i]];
        m_values[m_next * kCharted.size() + i] = static_cast<float>(reading.known() ? reading.value : kNaN);
    }
    m_next = (m_next + 1) % m_capacity;
    m_size = std::min(m_size + 1, m_capacity);
}

void SampleHistory::clear()
{
    m_next = 0;
    m_size = 0;
}

std::vector<SampleHistory::Point> SampleHistory::points(MetricId metric,
                                                        std::chrono::steady_clock::time_point now,
                                                        std::chrono::seconds window, int columns,
                                                        std::chrono::milliseconds gap) const
{
    using Span = std::chrono::steady_clock::duration;

    const auto kept = std::find(kCharted.begin(), kCharted.end(), metric);
    if (kept == kCharted.end() || columns < 1 || window.count() <= 0)
        return {};
    const auto field = static_cast<std::size_t>(kept - kCharted.begin());

    // Index 0 is the oldest tick.
    const std::size_t oldest = (m_next + m_capacity - m_size) % m_capacity;
    const auto slot = [&](std::size_t i) { return (oldest + i) % m_capacity; };
    const auto time = [&](std::size_t i) { return m_times[slot(i)]; };
    const auto value = [&](std::size_t i) {
        return static_cast<double>(m_values[slot(i) * kCharted.size() + field]);
    };
    const auto ago = [&](std::chrono::steady_clock::time_point t) {
        return std::max(0.0, std::chrono::duration<double>(now - t).count());
    };

    // A window of (columns - 1) widths, wherever it lies, touches at most `columns` columns.
    const Span span = std::chrono::duration_cast<Span>(window);
    const Span::rep parts = std::max(1, columns - 1);
    const Span::rep width = (span.count() + parts - 1) / parts;
    const auto column = [&](std::size_t i) -> Span::rep {
        if (columns == 1)
            return 0;
        const Span::rep t = std::min(time(i), now).time_since_epoch().count();
        return t >= 0 ? t / width : -((-t + width - 1) / width);
    };

    std::size_t begin = 0;
    while (begin < m_size && time(begin) <= now - span)
        ++begin;

    std::vector<Point> result;
    result.reserve(std::min<std::size_t>(m_size - begin, 2 * static_cast<std::size_t>(columns)) + 8);
    double gapAgo = kNaN; // where the gap since the last point began; NaN: there is none
    while (begin < m_size) {
        const Span::rep current = column(begin);
        constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
        std::size_t smallest = none;
        std::size_t largest = none;
        std::size_t end = begin;
        for (; end < m_size && column(end) == current; ++end) {
            const double v = value(end);
            if (std::isnan(v))
                continue;
            if (smallest == none || v < value(smallest))
                smallest = end;
            if (largest == none || v >= value(largest))
                largest = end;
        }
        for (std::size_t i = begin; i < end; ++i) {
            if (i > 0 && time(i) - time(i - 1) > gap && std::isnan(gapAgo))
                gapAgo = ago(time(i - 1));
            if (std::isnan(value(i)) && std::isnan(gapAgo))
                gapAgo = ago(time(i));
            if (i != smallest && i != largest)
                continue;
            if (!std::isnan(gapAgo) && !result.empty())
                result.push_back({gapAgo, kNaN});
            gapAgo = kNaN;
            result.push_back({ago(time(i)), value(i)});
        }
        begin = end;
    }
    if (m_size > 0 && now - time(m_size - 1) > gap && std::isnan(gapAgo))
        gapAgo = ago(time(m_size - 1));
    if (!std::isnan(gapAgo) && !result.empty())
        result.push_back({gapAgo, kNaN});
    return result;
}

} // namespace hakgal
