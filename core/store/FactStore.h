// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"
#include "core/store/FactInsert.h"
#include "core/store/FactSchema.h"

#include <QSet>

#include <functional>
#include <limits>

namespace hakgal {

/// The one place that knows the fact schemas (with FactSchema, which looks at them, and FactInsert, which
/// fills them). Works on a Database that it does not own; same thread.
class FactStore
{
public:
    /// Looks at the schema. NoFactsTable where neither form is there.
    static Result<FactStore> attach(Database &database);

    /// Makes the schema of a new base in one transaction (facts with generated predicate and subject, unique
    /// idx_statement, idx_predicate, idx_subject, idx_predicate_subject, audit_log).
    static Result<void> createSchema(Database &database);

    const FactSchema &schema() const { return m_schema; }

    /// Exact; cost grows with the number of facts (about 3 ms a million on an index).
    Result<qint64> count();
    /// The most frequent predicates, exact; descending, ties by name. All statements without a predicate (no
    /// bracket, or nothing before it) are one row with an empty name, which is none of the distinct ones.
    Result<PredicateTable> predicates(int limit);

    /// Every statement in rowid order as stored bytes; a null array for NULL. Stops where `each` returns
    /// false.
    Result<void> forEachStatement(const std::function<bool(const QByteArray &utf8)> &each);

    /// The same with other columns of the base: in the row the statement is column 0, and each of them
    /// follows as two columns, the SQL name of its type (`text`, `integer`, `real`, `blob`, `null`) and its
    /// value.
    Result<void> forEachRow(const QStringList &columns,
                            const std::function<bool(const Statement &row)> &each);

    /// SQL of the probe queries (see collect/DatabaseProbe.h); all read at most a handful of pages where the
    /// schema has its indices.
    QString pointSql() const;              ///< ?1 statement → the row
    QString predicateSql(int limit) const; ///< ?1 predicate → up to limit rows
    QString subjectSql(int limit) const;   ///< ?1 predicate ?2 subject → up to limit rows
    QString countSql(int limit) const;     ///< ?1 predicate → count, bounded by limit
    QString sampleSql() const;             ///< ?1 a rowid (or statement) → the statement at or after it
    QString boundsSql() const;             ///< smallest and largest rowid; empty for WITHOUT ROWID

    /// Prepares to store facts (see FactInsert).
    Result<FactInsert> insertion(const QString &source, FactInsert::Duplicates duplicates,
                                 const QStringList &given = {}) const;

    /// Takes out of the set those statements that are in the base, by one pass over all rows with a greater
    /// rowid (over all rows in a WITHOUT ROWID base). Returns the greatest rowid seen, or `afterRowid`. For
    /// bases where no index finds a statement.
    Result<qint64> takeOutStored(QSet<QByteArray> &statements,
                                 qint64 afterRowid = std::numeric_limits<qint64>::min());

    /// Adds an audit row in the base's own form within the caller's transaction; no effect where audit_log is
    /// missing or of another form.
    Result<void> audit(const QString &operation, const QString &detailsJson);

private:
    explicit FactStore(Database &database, FactSchema schema)
        : m_database(&database), m_schema(std::move(schema))
    {
    }
    QString table() const;
    QString order() const;

    Database *m_database;
    FactSchema m_schema;
};

/// Now, as the timestamps of facts and audit rows are written: ISO 8601, UTC, whole seconds.
QString timestampNow();

} // namespace hakgal
