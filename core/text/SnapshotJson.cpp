// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/SnapshotJson.h"

#include "core/text/Catalogue.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

const Catalogue &words()
{
    static const Catalogue catalogue(Catalogue::Language::English);
    return catalogue;
}

QJsonValue isoTime(qint64 wallMs)
{
    if (wallMs == 0)
        return QJsonValue::Null;
    return QDateTime::fromMSecsSinceEpoch(wallMs).toUTC().toString(Qt::ISODateWithMs);
}

/// Whole numbers stay whole (and exact), the rest is a double; what is not a number is null.
QJsonValue number(double value)
{
    constexpr double kExact = 9007199254740992.0; // 2^53
    if (!std::isfinite(value))
        return QJsonValue::Null;
    if (value == std::floor(value) && std::abs(value) < kExact)
        return static_cast<qint64>(value);
    return value;
}

bool reachable(const Snapshot &snapshot)
{
    return snapshot.sample.database.reach == DatabaseState::Reach::Reachable;
}

/// The reading as it may be told: figures about a base that cannot be read are empty.
Reading told(const Snapshot &snapshot, const MetricInfo &info)
{
    Reading reading = snapshot[info.id];
    if (reading.known() && !std::isfinite(reading.value))
        return Reading::missing(Reason::ReadFailed);
    if (info.subject == Subject::Database && reading.known() && !reachable(snapshot))
        return Reading::missing(snapshot.sample.database.reach == DatabaseState::Reach::None
                                    ? Reason::NoDatabase
                                    : Reason::Unreachable);
    return reading;
}

/// `ageSeconds`: of the snapshot. A scrape since then is new.
QJsonValue scrapeAge(const Snapshot *snapshot, double ageSeconds)
{
    if (!snapshot || snapshot->endpoint.lastScrapeWallMs == 0)
        return QJsonValue::Null;
    const double before =
        static_cast<double>(snapshot->sample.at.wallMs - snapshot->endpoint.lastScrapeWallMs) / 1000;
    return number(std::max(0.0, before + ageSeconds));
}

QString severityKey(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return QStringLiteral("info");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Critical:
        break;
    }
    return QStringLiteral("critical");
}

QJsonArray alertsJson(const Snapshot &snapshot)
{
    QJsonArray list;
    for (const Alert &alert : snapshot.alerts)
        list += QJsonObject{{QStringLiteral("rule"), QLatin1String(ruleName(alert.rule))},
                            {QStringLiteral("severity"), severityKey(alert.severity)},
                            {QStringLiteral("since"), isoTime(alert.startedMs)},
                            {QStringLiteral("value"), number(alert.value)},
                            {QStringLiteral("limit"), number(alert.limit)},
                            {QStringLiteral("title"), words().alertTitle(alert)},
                            {QStringLiteral("snoozed_until"), isoTime(alert.snoozedUntilMs)}};
    return list;
}

QJsonValue predicatesJson(const Snapshot &snapshot)
{
    const auto &table = snapshot.sample.predicates;
    if (!table || !reachable(snapshot))
        return QJsonValue::Null;
    QJsonArray top;
    for (const PredicateCount &row : table->rows)
        top +=
            QJsonObject{{QStringLiteral("predicate"), row.predicate}, {QStringLiteral("facts"), row.facts}};
    return QJsonObject{
        {QStringLiteral("age_seconds"), number(seconds(snapshot.sample.at.steady - table->countedAt.steady))},
        {QStringLiteral("distinct"), table->predicates},
        {QStringLiteral("top"), top}};
}

