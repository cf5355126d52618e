// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ListenAddress.h"

#include <QTest>

using namespace hakgal;

class tst_ListenAddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAddressIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("loopback");
        const auto row = [](const char *text, const char *address, int port, bool loopback) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(address) << port
                                << loopback;
        };
        row("127.0.0.1:8000", "127.0.0.1", 8000, true);
        row("127.255.0.9:1", "127.255.0.9", 1, true);
        row("[::1]:65535", "::1", 65535, true);
        row("[0:0:0:0:0:0:0:1]:80", "::1", 80, true);
        row("[0::01]:80", "::1", 80, true);
        row("0.0.0.0:80", "0.0.0.0", 80, false);
        row("192.168.1.5:80", "192.168.1.5", 80, false);
        row("[::]:80", "::", 80, false);
        row("[FE80::1]:80", "fe80::1", 80, false);
    }
    void anAddressIsRead()
    {
        QFETCH(QString, text);
        const std::optional<ListenAddress> parsed = ListenAddress::parse(text);
        QVERIFY(parsed.has_value());
        QTEST(parsed->address, "address");
        QTEST(int(parsed->port), "port");
        QTEST(parsed->loopback, "loopback");
    }

    void anythingElseIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "8000",
                                 ":8000",
                                 "127.0.0.1",
                                 "127.0.0.1:",
                                 "127.0.0.1:65536",
                                 "127.0.0.1:-1",
                                 "127.0.0.1:80x",
                                 "127.0.0.1:+80",
                                 "127.0.0:80",
                                 "127.0.0.0.1:80",
                                 "127.0.0.256:80",
                                 "127.0.0.01:80",
                                 "127..0.1:80",
                                 "::1:8000",
                                 "[::1]",
                                 "[::1:8000",
                                 "[127.0.0.1]:80",
                                 "[:::1]:80",
                                 "[1::2::3]:80",
                                 "[::12345]:80",
                                 "localhost:8000",
                                 "*:8000",
                                 "http://127.0.0.1:8000",
                                 "127.0.0.1:8000/",
                                 " 127.0.0.1:8000",
                                 "user@127.0.0.1:80",
                                 "127.0.0.1:8000\n",
                                 "[::1%eth0]:80"})
            QTest::addRow("'%s'", QByteArray(text).replace('\n', "\\n").constData())
                << QString::fromLatin1(text);
    }
    void anythingElseIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!ListenAddress::parse(text).has_value());
    }

    void twoWaysToWriteOneAddressAreTheSameEntry()
    {
        const auto complaint = listenComplaint(
            {QStringLiteral("[::1]:80"), QStringLiteral("[0:0::1]:80"), QStringLiteral("[::1]:81")});
        QVERIFY(complaint.has_value());
        QVERIFY(filled(*complaint).contains(QStringLiteral("[0:0::1]:80")));
        QVERIFY(!listenComplaint({QStringLiteral("[::1]:80"), QStringLiteral("[::1]:81")}).has_value());
    }

    void beyondThisMachineNeedsProtection()
    {
        const QStringList entries{QStringLiteral("127.0.0.1:80"), QStringLiteral("0.0.0.0:80")};
        const auto complaint = listenComplaint(entries);
        QVERIFY(complaint.has_value());
        for (const char *setting : {"endpoint/tls_certificate", "endpoint/tls_key", "endpoint/token_file"})
            QVERIFY2(filled(*complaint).contains(QLatin1String(setting)), setting);
        QVERIFY(!listenComplaint(entries, true).has_value());
    }

    void noEntryIsFine() { QVERIFY(!listenComplaint({}).has_value()); }
};

QTEST_GUILESS_MAIN(tst_ListenAddress)
#include "tst_ListenAddress.moc"
