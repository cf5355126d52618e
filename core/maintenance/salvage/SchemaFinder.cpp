// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/SchemaFinder.h"

#include "core/maintenance/CreateOnly.h"
#include "core/maintenance/salvage/StatementText.h"

#include <sqlite3.h>

#include <algorithm>
#include <climits>
#include <memory>

namespace hakgal::salvage {

namespace {

constexpr int kLongestSql = 1024 * 1024;
constexpr std::size_t kMostObjects = 2000;

/// An empty database in memory in which CREATE statements of unknown origin can be tried.
class Sandbox
{
public:
    Sandbox()
    {
        sqlite3 *db = nullptr;
        sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        nullptr);
        m_db.reset(db);
        for (const auto &[option, on] :
             {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
              std::pair{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, std::pair{SQLITE_DBCONFIG_ENABLE_VIEW, 0}})
            sqlite3_db_config(db, option, on, nullptr);
        sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, kLongestSql);
        sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 16 * kLongestSql);
        sqlite3_progress_handler(
            db, 1000, [](void *rounds) { return --*static_cast<int *>(rounds) < 0 ? 1 : 0; }, &m_rounds);
    }

    bool create(const QByteArray &sql)
    {
        constexpr int kRounds = 1000;
        m_rounds = kRounds;
        const CreateOnly only(m_db.get());
        sqlite3_stmt *raw = nullptr;
        const char *rest = nullptr;
        if (sqlite3_prepare_v2(m_db.get(), sql.constData(), static_cast<int>(sql.size()), &raw, &rest) !=
            SQLITE_OK)
            return false;
        const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
        return raw != nullptr && sqlite3_step(raw) == SQLITE_DONE;
    }

    /// Rows of texts; a NULL is a null QByteArray.
    std::vector<std::vector<QByteArray>> ask(const char *sql, const QByteArray &argument)
    {
        std::vector<std::vector<QByteArray>> rows;
        m_rounds = 100000;
        sqlite3_stmt *raw = nullptr;
        if (sqlite3_prepare_v2(m_db.get(), sql, -1, &raw, nullptr) != SQLITE_OK)
            return rows;
        const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
        sqlite3_bind_text(raw, 1, argument.constData(), static_cast<int>(argument.size()), SQLITE_STATIC);
        while (sqlite3_step(raw) == SQLITE_ROW) {
            auto &row = rows.emplace_back();
            for (int i = 0; i < sqlite3_column_count(raw); ++i) {
                const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(raw, i));
                row.push_back(text == nullptr ? QByteArray()
                                              : QByteArray(text, sqlite3_column_bytes(raw, i)));
            }
        }
        return rows;
    }

private:
    struct Close
    {
        void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
    };
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3, Close> m_db;
    int m_rounds = 0;
};

bool begins(const QByteArray &sql, QByteArrayView with)
{
    return sql.size() > with.size() && sql.first(with.size()).compare(with, Qt::CaseInsensitive) == 0;
}

/// Makes the table in the sandbox and asks for its columns. False where SQLite does not take the statement.
bool describe(Sandbox &sandbox, TableInfo &table)
{
    if (!begins(table.sql, "CREATE TABLE") || !sandbox.create(table.sql))
        return false;
    const auto list =
        sandbox.ask("SELECT wr FROM pragma_table_list WHERE schema='main' AND name=?1", table.name);
    table.withoutRowid = !list.empty() && list.front().front() == "1";
    const auto primary =
        sandbox.ask("SELECT count(*) FROM pragma_index_list(?1) WHERE origin='pk'", table.name);
    const bool ownIndex = !primary.empty() && primary.front().front() != "0";
    const auto rows = sandbox.ask("SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM "
                                  "pragma_table_xinfo(?1) ORDER BY cid",
                                  table.name);
    std::vector<std::pair<int, ColumnInfo>> columns;
    int keys = 0;
    for (const auto &row : rows)
        keys += row[4] == "0" ? 0 : 1;
    for (const auto &row : rows) {
        if (row[5] == "2") // generated, virtual
            continue;
        ColumnInfo column{row[0], row[1], false, row[2] == "1" && row[3] == "0", row[5] == "3"};
        column.rowidAlias = !table.withoutRowid && !ownIndex && keys == 1 && row[4] == "1" &&
                            row[1].compare("INTEGER", Qt::CaseInsensitive) == 0;
        columns.emplace_back(row[4].toInt(), column);
    }
    if (table.withoutRowid) {
        std::stable_sort(columns.begin(), columns.end(), [](const auto &a, const auto &b) {
            const int first = a.first == 0 ? INT_MAX : a.first;
            const int second = b.first == 0 ? INT_MAX : b.first;
            return first < second;
        });
    }
    for (auto &entry : columns)
        table.columns.push_back(std::move(entry.second));
    if (table.name == "facts" || table.name == "facts_extended") {
        for (const char *name : {"statement", "content"}) {
            for (std::size_t i = 0; i < table.columns.size() && table.statement < 0; ++i) {
                if (table.columns[i].name.compare(name, Qt::CaseInsensitive) == 0)
                    table.statement = static_cast<int>(i);
            }
        }
    }
    return !table.columns.empty();
}