QJsonObject databaseJson(const DatabaseState &state)
{
    QJsonArray holders;
    for (const Holder &holder : state.holders)
        holders += QJsonObject{{QStringLiteral("pid"), holder.pid},
                               {QStringLiteral("name"), holder.name},
                               {QStringLiteral("handles"), holder.handles}};
    QString known = QStringLiteral("unknown");
    if (state.holdersKnown == HoldersKnown::All)
        known = QStringLiteral("all");
    else if (state.holdersKnown == HoldersKnown::OwnUser)
        known = QStringLiteral("own_user");

    const bool reached = state.reach == DatabaseState::Reach::Reachable;
    QJsonObject object{{QStringLiteral("path"), state.path.isEmpty() ? QJsonValue() : QJsonValue(state.path)},
                       {QStringLiteral("reachable"), reached},
                       {QStringLiteral("since"), isoTime(state.since.wallMs)},
                       {QStringLiteral("error"), QJsonValue::Null},
                       {QStringLiteral("wal"), reached ? QJsonValue(state.wal) : QJsonValue()},
                       {QStringLiteral("page_size"), reached ? QJsonValue(state.pageSize) : QJsonValue()},
                       {QStringLiteral("facts_table"), reached ? QJsonValue(state.facts) : QJsonValue()},
                       {QStringLiteral("holders"), holders},
                       {QStringLiteral("holders_known"), known}};
    if (state.reach == DatabaseState::Reach::Unreachable)
        object[QStringLiteral("error")] =
            QJsonObject{{QStringLiteral("code"), QLatin1String(errorName(state.error.code))},
                        {QStringLiteral("message"), words().error(state.error)}};
    return object;
}

QJsonObject check(const char *name, const char *status, const QString &message)
{
    return {{QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("status"), QLatin1String(status)},
            {QStringLiteral("message"), message}};
}

constexpr char kHealthy[] = "healthy";
constexpr char kDegraded[] = "degraded";
constexpr char kUnhealthy[] = "unhealthy";
constexpr int kIntervalsUntilOld = 5;

} // namespace

QJsonObject historyJson(const Snapshot &snapshot)
{
    QJsonObject object{{QStringLiteral("timestamp"), isoTime(snapshot.sample.at.wallMs)},
                       {QStringLiteral("system_status"), QLatin1String(statusName(snapshot.status))},
                       {QStringLiteral("active_queries"), QJsonValue::Null}};
    for (const MetricInfo &info : metricTable()) {
        const Reading reading = told(snapshot, info);
        object[QLatin1String(info.json)] = reading.known() ? number(reading.value) : QJsonValue();
    }
    return object;
}

QJsonObject historyJson(qint64 wallMs, std::span<const std::pair<MetricId, double>> values)
{
    QJsonObject object{{QStringLiteral("timestamp"), isoTime(wallMs)},
                       {QStringLiteral("system_status"), QJsonValue::Null},
                       {QStringLiteral("active_queries"), QJsonValue::Null}};
    for (const MetricInfo &info : metricTable())
        object[QLatin1String(info.json)] = QJsonValue::Null;
    for (const auto &[metric, value] : values)
        object[QLatin1String(metricInfo(metric).json)] = number(value);
    return object;
}

QJsonObject metricsJson(const Snapshot &snapshot)
{
    QJsonObject object = historyJson(snapshot);
    const Sample &sample = snapshot.sample;

    QJsonObject empty{{QStringLiteral("active_queries"), QStringLiteral("Nothing measures it.")}};
    for (const MetricInfo &info : metricTable()) {
        const Reading reading = told(snapshot, info);
        if (!reading.known())
            empty[QLatin1String(info.json)] = words().reason(reading.reason);
    }
    if (!reachable(snapshot))
        empty[QStringLiteral("predicates")] = words().reason(
            sample.database.reach == DatabaseState::Reach::None ? Reason::NoDatabase : Reason::Unreachable);
    else if (!sample.predicates)
        empty[QStringLiteral("predicates")] = words().reason(sample.predicatesReason);
    object[QStringLiteral("empty")] = empty;

    QJsonArray reasons;
    for (const StatusReason &reason : snapshot.reasons)
        reasons += words().statusReason(reason, snapshot);
    object[QStringLiteral("reasons")] = reasons;

    QJsonObject errors;
    for (const ErrorTally &tally : sample.errors)
        errors[tally.code] = number(static_cast<double>(tally.count));
    object[QStringLiteral("errors_by_code")] = errors;

    object[QStringLiteral("alerts")] = alertsJson(snapshot);
    const MaintenanceFactsPtr &maintenance = sample.maintenance;
    object[QStringLiteral("last_backup")] = isoTime(maintenance ? maintenance->lastBackupMs : 0);
    object[QStringLiteral("last_integrity_check")] = isoTime(maintenance ? maintenance->lastIntegrityMs : 0);
    object[QStringLiteral("predicates")] = predicatesJson(snapshot);
    object[QStringLiteral("database")] = databaseJson(sample.database);

    if (sample.lastKnown && !reachable(snapshot)) {
        QJsonObject last{
            {QStringLiteral("age_seconds"), number(seconds(sample.at.steady - sample.lastKnown->at.steady))}};
        for (const MetricInfo &info : metricTable()) {
            const Reading &reading = sample.lastKnown->readings[static_cast<std::size_t>(info.id)];
            if (info.subject == Subject::Database && reading.known() && std::isfinite(reading.value))
                last[QLatin1String(info.json)] = number(reading.value);
        }
        object[QStringLiteral("last_known")] = last;
    }
    return object;
}

