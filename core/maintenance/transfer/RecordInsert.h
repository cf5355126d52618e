// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactReader.h"
#include "core/store/FactStore.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace hakgal {

/// Stores facts that give values for different columns: of those that the base has (see FactInsert::writable)
/// each set of columns gets a FactInsert of its own, prepared when it first comes. The others are left out.
/// Belongs to one FactStore and its thread.
class RecordInsert
{
public:
    /// `columns` is FactReader::columns() of the reader that the records come from; it may grow. Both outlive
    /// this.
    RecordInsert(FactStore &store, const QStringList &columns, QString source,
                 FactInsert::Duplicates duplicates)
        : m_store(store), m_columns(columns), m_source(std::move(source)), m_duplicates(duplicates)
    {
    }

    /// As FactInsert::store().
    Result<bool> store(const QByteArray &statement, std::span<const FactRecord::Given> given,
                       const QString &timestamp);

private:
    /// The base has a column for this one of the reader's.
    bool takes(int column);
    Result<FactInsert *> insertFor(std::span<const FactRecord::Given> given);

    FactStore &m_store;
    const QStringList &m_columns;
    QString m_source;
    FactInsert::Duplicates m_duplicates;
    QStringList m_writable; ///< for each of m_columns that was asked for: the base's column, or empty
    std::map<std::vector<int>, FactInsert> m_inserts;
    std::optional<FactInsert> m_plain;
    std::vector<int> m_key;
    std::vector<FactValue> m_values;
};

} // namespace hakgal
