// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactSchema.h"
#include "core/store/Statement.h"

#include <span>
#include <vector>

namespace hakgal {

/// A value for a column other than the statement's.
struct FactValue
{
    enum class Kind : quint8 { Text, Integer, Real };
    Kind kind = Kind::Text;
    QByteArray bytes; ///< UTF-8; of a number its digits
    bool operator==(const FactValue &) const = default;
};

/// Stores facts, one at a time, in the form of the base: prepared once, run often. Belongs to one Database
/// and its thread. Of the other columns it fills what the text tells (predicate, arguments) and what the
/// table requires: an empty text, `{}` for JSON, 0, and 1 for a confidence, since a fact that is given is
/// meant. Columns with a default keep it.
class FactInsert
{
public:
    enum class Duplicates {
        Skip,    ///< a statement that is already there is not stored again
        Trusted, ///< the caller knows that it is not there (only where no index could tell)
    };

    /// `source` is stored where the base has a column for it; where it is empty the column keeps its default.
    /// `given`: columns for which store() gets a value, which goes before `source`, `timestamp` and what the
    /// text tells; each one as of writable().
    static Result<FactInsert> prepare(Database &database, const FactSchema &schema, const QString &source,
                                      Duplicates duplicates, const QStringList &given = {});

    /// The column of the base that takes values under this name: ordinary, and neither the statement's nor of
    /// the primary key. Empty where there is none.
    static QString writable(const FactSchema &schema, const QString &name);

    /// True where the statement was stored, false where it is already there. `timestamp` is ISO 8601 UTC.
    /// `given`: as many as prepare() was told of.
    Result<bool> store(const QByteArray &utf8, const QString &timestamp,
                       std::span<const FactValue> given = {});

private:
    enum class Value : quint8 {
        Statement,
        Source,
        Timestamp,
        Given,
        Predicate, // from here on the text has to be read
        Subject,
        Count,
        Argument,
        Json
    };
    struct Parameter
    {
        Value value;
        int argument = 0; ///< from 0
    };
    void bindGiven(int index, const FactValue &value);

    FactInsert(Database &database, Statement statement)
        : m_database(&database), m_insert(std::move(statement))
    {
    }

    Database *m_database;
    Statement m_insert;
    std::vector<Parameter> m_parameters; ///< in their order, the first one is ?1
    bool m_parses = false;               ///< some of them need the reading of the text
    QString m_source;
};

} // namespace hakgal
