// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/QueryCache.h"

#include <utility>

namespace hakgal {

namespace {

/// What an answer takes, as far as texts and rows tell.
qint64 bytesOf(const QByteArray &question, const QueryCache::Answer &answer)
{
    auto bytes = static_cast<qint64>(sizeof(answer)) + 2 * question.size();
    for (const FactRow &row : answer.rows) {
        bytes += static_cast<qint64>(sizeof(row));
        for (const SqlValue &part : row.key)
            bytes += static_cast<qint64>(sizeof(part)) + part.bytes.size();
        for (const QString *text : {&row.statement, &row.predicate, &row.subject, &row.source, &row.time})
            bytes += static_cast<qint64>(sizeof(QChar)) * text->size();
    }
    return bytes;
}

} // namespace

QueryCache::QueryCache(Clock clock, qint64 mostBytes) : m_clock(std::move(clock)), m_mostBytes(mostBytes) {}

void QueryCache::drop(Entries::iterator entry)
{
    m_figures.bytes -= entry->bytes;
    m_byQuestion.erase(entry->question);
    m_entries.erase(entry);
}

void QueryCache::follow(qint64 dataVersion)
{
    if (dataVersion == m_dataVersion)
        return;
    if (!m_entries.empty()) {
        clear();
        ++m_figures.invalidations;
    }
    m_dataVersion = dataVersion;
}

void QueryCache::clear()
{
    m_byQuestion.clear();
    m_entries.clear();
    m_figures.bytes = 0;
}

std::shared_ptr<const QueryCache::Answer> QueryCache::find(const QByteArray &question, qint64 dataVersion)
{
    follow(dataVersion);
    const auto found = m_byQuestion.find(question);
    if (found != m_byQuestion.end() && m_clock().steady < found->second->until) {
        ++m_figures.hits;
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return found->second->answer;
    }
    ++m_figures.misses;
    if (found != m_byQuestion.end())
        drop(found->second);
    return nullptr;
}

void QueryCache::store(const QByteArray &question, qint64 dataVersion, std::shared_ptr<const Answer> answer)
{
    follow(dataVersion);
    if (const auto old = m_byQuestion.find(question); old != m_byQuestion.end())
        drop(old->second);
    const qint64 bytes = bytesOf(question, *answer);
    if (bytes > m_mostBytes)
        return;
    while (m_figures.bytes + bytes > m_mostBytes)
        drop(std::prev(m_entries.end()));
    m_entries.push_front({question, std::move(answer), bytes, m_clock().steady + kLifetime});
    m_byQuestion[question] = m_entries.begin();
    m_figures.bytes += bytes;
}

} // namespace hakgal
