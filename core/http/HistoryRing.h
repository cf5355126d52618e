// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/SnapshotJson.h"

#include <deque>
#include <span>

namespace hakgal {

/// What GET /api/metrics/history answers from: entries as they are sent, oldest first, so that a request only
/// copies bytes. A value; no clock, no database.
class HistoryRing
{
public:
    /// At least 1; the oldest ones go.
    void setLimit(std::size_t limit);
    void add(HistoryEntry entry);
    /// Puts what is older than all entries before them, as far as there is room; the rest is here already.
    void fill(std::span<const HistoryEntry> earlier);
    void clear() { m_entries.clear(); }
    std::size_t size() const { return m_entries.size(); }

    /// {"count":n,"metrics":[…]} of the newest `most`, newest last.
    QByteArray body(std::size_t most) const;

private:
    void trim();

    std::deque<HistoryEntry> m_entries;
    std::size_t m_limit = 1000;
};

} // namespace hakgal
