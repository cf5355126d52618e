// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactSchema.h"

#include "core/store/Database.h"
#include "core/store/FactText.h"
#include "core/store/TableIndex.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using Column = FactSchema::Column;

const Column *find(const std::vector<Column> &columns, QLatin1String name)
{
    const auto found = std::find_if(columns.cbegin(), columns.cend(), [name](const Column &c) {
        return c.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == columns.cend() ? nullptr : &*found;
}

/// The name as the file spells it, or empty where there is no ordinary table of that name.
Result<QString> tableNamed(Database &database, QLatin1String name)
{
    // Views have no root page, virtual tables neither.
    auto statement =
        database.prepare(QStringLiteral("SELECT name FROM main.sqlite_master WHERE type = 'table' AND "
                                        "rootpage > 0 AND name = ?1 COLLATE NOCASE"));
    if (!statement)
        return statement.error();
    statement->bind(1, QString(name));
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->text(0) : QString();
}

Result<std::vector<Column>> columnsOf(Database &database, const QString &table)
{
    auto statement = database.prepare("PRAGMA main.table_xinfo("_L1 + quoteName(table) + u')');
    if (!statement)
        return statement.error();
    std::vector<Column> columns;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        Column column;
        column.name = statement->text(1);
        column.type = statement->text(2).toUpper();
        column.required = statement->integer(3) != 0 && statement->isNull(4);
        column.key = static_cast<int>(statement->integer(5));
        column.generated = statement->integer(6) >= 2; // 2: virtual, 3: stored
        columns.push_back(column);
    }
    // An INTEGER PRIMARY KEY is the rowid and fills itself.
    const auto keys =
        std::count_if(columns.cbegin(), columns.cend(), [](const Column &c) { return c.key > 0; });
    for (Column &column : columns) {
        if (column.generated || (keys == 1 && column.key == 1 && column.type == u"INTEGER"))
            column.required = false;
    }
    return columns;
}

Result<bool> hasRows(Database &database, const QString &table)
{
    auto statement = database.prepare("SELECT 1 FROM main."_L1 + quoteName(table) + " LIMIT 1"_L1);
    return statement ? statement->step() : Result<bool>(statement.error());
}

struct Table
{
    QString name;
    QString statement;
    std::vector<Column> columns;
};

Result<std::optional<Table>> factsIn(Database &database, QLatin1String name)
{
    const auto table = tableNamed(database, name);
    if (!table)
        return table.error();
    if (table->isNull())
        return std::optional<Table>();
    auto columns = columnsOf(database, *table);
    if (!columns)
        return columns.error();
    for (const QLatin1String text : {"statement"_L1, "content"_L1}) {
        const Column *column = find(*columns, text);
        if (column != nullptr && !column->generated)
            return std::optional<Table>(Table{*table, column->name, std::move(*columns)});
    }
    return std::optional<Table>();
}

Result<std::optional<Table>> chooseTable(Database &database)
{
    auto plain = factsIn(database, "facts"_L1);
    if (!plain)
        return plain;
    auto extended = factsIn(database, "facts_extended"_L1);
    if (!extended || !*plain)
        return extended;
    if (!*extended)
        return plain;
    const auto plainRows = hasRows(database, (*plain)->name);
    if (!plainRows)
        return plainRows.error();
    const auto extendedRows = hasRows(database, (*extended)->name);
    if (!extendedRows)
        return extendedRows.error();
    return !*plainRows && *extendedRows ? extended : plain;
}

/// How many equality terms an index answers for a query with this condition, by the planner's own word:
/// expression indices and partial ones count where it would use them.
int indexedTerms(Database &database, const FactSchema &schema, const QString &condition)
{
    auto plan = database.prepare("EXPLAIN QUERY PLAN SELECT 1 FROM main."_L1 + quoteName(schema.table) +
                                 " WHERE "_L1 + condition);
    if (!plan)
        return 0;
    int terms = 0;
    for (;;) {
        const auto row = plan->step();
        if (!row || !*row)
            return terms;
        const QString detail = plan->text(3);
        // "SEARCH facts USING INDEX name (predicate=? AND subject=?)"; a skip scan says ANY(…) and reads
        // far more than its rows; an index made for this one query says AUTOMATIC.
        const qsizetype using_ = detail.indexOf(" USING "_L1);
        if (!detail.startsWith("SEARCH "_L1) || using_ < 0 || detail.indexOf("AUTOMATIC"_L1, using_) >= 0 ||
            detail.indexOf("(ANY("_L1, using_) >= 0)
            continue;
        terms = std::max(terms, static_cast<int>(detail.mid(detail.lastIndexOf(" ("_L1)).count("=?"_L1)));
    }
}

/// Whether the index (or primary key) allows each statement only once, byte by byte.
bool isUnique(const TableIndex &index, const QString &statement)
{
    return index.unique && !index.partial && index.keys.size() == 1 && index.keys.front().binary &&
           index.keys.front().column.compare(statement, Qt::CaseInsensitive) == 0;
}

Result<void> readIndices(Database &database, FactSchema &schema)
{
    const auto indices = TableIndex::of(database, schema.table);
    if (!indices)
        return indices.error();
    for (const TableIndex &index : *indices) {
        schema.indices.append(index.name);
        schema.statementUnique = schema.statementUnique || isUnique(index, schema.statement);
    }
    schema.indices.sort();
    const QString byStatement = quoteName(schema.statement) + " = ?1"_L1;
    const QString byPredicate = schema.predicateSql + " = ?1"_L1;
    const QString bySubject = schema.subjectSql + " = ?2"_L1;
    schema.statementIndexed = indexedTerms(database, schema, byStatement) > 0;
    schema.predicateIndexed = indexedTerms(database, schema, byPredicate) > 0;
    schema.subjectIndexed = indexedTerms(database, schema, bySubject) > 0 ||
                            indexedTerms(database, schema, byPredicate + " AND "_L1 + bySubject) > 1;
    return {};
}

Result<void> readTriggers(Database &database, FactSchema &schema)
{
    auto list = database.prepare(
        QStringLiteral("SELECT name FROM main.sqlite_master WHERE type = 'trigger' AND "
                       "(tbl_name = ?1 COLLATE NOCASE OR tbl_name = ?2 COLLATE NOCASE) ORDER BY name"));
    if (!list)
        return list.error();
    list->bind(1, schema.table);
    list->bind(2, schema.auditTable);
    for (;;) {
        const auto row = list->step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        schema.triggers.append(list->text(0));
    }
}

Result<void> readAudit(Database &database, FactSchema &schema)
{
    const auto table = tableNamed(database, "audit_log"_L1);
    if (!table)
        return table.error();
    if (table->isNull())
        return {};
    auto columns = columnsOf(database, *table);
    if (!columns)
        return columns.error();
    const auto fits = [&columns](std::initializer_list<QLatin1String> names, QLatin1String extra) {
        for (const QLatin1String name : names) {
            const Column *column = find(*columns, name);
            if (column == nullptr || column->generated)
                return false;
        }
        return std::all_of(columns->cbegin(), columns->cend(), [&](const Column &c) {
            const auto is = [&c](QLatin1String name) {
                return c.name.compare(name, Qt::CaseInsensitive) == 0;
            };
            return !c.required || is(extra) || std::any_of(names.begin(), names.end(), is);
        });
    };
    schema.auditTable = *table;
    if (fits({"timestamp"_L1, "operation"_L1, "details"_L1}, ""_L1))
        schema.audit = FactSchema::Audit::Details;
    else if (fits({"timestamp"_L1, "event"_L1, "payload"_L1}, "hash"_L1))
        schema.audit = FactSchema::Audit::Payload;
    else
        schema.audit = FactSchema::Audit::Other;
    schema.auditColumns = std::move(*columns);
    return {};
}

FactSchema::Kind kindOf(const FactSchema &schema)
{
    if (schema.table.compare("facts_extended"_L1, Qt::CaseInsensitive) == 0)
        return FactSchema::Kind::Extended;
    if (schema.statement.compare("content"_L1, Qt::CaseInsensitive) == 0)
        return FactSchema::Kind::Content;
    if (schema.column("statement"_L1)->key == 1)
        return FactSchema::Kind::StatementKey;
    const Column *id = schema.column("id"_L1);
    return id != nullptr && id->key == 1 ? FactSchema::Kind::Simple : FactSchema::Kind::Other;
}

QString firstOf(const FactSchema &schema, std::initializer_list<QLatin1String> names)
{
    for (const QLatin1String name : names) {
        const Column *column = schema.column(name);
        if (column != nullptr && !column->generated)
            return column->name;
    }
    return {};
}

/// A name of the table's rowid that no column hides; empty where it has none.
QString rowidNameOf(Database &database, const QString &tableName, const std::vector<Column> &columns)
{
    const QByteArray table = tableName.toUtf8();
    for (const QLatin1String name : {"rowid"_L1, "_rowid_"_L1, "oid"_L1}) {
        if (find(columns, name) != nullptr)
            continue; // a column of that name hides it
        if (sqlite3_table_column_metadata(database.handle(), "main", table.constData(), name.data(), nullptr,
                                          nullptr, nullptr, nullptr, nullptr) == SQLITE_OK)
            return name;
    }
    return {};
}

} // namespace

