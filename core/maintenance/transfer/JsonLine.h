// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace hakgal {

/// One JSON object on a line (RFC 8259), read strictly and without loss: a string comes out as the UTF-8
/// bytes it stands for, a number as it is written. Made for this one shape, since Qt's reader drops a U+FEFF
/// at the front of a string and turns half a surrogate pair into something else without a word. Pure.
class JsonLine
{
public:
    enum class Kind : quint8 { Null, Text, Number, Bool, Nested };
    struct Member
    {
        QByteArray name;
        Kind kind = Kind::Null;
        QByteArray value; ///< text, digits, `true`, or the JSON of an object or array as it stands
    };

    /// False where the line is not one object and nothing else. The last of several members of one name
    /// counts.
    bool parse(QByteArrayView line);
    const std::vector<Member> &members() const { return m_members; }
    /// By name in any case (ASCII); null where there is none.
    const Member *member(const char *name) const;

private:
    bool parseMembers();
    bool parseValue(Member &member);
    bool parseString(QByteArray &text);
    bool parseEscape(QByteArray &text);
    bool parseHex(quint32 &unit);
    bool skipNumber();
    bool skipValue(int depth);
    bool take(char c);
    bool takeWord(const char *word);
    void skipSpace();
    char peek() const { return m_at < m_line.size() ? m_line[m_at] : '\0'; }

    QByteArrayView m_line;
    qsizetype m_at = 0;
    std::vector<Member> m_members;
    QByteArray m_skipped;
};

/// A text as a JSON string, in quotes; everything but quotes, backslashes and control characters as it is.
QByteArray jsonQuoted(QByteArrayView utf8);

} // namespace hakgal
