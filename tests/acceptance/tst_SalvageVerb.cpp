// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <random>

using namespace support;

namespace {

constexpr qsizetype kPage = 4096;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A base of a folder of its own, closed and in one piece.
QString makeBase(const Home &home, const QByteArray &lines)
{
    QDir().mkpath(home.path(QStringLiteral("bases")));
    const QString base = home.path(QStringLiteral("bases/kb.db"));
    const auto made =
        ctl(home, {QStringLiteral("--db"), base, QStringLiteral("import"), QStringLiteral("-")}, lines);
    if (made.exitCode != 0)
        qFatal("cannot make the base: %s", made.err.constData());
    Writer writer(base);
    if (!writer.execute("PRAGMA journal_mode=DELETE"))
        qFatal("cannot close the base");
    return base;
}

QByteArray someLines(int facts)
{
    QByteArray lines;
    for (int i = 0; i < facts; ++i)
        lines +=
            "Relation" + QByteArray::number(i % 17) + "(Subject" + QByteArray::number(i) + ", object).\n";
    return lines;
}

void zeroPages(QByteArray &bytes, int oneIn)
{
    std::mt19937 random(5);
    for (qsizetype page = 1; page < bytes.size() / kPage; ++page) {
        if (random() % static_cast<quint32>(oneIn) == 0)
            std::fill_n(bytes.begin() + page * kPage, kPage, '\0');
    }
}

qint64 count(const Finished &run, const char *name)
{
    return run.json[QStringLiteral("ledger")][QLatin1String(name)].toInteger(-1);
}

} // namespace

