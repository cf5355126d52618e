// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/PortHolder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace hakgal;

namespace {

// As Linux 6.1 wrote it, on a little-endian machine.
const QByteArray kTcp =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode        "
    "                                             \n"
    "   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 "
    "0000000000000000 100 0 0 10 0                     \n"
    "   1: 00000000:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 "
    "0000000000000000 100 0 0 10 0                     \n"
    "   2: 0100007F:1F40 0100007F:C000 01 00000000:00000000 00:00000000 00000000  1000        0 99 1 "
    "0000000000000000 20 4 30 10 -1                    \n"
    "   3: 0200007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 12 1 "
    "0000000000000000 100 0 0 10 0                     \n";
const QByteArray kTcp6 =
    "  sl  local_address                         remote_address                        st tx_queue rx_queue "
    "tr "
    "tm->when retrnsmt   uid  timeout inode\n"
    "   0: 00000000000000000000000001000000:1F40 00000000000000000000000000000000:0000 0A 00000000:00000000 "
    "00:00000000 00000000     0        0 61 1 0000000000000000 100 0 0 10 0\n"
    "   1: 00000000000000000000000000000000:1388 00000000000000000000000000000000:0000 0A 00000000:00000000 "
    "00:00000000 00000000     0        0 62 1 0000000000000000 100 0 0 10 0\n"
    "   2: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 "
    "00:00000000 00000000     0        0 63 1 0000000000000000 100 0 0 10 0\n";

using Inodes = std::vector<quint64>;

} // namespace

Q_DECLARE_METATYPE(std::vector<quint64>)

class TestPortHolder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listenersAreFoundByPortAndAddress_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::addColumn<Inodes>("inodes");
        const auto row = [](const char *name, const QByteArray &text, const char *address, int port,
                            Inodes inodes) {
            QTest::newRow(name) << text << QString::fromUtf8(address) << port << inodes;
        };
        row("the address itself", kTcp, "127.0.0.1", 8000, {31337});
        row("another address", kTcp, "127.0.0.3", 8000, {});
        row("other loopback address", kTcp, "127.0.0.2", 8001, {12});
        row("one listens everywhere", kTcp, "127.0.0.1", 5000, {4711});
        row("we want everywhere", kTcp, "0.0.0.0", 8001, {12});
        row("nobody", kTcp, "127.0.0.1", 81, {});
        row("IPv6", kTcp6, "::1", 8000, {61});
        row("IPv6 everywhere takes IPv4 too", kTcp6, "127.0.0.1", 5000, {62});
        row("IPv4 in IPv6", kTcp6, "127.0.0.1", 80, {63});
        row("empty", {}, "127.0.0.1", 8000, {});
        row("cut short", kTcp.left(kTcp.indexOf("31337")), "127.0.0.1", 8000, {});
        row("no numbers", "0: 0100007Z:1F40 x 0A x x x x x 1 2\n1: :: : 0A : : : : : y\n", "127.0.0.1", 8000,
            {});
    }
    void listenersAreFoundByPortAndAddress()
    {
        if (QSysInfo::ByteOrder != QSysInfo::LittleEndian)
            QSKIP("the captured tables are those of a little-endian machine");
        QFETCH(QByteArray, text);
        QFETCH(QString, address);
        QFETCH(int, port);
        QTEST(listeningInodes(text, QHostAddress(address), quint16(port)), "inodes");
    }

    void ourOwnListenerIsFound_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("IPv4") << QStringLiteral("127.0.0.1");
        QTest::newRow("everywhere") << QStringLiteral("0.0.0.0");
    }
    void ourOwnListenerIsFound()
    {
        QFETCH(QString, address);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(address)));
        const auto holder = findPortHolder(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        QVERIFY(holder.has_value());
        QCOMPARE(holder->pid, QCoreApplication::applicationPid());
        QVERIFY(!holder->name.isEmpty());
        QVERIFY2(QFileInfo(QCoreApplication::applicationFilePath()).fileName().startsWith(holder->name),
                 qPrintable(holder->name));
    }

    void aConnectionIsNoListener()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        QVERIFY(client.waitForConnected());
        QVERIFY(!findPortHolder(QHostAddress(QHostAddress::LocalHost), client.localPort()));
        const quint16 port = server.serverPort();
        server.close();
        QVERIFY(!findPortHolder(QHostAddress(QHostAddress::LocalHost), port));
    }
};

QTEST_GUILESS_MAIN(TestPortHolder)
#include "tst_PortHolder.moc"
