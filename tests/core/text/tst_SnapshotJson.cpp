// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/SnapshotJson.h"

#include "tests/support/Snapshots.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <limits>

using namespace hakgal;
using namespace hakgal::test;

namespace {

const QStringList kOriginalKeys{QStringLiteral("timestamp"),          QStringLiteral("system_status"),
                                QStringLiteral("uptime_seconds"),     QStringLiteral("facts_count"),
                                QStringLiteral("avg_query_time"),     QStringLiteral("min_query_time"),
                                QStringLiteral("max_query_time"),     QStringLiteral("cache_hits"),
                                QStringLiteral("cache_misses"),       QStringLiteral("cache_hit_rate"),
                                QStringLiteral("active_queries"),     QStringLiteral("database_connections"),
                                QStringLiteral("wal_size_bytes"),     QStringLiteral("checkpoint_count"),
                                QStringLiteral("system_cpu_percent"), QStringLiteral("system_memory_percent"),
                                QStringLiteral("system_disk_percent")};

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QJsonObject checkNamed(const Health &health, const char *name)
{
    for (const QJsonValue &check : parsed(health.body)[QStringLiteral("checks")].toArray()) {
        if (check[QStringLiteral("name")].toString() == QLatin1String(name))
            return check.toObject();
    }
    return {};
}

} // namespace

class TestSnapshotJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theOriginalsKeysAreThereWithTheirUnits()
    {
        const QJsonObject object = metricsJson(fullSnapshot());
        for (const QString &key : kOriginalKeys)
            QVERIFY2(object.contains(key), qPrintable(key));
        QCOMPARE(object[QStringLiteral("timestamp")].toString(), QStringLiteral("2026-01-31T16:58:12.345Z"));
        QCOMPARE(object[QStringLiteral("system_status")].toString(), QStringLiteral("OPERATIONAL"));
        QCOMPARE(object[QStringLiteral("facts_count")].toInteger(), 18160);
        QCOMPARE(object[QStringLiteral("system_cpu_percent")].toDouble(),
                 double(int(MetricId::SystemCpu)) + 0.5);
        QVERIFY(object[QStringLiteral("active_queries")].isNull());
    }

    void everyMetricAppears()
    {
        const Snapshot snapshot = fullSnapshot();
        const QJsonObject object = metricsJson(snapshot);
        for (const MetricInfo &info : metricTable())
            QCOMPARE(object[QLatin1String(info.json)].toDouble(-1), snapshot[info.id].value);
        QCOMPARE(object[QStringLiteral("empty")].toObject().keys(),
                 QStringList{QStringLiteral("active_queries")});
        QVERIFY(!object.contains(QStringLiteral("last_known")));
    }

    void maintenanceIsNullUntilItIsKnown()
    {
        Snapshot snapshot = fullSnapshot();
        QVERIFY(metricsJson(snapshot)[QStringLiteral("last_backup")].isNull());
        MaintenanceFacts facts;
        facts.lastBackupMs = 1'769'878'692'000;
        snapshot.sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        const QJsonObject object = metricsJson(snapshot);
        QCOMPARE(object[QStringLiteral("last_backup")].toString(),
                 QStringLiteral("2026-01-31T16:58:12.000Z"));
        QVERIFY(object[QStringLiteral("last_integrity_check")].isNull());
    }

    void wholeNumbersAreWrittenWhole()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.sample[MetricId::DatabaseBytes] = Reading::of(1234567890123456);
        const QByteArray text = QJsonDocument(metricsJson(snapshot)).toJson(QJsonDocument::Compact);
        QVERIFY(text.contains("\"facts_count\":18160,"));
        QVERIFY(text.contains("\"database_size_bytes\":1234567890123456,"));
    }

    void whatWasNotMeasuredIsNullWithAReason_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("reason");
        QTest::addColumn<QString>("sentence");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        QTest::newRow("not yet") << nan << int(Reason::NotYet)
                                 << QStringLiteral("Not measured yet; the first value takes a moment.");
        QTest::newRow("NaN taken for a value")
            << nan << int(Reason::None) << QStringLiteral("The system's answer could not be read.");
        QTest::newRow("infinity taken for a value")
            << infinity << int(Reason::None) << QStringLiteral("The system's answer could not be read.");
    }
    void whatWasNotMeasuredIsNullWithAReason()
    {
        QFETCH(double, value);
        QFETCH(int, reason);
        Snapshot snapshot = fullSnapshot();
        snapshot.sample[MetricId::CacheHitRate] = {value, Reason(reason)};
        const QJsonObject object = metricsJson(snapshot);
        QVERIFY(object[QStringLiteral("cache_hit_rate")].isNull());
        QTEST(object[QStringLiteral("empty")][QStringLiteral("cache_hit_rate")].toString(), "sentence");
        const QByteArray text = QJsonDocument(object).toJson();
        QVERIFY(!text.toLower().contains(": nan") && !text.toLower().contains(": inf"));
    }

    void anUnreachableBaseHasNullsAndTheLastKnownValues()
    {
        const QJsonObject object = metricsJson(unreachableSnapshot());
        const QJsonObject last = object[QStringLiteral("last_known")].toObject();
        for (const MetricInfo &info : metricTable()) {
            const QString key = QLatin1String(info.json);
            QCOMPARE(object[key].isNull(), info.subject == Subject::Database);
            QCOMPARE(last.contains(key), info.subject == Subject::Database);
        }
        QCOMPARE(last[QStringLiteral("facts_count")].toInteger(), 18160);
        QCOMPARE(last[QStringLiteral("age_seconds")].toDouble(), 90.0);
        QVERIFY(object[QStringLiteral("predicates")].isNull());
        const QJsonObject database = object[QStringLiteral("database")].toObject();
        QCOMPARE(database[QStringLiteral("reachable")].toBool(true), false);
        QCOMPARE(database[QStringLiteral("error")][QStringLiteral("code")].toString(),
                 QStringLiteral("file_missing"));
        QVERIFY(object[QStringLiteral("reasons")][0].toString().startsWith(
            QStringLiteral("There is no file at /data/kb.db.")));
    }

    void figuresOfAnUnreachableBaseNeverSlipThrough()
    {
        Snapshot snapshot = fullSnapshot(); // all readings still carry values
        snapshot.sample.database.reach = DatabaseState::Reach::None;
        const QJsonObject object = metricsJson(snapshot);
        QVERIFY(object[QStringLiteral("facts_count")].isNull());
        QVERIFY(object[QStringLiteral("empty")][QStringLiteral("facts_count")].toString().contains(
            QStringLiteral("No knowledge base is chosen")));
        QVERIFY(!object[QStringLiteral("system_cpu_percent")].isNull());
    }

    void alertsErrorsAndPredicatesAreListed()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.alerts = {firingAlert(snapshot, RuleId::CacheHit, Severity::Warning, 74.2, 80)};
        StatusReason reason;
        reason.rule = RuleId::CacheHit;
        snapshot.reasons = {reason};
        snapshot.status = Status::Degraded;
        const QJsonObject object = metricsJson(snapshot);

        const QJsonObject alert = object[QStringLiteral("alerts")][0].toObject();
        QCOMPARE(alert[QStringLiteral("rule")].toString(), QStringLiteral("cache_hit"));
        QCOMPARE(alert[QStringLiteral("severity")].toString(), QStringLiteral("warning"));
        QCOMPARE(alert[QStringLiteral("since")].toString(), QStringLiteral("2026-01-31T16:56:02.345Z"));
        QCOMPARE(alert[QStringLiteral("value")].toDouble(), 74.2);
        QCOMPARE(alert[QStringLiteral("limit")].toDouble(), 80.0);
        QVERIFY(alert[QStringLiteral("snoozed_until")].isNull());
        QCOMPARE(object[QStringLiteral("reasons")][0].toString(),
                 QStringLiteral("Cache hit below 80 %: 74.2 % for 2 min 10 s"));

        QCOMPARE(object[QStringLiteral("errors_by_code")][QStringLiteral("SQLITE_BUSY")].toInt(), 3);
        const QJsonObject predicates = object[QStringLiteral("predicates")].toObject();
        QCOMPARE(predicates[QStringLiteral("age_seconds")].toDouble(), 4.0);
        QCOMPARE(predicates[QStringLiteral("distinct")].toInt(), 31);
        QCOMPARE(predicates[QStringLiteral("top")][0][QStringLiteral("predicate")].toString(),
                 QStringLiteral("HasPart"));
        QCOMPARE(predicates[QStringLiteral("top")][0][QStringLiteral("facts")].toInt(), 12000);
    }

    void theDatabaseTellsWhoElseHasItOpen()
    {
        const QJsonObject database = metricsJson(fullSnapshot())[QStringLiteral("database")].toObject();
        QCOMPARE(database[QStringLiteral("holders_known")].toString(), QStringLiteral("all"));
        QCOMPARE(database[QStringLiteral("holders")][0][QStringLiteral("pid")].toInt(), 4711);
        QCOMPARE(database[QStringLiteral("wal")].toBool(), true);
        QVERIFY(database[QStringLiteral("error")].isNull());
    }

    void aHistoryEntryHoldsTheMetricsAndNoMore()
    {
        const QJsonObject entry = historyJson(fullSnapshot());
        for (const QString &key : kOriginalKeys)
            QVERIFY2(entry.contains(key), qPrintable(key));
        QCOMPARE(std::size_t(entry.size()), kMetricCount + 3);
    }

    void healthIs503OnlyWhenUnreachableOrOld_data()
    {
        QTest::addColumn<bool>("reached");
        QTest::addColumn<int>("status");
        QTest::addColumn<double>("age");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, bool reached, Status status, double age, int code,
                            const char *word) {
            QTest::newRow(name) << reached << int(status) << age << code << QString::fromUtf8(word);
        };
        row("all well", true, Status::Operational, 0.5, 200, "healthy");
        row("a warning", true, Status::Degraded, 0.5, 200, "degraded");
        row("a critical alert", true, Status::Poor, 0.5, 200, "degraded");
        row("five intervals", true, Status::Operational, 5.0, 200, "healthy");
        row("older", true, Status::Operational, 5.01, 503, "unhealthy");
        row("unreachable", false, Status::Poor, 0.5, 503, "unhealthy");
        row("age not known", true, Status::Operational, std::numeric_limits<double>::quiet_NaN(), 503,
            "unhealthy");
    }
    void healthIs503OnlyWhenUnreachableOrOld()
    {
        QFETCH(bool, reached);
        QFETCH(int, status);
        QFETCH(double, age);
        Snapshot snapshot = reached ? fullSnapshot() : unreachableSnapshot();
        snapshot.status = Status(status);
        const Health health = healthJson(&snapshot, age, 3600.5);
        QTEST(health.httpStatus, "code");
        const QJsonObject body = parsed(health.body);
        QTEST(body[QStringLiteral("status")].toString(), "word");
        QCOMPARE(body[QStringLiteral("uptime")].toDouble(), 3600.5);
        QCOMPARE(body[QStringLiteral("checks")].toArray().size(), 6);
    }

    void fiveIntervalsFollowTheSetting()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.intervalMs = 10'000;
        QCOMPARE(healthJson(&snapshot, 49, 60).httpStatus, 200);
        QCOMPARE(healthJson(&snapshot, 51, 60).httpStatus, 503);
    }

    void beforeTheFirstSnapshotNothingIsHealthy()
    {
        const Health health = healthJson(nullptr, 0.1, 0.1);
        QCOMPARE(health.httpStatus, 503);
        QCOMPARE(parsed(health.body)[QStringLiteral("status")].toString(), QStringLiteral("unhealthy"));
        QCOMPARE(checkNamed(health, "snapshot")[QStringLiteral("message")].toString(),
                 QStringLiteral("Nothing was measured yet."));
    }

    void healthChecksSayWhatIsWrong()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.alerts = {firingAlert(snapshot, RuleId::Cpu, Severity::Warning, 91, 80)};
        StatusReason alert;
        alert.rule = RuleId::Cpu;
        StatusReason port;
        port.kind = StatusReason::Kind::PortTaken;
        port.args = {QStringLiteral("8000"), QString()};
        snapshot.reasons = {alert, port};
        snapshot.status = Status::Degraded;
        const Health health = healthJson(&snapshot, 0.5, 1);
        QCOMPARE(checkNamed(health, "alerts")[QStringLiteral("message")].toString(),
                 QStringLiteral("CPU above 80 %: 91.0 % for 2 min 10 s"));
        QCOMPARE(checkNamed(health, "endpoint")[QStringLiteral("status")].toString(),
                 QStringLiteral("degraded"));
        QCOMPARE(checkNamed(health, "history")[QStringLiteral("status")].toString(),
                 QStringLiteral("healthy"));
        QCOMPARE(checkNamed(health, "database")[QStringLiteral("status")].toString(),
                 QStringLiteral("healthy"));
    }
};

QTEST_GUILESS_MAIN(TestSnapshotJson)
#include "tst_SnapshotJson.moc"
