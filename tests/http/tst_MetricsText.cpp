// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/MetricsText.h"

#include "tests/support/Snapshots.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QtTest>

#include <limits>
#include <map>

using namespace hakgal;
using namespace hakgal::test;

namespace {

/// The text as Prometheus reads it; every line has to be one of the three forms.
struct Exposition
{
    std::map<QString, double> samples; ///< by name with labels
    std::map<QString, QString> types;  ///< by family
    std::map<QString, QString> helps;
    QStringList faults;

    explicit Exposition(const QByteArray &text)
    {
        static const QRegularExpression help(QStringLiteral("\\A# HELP ([a-z_:][a-z0-9_:]*) (\\S.*)\\z"));
        static const QRegularExpression type(
            QStringLiteral("\\A# TYPE ([a-z_:][a-z0-9_:]*) (counter|gauge|histogram|untyped)\\z"));
        static const QRegularExpression sample(
            QStringLiteral("\\A([a-z_:][a-z0-9_:]*(?:\\{[a-z_]+=\"[^\"\\\\]*\"(?:,[a-z_]+=\"[^\"\\\\]*\")*\\}"
                           ")?) (\\S+)\\z"));
        if (!text.endsWith('\n'))
            faults += QStringLiteral("no line break at the end");
        QStringList lines = QString::fromUtf8(text).split(u'\n');
        lines.removeLast();
        for (const QString &line : lines) {
            if (const auto m = help.match(line); m.hasMatch()) {
                if (!helps.emplace(m.captured(1), m.captured(2)).second)
                    faults += QStringLiteral("HELP twice: ") + line;
            } else if (const auto t = type.match(line); t.hasMatch()) {
                if (!types.emplace(t.captured(1), t.captured(2)).second)
                    faults += QStringLiteral("TYPE twice: ") + line;
            } else if (const auto s = sample.match(line); s.hasMatch()) {
                bool ok = false;
                const double value = s.captured(2).toDouble(&ok);
                if (!ok || !std::isfinite(value))
                    faults += QStringLiteral("no number: ") + line;
                if (!samples.emplace(s.captured(1), value).second)
                    faults += QStringLiteral("twice: ") + line;
            } else {
                faults += QStringLiteral("not understood: ") + line;
            }
        }
    }

    bool has(const char *name) const { return samples.count(QString::fromUtf8(name)) == 1; }
    double at(const char *name) const { return has(name) ? samples.at(QString::fromUtf8(name)) : -1; }
    QString type(const char *name) const
    {
        const auto found = types.find(QString::fromUtf8(name));
        return found == types.end() ? QString() : found->second;
    }
};

QByteArray served(const Snapshot &snapshot, bool legacy)
{
    return metricsText(snapshot, legacy) + snapshotAgeText(0.25);
}

} // namespace

