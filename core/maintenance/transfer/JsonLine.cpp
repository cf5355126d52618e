// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/JsonLine.h"

#include <QChar>

#include <cstring>

namespace hakgal {

namespace {

constexpr int kDeepest = 64;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(QByteArray &text, quint32 code)
{
    const auto add = [&text](quint32 byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xc0 | (code >> 6));
        add(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        add(0xe0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3f));
        add(0x80 | (code & 0x3f));
    } else {
        add(0xf0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3f));
        add(0x80 | ((code >> 6) & 0x3f));
        add(0x80 | (code & 0x3f));
    }
}

} // namespace

bool JsonLine::take(char c)
{
    if (m_at >= m_line.size() || m_line[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool JsonLine::takeWord(const char *word)
{
    const auto length = static_cast<qsizetype>(std::strlen(word));
    if (!m_line.sliced(m_at).startsWith(QByteArrayView(word, length)))
        return false;
    m_at += length;
    return true;
}

void JsonLine::skipSpace()
{
    while (m_at < m_line.size() && std::strchr(" \t\r\n", m_line[m_at]) != nullptr && m_line[m_at] != '\0')
        ++m_at;
}

bool JsonLine::parse(QByteArrayView line)
{
    m_line = line;
    m_at = 0;
    m_members.clear();
    skipSpace();
    if (!take('{'))
        return false;
    skipSpace();
    if (!take('}') && !parseMembers())
        return false;
    skipSpace();
    return m_at == m_line.size();
}

bool JsonLine::parseMembers()
{
    for (;;) {
        Member member;
        skipSpace();
        if (!parseString(member.name))
            return false;
        skipSpace();
        if (!take(':'))
            return false;
        skipSpace();
        if (!parseValue(member))
            return false;
        m_members.push_back(std::move(member));
        skipSpace();
        if (take('}'))
            return true;
        if (!take(','))
            return false;
    }
}

bool JsonLine::parseValue(Member &member)
{
    const qsizetype from = m_at;
    switch (peek()) {
    case '"':
        member.kind = Kind::Text;
        return parseString(member.value);
    case '{':
    case '[':
        member.kind = Kind::Nested;
        break;
    case 't':
    case 'f':
        member.kind = Kind::Bool;
        break;
    case 'n':
        return takeWord("null");
    default:
        member.kind = Kind::Number;
    }
    if (!skipValue(0))
        return false;
    member.value = m_line.sliced(from, m_at - from).toByteArray();
    return true;
}

bool JsonLine::parseString(QByteArray &text)
{
    if (!take('"'))
        return false;
    text.truncate(0);
    for (;;) {
        const qsizetype from = m_at;
        while (m_at < m_line.size() && m_line[m_at] != '"' && m_line[m_at] != '\\' &&
               static_cast<uchar>(m_line[m_at]) >= 0x20)
            ++m_at;
        text.append(m_line.data() + from, m_at - from);
        if (take('"'))
            return true;
        if (!take('\\') || !parseEscape(text))
            return false;
    }
}

bool JsonLine::parseEscape(QByteArray &text)
{
    static constexpr char kinds[] = "\"\\/bfnrt";
    static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
    const char kind = peek();
    ++m_at;
    if (kind != 'u') {
        const char *const found = kind == '\0' ? nullptr : std::strchr(kinds, kind);
        if (found == nullptr)
            return false;
        text += meanings[found - kinds];
        return true;
    }
    quint32 unit = 0;
    if (!parseHex(unit))
        return false;
    if (QChar::isLowSurrogate(unit))
        return false;
    if (QChar::isHighSurrogate(unit)) {
        quint32 low = 0;
        if (!take('\\') || !take('u') || !parseHex(low) || !QChar::isLowSurrogate(low))
            return false;
        unit = QChar::surrogateToUcs4(static_cast<char16_t>(unit), static_cast<char16_t>(low));
    }
    appendUtf8(text, unit);
    return true;
}

bool JsonLine::parseHex(quint32 &unit)
{
    if (m_line.size() - m_at < 4)
        return false;
    unit = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = m_line[m_at++];
        quint32 digit = 0;
        if (isDigit(c))
            digit = static_cast<quint32>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<quint32>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<quint32>(c - 'A' + 10);
        else
            return false;
        unit = unit * 16 + digit;
    }
    return true;
}

bool JsonLine::skipNumber()
{
    const auto digits = [this] {
        const qsizetype from = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > from;
    };
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        return digits();
    }
    return true;
}

bool JsonLine::skipValue(int depth)
{
    if (depth > kDeepest)
        return false;
    const char c = peek();
    if (c == '"')
        return parseString(m_skipped);
    if (c == 't')
        return takeWord("true");
    if (c == 'f')
        return takeWord("false");
    if (c == 'n')
        return takeWord("null");
    if (c != '{' && c != '[')
        return skipNumber();
    const char close = c == '{' ? '}' : ']';
    ++m_at;
    skipSpace();
    if (take(close))
        return true;
    for (;;) {
        skipSpace();
        if (c == '{') {
            if (!parseString(m_skipped))
                return false;
            skipSpace();
            if (!take(':'))
                return false;
            skipSpace();
        }
        if (!skipValue(depth + 1))
            return false;
        skipSpace();
        if (take(close))
            return true;
        if (!take(','))
            return false;
    }
}

const JsonLine::Member *JsonLine::member(const char *name) const
{
    for (auto it = m_members.rbegin(); it != m_members.rend(); ++it) {
        if (it->name.compare(name, Qt::CaseInsensitive) == 0)
            return &*it;
    }
    return nullptr;
}

QByteArray jsonQuoted(QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray text;
    text.reserve(utf8.size() + 8);
    text += '"';
    for (const char c : utf8) {
        const auto code = static_cast<uchar>(c);
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '\r') {
            text += "\\r";
        } else if (c == '\t') {
            text += "\\t";
        } else if (code < 0x20) {
            text += "\\u00";
            text += hex[code >> 4];
            text += hex[code & 15];
        } else {
            text += c;
        }
    }
    text += '"';
    return text;
}

} // namespace hakgal
