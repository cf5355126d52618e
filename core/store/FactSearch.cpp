// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactSearch.h"

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr qsizetype kLongestDetail = qsizetype(1024) * 1024;

QString direction(bool descending)
{
    return descending ? u" DESC"_s : QString();
}

QString parameters(qsizetype count)
{
    return u"?"_s + u", ?"_s.repeated(static_cast<int>(count) - 1);
}

SqlValue text(const QString &value)
{
    return SqlValue::of(value.toUtf8());
}

/// "x = ?" for each value, and "x IS NULL" where others may have left the column empty.
struct Choice
{
    QString term;
    std::vector<SqlValue> values;
};
std::vector<Choice> choices(const QString &sql, const QStringList &values, bool orNull)
{
    std::vector<Choice> result;
    for (const QString &value : values)
        result.push_back({sql + " = ?"_L1, {text(value)}});
    if (orNull)
        result.push_back({sql + " IS NULL"_L1, {}});
    return result;
}

} // namespace

QByteArray FactQuery::fingerprint() const
{
    QByteArray print;
    const auto add = [&print](const std::optional<QString> &part) {
        // Lengths keep two texts that run into each other apart.
        print += part ? QByteArray::number(part->size()) + ':' + part->toUtf8() : QByteArray("-");
        print += ';';
    };
    add(pattern ? std::optional(pattern->text) : std::nullopt);
    if (pattern && pattern->text.isNull()) {
        add(pattern->predicate);
        for (const auto &argument : pattern->arguments)
            add(argument);
        print += pattern->openEnd ? '*' : '.';
    }
    print += '|';
    add(predicate);
    add(subject);
    add(statement);
    print += static_cast<char>('0' + static_cast<int>(only));
    print += order ? static_cast<char>('a' + static_cast<int>(*order)) : '-';
    print += descending ? 'v' : '^';
    return print;
}

FactSearch::FactSearch(Database &database, FactSchema schema)
    : m_database(&database),
      m_schema(std::move(schema)),
      m_table("main."_L1 + quoteName(m_schema.table)),
      m_plainText(false)
{
    if (m_schema.rowid) {
        m_tie << m_schema.rowidName;
    } else {
        std::vector<FactSchema::Column> keys;
        std::copy_if(m_schema.columns.cbegin(), m_schema.columns.cend(), std::back_inserter(keys),
                     [](const FactSchema::Column &column) { return column.key > 0; });
        std::sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) { return a.key < b.key; });
        for (const FactSchema::Column &column : keys)
            m_tie << quoteName(column.name);
    }
    for (std::size_t i = 0; i < m_expressions.size(); ++i)
        m_expressions[i] = expressionOf(static_cast<FactOrder>(i));
    Layout layout;
    m_fetch = "SELECT "_L1 + columns(layout, FactOrder::Id, false, true) + " FROM "_L1 + m_table +
              " WHERE "_L1 + m_tie.join(" = ? AND "_L1) + " = ?"_L1;
    m_fetchLayout = layout;
}

Result<std::unique_ptr<FactSearch>> FactSearch::attach(Database &database)
{
    auto schema = FactSchema::read(database);
    if (!schema)
        return schema.error();
    const auto encoding = database.text(u"PRAGMA encoding"_s);
    if (!encoding)
        return encoding.error();
    std::unique_ptr<FactSearch> search(new FactSearch(database, std::move(*schema)));
    const char *collation = nullptr;
    const int found = sqlite3_table_column_metadata(
        database.handle(), "main", search->m_schema.table.toUtf8().constData(),
        search->m_schema.statement.toUtf8().constData(), nullptr, &collation, nullptr, nullptr, nullptr);
    search->m_plainText = *encoding == "UTF-8"_L1 && found == SQLITE_OK && qstricmp(collation, "BINARY") == 0;
    return search;
}

const QString &FactSearch::expression(FactOrder order) const
{
    return m_expressions[static_cast<std::size_t>(order)];
}

QString FactSearch::expressionOf(FactOrder order) const
{
    const auto named = [](const QString &name) { return name.isEmpty() ? QString() : quoteName(name); };
    switch (order) {
    case FactOrder::Id:
        return m_tie.front();
    case FactOrder::Statement:
        return quoteName(m_schema.statement);
    case FactOrder::Predicate:
        return m_schema.predicateSql;
    case FactOrder::Subject:
        return m_schema.subjectSql;
    case FactOrder::Source:
        return named(m_schema.source);
    case FactOrder::Time:
        return named(m_schema.timestamp);
    }
    return {};
}