class TestMetricsText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLineIsWellFormed_data() { modes(); }
    void everyLineIsWellFormed()
    {
        QFETCH(bool, legacy);
        QFETCH(bool, reached);
        const Exposition text(served(reached ? fullSnapshot() : unreachableSnapshot(), legacy));
        QCOMPARE(text.faults, QStringList());
        for (const auto &[name, type] : text.types)
            QVERIFY2(text.helps.count(name) == 1, qPrintable(name));
    }

    void promtoolFindsNothing_data() { modes(); }
    void promtoolFindsNothing()
    {
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        if (promtool.isEmpty())
            QSKIP("promtool is not installed (package prometheus): the text was NOT checked by it");
        QFETCH(bool, legacy);
        QFETCH(bool, reached);
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        process.write(served(reached ? fullSnapshot() : unreachableSnapshot(), legacy));
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(QString::fromUtf8(process.readAll()), QString());
        QCOMPARE(process.exitCode(), 0);
    }

    void maintenanceIsToldOnceItIsKnown()
    {
        constexpr auto kBackup = "hakgal_last_backup_timestamp_seconds";
        constexpr auto kCheck = "hakgal_last_integrity_check_timestamp_seconds";
        constexpr auto kFailing = "hakgal_backup_failing";
        Snapshot snapshot = unreachableSnapshot(); // known from our own records
        const Exposition before(served(snapshot, false));
        QVERIFY(!before.has(kBackup) && !before.has(kCheck) && !before.has(kFailing));
        MaintenanceFacts facts;
        snapshot.sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        const Exposition never(served(snapshot, false));
        QVERIFY(!never.has(kBackup) && !never.has(kCheck));
        QCOMPARE(never.at(kFailing), 0.0);
        facts.lastBackupMs = 1'769'878'692'500;
        facts.lastIntegrityMs = 1'769'878'000'000;
        facts.backupFailure = MaintenanceFacts::Failure{};
        snapshot.sample.maintenance = std::make_shared<const MaintenanceFacts>(facts);
        const Exposition known(served(snapshot, false));
        QCOMPARE(known.faults, QStringList());
        QCOMPARE(known.at(kBackup), 1'769'878'692.5);
        QCOMPARE(known.at(kCheck), 1'769'878'000.0);
        QCOMPARE(known.type(kBackup), QStringLiteral("gauge"));
        QCOMPARE(known.at(kFailing), 1.0);
    }

    void thereAreAtLeast43Lines()
    {
        const QByteArray text = served(fullSnapshot(), false);
        QVERIFY(text.count('\n') >= 43);
        QVERIFY(Exposition(text).samples.size() >= 43);
    }

    void theContractsNamesAreThere()
    {
        const Exposition text(served(fullSnapshot(), false));
        const std::map<const char *, const char *> families{{"hakgal_facts", "gauge"},
                                                            {"hakgal_query_duration_seconds", "histogram"},
                                                            {"hakgal_cache_hits_total", "counter"},
                                                            {"hakgal_cache_misses_total", "counter"},
                                                            {"hakgal_cache_invalidations_total", "counter"},
                                                            {"hakgal_cache_hit_ratio", "gauge"},
                                                            {"hakgal_system_cpu_ratio", "gauge"},
                                                            {"hakgal_system_memory_ratio", "gauge"},
                                                            {"hakgal_system_disk_ratio", "gauge"},
                                                            {"hakgal_database_size_bytes", "gauge"},
                                                            {"hakgal_wal_size_bytes", "gauge"},
                                                            {"hakgal_database_connections", "gauge"},
                                                            {"hakgal_alerts_firing", "gauge"},
                                                            {"hakgal_up", "gauge"},
                                                            {"hakgal_snapshot_age_seconds", "gauge"},
                                                            {"hakgal_database_errors_total", "counter"},
                                                            {"hakgal_build_info", "gauge"},
                                                            {"process_cpu_seconds_total", "counter"},
                                                            {"process_resident_memory_bytes", "gauge"},
                                                            {"process_virtual_memory_bytes", "gauge"},
                                                            {"process_open_fds", "gauge"}};
        for (const auto &[name, type] : families)
            QCOMPARE(QLatin1String(name) + u' ' + text.type(name),
                     QLatin1String(name) + u' ' + QLatin1String(type));
        for (const auto &[name, type] : text.types)
            QVERIFY2(name.startsWith(QStringLiteral("hakgal_")) ||
                         name.startsWith(QStringLiteral("process_")),
                     qPrintable(name));
        QVERIFY(text.type("hakgal_last_backup_timestamp_seconds").isEmpty()); // nothing measures it yet
    }

    void valuesAreInBaseUnits()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.sample[MetricId::CacheHitRate] = Reading::of(93.4);
        snapshot.sample[MetricId::DatabaseBytes] = Reading::of(6'100'000'000'123);
        const Exposition text(metricsText(snapshot, false));
        QCOMPARE(text.at("hakgal_facts"), 18160.0);
        QCOMPARE(text.at("hakgal_cache_hit_ratio"), 0.934);
        QCOMPARE(text.at("hakgal_database_size_bytes"), 6'100'000'000'123.0);
        QCOMPARE(text.at("hakgal_up"), 1.0);
    }

    void theHistogramIsCumulative()
    {
        const Exposition text(metricsText(fullSnapshot(), false));
        QCOMPARE(text.at("hakgal_query_duration_seconds_bucket{le=\"5e-05\"}"), 0.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_bucket{le=\"0.0001\"}"), 1.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_bucket{le=\"0.25\"}"), 1.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_bucket{le=\"0.5\"}"), 2.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_bucket{le=\"1\"}"), 2.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_bucket{le=\"+Inf\"}"), 3.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_count"), 3.0);
        QCOMPARE(text.at("hakgal_query_duration_seconds_sum"), 2.30008);
    }

    void unmeasuredSeriesAreLeftOut_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("reason");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("empty") << nan << int(Reason::TooFewRequests);
        QTest::newRow("NaN taken for a value") << nan << int(Reason::None);
        QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << int(Reason::None);
    }
    void unmeasuredSeriesAreLeftOut()
    {
        QFETCH(double, value);
        QFETCH(int, reason);
        Snapshot snapshot = fullSnapshot();
        snapshot.sample[MetricId::CacheHitRate] = {value, Reason(reason)};
        snapshot.sample.latency = {};
        const QByteArray text = metricsText(snapshot, true);
        QVERIFY(!text.contains("hakgal_cache_hit_ratio"));
        QVERIFY(!text.contains("hakgal_query_duration_seconds"));
        QCOMPARE(Exposition(text).faults, QStringList());
    }

    void anUnreachableBaseHasNoSeriesButUpIsZero()
    {
        const Exposition text(metricsText(unreachableSnapshot(), true));
        QCOMPARE(text.at("hakgal_up"), 0.0);
        for (const MetricInfo &info : metricTable()) {
            for (const char *name : {info.prometheus, info.legacy}) {
                if (name && info.subject == Subject::Database)
                    QVERIFY2(text.type(name).isEmpty(), name);
            }
        }
        QVERIFY(text.type("hakgal_query_duration_seconds").isEmpty());
        QVERIFY(text.has("hakgal_system_cpu_ratio"));
        QVERIFY(text.has("hakgal_database_errors_total{code=\"SQLITE_BUSY\"}"));
    }

    void figuresOfAnUnreachableBaseNeverSlipThrough()
    {
        Snapshot snapshot = fullSnapshot(); // all readings still carry values
        snapshot.sample.database.reach = DatabaseState::Reach::Unreachable;
        const Exposition text(metricsText(snapshot, true));
        QCOMPARE(text.at("hakgal_up"), 0.0);
        QVERIFY(!text.has("hakgal_facts"));
        QVERIFY(!text.has("hakgal_facts_total"));
    }

    void alertsAreCountedBySeverity()
    {
        Snapshot snapshot = fullSnapshot();
        const Exposition none(metricsText(snapshot, false));
        QCOMPARE(none.at("hakgal_alerts_firing{severity=\"warning\"}"), 0.0);
        QCOMPARE(none.at("hakgal_alerts_firing{severity=\"critical\"}"), 0.0);
        snapshot.alerts = {firingAlert(snapshot, RuleId::CpuCritical, Severity::Critical, 99, 95),
                           firingAlert(snapshot, RuleId::Cpu, Severity::Warning, 99, 80),
                           firingAlert(snapshot, RuleId::WalSize, Severity::Warning, 1e9, 64e6)};
        const Exposition text(metricsText(snapshot, false));
        QCOMPARE(text.at("hakgal_alerts_firing{severity=\"warning\"}"), 2.0);
        QCOMPARE(text.at("hakgal_alerts_firing{severity=\"critical\"}"), 1.0);
    }

    void errorsAreCountedByCodeFromZero()
    {
        const Exposition text(metricsText(fullSnapshot(), false));
        QCOMPARE(text.at("hakgal_database_errors_total{code=\"SQLITE_BUSY\"}"), 3.0);
        QCOMPARE(text.at("hakgal_database_errors_total{code=\"SQLITE_FULL\"}"), 1.0);
        QCOMPARE(text.at("hakgal_database_errors_total{code=\"SQLITE_CORRUPT\"}"), 0.0);
    }

    void theBuildIsNamed()
    {
        const QByteArray text = metricsText(fullSnapshot(), false);
        static const QRegularExpression line(QStringLiteral(
            "\nhakgal_build_info\\{version=\"[^\"]+\",revision=\"[^\"]+\",qt_version=\"6[^\"]+\","
            "sqlite_version=\"3[^\"]+\"\\} 1\n"));
        QVERIFY2(line.match(QString::fromUtf8(text)).hasMatch(), text.constData());
    }

    void legacyNamesComeOnlyWhenAskedFor()
    {
        Snapshot snapshot = fullSnapshot();
        snapshot.sample[MetricId::SystemCpu] = Reading::of(12.5);
        const Exposition plain(metricsText(snapshot, false));
        const Exposition legacy(metricsText(snapshot, true));
        for (const char *name : {"hakgal_facts_total", "hakgal_query_time_seconds",
                                 "hakgal_system_cpu_percent", "hakgal_system_memory_percent"}) {
            QVERIFY2(!plain.has(name), name);
            QVERIFY2(legacy.has(name), name);
        }
        QCOMPARE(legacy.type("hakgal_facts_total"), QStringLiteral("untyped"));
        QCOMPARE(legacy.type("hakgal_system_cpu_percent"), QStringLiteral("gauge"));
        QCOMPARE(legacy.at("hakgal_facts_total"), 18160.0);
        QCOMPARE(legacy.at("hakgal_system_cpu_percent"), 12.5);
        QCOMPARE(legacy.samples.size(), plain.samples.size() + 4);
    }

    void theAgeIsItsOwnText()
    {
        const Exposition age(snapshotAgeText(1.5));
        QCOMPARE(age.faults, QStringList());
        QCOMPARE(age.samples.size(), std::size_t(1));
        QCOMPARE(age.at("hakgal_snapshot_age_seconds"), 1.5);
        QVERIFY(!metricsText(fullSnapshot(), true).contains("hakgal_snapshot_age_seconds"));
    }

private:
    static void modes()
    {
        QTest::addColumn<bool>("legacy");
        QTest::addColumn<bool>("reached");
        QTest::newRow("plain") << false << true;
        QTest::newRow("legacy") << true << true;
        QTest::newRow("plain, unreachable") << false << false;
        QTest::newRow("legacy, unreachable") << true << false;
    }
};

QTEST_GUILESS_MAIN(TestMetricsText)
#include "tst_MetricsText.moc"