void describe(Sandbox &sandbox, const std::vector<TableInfo> &tables, IndexInfo &index)
{
    if (!index.sql.isEmpty() &&
        (!(begins(index.sql, "CREATE INDEX") || begins(index.sql, "CREATE UNIQUE INDEX")) ||
         !sandbox.create(index.sql)))
        return;
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const TableInfo &each) { return each.name == index.table; });
    for (const auto &row :
         sandbox.ask("SELECT cid, name FROM pragma_index_xinfo(?1) WHERE key=1 ORDER BY seqno", index.name)) {
        int meaning = IndexInfo::kUnknown;
        if (row[1].compare("predicate", Qt::CaseInsensitive) == 0)
            meaning = IndexInfo::kPredicate;
        else if (row[1].compare("subject", Qt::CaseInsensitive) == 0)
            meaning = IndexInfo::kSubject;
        if (table != tables.end()) {
            for (std::size_t i = 0; i < table->columns.size(); ++i) {
                if (table->columns[i].name == row[1])
                    meaning = static_cast<int>(i);
            }
        }
        index.keys.push_back(meaning);
    }
}

/// Text of a column of sqlite_schema.
QByteArray textOf(const Record &record, int column, TextEncoding encoding)
{
    const Value value = record.column(column);
    return value.type == Value::Text ? toUtf8(value.bytes, encoding).value_or(QByteArray()) : QByteArray();
}

} // namespace

int TableInfo::aliasColumn() const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].rowidAlias)
            return static_cast<int>(i);
    }
    return -1;
}

const TableInfo *Schema::facts() const
{
    for (const char *name : {"facts", "facts_extended"}) {
        for (const TableInfo &table : tables) {
            if (table.name == name && table.statement >= 0)
                return &table;
        }
    }
    return nullptr;
}

Schema SchemaFinder::read(const PageSource &source, PageMap &map)
{
    Schema schema;
    const std::size_t tree = map.addTree(1, true);
    Sandbox sandbox;
    PageReader reader(source);
    Record record(source);
    Page page;
    std::vector<QByteArray> virtualTables;
    for (const quint32 number : map.trees()[tree].pages) {
        reader.read(number, page);
        if (page.type != PageType::TableLeaf)
            continue;
        for (const Cell &cell : page.cells) {
            const TextEncoding encoding = source.encoding();
            if (!cell.good() || cell.payload > kLongestSql || !record.load(page, cell) ||
                record.columns() != 5 || schema.tables.size() + schema.indices.size() > kMostObjects)
                continue;
            const QByteArray type = textOf(record, 0, encoding);
            const QByteArray name = textOf(record, 1, encoding);
            const QByteArray sql = textOf(record, 4, encoding);
            const Value root = record.column(3);
            const auto rootPage = root.type == Value::Integer && root.integer > 0 && root.integer < 0xffffffff
                                      ? static_cast<quint32>(root.integer)
                                      : 0U;
            schema.readable = true;
            if (type == "table" && rootPage == 0) {
                virtualTables.push_back(name);
                schema.skipped.push_back(name);
            } else if (type == "table" && !name.startsWith("sqlite_")) {
                TableInfo table;
                table.name = name;
                table.sql = sql;
                table.root = rootPage;
                if (describe(sandbox, table))
                    schema.tables.push_back(std::move(table));
                else
                    schema.skipped.push_back(name);
            } else if (type == "index") {
                IndexInfo index;
                index.name = name;
                index.table = textOf(record, 2, encoding);
                index.sql = sql;
                index.root = rootPage;
                schema.indices.push_back(std::move(index));
            } else if (type == "view" || type == "trigger") {
                schema.later.push_back(sql);
            }
        }
    }
    // What a virtual table keeps its rows in comes back when it is made and filled anew.
    std::erase_if(schema.tables, [&](const TableInfo &table) {
        return std::any_of(virtualTables.begin(), virtualTables.end(),
                           [&](const QByteArray &name) { return table.name.startsWith(name + '_'); });
    });
    for (IndexInfo &index : schema.indices)
        describe(sandbox, schema.tables, index);
    return schema;
}

