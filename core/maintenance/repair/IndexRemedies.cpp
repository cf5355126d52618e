// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/AuditRow.h"
#include "core/maintenance/repair/Rebuild.h"
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/repair/RepairWrite.h"

namespace hakgal {

namespace {

/// The table of an index; an error where there is no such index.
Result<QString> tableOf(Database &database, const QString &index)
{
    auto rows = database.prepare(
        QStringLiteral("SELECT tbl_name FROM main.sqlite_master WHERE type = 'index' AND name = ?1"));
    if (!rows)
        return rows.error();
    rows->bind(1, index);
    const auto row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::DatabaseFailed,
                     {database.verdict().path},
                     QStringLiteral("there is no index \"%1\"").arg(index),
                     0};
    return rows->text(0);
}

/// Asked inside the transaction, so that a REINDEX that did not help is taken back.
Result<void> checkTable(Database &database, const QString &table, const QString &index)
{
    auto check = database.prepare(QStringLiteral("PRAGMA main.integrity_check(%1)").arg(quoteName(table)));
    if (!check)
        return check.error();
    for (;;) {
        const auto row = check->step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        const QString said = check->text(0);
        if (said.contains(index))
            return Error{ErrorCode::VerifyFailed, {database.verdict().path, said}, {}, 0};
    }
}

} // namespace

Result<Remedied> reindex(const RemedyTask &task, const QStringList &args, JobContext &context)
{
    const QString index = args.value(0);
    auto done = changeBase(task.base, context, [&](Database &database) -> Result<void> {
        const auto table = tableOf(database, index);
        if (!table)
            return table.error();
        // With the schema before it a name is never taken for that of a collation.
        if (auto rewritten = database.execute(QStringLiteral("REINDEX main.%1").arg(quoteName(index)));
            !rewritten)
            return rewritten;
        if (auto good = checkTable(database, *table, index); !good)
            return good;
        const auto noted = addAuditRow(
            database, QStringLiteral("repair"),
            {{QStringLiteral("action"), QStringLiteral("reindex")}, {QStringLiteral("index"), index}});
        return noted ? Result<void>() : noted.error();
    });
    if (!done)
        return done.error();
    return Remedied{
        {phraseOf(QT_TRANSLATE_NOOP("hakgal", "the index %1 was written anew"), {index})}, {}, {}};
}

Result<Remedied> rebuild(const RemedyTask &task, JobContext &context)
{
    const auto rebuilt = Rebuild::run(task.base, context);
    if (!rebuilt)
        return rebuilt.error();
    return Remedied{
        {phraseOf(QT_TRANSLATE_NOOP("hakgal", "rebuilt from its tables: %1 rows in all, %2 facts"),
                  {QString::number(rebuilt->rows), QString::number(rebuilt->facts)})},
        {},
        {}};
}

} // namespace hakgal
