// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"
#include "core/store/FactText.h"

#include <functional>
#include <memory>
#include <optional>

namespace hakgal {

/// How a base keeps its facts. Found by looking, never assumed.
struct FactSchema
{
    enum class Kind : quint8 { Simple, StatementKey, Content, Extended, Other };
    enum class Audit : quint8 { None, Details, Payload, Other }; ///< form of audit_log

    Kind kind = Kind::Other;
    QString table;     ///< unquoted; `facts` or `facts_extended`, a real table, not a view
    QString statement; ///< unquoted name of the column with the text
    bool rowid = true; ///< false: WITHOUT ROWID, ordered by the statement
    QString source;    ///< column names; empty where there is none
    QString timestamp;
    QString predicateSql; ///< a column or the expression, ready to use in SQL
    QString subjectSql;
    bool predicateColumn = false; ///< a column (generated or stored) gives it
    bool subjectColumn = false;
    bool statementIndexed = false; ///< an equality search on the statement uses an index
    bool statementUnique = false;
    bool predicateIndexed = false; ///< likewise on predicateSql, so that grouped counts are cheap
    bool subjectIndexed = false;   ///< predicate + subject uses an index
    QStringList requiredColumns;   ///< columns an insert must fill besides the statement
    QStringList indices;
    QStringList triggers; ///< on the facts table
    Audit audit = Audit::None;
};

/// One fact as read. `id` is the rowid, or 0 in a WITHOUT ROWID base.
struct Fact
{
    qint64 id = 0;
    QString statement;
};

/// The one place that knows the fact schemas. Works on a Database that it does not own; same thread.
class FactStore
{
public:
    /// Looks at the schema. NoFactsTable where neither form is there.
    static Result<FactStore> attach(Database &database);

    /// Makes the schema of a new base (design: facts with generated predicate and subject, unique
    /// idx_statement, idx_predicate, idx_subject, idx_predicate_subject, audit_log).
    static Result<void> createSchema(Database &database);

    const FactSchema &schema() const { return m_schema; }

    /// Exact; cost grows with the number of facts (about 3 ms a million on an index).
    Result<qint64> count();
    /// The most frequent predicates, exact; descending, ties by name.
    Result<PredicateTable> predicates(int limit);

    /// Calls `each` for every match in rowid (or statement) order until it returns false or `limit` is
    /// reached (limit < 0: all). Returns how many match in all where `countAll`, else how many were handed
    /// over.
    Result<qint64> find(const FactPattern &pattern, qint64 limit, bool countAll,
                        const std::function<bool(const Fact &)> &each);

    /// Every statement in rowid order as stored bytes. Stops where `each` returns false.
    Result<void> forEachStatement(const std::function<bool(const QByteArray &utf8)> &each);

    /// SQL of the probe queries (see collect/DatabaseProbe.h); all read at most a handful of pages where the
    /// schema has its indices.
    QString pointSql() const;              ///< ?1 statement → the row
    QString predicateSql(int limit) const; ///< ?1 predicate → up to limit rows
    QString subjectSql(int limit) const;   ///< ?1 predicate ?2 subject → up to limit rows
    QString countSql(int limit) const;     ///< ?1 predicate → count, bounded by limit
    QString sampleSql() const;             ///< ?1 a rowid (or statement) → the first row at or after it
    QString boundsSql() const;             ///< smallest and largest rowid; empty for WITHOUT ROWID

    /// INSERT that skips a statement that is already there: ?1 statement ?2 source ?3 timestamp.
    /// On a base without a unique index it looks before it inserts. Steps change sqlite3_changes() by 0 or 1.
    QString insertSql() const;
    /// Adds an audit row in the base's own form within the caller's transaction; no effect without audit_log.
    Result<void> audit(const QString &operation, const QString &detailsJson);

private:
    explicit FactStore(Database &database) : m_database(&database) {}
    Database *m_database;
    FactSchema m_schema;
};

} // namespace hakgal
