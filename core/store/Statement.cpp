// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Statement.h"

#include "core/store/Database.h"

#include <QStringDecoder>

#include <sqlite3.h>

#include <utility>

namespace hakgal {

QString exactText(QByteArrayView utf8)
{
    QStringDecoder decode(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    const QString text = decode(utf8);
    return text.isNull() ? QString(QLatin1String("")) : text;
}

void Statement::Finalize::operator()(sqlite3_stmt *s) const
{
    sqlite3_finalize(s);
}

Statement::Statement(Database *database, sqlite3_stmt *handle) : m_database(database), m_handle(handle) {}
Statement::Statement(Statement &&) noexcept = default;
Statement &Statement::operator=(Statement &&) noexcept = default;
Statement::~Statement() = default;

void Statement::noteBind(int sqliteCode)
{
    if (m_bindFailure == SQLITE_OK)
        m_bindFailure = sqliteCode;
}

void Statement::bind(int index, qint64 value)
{
    noteBind(sqlite3_bind_int64(m_handle.get(), index, value));
}

void Statement::bind(int index, double value)
{
    noteBind(sqlite3_bind_double(m_handle.get(), index, value));
}

void Statement::bind(int index, QStringView text)
{
    if (text.isNull())
        bindNull(index);
    else
        bindUtf8(index, text.toUtf8());
}

void Statement::bindUtf8(int index, const QByteArray &utf8)
{
    noteBind(sqlite3_bind_text64(m_handle.get(), index, utf8.constData(),
                                 static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bindNull(int index)
{
    noteBind(sqlite3_bind_null(m_handle.get(), index));
}

void Statement::bind(int index, const SqlValue &value)
{
    switch (value.type) {
    case SqlValue::Type::Null:
        return bindNull(index);
    case SqlValue::Type::Integer:
        return bind(index, value.integer);
    case SqlValue::Type::Real:
        return bind(index, value.real);
    case SqlValue::Type::Text:
        return bindUtf8(index, value.bytes);
    case SqlValue::Type::Blob:
        noteBind(sqlite3_bind_blob64(m_handle.get(), index, value.bytes.constData(),
                                     static_cast<sqlite3_uint64>(value.bytes.size()), SQLITE_TRANSIENT));
    }
}

Result<bool> Statement::step()
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

Result<void> Statement::run()
{
    for (;;) {
        const Result<bool> row = step();
        if (!row)
            return row.error();
        if (!*row)
            break;
    }
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_handle.get());
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_handle.get(), column);
}

QString Statement::text(int column) const
{
    if (isNull(column))
        return {};
    return exactText(view(column));
}

QByteArray Statement::utf8(int column) const
{
    return view(column).toByteArray();
}

QByteArrayView Statement::view(int column) const
{
    // The text first: asking for the length converts what is not UTF-8 in the file.
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_handle.get(), column));
    const int bytes = sqlite3_column_bytes(m_handle.get(), column);
    return {text, text == nullptr ? 0 : bytes};
}

SqlValue Statement::value(int column) const
{
    sqlite3_stmt *s = m_handle.get();
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
        return SqlValue::of(integer(column));
    case SQLITE_FLOAT:
        return {SqlValue::Type::Real, 0, real(column), {}};
    case SQLITE_TEXT:
        return SqlValue::of(utf8(column));
    case SQLITE_BLOB: {
        const auto *blob = static_cast<const char *>(sqlite3_column_blob(s, column));
        return {SqlValue::Type::Blob, 0, 0, QByteArray(blob, sqlite3_column_bytes(s, column))};
    }
    default:
        return {};
    }
}

int Statement::columns() const
{
    return sqlite3_column_count(m_handle.get());
}

} // namespace hakgal
