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
    /// Equal to predicateSql() for every text without U+0000 (at which SQLite's functions end).
    QString predicate;
    /// From the first `(` to the next `,` or `)` or the end, spaces trimmed; null without `(`.
    /// Equal to subjectSql() for every text without U+0000.
    QString subject;
    /// All arguments, spaces trimmed, split at the commas of the outer brackets. Nested brackets `( [ {` and
    /// quotes are kept whole; a quote counts only where an argument begins with it and ends with its twin
    /// (O'Brien is no quote). Where brackets do not match, only `(` and `)` count, up to the closing one or
    /// the end. Empty where there is nothing between the brackets, and for texts beyond 1,048,576 characters
    /// (an import takes up to 64 KiB).
    QStringList arguments;
    /// `Name(arg, …).` with balanced brackets, a non-empty name, no empty argument, at least one, and the
    /// final dot.
    bool wellFormed = false;

    static FactText parse(QStringView statement);

    /// The subject of every statement whose first argument is this one (shorter where that holds a comma or
    /// a closing bracket of its own).
    static QString subjectOf(QStringView firstArgument);

    /// SQL for the same readings over a column. `column` is a quoted name. Only SPACE is trimmed.
    static QString predicateSql(const QString &column);
    static QString subjectSql(const QString &column);
};

/// A search pattern: `HasPart(Computer, ?)` matches statements of that predicate whose arguments are equal
/// where given; `?` matches any one argument, `*` as last argument any rest, `?` as name any predicate.
/// A final dot makes no difference. Text without brackets, or with more text behind them, matches statements
/// that contain it (letters A–Z without regard to case, as SQLite's LIKE does).
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
