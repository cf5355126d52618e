// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/LatencyWindow.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace hakgal {

LatencyWindow::LatencyWindow(std::size_t capacity) : m_capacity(std::max<std::size_t>(capacity, 1))
{
    m_ring.reserve(m_capacity);
}

void LatencyWindow::add(double seconds)
{
    if (!std::isfinite(seconds))
        return;
    if (m_ring.size() < m_capacity)
        m_ring.push_back(seconds);
    else
        m_ring[m_next] = seconds;
    m_next = (m_next + 1) % m_capacity;
}

void LatencyWindow::clear()
{
    m_ring.clear();
    m_next = 0;
}

void LatencyWindow::setCapacity(std::size_t capacity)
{
    capacity = std::max<std::size_t>(capacity, 1);
    if (capacity == m_capacity)
        return;
    if (m_ring.size() == m_capacity) // only a full ring begins elsewhere than at its front
        std::rotate(m_ring.begin(), m_ring.begin() + static_cast<std::ptrdiff_t>(m_next), m_ring.end());
    std::vector<double> kept;
    kept.reserve(capacity);
    const auto drop = m_ring.size() > capacity ? m_ring.size() - capacity : 0;
    std::copy(m_ring.begin() + static_cast<std::ptrdiff_t>(drop), m_ring.end(), std::back_inserter(kept));
    m_ring = std::move(kept);
    m_capacity = capacity;
    m_next = m_ring.size() % m_capacity;
}

std::optional<LatencyWindow::Summary> LatencyWindow::summary() const
{
    if (m_ring.empty())
        return std::nullopt;
    std::vector<double> values = m_ring;
    const std::size_t n = values.size();
    Summary s;
    s.samples = n;
    const auto [min, max] = std::minmax_element(values.begin(), values.end());
    s.min = *min;
    s.max = *max;
    s.average = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(n);

    // Nearest rank ceil(p/100 · n), counted from 1, in whole numbers so that no rounding moves a rank.
    // Ranks ascend, so each selection only has to look at what lies right of the one before.
    std::size_t sorted = 0;
    const auto percentile = [&](std::size_t p) {
        const std::size_t index = (p * n + 99) / 100 - 1;
        std::nth_element(values.begin() + static_cast<std::ptrdiff_t>(sorted),
                         values.begin() + static_cast<std::ptrdiff_t>(index), values.end());
        sorted = index;
        return values[index];
    };
    s.p50 = percentile(50);
    s.p95 = percentile(95);
    s.p99 = percentile(99);
    return s;
}

} // namespace hakgal
