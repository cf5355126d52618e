// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QFile>
#include <QSaveFile>
#include <QTcpServer>
#include <QTest>

using namespace support;

namespace {

QByteArray localPort(quint16 port)
{
    return "127.0.0.1:" + QByteArray::number(port);
}

/// A port that nobody uses just now.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// Puts a new file in its place, as a program that saves settings does.
void replaceFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        qFatal("the test cannot write %s", qPrintable(path));
}

} // namespace

/// hakgalctl repair, and serve beside it: from broken to good, driven from outside.
class tst_Repair : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serveTakesUpAChangedSettingsFile_data()
    {
        QTest::addColumn<bool>("replaced");
        QTest::newRow("replaced") << true;
        QTest::newRow("written into") << false;
    }
    void serveTakesUpAChangedSettingsFile()
    {
        QFETCH(bool, replaced);
        const Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("create"), base}).exitCode, 0);
        const QString ini = home.writeSettings("listen=127.0.0.1:0\n");
        Running serve(home, QStringLiteral(HAKGALCTL),
                      {QStringLiteral("--db"), base, QStringLiteral("--config"), ini,
                       QStringLiteral("serve")});
        const quint16 first = serve.waitForPort();
        QVERIFY2(first != 0, serve.err().constData());
        const quint16 second = freePort();
        const QByteArray settings = "listen=" + localPort(second) + "\ndatabase_path=/nowhere.db\n";
        if (replaced)
            replaceFile(ini, settings);
        else
            home.writeSettings(settings);
        QVERIFY2(serve.waitForText("Serving http://" + localPort(second)), serve.err().constData());
        QTRY_COMPARE(httpGet(second, "/api/health").status, 200); // and of the base it was started with
        QCOMPARE(httpGet(first, "/api/health").status, 0);
        QCOMPARE(serve.terminate(), 0);
    }

    void serveKeepsItsSettingsWhereTheFileBecomesInvalid()
    {
        const Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("create"), base}).exitCode, 0);
        const QString ini = home.writeSettings("listen=127.0.0.1:0\n");
        Running serve(home, QStringLiteral(HAKGALCTL),
                      {QStringLiteral("--db"), base, QStringLiteral("--config"), ini,
                       QStringLiteral("serve")});
        const quint16 port = serve.waitForPort();
        QVERIFY2(port != 0, serve.err().constData());
        replaceFile(ini, "listen=everywhere\n");
        QVERIFY2(serve.waitForText("The settings stay as they were."), serve.err().constData());
        QVERIFY(serve.err().contains("listen"));
        QTRY_COMPARE(httpGet(port, "/api/health").status, 200);
        replaceFile(ini, "listen=127.0.0.1:0\nmonitoring_interval=0.5\n");
        QVERIFY2(serve.waitForText("taken up"), serve.err().constData());
        QCOMPARE(serve.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Repair)
#include "tst_Repair.moc"