const std::vector<TableInfo> &SchemaFinder::usual()
{
    static const std::vector<TableInfo> tables = [] {
        const std::pair<const char *, const char *> known[] = {
            {"facts", "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, "
                      "timestamp TEXT)"},
            {"facts", "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT, "
                      "confidence REAL)"},
            {"facts", "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT)"},
            {"facts", "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT, "
                      "confidence REAL) WITHOUT ROWID"},
            {"facts", "CREATE TABLE facts(statement TEXT PRIMARY KEY, context TEXT, fact_metadata TEXT) "
                      "WITHOUT ROWID"},
            {"facts", "CREATE TABLE facts(id INTEGER PRIMARY KEY, content TEXT, timestamp TEXT, agent_id "
                      "TEXT, fact_type TEXT)"},
            {"facts_extended",
             "CREATE TABLE facts_extended(id INTEGER PRIMARY KEY, statement TEXT UNIQUE, predicate TEXT, "
             "arg_count INTEGER, arg1 TEXT, arg2 TEXT, arg3 TEXT, arg4 TEXT, arg5 TEXT, args_json TEXT, "
             "fact_type TEXT, domain TEXT, complexity INTEGER, confidence REAL, created_at TEXT, source "
             "TEXT)"},
            {"audit_log",
             "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, details TEXT)"},
            {"audit_log", "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, event TEXT, "
                          "payload TEXT, hash TEXT)"},
        };
        std::vector<TableInfo> all;
        for (const auto &[name, sql] : known) {
            Sandbox sandbox;
            TableInfo table;
            table.name = name;
            table.sql = sql;
            describe(sandbox, table);
            all.push_back(std::move(table));
        }
        return all;
    }();
    return tables;
}

double SchemaFinder::resemblance(const TableInfo &table, const Record &record, TextEncoding encoding)
{
    const int columns = static_cast<int>(table.columns.size());
    // Fewer where columns were added to the table after the row.
    if (record.columns() > columns || record.columns() * 2 <= columns)
        return 0;
    double score = 0;
    for (int i = 0; i < record.columns(); ++i) {
        const ColumnInfo &column = table.columns[static_cast<std::size_t>(i)];
        const Value value = record.column(i);
        const QByteArray name = column.name.toLower();
        const QByteArray type = column.type.toUpper();
        if (column.rowidAlias) {
            if (value.type != Value::Null)
                return 0;
            score += 1;
            continue;
        }
        if (value.type == Value::Null) {
            if (column.required || i == table.statement)
                return 0;
            score += 0.5;
            continue;
        }
        const bool number = value.type == Value::Integer || value.type == Value::Real;
        const bool texts = type.contains("CHAR") || type.contains("TEXT") || type.contains("CLOB");
        const bool numbers = type.contains("INT") || type.contains("REAL") || type.contains("NUM");
        if ((texts && number) || (numbers && value.type == Value::Text))
            continue;
        score += 0.5;
        const bool date =
            value.type == Value::Text &&
            looksLikeDate(toUtf8(value.bytes.first(std::min<std::size_t>(value.bytes.size(), 64)), encoding)
                              .value_or(QByteArray()));
        const bool wantsDate = name.contains("time") || name.contains("created") || name.contains("date");
        if (wantsDate == date)
            score += 0.5;
        else if (date || i == table.statement)
            score -= 1;
    }
    const double fit = score / record.columns();
    return std::max(0.0, record.columns() == columns ? fit : fit * 0.9);
}

} // namespace hakgal::salvage
