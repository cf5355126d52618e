// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

struct sqlite3_stmt;

namespace hakgal {

class Database;

/// A value as a file holds it, with its own type; text as UTF-8. For keys that are read and bound again.
struct SqlValue
{
    enum class Type : quint8 { Null, Integer, Real, Text, Blob };
    Type type = Type::Null;
    qint64 integer = 0;
    double real = 0;
    QByteArray bytes;

    static SqlValue of(qint64 value) { return {Type::Integer, value, 0, {}}; }
    static SqlValue of(const QByteArray &utf8) { return {Type::Text, 0, 0, utf8}; }
    bool operator==(const SqlValue &) const = default;
};

/// A prepared statement for walks through very many rows: hands out bytes without copying them, and values
/// with the type they have in the file. For everything else there is Statement. Belongs to one Database and
/// its thread; must not outlive it.
class ScanStatement
{
public:
    static Result<ScanStatement> prepare(Database &database, const QString &sql);
    ScanStatement(ScanStatement &&) noexcept;
    ScanStatement &operator=(ScanStatement &&) noexcept;
    ~ScanStatement();

    /// By position, from 1; copied. What cannot be bound fails the next step().
    void bind(int index, const SqlValue &value);
    /// As Statement::step().
    Result<bool> step();
    /// Makes it ready to run again and lets go of its lock; bindings stay.
    void reset();

    // The current row; columns count from 0. Views are gone with the next step() or reset().
    bool isNull(int column) const;
    qint64 integer(int column) const;
    QByteArrayView view(int column) const; ///< the text's bytes; empty for NULL
    SqlValue value(int column) const;
    int columns() const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *s) const;
    };
    ScanStatement(Database &database, sqlite3_stmt *handle);

    Database *m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
    int m_bindFailure = 0; ///< the first one since the last step
};

} // namespace hakgal
