// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/MetricsText.h"
#include "tests/support/HttpRig.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace hakgal;
using namespace hakgal::test;

class TestHttpEndpoint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPortOfTheSystemsChoiceIsTold()
    {
        Rig rig;
        QCOMPARE(int(rig.state.listeners.size()), 1);
        const ListenerState listener = rig.state.listeners[0];
        QVERIFY(listener.listening);
        QVERIFY(listener.port != 0);
        QCOMPARE(listener.address, QStringLiteral("127.0.0.1"));
        QCOMPARE(listener.trouble, ListenerState::Trouble::None);
    }

    void everyRouteAnswersWithItsType_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("page") << QByteArray("/") << QByteArray("text/html; charset=utf-8");
        QTest::newRow("metrics") << QByteArray("/metrics")
                                 << QByteArray("text/plain; version=0.0.4; charset=utf-8");
        QTest::newRow("metrics with a query")
            << QByteArray("/metrics?x=1") << QByteArray(kMetricsContentType);
        QTest::newRow("health") << QByteArray("/api/health") << QByteArray("application/json");
        QTest::newRow("json") << QByteArray("/api/metrics") << QByteArray("application/json");
        QTest::newRow("history") << QByteArray("/api/metrics/history") << QByteArray("application/json");
    }
    void everyRouteAnswersWithItsType()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, type);
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const Answer answer = client.get(path);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers.value("content-type"), type);
        QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
        QCOMPARE(answer.headers.value("x-content-type-options"), QByteArray("nosniff"));
        QVERIFY(!answer.headers.contains("access-control-allow-origin"));
        QVERIFY(!answer.body.isEmpty());

        const Answer head = client.ask("HEAD", path);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.headers.value("content-type"), type);
        QCOMPARE(client.rest(), QByteArray()); // HEAD has no body

        const Answer post = client.ask("POST", path, "Content-Length: 0\r\n");
        QCOMPARE(post.status, 405);
        QCOMPARE(post.headers.value("allow"), QByteArray("GET, HEAD"));
        QVERIFY(post.json().contains(QStringLiteral("error")));
    }

    void thePageHasAStrictPolicy()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        const Answer answer = Client(rig.port()).get("/");
        const QByteArray policy = answer.headers.value("content-security-policy");
        QVERIFY(policy.startsWith("default-src 'none'; style-src 'sha256-"));
        QVERIFY(!policy.contains("unsafe"));
        QVERIFY(answer.body.startsWith("<!DOCTYPE html>"));
    }

    void unknownPathsAreNotFound_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"/metricsx", "/metrics/", "/api", "/api/metrics/history/1", "/favicon.ico",
                                 "/../etc/passwd", "//", "/%2e%2e/"})
            QTest::newRow(path) << QByteArray(path);
    }
    void unknownPathsAreNotFound()
    {
        QFETCH(QByteArray, path);
        Rig rig;
        rig.publish(fullSnapshot());
        const Answer answer = Client(rig.port()).get(path);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
        QVERIFY(answer.json()[QStringLiteral("error")].isString());
    }

    void beforeTheFirstSnapshotThereIsNoFigure()
    {
        Rig rig;
        Client client(rig.port());
        QCOMPARE(client.get("/metrics").status, 503);
        QCOMPARE(client.get("/api/metrics").status, 503);
        QCOMPARE(client.get("/api/health").status, 503);
        QCOMPARE(client.get("/").status, 200);
        const Answer history = client.get("/api/metrics/history");
        QCOMPARE(history.status, 200);
        QCOMPARE(history.body, QByteArray("{\"count\":0,\"metrics\":[]}"));
    }

    void theAgeIsThatOfTheMomentOfTheScrape()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        QVERIFY(client.get("/metrics").body.endsWith("\nhakgal_snapshot_age_seconds 0\n"));
        rig.steadyMs += 2500;
        const QByteArray later = client.get("/metrics").body;
        QVERIFY(later.endsWith("\nhakgal_snapshot_age_seconds 2.5\n"));
        QVERIFY(later.startsWith(metricsText(fullSnapshot(), false)));
    }

    void healthTurnsBadWhenTheSnapshotGrowsOld()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        QCOMPARE(client.get("/api/health").status, 200);
        rig.steadyMs += 5001;
        const Answer old = client.get("/api/health");
        QCOMPARE(old.status, 503);
        QCOMPARE(old.json()[QStringLiteral("status")].toString(), QStringLiteral("unhealthy"));
        QCOMPARE(old.json()[QStringLiteral("uptime")].toDouble(),
                 fullSnapshot()[MetricId::Uptime].value + 5.001);
        rig.publish(fullSnapshot());
        QCOMPARE(client.get("/api/health").status, 200);
    }

    void anUnreachableBaseIs503InHealthAndUpZeroInMetrics()
    {
        Rig rig;
        rig.publish(unreachableSnapshot());
        Client client(rig.port());
        QCOMPARE(client.get("/api/health").status, 503);
        const Answer metrics = client.get("/metrics");
        QCOMPARE(metrics.status, 200);
        QVERIFY(metrics.body.contains("\nhakgal_up 0\n"));
        QVERIFY(client.get("/api/metrics").json()[QStringLiteral("facts_count")].isNull());
    }

    void theHistoryIsNewestLastAndBounded()
    {
        Rig rig;
        rig.settings.maxHistorySize = 3;
        rig.apply();
        for (int i = 1; i <= 5; ++i) {
            Snapshot snapshot = fullSnapshot();
            snapshot.sample[MetricId::Facts] = Reading::of(i);
            rig.publish(snapshot);
        }
        Client client(rig.port());
        const auto facts = [&client](const QByteArray &target) {
            QList<int> result;
            const QJsonObject object = client.get(target).json();
            for (const QJsonValue &entry : object[QStringLiteral("metrics")].toArray())
                result += entry[QStringLiteral("facts_count")].toInt();
            return object[QStringLiteral("count")].toInt(-1) == result.size() ? result : QList<int>{-1};
        };
        QCOMPARE(facts("/api/metrics/history"), (QList<int>{3, 4, 5}));
        QCOMPARE(facts("/api/metrics/history?limit=2"), (QList<int>{4, 5}));
        QCOMPARE(facts("/api/metrics/history?limit=1"), (QList<int>{5}));
        QCOMPARE(facts("/api/metrics/history?limit=18446744073709551615"), (QList<int>{3, 4, 5}));
        rig.settings.maxHistorySize = 1;
        rig.apply();
        QCOMPARE(facts("/api/metrics/history"), (QList<int>{5}));
    }

    void theHistoryOfAnotherBaseIsNotMixedIn()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        rig.publish(fullSnapshot());
        Snapshot other = fullSnapshot();
        other.sample.database.path = QStringLiteral("/data/other.db");
        rig.publish(other);
        QCOMPARE(Client(rig.port()).get("/api/metrics/history").json()[QStringLiteral("count")].toInt(), 1);
    }

    void aLimitHasToBeAPositiveNumber_data()
    {
        QTest::addColumn<QByteArray>("limit");
        for (const char *limit : {"0", "-1", "", "x", "1.5", "1e3", "%31%00", "18446744073709551616", "0x10"})
            QTest::newRow(limit) << QByteArray(limit);
    }
    void aLimitHasToBeAPositiveNumber()
    {
        QFETCH(QByteArray, limit);
        Rig rig;
        rig.publish(fullSnapshot());
        const Answer answer = Client(rig.port()).get("/api/metrics/history?limit=" + limit);
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.json()[QStringLiteral("error")].toString().contains(QStringLiteral("limit")));
    }

    void legacyNamesFollowTheSettingAtOnce()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        QVERIFY(!client.get("/metrics").body.contains("hakgal_facts_total"));
        rig.settings.legacyMetricNames = true;
        rig.apply();
        QVERIFY(client.get("/metrics").body.contains("\nhakgal_facts_total 18160\n"));
    }

    void onlyScrapesAreCountedAndToldAtMostOnceASecond()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        client.get("/");
        client.get("/api/metrics");
        client.ask("HEAD", "/metrics");
        QCoreApplication::processEvents();
        const int before = rig.told;
        QCOMPARE(rig.state.scrapes, quint64(0));

        client.get("/metrics", "User-Agent: Prometheus/2.42\u202e[31m\r\n");
        QTRY_COMPARE(rig.state.scrapes, quint64(1));
        QCOMPARE(rig.state.lastScraper, QStringLiteral("127.0.0.1 Prometheus/2.42\ufffd[31m"));
        QCOMPARE(rig.state.lastScrapeWallMs, kWallMs + rig.steadyMs);
        for (int i = 0; i < 20; ++i)
            client.get("/metrics");
        QTRY_COMPARE(rig.state.scrapes, quint64(21)); // the rest is told together
        QCOMPARE(rig.told, before + 2);
    }

    void aTakenPortIsToldAndServedWhenItIsFree()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        const quint16 port = holder.serverPort();
        Rig rig({QStringLiteral("127.0.0.1:%1").arg(port), QStringLiteral("127.0.0.1:0")});
        rig.publish(fullSnapshot());

        QCOMPARE(int(rig.state.listeners.size()), 2);
        const ListenerState taken = rig.state.listeners[0];
        QVERIFY(!taken.listening);
        QCOMPARE(taken.port, port);
        QCOMPARE(taken.trouble, ListenerState::Trouble::Taken);
        QCOMPARE(taken.holderPid, QCoreApplication::applicationPid());
        QVERIFY2(taken.holder.contains(QString::number(taken.holderPid)), qPrintable(taken.holder));
        QVERIFY2(taken.holder.contains(taken.holderName), qPrintable(taken.holder));

        QVERIFY(rig.state.listeners[1].listening); // the other keeps serving
        Client other(rig.port(1));
        QCOMPARE(other.get("/api/metrics").status, 200);

        const int before = rig.told;
        holder.close();
        QTRY_VERIFY(rig.state.listeners[0].listening);
        QCOMPARE(rig.told, before + 1); // only the change was told, not each attempt
        QCOMPARE(rig.state.listeners[0].holder, QString());
        QCOMPARE(Client(port).get("/metrics").status, 200);
        QCOMPARE(other.get("/metrics").status, 200);
    }

    void anAddressThatIsNotOursIsTold_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::newRow("no number") << QStringLiteral("nonsense:8000");
        QTest::newRow("no port") << QStringLiteral("127.0.0.1");
        QTest::newRow("port too large") << QStringLiteral("127.0.0.1:65536");
        QTest::newRow("empty") << QString();
    }
    void anAddressThatIsNotOursIsTold()
    {
        QFETCH(QString, entry);
        Rig rig({entry});
        QCOMPARE(int(rig.state.listeners.size()), 1);
        QVERIFY(!rig.state.listeners[0].listening);
        QCOMPARE(rig.state.listeners[0].trouble, ListenerState::Trouble::NoSuchAddress);
        QCOMPARE(rig.state.listeners[0].address, entry);
    }

    void changedSettingsMoveTheListeners()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        const quint16 first = rig.port();
        Client kept(first);
        QCOMPARE(kept.get("/").status, 200);

        rig.settings.listen += QStringLiteral("[::1]:0");
        rig.apply();
        QCOMPARE(int(rig.state.listeners.size()), 2);
        QCOMPARE(rig.port(0), first); // what stays is not touched
        QCOMPARE(kept.get("/").status, 200);

        rig.settings.listen = {QStringLiteral("127.0.0.1:0"), QStringLiteral("127.0.0.1:0")};
        rig.apply();
        QCOMPARE(int(rig.state.listeners.size()), 1); // named twice, served once
        QCOMPARE(rig.port(0), first);

        rig.settings.listen.clear();
        rig.apply();
        QVERIFY(rig.state.listeners.empty());
        QVERIFY(kept.waitForClosed()); // its connections end with a listener
        QVERIFY(!Client(first).connected());
    }

    void stopEndsAllAndApplyBeginsAnew()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        const quint16 first = rig.port();
        Client client(first);
        QCOMPARE(client.get("/").status, 200);
        rig.stop();
        QVERIFY(rig.state.listeners.empty());
        QVERIFY(client.waitForClosed());
        QVERIFY(!Client(first).connected());
        rig.apply();
        QCOMPARE(Client(rig.port()).get("/metrics").status, 200);
    }

    void manyConnectionsAreServedAtOnce()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 50; ++i)
            clients.push_back(std::make_unique<Client>(rig.port()));
        for (const auto &client : clients)
            QCOMPARE(client->get("/metrics").status, 200);
    }

    void clientsThatLeaveInTheMiddleOfAnAnswerDoNoHarm()
    {
        Rig rig;
        for (int i = 0; i < 200; ++i)
            rig.publish(fullSnapshot());
        for (int i = 0; i < 1000; ++i) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), rig.port());
            QVERIFY(socket.waitForConnected(10'000));
            socket.write("GET /api/metrics/history HTTP/1.1\r\nHost: localhost\r\n\r\n"
                         "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
            socket.flush();
            if (i % 2 == 0)
                socket.waitForReadyRead(1000); // some of it has come
            socket.abort();
        }
        QCOMPARE(Client(rig.port()).get("/metrics").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT((Client(rig.port()).get("/metrics"), rig.state.connections), 1, 30'000);
    }
};

QTEST_GUILESS_MAIN(TestHttpEndpoint)
#include "tst_HttpEndpoint.moc"
