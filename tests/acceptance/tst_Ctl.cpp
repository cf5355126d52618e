// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace support;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArrayList sortedLines(QByteArray text)
{
    if (text.endsWith('\n'))
        text.chop(1);
    QByteArrayList lines = text.split('\n');
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

class tst_Ctl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void createMakesAWalBaseWithTheFullSchema()
    {
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        const auto made = ctl(home, {QStringLiteral("create"), base, QStringLiteral("--json")});
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(made.json.value(QStringLiteral("ok")).toBool(), true);
        QCOMPARE(made.json.value(QStringLiteral("schema")).toInt(), 1);
        QCOMPARE(made.json.value(QStringLiteral("verb")).toString(), QStringLiteral("create"));
        Writer writer(base);
        QCOMPARE(writer.integer("SELECT count(*) FROM pragma_table_xinfo('facts') WHERE name IN "
                                "('id','statement','source','timestamp','predicate','subject')"),
                 6);
        QCOMPARE(writer.integer("SELECT count(*) FROM sqlite_schema WHERE type='index' AND name IN "
                                "('idx_statement','idx_predicate','idx_subject','idx_predicate_subject')"),
                 4);
        QCOMPARE(writer.integer("SELECT count(*) FROM pragma_table_info('audit_log')"), 4);
        QCOMPARE(writer.integer("SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
        QVERIFY(writer.execute("INSERT INTO facts(statement) VALUES('HasPart( Car , Wheel).')"));
        QCOMPARE(writer.integer("SELECT predicate = 'HasPart' AND subject = 'Car' FROM facts"), 1);
    }

    void createNeverOverwrites()
    {
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("create"), base}).exitCode, 0);
        const auto again = ctl(home, {QStringLiteral("create"), base, QStringLiteral("--json")});
        QCOMPARE(again.exitCode, 3);
        QCOMPARE(again.json[QStringLiteral("error")][QStringLiteral("code")].toString(),
                 QStringLiteral("file_exists"));
    }

    void importCountsWhatItDidAndExitsByIt()
    {
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        const QByteArray lines =
            "A(b).\n\nA(b).\nuntidy ((\n  \nB(c, d)\n\xff\xfe broken\nlast without newline";
        const QString rejects = home.path(QStringLiteral("rejects.txt"));
        const auto done = ctl(home,
                              {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-"),
                               QStringLiteral("--rejects"), rejects, QStringLiteral("--json")},
                              lines);
        QCOMPARE(done.exitCode, 1);
        QCOMPARE(done.json[QStringLiteral("read")].toInt(), 8);
        QCOMPARE(done.json[QStringLiteral("stored")].toInt(), 4);
        QCOMPARE(done.json[QStringLiteral("duplicates")].toInt(), 1);
        QCOMPARE(done.json[QStringLiteral("rejected")].toInt(), 1);
        QCOMPARE(done.json[QStringLiteral("blank")].toInt(), 2);
        QVERIFY(done.err.contains("Line 7"));
        const QByteArray told = contents(rejects);
        QVERIFY(told.startsWith("rejected_line,rejected_because,statement\r\n7,"));
        QVERIFY(told.endsWith(",\xff\xfe broken\r\n"));

        const auto again = ctl(home,
                               {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-"),
                                QStringLiteral("--json")},
                               "A(b).\nnew one\n");
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.json[QStringLiteral("stored")].toInt(), 1);
        QCOMPARE(again.json[QStringLiteral("duplicates")].toInt(), 1);
    }

    void findUnderstandsPatterns()
    {
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")},
            "HasPart(Computer, CPU).\nHasPart(Computer, Fan)\nHasPart(Car, Wheel).\nIsA(Computer, "
            "Machine).\nplain words\n");
        const auto find = [&](const QString &pattern) {
            return ctl(home, {QStringLiteral("--db"), base, QStringLiteral("find"), pattern,
                              QStringLiteral("--json")})
                .json;
        };
        QCOMPARE(find(QStringLiteral("HasPart(Computer, ?)"))[QStringLiteral("total")].toInt(), 2);
        QCOMPARE(find(QStringLiteral("HasPart(?, Wheel)."))[QStringLiteral("total")].toInt(), 1);
        QCOMPARE(find(QStringLiteral("?(Computer, *)"))[QStringLiteral("total")].toInt(), 3);
        QCOMPARE(find(QStringLiteral("plain"))[QStringLiteral("facts")]
                     .toArray()
                     .first()[QStringLiteral("statement")]
                     .toString(),
                 QStringLiteral("plain words"));
        const auto limited =
            ctl(home, {QStringLiteral("--db"), base, QStringLiteral("find"), QStringLiteral("?(*)"),
                       QStringLiteral("--limit"), QStringLiteral("1"), QStringLiteral("--json")});
        QCOMPARE(limited.json[QStringLiteral("facts")].toArray().size(), 1);
        QCOMPARE(limited.json[QStringLiteral("total")].toInt(), 4);
        QCOMPARE(
            ctl(home, {QStringLiteral("--db"), base, QStringLiteral("find"), QStringLiteral("((")}).exitCode,
            2);
    }

    void theRealSampleComesBackByteForByte()
    {
        const QString sample = samplePath();
        if (sample.isEmpty())
            QSKIP("the real knowledge base is not at hand");
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        const auto imported = ctl(
            home, {QStringLiteral("--db"), base, QStringLiteral("import"), sample, QStringLiteral("--json")});
        QCOMPARE(imported.exitCode, 0);
        QCOMPARE(imported.json[QStringLiteral("stored")].toInt(), 4242);
        QCOMPARE(imported.json[QStringLiteral("rejected")].toInt(), 0);
        const QString out = home.path(QStringLiteral("out.txt"));
        const auto exported = ctl(
            home, {QStringLiteral("--db"), base, QStringLiteral("export"), out, QStringLiteral("--json")});
        QCOMPARE(exported.exitCode, 0);
        QCOMPARE(exported.json[QStringLiteral("written")].toInt(), 4242);
        QCOMPARE(sortedLines(contents(out)), sortedLines(contents(sample)));
        const auto status =
            ctl(home, {QStringLiteral("--db"), base, QStringLiteral("status"), QStringLiteral("--json")});
        QCOMPARE(status.json[QStringLiteral("facts_count")].toInt(), 4242);
    }

    void exportNeverOverwritesUnasked()
    {
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")}, "A(b).\n");
        const QString out = home.path(QStringLiteral("out.txt"));
        const QStringList arguments{QStringLiteral("--db"), base, QStringLiteral("export"), out};
        QCOMPARE(ctl(home, arguments).exitCode, 0);
        QCOMPARE(ctl(home, arguments).exitCode, 3);
        QCOMPARE(ctl(home, arguments + QStringList{QStringLiteral("--force")}).exitCode, 0);
        for (const char *ofTheBase : {"", "-wal", "-shm", "-journal"}) {
            const QString name = base + QLatin1String(ofTheBase);
            QCOMPARE(ctl(home, {QStringLiteral("--db"), base, QStringLiteral("export"), name,
                                QStringLiteral("--force")})
                         .exitCode,
                     2);
            QCOMPARE(ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-"),
                                QStringLiteral("--rejects"), name})
                         .exitCode,
                     3);
        }
        const auto toStandardOutput =
            ctl(home, {QStringLiteral("--db"), base, QStringLiteral("export"), QStringLiteral("-")});
        QCOMPARE(toStandardOutput.exitCode, 0);
        QCOMPARE(toStandardOutput.out, QByteArray("A(b).\n"));
    }

    void statusTellsTheContractsKeys()
    {
        Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")},
            "A(b).\nB(c).\n");
        const auto status =
            ctl(home, {QStringLiteral("--db"), base, QStringLiteral("status"), QStringLiteral("--json")});
        for (const char *key :
             {"timestamp", "system_status", "uptime_seconds", "facts_count", "avg_query_time",
              "min_query_time", "max_query_time", "cache_hits", "cache_misses", "cache_hit_rate",
              "active_queries", "database_connections", "wal_size_bytes", "checkpoint_count",
              "system_cpu_percent", "system_memory_percent", "system_disk_percent", "reasons"})
            QVERIFY2(status.json.contains(QLatin1String(key)), key);
        QCOMPARE(status.json[QStringLiteral("facts_count")].toInt(), 2);
        QVERIFY(status.json[QStringLiteral("system_cpu_percent")].isDouble());
        QVERIFY(status.json[QStringLiteral("avg_query_time")].toDouble() > 0);
        QVERIFY(status.json[QStringLiteral("active_queries")].isNull());
    }

    void wrongCallsExitWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no verb") << QStringList{};
        QTest::newRow("unknown verb") << QStringList{QStringLiteral("explode")};
        QTest::newRow("unknown option") << QStringList{QStringLiteral("status"), QStringLiteral("--what")};
        QTest::newRow("option of another verb")
            << QStringList{QStringLiteral("status"), QStringLiteral("--limit"), QStringLiteral("3")};
        QTest::newRow("operand missing") << QStringList{QStringLiteral("create")};
        QTest::newRow("operand too many") << QStringList{QStringLiteral("status"), QStringLiteral("x")};
        QTest::newRow("no base") << QStringList{QStringLiteral("status")};
        QTest::newRow("an option for a value")
            << QStringList{QStringLiteral("backup"), QStringLiteral("--to"), QStringLiteral("--keep=2")};
        QTest::newRow("two bases") << QStringList{QStringLiteral("--db"), QStringLiteral("a.db"),
                                                  QStringLiteral("--db"), QStringLiteral("b.db"),
                                                  QStringLiteral("status")};
    }
    void wrongCallsExitWithTwo()
    {
        QFETCH(QStringList, arguments);
        Home home;
        const auto result = ctl(home, arguments);
        QCOMPARE(result.exitCode, 2);
        QVERIFY(!result.err.isEmpty());
        QVERIFY(result.out.isEmpty());
        const auto json = ctl(home, arguments + QStringList{QStringLiteral("--json")});
        QCOMPARE(json.exitCode, 2);
        QVERIFY(!json.json[QStringLiteral("error")][QStringLiteral("message")].toString().isEmpty());
    }

    void wrongSettingsAreAClearError()
    {
        Home home;
        const QString config = home.writeSettings("monitoring_interval=fast\n");
        const auto result = ctl(home, {QStringLiteral("--config"), config, QStringLiteral("--db"),
                                       QStringLiteral("x.db"), QStringLiteral("status")});
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.err.contains("monitoring_interval"));
        const QString typo = home.writeSettings("monitoring_intervall=1\n");
        QCOMPARE(ctl(home, {QStringLiteral("--config"), typo, QStringLiteral("status")}).exitCode, 2);
    }

    void peopleAreToldInTheirLanguageAndScriptsInEnglish()
    {
        Home home;
        const QString config = home.writeSettings("language=de\n");
        const QStringList missing{QStringLiteral("--config"), config, QStringLiteral("--db"),
                                  home.path(QStringLiteral("gone.db")), QStringLiteral("status")};
        QVERIFY(ctl(home, missing).err.contains("gibt es keine Datei."));
        const auto json = ctl(home, missing + QStringList{QStringLiteral("--json")});
        QVERIFY(
            json.json[QStringLiteral("error")].toObject()[QStringLiteral("message")].toString().startsWith(
                QStringLiteral("There is no file at ")));
    }

