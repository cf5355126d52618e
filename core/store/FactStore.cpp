// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactStore.h"

#include "core/store/FactText.h"
#include "core/store/Transaction.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>
#include <queue>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

/// Keeps the most frequent ones of a stream of groups.
class TopPredicates
{
public:
    explicit TopPredicates(int limit) : m_limit(static_cast<std::size_t>(std::max(limit, 0))) {}

    void add(PredicateCount row)
    {
        m_heap.push(std::move(row));
        if (m_heap.size() > m_limit)
            m_heap.pop();
    }
    std::vector<PredicateCount> take()
    {
        std::vector<PredicateCount> rows;
        for (; !m_heap.empty(); m_heap.pop())
            rows.push_back(m_heap.top());
        std::reverse(rows.begin(), rows.end());
        return rows;
    }

private:
    struct Before
    {
        bool operator()(const PredicateCount &a, const PredicateCount &b) const
        {
            return a.facts != b.facts ? a.facts > b.facts : a.predicate < b.predicate;
        }
    };
    std::size_t m_limit;
    std::priority_queue<PredicateCount, std::vector<PredicateCount>, Before> m_heap;
};

} // namespace

QString timestampNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
}

Result<FactStore> FactStore::attach(Database &database)
{
    auto schema = FactSchema::read(database);
    if (!schema)
        return schema.error();
    return FactStore(database, std::move(*schema));
}

Result<void> FactStore::createSchema(Database &database)
{
    auto transaction = Transaction::begin(database, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    const QString column = quoteName(u"statement");
    const QString sql =
        "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, timestamp TEXT,"
        " predicate TEXT GENERATED ALWAYS AS ("_L1 +
        FactText::predicateSql(column) + ") VIRTUAL, subject TEXT GENERATED ALWAYS AS ("_L1 +
        FactText::subjectSql(column) +
        ") VIRTUAL);"
        "CREATE UNIQUE INDEX idx_statement ON facts(statement);"
        "CREATE INDEX idx_predicate ON facts(predicate);"
        "CREATE INDEX idx_subject ON facts(subject);"
        "CREATE INDEX idx_predicate_subject ON facts(predicate, subject);"
        "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, details TEXT);"_L1;
    if (auto made = database.execute(sql); !made)
        return made;
    return transaction->commit();
}

QString FactStore::table() const
{
    return "main."_L1 + quoteName(m_schema.table);
}

/// The column rows are ordered by.
QString FactStore::order() const
{
    return m_schema.rowid ? m_schema.rowidName : quoteName(m_schema.statement);
}

Result<qint64> FactStore::count()
{
    return m_database->integer("SELECT count(*) FROM "_L1 + table());
}

Result<PredicateTable> FactStore::predicates(int limit)
{
    PredicateTable result;
    result.countedAt = Instant::now();
    auto groups = m_database->prepare("SELECT "_L1 + m_schema.predicateSql + ", count(*) FROM "_L1 + table() +
                                      " GROUP BY 1"_L1);
    if (!groups)
        return groups.error();
    TopPredicates top(limit);
    PredicateCount without;
    for (;;) {
        const auto row = groups->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        const QString predicate = groups->text(0);
        if (predicate.isEmpty()) {
            without.facts += groups->integer(1);
            continue;
        }
        ++result.predicates;
        top.add({predicate, groups->integer(1)});
    }
    if (without.facts > 0)
        top.add(without);
    result.rows = top.take();
    return result;
}

Result<void> FactStore::forEachStatement(const std::function<bool(const QByteArray &utf8)> &each)
{
    return forEachRow({}, [&each](const Statement &row) { return each(row.utf8(0)); });
}

Result<void> FactStore::forEachRow(const QStringList &columns,
                                   const std::function<bool(const Statement &row)> &each)
{
    QStringList names{quoteName(m_schema.statement)};
    for (const QString &column : columns)
        names << "typeof("_L1 + quoteName(column) + u')' << quoteName(column);
    auto rows = m_database->prepare("SELECT "_L1 + names.join(", "_L1) + " FROM "_L1 + table() +
                                    " ORDER BY "_L1 + order());
    if (!rows)
        return rows.error();
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row || !each(*rows))
            return {};
    }
}

