// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HttpRig.h"

#include <QJsonArray>
#include <QtTest>

#include <zlib.h>

using namespace hakgal;
using namespace hakgal::test;

namespace {

using std::chrono::milliseconds;

/// Times that a test can wait for. `idle` is long where it is not the matter.
GuardLimits quickly()
{
    GuardLimits limits;
    limits.head = milliseconds(100);
    limits.idle = milliseconds(60'000);
    limits.linger = milliseconds(100);
    return limits;
}

GuardLimits few(int connections)
{
    GuardLimits limits;
    limits.connections = connections;
    return limits;
}

QStringList anyPort()
{
    return {QStringLiteral("127.0.0.1:0")};
}

QByteArray unpacked(const QByteArray &packed)
{
    z_stream stream{};
    ::inflateInit2(&stream, 15 + 16);
    QByteArray out(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = ::inflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.truncate(whole ? static_cast<qsizetype>(stream.total_out) : 0);
    ::inflateEnd(&stream);
    return out;
}

} // namespace

class tst_ConnectionGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBrokenHeadIsRefusedAndTheConnectionEnds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status) {
            QTest::newRow(name) << bytes << status;
        };
        row("no Host", "GET /metrics HTTP/1.1\r\n\r\n", 400);
        row("CL.TE",
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
            400);
        row("8 KiB", "GET / HTTP/1.1\r\nHost: localhost\r\nA: " + QByteArray(9000, 'b'), 431);
        row("large body", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 134217728\r\n\r\n", 413);
        row("a second request in the body that was not told",
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nGET /metrics HTTP/1.1\r\nHost: "
            "localhost\r\n\r\n",
            400);
    }
    void aBrokenHeadIsRefusedAndTheConnectionEnds()
    {
        QFETCH(QByteArray, bytes);
        Rig rig(anyPort(), quickly());
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const Answer answer = client.raw(bytes);
        QTEST(answer.status, "status");
        QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
        QCOMPARE(answer.headers.value("cache-control"), QByteArray("no-store"));
        QVERIFY(answer.json()[QStringLiteral("error")].isString());
        QVERIFY(client.waitForClosed());
        QCOMPARE(client.rest(), QByteArray()); // exactly one answer
        QTRY_COMPARE((Client(rig.port()).get("/metrics"), rig.state.refused), quint64(1));
    }