#ifdef Q_OS_LINUX
    void whatStandardOutputDidNotTakeIsAFailure_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("sentences") << QStringList{QStringLiteral("find"), QStringLiteral("?(*)")};
        QTest::newRow("JSON") << QStringList{QStringLiteral("find"), QStringLiteral("?(*)"),
                                             QStringLiteral("--json")};
        QTest::newRow("an export") << QStringList{QStringLiteral("export"), QStringLiteral("-")};
        QTest::newRow("help") << QStringList{QStringLiteral("--help")};
    }
    void whatStandardOutputDidNotTakeIsAFailure()
    {
        QFETCH(QStringList, words);
        Home home;
        const QString base = baseOfFacts(home, 30);
        QProcess program; // /dev/full is a disk that is full
        program.setProcessEnvironment(home.environment());
        program.setStandardOutputFile(QStringLiteral("/dev/full"));
        program.start(QStringLiteral(HAKGALCTL), QStringList{QStringLiteral("--db"), base} + words);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 3);
        const QByteArray told = program.readAllStandardError();
        QVERIFY2(told.contains("Standard output could not be written"), told.constData());
    }
#endif

    void helpAndVersionAreForStandardOutput()
    {
        Home home;
        const auto help = ctl(home, {QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        for (const char *verb : {"status", "serve", "find", "import", "export", "create"})
            QVERIFY2(help.out.contains(verb), verb);
        const auto version = ctl(home, {QStringLiteral("--version")});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.out.contains("SQLite"));
    }
};

QTEST_GUILESS_MAIN(tst_Ctl)
#include "tst_Ctl.moc"
