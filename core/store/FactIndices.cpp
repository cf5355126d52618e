// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactIndices.h"

#include "core/store/Database.h"

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

/// The name itself, or with the first number that makes it free: whatever stands there under the name serves
/// something else.
Result<QString> freeName(Database &database, const QString &wanted)
{
    auto taken = database.prepare(u"SELECT 1 FROM main.sqlite_master WHERE name = ?1 COLLATE NOCASE"_s);
    if (!taken)
        return taken.error();
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? wanted : wanted + u'_' + QString::number(number);
        taken->bind(1, name);
        const auto row = taken->step();
        if (!row)
            return row.error();
        taken->reset();
        if (!*row)
            return name;
    }
}

} // namespace

Result<std::vector<WantedIndex>> missingIndices(Database &database, const FactSchema &schema)
{
    using Serves = WantedIndex::Serves;
    struct Want
    {
        QString name;
        QString keys;
        Serves serves;
    };
    std::vector<Want> wants;
    if (!schema.statementIndexed)
        wants.push_back({u"idx_statement"_s, quoteName(schema.statement), Serves::Statement});
    if (!schema.subjectIndexed)
        wants.push_back(
            {u"idx_predicate_subject"_s, schema.predicateSql + ", "_L1 + schema.subjectSql, Serves::Subject});
    else if (!schema.predicateIndexed)
        wants.push_back({u"idx_predicate"_s, schema.predicateSql, Serves::Predicate});
    std::vector<WantedIndex> missing;
    for (const Want &want : wants) {
        const auto name = freeName(database, want.name);
        if (!name)
            return name.error();
        missing.push_back({*name,
                           "CREATE INDEX IF NOT EXISTS main."_L1 + quoteName(*name) + " ON "_L1 +
                               quoteName(schema.table) + u'(' + want.keys + u')',
                           want.serves});
    }
    return missing;
}

} // namespace hakgal