/// The order is that of the key itself.
bool FactSearch::isTie(FactOrder order) const
{
    return order == FactOrder::Id || (m_tie.size() == 1 && m_tie.front() == expression(order));
}

/// Rows of several sources can be compared without SQLite's help.
bool FactSearch::canMerge(FactOrder order) const
{
    if (order == FactOrder::Id && m_schema.rowid)
        return true;
    return m_plainText && (order == FactOrder::Statement || isTie(order)) &&
           (m_schema.rowid || m_tie == QStringList(expression(FactOrder::Statement)));
}

bool FactSearch::canOrderBy(FactOrder order)
{
    if (isTie(order))
        return true;
    if (expression(order).isEmpty())
        return false;
    Layout layout;
    const QString selected = columns(layout, order, true, false);
    return isDirect(course(selected, {}, order, false, {}).front(), 0);
}

/// `keysOnly`: what an index on the order holds, so that SQLite walks that instead of sorting the table.
/// Kept, since a search for one fact takes no longer than putting its SQL together.
const QString &FactSearch::columns(Layout &layout, FactOrder order, bool keysOnly, bool whole)
{
    const std::size_t place = static_cast<std::size_t>(order) * 4 + (keysOnly ? 2 : 0) + (whole ? 1 : 0);
    Columns &kept = m_columns[place];
    if (kept.sql.isEmpty())
        kept = makeColumns(order, keysOnly, whole);
    layout = kept.layout;
    return kept.sql;
}

FactSearch::Columns FactSearch::makeColumns(FactOrder order, bool keysOnly, bool whole) const
{
    QStringList selected = m_tie;
    const auto add = [&selected](const QString &sql) {
        selected << sql;
        return static_cast<int>(selected.size()) - 1;
    };
    Layout layout;
    if (!isTie(order))
        layout.ordered = add(expression(order));
    if (keysOnly) {
        if (order == FactOrder::Statement)
            layout.statement = isTie(order) ? 0 : layout.ordered;
        return {selected.join(", "_L1), layout};
    }
    layout.statement = add(expression(FactOrder::Statement));
    if (m_schema.predicateStored)
        layout.predicate = add(m_schema.predicateSql);
    if (m_schema.subjectStored)
        layout.subject = add(m_schema.subjectSql);
    if (whole) {
        if (!m_schema.source.isEmpty())
            layout.source = add(expression(FactOrder::Source));
        if (!m_schema.timestamp.isEmpty())
            layout.time = add(expression(FactOrder::Time));
        layout.whole = true;
    }
    return {selected.join(", "_L1), layout};
}

QString FactSearch::orderBy(FactOrder order, bool descending) const
{
    QStringList parts;
    if (!isTie(order))
        parts << expression(order) + direction(descending);
    for (const QString &column : m_tie)
        parts << column + direction(descending);
    return " ORDER BY "_L1 + parts.join(", "_L1);
}

/// What comes behind a key with the value x and the tie t, as up to three SELECTs, each of which an index
/// answers without looking at rows that were there before: x again with a greater t; a greater x; and, since
/// NULL is the smallest and compares with nothing, NULL where it is the end.
FactSearch::Course FactSearch::course(const QString &columns, const Narrowing &narrowing, FactOrder order,
                                      bool descending, const FactKey &from) const
{
    const auto make = [&](const QString &condition, std::vector<SqlValue> values) {
        QStringList terms = narrowing.terms;
        if (!condition.isEmpty())
            terms << condition;
        Select select;
        select.sql = "SELECT "_L1 + columns + " FROM "_L1 + m_table;
        if (!terms.isEmpty())
            select.sql += " WHERE "_L1 + terms.join(" AND "_L1);
        select.sql += orderBy(order, descending);
        select.values = narrowing.values;
        select.values.insert(select.values.end(), values.begin(), values.end());
        return select;
    };
    const auto ties = static_cast<std::size_t>(m_tie.size());
    if (from.size() < ties + (isTie(order) ? 0 : 1))
        return {make({}, {})};
    const QString beyond = descending ? u" < "_s : u" > "_s;
    const std::vector<SqlValue> tie(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(ties));
    const QString later = m_tie.size() == 1 ? m_tie.front() + beyond + u'?'
                                            : u'(' + m_tie.join(", "_L1) + u')' + beyond + u'(' +
                                                  parameters(m_tie.size()) + u')';
    if (isTie(order))
        return {make(later, tie)};

    const QString x = expression(order);
    const SqlValue &value = from.at(ties);
    std::vector<SqlValue> same{value};
    same.insert(same.end(), tie.begin(), tie.end());
    Course parts{make(x + " IS ? AND "_L1 + later, same)};
    const bool isNull = value.type == SqlValue::Type::Null;
    if (!isNull)
        parts.push_back(make(x + beyond + u'?', {value}));
    if (isNull && !descending)
        parts.push_back(make(x + " IS NOT NULL"_L1, {}));
    if (!isNull && descending)
        parts.push_back(make(x + " IS NULL"_L1, {}));
    return parts;
}

