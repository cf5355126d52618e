// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <memory>

struct sqlite3_stmt;

namespace hakgal {

class Database;

/// The text of these UTF-8 bytes, also where it begins with U+FEFF, which QString::fromUtf8() would take for
/// a mark of the encoding and drop. Never null.
QString exactText(QByteArrayView utf8);

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

/// A prepared statement. Belongs to one Database and its thread; must not outlive it.
class Statement
{
public:
    Statement(Statement &&) noexcept;
    Statement &operator=(Statement &&) noexcept;
    ~Statement();

    /// Binds by position, from 1; everything is copied. Text goes as UTF-8; a null view binds NULL. What
    /// cannot be bound (a position that is not there, a text beyond the length limit) fails the next step().
    void bind(int index, int value) { bind(index, static_cast<qint64>(value)); }
    void bind(int index, qint64 value);
    void bind(int index, double value);
    void bind(int index, QStringView text);
    void bindUtf8(int index, const QByteArray &utf8); ///< always a text, empty for a null array
    void bindNull(int index);
    void bind(int index, const SqlValue &value);

    /// Steps once: true for a row, false at the end. Errors are counted in the database's tally and leave the
    /// statement reset, so that a failed one holds no lock.
    Result<bool> step();
    /// Steps to the end, rows ignored, and resets.
    Result<void> run();
    /// Makes it ready to run again and lets go of its lock; bindings stay.
    void reset();

    // The current row; columns count from 0. Views are gone with the next step() or reset().
    bool isNull(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray utf8(int column) const;     ///< the bytes as stored, also where they are not valid UTF-8
    QByteArrayView view(int column) const; ///< the same bytes without copying them; null for NULL
    SqlValue value(int column) const;
    int columns() const;

private:
    friend class Database;
    struct Finalize
    {
        void operator()(sqlite3_stmt *s) const;
    };
    Statement(Database *database, sqlite3_stmt *handle);
    void noteBind(int sqliteCode);

    Database *m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
    int m_bindFailure = 0; ///< the first one since the last step
};

} // namespace hakgal
