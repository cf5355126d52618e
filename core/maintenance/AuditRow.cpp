// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/AuditRow.h"

#include "core/store/FactStore.h"

#include <QJsonDocument>

namespace hakgal {

Result<bool> addAuditRow(Database &database, const QString &operation, const QJsonObject &details)
{
    auto store = FactStore::attach(database);
    if (!store)
        return store.error().code == ErrorCode::NoFactsTable ? Result<bool>(false) : store.error();
    const FactSchema::Audit form = store->schema().audit;
    if (form != FactSchema::Audit::Details && form != FactSchema::Audit::Payload)
        return false;
    const auto triggers =
        database.integer(QStringLiteral("SELECT count(*) FROM main.sqlite_master WHERE type = 'trigger' AND "
                                        "lower(tbl_name) = 'audit_log'"));
    if (!triggers)
        return triggers.error();
    if (*triggers > 0)
        return false;
    const QByteArray json = QJsonDocument(details).toJson(QJsonDocument::Compact);
    if (auto written = store->audit(operation, QString::fromUtf8(json)); !written)
        return written.error();
    return true;
}

} // namespace hakgal
