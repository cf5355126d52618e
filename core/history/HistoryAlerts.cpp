// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts and journal of the history.
#include "core/alert/SeverityName.h"
#include "core/config/BuildInfo.h"
#include "core/history/HistoryDatabase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVariant>

namespace hakgal {

namespace {

QString severityText(Severity severity)
{
    return QString::fromLatin1(severityName(severity));
}

/// Processes and error of an alert as JSON.
QString contextText(const Alert &alert)
{
    QJsonObject context;
    if (!alert.processes.empty()) {
        QJsonArray processes;
        for (const ProcessLoad &load : alert.processes)
            processes.append(QJsonObject{{QStringLiteral("pid"), load.pid},
                                         {QStringLiteral("name"), load.name},
                                         {QStringLiteral("cpu_percent"), load.cpuPercent},
                                         {QStringLiteral("memory_bytes"), load.memoryBytes}});
        context.insert(QStringLiteral("processes"), processes);
    }
    if (alert.error != Error{})
        context.insert(QStringLiteral("error"),
                       QJsonObject{{QStringLiteral("code"), QLatin1String(errorName(alert.error.code))},
                                   {QStringLiteral("args"), QJsonArray::fromStringList(alert.error.args)},
                                   {QStringLiteral("detail"), alert.error.detail},
                                   {QStringLiteral("sqlite_code"), alert.error.sqliteCode}});
    return QString::fromUtf8(QJsonDocument(context).toJson(QJsonDocument::Compact));
}

void readContext(const QString &text, Alert &alert)
{
    const QJsonObject context = QJsonDocument::fromJson(text.toUtf8()).object();
    const QJsonArray processes = context.value(QStringLiteral("processes")).toArray();
    for (const QJsonValue value : processes) {
        const QJsonObject load = value.toObject();
        alert.processes.push_back({load.value(QStringLiteral("pid")).toInteger(),
                                   load.value(QStringLiteral("name")).toString(),
                                   load.value(QStringLiteral("cpu_percent")).toDouble(),
                                   load.value(QStringLiteral("memory_bytes")).toDouble()});
    }
    const QJsonObject error = context.value(QStringLiteral("error")).toObject();
    if (error.isEmpty())
        return;
    alert.error.code =
        errorCode(error.value(QStringLiteral("code")).toString()).value_or(ErrorCode::DatabaseFailed);
    const QJsonArray args = error.value(QStringLiteral("args")).toArray();
    for (const QJsonValue value : args)
        alert.error.args.append(value.toString());
    alert.error.detail = error.value(QStringLiteral("detail")).toString();
    alert.error.sqliteCode = error.value(QStringLiteral("sqlite_code")).toInt();
}

QString ruleText(RuleId rule)
{
    return QString::fromLatin1(ruleName(rule));
}

QString selectAlerts(const QString &where)
{
    return QStringLiteral(
               "SELECT rule, severity, started_at, ended_at, value, worst, limit_value, snoozed_until, "
               "context FROM alerts WHERE ") +
           where + QStringLiteral(" ORDER BY started_at DESC, id DESC");
}

} // namespace

Result<std::vector<Alert>> HistoryDatabase::firingAlerts()
{
    QSqlQuery query(m_connection);
    if (!query.prepare(selectAlerts(QStringLiteral("ended_at IS NULL"))))
        return failure(query.lastError());
    return alerts(query);
}

Result<std::vector<Alert>> HistoryDatabase::findAlerts(const AlertQuery &asked)
{
    QString where = asked.firingOnly ? QStringLiteral("ended_at IS NULL")
                                     : QStringLiteral("(ended_at IS NULL OR ended_at >= ?)");
    if (asked.atLeast) {
        QStringList names;
        for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Critical}) {
            if (severity >= *asked.atLeast)
                names.append(u'\'' + severityText(severity) + u'\'');
        }
        where += QStringLiteral(" AND severity IN (") + names.join(u',') + u')';
    }
    QSqlQuery query(m_connection);
    if (!query.prepare(selectAlerts(where) + QStringLiteral(" LIMIT ?")))
        return failure(query.lastError());
    if (!asked.firingOnly)
        query.addBindValue(asked.sinceMs);
    query.addBindValue(std::max(0, asked.limit));
    return alerts(query);
}

Result<std::vector<Alert>> HistoryDatabase::alerts(QSqlQuery &query)
{
    query.setForwardOnly(true);
    if (Result<void> asked = run(query); !asked)
        return asked.error();
    std::vector<Alert> found;
    while (query.next()) {
        Alert alert;
        alert.rule = ruleByName(query.value(0).toString());
        if (alert.rule == RuleId::Count_)
            continue;
        alert.severity = severityByName(query.value(1).toString()).value_or(Severity::Warning);
        alert.startedMs = query.value(2).toLongLong();
        alert.endedMs = query.value(3).toLongLong();
        alert.value = query.value(4).toDouble();
        alert.worst = query.value(5).toDouble();
        alert.limit = query.value(6).toDouble();
        alert.snoozedUntilMs = query.value(7).toLongLong();
        readContext(query.value(8).toString(), alert);
        found.push_back(std::move(alert));
    }
    if (query.lastError().isValid())
        return failure(query.lastError());
    return found;
}

