// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/RecordInsert.h"

namespace hakgal {

namespace {
constexpr std::size_t kMostInserts = 64; ///< a file could give every set of columns
}

bool RecordInsert::takes(int column)
{
    while (m_writable.size() <= column)
        m_writable << FactInsert::writable(m_store.schema(), m_columns.at(m_writable.size()));
    return !m_writable.at(column).isEmpty();
}

Result<FactInsert *> RecordInsert::insertFor(std::span<const FactRecord::Given> given)
{
    m_key.clear();
    m_values.clear();
    for (const FactRecord::Given &one : given) {
        if (takes(one.column)) {
            m_key.push_back(one.column);
            m_values.push_back(one.value);
        }
    }
    if (m_key.empty()) {
        if (!m_plain) {
            auto insert = m_store.insertion(m_source, m_duplicates);
            if (!insert)
                return insert.error();
            m_plain.emplace(std::move(*insert));
        }
        return &*m_plain;
    }
    auto found = m_inserts.find(m_key);
    if (found == m_inserts.end()) {
        QStringList names;
        for (const int column : m_key)
            names << m_writable.at(column);
        auto insert = m_store.insertion(m_source, m_duplicates, names);
        if (!insert)
            return insert.error();
        if (m_inserts.size() >= kMostInserts)
            m_inserts.clear();
        found = m_inserts.emplace(m_key, std::move(*insert)).first;
    }
    return &found->second;
}

Result<bool> RecordInsert::store(const QByteArray &statement, std::span<const FactRecord::Given> given,
                                 const QString &timestamp)
{
    const auto insert = insertFor(given);
    if (!insert)
        return insert.error();
    return (*insert)->store(statement, timestamp, m_values);
}

} // namespace hakgal
