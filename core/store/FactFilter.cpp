// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactFilter.h"

#include "core/store/Statement.h"

#include <algorithm>

namespace hakgal {

namespace {

QByteArrayView trimSpaces(QByteArrayView text)
{
    while (!text.empty() && text.front() == ' ')
        text = text.sliced(1);
    while (!text.empty() && text.back() == ' ')
        text.chop(1);
    return text;
}

std::optional<QByteArray> utf8(const std::optional<QString> &text)
{
    return text ? std::optional<QByteArray>(text->toUtf8()) : std::nullopt;
}

bool isBracketOrQuote(char c)
{
    switch (c) {
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '"':
    case '\'':
        return true;
    default:
        return false;
    }
}

/// Name, one pair of brackets, arguments without brackets and quotes, none of them empty, a dot at the very
/// end. Those texts every reading takes for well-formed; of others only FactText knows.
bool isPlainlyWellFormed(QByteArrayView text)
{
    if (text.size() < 4 || text.back() != '.' || text[text.size() - 2] != ')')
        return false;
    const qsizetype open = text.indexOf('(');
    if (open <= 0)
        return false;
    bool named = false;
    for (const char c : text.first(open)) {
        if (isBracketOrQuote(c))
            return false;
        named = named || c != ' ';
    }
    bool argument = false;
    for (const char c : text.sliced(open + 1).chopped(2)) {
        if (isBracketOrQuote(c) || (c == ',' && !argument))
            return false;
        argument = c != ',' && (argument || c != ' ');
    }
    return named && argument;
}

} // namespace

ByteReading ByteReading::of(QByteArrayView statement)
{
    const qsizetype open = statement.indexOf('(');
    if (open < 0)
        return {};
    const QByteArrayView inside = statement.sliced(open + 1);
    const auto *const end =
        std::find_if(inside.begin(), inside.end(), [](char c) { return c == ',' || c == ')'; });
    return {trimSpaces(statement.first(open)), trimSpaces(inside.first(end - inside.begin())), true};
}

bool isWellFormed(QByteArrayView statement)
{
    constexpr qsizetype kPlain = 4096; // beyond, FactText may take another view of very long texts
    return (statement.size() <= kPlain && isPlainlyWellFormed(statement)) ||
           FactText::parse(exactText(statement)).wellFormed;
}

FactFilter::FactFilter(const FactQuery &query)
    : m_only(query.only),
      m_statement(utf8(query.statement)),
      m_predicate(utf8(query.predicate)),
      m_subject(utf8(query.subject))
{
    if (!query.pattern)
        return;
    if (!query.pattern->text.isNull()) {
        m_text.emplace(query.pattern->text.toUtf8());
        return;
    }
    m_pattern = query.pattern;
    if (m_pattern->predicate)
        m_patternPredicate = m_pattern->predicate->toUtf8();
    for (const auto &argument : m_pattern->arguments) {
        if (argument && !argument->isEmpty())
            m_patternArguments.push_back(argument->toUtf8());
    }
}

bool FactFilter::mayTake(QByteArrayView statement) const
{
    if (m_statement && statement != *m_statement)
        return false;
    if (m_text && !m_text->isIn(statement))
        return false;
    if (m_pattern) {
        if (m_pattern->predicate) {
            const ByteReading reading = ByteReading::of(statement);
            if (!reading.bracket || reading.predicate != m_patternPredicate)
                return false;
        }
        for (const QByteArray &argument : m_patternArguments) {
            if (statement.indexOf(argument) < 0)
                return false;
        }
    }
    return m_only != FactQuery::Only::Malformed || !isWellFormed(statement);
}

bool FactFilter::takes(QByteArrayView statement, const Stored &stored) const
{
    if (m_predicate || m_subject) {
        const ByteReading reading = ByteReading::of(statement);
        if (m_predicate && stored.predicate.value_or(reading.predicate) != *m_predicate)
            return false;
        if (m_subject) {
            if (!stored.subject && !reading.bracket)
                return false;
            if (stored.subject.value_or(reading.subject) != *m_subject)
                return false;
        }
    }
    return !m_pattern || m_pattern->matches(exactText(statement));
}

} // namespace hakgal