bool FactSearch::isDirect(const Select &select, int equalTerms)
{
    const auto known = m_direct.constFind(select.sql);
    if (known != m_direct.cend())
        return *known;
    auto plan = m_database->prepare("EXPLAIN QUERY PLAN "_L1 + select.sql);
    bool direct = plan.ok();
    int terms = 0;
    while (direct) {
        const auto row = plan->step();
        if (!row)
            return false; // not kept: the base may only be locked just now
        if (!*row)
            break;
        const QString detail = plan->text(3);
        // An index made for this one query, a skip scan or a union of several reads more than its rows.
        for (const QLatin1String slow : {"TEMP B-TREE"_L1, "AUTOMATIC"_L1, "(ANY("_L1, "MULTI-INDEX"_L1})
            direct = direct && !detail.contains(slow);
        if (detail.startsWith("SEARCH "_L1))
            terms = static_cast<int>(detail.mid(detail.lastIndexOf(" ("_L1)).count("=?"_L1));
    }
    direct = direct && terms >= equalTerms;
    m_direct.insert(select.sql, direct);
    return direct;
}

/// The ways in which equal values narrow the search, which exclude each other; empty where the query names
/// none of them.
std::vector<FactSearch::Narrowing> FactSearch::equalities(const FactQuery &query, bool predicate,
                                                          bool subject) const
{
    std::vector<Choice> first;
    std::vector<Choice> second;
    std::optional<QString> name = query.predicate;
    if (!name && query.pattern && query.pattern->text.isNull())
        name = query.pattern->predicate;
    if (predicate && name)
        first = choices(m_schema.predicateSql, {*name}, m_schema.predicateStored || name->isEmpty());
    if (subject) {
        const auto *arguments = query.pattern ? &query.pattern->arguments : nullptr;
        if (query.subject) {
            second = choices(m_schema.subjectSql, {*query.subject}, m_schema.subjectStored);
        } else if (arguments && !arguments->isEmpty() && arguments->front()) {
            QStringList values{FactText::subjectOf(*arguments->front())};
            if (m_schema.subjectStored && values.front() != *arguments->front())
                values << *arguments->front(); // those who fill such a column may read the text either way
            second = choices(m_schema.subjectSql, values, m_schema.subjectStored);
        }
    }
    if ((predicate && first.empty()) || (subject && second.empty()))
        return {};
    if (first.empty())
        first.push_back({});
    if (second.empty())
        second.push_back({});
    std::vector<Narrowing> all;
    for (const Choice &a : first) {
        for (const Choice &b : second) {
            Narrowing one;
            for (const Choice *choice : {&a, &b}) {
                if (!choice->term.isEmpty())
                    one.terms << choice->term;
                one.values.insert(one.values.end(), choice->values.begin(), choice->values.end());
            }
            all.push_back(one);
        }
    }
    return all;
}

/// `Name(` as a range of the statement, for bases that have an index on that alone. Spaces may stand before
/// and behind the name, so it is `Name ` to `Name(`, and all that begins with a space.
std::vector<FactSearch::Narrowing> FactSearch::nameRanges(const QString &predicate) const
{
    const QString &statement = expression(FactOrder::Statement);
    const QString term = statement + " >= ? AND "_L1 + statement + " < ?"_L1;
    std::vector<Narrowing> ranges{{{term}, {text(predicate + u' '), text(predicate + u')')}}};
    if (!predicate.isEmpty())
        ranges.push_back({{term}, {text(u" "_s), text(u"!"_s)}});
    return ranges;
}

