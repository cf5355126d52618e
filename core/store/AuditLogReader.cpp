// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/AuditLogReader.h"

#include "core/store/FactSchema.h"

#include <QDateTime>

#include <algorithm>

namespace hakgal {

namespace {

qint64 timeOf(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber) {
        constexpr double kMilliseconds = 1e11; // in seconds that were the year 5138
        constexpr double kLatest = 1e14;
        if (!(number > 0 && number < kLatest))
            return 0;
        return static_cast<qint64>(number > kMilliseconds ? number : number * 1000);
    }
    QDateTime time = QDateTime::fromString(text.trimmed().replace(u' ', u'T'), Qt::ISODateWithMs);
    if (!time.isValid())
        return 0;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return std::max<qint64>(0, time.toMSecsSinceEpoch());
}

} // namespace

Result<std::vector<AuditRow>> readAuditLog(Database &database, qint64 sinceMs, int limit)
{
    using Audit = FactSchema::Audit;
    const auto schema = FactSchema::readAuditLog(database);
    if (!schema)
        return schema.error();
    std::vector<AuditRow> found;
    if (schema->audit != Audit::Details && schema->audit != Audit::Payload)
        return found;
    const bool payload = schema->audit == Audit::Payload;
    const QString most = QString::number(kMostAuditText);
    const auto column = [&most](const char *name) {
        return QStringLiteral("substr(CAST(%1 AS TEXT), 1, %2)")
            .arg(quoteName(QString::fromLatin1(name)), most);
    };
    // Rows are added at the end, so the newest are found without sorting the table.
    const QString order = schema->rowidName.isEmpty() ? quoteName(u"timestamp") : schema->rowidName;
    auto rows = database.prepare(QStringLiteral("SELECT %1, %2, %3 FROM main.%4 ORDER BY %5 DESC LIMIT %6")
                                     .arg(column("timestamp"), column(payload ? "event" : "operation"),
                                          column(payload ? "payload" : "details"),
                                          quoteName(schema->auditTable), order)
                                     .arg(std::max(0, limit)));
    if (!rows)
        return rows.error();
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        AuditRow entry{timeOf(rows->text(0)), rows->text(1), rows->text(2)};
        if (entry.atMs == 0 || entry.atMs >= sinceMs)
            found.push_back(std::move(entry));
    }
    return found;
}

} // namespace hakgal
