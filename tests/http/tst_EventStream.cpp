// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HttpRig.h"

#include <QDeadlineTimer>
#include <QtTest>

using namespace hakgal;
using namespace hakgal::test;

namespace {

const QByteArray kAsk = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
const QByteArray kAskPage = "GET /api/events?view=page HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// The data of the newest event of this name in what has come.
QJsonObject newest(const QByteArray &stream, const QByteArray &name)
{
    const QByteArray mark = "event: " + name + "\ndata: ";
    const qsizetype begin = stream.lastIndexOf(mark);
    const qsizetype data = begin + mark.size();
    return begin < 0
               ? QJsonObject()
               : QJsonDocument::fromJson(stream.mid(data, stream.indexOf("\n\n", data) - data)).object();
}

Snapshot withFacts(int facts)
{
    Snapshot snapshot = fullSnapshot();
    snapshot.sample[MetricId::Facts] = Reading::of(facts);
    return snapshot;
}

} // namespace

class tst_EventStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itBeginsWithTheLastSnapshotAndGoesOn()
    {
        Rig rig;
        rig.publish(withFacts(1));
        Client client(rig.port());
        client.write(kAsk);
        QByteArray stream = client.until("\"facts_count\":1,");
        QVERIFY(stream.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(stream.contains("\r\nContent-Type: text/event-stream; charset=utf-8\r\n"));
        QVERIFY(stream.contains("\r\nConnection: close\r\n"));
        QVERIFY(stream.contains("\r\nCache-Control: no-store\r\n"));
        QVERIFY(!stream.contains("Content-Length"));
        QVERIFY(!stream.toLower().contains("access-control"));
        rig.publish(withFacts(2));
        stream = client.until("\"facts_count\":2,");
        QCOMPARE(newest(stream, "snapshot")[QStringLiteral("system_status")].toString(),
                 QStringLiteral("OPERATIONAL"));
        QVERIFY(!stream.contains("event: view"));
    }

    void beforeTheFirstSnapshotItWaits()
    {
        Rig rig;
        Client client(rig.port());
        client.write(kAsk);
        QVERIFY(!client.until("retry: 3000\n\n").contains("event:"));
        rig.publish(withFacts(7));
        QVERIFY(!client.until("\"facts_count\":7,").isEmpty());
    }

    void alertsAndJobsAreTold()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        Client page(rig.port());
        client.write(kAsk);
        page.write(kAskPage);
        QVERIFY(!client.until("event: snapshot").isEmpty());
        QVERIFY(!page.until("event: view").isEmpty());

        Snapshot snapshot = fullSnapshot();
        const Alert alert = firingAlert(snapshot, RuleId::CacheHit, Severity::Warning, 74.2, 80);
        snapshot.alerts = {alert};
        snapshot.events = {{AlertEvent::Kind::Raised, alert}};
        rig.publish(snapshot);
        const QJsonObject raised = newest(client.until("event: alert\n"), "alert");
        QCOMPARE(raised[QStringLiteral("change")].toString(), QStringLiteral("raised"));
        QCOMPARE(raised[QStringLiteral("rule")].toString(), QStringLiteral("cache_hit"));
        QCOMPARE(raised[QStringLiteral("severity")].toString(), QStringLiteral("warning"));
        QVERIFY(!page.until("Cache hit below 80 %").isEmpty());

        JobProgress progress;
        progress.step = QStringLiteral("copy");
        progress.done = 0.25;
        progress.message = QStringLiteral("Copying to /srv/backups/kb.part");
        rig.publishJob({QStringLiteral("backup"), QStringLiteral("running"), progress});
        for (Client *each : {&client, &page}) {
            const QJsonObject job = newest(each->until("event: job\n"), "job");
            QCOMPARE(job[QStringLiteral("verb")].toString(), QStringLiteral("backup"));
            QCOMPARE(job[QStringLiteral("done")].toDouble(), 0.25);
            QCOMPARE(job[QStringLiteral("message")].toString(), QStringLiteral("Copying to kb.part"));
            QVERIFY(job[QStringLiteral("seconds_left")].isNull());
        }
    }

    void headHasTheFieldsAlone()
    {
        Rig rig;
        rig.publish(fullSnapshot());
        Client client(rig.port());
        const Answer head = client.ask("HEAD", "/api/events");
        QCOMPARE(head.status, 200);
        QVERIFY(head.headers.value("content-type").startsWith("text/event-stream"));
        QVERIFY(client.waitForClosed());
        QCOMPARE(client.rest(), QByteArray());
    }

    void streamsAreLimitedAndMakeRoomWhenTheyEnd()
    {
        GuardLimits limits;
        limits.streams = 3;
        Rig rig({QStringLiteral("127.0.0.1:0")}, limits);
        rig.publish(fullSnapshot());
        std::vector<std::unique_ptr<Client>> streams;
        for (int i = 0; i < limits.streams; ++i) {
            streams.push_back(std::make_unique<Client>(rig.port()));
            streams.back()->write(kAsk);
            QVERIFY(!streams.back()->until("event: snapshot").isEmpty());
        }
        Client another(rig.port());
        const Answer refused = another.get("/api/events");
        QCOMPARE(refused.status, 503);
        QVERIFY(!refused.headers.value("retry-after").isEmpty());
        QCOMPARE(another.get("/metrics").status, 200); // scrapes go on
        streams.pop_back();
        QTRY_COMPARE(Client(rig.port()).raw(kAsk.chopped(2) + "Connection: close\r\n\r\n").status, 200);
    }

    void aSilentStreamGetsAHeartbeat()
    {
        GuardLimits limits;
        limits.heartbeat = std::chrono::milliseconds(50);
        Rig rig({QStringLiteral("127.0.0.1:0")}, limits);
        Client client(rig.port());
        client.write(kAsk);
        QVERIFY(!client.until(": still here\n\n").isEmpty());
        client.forget();
        QVERIFY(!client.until(": still here\n\n").isEmpty()); // and another
    }

    void aStreamThatTakesNothingIsDropped()
    {
        Rig rig;
        Snapshot large = fullSnapshot();
        for (int i = 0; i < 300; ++i) { // so that the system's buffers fill soon
            StatusReason reason;
            reason.kind = StatusReason::Kind::ServiceDown;
            reason.args = {QStringLiteral("service %1").arg(i), QString(150, u'x')};
            large.reasons.push_back(reason);
        }
        rig.publish(fullSnapshot());
        QTcpSocket slow;
        slow.setReadBufferSize(1);
        slow.connectToHost(QHostAddress(QHostAddress::LocalHost), rig.port());
        QVERIFY(slow.waitForConnected(10'000));
        slow.write(kAsk);
        QVERIFY(slow.waitForReadyRead(10'000));
        Client quick(rig.port());
        quick.write(kAsk);
        QVERIFY(!quick.until("event: snapshot").isEmpty());
        const QDeadlineTimer deadline(60'000);
        while (rig.state.refused == 0 && !deadline.hasExpired()) {
            quick.forget();
            rig.publish(large);
            QVERIFY2(!quick.until("\n\n").isEmpty(), "the quick one was dropped");
            QCOMPARE(Client(rig.port()).get("/api/health").status, 200); // others go on
            Client(rig.port()).get("/metrics");                          // has the state told
            QCoreApplication::processEvents();
        }
        QCOMPARE(rig.state.refused, quint64(1));
        QTRY_COMPARE((Client(rig.port()).get("/metrics"), rig.state.streams), 1);
    }
};

QTEST_GUILESS_MAIN(tst_EventStream)
#include "tst_EventStream.moc"