const FactSchema::Column *FactSchema::column(QLatin1String name) const
{
    return find(columns, name);
}

Result<FactSchema> FactSchema::read(Database &database)
{
    auto table = chooseTable(database);
    if (!table)
        return table.error();
    if (!*table)
        return Error{ErrorCode::NoFactsTable, {database.verdict().path}, {}, 0};

    FactSchema schema;
    schema.table = (*table)->name;
    schema.statement = (*table)->statement;
    schema.columns = std::move((*table)->columns);
    schema.kind = kindOf(schema);
    schema.rowidName = rowidNameOf(database, schema.table, schema.columns);
    schema.rowid = !schema.rowidName.isEmpty();
    schema.timestamp = firstOf(schema, {"timestamp"_L1, "created_at"_L1});
    schema.source = firstOf(schema, {"source"_L1});
    if (schema.kind == Kind::Content && schema.source.isEmpty())
        schema.source = firstOf(schema, {"agent_id"_L1}); // who said it
    for (const Column &column : schema.columns) {
        if (column.required && column.name != schema.statement)
            schema.requiredColumns.append(column.name);
    }

    const QString text = quoteName(schema.statement);
    const Column *predicate = schema.column("predicate"_L1);
    schema.predicateColumn = predicate != nullptr;
    schema.predicateStored = predicate != nullptr && !predicate->generated;
    schema.predicateSql = predicate != nullptr ? quoteName(predicate->name) : FactText::predicateSql(text);
    const Column *subject = schema.column("subject"_L1);
    if (subject == nullptr)
        subject = schema.column("arg1"_L1);
    schema.subjectColumn = subject != nullptr;
    schema.subjectStored = subject != nullptr && !subject->generated;
    schema.subjectSql = subject != nullptr ? quoteName(subject->name) : FactText::subjectSql(text);

    if (const auto read = readAudit(database, schema); !read)
        return read.error();
    if (const auto read = readTriggers(database, schema); !read)
        return read.error();
    if (const auto read = readIndices(database, schema); !read)
        return read.error();
    return schema;
}

Result<FactSchema> FactSchema::readAuditLog(Database &database)
{
    FactSchema schema;
    if (const auto read = readAudit(database, schema); !read)
        return read.error();
    if (!schema.auditTable.isEmpty())
        schema.rowidName = rowidNameOf(database, schema.auditTable, schema.auditColumns);
    return schema;
}

} // namespace hakgal
