// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ScanStatement.h"

#include "core/store/Database.h"

#include <sqlite3.h>

#include <utility>

namespace hakgal {

void ScanStatement::Finalize::operator()(sqlite3_stmt *s) const
{
    sqlite3_finalize(s);
}

ScanStatement::ScanStatement(Database &database, sqlite3_stmt *handle)
    : m_database(&database), m_handle(handle)
{
}

ScanStatement::ScanStatement(ScanStatement &&) noexcept = default;
ScanStatement &ScanStatement::operator=(ScanStatement &&) noexcept = default;
ScanStatement::~ScanStatement() = default;

Result<ScanStatement> ScanStatement::prepare(Database &database, const QString &sql)
{
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *handle = nullptr;
    const int code = sqlite3_prepare_v3(database.handle(), utf8.constData(), static_cast<int>(utf8.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    ScanStatement statement(database, handle);
    if (code != SQLITE_OK)
        return database.failure(code);
    return statement;
}

void ScanStatement::bind(int index, const SqlValue &value)
{
    sqlite3_stmt *s = m_handle.get();
    const auto size = static_cast<sqlite3_uint64>(value.bytes.size());
    // A null pointer would bind NULL.
    const char *bytes = value.bytes.isNull() ? "" : value.bytes.constData();
    int code = SQLITE_OK;
    switch (value.type) {
    case SqlValue::Type::Null:
        code = sqlite3_bind_null(s, index);
        break;
    case SqlValue::Type::Integer:
        code = sqlite3_bind_int64(s, index, value.integer);
        break;
    case SqlValue::Type::Real:
        code = sqlite3_bind_double(s, index, value.real);
        break;
    case SqlValue::Type::Text:
        code = sqlite3_bind_text64(s, index, bytes, size, SQLITE_TRANSIENT, SQLITE_UTF8);
        break;
    case SqlValue::Type::Blob:
        code = sqlite3_bind_blob64(s, index, bytes, size, SQLITE_TRANSIENT);
        break;
    }
    if (m_bindFailure == SQLITE_OK)
        m_bindFailure = code;
}

Result<bool> ScanStatement::step()
{
    if (const int failed = std::exchange(m_bindFailure, SQLITE_OK); failed != SQLITE_OK)
        return m_database->failure(failed);
    const int code = sqlite3_step(m_handle.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    const Error error = m_database->failure(code);
    sqlite3_reset(m_handle.get());
    return error;
}

void ScanStatement::reset()
{
    sqlite3_reset(m_handle.get());
}

bool ScanStatement::isNull(int column) const
{
    return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL;
}

qint64 ScanStatement::integer(int column) const
{
    return sqlite3_column_int64(m_handle.get(), column);
}

QByteArrayView ScanStatement::view(int column) const
{
    // The text first: asking for the length converts what is not UTF-8 in the file.
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_handle.get(), column));
    const int bytes = sqlite3_column_bytes(m_handle.get(), column);
    return {text, text == nullptr ? 0 : bytes};
}

SqlValue ScanStatement::value(int column) const
{
    sqlite3_stmt *s = m_handle.get();
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
        return SqlValue::of(integer(column));
    case SQLITE_FLOAT:
        return {SqlValue::Type::Real, 0, sqlite3_column_double(s, column), {}};
    case SQLITE_TEXT:
        return SqlValue::of(view(column).toByteArray());
    case SQLITE_BLOB: {
        const auto *blob = static_cast<const char *>(sqlite3_column_blob(s, column));
        return {SqlValue::Type::Blob, 0, 0, QByteArray(blob, sqlite3_column_bytes(s, column))};
    }
    default:
        return {};
    }
}

int ScanStatement::columns() const
{
    return sqlite3_column_count(m_handle.get());
}

} // namespace hakgal
