// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"
#include "core/maintenance/AuditRow.h"
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/repair/RepairWrite.h"

#include <QCoreApplication>

namespace hakgal {

Result<Remedied> createAuditLog(const RemedyTask &task, JobContext &context)
{
    bool made = false;
    auto done = changeBase(task.base, context, [&](Database &database) -> Result<void> {
        auto there = typeOf(database, u"audit_log");
        if (!there)
            return there.error();
        if (*there == QLatin1String("table"))
            return {};
        if (!there->isEmpty())
            return Error{ErrorCode::DatabaseFailed,
                         {task.base},
                         QStringLiteral("there is a %1 named audit_log already").arg(*there),
                         0};
        if (auto created = database.execute(
                QStringLiteral("CREATE TABLE IF NOT EXISTS main.audit_log(id INTEGER PRIMARY KEY, "
                               "timestamp TEXT, operation TEXT, details TEXT)"));
            !created)
            return created;
        made = true;
        const auto noted = addAuditRow(database, QStringLiteral("repair"),
                                       {{QStringLiteral("action"), QStringLiteral("create_audit_log")}});
        return noted ? Result<void>() : noted.error();
    });
    if (!done)
        return done.error();
    return Remedied{
        {phraseOf(made ? QT_TRANSLATE_NOOP("hakgal", "audit_log was created")
                       : QT_TRANSLATE_NOOP("hakgal", "audit_log was there already; it was left as it is"))},
        {},
        {}};
}

Result<Remedied> createIndex(const RemedyTask &task, const QStringList &args, JobContext &context)
{
    const QString name = args.value(0);
    const QString sql = args.value(1);
    const QString begin = sql.left(20).toUpper();
    if (!begin.startsWith(QLatin1String("CREATE INDEX ")) &&
        !begin.startsWith(QLatin1String("CREATE UNIQUE INDEX ")))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "no statement that creates an index"));
    bool made = false;
    auto done = changeBase(task.base, context, [&](Database &database) -> Result<void> {
        auto there = typeOf(database, name);
        if (!there)
            return there.error();
        if (*there == QLatin1String("index"))
            return {};
        if (!there->isEmpty())
            return Error{ErrorCode::DatabaseFailed,
                         {task.base},
                         QStringLiteral("there is a %1 of that name already").arg(*there),
                         0};
        auto statement = database.prepare(sql); // this one and no other behind it
        if (!statement)
            return statement.error();
        if (auto created = statement->run(); !created)
            return created;
        made = true;
        const auto noted = addAuditRow(
            database, QStringLiteral("repair"),
            {{QStringLiteral("action"), QStringLiteral("create_index")}, {QStringLiteral("index"), name}});
        return noted ? Result<void>() : noted.error();
    });
    if (!done)
        return done.error();
    return Remedied{{phraseOf(made ? QT_TRANSLATE_NOOP("hakgal", "the index %1 was created")
                                   : QT_TRANSLATE_NOOP("hakgal", "the index %1 was there already"),
                              {name})},
                    {},
                    {}};
}

Result<Remedied> createHistory(const RemedyTask &task)
{
    const StatePaths paths(task.base);
    if (auto made = paths.create(); !made)
        return made.error();
    auto history = HistoryDatabase::open(paths.historyFile(), HistoryDatabase::Access::Write);
    if (!history)
        return history.error();
    return Remedied{{phraseOf(QT_TRANSLATE_NOOP("hakgal", "the history database was created"))}, {}, {}};
}

} // namespace hakgal