Result<void> HistoryDatabase::raise(const Alert &alert)
{
    QSqlQuery query(m_connection);
    if (!query.prepare(QStringLiteral(
            "INSERT OR IGNORE INTO alerts(rule, severity, started_at, value, worst, limit_value, "
            "snoozed_until, context) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")))
        return failure(query.lastError());
    query.addBindValue(ruleText(alert.rule));
    query.addBindValue(severityText(alert.severity));
    query.addBindValue(alert.startedMs);
    query.addBindValue(alert.value);
    query.addBindValue(alert.worst);
    query.addBindValue(alert.limit);
    query.addBindValue(alert.snoozedUntilMs);
    query.addBindValue(contextText(alert));
    return run(query);
}

Result<void> HistoryDatabase::resolve(const Alert &alert)
{
    QSqlQuery query(m_connection);
    if (!query.prepare(
            QStringLiteral("UPDATE alerts SET ended_at=max(?, started_at), value=?, worst=?, context=? "
                           "WHERE rule=? AND ended_at IS NULL")))
        return failure(query.lastError());
    query.addBindValue(alert.endedMs);
    query.addBindValue(alert.value);
    query.addBindValue(alert.worst);
    query.addBindValue(contextText(alert));
    query.addBindValue(ruleText(alert.rule));
    return run(query);
}

Result<void> HistoryDatabase::snooze(RuleId rule, qint64 untilMs)
{
    QSqlQuery query(m_connection);
    if (!query.prepare(QStringLiteral("UPDATE alerts SET snoozed_until=? WHERE rule=? AND ended_at IS NULL")))
        return failure(query.lastError());
    query.addBindValue(untilMs);
    query.addBindValue(ruleText(rule));
    return run(query);
}

Result<void> HistoryDatabase::note(qint64 atMs, const QString &operation, const QString &details)
{
    if (buildInfo().walResetDefect) {
        if (const Result<void> set = run(QStringLiteral("PRAGMA wal_autocheckpoint=0")); !set)
            return set;
    }
    QSqlQuery query(m_connection);
    if (!query.prepare(QStringLiteral("INSERT INTO journal(timestamp, operation, details) VALUES(?, ?, ?)")))
        return failure(query.lastError());
    query.addBindValue(atMs);
    query.addBindValue(operation);
    query.addBindValue(details);
    return run(query);
}

Result<std::vector<HistoryNote>> HistoryDatabase::notes(int limit, qint64 sinceMs)
{
    QSqlQuery query(m_connection);
    if (!query.prepare(QStringLiteral("SELECT timestamp, operation, details FROM journal "
                                      "WHERE timestamp >= ? ORDER BY id DESC LIMIT ?")))
        return failure(query.lastError());
    query.addBindValue(sinceMs);
    query.addBindValue(std::max(0, limit));
    return notesOf(query);
}

Result<std::vector<HistoryNote>> HistoryDatabase::newestNotes()
{
    QSqlQuery query(m_connection);
    if (!query.prepare(QStringLiteral(
            "SELECT timestamp, operation, details FROM journal WHERE id IN (SELECT max(id) FROM "
            "(SELECT id, operation, CASE WHEN json_valid(details) THEN details END AS told FROM journal) "
            "GROUP BY operation, coalesce(json_extract(told, '$.error.code'), json_extract(told, "
            "'$.error')), "
            "json_extract(told, '$.integrity')) "
            "ORDER BY id DESC")))
        return failure(query.lastError());
    return notesOf(query);
}

Result<std::vector<HistoryNote>> HistoryDatabase::notesOf(QSqlQuery &query)
{
    query.setForwardOnly(true);
    if (const Result<void> asked = run(query); !asked)
        return asked.error();
    std::vector<HistoryNote> found;
    while (query.next())
        found.push_back({query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toString()});
    if (query.lastError().isValid())
        return failure(query.lastError());
    return found;
}

Result<std::vector<Alert>> HistoryDatabase::alertsBetween(qint64 fromMs, qint64 toMs, int most)
{
    QSqlQuery query(m_connection);
    if (!query.prepare(
            selectAlerts(QStringLiteral("started_at < ? AND (ended_at IS NULL OR ended_at >= ?)")) +
            QStringLiteral(" LIMIT ?")))
        return failure(query.lastError());
    query.addBindValue(toMs);
    query.addBindValue(fromMs);
    query.addBindValue(std::max(0, most));
    return alerts(query);
}

Result<std::vector<HistoryNote>> HistoryDatabase::notesBetween(qint64 fromMs, qint64 toMs, int most)
{
    QSqlQuery query(m_connection);
    if (!query.prepare(
            QStringLiteral("SELECT timestamp, operation, details FROM journal WHERE timestamp >= ? "
                           "AND timestamp < ? ORDER BY timestamp DESC, id DESC LIMIT ?")))
        return failure(query.lastError());
    query.addBindValue(fromMs);
    query.addBindValue(toMs);
    query.addBindValue(std::max(0, most));
    return notesOf(query);
}

Result<void> HistoryDatabase::updateFiring(const std::vector<Alert> &firing)
{
    QSqlQuery &update = m_statements->updateAlert;
    for (const Alert &alert : firing) {
        update.bindValue(0, alert.value);
        update.bindValue(1, alert.worst);
        update.bindValue(2, contextText(alert));
        update.bindValue(3, ruleText(alert.rule));
        if (Result<void> done = run(update); !done)
            return done;
    }
    return {};
}

} // namespace hakgal
