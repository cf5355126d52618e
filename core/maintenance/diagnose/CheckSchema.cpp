// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/Checkup.h"
#include "core/store/FactIndices.h"
#include "core/store/FactStore.h"

namespace hakgal {

namespace {

/// No single question may take longer, whatever the file makes of it.
constexpr std::chrono::seconds kMostReading{5};
/// Below, reading the whole table is a matter of milliseconds.
constexpr qint64 kManyFacts = 50'000;

/// Damage and locks are told by other checks.
bool isAboutTheFile(const Error &error)
{
    return error.code == ErrorCode::Damaged || error.code == ErrorCode::Locked ||
           error.code == ErrorCode::Interrupted;
}

void checkAuditLog(Checkup &checkup, Database &database, const FactSchema &schema)
{
    if (schema.audit != FactSchema::Audit::None)
        return;
    const auto type =
        database.text(QStringLiteral("SELECT coalesce((SELECT type FROM main.sqlite_schema WHERE "
                                     "lower(name)='audit_log' AND type IN ('table','view')), '')"));
    const QString taken = type ? *type : QString();
    if (taken.isEmpty())
        checkup.found(QStringLiteral("schema.audit_log_missing"), Severity::Critical, {},
                      Finding::Remedy{RemedyAction::CreateAuditLog, {}, false});
    else if (taken == QLatin1String("view"))
        checkup.found(QStringLiteral("schema.audit_log_missing"), Severity::Critical, {taken});
}

void checkIndices(Checkup &checkup, Database &database, const FactSchema &schema, qint64 facts)
{
    const auto missing = missingIndices(database, schema);
    if (!missing)
        return;
    for (const WantedIndex &index : *missing)
        checkup.found(QStringLiteral("index.missing:") + index.name,
                      facts > kManyFacts ? Severity::Warning : Severity::Info, {index.name},
                      Finding::Remedy{RemedyAction::CreateIndex, {index.name, index.sql}, false});
    if (missing->empty())
        checkup.well("index");
}

/// Sorts all statements where no index does it: only where everything is looked at anyway.
void checkDuplicates(Checkup &checkup, Database &database, const FactSchema &schema)
{
    if (schema.statementUnique || (!schema.statementIndexed && !checkup.full))
        return;
    const QString statement = quoteName(schema.statement);
    database.setCancelFlag(checkup.context.cancelFlag());
    if (checkup.full)
        database.setDeadline(std::chrono::steady_clock::time_point::max());
    const auto more =
        database.integer(QStringLiteral("SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM "
                                        "main.%1 WHERE %2 IS NOT NULL GROUP BY %2 HAVING n > 1)")
                             .arg(quoteName(schema.table), statement));
    database.setCancelFlag(nullptr);
    if (more && *more > 0)
        checkup.found(QStringLiteral("schema.duplicates"), Severity::Info, {QString::number(*more)});
}

} // namespace

void checkSchema(Checkup &checkup, Database &database)
{
    database.setDeadline(std::chrono::steady_clock::now() + kMostReading);
    auto store = FactStore::attach(database);
    if (!store) {
        if (!isAboutTheFile(store.error())) {
            std::optional<Finding::Remedy> remedy;
            if (!checkup.goodBackup.isEmpty())
                remedy = Finding::Remedy{RemedyAction::RestoreBackup, {checkup.goodBackup}, true};
            checkup.found(QStringLiteral("schema.facts_missing"), Severity::Critical, {}, remedy);
        }
        database.setDeadline(std::chrono::steady_clock::time_point::max());
        return;
    }
    const auto facts = store->count();
    if (facts && store->schema().audit != FactSchema::Audit::None)
        checkup.well("schema", {QString::number(*facts)});
    checkAuditLog(checkup, database, store->schema());
    checkIndices(checkup, database, store->schema(), facts ? *facts : 0);
    checkDuplicates(checkup, database, store->schema());
    database.setDeadline(std::chrono::steady_clock::time_point::max());
}

} // namespace hakgal
