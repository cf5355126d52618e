// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr qsizetype kLongestSplit = qsizetype(1024) * 1024;

/// Only SPACE, as SQLite's trim() does.
QStringView trimSpaces(QStringView text)
{
    while (text.startsWith(u' '))
        text = text.mid(1);
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

/// A copy that is empty, never null, for an empty view.
QString copied(QStringView text)
{
    return text.isEmpty() ? QString(""_L1) : text.toString();
}

bool isClosing(QChar c)
{
    return c == u')' || c == u']' || c == u'}';
}

/// The twin of the bracket, or null for anything else.
QChar closingFor(QChar c)
{
    switch (c.unicode()) {
    case u'(':
        return u')';
    case u'[':
        return u']';
    case u'{':
        return u'}';
    default:
        return {};
    }
}

/// Where the quote that opens at `from` closes: at its twin before a comma, a closing bracket or the end,
/// spaces apart. -1 where there is none.
qsizetype closingQuote(QStringView text, qsizetype from)
{
    const QChar quote = text.at(from);
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\') {
            ++i;
            continue;
        }
        if (text.at(i) != quote)
            continue;
        qsizetype next = i + 1;
        while (next < text.size() && text.at(next) == u' ')
            ++next;
        if (next == text.size() || text.at(next) == u',' || isClosing(text.at(next)))
            return i;
    }
    return -1;
}

/// What stands between an opening bracket and its twin.
struct Inside
{
    QStringList arguments;
    qsizetype end = -1; ///< behind the closing bracket; -1 where it is missing
};

enum class Brackets { All, RoundOnly };

/// nullopt where brackets of different kinds cross or the outer one is not closed (All only).
std::optional<Inside> split(QStringView text, qsizetype open, Brackets which)
{
    Inside inside;
    QString closers(u')');
    QString unclosed; // quotes that have no closing twin from here on; each is looked for in vain only once
    qsizetype start = open + 1;
    bool atStart = true; // of an argument, where a quote counts
    const auto take = [&](qsizetype to) {
        inside.arguments.append(copied(trimSpaces(text.mid(start, to - start))));
        start = to + 1;
        atStart = true;
    };
    qsizetype i = start;
    for (; i < text.size() && !closers.isEmpty(); ++i) {
        const QChar c = text.at(i);
        if (c == u' ')
            continue;
        if (which == Brackets::All && atStart && (c == u'"' || c == u'\'') && !unclosed.contains(c)) {
            if (const qsizetype closing = closingQuote(text, i); closing > 0) {
                i = closing;
                atStart = false;
                continue;
            }
            unclosed.append(c);
        }
        atStart = false;
        const QChar closer = closingFor(c);
        if (c == u',') {
            if (closers.size() == 1)
                take(i);
            atStart = true;
        } else if (!closer.isNull() && (which == Brackets::All || c == u'(')) {
            closers.append(closer);
            atStart = true;
        } else if (isClosing(c) && (which == Brackets::All || c == u')')) {
            if (closers.back() != c)
                return std::nullopt;
            closers.chop(1);
            if (closers.isEmpty()) {
                take(i);
                inside.end = i + 1;
            }
        }
    }
    if (!closers.isEmpty()) {
        if (which == Brackets::All)
            return std::nullopt;
        take(text.size());
    }
    if (inside.arguments.size() == 1 && inside.arguments.front().isEmpty())
        inside.arguments.clear();
    return inside;
}

QString foldedAscii(QStringView text)
{
    QString folded = text.toString();
    for (QChar &c : folded) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + (u'a' - u'A'));
    }
    return folded;
}

} // namespace

FactText FactText::parse(QStringView statement)
{
    FactText fact;
    const qsizetype open = statement.indexOf(u'(');
    if (open < 0)
        return fact;
    fact.predicate = copied(trimSpaces(statement.left(open)));
    fact.subject = subjectOf(statement.mid(open + 1));
    if (statement.size() > kLongestSplit)
        return fact;
    if (auto inside = split(statement, open, Brackets::All)) {
        fact.arguments = inside->arguments;
        const bool named = !fact.predicate.isEmpty() &&
                           std::none_of(fact.predicate.cbegin(), fact.predicate.cend(),
                                        [](QChar c) { return isClosing(c) || !closingFor(c).isNull(); });
        fact.wellFormed = named && !fact.arguments.isEmpty() && !fact.arguments.contains(QString()) &&
                          trimSpaces(statement.mid(inside->end)) == u".";
    } else {
        fact.arguments = split(statement, open, Brackets::RoundOnly)->arguments;
    }
    return fact;
}

QString FactText::subjectOf(QStringView firstArgument)
{
    const auto ends = [](QChar c) { return c == u',' || c == u')'; };
    const auto *const end = std::find_if(firstArgument.begin(), firstArgument.end(), ends);
    return copied(trimSpaces(firstArgument.left(end - firstArgument.begin())));
}

QString FactText::predicateSql(const QString &column)
{
    return "CASE WHEN instr("_L1 + column + ", '(') > 0 THEN trim(substr("_L1 + column + ", 1, instr("_L1 +
           column + ", '(') - 1)) END"_L1;
}

QString FactText::subjectSql(const QString &column)
{
    // With the sought character added at its end every text has one, so that the end counts as one.
    const QString inside = "substr("_L1 + column + ", instr("_L1 + column + ", '(') + 1)"_L1;
    return "CASE WHEN instr("_L1 + column + ", '(') > 0 THEN trim(substr("_L1 + inside +
           ", 1, min(instr("_L1 + inside + " || ',', ','), instr("_L1 + inside +
           " || ')', ')')) - 1)) END"_L1;
}

std::optional<FactPattern> FactPattern::parse(QStringView pattern)
{
    QStringView text = pattern.trimmed();
    if (text.size() > 1 && text.endsWith(u'.'))
        text = text.chopped(1).trimmed();
    if (text.isEmpty())
        return std::nullopt;

    FactPattern parsed;
    const qsizetype open = text.indexOf(u'(');
    int depth = 0;
    if (open < 0) {
        if (text.contains(u')'))
            return std::nullopt;
        parsed.text = text.toString();
        return parsed;
    }
    auto inside = split(text, open, Brackets::All);
    if (!inside)
        inside = split(text, open, Brackets::RoundOnly);
    if (inside->end < 0 || text.left(open).contains(u')'))
        return std::nullopt;
    const QStringView rest = text.mid(inside->end);
    for (const QChar c : rest) {
        depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        if (depth < 0)
            return std::nullopt;
    }
    if (depth != 0)
        return std::nullopt;
    if (!rest.trimmed().isEmpty()) {
        parsed.text = text.toString();
        return parsed;
    }

    const QStringView name = trimSpaces(text.left(open));
    if (name != u"?")
        parsed.predicate = copied(name);
    QStringList arguments = inside->arguments;
    if (!arguments.isEmpty() && arguments.back() == u"*") {
        parsed.openEnd = true;
        arguments.removeLast();
    }
    for (const QString &argument : arguments)
        parsed.arguments.append(argument == u"?" ? std::nullopt : std::optional<QString>(argument));
    return parsed;
}

bool FactPattern::matches(QStringView statement) const
{
    if (!text.isNull())
        return foldedAscii(statement).contains(foldedAscii(text));
    const FactText fact = FactText::parse(statement);
    if (fact.predicate.isNull() || (predicate && *predicate != fact.predicate))
        return false;
    if (openEnd ? fact.arguments.size() < arguments.size() : fact.arguments.size() != arguments.size())
        return false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments.at(i) && *arguments.at(i) != fact.arguments.at(i))
            return false;
    }
    return true;
}

} // namespace hakgal