    void foreignNamesAreRefusedAlsoForGet_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        for (const char *ours : {"127.0.0.1", "localhost", "[::1]", "kb.example:77"})
            QTest::newRow(ours) << QByteArray(ours) << 200;
        for (const char *foreign :
             {"evil.example", "127.0.0.1:1", "0.0.0.0", "kb.example", "localhost.evil.example"})
            QTest::newRow(foreign) << QByteArray(foreign) << 403;
    }
    void foreignNamesAreRefusedAlsoForGet()
    {
        QFETCH(QByteArray, host);
        QFETCH(int, status);
        Rig rig;
        rig.settings.allowedHosts = {QStringLiteral("kb.example:77")};
        rig.apply();
        rig.publish(fullSnapshot());
        for (const char *path :
             {"/", "/metrics", "/api/health", "/api/metrics", "/api/metrics/history", "/nothing"}) {
            const bool missing = QByteArray(path) == "/nothing" && status == 200;
            Client client(rig.port());
            const Answer answer =
                client.raw("GET " + QByteArray(path) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            QCOMPARE(answer.status, missing ? 404 : status);
            QCOMPARE(answer.body.contains("allowed_hosts"), status == 403);
            QVERIFY(status == 200 || !answer.body.contains("18160"));
        }
    }

    void pagesOfOtherSitesGetNothing()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const QByteArray cross =
            "Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: ";
        QCOMPARE(client.get("/api/metrics", cross + "no-cors\r\n").status, 403);
        QCOMPARE(client.get("/api/events", cross + "cors\r\n").status, 403);
        QCOMPARE(client.get("/", cross + "navigate\r\n").status, 200); // a link may lead here
        const Answer post = client.ask(
            "POST", "/api/metrics",
            "Origin: https://evil.example\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nx=1");
        QCOMPARE(post.status, 405);
        for (const auto &name : post.headers.keys())
            QVERIFY2(!name.startsWith("access-control"), name.constData());
        // The preflight of a request that a page would like to make.
        const Answer preflight =
            Client(rig.port())
                .ask("OPTIONS", "/api/metrics",
                     "Origin: https://evil.example\r\nAccess-Control-Request-Method: PUT\r\n");
        QCOMPARE(preflight.status, 405);
        QVERIFY(!preflight.headers.contains("access-control-allow-origin"));
    }

    void headTellsTheLengthOfTheBody()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const Answer get = client.get("/api/metrics");
        const Answer head = client.ask("HEAD", "/api/metrics");
        QCOMPARE(head.headers.value("content-length"), QByteArray::number(get.body.size()));
        QVERIFY(head.body.isEmpty());
        QCOMPARE(client.get("/api/metrics").body, get.body); // the connection goes on in step
        const Answer missing = client.ask("HEAD", "/nothing");
        QCOMPARE(missing.status, 404);
        QCOMPARE(client.get("/api/metrics").status, 200);
    }

    void connectionsAreKeptAndClosedAsAsked_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("connection");
        QTest::addColumn<bool>("closes");
        const QByteArray one = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n";
        const QByteArray zero = "GET /metrics HTTP/1.0\r\n";
        QTest::newRow("1.1") << one + "\r\n" << QByteArray() << false;
        QTest::newRow("1.1, close") << one + "Connection: close\r\n\r\n" << QByteArray("close") << true;
        QTest::newRow("1.0") << zero + "\r\n" << QByteArray("close") << true;
        QTest::newRow("1.0, keep-alive") << zero + "Connection: keep-alive\r\n\r\n"
                                         << QByteArray("keep-alive") << false;
    }
    void connectionsAreKeptAndClosedAsAsked()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, connection);
        QFETCH(bool, closes);
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const Answer answer = client.raw(request);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers.value("connection"), connection);
        if (closes)
            QVERIFY(client.waitForClosed());
        else
            QCOMPARE(client.get("/metrics").status, 200);
    }

    void pipelinedRequestsAreAnsweredInTheirOrder()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const QByteArray hidden = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        QByteArray many;
        for (int i = 0; i < 500; ++i)
            many += i % 2 == 0 ? QByteArray("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
                               : "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                                     QByteArray::number(hidden.size()) + "\r\n\r\n" + hidden;
        client.write(many);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(client.next().status, i % 2 == 0 ? 404 : 405);
        QCOMPARE(client.rest(), QByteArray());
    }

    void aHeadInManyPiecesIsOneHead()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const QByteArray request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (const char c : request.chopped(1)) {
            client.write(QByteArray(1, c));
            client.rest();
            break; // the first byte alone
        }
        client.write(request.mid(1, 20));
        QCOMPARE(client.rest(), QByteArray());
        QCOMPARE(client.raw(request.mid(21)).status, 200);
    }

    void aHeadThatDoesNotComeIsNotWaitedFor()
    {
        Rig rig(anyPort(), quickly());
        rig.publish(fullSnapshot());
        Client silent(rig.port());
        Client begun(rig.port());
        Client body(rig.port());
        begun.write("GET /metrics HTTP/1.1\r\nHost: local");
        body.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
        QCOMPARE(begun.next().status, 408);
        QCOMPARE(body.next().status, 408);
        for (Client *client : {&silent, &begun, &body})
            QVERIFY(client->waitForClosed());
        QCOMPARE(silent.rest(), QByteArray());
        // Between two requests there is more time.
        Client kept(rig.port());
        QCOMPARE(kept.get("/").status, 200);
        Client other(rig.port());
        QVERIFY(other.waitForClosed()); // so a deadline has passed
        QCOMPARE(kept.get("/").status, 200);
        // But not for a second head that comes in drops.
        kept.write("GET / HT");
        QCOMPARE(kept.next().status, 408);
    }

    void anIdleConnectionEnds()
    {
        GuardLimits limits;
        limits.idle = milliseconds(50);
        Rig rig(anyPort(), limits);
        rig.publish(fullSnapshot());
        Client client(rig.port());
        QCOMPARE(client.get("/metrics").status, 200);
        QVERIFY(client.waitForClosed());
        QCOMPARE(client.rest(), QByteArray());
    }

    void theOldestSilentConnectionMakesRoom()
    {
        Rig rig(anyPort(), few(4));
        rig.publish(fullSnapshot());
        Client kept(rig.port());
        QCOMPARE(kept.get("/metrics").status, 200);
        std::vector<std::unique_ptr<Client>> silent;
        for (int i = 0; i < 3; ++i) {
            silent.push_back(std::make_unique<Client>(rig.port()));
            silent.back()->write("GET /metrics HTTP/1.1\r\n");
        }
        Client late(rig.port());
        QCOMPARE(late.get("/metrics").status, 200);
        QVERIFY(silent[0]->waitForClosed());
        QCOMPARE(kept.get("/metrics").status, 200); // whoever has asked stays
        QCOMPARE(silent[2]->raw("Host: localhost\r\n\r\n").status, 200);
    }

    void whereAllAreBusyANewOneIsToldSo()
    {
        Rig rig(anyPort(), few(3));
        rig.publish(fullSnapshot());
        std::vector<std::unique_ptr<Client>> streams;
        for (int i = 0; i < 3; ++i) {
            streams.push_back(std::make_unique<Client>(rig.port()));
            streams.back()->write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            QVERIFY(!streams.back()->until("event: snapshot").isEmpty());
        }
        Client refused(rig.port());
        const Answer answer = refused.next();
        QCOMPARE(answer.status, 503);
        QVERIFY(!answer.headers.value("retry-after").isEmpty());
        QVERIFY(refused.waitForClosed());
        streams.clear();
        QTRY_COMPARE(Client(rig.port()).get("/metrics").status, 200);
    }

    void gzipIsSentWhenAskedAndTellsTheSame()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const Answer plain = client.get("/metrics");
        QVERIFY(!plain.headers.contains("content-encoding"));
        QCOMPARE(plain.headers.value("vary"), QByteArray("Accept-Encoding"));
        for (int i = 0; i < 2; ++i) { // the second from what the first has made
            const Answer packed = client.get("/metrics", "Accept-Encoding: gzip\r\n");
            QCOMPARE(packed.headers.value("content-encoding"), QByteArray("gzip"));
            QCOMPARE(packed.headers.value("content-type"), plain.headers.value("content-type"));
            QVERIFY(packed.body.size() < plain.body.size() / 2);
            QCOMPARE(unpacked(packed.body), plain.body);
        }
        rig.steadyMs += 1500; // the age is that of the moment here too
        QVERIFY(unpacked(client.get("/metrics", "Accept-Encoding: gzip\r\n").body)
                    .endsWith("\nhakgal_snapshot_age_seconds 1.5\n"));
        Snapshot other = fullSnapshot();
        other.sample[MetricId::Facts] = Reading::of(3);
        rig.publish(other);
        QVERIFY(unpacked(client.get("/metrics", "Accept-Encoding: gzip\r\n").body)
                    .contains("\nhakgal_facts 3\n"));
        rig.settings.legacyMetricNames = true;
        rig.apply();
        QVERIFY(unpacked(client.get("/metrics", "Accept-Encoding: gzip\r\n").body)
                    .contains("\nhakgal_facts_total 3\n"));
    }

    void theLastScrapesAreRemembered()
    {
        Rig rig;
        Client client(rig.port());
        QCOMPARE(client.get("/metrics", "User-Agent: early\r\n").status, 503);
        rig.publish(fullSnapshot());
        const Answer plain = client.get("/metrics", "User-Agent: " + QByteArray(500, 'a') + "\r\n");
        const Answer packed = client.get("/metrics", "User-Agent: Prometheus/2\r\nAccept-Encoding: gzip\r\n");
        client.get("/api/metrics");
        QTRY_COMPARE(int(rig.state.recent.size()), 3);
        const std::vector<Scrape> &recent = rig.state.recent;
        QCOMPARE(recent[0].status, 503);
        QCOMPARE(recent[0].agent, QStringLiteral("early"));
        QVERIFY(recent[1].agent.size() <= 120);
        QCOMPARE(recent[1].bytes, qint64(plain.body.size()));
        QCOMPARE(recent[2].bytes, qint64(packed.body.size()));
        QCOMPARE(recent[2].agent, QStringLiteral("Prometheus/2"));
        QCOMPARE(recent[2].address, QStringLiteral("127.0.0.1"));
        QCOMPARE(recent[2].status, 200);
        QCOMPARE(recent[2].wallMs, kWallMs + rig.steadyMs);
        QVERIFY(recent[2].seconds > 0 && recent[2].seconds < 60);
        QCOMPARE(rig.state.connections, 1);
        for (int i = 0; i < 40; ++i)
            client.get("/metrics");
        QTRY_COMPARE(rig.state.scrapes, quint64(43));
        QCOMPARE(rig.state.recent.size(), EndpointState::kScrapesKept);
        QCOMPARE(rig.state.recent.back().agent, QString());
    }

    void streamsAndRefusalsAreToldWithTheNextSnapshot()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        client.write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(!client.until("event: snapshot").isEmpty());
        QCOMPARE(Client(rig.port()).raw("GET / HTTP/1.1\r\n\r\n").status, 400);
        rig.publish(fullSnapshot());
        QTRY_COMPARE(rig.state.streams, 1);
        QTRY_COMPARE(rig.state.refused, quint64(1));
        QCOMPARE(rig.state.scrapes, quint64(0));
    }

    void answersThatNobodyTakesDoNotAddUp()
    {
        GuardLimits limits;
        limits.unsentBytes = 100'000;
        Rig rig(anyPort(), limits);
        Snapshot large = fullSnapshot();
        constexpr int kReasons = 30'000; // an answer of more than the system keeps for us
        StatusReason reason;
        reason.kind = StatusReason::Kind::ServiceDown;
        reason.args = {QStringLiteral("x"), QString(190, u'y')};
        large.reasons.assign(kReasons, reason);
        rig.publish(large);
        std::vector<std::unique_ptr<QTcpSocket>> greedy;
        for (int i = 0; i < 6; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            socket->setReadBufferSize(1);
            socket->connectToHost(QHostAddress(QHostAddress::LocalHost), rig.port());
            QVERIFY(socket->waitForConnected(10'000));
            socket->write("GET /api/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
            QVERIFY(socket->waitForBytesWritten(10'000));
            greedy.push_back(std::move(socket));
        }
        QTRY_VERIFY((Client(rig.port()).get("/metrics"), rig.state.refused) >= 4);
        const Answer whole = Client(rig.port()).get("/api/metrics"); // who takes it gets it
        QCOMPARE(int(whole.json()[QStringLiteral("reasons")].toArray().size()), kReasons);
    }
};

QTEST_GUILESS_MAIN(tst_ConnectionGuard)
#include "tst_ConnectionGuard.moc"
