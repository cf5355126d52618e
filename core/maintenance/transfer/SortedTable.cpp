// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/SortedTable.h"

#include <sqlite3.h>

#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr qint64 kRowsBetweenCalls = 4096;

/// Of each value its column, its kind and length; then its bytes.
struct ValueHead
{
    qint32 column;
    quint32 size;
    FactValue::Kind kind;
};

struct Table
{
    sqlite3_vtab base;
    SortedTable *self;
};

SortedTable *selfOf(sqlite3_vtab_cursor *cursor)
{
    return reinterpret_cast<Table *>(cursor->pVtab)->self;
}

} // namespace

/// The callbacks of SQLite (https://sqlite.org/vtab.html): a table-valued function without arguments.
struct SortedTable::Module
{
    static int connect(sqlite3 *db, void *self, int, const char *const *, sqlite3_vtab **made, char **)
    {
        auto *const sorted = static_cast<SortedTable *>(self);
        if (const int rc = sqlite3_declare_vtab(db, sorted->m_declaration.constData()); rc != SQLITE_OK)
            return rc;
        *made = &(new Table{{}, sorted})->base;
        return SQLITE_OK;
    }
    static int disconnect(sqlite3_vtab *table)
    {
        delete reinterpret_cast<Table *>(table);
        return SQLITE_OK;
    }
    static int bestIndex(sqlite3_vtab *, sqlite3_index_info *) { return SQLITE_OK; }
    static int open(sqlite3_vtab *, sqlite3_vtab_cursor **made)
    {
        *made = new sqlite3_vtab_cursor{};
        return SQLITE_OK;
    }
    static int close(sqlite3_vtab_cursor *cursor)
    {
        delete cursor;
        return SQLITE_OK;
    }
    static int filter(sqlite3_vtab_cursor *cursor, int, const char *, int, sqlite3_value **)
    {
        return selfOf(cursor)->advance();
    }
    static int next(sqlite3_vtab_cursor *cursor) { return selfOf(cursor)->advance(); }
    static int eof(sqlite3_vtab_cursor *cursor) { return selfOf(cursor)->m_more ? 0 : 1; }
    static int column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
    {
        selfOf(cursor)->answer(context, column);
        return SQLITE_OK;
    }
    static int rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id)
    {
        *id = selfOf(cursor)->m_rows;
        return SQLITE_OK;
    }
    static const sqlite3_module &callbacks()
    {
        static const sqlite3_module module = [] {
            sqlite3_module m{};
            m.xConnect = connect;
            m.xDisconnect = disconnect;
            m.xBestIndex = bestIndex;
            m.xOpen = open;
            m.xClose = close;
            m.xFilter = filter;
            m.xNext = next;
            m.xEof = eof;
            m.xColumn = column;
            m.xRowid = rowid;
            return m;
        }();
        return module;
    }
};

SortedTable::~SortedTable()
{
    sqlite3_create_module_v2(m_database.handle(), kName, nullptr, nullptr, nullptr);
}

Result<void> SortedTable::attach(const QString &statementName)
{
    QStringList names{quoteName(statementName)};
    for (const Column &column : m_columns)
        names << quoteName(column.name);
    m_declaration = ("CREATE TABLE x("_L1 + names.join(", "_L1) + u')').toUtf8();
    const int made =
        sqlite3_create_module_v2(m_database.handle(), kName, &Module::callbacks(), this, nullptr);
    if (made != SQLITE_OK)
        return m_database.failure(made);
    return {};
}

int SortedTable::advance()
{
    const auto more = m_sorter.next(m_item);
    if (!more) {
        m_failure = more.error();
        return SQLITE_IOERR;
    }
    m_more = *more;
    if (m_more && ++m_rows % kRowsBetweenCalls == 0 && onRows)
        onRows(m_rows);
    return SQLITE_OK;
}

void SortedTable::pack(int column, const FactValue &value, QByteArray &to)
{
    ValueHead head{};
    head.column = column;
    head.size = static_cast<quint32>(value.bytes.size());
    head.kind = value.kind;
    to.append(reinterpret_cast<const char *>(&head), sizeof head);
    to += value.bytes;
}

/// Texts stay where they are until the next row, as long as SQLite needs them.
void SortedTable::answer(sqlite3_context *context, int column) const
{
    const auto text = [context](QByteArrayView bytes) {
        sqlite3_result_text(context, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    };
    if (column == 0) {
        text(m_item.statement);
        return;
    }
    for (QByteArrayView rest = m_item.rest; !rest.isEmpty();) {
        ValueHead head{};
        std::memcpy(&head, rest.data(), sizeof head);
        const QByteArrayView bytes = rest.sliced(sizeof head, static_cast<qsizetype>(head.size));
        rest = rest.sliced(static_cast<qsizetype>(sizeof head + head.size));
        if (head.column != column - 1)
            continue;
        switch (head.kind) {
        case FactValue::Kind::Text:
            text(bytes);
            break;
        case FactValue::Kind::Integer:
            sqlite3_result_int64(context, bytes.toByteArray().toLongLong());
            break;
        case FactValue::Kind::Real:
            sqlite3_result_double(context, bytes.toByteArray().toDouble());
            break;
        }
        return;
    }
    if (const auto &otherwise = m_columns[static_cast<std::size_t>(column - 1)].otherwise)
        text(*otherwise);
}

} // namespace hakgal
