// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Listener.h"

#include <QTcpSocket>
#include <QtTest>

using namespace hakgal;

namespace {

Reply answerNothing(const Request &)
{
    return {};
}

void ignore(const ConnectionGuard::Answered &) {}

} // namespace

/// The sockets of the endpoint, without what answers on them.
class tst_Listener : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyElseCanShareThePort_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("127.0.0.1") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("::1") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void nobodyElseCanShareThePort()
    {
        QFETCH(QHostAddress, address);
        ConnectionGuard guard(answerNothing, ignore, {});
        Listener first(guard, nullptr);
        const auto trouble = first.open(address, 0);
        if (trouble == ListenerState::Trouble::NoSuchAddress)
            QSKIP("this machine has no such address");
        QCOMPARE(int(trouble), int(ListenerState::Trouble::None));
        QVERIFY(first.serverPort() != 0);

        Listener second(guard, nullptr);
        const auto refused = second.open(address, first.serverPort());
        // Windows says of a port held exclusively either one or the other.
        QVERIFY(refused == ListenerState::Trouble::Taken || refused == ListenerState::Trouble::Reserved);

        // Nor one that is willing to share it, which on Windows would be enough without our asking.
        QTcpSocket sharing;
        const bool bound = sharing.bind(address, first.serverPort(),
                                        QAbstractSocket::ShareAddress | QAbstractSocket::ReuseAddressHint);
        QVERIFY(!bound);
    }

    void aConnectionReachesTheGuard()
    {
        ConnectionGuard guard([](const Request &) { return refusal(418, "a teapot"); }, ignore, {});
        Listener listener(guard, nullptr);
        QCOMPARE(int(listener.open(QHostAddress(QHostAddress::LocalHost), 0)),
                 int(ListenerState::Trouble::None));
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), listener.serverPort());
        socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        QByteArray answer;
        QTRY_VERIFY_WITH_TIMEOUT((answer += socket.readAll()).contains("a teapot"), 10'000);
        QVERIFY(answer.startsWith("HTTP/1.1 418"));
    }

    void anAddressThatIsNotOursIsTold()
    {
        ConnectionGuard guard(answerNothing, ignore, {});
        Listener listener(guard, nullptr);
        // 192.0.2.0/24 is for documentation (RFC 5737).
        QCOMPARE(int(listener.open(QHostAddress(QStringLiteral("192.0.2.1")), 0)),
                 int(ListenerState::Trouble::NoSuchAddress));
    }
};

QTEST_GUILESS_MAIN(tst_Listener)
#include "tst_Listener.moc"
