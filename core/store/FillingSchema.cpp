// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a table may be replaced in sqlite_master where the new ones mean the same layout
// (https://sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"): here only the
// expressions of two virtual columns, which take no room in a row. DEFENSIVE, which forbids it, is off for
// that one statement.
#include "core/store/FillingSchema.h"

#include "core/store/Database.h"
#include "core/store/FactText.h"

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

/// Only SPACE, as SQLite's trim() does; an empty view stays one that is not null.
QByteArrayView trimSpaces(QByteArrayView text)
{
    while (!text.isEmpty() && text.front() == ' ')
        text = text.sliced(1);
    while (!text.isEmpty() && text.back() == ' ')
        text.chop(1);
    return text;
}

template<QByteArrayView (*read)(QByteArrayView)>
void answer(sqlite3_context *context, int, sqlite3_value **arguments)
{
    const auto *const text = reinterpret_cast<const char *>(sqlite3_value_text(arguments[0]));
    if (text == nullptr)
        return;
    const QByteArrayView found = read({text, sqlite3_value_bytes(arguments[0])});
    if (!found.isNull())
        sqlite3_result_text(context, found.data(), static_cast<int>(found.size()), SQLITE_TRANSIENT);
}

/// Off while this lives.
class DefensiveOff
{
public:
    explicit DefensiveOff(sqlite3 *db) : m_db(db)
    {
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    }
    ~DefensiveOff() { sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr); }
    DefensiveOff(const DefensiveOff &) = delete;
    DefensiveOff &operator=(const DefensiveOff &) = delete;

private:
    sqlite3 *m_db;
};

} // namespace

QByteArrayView FillingSchema::predicateIn(QByteArrayView utf8)
{
    const qsizetype open = utf8.indexOf('(');
    return open < 0 ? QByteArrayView() : trimSpaces(utf8.first(open));
}

QByteArrayView FillingSchema::subjectIn(QByteArrayView utf8)
{
    const qsizetype open = utf8.indexOf('(');
    if (open < 0)
        return {};
    const QByteArrayView inside = utf8.sliced(open + 1);
    const auto *const end =
        std::find_if(inside.begin(), inside.end(), [](char c) { return c == ',' || c == ')'; });
    return trimSpaces(inside.first(end - inside.begin()));
}

Result<void> FillingSchema::begin()
{
    constexpr int kKind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    sqlite3 *const db = m_database.handle();
    for (const auto &[name, function] : {std::pair("hakgal_predicate", &answer<FillingSchema::predicateIn>),
                                         std::pair("hakgal_subject", &answer<FillingSchema::subjectIn>)}) {
        const int made =
            sqlite3_create_function_v2(db, name, 1, kKind, nullptr, function, nullptr, nullptr, nullptr);
        if (made != SQLITE_OK)
            return m_database.failure(made);
    }
    const auto table = m_database.text(u"SELECT sql FROM sqlite_master WHERE name = 'facts'"_s);
    if (!table)
        return table.error();
    m_table = *table;
    const QString column = quoteName(u"statement");
    QString sql = m_table;
    // The longer one first, lest it holds the other.
    sql.replace(FactText::subjectSql(column), "hakgal_subject("_L1 + column + u')');
    sql.replace(FactText::predicateSql(column), "hakgal_predicate("_L1 + column + u')');
    return describe(sql);
}

Result<void> FillingSchema::end()
{
    return describe(m_table);
}

Result<void> FillingSchema::describe(const QString &sql)
{
    const DefensiveOff off(m_database.handle());
    if (auto allowed = m_database.execute(u"PRAGMA writable_schema=ON"_s); !allowed)
        return allowed;
    auto replaced = [&]() -> Result<void> {
        auto update = m_database.prepare(
            u"UPDATE sqlite_master SET sql = ?1 WHERE type = 'table' AND name = 'facts'"_s);
        if (!update)
            return update.error();
        update->bind(1, sql);
        return update->run();
    }();
    // Reads the schema anew.
    const auto reset = m_database.execute(u"PRAGMA writable_schema=RESET"_s);
    return replaced ? reset : replaced;
}

} // namespace hakgal
