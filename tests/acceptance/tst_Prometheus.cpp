// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace support;

namespace {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// The value Prometheus gives for an expression that has one series; NaN else.
double query(quint16 prometheus, const QByteArray &expression)
{
    const auto answer = httpGet(prometheus, "/api/v1/query?query=" + expression.toPercentEncoding());
    const QJsonArray series = answer.json[QStringLiteral("data")][QStringLiteral("result")].toArray();
    return series.size() == 1 ? series.first()[QStringLiteral("value")][1].toString().toDouble() : qQNaN();
}

} // namespace

class tst_Prometheus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRealPrometheusScrapesIt_data()
    {
        QTest::addColumn<bool>("legacy");
        QTest::newRow("our names") << false;
        QTest::newRow("with the original's names") << true;
    }
    void aRealPrometheusScrapesIt()
    {
        QFETCH(bool, legacy);
        const QString program = QStandardPaths::findExecutable(QStringLiteral("prometheus"));
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        if (program.isEmpty() || promtool.isEmpty())
            QSKIP("Prometheus is not installed");
        Home home;
        const QString base = baseOfFacts(home, 321);
        Running server(home, QStringLiteral(HAKGALCTL),
                       {QStringLiteral("--config"),
                        home.writeSettings(QByteArray("listen=127.0.0.1:0\nlegacy_metric_names=") +
                                           (legacy ? "true" : "false") + "\n"),
                        QStringLiteral("--db"), base, QStringLiteral("serve")});
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());

        QFile config(home.path(QStringLiteral("prometheus.yml")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(
            "global:\n  scrape_interval: 1s\nscrape_configs:\n  - job_name: hakgal\n    static_configs:\n"
            "      - targets: ['127.0.0.1:" +
            QByteArray::number(port) + "']\n");
        config.close();
        const quint16 prometheus = freePort();
        Running scraper(home, program,
                        {QStringLiteral("--config.file=") + config.fileName(),
                         QStringLiteral("--storage.tsdb.path=") + home.path(QStringLiteral("tsdb")),
                         QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(prometheus)});
        QVERIFY2(scraper.waitForText("ready to receive web requests", 60'000), scraper.err().constData());
        QTRY_COMPARE_WITH_TIMEOUT(query(prometheus, "up{job=\"hakgal\"}"), 1.0, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(query(prometheus, "hakgal_facts"), 321.0, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(query(prometheus, "hakgal_up"), 1.0, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            query(prometheus, "histogram_quantile(0.95, hakgal_query_duration_seconds_bucket)") > 0, 30'000);
        QCOMPARE(query(prometheus, "hakgal_facts_total") == 321.0, legacy);
        QCOMPARE(query(prometheus, "hakgal_system_memory_percent") > 0, legacy);

        QProcess checker;
        checker.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        QVERIFY(checker.waitForStarted());
        checker.write(httpGet(port, "/metrics").body);
        checker.closeWriteChannel();
        QVERIFY(checker.waitForFinished());
        QCOMPARE(checker.readAllStandardError() + checker.readAllStandardOutput(), QByteArray());
        QCOMPARE(checker.exitCode(), 0);
        QCOMPARE(server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Prometheus)
#include "tst_Prometheus.moc"
