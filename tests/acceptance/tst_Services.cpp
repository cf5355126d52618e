// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

using namespace support;

/// Services that the operator lists: from down to OPERATIONAL, driven from outside.
class tst_Services : public QObject
{
    Q_OBJECT

    static QString settingsOf(const Home &home, const QByteArray &services)
    {
        const QString ini = home.writeSettings("listen=none\n[services]\n" + services);
        QFile::setPermissions(ini, QFile::ReadOwner | QFile::WriteOwner);
        return ini;
    }
    static Finished run(const Home &home, const QString &ini, const QStringList &arguments)
    {
        return ctl(home, QStringList{QStringLiteral("--db"), home.path(QStringLiteral("kb.db")),
                                     QStringLiteral("--config"), ini} +
                             arguments + QStringList{QStringLiteral("--json")});
    }
    static QString statusOf(const Finished &diagnosed)
    {
        return diagnosed.json.value(QLatin1String("status")).toString();
    }
    static QStringList findingsOf(const Finished &diagnosed)
    {
        QStringList ids;
        const QJsonArray all = diagnosed.json.value(QLatin1String("findings")).toArray();
        for (const QJsonValue value : all)
            ids << value[QLatin1String("id")].toString();
        return ids;
    }

private Q_SLOTS:
    void aToolWithoutItsContextIsRestartedByRepair()
    {
#ifdef Q_OS_WIN
        QSKIP("the commands are of a Unix");
#endif
        const Home home;
        QCOMPARE(ctl(home, {QStringLiteral("create"), home.path(QStringLiteral("kb.db"))}).exitCode, 0);
        const QByteArray context = home.path(QStringLiteral("context")).toUtf8();
        const QString ini = settingsOf(home, "1\\name=tool\n1\\kind=command\n1\\target=test -e " + context +
                                                 "\n1\\restart=touch " + context + "\n");
        const QString id = QStringLiteral("service:tool");

        const auto before = run(home, ini, {QStringLiteral("diagnose"), QStringLiteral("--quick")});
        QCOMPARE(before.exitCode, 1);
        QCOMPARE(statusOf(before), QStringLiteral("DEGRADED"));
        QVERIFY(findingsOf(before).contains(id));
        QVERIFY(!QFile::exists(QString::fromUtf8(context))); // a diagnosis restarts nothing

        const auto repaired =
            run(home, ini, {QStringLiteral("repair"), QStringLiteral("--yes"), QStringLiteral("--only"), id});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        const auto after = run(home, ini, {QStringLiteral("diagnose"), QStringLiteral("--quick")});
        QCOMPARE(statusOf(after), QStringLiteral("OPERATIONAL"));
        QVERIFY(!findingsOf(after).contains(id));
    }

    void aServiceThatStaysDownAfterItsRestartIsNotCalledRepaired()
    {
#ifdef Q_OS_WIN
        QSKIP("the commands are of a Unix");
#endif
        const Home home;
        QCOMPARE(ctl(home, {QStringLiteral("create"), home.path(QStringLiteral("kb.db"))}).exitCode, 0);
        const QString ini =
            settingsOf(home, "1\\name=tool\n1\\kind=command\n1\\target=false\n1\\restart=/no/such/program\n");
        const auto repaired = run(home, ini,
                                  {QStringLiteral("repair"), QStringLiteral("--yes"),
                                   QStringLiteral("--only"), QStringLiteral("service:tool")});
        QVERIFY(repaired.exitCode != 0);
        const auto after = run(home, ini, {QStringLiteral("diagnose"), QStringLiteral("--quick")});
        QCOMPARE(statusOf(after), QStringLiteral("DEGRADED"));
    }

    void aProgramThatWatchesRestartsWhatIsTickedForIt()
    {
#ifdef Q_OS_WIN
        QSKIP("the commands are of a Unix");
#endif
        const Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("create"), base}).exitCode, 0);
        const QString context = home.path(QStringLiteral("context"));
        const QString ini =
            settingsOf(home, "1\\name=tool\n1\\kind=command\n1\\target=test -e " + context.toUtf8() +
                                 "\n1\\restart=touch " + context.toUtf8() + "\n1\\automatic=true\n");
        Running serve(
            home, QStringLiteral(HAKGALCTL),
            {QStringLiteral("--db"), base, QStringLiteral("--config"), ini, QStringLiteral("serve")});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(context), 120'000); // found down twice in a row
        QCOMPARE(serve.terminate(), 0);
    }

    void aPortIsUpAsLongAsSomebodyListens()
    {
        const Home home;
        QCOMPARE(ctl(home, {QStringLiteral("create"), home.path(QStringLiteral("kb.db"))}).exitCode, 0);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString ini = settingsOf(home, "1\\name=bus\n1\\kind=tcp\n1\\target=127.0.0.1:" +
                                                 QByteArray::number(server.serverPort()) + "\n");
        const QString id = QStringLiteral("service:bus");
        QVERIFY(!findingsOf(run(home, ini, {QStringLiteral("diagnose"), QStringLiteral("--quick")}))
                     .contains(id));
        server.close();
        QVERIFY(
            findingsOf(run(home, ini, {QStringLiteral("diagnose"), QStringLiteral("--quick")})).contains(id));
    }
};

QTEST_GUILESS_MAIN(tst_Services)
#include "tst_Services.moc"
