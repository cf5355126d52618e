// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactInsert.h"

#include "core/store/Database.h"
#include "core/store/FactText.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

bool isNumber(const QString &type)
{
    // SQLite's own rule for what a declared type means.
    return type.contains("INT"_L1) || type.contains("REAL"_L1) || type.contains("FLOA"_L1) ||
           type.contains("DOUB"_L1);
}

/// An SQL literal for a column that must have a value and that the statement says nothing about.
QString filling(const FactSchema::Column &column)
{
    if (column.key > 0 && !isNumber(column.type))
        return QStringLiteral("lower(hex(randomblob(16)))");
    if (column.name.compare("confidence"_L1, Qt::CaseInsensitive) == 0)
        return QStringLiteral("1.0");
    if (isNumber(column.type))
        return QStringLiteral("0");
    if (column.name.contains("metadata"_L1, Qt::CaseInsensitive) ||
        column.name.contains("json"_L1, Qt::CaseInsensitive))
        return QStringLiteral("'{}'");
    return QStringLiteral("''");
}

} // namespace

Result<FactInsert> FactInsert::prepare(Database &database, const FactSchema &schema, const QString &source,
                                       Duplicates duplicates, const QStringList &given)
{
    QStringList names;
    QStringList values;
    std::vector<Parameter> parameters;
    bool parses = false;
    const auto parameter = [&](Value value, int argument = 0) {
        parameters.push_back({value, argument});
        parses = parses || value >= Value::Predicate;
        return u'?' + QString::number(parameters.size());
    };
    // The statement is ?1 in every form.
    names << quoteName(schema.statement);
    values << parameter(Value::Statement);
    for (const FactSchema::Column &column : schema.columns) {
        const auto is = [&column](const QString &name) {
            return column.name.compare(name, Qt::CaseInsensitive) == 0;
        };
        QString value;
        if (column.generated || is(schema.statement))
            continue;
        if (const qsizetype at = given.indexOf(column.name); at >= 0)
            value = parameter(Value::Given, static_cast<int>(at));
        else if (is(schema.source))
            value = !source.isEmpty() ? parameter(Value::Source) : QString();
        else if (is(schema.timestamp))
            value = isNumber(column.type)
                        ? "CAST(strftime('%s', "_L1 + parameter(Value::Timestamp) + ") AS INTEGER)"_L1
                        : parameter(Value::Timestamp);
        else if (is(QStringLiteral("predicate")))
            value = parameter(Value::Predicate);
        else if (is(QStringLiteral("subject")))
            value = parameter(Value::Subject);
        else if (is(QStringLiteral("arg_count")))
            value = parameter(Value::Count);
        else if (is(QStringLiteral("args_json")))
            value = parameter(Value::Json);
        for (int i = 0; i < 5 && value.isNull(); ++i) {
            if (is(QStringLiteral("arg%1").arg(i + 1)))
                value = parameter(Value::Argument, i);
        }
        if (column.required)
            value =
                value.isNull() ? filling(column) : "coalesce("_L1 + value + ", "_L1 + filling(column) + u')';
        if (value.isNull())
            continue;
        names << quoteName(column.name);
        values << value;
    }

    const QString table = "main."_L1 + quoteName(schema.table);
    const QString text = quoteName(schema.statement);
    QString sql =
        "INSERT INTO "_L1 + table + u'(' + names.join(", "_L1) + ") SELECT "_L1 + values.join(", "_L1);
    if (duplicates == Duplicates::Skip && schema.statementUnique) {
        // Only this constraint: a row refused for another reason is an error and no duplicate.
        sql += " WHERE true ON CONFLICT("_L1 + text + ") DO NOTHING"_L1;
    } else if (duplicates == Duplicates::Skip) {
        sql += " WHERE NOT EXISTS (SELECT 1 FROM "_L1 + table + " WHERE "_L1 + text + " = ?1)"_L1;
    }
    auto statement = database.prepare(sql);
    if (!statement)
        return statement.error();
    FactInsert insert(database, std::move(*statement));
    insert.m_parameters = std::move(parameters);
    insert.m_parses = parses;
    insert.m_source = source;
    return insert;
}

QString FactInsert::writable(const FactSchema &schema, const QString &name)
{
    for (const FactSchema::Column &column : schema.columns) {
        if (column.name.compare(name, Qt::CaseInsensitive) == 0)
            return column.generated || column.key > 0 || column.name == schema.statement ? QString()
                                                                                         : column.name;
    }
    return {};
}

void FactInsert::bindGiven(int index, const FactValue &value)
{
    switch (value.kind) {
    case FactValue::Kind::Text:
        m_insert.bindUtf8(index, value.bytes);
        break;
    case FactValue::Kind::Integer:
        m_insert.bind(index, value.bytes.toLongLong());
        break;
    case FactValue::Kind::Real:
        m_insert.bind(index, value.bytes.toDouble());
        break;
    }
}

Result<bool> FactInsert::store(const QByteArray &utf8, const QString &timestamp,
                               std::span<const FactValue> given)
{
    FactText fact;
    if (m_parses)
        fact = FactText::parse(exactText(utf8));
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const int index = static_cast<int>(i) + 1;
        const Parameter parameter = m_parameters[i];
        switch (parameter.value) {
        case Value::Statement:
            m_insert.bindUtf8(index, utf8);
            break;
        case Value::Source:
            m_insert.bind(index, m_source);
            break;
        case Value::Timestamp:
            m_insert.bind(index, timestamp);
            break;
        case Value::Given:
            bindGiven(index, given[static_cast<std::size_t>(parameter.argument)]);
            break;
        case Value::Predicate:
            m_insert.bind(index, fact.predicate);
            break;
        case Value::Subject:
            m_insert.bind(index, fact.subject);
            break;
        case Value::Count:
            m_insert.bind(index, static_cast<qint64>(fact.arguments.size()));
            break;
        case Value::Argument:
            m_insert.bind(index, fact.arguments.value(parameter.argument));
            break;
        case Value::Json:
            m_insert.bindUtf8(
                index,
                QJsonDocument(QJsonArray::fromStringList(fact.arguments)).toJson(QJsonDocument::Compact));
            break;
        }
    }
    if (const auto run = m_insert.run(); !run)
        return run.error();
    return sqlite3_changes(m_database->handle()) > 0; // of the row itself; what triggers do is not counted
}

} // namespace hakgal
