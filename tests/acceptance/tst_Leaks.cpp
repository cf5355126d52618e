// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Certificate.h"
#include "tests/support/Programs.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

using namespace support;
using hakgal::test::Certificate;

namespace {

/// Everything that comes until the other side closes, or until this text has come.
QByteArray everything(QTcpSocket &socket, const QByteArray &until = {})
{
    QByteArray all;
    while ((until.isEmpty() || !all.contains(until)) && socket.waitForReadyRead(20'000))
        all += socket.readAll();
    return all;
}

QByteArray asked(quint16 port, const QByteArray &request, const QByteArray &until = {})
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(10'000))
        return {};
    socket.write(request);
    return everything(socket, until);
}

QByteArray askedByTls(quint16 port, const QByteArray &request)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForEncrypted(10'000))
        return {};
    socket.write(request);
    return everything(socket);
}

} // namespace

/// No answer and no log tells a folder, a statement of SQL, a fact or a token.
class tst_Leaks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bodiesAndLogTellNothingSecret()
    {
        Home home;
        QVERIFY(QDir().mkpath(home.path(QStringLiteral("private-folder"))));
        const QString base = home.path(QStringLiteral("private-folder/kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")},
                     "HasPart(ConfidentialThing, ConfidentialPart).\n")
                     .exitCode,
                 0);
        Certificate files;
        if (!files.make(home.path(QString())))
            QSKIP("openssl is not installed, so no token can be tried.");
        const QByteArray ini =
            "monitoring_interval=0.2\nlisten=\"127.0.0.1:0\",\"0.0.0.0:0\"\n[endpoint]\ntls_certificate=" +
            files.certificate.toUtf8() + "\ntls_key=" + files.key.toUtf8() +
            "\ntoken_file=" + files.token.toUtf8() +
            "\n[alert_thresholds]\nhold_ticks=1\nmemory_percent=1\n"
            "[services]\n1\\name=helper\n1\\kind=command\n1\\target=" +
            home.path(QStringLiteral("private-folder/no-such-program")).toUtf8() + "\n";
        Running server(home, QStringLiteral(HAKGALCTL),
                       {QStringLiteral("--config"), home.writeSettings(ini), QStringLiteral("--db"), base,
                        QStringLiteral("serve")});
        const quint16 port = server.waitForPort();
        QVERIFY2(port != 0, server.err().constData());
        QVERIFY2(server.waitForText("Serving https://0.0.0.0:"), server.err().constData());
        const QByteArray told = server.err();
        const qsizetype at = told.indexOf("https://0.0.0.0:") + 16;
        const quint16 tlsPort = told.mid(at, told.indexOf('/', at) - at).toUShort();
        QTRY_COMPARE(metric(httpGet(port, "/metrics").body, "hakgal_facts"), 1.0);
        QTRY_VERIFY(httpGet(port, "/api/health").body.contains("helper")); // the service is down by now

        const QByteArray end = "Host: 127.0.0.1\r\nConnection: close\r\n";
        const QList<QByteArray> paths{"/",
                                      "/metrics",
                                      "/api/health",
                                      "/api/metrics",
                                      "/api/metrics/history",
                                      "/api/metrics/history?limit=x",
                                      "/nothing"};
        QByteArray bodies;
        const auto gather = [&] {
            for (const QByteArray &path : paths)
                bodies += asked(port, "GET " + path + " HTTP/1.1\r\n" + end + "\r\n");
            bodies += asked(port, "POST /api/metrics HTTP/1.1\r\n" + end + "Content-Length: 0\r\n\r\n");
            bodies += asked(port, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
            bodies += asked(port, "GET / HTTP/9\r\n\r\n");
            bodies += asked(port, "GET /api/events HTTP/1.1\r\n" + end + "\r\n", "event: snapshot\n");
            bodies += asked(port, "GET /api/events?view=page HTTP/1.1\r\n" + end + "\r\n", "event: view\n");
            bodies += askedByTls(tlsPort, "GET /metrics HTTP/1.1\r\n" + end + "\r\n");
            bodies += askedByTls(tlsPort, "GET /metrics HTTP/1.1\r\n" + end +
                                              "Authorization: Bearer wrong-token\r\n\r\n");
            bodies += askedByTls(tlsPort, "GET /api/metrics HTTP/1.1\r\n" + end + "Authorization: Bearer " +
                                              Certificate::tokenText() + "\r\n\r\n");
        };
        gather();
        QVERIFY(bodies.contains("HTTP/1.1 401 ") && bodies.contains("HTTP/1.1 403 ") &&
                bodies.contains("HTTP/1.1 405 ") && bodies.contains("HTTP/1.1 400 "));
        // While the base cannot be read the answers hold sentences about the file.
        QVERIFY(QFile::rename(base, base + QStringLiteral(".away")));
        QTRY_COMPARE(httpGet(port, "/api/health").status, 503);
        gather();
        QVERIFY(bodies.contains("There is no file at kb.db"));
        QVERIFY(QFile::rename(base + QStringLiteral(".away"), base));
        QCOMPARE(server.terminate(), 0);

        for (const QByteArray &secret :
             {QByteArray("private-folder"), home.path(QString()).toUtf8(), Certificate::tokenText(),
              QByteArray("wrong-token"), QByteArray("ConfidentialThing"), QByteArray("SELECT"),
              QByteArray("PRAGMA"), QByteArray("INSERT"), QByteArray("count(*)"), QByteArray("/home/"),
              QByteArray("/tmp/"), QByteArray("key.pem")}) {
            const qsizetype found = bodies.indexOf(secret);
            QVERIFY2(found < 0,
                     (secret + " in: " + bodies.mid(std::max<qsizetype>(0, found - 200), 400)).constData());
        }

        QByteArray logs;
        QDirIterator each(home.path(QString()), {QStringLiteral("*.log*")}, QDir::Files,
                          QDirIterator::Subdirectories);
        int logFiles = 0;
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            logs += file.readAll();
            ++logFiles;
        }
        QVERIFY(logFiles > 0);
        for (const QByteArray &secret : {QByteArray("private-folder"), home.path(QString()).toUtf8()}) {
            QVERIFY2(!logs.contains(secret), (secret + " in: " + logs).constData());
        }
        // Who starts the server is told on the console which file it watches.
        logs += server.err();
        for (const QByteArray &secret :
             {Certificate::tokenText(), QByteArray("wrong-token"), QByteArray("Bearer"),
              QByteArray("ConfidentialThing"), QByteArray("SELECT"), QByteArray("PRAGMA"),
              QByteArray("INSERT"), QByteArray("BEGIN")}) {
            const qsizetype found = logs.indexOf(secret);
            QVERIFY2(found < 0,
                     (secret + " in: " + logs.mid(std::max<qsizetype>(0, found - 200), 400)).constData());
        }
    }
};

QTEST_GUILESS_MAIN(tst_Leaks)
#include "tst_Leaks.moc"