Health healthJson(const Snapshot *snapshot, double ageSeconds, double uptimeSeconds)
{
    Health health;
    QJsonArray checks;
    bool sound = false;
    bool unblemished = false;
    if (!snapshot) {
        checks += check("snapshot", kUnhealthy, QStringLiteral("Nothing was measured yet."));
    } else {
        const double oldSeconds = kIntervalsUntilOld * snapshot->intervalMs / 1000.0;
        const bool reached = reachable(*snapshot);
        const bool fresh = ageSeconds <= oldSeconds; // false for NaN too
        sound = reached && fresh;
        unblemished = sound && snapshot->status == Status::Operational;

        const DatabaseState &database = snapshot->sample.database;
        if (reached)
            checks += check("database", kHealthy, QStringLiteral("The knowledge base can be read."));
        else if (database.reach == DatabaseState::Reach::None)
            checks += check("database", kUnhealthy, words().error({ErrorCode::NothingConfigured, {}, {}, 0}));
        else
            checks += check("database", kUnhealthy, words().error(database.error));

        checks += check("snapshot", fresh ? kHealthy : kUnhealthy,
                        QStringLiteral("The last measurement is %1 old; every %2 is expected.")
                            .arg(words().format().duration(std::max(0.0, ageSeconds)),
                                 words().format().limit(snapshot->intervalMs / 1000.0, Unit::Seconds)));

        QStringList alerts;
        QStringList ports;
        QStringList services;
        QStringList history;
        for (const StatusReason &reason : snapshot->reasons) {
            const QString text = words().statusReason(reason, *snapshot);
            switch (reason.kind) {
            case StatusReason::Kind::AlertFiring:
                alerts += text;
                break;
            case StatusReason::Kind::PortTaken:
                ports += text;
                break;
            case StatusReason::Kind::ServiceDown:
                services += text;
                break;
            case StatusReason::Kind::HistoryFailed:
                history += text;
                break;
            case StatusReason::Kind::NoDatabase:
            case StatusReason::Kind::Unreachable:
                break;
            }
        }
        const auto add = [&checks](const char *name, const QStringList &troubles, const QString &fine) {
            checks += check(name, troubles.isEmpty() ? kHealthy : kDegraded,
                            troubles.isEmpty() ? fine : troubles.join(QStringLiteral("; ")));
        };
        add("alerts", alerts, QStringLiteral("No alert is firing."));
        add("endpoint", ports, QStringLiteral("Every address is served."));
        add("services", services, QStringLiteral("No watched service is down."));
        add("history", history, QStringLiteral("No problem is known."));
    }
    health.httpStatus = sound ? 200 : 503;
    const QJsonObject body{{QStringLiteral("status"), QLatin1String(!sound        ? kUnhealthy
                                                                    : unblemished ? kHealthy
                                                                                  : kDegraded)},
                           {QStringLiteral("uptime"), number(uptimeSeconds)},
                           {QStringLiteral("checks"), checks},
                           {QStringLiteral("last_scrape_age_seconds"), scrapeAge(snapshot, ageSeconds)}};
    health.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return health;
}

} // namespace hakgal