FactScan FactSearch::scan(const FactQuery &query, const FactKey &from, Direction direction)
{
    const bool backward = direction == Direction::Backward;
    const bool descending = query.descending != backward;
    std::optional<FactOrder> wanted = query.order;
    if (wanted && !canOrderBy(*wanted))
        wanted = FactOrder::Id;

    std::vector<std::vector<Narrowing>> ways;
    if (query.statement)
        ways.push_back({{{expression(FactOrder::Statement) + " = ?"_L1}, {text(*query.statement)}}});
    ways.push_back(equalities(query, true, true));
    ways.push_back(equalities(query, true, false));
    ways.push_back(equalities(query, false, true));
    const FactOrder plain = wanted.value_or(FactOrder::Id);
    // An index on predicate and subject gives the rows of a predicate by subject, but not by id.
    std::vector<FactOrder> orders{plain};
    if (!wanted)
        orders.push_back(FactOrder::Subject);
    for (std::vector<Narrowing> &way : ways) {
        for (const FactOrder order : orders) {
            Layout layout;
            const QString &whole = columns(layout, order, false, true);
            const bool usable = !way.empty() && (way.size() == 1 || canMerge(order)) &&
                                std::all_of(way.begin(), way.end(), [&](const Narrowing &narrowing) {
                                    return isDirect(course(whole, narrowing, order, descending, {}).front(),
                                                    static_cast<int>(narrowing.terms.size()));
                                });
            if (usable)
                return FactScan(*this, query, order, descending, from, std::move(way), true);
        }
    }

    std::optional<QString> name = query.predicate;
    if (!name && query.pattern && query.pattern->text.isNull())
        name = query.pattern->predicate;
    const bool byStatement = wanted.value_or(FactOrder::Statement) == FactOrder::Statement;
    if (name && byStatement && !m_schema.predicateStored && m_plainText && m_schema.statementIndexed &&
        !(query.predicate && name->isEmpty()) && canMerge(FactOrder::Statement) &&
        canOrderBy(FactOrder::Statement))
        return FactScan(*this, query, FactOrder::Statement, descending, from, nameRanges(*name), false);

    FactOrder order = plain;
    if (!wanted && query.only == FactQuery::Only::Duplicates && canOrderBy(FactOrder::Statement))
        order = FactOrder::Statement; // twins stand together
    return FactScan(*this, query, order, descending, from, {Narrowing()}, false);
}

Result<qint64> FactSearch::countAll()
{
    return m_database->integer("SELECT count(*) FROM "_L1 + m_table);
}

Result<std::optional<FactDetails>> FactSearch::details(const FactKey &key)
{
    if (key.size() < static_cast<std::size_t>(m_tie.size()))
        return std::optional<FactDetails>();
    QStringList names;
    for (const FactSchema::Column &column : m_schema.columns)
        names << quoteName(column.name);
    const auto row = prepared("SELECT "_L1 + names.join(", "_L1) + " FROM "_L1 + m_table + " WHERE "_L1 +
                                  m_tie.join(" = ? AND "_L1) + " = ?"_L1,
                              u'd');
    if (!row)
        return row.error();
    Statement &statement = **row;
    for (int i = 0; i < m_tie.size(); ++i)
        statement.bind(i + 1, key.at(static_cast<std::size_t>(i)));
    const auto found = statement.step();
    if (!found)
        return found.error();
    std::optional<FactDetails> details;
    if (*found) {
        details.emplace();
        for (int i = 0; i < statement.columns(); ++i) {
            const QString &name = m_schema.columns.at(static_cast<std::size_t>(i)).name;
            const SqlValue value = statement.value(i);
            const QString shown =
                value.type == SqlValue::Type::Blob
                    ? "X'"_L1 + QString::fromLatin1(value.bytes.left(512).toHex()) + u'\''
                    : exactText(statement.view(i).first(std::min(statement.view(i).size(), kLongestDetail)));
            details->columns.emplace_back(name, value.type == SqlValue::Type::Null ? QString() : shown);
            if (name == m_schema.statement)
                details->statement = details->columns.back().second;
        }
        details->reading = FactText::parse(details->statement);
    }
    statement.reset();
    return details;
}

Result<Statement *> FactSearch::prepared(const QString &sql, char16_t slot)
{
    const QString name = sql + QChar(slot);
    auto found = m_statements.find(name);
    if (found == m_statements.end()) {
        auto statement = m_database->prepare(sql);
        if (!statement)
            return statement.error();
        found = m_statements.emplace(name, std::move(*statement)).first;
    }
    return &found->second;
}

} // namespace hakgal
