// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HistoryRing.h"

#include <algorithm>

namespace hakgal {

void HistoryRing::setLimit(std::size_t limit)
{
    m_limit = std::max<std::size_t>(limit, 1);
    trim();
}

void HistoryRing::add(HistoryEntry entry)
{
    m_entries.push_back(std::move(entry));
    trim();
}

void HistoryRing::fill(std::span<const HistoryEntry> earlier)
{
    for (auto entry = earlier.rbegin(); entry != earlier.rend() && m_entries.size() < m_limit; ++entry) {
        if (m_entries.empty() || entry->atMs < m_entries.front().atMs)
            m_entries.push_front(*entry);
    }
}

QByteArray HistoryRing::body(std::size_t most) const
{
    const std::size_t count = std::min(most, m_entries.size());
    const auto first = m_entries.end() - static_cast<std::ptrdiff_t>(count);
    qsizetype bytes = 64;
    for (auto entry = first; entry != m_entries.end(); ++entry)
        bytes += entry->json.size() + 1;
    QByteArray body;
    body.reserve(bytes);
    body += "{\"count\":" + QByteArray::number(static_cast<qulonglong>(count)) + ",\"metrics\":[";
    for (auto entry = first; entry != m_entries.end(); ++entry) {
        if (entry != first)
            body += ',';
        body += entry->json;
    }
    body += "]}";
    return body;
}

void HistoryRing::trim()
{
    while (m_entries.size() > m_limit)
        m_entries.pop_front();
}

} // namespace hakgal
