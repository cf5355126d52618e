// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/transfer/FactReader.h"
#include "core/maintenance/transfer/StatementSorter.h"
#include "core/Result.h"
#include "core/store/Database.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

struct sqlite3_context;
struct sqlite3_module;
struct sqlite3_vtab_cursor;

namespace hakgal {

/// What a StatementSorter gives as a table that SQL of one connection can read, once and from front to back:
/// one INSERT … SELECT stores all of it. Against an INSERT for each fact nothing is bound, copied or begun
/// anew a million times, and the cursors of table and indices stay where the next entry belongs.
class SortedTable
{
public:
    /// A column beside the statement.
    struct Column
    {
        QString name;
        std::optional<QByteArray> otherwise; ///< text for facts that give no value; nullopt: NULL
    };
    static constexpr const char *kName = "hakgal_sorted";

    /// All three outlive this; so does this the statements that read it.
    SortedTable(Database &database, StatementSorter &sorter, std::vector<Column> columns)
        : m_database(database), m_sorter(sorter), m_columns(std::move(columns))
    {
    }
    ~SortedTable();
    SortedTable(const SortedTable &) = delete;
    SortedTable &operator=(const SortedTable &) = delete;

    /// Makes it known to the connection as kName(statement, and the columns by their names).
    Result<void> attach(const QString &statementName);
    /// Called for each so many rows that were read, with their number; from within the statement that reads.
    std::function<void(qint64)> onRows;

    /// Why the sorter failed, where the statement that read this did for that reason.
    const std::optional<Error> &failure() const { return m_failure; }

    /// What a fact gives for the columns, as StatementSorter carries it along; Given::column is an index of
    /// them.
    static void pack(int column, const FactValue &value, QByteArray &to);

private:
    struct Module;
    int advance();
    void answer(sqlite3_context *context, int column) const;

    Database &m_database;
    StatementSorter &m_sorter;
    std::vector<Column> m_columns;
    QByteArray m_declaration;
    std::optional<Error> m_failure;
    StatementSorter::Item m_item;
    qint64 m_rows = 0;
    bool m_more = true;
};

} // namespace hakgal
