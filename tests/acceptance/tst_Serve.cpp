// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

#include <atomic>
#include <cmath>
#include <thread>

using namespace support;

namespace {

// The long hold time: how busy the machine of the test is must not matter.
const QByteArray kFast = "monitoring_interval=0.2\nlisten=127.0.0.1:0\n[alert_thresholds]\nhold_ticks=3600\n";

QStringList serve(const Home &home, const QString &base, const QByteArray &ini = kFast)
{
    return {QStringLiteral("--config"), home.writeSettings(ini), QStringLiteral("--db"), base,
            QStringLiteral("serve")};
}

double api(quint16 port, const char *key)
{
    const QJsonValue value = httpGet(port, "/api/metrics").json[QLatin1String(key)];
    return value.isDouble() ? value.toDouble() : std::nan("");
}

} // namespace

/// `hakgalctl serve`: every figure moves when what it measures moves.
class tst_Serve : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRouteOfTheContractAnswers()
    {
        Home home;
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, baseOfFacts(home, 500)));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(api(port, "facts_count"), 500.0);
        const auto metrics = httpGet(port, "/metrics");
        QCOMPARE(metrics.status, 200);
        QCOMPARE(metrics.contentType, QByteArray("text/plain; version=0.0.4; charset=utf-8"));
        QVERIFY(metrics.body.count('\n') >= 43);
        QCOMPARE(metric(metrics.body, "hakgal_facts"), 500.0);
        QCOMPARE(metric(metrics.body, "hakgal_up"), 1.0);
        const auto health = httpGet(port, "/api/health");
        QCOMPARE(health.status, 200);
        QVERIFY(health.json[QStringLiteral("checks")].isArray());
        QTRY_VERIFY(
            httpGet(port, "/api/metrics/history?limit=3").json[QStringLiteral("metrics")].toArray().size() ==
            3);
        QCOMPARE(httpGet(port, "/").status, 200);
        QCOMPARE(httpGet(port, "/nothing/here").status, 404);
        QCOMPARE(server.terminate(), 0);
    }

    void factsWrittenByAnotherProgramAreSeen()
    {
        Home home;
        const QString base = baseOfFacts(home, 100);
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, base));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(api(port, "facts_count"), 100.0);
        const double walBefore = api(port, "wal_size_bytes");
        Writer writer(base);
        QVERIFY(writer.execute("BEGIN"));
        for (int i = 0; i < 2000; ++i)
            QVERIFY(writer.execute("INSERT INTO facts(statement) VALUES('New(fact, " + QByteArray::number(i) +
                                   ").')"));
        QVERIFY(writer.execute("COMMIT"));
        QTRY_COMPARE(api(port, "facts_count"), 2100.0);
        QTRY_VERIFY(api(port, "wal_size_bytes") > walBefore);
        QTRY_VERIFY_WITH_TIMEOUT(api(port, "database_connections") >= 1, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(api(port, "facts_per_minute") > 0, 20'000);
        QTRY_COMPARE(api(port, "facts_age_seconds"), 0.0);
        QVERIFY(writer.integer("SELECT count(*) FROM facts") == 2100);
        QCOMPARE(server.terminate(), 0);
    }

    void aWalResetIsCounted()
    {
        Home home;
        const QString base = baseOfFacts(home, 10);
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, base));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(api(port, "facts_count"), 10.0);
        Writer writer(base);
        QVERIFY(writer.execute("INSERT INTO facts(statement) VALUES('One(a).')"));
        QTRY_COMPARE(api(port, "facts_count"), 11.0);
        const double before = api(port, "checkpoint_count");
        QTRY_VERIFY(writer.integer("PRAGMA wal_checkpoint(RESTART)") == 0);
        QVERIFY(writer.execute("INSERT INTO facts(statement) VALUES('Two(a).')"));
        QTRY_COMPARE(api(port, "checkpoint_count"), before + 1);
        QCOMPARE(server.terminate(), 0);
    }

    void burningCpuIsSeen()
    {
        Home home;
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, baseOfFacts(home, 10)));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_VERIFY(!std::isnan(api(port, "system_cpu_percent")));
        std::atomic<bool> stop{false};
        std::vector<std::thread> burners;
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
            burners.emplace_back([&stop] {
                while (!stop) {
                }
            });
        double busiest = 0;
        QTRY_VERIFY_WITH_TIMEOUT((busiest = std::max(busiest, api(port, "system_cpu_percent"))) > 80, 20'000);
        stop = true;
        for (std::thread &burner : burners)
            burner.join();
        QCOMPARE(server.terminate(), 0);
    }

    void aTakenPortIsToldAndTheOtherServes()
    {
        Home home;
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const QByteArray port = QByteArray::number(taken.serverPort());
        Running server(
            home, QStringLiteral(HAKGALCTL),
            serve(home, baseOfFacts(home, 10),
                  "monitoring_interval=0.2\nlisten=\"127.0.0.1:" + port + "\", \"127.0.0.1:0\"\n"));
        QVERIFY2(server.waitForText("127.0.0.1:" + port + " is taken by"), server.err().constData());
        const quint16 other = server.waitForPort();
        QVERIFY(other != 0);
        QTRY_COMPARE(api(other, "facts_count"), 10.0);
        QTRY_COMPARE(httpGet(other, "/api/health").json[QStringLiteral("status")].toString(),
                     QStringLiteral("degraded"));
        taken.close();
        QVERIFY2(server.waitForText("Serving http://127.0.0.1:" + port), server.err().constData());
        QTRY_COMPARE(httpGet(port.toUShort(), "/metrics").status, 200);
        QCOMPARE(server.terminate(), 0);
    }

    void aBaseThatGoesAndComesBackIsFollowed()
    {
        Home home;
        const QString base = baseOfFacts(home, 10);
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, base));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(api(port, "facts_count"), 10.0);
        const QString aside = home.path(QStringLiteral("aside.db"));
        QVERIFY(QFile::rename(base, aside));
        QTRY_COMPARE(metric(httpGet(port, "/metrics").body, "hakgal_up"), 0.0);
        QVERIFY(std::isnan(metric(httpGet(port, "/metrics").body, "hakgal_facts")));
        const auto unhealthy = httpGet(port, "/api/health");
        QCOMPARE(unhealthy.status, 503);
        const auto json = httpGet(port, "/api/metrics").json;
        QVERIFY(json[QStringLiteral("facts_count")].isNull());
        QCOMPARE(json[QStringLiteral("last_known")][QStringLiteral("facts_count")].toInt(), 10);
        QVERIFY(!QFile::exists(base));
        QVERIFY(QFile::rename(aside, base));
        QTRY_COMPARE_WITH_TIMEOUT(api(port, "facts_count"), 10.0, 15'000);
        QCOMPARE(server.terminate(), 0);
    }

    void aReplacedFileIsOpenedAnewAndToldOnce()
    {
        Home home;
        const QString base = baseOfFacts(home, 10);
        const QString other = home.path(QStringLiteral("other.db"));
        QCOMPARE(ctl(home, {QStringLiteral("--db"), other, QStringLiteral("import"), QStringLiteral("-")},
                     "X(y).\n")
                     .exitCode,
                 0);
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, base));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(api(port, "facts_count"), 10.0);
        QVERIFY(::rename(other.toLocal8Bit().constData(), base.toLocal8Bit().constData()) == 0);
        QTRY_COMPARE(api(port, "facts_count"), 1.0);
        QTRY_COMPARE(metric(httpGet(port, "/metrics").body, "hakgal_alerts_firing{severity=\"warning\"}"),
                     1.0);
        QCOMPARE(server.terminate(), 0);
    }

    void withoutABaseItServesAndSaysSo()
    {
        Home home;
        Running server(home, QStringLiteral(HAKGALCTL), serve(home, home.path(QStringLiteral("none.db"))));
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QTRY_COMPARE(httpGet(port, "/api/health").status, 503);
        QCOMPARE(metric(httpGet(port, "/metrics").body, "hakgal_up"), 0.0);
        QVERIFY(!QFile::exists(home.path(QStringLiteral("none.db"))));
        QCOMPARE(server.terminate(), 0);
    }

    void anIncidentIsRaisedOnceAcrossARestart()
    {
        Home home;
        const QString base = baseOfFacts(home, 10);
        // A limit that the real memory of this machine is surely over.
        const QByteArray ini = "monitoring_interval=0.2\nlisten=127.0.0.1:0\n[alert_thresholds]\nmemory_"
                               "percent=1\nhold_ticks=1\n";
        QString since;
        for (int run = 0; run < 2; ++run) {
            Running server(home, QStringLiteral(HAKGALCTL), serve(home, base, ini));
            const quint16 port = server.waitForPort();
            QVERIFY2(port != 0, server.err().constData());
            const auto memorySince = [port] {
                for (const QJsonValue &alert :
                     httpGet(port, "/api/metrics").json[QStringLiteral("alerts")].toArray()) {
                    if (alert[QStringLiteral("rule")].toString() == QLatin1String("memory"))
                        return alert[QStringLiteral("since")].toString();
                }
                return QString();
            };
            QTRY_VERIFY(!memorySince().isEmpty());
            const QString begun = memorySince();
            QVERIFY(metric(httpGet(port, "/metrics").body, "hakgal_alerts_firing{severity=\"warning\"}") >=
                    1);
            if (run == 0)
                since = begun;
            QCOMPARE(begun, since);
            QCOMPARE(server.terminate(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Serve)
#include "tst_Serve.moc"
