// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/LiveBase.h"

#include <sqlite3.h>

#include <vector>

/// Bases with everything that a schema may hold, and ways to break them.
namespace support {

/// Runs a query on a plain connection; every value as `type:text`.
inline QList<QByteArrayList> rowsOf(const QString &path, const QByteArray &sql)
{
    Plain base(path);
    QList<QByteArrayList> rows;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(base.handle(), sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s: %s", sql.constData(), sqlite3_errmsg(base.handle()));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        QByteArrayList row;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const int type = sqlite3_column_type(statement, i);
            const void *bytes =
                type == SQLITE_BLOB ? sqlite3_column_blob(statement, i) : sqlite3_column_text(statement, i);
            row << QByteArray::number(type) + ':' +
                       QByteArray(static_cast<const char *>(bytes), sqlite3_column_bytes(statement, i));
        }
        rows << row;
    }
    sqlite3_finalize(statement);
    return rows;
}

inline QByteArray quoted(QByteArray name)
{
    return '"' + name.replace('"', "\"\"") + '"';
}

/// All that a base holds: its schema, and every row of every ordinary table but audit_log.
inline QByteArrayList contentOf(const QString &path)
{
    QByteArrayList content;
    for (const auto &row :
         rowsOf(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"))
        content << row.join('|');
    for (const char *pragma : {"user_version", "application_id", "page_size", "auto_vacuum", "encoding"})
        content << QByteArray(pragma) + '=' + rowsOf(path, QByteArray("PRAGMA ") + pragma)[0][0];
    for (const auto &table :
         rowsOf(path, "SELECT name FROM sqlite_master WHERE type='table' AND rootpage>0 ORDER BY name")) {
        const QByteArray name = table[0].mid(2);
        if (name == "audit_log")
            continue;
        const bool rowid = rowsOf(path, "SELECT wr FROM pragma_table_list WHERE name='" +
                                            QByteArray(name).replace('\'', "''") + "'")[0][0] == "1:0";
        for (const auto &row : rowsOf(path, QByteArray("SELECT ") + (rowid ? "rowid, " : "") + "* FROM " +
                                                quoted(name) + " NOT INDEXED"))
            content << name + '|' + row.join('|');
    }
    return content;
}

/// The pages of a b-tree, from its root.
inline std::vector<qint64> pagesOf(const QString &path, const QByteArray &tree)
{
    std::vector<qint64> pages;
    for (const auto &row : rowsOf(path, "SELECT pageno FROM dbstat WHERE name='" + tree + "' ORDER BY path"))
        pages.push_back(row[0].mid(2).toLongLong());
    return pages;
}

enum class Break { Zeroed, Overwritten };

/// Breaks pages of an index: all of them, or only the root.
inline void breakIndex(const QString &path, const QByteArray &index, Break how, bool rootOnly = false)
{
    const qint64 size = Plain(path).integer("PRAGMA page_size");
    auto pages = pagesOf(path, index);
    if (pages.empty())
        qFatal("the base has no index %s", index.constData());
    if (rootOnly)
        pages.erase(pages.begin() + 1, pages.end());
    for (const qint64 page : pages)
        overwrite(path, (page - 1) * size,
                  QByteArray(static_cast<qsizetype>(size), how == Break::Zeroed ? '\0' : '\x5a'));
}

/// Takes entries out of an index and leaves the rows: what REINDEX is for.
inline void dropEntries(const QString &path, const QByteArray &index, const QByteArray &condition)
{
    // The schema is made to forget the index while rows go in, and reminded of it after.
    Plain base(path);
    const bool done =
        base.run("PRAGMA writable_schema=ON; CREATE TEMP TABLE kept AS SELECT * FROM sqlite_master WHERE "
                 "name='" +
                 index + "'; DELETE FROM sqlite_master WHERE name='" + index + "'");
    if (!done)
        qFatal("the test cannot hide an index: %s", sqlite3_errmsg(base.handle()));
    {
        Plain blind(path);
        if (!blind.run(condition))
            qFatal("the test cannot write past an index: %s", sqlite3_errmsg(blind.handle()));
    }
    if (!base.run("INSERT INTO sqlite_master SELECT * FROM kept; PRAGMA writable_schema=RESET"))
        qFatal("the test cannot bring an index back: %s", sqlite3_errmsg(base.handle()));
}

} // namespace support
