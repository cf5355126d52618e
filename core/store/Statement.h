// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <memory>
#include <optional>

struct sqlite3_stmt;

namespace hakgal {

class Database;

/// The text of these UTF-8 bytes, also where it begins with U+FEFF, which QString::fromUtf8() would take for
/// a mark of the encoding and drop. Never null.
QString exactText(QByteArrayView utf8);

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

    /// Steps once: true for a row, false at the end. Errors are counted in the database's tally and leave the
    /// statement reset, so that a failed one holds no lock.
    Result<bool> step();
    /// Steps to the end, rows ignored, and resets.
    Result<void> run();
    /// Makes it ready to run again; bindings stay.
    void reset();

    // The current row; columns count from 0. Valid until the next step().
    bool isNull(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray utf8(int column) const; ///< the bytes as stored, also where they are not valid UTF-8
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
