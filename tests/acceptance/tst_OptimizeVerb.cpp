// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace support;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Form (a) as the operator's old system has it: no index, half of it holes, closed in order.
QString makeBase(const Home &home, int facts, const QByteArray &mode = "DELETE")
{
    const QString base = home.path(u"kb.db"_s);
    QFile(base).open(QIODevice::WriteOnly);
    Writer writer(base);
    const bool made =
        writer.execute("PRAGMA synchronous=OFF; PRAGMA journal_mode=" + mode +
                       "; CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, "
                       "timestamp TEXT); CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, "
                       "operation TEXT, details TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 "
                       "FROM n WHERE i<" +
                       QByteArray::number(2 * facts) +
                       ") INSERT INTO facts(statement) SELECT 'IsA(Thing'||i||', Kind'||(i%30)||').' FROM n; "
                       "DELETE FROM facts WHERE id%2=0");
    return made ? base : QString();
}

QJsonObject step(const QJsonObject &json, const char *list, const char *name)
{
    const QJsonArray entries = json.value(QLatin1String(list)).toArray();
    for (const QJsonValue &entry : entries) {
        if (entry[u"step"_s].toString() == QLatin1String(name))
            return entry.toObject();
    }
    return {};
}

} // namespace

class tst_OptimizeVerb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDryRunTellsThePlanAndChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("WAL") << QByteArray("WAL");
        QTest::newRow("rollback") << QByteArray("DELETE");
    }
    void aDryRunTellsThePlanAndChangesNothing()
    {
        QFETCH(QByteArray, mode);
        Home home;
        const QString base = makeBase(home, 8000, mode);
        QVERIFY(!base.isEmpty());
        const QByteArray before = contents(base);
        const auto told = ctl(home, {u"--db"_s, base, u"optimize"_s, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(told.exitCode, 0);
        QVERIFY(contents(base) == before);
        QVERIFY(!QFileInfo::exists(base + u"-wal"_s));
        QVERIFY(!QFileInfo::exists(base + u"-shm"_s));
        QCOMPARE(told.json.value(u"verb"_s).toString(), u"optimize"_s);
        QCOMPARE(told.json.value(u"ok"_s).toBool(), true);
        QStringList steps;
        const QJsonArray plan = told.json.value(u"plan"_s).toArray();
        for (const QJsonValue &entry : plan) {
            steps += entry[u"step"_s].toString();
            QVERIFY(entry[u"run"_s].isBool());
            QVERIFY(!entry[u"why"_s].toString().isEmpty());
            QVERIFY(!entry[u"reason"_s].toString().isEmpty());
        }
        QCOMPARE(steps.join(u' '), u"check backup wal indices analyze reindex vacuum checkpoint verify"_s);
        const QJsonObject vacuum = step(told.json, "plan", "vacuum");
        QCOMPARE(vacuum.value(u"run"_s).toBool(), true);
        QVERIFY(vacuum.value(u"predicted_bytes"_s).toInteger() > 0);
        QVERIFY(vacuum.value(u"predicted_seconds"_s).toDouble() > 0);
        QCOMPARE(vacuum.value(u"space_needed"_s).toInteger(), 2 * before.size());
        QVERIFY(step(told.json, "plan", "indices").value(u"predicted_bytes"_s).toInteger() < 0);
        QCOMPARE(told.json.value(u"before"_s)[u"facts"_s].toInt(), 8000);
        QVERIFY(told.json.value(u"after"_s).isNull());
        QVERIFY(told.json.value(u"steps"_s).toArray().isEmpty());
        QCOMPARE(told.json.value(u"advice"_s).toArray().size(), 4);
        const auto words = ctl(home, {u"--db"_s, base, u"optimize"_s, u"--dry-run"_s});
        QVERIFY(words.out.contains("Compact the file"));
        QVERIFY(contents(base) == before);
    }

    void aRunShowsWhatItBought()
    {
        Home home;
        const QString base = makeBase(home, 8000);
        const auto told = ctl(home, {u"--db"_s, base, u"optimize"_s, u"--json"_s});
        QVERIFY2(told.exitCode == 0, told.err.constData());
        const QJsonValue before = told.json.value(u"before"_s);
        const QJsonValue after = told.json.value(u"after"_s);
        QCOMPARE(before[u"facts"_s].toInt(), 8000);
        QCOMPARE(after[u"facts"_s].toInt(), 8000);
        QVERIFY(after[u"p95_seconds"_s].isDouble());
        QVERIFY(before[u"database_size_bytes"_s].toInteger() > 0);
        for (const char *name : {"check", "backup", "indices", "analyze", "vacuum", "verify"})
            QCOMPARE(step(told.json, "steps", name).value(u"result"_s).toString(), u"done"_s);
        QVERIFY(QFileInfo::exists(told.json.value(u"backup"_s).toString()));
        QCOMPARE(told.json.value(u"undo"_s).toArray().size(), 2);
        // VACUUM came out as it was predicted.
        const QStringList said =
            step(told.json, "steps", "vacuum").value(u"message"_s).toString().split(u' ');
        QVERIFY(said.size() > 3);
        Writer writer(base);
        QVERIFY(writer.integer("SELECT count(*) FROM audit_log WHERE operation='optimize'") >= 4);
        QCOMPARE(writer.integer("SELECT count(*) FROM facts"), 8000);
        QCOMPARE(writer.integer("SELECT integrity_check='ok' FROM pragma_integrity_check"), 1);
    }

    void othersAreNamed()
    {
        Home home;
        const QString base = makeBase(home, 100, "WAL");
        Writer writer(base);
        QVERIFY(writer.execute("INSERT INTO facts(statement) VALUES('A(b, c).')"));
        const auto told = ctl(home, {u"--db"_s, base, u"optimize"_s, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(told.exitCode, 0);
        if (told.json.value(u"others_known"_s).toString() == u"unknown")
            QSKIP("this system does not tell who has a file open");
        bool named = false;
        const QJsonArray others = told.json.value(u"others"_s).toArray();
        for (const QJsonValue &other : others)
            named = named || other[u"pid"_s].toInteger() == QCoreApplication::applicationPid();
        QVERIFY(named);
    }

    void wrongOptionsAreUsageErrors_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("unknown step") << QStringList{u"--only"_s, u"vacuum,defrag"_s};
        QTest::newRow("no step") << QStringList{u"--only"_s, u","_s};
        QTest::newRow("too little memory") << QStringList{u"--memory-limit-mb"_s, u"3"_s};
        QTest::newRow("no number") << QStringList{u"--memory-limit-mb"_s, u"much"_s};
    }
    void wrongOptionsAreUsageErrors()
    {
        QFETCH(QStringList, options);
        Home home;
        const QString base = makeBase(home, 10);
        const QByteArray before = contents(base);
        const auto told = ctl(home, QStringList{u"--db"_s, base, u"optimize"_s, u"--json"_s} + options);
        QCOMPARE(told.exitCode, 2);
        QCOMPARE(told.json.value(u"error"_s)[u"code"_s].toString(), u"usage"_s);
        QVERIFY(contents(base) == before);
    }

    void oneStepAloneIsAllThatRuns()
    {
        Home home;
        const QString base = makeBase(home, 2000, "WAL");
        const auto told = ctl(home, {u"--db"_s, base, u"optimize"_s, u"--only"_s, u"vacuum,optimize"_s,
                                     u"--no-backup"_s, u"--json"_s});
        QVERIFY2(told.exitCode == 0, told.err.constData());
        const QJsonArray steps = told.json.value(u"steps"_s).toArray();
        QCOMPARE(steps.size(), 2);
        QCOMPARE(steps[0][u"step"_s].toString(), u"optimize"_s);
        QCOMPARE(steps[1][u"step"_s].toString(), u"vacuum"_s);
        QVERIFY(told.json.value(u"backup"_s).isNull());
    }

    void aCancelOnStandardInputEndsItWhole()
    {
        Home home;
        const QString base = makeBase(home, 100'000, "WAL");
        QProcess job;
        job.setProcessEnvironment(home.environment());
        job.start(QStringLiteral(HAKGALCTL), {u"--db"_s, base, u"optimize"_s, u"--json"_s, u"--progress"_s});
        QByteArray told;
        while (!told.contains("\"step\":\"indices\"") && job.state() != QProcess::NotRunning &&
               job.waitForReadyRead(60'000))
            told += job.readAllStandardError();
        job.setReadChannel(QProcess::StandardError);
        told += job.readAllStandardError();
        job.write("cancel\n");
        QVERIFY(job.waitForFinished(60'000));
        QCOMPARE(job.exitStatus(), QProcess::NormalExit);
        // It may have been past its last step that can be cancelled.
        QVERIFY(job.exitCode() == 130 || job.exitCode() == 0);
        Writer writer(base);
        QCOMPARE(writer.integer("SELECT count(*) FROM facts"), 100'000);
        QCOMPARE(writer.integer("SELECT integrity_check='ok' FROM pragma_integrity_check"), 1);
    }

    void aFileWithTwoNamesIsRefused()
    {
#ifdef Q_OS_WIN
        QSKIP("hard links are made otherwise here");
#else
        Home home;
        const QString base = makeBase(home, 10);
        QCOMPARE(QProcess::execute(u"ln"_s, {base, home.path(u"second.db"_s)}), 0);
        const auto told = ctl(home, {u"--db"_s, base, u"optimize"_s, u"--json"_s});
        QCOMPARE(told.exitCode, 3);
        QCOMPARE(told.json.value(u"error"_s)[u"code"_s].toString(), u"file_hard_linked"_s);
#endif
    }
};

QTEST_GUILESS_MAIN(tst_OptimizeVerb)
#include "tst_OptimizeVerb.moc"
