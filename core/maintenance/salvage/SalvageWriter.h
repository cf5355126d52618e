// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/salvage/Judge.h"
#include "core/maintenance/salvage/Ledger.h"
#include "core/store/Database.h"

#include <memory>

struct sqlite3_stmt;

namespace hakgal::salvage {

/// Writes what was salvaged into a new base: all rows in one transaction without indices, then the indices,
/// then views and triggers, then the audit row; then it is checked. Not durable until the file is synced.
class SalvageWriter
{
public:
    /// `path` must not exist, and does not where this fails. Makes the schema: the one of the damaged file
    /// where its facts table could be read and is not of our own form, else ours.
    static Result<std::unique_ptr<SalvageWriter>> create(const QString &path, const PageSource &source,
                                                         const PageMap &map, const Inventory &inventory,
                                                         const std::atomic<bool> *cancel);
    ~SalvageWriter();

    /// Stores a good fact in the table of facts; false where the table did not take it (then it belongs into
    /// quarantine).
    Result<bool> addFact(const Verdict &verdict);
    /// The same from the current row of a query on a backup, which has the columns factColumns() from its
    /// second on.
    Result<bool> addFromBackup(qint64 rowid, sqlite3_stmt *row);
    /// Names of the columns that a fact is written with, but for its id.
    QStringList factColumns() const;
    Result<void> addDoubtful(const Verdict &verdict);
    /// Copies every sound row of a table other than the facts.
    Result<Ledger::TableCount> addTable(const FoundTable &table);

    /// Indices, views, triggers, audit row, commit. Notes go into the ledger.
    Result<void> complete(Ledger &ledger);
    /// As much as integrity_check says, and the counts of the ledger. VerifyFailed with what was wrong.
    Result<void> verify(const Ledger &ledger);
    /// Closes the file; it is whole in one piece then.
    void close();

    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    using Handle = std::unique_ptr<sqlite3_stmt, Finalize>;

    Database &database() { return *m_database; }
    QString factsTable() const { return m_factsName; }

private:
    /// An INSERT and which value goes to which parameter.
    struct Insert
    {
        Handle statement;
        std::vector<int> columns; ///< of the record, for parameters 2, 3 …; parameter 1 is the rowid if any
        bool rowid = false;
    };

    SalvageWriter(const PageSource &source, const PageMap &map, const Inventory &inventory);
    Result<void> begin();
    Result<void> makeFacts();
    Result<Insert> prepareInsert(const TableInfo &table, const QByteArray &intoTable, bool statementOnly);
    bool bindValue(sqlite3_stmt *statement, int parameter, const Value &value);
    Result<bool> step(sqlite3_stmt *statement);
    Result<QString> integrity();
    Result<void> runOne(const QByteArray &sql, QByteArrayView beginning);

    const PageSource &m_source;
    const PageMap &m_map;
    const Inventory &m_inventory;
    CellReader m_cells;
    std::unique_ptr<Database> m_database;
    const std::atomic<bool> *m_cancel = nullptr;
    bool m_ownSchema = false;
    QString m_factsName;
    std::vector<std::pair<QString, QString>> m_indices; ///< of our own schema, made after the rows
    Insert m_fact;
    Insert m_statement;
    Handle m_doubtful;
    std::vector<QByteArray> m_made; ///< names of tables
};

} // namespace hakgal::salvage
