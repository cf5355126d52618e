// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/Metric.h"
#include "core/metrics/Snapshot.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hakgal;

namespace {

QString text(const char *s)
{
    return QString::fromLatin1(s);
}

} // namespace

class tst_Metric : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsInTheOrderOfTheIds()
    {
        QCOMPARE(metricTable().size(), kMetricCount);
        for (std::size_t i = 0; i < kMetricCount; ++i) {
            QCOMPARE(static_cast<std::size_t>(metricTable()[i].id), i);
            QCOMPARE(&metricInfo(static_cast<MetricId>(i)), &metricTable()[i]);
        }
    }

    void everyRowIsLegal_data()
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < kMetricCount; ++i)
            QTest::newRow(metricTable()[i].json) << static_cast<int>(i);
    }

    void everyRowIsLegal()
    {
        QFETCH(int, row);
        const MetricInfo &info = metricTable()[static_cast<std::size_t>(row)];

        static const QRegularExpression jsonKey(QStringLiteral("^[a-z][a-z0-9]*(_[a-z0-9]+)*$"));
        QVERIFY(jsonKey.match(text(info.json)).hasMatch());

        const QString help = text(info.help);
        QVERIFY(!help.isEmpty());
        QVERIFY(!help.contains(u'\\'));
        QVERIFY(!help.contains(u'\n'));
        QVERIFY(help.endsWith(u'.'));

        QVERIFY(info.min < info.max);
        if (info.unit == Unit::Percent)
            QVERIFY(info.min == 0 && info.max >= 100);

        if (!info.prometheus)
            return;
        const QString name = text(info.prometheus);
        static const QRegularExpression prometheusName(QStringLiteral("^(hakgal|process)(_[a-z0-9]+)+$"));
        QVERIFY(prometheusName.match(name).hasMatch());
        QCOMPARE(name.endsWith(QLatin1String("_total")), info.kind == MetricKind::Counter);
        const QString bare = name.endsWith(QLatin1String("_total")) ? name.chopped(6) : name;
        QCOMPARE(bare.endsWith(QLatin1String("_ratio")), info.unit == Unit::Percent);
        QCOMPARE(bare.endsWith(QLatin1String("_bytes")), info.unit == Unit::Bytes);
        QCOMPARE(bare.endsWith(QLatin1String("_seconds")), info.unit == Unit::Seconds);
        QVERIFY(info.unit != Unit::PerMinute); // not a base unit
        static const QRegularExpression reserved(QStringLiteral("_(count|sum|bucket|info|percent)$"));
        QVERIFY(!reserved.match(name).hasMatch());
        QCOMPARE(name.startsWith(QLatin1String("process_")), name == text(info.json));
    }

    void noNameIsUsedTwice()
    {
        QSet<QString> json, prometheus;
        for (const MetricInfo &info : metricTable()) {
            QVERIFY2(!json.contains(text(info.json)), info.json);
            json.insert(text(info.json));
            for (const char *name : {info.prometheus, info.legacy}) {
                if (!name)
                    continue;
                QVERIFY2(!prometheus.contains(text(name)), name);
                prometheus.insert(text(name));
            }
        }
    }

    void theOriginalsNamesAreKept_data()
    {
        QTest::addColumn<int>("id");
        QTest::addColumn<QString>("prometheus");
        QTest::addColumn<QString>("legacy");
        const auto row = [](const char *json, MetricId id, const char *prometheus, const char *legacy) {
            QTest::newRow(json) << static_cast<int>(id) << text(prometheus) << text(legacy);
        };
        row("uptime_seconds", MetricId::Uptime, "hakgal_uptime_seconds", "");
        row("facts_count", MetricId::Facts, "hakgal_facts", "hakgal_facts_total");
        row("avg_query_time", MetricId::QueryAverage, "", "hakgal_query_time_seconds");
        row("min_query_time", MetricId::QueryMin, "hakgal_query_min_seconds", "");
        row("max_query_time", MetricId::QueryMax, "hakgal_query_max_seconds", "");
        row("cache_hits", MetricId::CacheHits, "hakgal_cache_hits_total", "");
        row("cache_misses", MetricId::CacheMisses, "hakgal_cache_misses_total", "");
        row("cache_hit_rate", MetricId::CacheHitRate, "hakgal_cache_hit_ratio", "");
        row("database_connections", MetricId::Connections, "hakgal_database_connections", "");
        row("wal_size_bytes", MetricId::WalBytes, "hakgal_wal_size_bytes", "");
        row("checkpoint_count", MetricId::Checkpoints, "hakgal_checkpoints_total", "");
        row("system_cpu_percent", MetricId::SystemCpu, "hakgal_system_cpu_ratio",
            "hakgal_system_cpu_percent");
        row("system_memory_percent", MetricId::SystemMemory, "hakgal_system_memory_ratio",
            "hakgal_system_memory_percent");
        row("system_disk_percent", MetricId::SystemDisk, "hakgal_system_disk_ratio", "");
        row("database_size_bytes", MetricId::DatabaseBytes, "hakgal_database_size_bytes", "");
        row("facts_age_seconds", MetricId::FactsAge, "hakgal_facts_age_seconds", "");
        row("facts_per_minute", MetricId::FactsPerMinute, "", "");
        row("up", MetricId::Up, "hakgal_up", "");
    }

    void theOriginalsNamesAreKept()
    {
        QFETCH(int, id);
        QFETCH(QString, prometheus);
        QFETCH(QString, legacy);
        const MetricInfo *info = metricByJsonName(QLatin1String(QTest::currentDataTag()).toString());
        QVERIFY(info);
        QCOMPARE(static_cast<int>(info->id), id);
        QCOMPARE(text(info->prometheus), prometheus);
        QCOMPARE(text(info->legacy), legacy);
    }

    void anUnknownJsonNameIsNotFound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << QString();
        QTest::newRow("prometheus name") << QStringLiteral("hakgal_facts");
        QTest::newRow("case") << QStringLiteral("Facts_Count");
        QTest::newRow("prefix") << QStringLiteral("facts_coun");
        QTest::newRow("longer") << QStringLiteral("facts_count ");
        QTest::newRow("not ASCII") << QStringLiteral("facts_coünt");
    }

    void anUnknownJsonNameIsNotFound()
    {
        QFETCH(QString, name);
        QCOMPARE(metricByJsonName(name), nullptr);
    }

    void whatTellsThatTheBaseIsGoneIsNotLeftOutWithIt()
    {
        for (const MetricId id : {MetricId::Up, MetricId::DatabaseErrors, MetricId::DatabaseErrorsRecent,
                                  MetricId::Replacements, MetricId::ReplacementsRecent})
            QCOMPARE(metricInfo(id).subject, Subject::Process);
        for (const MetricId id :
             {MetricId::Facts, MetricId::QueryP95, MetricId::CacheHits, MetricId::WalBytes})
            QCOMPARE(metricInfo(id).subject, Subject::Database);
    }

    void theChartedMetricsAreRecorded()
    {
        int recorded = 0;
        for (const MetricInfo &info : metricTable())
            recorded += info.recorded ? 1 : 0;
        QVERIFY(recorded >= 12 && recorded <= 18); // a day of ticks must stay a small file
        for (const MetricId id :
             {MetricId::SystemCpu, MetricId::SystemMemory, MetricId::Facts, MetricId::QueryP50,
              MetricId::QueryP95, MetricId::CacheHitRate, MetricId::WalBytes})
            QVERIFY(metricInfo(id).recorded);
    }

    void aStatusHasTheOriginalsWord()
    {
        QCOMPARE(text(statusName(Status::Operational)), QStringLiteral("OPERATIONAL"));
        QCOMPARE(text(statusName(Status::Degraded)), QStringLiteral("DEGRADED"));
        QCOMPARE(text(statusName(Status::Poor)), QStringLiteral("POOR"));
    }
};

QTEST_GUILESS_MAIN(tst_Metric)
#include "tst_Metric.moc"
