// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryDatabase.h"

#include "core/config/BuildInfo.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVariant>

#include <array>
#include <atomic>

namespace hakgal {

namespace {

constexpr int kVersion = 1;

constexpr const char *kSchema[] = {
    "CREATE TABLE performance_metrics(id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, "
    "metric_name TEXT NOT NULL, metric_value REAL NOT NULL)",
    "CREATE INDEX performance_metrics_timestamp ON performance_metrics(timestamp)",
    "CREATE TABLE alerts(id INTEGER PRIMARY KEY, rule TEXT NOT NULL, severity TEXT NOT NULL, "
    "started_at INTEGER NOT NULL, ended_at INTEGER, value REAL NOT NULL, worst REAL NOT NULL, "
    "limit_value REAL NOT NULL, snoozed_until INTEGER NOT NULL DEFAULT 0, context TEXT NOT NULL)",
    // One alert and one resolve an incident is a rule of the file itself.
    "CREATE UNIQUE INDEX alerts_firing ON alerts(rule) WHERE ended_at IS NULL",
    "CREATE INDEX alerts_started ON alerts(started_at)",
    "CREATE TABLE journal(id INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, operation TEXT NOT NULL, "
    "details TEXT)",
};

/// What every version 1 must answer.
constexpr const char *kProbes[] = {
    "SELECT id, timestamp, metric_name, metric_value FROM performance_metrics LIMIT 0",
    "SELECT id, rule, severity, started_at, ended_at, value, worst, limit_value, snoozed_until, context "
    "FROM alerts LIMIT 0",
    "SELECT id, timestamp, operation, details FROM journal LIMIT 0",
};

constexpr std::array<const char *, 3> kSeverities{"info", "warning", "critical"};

QString severityText(Severity severity)
{
    return QString::fromLatin1(kSeverities.at(static_cast<std::size_t>(severity)));
}

Severity severityOf(const QString &text)
{
    for (std::size_t i = 0; i < kSeverities.size(); ++i) {
        if (text == QLatin1String(kSeverities[i]))
            return static_cast<Severity>(i);
    }
    return Severity::Warning;
}

ErrorCode errorCodeOf(const QString &name)
{
    constexpr int kMoreThanThereAre = 128;
    for (int code = 0; code < kMoreThanThereAre; ++code) {
        if (name == QLatin1String(errorName(static_cast<ErrorCode>(code))))
            return static_cast<ErrorCode>(code);
    }
    return ErrorCode::DatabaseFailed;
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
    alert.error.code = errorCodeOf(error.value(QStringLiteral("code")).toString());
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

/// The name of each metric as it is bound, made once.
const QVariant &metricName(MetricId id)
{
    static const auto names = [] {
        std::array<QVariant, kMetricCount> all;
        for (const MetricInfo &info : metricTable())
            all.at(static_cast<std::size_t>(info.id)) = QString::fromLatin1(info.json);
        return all;
    }();
    return names.at(static_cast<std::size_t>(id));
}

QString selectAlerts(const QString &where)
{
    return QStringLiteral(
               "SELECT rule, severity, started_at, ended_at, value, worst, limit_value, snoozed_until, "
               "context FROM alerts WHERE ") +
           where + QStringLiteral(" ORDER BY started_at DESC, id DESC");
}

} // namespace

HistoryDatabase::HistoryDatabase(const QString &file, const QSqlDatabase &connection)
    : m_file(file), m_connection(connection)
{
}

HistoryDatabase::~HistoryDatabase()
{
    m_statements.reset();
    const QString name = m_connection.connectionName();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<HistoryDatabase>> HistoryDatabase::open(const QString &file, Access access)
{
    // SQLite makes a missing file even to read it, unless told otherwise; and a reader has nothing to read
    // then.
    if (access == Access::Read && !QFileInfo::exists(file))
        return std::unique_ptr<HistoryDatabase>();
    static std::atomic<int> number = 0;
    std::unique_ptr<HistoryDatabase> database(new HistoryDatabase(
        file, QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"),
                                        QStringLiteral("hakgal-history-%1").arg(++number))));
    QSqlDatabase &connection = database->m_connection;
    connection.setDatabaseName(file);
    connection.setConnectOptions(access == Access::Read
                                     ? QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000;QSQLITE_OPEN_READONLY")
                                     : QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    if (!connection.open())
        return database->failure(connection.lastError());
    const Result<bool> usable = database->prepareSchema(access);
    if (!usable)
        return usable.error();
    if (!*usable)
        return std::unique_ptr<HistoryDatabase>();
    if (access == Access::Write) {
        if (Result<void> ready = database->prepareWriting(); !ready)
            return ready.error();
    }
    return database;
}

Result<bool> HistoryDatabase::prepareSchema(Access access)
{
    const Result<qint64> version = integer(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    if (*version > kVersion)
        return refusal(
            QStringLiteral("the file was made by a later version of this program (%1, this one knows %2)")
                .arg(*version)
                .arg(kVersion));
    if (*version == kVersion) {
        for (const char *probe : kProbes) {
            if (Result<void> answered = run(QString::fromLatin1(probe)); !answered)
                return answered.error();
        }
        return true;
    }
    // In one statement, since another process of ours may be making the schema just now.
    const Result<qint64> foreign =
        integer(QStringLiteral("SELECT user_version <> %1 AND (user_version <> 0 OR (SELECT count(*) FROM "
                               "sqlite_master) > 0) FROM pragma_user_version")
                    .arg(kVersion));
    if (!foreign)
        return foreign.error();
    if (*foreign != 0)
        return refusal(QStringLiteral("the file belongs to another program"));
    if (access == Access::Read)
        return false;

    // Only outside a transaction; before the first page is written the file has no mode to change.
    if (Result<void> wal = run(QStringLiteral("PRAGMA journal_mode=WAL")); !wal)
        return wal.error();
    if (Result<void> begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun.error();
    // Whoever was faster has made it meanwhile.
    const Result<qint64> now = integer(QStringLiteral("PRAGMA user_version"));
    if (!now || *now == kVersion) {
        (void)run(QStringLiteral("ROLLBACK"));
        return now ? Result<bool>(true) : now.error();
    }
    Result<void> made;
    for (const char *statement : kSchema) {
        if (made)
            made = run(QString::fromLatin1(statement));
    }
    if (made)
        made = run(QStringLiteral("PRAGMA user_version=%1").arg(kVersion));
    if (made)
        made = run(QStringLiteral("COMMIT"));
    if (!made) {
        (void)run(QStringLiteral("ROLLBACK"));
        return made.error();
    }
    return true;
}

Result<void> HistoryDatabase::prepareWriting()
{
    for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"}) {
        if (Result<void> done = run(QString::fromLatin1(pragma)); !done)
            return done;
    }
    m_statements.reset(
        new Statements{QSqlQuery(m_connection), QSqlQuery(m_connection), QSqlQuery(m_connection)});
    const std::pair<QSqlQuery *, const char *> texts[] = {
        {&m_statements->insertTick,
         "INSERT INTO performance_metrics(timestamp, metric_name, metric_value) VALUES(?, ?, ?)"},
        {&m_statements->updateAlert,
         "UPDATE alerts SET value=?, worst=?, context=? WHERE rule=? AND ended_at IS NULL"},
        {&m_statements->expire,
         "DELETE FROM performance_metrics WHERE id IN (SELECT id FROM performance_metrics "
         "WHERE timestamp < ? ORDER BY timestamp LIMIT ?)"},
    };
    for (const auto &[query, text] : texts) {
        if (!query->prepare(QString::fromLatin1(text)))
            return failure(query->lastError());
    }
    return {};
}

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
        for (auto i = static_cast<std::size_t>(*asked.atLeast); i < kSeverities.size(); ++i)
            names.append(u'\'' + QString::fromLatin1(kSeverities.at(i)) + u'\'');
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
        alert.severity = severityOf(query.value(1).toString());
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

Result<std::optional<HistoryDatabase::Recorded>> HistoryDatabase::newest(MetricId metric)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(QStringLiteral("SELECT timestamp, metric_value FROM performance_metrics "
                                      "WHERE metric_name=? ORDER BY timestamp DESC LIMIT 1")))
        return failure(query.lastError());
    query.addBindValue(metricName(metric));
    if (const Result<void> asked = run(query); !asked)
        return asked.error();
    if (query.next())
        return std::optional(Recorded{query.value(0).toLongLong(), query.value(1).toDouble()});
    if (query.lastError().isValid())
        return failure(query.lastError());
    return std::optional<Recorded>();
}

Result<void> HistoryDatabase::write(const std::vector<RecordedTick> &ticks, const std::vector<Alert> &firing,
                                    qint64 expireBeforeMs)
{
    if (Result<void> begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    Result<void> done = writeRows(ticks, firing, expireBeforeMs);
    if (done)
        done = run(QStringLiteral("COMMIT"));
    if (!done)
        (void)run(QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself
    return done;
}

Result<void> HistoryDatabase::writeRows(const std::vector<RecordedTick> &ticks,
                                        const std::vector<Alert> &firing, qint64 expireBeforeMs)
{
    QSqlQuery &insert = m_statements->insertTick;
    for (const RecordedTick &tick : ticks) {
        for (const auto &[metric, value] : tick.values) {
            insert.bindValue(0, tick.atMs);
            insert.bindValue(1, metricName(metric));
            insert.bindValue(2, value);
            if (Result<void> done = run(insert); !done)
                return done;
        }
    }
    QSqlQuery &update = m_statements->updateAlert;
    for (const Alert &alert : firing) {
        update.bindValue(0, alert.value);
        update.bindValue(1, alert.worst);
        update.bindValue(2, contextText(alert));
        update.bindValue(3, ruleText(alert.rule));
        if (Result<void> done = run(update); !done)
            return done;
    }
    QSqlQuery &expire = m_statements->expire;
    expire.bindValue(0, expireBeforeMs);
    expire.bindValue(1, kExpireSlice);
    return run(expire);
}

Result<void> HistoryDatabase::run(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return failure(query.lastError());
    return {};
}

Result<void> HistoryDatabase::run(QSqlQuery &query)
{
    if (!query.exec())
        return failure(query.lastError());
    return {};
}

Result<qint64> HistoryDatabase::integer(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql) || !query.next())
        return failure(query.lastError());
    return query.value(0).toLongLong();
}

Error HistoryDatabase::failure(const QSqlError &error) const
{
    return {ErrorCode::HistoryUnavailable, {m_file}, error.text(), error.nativeErrorCode().toInt()};
}

Error HistoryDatabase::refusal(const QString &why) const
{
    return {ErrorCode::HistoryUnavailable, {m_file}, why};
}

} // namespace hakgal
