// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactSearch.h"
#include "tests/support/Folder.h"
#include "tests/support/Forms.h"

#include <QTest>

#include <algorithm>

namespace hakgal::test {

using namespace Qt::StringLiterals;
using Direction = FactSearch::Direction;

/// A base of a form and a search on it.
struct Base
{
    explicit Base(const Form &form, const QStringList &statements = kStatements)
        : Base(form.create + "BEGIN;" + inserts(form, statements) + "COMMIT;")
    {
    }
    explicit Base(const QByteArray &sql)
    {
        database = *Database::open(folder.database(u"kb.db"_s, sql), {});
        search = *FactSearch::attach(*database);
    }
    static QByteArray inserts(const Form &form, const QStringList &statements)
    {
        QByteArray sql;
        for (const QString &statement : statements)
            sql += form.insert + literal(statement) + ");";
        return sql;
    }
    void change(const QByteArray &sql) const
    {
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(folder.file(u"kb.db"_s).toUtf8().constData(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
    }

    Folder folder;
    std::unique_ptr<Database> database;
    std::unique_ptr<FactSearch> search;
};

inline std::chrono::steady_clock::time_point longTime()
{
    return std::chrono::steady_clock::now() + std::chrono::hours(1);
}

inline FactQuery asked(const QString &pattern)
{
    FactQuery query;
    query.pattern = FactPattern::parse(pattern);
    return query;
}

/// All rows by pages of that size, each a search of its own behind the last row of the one before; `slices`:
/// with no more time than the fewest rows take.
inline std::vector<FactRow> pages(FactSearch &search, FactQuery query, int size,
                                  Direction direction = Direction::Forward, bool slices = false)
{
    std::vector<FactRow> all;
    FactKey from;
    for (bool done = false; !done;) {
        FactScan scan = search.scan(query, from, direction);
        query.order = scan.order();
        std::vector<FactRow> page;
        while (!done && static_cast<int>(page.size()) < size) {
            const auto slice = scan.run(size - static_cast<int>(page.size()),
                                        slices ? std::chrono::steady_clock::time_point() : longTime());
            if (!slice)
                qFatal("%s", qPrintable(slice.error().detail));
            page.insert(page.end(), slice->rows.begin(), slice->rows.end());
            done = slice->done;
        }
        if (!page.empty())
            from = page.back().key;
        all.insert(all.end(), page.begin(), page.end());
    }
    return all;
}

inline QStringList statements(const std::vector<FactRow> &rows)
{
    QStringList texts;
    for (const FactRow &row : rows)
        texts << row.statement;
    return texts;
}

inline QStringList found(const Base &base, const FactQuery &query)
{
    return statements(pages(*base.search, query, 1000));
}

inline QStringList sorted(QStringList texts)
{
    std::sort(texts.begin(), texts.end(),
              [](const QString &a, const QString &b) { return a.toUtf8() < b.toUtf8(); });
    return texts;
}

} // namespace hakgal::test
