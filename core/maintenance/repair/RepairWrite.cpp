// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/repair/RepairWrite.h"

#include "core/maintenance/Maintainable.h"
#include "core/store/Transaction.h"

#include <QCoreApplication>

namespace hakgal {

Result<void> changeBase(const QString &base, JobContext &context,
                        const std::function<Result<void>(Database &)> &change)
{
    if (auto allowed = checkMaintainable(base); !allowed)
        return allowed;
    Database::Options options;
    options.access = OpenPolicy::Access::Change;
    options.busyTimeoutMs = 5000;
    options.eager = true;
    options.cacheKib = 2000;
    auto database = Database::open(base, options);
    if (!database)
        return database.error();
    (*database)->setCancelFlag(context.cancelFlag());
    (*database)->setTick([&context] { context.tick(); });
    auto transaction = Transaction::begin(**database, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    if (auto changed = change(**database); !changed)
        return changed;
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    (*database)->setCancelFlag(nullptr);
    context.finishing(QCoreApplication::translate("hakgal", "Storing the change; this cannot be cancelled"));
    return transaction->commit();
}

Result<QString> typeOf(Database &database, QStringView name)
{
    auto rows =
        database.prepare(QStringLiteral("SELECT type FROM main.sqlite_master WHERE name = ?1 COLLATE NOCASE "
                                        "ORDER BY type = 'trigger' LIMIT 1"));
    if (!rows)
        return rows.error();
    rows->bind(1, name);
    const auto row = rows->step();
    if (!row)
        return row.error();
    return *row ? rows->text(0) : QString();
}

} // namespace hakgal
