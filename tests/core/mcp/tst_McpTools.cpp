// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mcp/McpTools.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace hakgal;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

JobReport report(const char *text, JobState state = JobState::Succeeded)
{
    JobReport made;
    made.state = state;
    made.exitCode = 0;
    made.result = json(text);
    return made;
}

const QString kMonitor = QStringLiteral("performance_monitor");

} // namespace

class tst_McpTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAreThreeToolsWithClosedSchemas()
    {
        QStringList names;
        for (const McpTool &tool : mcp::tools()) {
            names += tool.name;
            QVERIFY(!tool.description.isEmpty());
            QCOMPARE(tool.inputSchema[QLatin1String("type")].toString(), QStringLiteral("object"));
            QVERIFY(tool.inputSchema[QLatin1String("additionalProperties")].isBool());
        }
        QCOMPARE(names, (QStringList{QStringLiteral("performance_monitor"),
                                     QStringLiteral("optimize_database"), QStringLiteral("scale_test")}));
    }

    void aCallBecomesAVerb_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QByteArray>("arguments");
        QTest::addColumn<QString>("verb");
        QTest::addColumn<double>("again");
        const auto row = [](const char *name, const char *tool, const char *arguments, const char *verb,
                            double again = 0) {
            QTest::newRow(name) << QString::fromLatin1(tool) << QByteArray(arguments)
                                << QString::fromLatin1(verb) << again;
        };
        row("all metrics", "performance_monitor", "{}", "status", 5);
        row("a rate", "performance_monitor", R"({"metrics":["insert_rate"],"seconds":2.5})", "status", 2.5);
        row("no rate", "performance_monitor", R"({"metrics":["memory_usage","query_latency"]})", "status");
        row("dry unless told", "optimize_database", R"({"actions":["VACUUM"]})",
            "optimize --only check,backup,vacuum,verify --dry-run");
        row("for real, in a safe order", "optimize_database",
            R"({"actions":["WAL-checkpoint","REINDEX","ANALYZE","VACUUM","VACUUM"],"dry_run":false})",
            "optimize --only check,backup,vacuum,analyze,reindex,checkpoint,verify");
        row("scale", "scale_test",
            R"({"target_facts":1000000,"query_patterns":["point","text"],"duration":30})",
            "scale-test --facts 1000000 --seconds 30 --patterns point,text");
        row("scale by default", "scale_test", "{}", "scale-test --facts 100000 --seconds 20");
    }
    void aCallBecomesAVerb()
    {
        QFETCH(QString, tool);
        QFETCH(QByteArray, arguments);
        QFETCH(QString, verb);
        QFETCH(double, again);
        const auto plan = mcp::plan(tool, json(arguments.constData()));
        QVERIFY(plan);
        QCOMPARE(plan->verbAndArguments.join(u' '), verb);
        QCOMPARE(plan->againAfterSeconds, again);
    }

    void wrongArgumentsAreRefused_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QByteArray>("arguments");
        const auto row = [](const char *tool, const char *arguments) {
            QTest::newRow(arguments) << QString::fromLatin1(tool) << QByteArray(arguments);
        };
        row("performance_monitor", R"({"metrics":"insert_rate"})");
        row("performance_monitor", R"({"metrics":[]})");
        row("performance_monitor", R"({"metrics":["disk"]})");
        row("performance_monitor", R"({"seconds":0})");
        row("performance_monitor", R"({"seconds":"5"})");
        row("performance_monitor", R"({"database":"/etc/passwd"})");
        row("optimize_database", "{}");
        row("optimize_database", R"({"actions":["DROP"]})");
        row("optimize_database", R"({"actions":["VACUUM --yes"]})");
        row("optimize_database", R"({"actions":["VACUUM"],"dry_run":"false"})");
        row("optimize_database", R"({"actions":["VACUUM"],"backup":false})");
        row("scale_test", R"({"target_facts":1e12})");
        row("scale_test", R"({"target_facts":2000.5})");
        row("scale_test", R"({"duration":-1})");
        row("scale_test", R"({"query_patterns":["x"]})");
    }
    void wrongArgumentsAreRefused()
    {
        QFETCH(QString, tool);
        QFETCH(QByteArray, arguments);
        const auto plan = mcp::plan(tool, json(arguments.constData()));
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::Usage);
        QVERIFY(!plan.error().args.value(0).isEmpty());
    }

    void aRateNeedsTwoCountsThatDidNotFall_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<double>("rate"); // below 0: null with a reason
        QTest::newRow("grew") << QByteArray("100") << QByteArray("150") << 25.0;
        QTest::newRow("stayed") << QByteArray("100") << QByteArray("100") << 0.0;
        QTest::newRow("fell") << QByteArray("100") << QByteArray("90") << -1.0;
        QTest::newRow("not counted before") << QByteArray("null") << QByteArray("90") << -1.0;
        QTest::newRow("not counted after") << QByteArray("100") << QByteArray("null") << -1.0;
    }
    void aRateNeedsTwoCountsThatDidNotFall()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(double, rate);
        const auto told = mcp::answer(kMonitor, json(R"({"metrics":["insert_rate"]})"),
                                      {report(("{\"facts_count\":" + before + "}").constData()),
                                       report(("{\"facts_count\":" + after + "}").constData())},
                                      2);
        QVERIFY(!told.failed);
        const QJsonObject insert = told.result[QLatin1String("insert_rate")].toObject();
        if (rate < 0) {
            QVERIFY(insert[QLatin1String("facts_per_second")].isNull());
            QVERIFY(!insert[QLatin1String("reason")].toString().isEmpty());
        } else {
            QCOMPARE(insert[QLatin1String("facts_per_second")].toDouble(-1), rate);
        }
        QVERIFY(!told.result.contains(QLatin1String("query_latency")));
    }

    void whatWasNotMeasuredIsNullWithItsReason()
    {
        const auto told = mcp::answer(
            kMonitor, json(R"({"metrics":["query_latency","memory_usage"]})"),
            {report(R"({"avg_query_time":0.001,"min_query_time":null,"system_memory_percent":41.5,)"
                    R"("empty":{"min_query_time":"No probe query was run."}})")},
            0);
        const QJsonValue latency = told.result[QLatin1String("query_latency")];
        QCOMPARE(latency[QLatin1String("avg_query_time")].toDouble(), 0.001);
        QVERIFY(latency[QLatin1String("min_query_time")].isNull());
        QCOMPARE(latency[QLatin1String("min_query_time_reason")].toString(),
                 QStringLiteral("No probe query was run."));
        QCOMPARE(
            told.result[QLatin1String("memory_usage")][QLatin1String("system_memory_percent")].toDouble(),
            41.5);
        QCOMPARE(QJsonDocument::fromJson(told.words.toUtf8()).object(), told.result);
    }

    void aFailureIsToldInWordsAndByCode()
    {
        JobReport failed = report("{}", JobState::Failed);
        failed.error = {ErrorCode::JobRunning, {QStringLiteral("backup"), QStringLiteral("4711")}, {}, 0};
        const auto told = mcp::answer(QStringLiteral("optimize_database"), {}, {failed}, 0);
        QVERIFY(told.failed);
        QCOMPARE(told.result[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("job_running"));
        QVERIFY(told.words.contains(QLatin1String("backup")));
    }
};

QTEST_GUILESS_MAIN(tst_McpTools)
#include "tst_McpTools.moc"