QString FactStore::pointSql() const
{
    QStringList columns{quoteName(m_schema.statement)};
    for (const QString &name : {m_schema.source, m_schema.timestamp}) {
        if (!name.isEmpty())
            columns << quoteName(name);
    }
    return "SELECT "_L1 + columns.join(", "_L1) + " FROM "_L1 + table() + " WHERE "_L1 +
           quoteName(m_schema.statement) + " = ?1 LIMIT 1"_L1;
}

QString FactStore::predicateSql(int limit) const
{
    return "SELECT "_L1 + quoteName(m_schema.statement) + " FROM "_L1 + table() + " WHERE "_L1 +
           m_schema.predicateSql + " = ?1 LIMIT "_L1 + QString::number(limit);
}

QString FactStore::subjectSql(int limit) const
{
    return "SELECT "_L1 + quoteName(m_schema.statement) + " FROM "_L1 + table() + " WHERE "_L1 +
           m_schema.predicateSql + " = ?1 AND "_L1 + m_schema.subjectSql + " = ?2 LIMIT "_L1 +
           QString::number(limit);
}

QString FactStore::countSql(int limit) const
{
    return "SELECT count(*) FROM (SELECT 1 FROM "_L1 + table() + " WHERE "_L1 + m_schema.predicateSql +
           " = ?1 LIMIT "_L1 + QString::number(limit) + u')';
}

QString FactStore::sampleSql() const
{
    return "SELECT "_L1 + quoteName(m_schema.statement) + " FROM "_L1 + table() + " WHERE "_L1 + order() +
           " >= ?1 ORDER BY "_L1 + order() + " LIMIT 1"_L1;
}

QString FactStore::boundsSql() const
{
    if (!m_schema.rowid)
        return {};
    // Both in one SELECT would read the whole table.
    const QString from = u'(' + m_schema.rowidName + ") FROM "_L1 + table() + u')';
    return "SELECT (SELECT min"_L1 + from + ", (SELECT max"_L1 + from;
}

Result<FactInsert> FactStore::insertion(const QString &source, FactInsert::Duplicates duplicates,
                                        const QStringList &given) const
{
    return FactInsert::prepare(*m_database, m_schema, source, duplicates, given);
}

Result<qint64> FactStore::takeOutStored(QSet<QByteArray> &statements, qint64 afterRowid)
{
    const QString columns =
        quoteName(m_schema.statement) + ", "_L1 + (m_schema.rowid ? m_schema.rowidName : u"0"_s);
    auto rows =
        m_database->prepare("SELECT "_L1 + columns + " FROM "_L1 + table() +
                            (m_schema.rowid ? " WHERE "_L1 + m_schema.rowidName + " > ?1"_L1 : QString()));
    if (!rows)
        return rows.error();
    if (m_schema.rowid)
        rows->bind(1, afterRowid);
    qint64 greatest = afterRowid;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return greatest;
        statements.remove(rows->utf8(0));
        greatest = std::max(greatest, rows->integer(1));
    }
}

Result<void> FactStore::audit(const QString &operation, const QString &detailsJson)
{
    using Audit = FactSchema::Audit;
    if (m_schema.audit != Audit::Details && m_schema.audit != Audit::Payload)
        return {};
    const bool payload = m_schema.audit == Audit::Payload;
    QString columns = payload ? u"timestamp, event, payload"_s : u"timestamp, operation, details"_s;
    QString values = u"?1, ?2, ?3"_s;
    // What other programs hash is not known; where it may be left out it is.
    const bool hash =
        payload && std::any_of(m_schema.auditColumns.cbegin(), m_schema.auditColumns.cend(),
                               [](const FactSchema::Column &c) {
                                   return c.required && c.name.compare("hash"_L1, Qt::CaseInsensitive) == 0;
                               });
    if (hash) {
        columns += ", hash"_L1;
        values += ", ?4"_L1;
    }
    auto insert = m_database->prepare("INSERT INTO main."_L1 + quoteName(m_schema.auditTable) + u'(' +
                                      columns + ") VALUES("_L1 + values + u')');
    if (!insert)
        return insert.error();
    insert->bind(1, timestampNow());
    insert->bind(2, operation);
    insert->bind(3, detailsJson);
    if (hash) {
        insert->bindUtf8(4,
                         QCryptographicHash::hash(detailsJson.toUtf8(), QCryptographicHash::Sha256).toHex());
    }
    return insert->run();
}

} // namespace hakgal
