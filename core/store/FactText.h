// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace hakgal {

/// What a statement says, as far as its text tells. Pure; any text is accepted and none is lost:
/// the statement itself stays the truth, this is only a reading of it.
struct FactText
{
    /// Text before the first `(`, spaces trimmed. Null (not empty) where there is no `(`.
    /// Equal to predicateSql() for every text.
    QString predicate;
    /// From the first `(` to the next `,` or `)` or the end, spaces trimmed; null without `(`.
    /// Equal to subjectSql() for every text.
    QString subject;
    /// All arguments, split at the commas of the outer brackets (nested brackets and quotes kept whole).
    QStringList arguments;
    /// `Name(arg, …).` with balanced brackets, a non-empty name, at least one argument and the final dot.
    bool wellFormed = false;

    static FactText parse(QStringView statement);

    /// SQL for the same readings over a column. `column` is a quoted name. Only SPACE is trimmed.
    static QString predicateSql(const QString &column);
    static QString subjectSql(const QString &column);
};

/// A search pattern: `HasPart(Computer, ?)` matches statements of that predicate whose arguments are equal
/// where given; `?` matches any one argument, `*` as last argument any rest, `?` as name any predicate.
/// A final dot makes no difference. Text without brackets matches statements that contain it
/// (letters A–Z without regard to case, as SQLite's LIKE does).
struct FactPattern
{
    QString text;                            ///< contains-search; null for the bracket form
    std::optional<QString> predicate;        ///< nullopt: any
    QList<std::optional<QString>> arguments; ///< nullopt: any
    bool openEnd = false;

    /// nullopt where the pattern is empty or has unbalanced brackets.
    static std::optional<FactPattern> parse(QStringView pattern);
    bool matches(QStringView statement) const;
};

} // namespace hakgal
