// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>
#include <QScopeGuard>
#include <QStandardPaths>
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

/// The base of a home, with this SQL run on it.
QString makeBase(const Home &home, const QByteArray &sql)
{
    const QString base = home.path(QStringLiteral("kb.db"));
    if (ctl(home, {QStringLiteral("create"), base}).exitCode != 0)
        qFatal("the test cannot make its base");
    Writer writer(base);
    if (!writer.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<500) INSERT "
                        "INTO facts(statement) SELECT 'Fact('||i||').' FROM n") ||
        !writer.execute(sql))
        qFatal("the test cannot fill its base");
    return base;
}

QStringList idsOf(const QJsonObject &object, const char *key)
{
    QStringList ids;
    for (const QJsonValue &value : object.value(QLatin1String(key)).toArray())
        ids << value[QLatin1String("id")].toString();
    return ids;
}

/// "done", "failed" or "skipped"; empty where the id was not dealt with.
QString resultOf(const Finished &repaired, const QString &id)
{
    for (const QJsonValue &value : repaired.json.value(QLatin1String("applied")).toArray()) {
        if (value[QLatin1String("id")].toString() == id)
            return value[QLatin1String("result")].toString();
    }
    return {};
}

} // namespace

/// hakgalctl repair, and serve beside it: from broken to good, driven from outside.
class tst_Repair : public QObject
{
    Q_OBJECT
private:
    static Finished run(const Home &home, const QString &base, const QString &ini,
                        const QStringList &arguments)
    {
        QStringList all{QStringLiteral("--db"), base};
        if (!ini.isEmpty())
            all << QStringLiteral("--config") << ini;
        return ctl(home, all + arguments + QStringList{QStringLiteral("--json")});
    }
    static QString statusOf(const Home &home, const QString &base, const QString &ini)
    {
        return run(home, base, ini, {QStringLiteral("diagnose")})
            .json.value(QLatin1String("status"))
            .toString();
    }

private Q_SLOTS:
    void aMissingAuditLogIsPutRight()
    {
        const Home home;
        const QString base = makeBase(home, "DROP TABLE audit_log");
        const QString ini = home.writeSettings("listen=none\n");
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("POOR"));
        const QString id = QStringLiteral("schema.audit_log_missing");
        const auto repaired =
            run(home, base, ini,
                {QStringLiteral("repair"), QStringLiteral("--yes"), QStringLiteral("--only"), id});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        QCOMPARE(resultOf(repaired, id), QStringLiteral("done"));
        QVERIFY(!idsOf(repaired.json, "findings_after").contains(id));
        QVERIFY(QFileInfo::exists(repaired.json.value(QLatin1String("safety_copy")).toString()));
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("OPERATIONAL"));
        Writer writer(base);
        QCOMPARE(writer.integer("SELECT count(*) FROM audit_log WHERE operation='repair'"), 1);
        QCOMPARE(writer.integer("SELECT count(*) FROM facts"), 500);
    }

    void aTakenPortIsMovedAndServedThere_data()
    {
        QTest::addColumn<int>("port");
        QTest::newRow("any port") << 0;
        QTest::newRow("5000") << 5000;
        QTest::newRow("8000") << 8000;
    }
    void aTakenPortIsMovedAndServedThere()
    {
        QFETCH(int, port);
        QTcpServer holder; // another program
        if (!holder.listen(QHostAddress::LocalHost, static_cast<quint16>(port)))
            QSKIP("somebody else has this port");
        const Home home;
        const QString base = makeBase(home, "SELECT 1");
        const quint16 other = freePort();
        const QByteArray taken = localPort(holder.serverPort());
        const QString ini = home.writeSettings("listen=" + taken + ',' + localPort(other) + '\n');
        Running serve(
            home, QStringLiteral(HAKGALCTL),
            {QStringLiteral("--db"), base, QStringLiteral("--config"), ini, QStringLiteral("serve")});
        QVERIFY2(serve.waitForText("Serving http://" + localPort(other)), serve.err().constData());
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("DEGRADED"));
        const QString id = QStringLiteral("endpoint.port:%1").arg(holder.serverPort());
        const auto repaired =
            run(home, base, ini,
                {QStringLiteral("repair"), QStringLiteral("--yes"), QStringLiteral("--only"), id});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        QCOMPARE(resultOf(repaired, id), QStringLiteral("done"));
        QVERIFY(repaired.json.value(QLatin1String("safety_copy")).isNull()); // the base was not touched

        QFile settings(ini);
        QVERIFY(settings.open(QIODevice::ReadOnly));
        const QByteArray text = settings.readAll();
        QVERIFY2(!text.contains(taken), text.constData());
        const qsizetype at = text.indexOf("127.0.0.1:") + 10;
        qsizetype end = at;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        const quint16 moved = text.mid(at, end - at).toUShort();
        QVERIFY2(moved != 0 && moved != other, text.constData());
        QTRY_COMPARE_WITH_TIMEOUT(httpGet(moved, "/metrics").status, 200, 20'000);
        QCOMPARE(httpGet(other, "/metrics").status, 200); // and still there
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("OPERATIONAL"));
        QCOMPARE(serve.terminate(), 0);
    }

    void aServiceThatIsDownIsStarted_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("a port") << QByteArray("tcp");
        QTest::newRow("a page") << QByteArray("url");
    }
    void aServiceThatIsDownIsStarted()
    {
        QFETCH(QByteArray, kind);
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty())
            QSKIP("there is no python3 to serve something with");
        const Home home;
        const QString base = makeBase(home, "SELECT 1");
        const quint16 port = freePort();
        const QByteArray address = localPort(port);
        const QString pidFile = home.path(QStringLiteral("pid"));
        const QString script = home.path(QStringLiteral("start.sh"));
        replaceFile(script, "#!/bin/sh\ncd '" + home.path(QStringLiteral("data")).toUtf8() +
                                "' && echo $$ > '" + pidFile.toUtf8() + "' && exec '" + python.toUtf8() +
                                "' -m http.server " + QByteArray::number(port) + " --bind 127.0.0.1\n");
        const QByteArray target = kind == "url" ? "http://" + address + '/' : address;
        const QString ini =
            home.writeSettings("listen=none\n[services]\n1\\name=inference\n1\\kind=" + kind +
                               "\n1\\target=" + target + "\n1\\restart=/bin/sh " + script.toUtf8() + '\n');
        const auto stop = qScopeGuard([&pidFile] {
            QFile file(pidFile);
            if (file.open(QIODevice::ReadOnly))
                QProcess::execute(QStringLiteral("kill"), {QString::fromLatin1(file.readAll().trimmed())});
        });
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("DEGRADED"));
        const QString id = QStringLiteral("service:inference");
        const auto repaired =
            run(home, base, ini,
                {QStringLiteral("repair"), QStringLiteral("--yes"), QStringLiteral("--only"), id});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        QCOMPARE(resultOf(repaired, id), QStringLiteral("done"));
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("OPERATIONAL"));
        QCOMPARE(httpGet(port, "/").status, 200); // it outlives who started it
    }

    void aToolWithoutItsContextGetsIt()
    {
        const Home home;
        const QString base = makeBase(home, "SELECT 1");
        const QByteArray context = home.path(QStringLiteral("context.json")).toUtf8();
        const QString check = home.path(QStringLiteral("check.sh"));
        const QString give = home.path(QStringLiteral("give.sh"));
        replaceFile(check, "test -s '" + context + "' || exit 3\n");
        replaceFile(give, "echo '{}' > '" + context + "'\n");
        const QString ini =
            home.writeSettings("listen=none\n[services]\n1\\name=tool\n1\\kind=command\n1\\target=/bin/sh " +
                               check.toUtf8() + "\n1\\restart=/bin/sh " + give.toUtf8() + '\n');
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("DEGRADED"));
        const auto planned = run(home, base, ini, {QStringLiteral("repair"), QStringLiteral("--dry-run")});
        QVERIFY(idsOf(planned.json, "plan").contains(QStringLiteral("service:tool")));
        QVERIFY(!QFileInfo::exists(QString::fromUtf8(context)));
        const auto repaired = run(home, base, ini,
                                  {QStringLiteral("repair"), QStringLiteral("--yes"),
                                   QStringLiteral("--only"), QStringLiteral("service:tool")});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        QCOMPARE(resultOf(repaired, QStringLiteral("service:tool")), QStringLiteral("done"));
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("OPERATIONAL"));
    }

    void aServiceThatCannotBeStartedIsTold()
    {
        const Home home;
        const QString base = makeBase(home, "SELECT 1");
        const QString ini = home.writeSettings(
            "listen=none\n[services]\n1\\name=gone\n1\\kind=tcp\n1\\target=" + localPort(freePort()) +
            "\n1\\restart=/nonexistent/program\n");
        const auto repaired = run(home, base, ini,
                                  {QStringLiteral("repair"), QStringLiteral("--yes"),
                                   QStringLiteral("--only"), QStringLiteral("service:gone")});
        QVERIFY2(repaired.exitCode == 3 || repaired.exitCode == 1, repaired.out + repaired.err);
        QCOMPARE(resultOf(repaired, QStringLiteral("service:gone")), QStringLiteral("failed"));
        QVERIFY(idsOf(repaired.json, "findings_after").contains(QStringLiteral("service:gone")));
    }

    void damagedIndicesAreRebuiltBesideAReader()
    {
        const Home home;
        const QString base = makeBase(home, "SELECT 1");
        const QString ini = home.writeSettings("listen=none\n");
        qint64 root = 0;
        qint64 size = 0;
        {
            Writer writer(base);
            root = writer.integer("SELECT rootpage FROM sqlite_master WHERE name='idx_predicate'");
            size = writer.integer("PRAGMA page_size");
        }
        QFile file(base);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((root - 1) * size));
        QCOMPARE(file.write(QByteArray(static_cast<qsizetype>(size), '\0')), size);
        file.close();
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("POOR"));
        Writer reader(base);
        QCOMPARE(reader.integer("SELECT count(*) FROM facts NOT INDEXED"), 500);
        const auto repaired = run(home, base, ini, {QStringLiteral("repair"), QStringLiteral("--yes")});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        QCOMPARE(resultOf(repaired, QStringLiteral("index.damaged:idx_predicate")), QStringLiteral("done"));
        QCOMPARE(reader.integer("SELECT count(*) FROM facts WHERE predicate='Fact'"), 500);
        QCOMPARE(statusOf(home, base, ini), QStringLiteral("OPERATIONAL"));
    }

    void nothingChangesUnlessItIsWanted_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("nobody was asked") << QStringList{} << 2;
        QTest::newRow("dry run") << QStringList{QStringLiteral("--dry-run")} << 0;
        QTest::newRow("dry run of one") << QStringList{QStringLiteral("--dry-run"), QStringLiteral("--only"),
                                                       QStringLiteral("backup.none")}
                                        << 0;
        QTest::newRow("an unknown id")
            << QStringList{QStringLiteral("--yes"), QStringLiteral("--only"), QStringLiteral("nonsense")}
            << 2;
        QTest::newRow("both") << QStringList{QStringLiteral("--yes"), QStringLiteral("--dry-run")} << 2;
        QTest::newRow("no id") << QStringList{QStringLiteral("--yes"), QStringLiteral("--only"),
                                              QStringLiteral(",")}
                               << 2;
    }
    void nothingChangesUnlessItIsWanted()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        const Home home;
        const QString base = makeBase(home, "DROP TABLE audit_log");
        const QString ini = home.writeSettings("listen=none\n");
        QFile file(base);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        const auto ended = run(home, base, ini, QStringList{QStringLiteral("repair")} + arguments);
        QVERIFY2(ended.exitCode == exitCode, ended.out + ended.err);
        QVERIFY(!ended.json.isEmpty());
        QVERIFY(file.seek(0));
        QVERIFY(file.readAll() == before);
        if (arguments.contains(QStringLiteral("nonsense")))
            QVERIFY2(ended.out.contains("schema.audit_log_missing"), ended.out.constData());
        if (exitCode == 0) {
            const QStringList planned = idsOf(ended.json, "plan");
            QVERIFY(planned.contains(QStringLiteral("backup.none")));
            QCOMPARE(planned.contains(QStringLiteral("schema.audit_log_missing")), arguments.size() == 1);
        }
    }

    void aHostileSchemaRunsNothing_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("triggers") << QByteArray(
            "CREATE TRIGGER t AFTER INSERT ON audit_log BEGIN DELETE FROM facts; END;"
            "CREATE TRIGGER u AFTER UPDATE ON facts BEGIN DELETE FROM facts; END");
        QTest::newRow("an endless view")
            << QByteArray("CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) "
                          "SELECT count(*) FROM c");
        QTest::newRow("an index named like SQL")
            << QByteArray("CREATE INDEX \"[x]\"\"; DROP TABLE facts;--\" ON facts(source)");
    }
    void aHostileSchemaRunsNothing()
    {
        QFETCH(QByteArray, sql);
        const Home home;
        const QString base = makeBase(home, sql);
        const QString ini = home.writeSettings("listen=none\n");
        QVERIFY(Writer(base).execute("DROP INDEX idx_subject"));
        const auto repaired = run(home, base, ini, {QStringLiteral("repair"), QStringLiteral("--yes")});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        QCOMPARE(Writer(base).integer("SELECT count(*) FROM facts"), 500);
    }

    void aStatementBeyondAllBoundsIsNoDamage()
    {
        const Home home;
        const QString base = makeBase(home, "DROP INDEX idx_statement; DROP INDEX idx_predicate; DROP INDEX "
                                            "idx_subject; DROP INDEX idx_predicate_subject; DROP TABLE "
                                            "audit_log");
        const QString ini = home.writeSettings("listen=none\n");
        {
            Writer writer(base);
            QVERIFY(writer.execute("PRAGMA journal_mode=DELETE"));
            QVERIFY(writer.execute("CREATE INDEX idx_source ON facts(source, statement)"));
            QVERIFY(
                writer.execute("INSERT INTO facts(statement) VALUES(replace(hex(zeroblob(100000000)), '0', "
                               "'x'))"));
        }
        const QString id = QStringLiteral("schema.audit_log_missing");
        const auto planned = run(home, base, ini, {QStringLiteral("repair"), QStringLiteral("--dry-run")});
        QVERIFY2(planned.exitCode == 0, planned.err.constData());
        QVERIFY2(!idsOf(planned.json, "plan").contains(QStringLiteral("integrity.damaged")),
                 planned.out.constData());
        const auto repaired =
            run(home, base, ini,
                {QStringLiteral("repair"), QStringLiteral("--yes"), QStringLiteral("--only"), id});
        QVERIFY2(repaired.exitCode == 0, repaired.out + repaired.err);
        Writer writer(base);
        QCOMPARE(writer.integer("SELECT max(length(statement)) FROM facts"), 200'000'000);
        QCOMPARE(writer.integer("SELECT count(*) FROM facts"), 501);
    }

    void aViewInThePlaceOfTheFactsIsNotTouched()
    {
        const Home home;
        const QString base = makeBase(
            home, "ALTER TABLE facts RENAME TO others; CREATE VIEW facts AS WITH RECURSIVE c(x) AS (SELECT 1 "
                  "UNION ALL SELECT x FROM c) SELECT x AS statement FROM c");
        const QString ini = home.writeSettings("listen=none\n");
        const auto repaired = run(home, base, ini, {QStringLiteral("repair"), QStringLiteral("--yes")});
        QVERIFY(repaired.exitCode >= 0);
        QCOMPARE(Writer(base).integer("SELECT count(*) FROM others"), 500);
    }

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
        Running serve(
            home, QStringLiteral(HAKGALCTL),
            {QStringLiteral("--db"), base, QStringLiteral("--config"), ini, QStringLiteral("serve")});
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
        Running serve(
            home, QStringLiteral(HAKGALCTL),
            {QStringLiteral("--db"), base, QStringLiteral("--config"), ini, QStringLiteral("serve")});
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
