// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactText.h"
#include "tests/support/Schemas.h"

#include <QStringList>
#include <QTest>

namespace hakgal::test {

/// Statements of every untidy kind.
inline const QStringList kStatements{QStringLiteral("HasPart(Computer, CPU)."),
                                     QStringLiteral("HasPart(Computer, RAM)"),
                                     QStringLiteral("  HasPart (Computer, Disk)."),
                                     QStringLiteral("HasPart(Car, Engine)."),
                                     QStringLiteral("HasParts(Computer, x)."),
                                     QStringLiteral("Uses(Computer, Power)."),
                                     QStringLiteral("a plain sentence about a COMPUTER"),
                                     QStringLiteral("HasPart(f(a, b), c)."),
                                     QStringLiteral("Größe(Ω, 東京)."),
                                     QStringLiteral("HasPart(Computer"),
                                     QStringLiteral("(nameless, x)."),
                                     QStringLiteral(" "),
                                     QStringLiteral("100% sure_thing"),
                                     QStringLiteral("O'Brien said 'so'")};

inline QByteArray literal(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    return '\'' + utf8.replace("'", "''") + '\'';
}

/// Every form a base can have, our own among them, each with the same statements in the same order.
struct Form
{
    const char *name;
    QByteArray create;
    QByteArray insert;
};

inline QList<Form> forms()
{
    QList<Form> all;
    for (const FieldSchema &field : fieldSchemas())
        all.append({field.name, field.create, field.insert});
    const QByteArray column = "\"statement\"";
    const QByteArray predicate = FactText::predicateSql(QString::fromLatin1(column)).toUtf8();
    const QByteArray subject = FactText::subjectSql(QString::fromLatin1(column)).toUtf8();
    const QByteArray plain = "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);";
    const QByteArray insert = "INSERT INTO facts(statement) VALUES(";
    all.append({"statement index", plain + "CREATE INDEX i ON facts(statement);", insert});
    all.append(
        {"expression index", plain + "CREATE INDEX i ON facts(" + predicate + ',' + subject + ");", insert});
    all.append({"own",
                "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, predicate TEXT AS (" +
                    predicate + "), subject TEXT AS (" + subject +
                    ")); CREATE INDEX i ON facts(predicate, subject);",
                insert});
    all.append({"without rowid", "CREATE TABLE facts(statement TEXT PRIMARY KEY) WITHOUT ROWID;", insert});
    return all;
}

/// A column with the index in forms(), a row each.
inline void eachForm()
{
    QTest::addColumn<int>("form");
    for (int i = 0; i < forms().size(); ++i)
        QTest::newRow(forms().at(i).name) << i;
}

} // namespace hakgal::test
