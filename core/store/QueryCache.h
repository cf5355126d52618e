// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/store/FactQuery.h"

#include <QByteArray>
#include <QMetaType>

#include <list>
#include <map>
#include <memory>
#include <vector>

namespace hakgal {

/// What a QueryCache has done since it was made, and holds now. These are answers to searches; the page cache
/// figures (cache_hits …) are another thing, about SQLite's pages in the probe connection.
struct QueryCacheFigures
{
    quint64 hits = 0;
    quint64 misses = 0;        ///< looked up and not there, or too old
    quint64 invalidations = 0; ///< times all answers were dropped because somebody had written
    qint64 bytes = 0;          ///< held now, as reckoned by those who stored
    bool operator==(const QueryCacheFigures &) const = default;
};

/// Answers to searches of one base, kept for 30 seconds, dropped all at once when the base changes, and the
/// longest unused ones first where they become too many bytes. Whoever asks tells what `PRAGMA data_version`
/// says on his own connection, always the same one; an answer that was stored under another version is never
/// given. Bound to one thread.
class QueryCache
{
public:
    static constexpr std::chrono::seconds kLifetime{30};
    static constexpr qint64 kMostBytes = qint64(8) * 1024 * 1024;

    /// Rows of an answer, or a count.
    struct Answer
    {
        std::vector<FactRow> rows;
        bool atEnd = false; ///< no more rows behind these
        FactOrder order = FactOrder::Id;
        qint64 total = -1; ///< -1: this answer is rows
    };

    explicit QueryCache(Clock clock, qint64 mostBytes = kMostBytes);

    /// Null where there is none. Counts a hit or a miss.
    std::shared_ptr<const Answer> find(const QByteArray &question, qint64 dataVersion);
    /// Replaces an older answer. Answers that alone are beyond the bound are not kept.
    void store(const QByteArray &question, qint64 dataVersion, std::shared_ptr<const Answer> answer);
    /// Another base, or a connection made anew: everything is dropped, and nothing is counted.
    void clear();

    const QueryCacheFigures &figures() const { return m_figures; }

private:
    struct Entry
    {
        QByteArray question;
        std::shared_ptr<const Answer> answer;
        qint64 bytes = 0;
        std::chrono::steady_clock::time_point until;
    };
    using Entries = std::list<Entry>;

    void follow(qint64 dataVersion);
    void drop(Entries::iterator entry);

    Clock m_clock;
    qint64 m_mostBytes;
    qint64 m_dataVersion = 0;
    Entries m_entries; ///< last used first
    std::map<QByteArray, Entries::iterator> m_byQuestion;
    QueryCacheFigures m_figures;
};

} // namespace hakgal

Q_DECLARE_METATYPE(hakgal::QueryCacheFigures)