class tst_SalvageVerb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDamagedBaseComesOutWithALedgerThatAddsUp()
    {
        Home home;
        const QString base = makeBase(home, someLines(3000));
        QByteArray bytes = contents(base);
        zeroPages(bytes, 8);
        QVERIFY(write(base, bytes));
        const QString out = home.path(QStringLiteral("new.db"));
        const QString report = home.path(QStringLiteral("report.csv"));
        const auto run = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"), out,
                                    QStringLiteral("--expect"), QStringLiteral("3000"),
                                    QStringLiteral("--report"), report, QStringLiteral("--json")});
        QVERIFY2(run.exitCode == 1, run.err.constData());
        QCOMPARE(run.json[QStringLiteral("verb")].toString(), QStringLiteral("salvage"));
        QVERIFY(run.json[QStringLiteral("error")].isNull());
        QCOMPARE(count(run, "expected"), qint64(3000));
        QVERIFY(count(run, "partial") > 0);
        const qint64 good = count(run, "exact") + count(run, "intact") + count(run, "partial");
        QCOMPARE(good + count(run, "doubtful") + count(run, "duplicates") + count(run, "lost") -
                     count(run, "surplus"),
                 qint64(3000));
        const QJsonObject pages = run.json[QStringLiteral("pages")].toObject();
        QCOMPARE(pages[QStringLiteral("total")].toInteger(), bytes.size() / kPage);
        QVERIFY(pages[QStringLiteral("unreadable")].toInteger() > 0);
        QCOMPARE(run.json[QStringLiteral("tables")][0][QStringLiteral("name")].toString(),
                 QStringLiteral("facts"));

        Writer result(out);
        QCOMPARE(result.integer("SELECT count(*) FROM facts"), good);
        QCOMPARE(result.integer("SELECT count(*) FROM facts_quarantine"), count(run, "doubtful"));
        QCOMPARE(result.integer("SELECT count(*) FROM audit_log WHERE operation='salvage'"), qint64(1));
        QCOMPARE(result.integer("SELECT integrity_check = 'ok' FROM pragma_integrity_check"), qint64(1));
        QCOMPARE(result.integer("SELECT count(*) FROM sqlite_schema WHERE type='index' AND name IN "
                                "('idx_statement','idx_predicate','idx_subject','idx_predicate_subject')"),
                 qint64(4));
        const QByteArray csv = contents(report);
        QVERIFY(csv.startsWith("class,id,page,reason,statement,other_reading\r\n"));
        QCOMPARE(qint64(csv.count("\nexact,") + csv.count("\nintact,") + csv.count("\npartial,")), good);

        // The damaged file was only read: its bytes are the same, and nobody opened it as a database.
        QCOMPARE(contents(base), bytes);
        QCOMPARE(QDir(home.path(QStringLiteral("bases"))).entryList(QDir::Files),
                 QStringList(QStringLiteral("kb.db")));
    }

    void theDamagedFileIsOpenedForReadingOnlyAndNeverLocked()
    {
        const QString strace = QStandardPaths::findExecutable(QStringLiteral("strace"));
        if (strace.isEmpty())
            QSKIP("strace is not there");
        Home home;
        const QString base = makeBase(home, someLines(100));
        const QString log = home.path(QStringLiteral("calls"));
        QProcess process;
        process.setProcessEnvironment(home.environment());
        process.start(strace,
                      {QStringLiteral("-f"), QStringLiteral("-y"), QStringLiteral("-o"), log,
                       QStringLiteral("-e"), QStringLiteral("trace=openat,fcntl,pwrite64,write,ftruncate"),
                       QStringLiteral(HAKGALCTL), QStringLiteral("salvage"), base, QStringLiteral("--out"),
                       home.path(QStringLiteral("new.db"))});
        QVERIFY(process.waitForFinished(60'000));
        if (contents(log).contains("Operation not permitted") || process.exitCode() != 0)
            QSKIP("strace may not follow a program here");
        int opened = 0;
        const QByteArrayList calls = contents(log).split('\n');
        for (const QByteArray &call : calls) {
            if (!call.contains("bases/kb.db"))
                continue;
            if (call.contains("openat(")) {
                ++opened;
                QVERIFY2(!call.contains("O_RDWR") && !call.contains("O_WRONLY"), call.constData());
            } else {
                QVERIFY2(!call.contains("F_SETLK") && !call.contains("write") && !call.contains("truncate"),
                         call.constData());
            }
        }
        QVERIFY(opened > 0);
    }

    void theRealSampleSurvivesALostHeaderAndALostPage()
    {
        if (samplePath().isEmpty())
            QSKIP("the real knowledge base is not at hand (HAKGAL_SAMPLE)");
        Home home;
        const QString base = makeBase(home, contents(samplePath()));
        const qint64 facts = Writer(base).integer("SELECT count(*) FROM facts");
        QByteArray bytes = contents(base);
        std::fill_n(bytes.begin(), 100, '\0');
        QVERIFY(write(base, bytes));
        const auto header = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"),
                                       home.path(QStringLiteral("header.db")), QStringLiteral("--json")});
        QCOMPARE(header.exitCode, 0);
        QCOMPARE(count(header, "exact"), facts);
        QCOMPARE(count(header, "lost"), qint64(0));
        std::fill_n(bytes.begin(), kPage, '\0');
        std::fill_n(bytes.begin() + bytes.size() / kPage / 2 * kPage, kPage, '\0');
        QVERIFY(write(base, bytes));
        const auto pages = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"),
                                      home.path(QStringLiteral("pages.db")), QStringLiteral("--json")});
        QVERIFY(pages.exitCode == 0 || pages.exitCode == 1);
        const qint64 good = count(pages, "exact") + count(pages, "intact") + count(pages, "partial");
        QVERIFY2(good * 1000 >= facts * 999, pages.out.constData());
        // Every fact of the result is one of the real ones, letter for letter.
        const QString exported = home.path(QStringLiteral("exported.txt"));
        QCOMPARE(ctl(home, {QStringLiteral("--db"), home.path(QStringLiteral("pages.db")),
                            QStringLiteral("export"), exported})
                     .exitCode,
                 0);
        const QByteArrayList real = contents(samplePath()).split('\n');
        const QSet<QByteArray> known(real.begin(), real.end());
        const QByteArrayList saved = contents(exported).trimmed().split('\n');
        QCOMPARE(qint64(saved.size()), good);
        for (const QByteArray &statement : saved)
            QVERIFY2(known.contains(statement), statement.constData());
    }

    void aBackupFillsWhatIsLost()
    {
        Home home;
        const QString base = makeBase(home, someLines(3000));
        const QString good = home.path(QStringLiteral("good.db"));
        QVERIFY(QFile::copy(base, good));
        QByteArray bytes = contents(base);
        zeroPages(bytes, 3);
        QVERIFY(write(base, bytes));
        const auto alone = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"),
                                      home.path(QStringLiteral("alone.db")), QStringLiteral("--json")});
        const auto merged = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"),
                                       home.path(QStringLiteral("merged.db")), QStringLiteral("--backup"),
                                       good, QStringLiteral("--json")});
        QVERIFY(count(alone, "lost") + count(alone, "doubtful") > 0);
        QVERIFY(count(merged, "from_backup") > 0);
        QVERIFY(Writer(home.path(QStringLiteral("merged.db"))).integer("SELECT count(*) FROM facts") >
                Writer(home.path(QStringLiteral("alone.db"))).integer("SELECT count(*) FROM facts"));
    }

    void whatTheMonitorCountedLastIsExpected()
    {
        Home home;
        const QString base = makeBase(home, someLines(400));
        {
            Running server(home, QStringLiteral(HAKGALCTL),
                           {QStringLiteral("--config"),
                            home.writeSettings("listen=127.0.0.1:0\nmonitoring_interval=0.5\n"),
                            QStringLiteral("--db"), base, QStringLiteral("serve")});
            const quint16 port = server.waitForPort();
            QVERIFY2(port != 0, server.err().constData());
            QTRY_COMPARE(httpGet(port, "/api/metrics").json[QStringLiteral("facts_count")].toInt(), 400);
            QCOMPARE(server.terminate(), 0);
        }
        QByteArray bytes = contents(base);
        std::fill_n(bytes.begin(), 100, '\0');
        QVERIFY(write(base, bytes));
        const auto run = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"),
                                    home.path(QStringLiteral("new.db")), QStringLiteral("--json")});
        QCOMPARE(count(run, "expected"), qint64(400));
        QCOMPARE(run.json[QStringLiteral("ledger")][QStringLiteral("expected_from")].toString(),
                 QStringLiteral("monitor"));
        QVERIFY(!run.json[QStringLiteral("ledger")][QStringLiteral("expected_at")].toString().isEmpty());
        QCOMPARE(count(run, "exact"), qint64(400));
        QCOMPARE(run.exitCode, 0);
        // Fewer expected than found: a surplus, which is shown.
        const auto fewer = ctl(home, {QStringLiteral("salvage"), base, QStringLiteral("--out"),
                                      home.path(QStringLiteral("fewer.db")), QStringLiteral("--expect"),
                                      QStringLiteral("390"), QStringLiteral("--json")});
        QCOMPARE(count(fewer, "surplus"), qint64(10));
        QCOMPARE(count(fewer, "lost"), qint64(0));
    }

    void aRefusalLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        const QString out = QStringLiteral("--out");
        QTest::newRow("no output") << QStringList{QStringLiteral("@kb.db")} << 2 << QStringLiteral("usage");
        QTest::newRow("output exists") << QStringList{QStringLiteral("@kb.db"), out, QStringLiteral("@kb.db")}
                                       << 3 << QStringLiteral("file_exists");
        QTest::newRow("missing") << QStringList{QStringLiteral("@gone.db"), out, QStringLiteral("@new.db")}
                                 << 3 << QStringLiteral("file_missing");
        QTest::newRow("not a number") << QStringList{QStringLiteral("@kb.db"), out, QStringLiteral("@new.db"),
                                                     QStringLiteral("--expect"), QStringLiteral("many")}
                                      << 2 << QStringLiteral("usage");
        QTest::newRow("its own backup")
            << QStringList{QStringLiteral("@kb.db"), out, QStringLiteral("@new.db"),
                           QStringLiteral("--backup"), QStringLiteral("@kb.db")}
            << 2 << QStringLiteral("usage");
        QTest::newRow("report is the output")
            << QStringList{QStringLiteral("@kb.db"), out, QStringLiteral("@new.db"),
                           QStringLiteral("--report"), QStringLiteral("@new.db")}
            << 2 << QStringLiteral("usage");
        QTest::newRow("no database") << QStringList{QStringLiteral("@text.db"), out,
                                                    QStringLiteral("@new.db")}
                                     << 3 << QStringLiteral("not_a_database");
        QTest::newRow("a folder") << QStringList{QStringLiteral("@."), out, QStringLiteral("@new.db")} << 3
                                  << QStringLiteral("file_is_directory");
    }
    void aRefusalLeavesEverythingAsItWas()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, code);
        Home home;
        const QString base = makeBase(home, someLines(50));
        QVERIFY(write(home.path(QStringLiteral("bases/text.db")), QByteArray(50'000, 'x')));
        const QByteArray before = contents(base);
        for (QString &argument : arguments) {
            if (argument.startsWith(QLatin1Char('@')))
                argument = home.path(QStringLiteral("bases/") + argument.mid(1));
        }
        const auto run = ctl(home, QStringList{QStringLiteral("salvage")} + arguments +
                                       QStringList{QStringLiteral("--json")});
        QCOMPARE(run.exitCode, exitCode);
        QCOMPARE(run.json[QStringLiteral("ok")].toBool(true), false);
        QCOMPARE(run.json[QStringLiteral("error")][QStringLiteral("code")].toString(), code);
        QCOMPARE(contents(base), before);
        QCOMPARE(QDir(home.path(QStringLiteral("bases"))).entryList(QDir::Files),
                 QStringList({QStringLiteral("kb.db"), QStringLiteral("text.db")}));
    }
};

QTEST_GUILESS_MAIN(tst_SalvageVerb)
#include "tst_SalvageVerb.moc"
