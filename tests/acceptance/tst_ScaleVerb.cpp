// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace support;
using namespace Qt::StringLiterals;

// `hakgalctl scale-test` from outside: its contract, what it leaves, and how it is stopped.

namespace {

QByteArray lines(int facts)
{
    QByteArray text;
    for (int i = 0; i < facts; ++i)
        text += "Relation" + QByteArray::number(i % 17) + "(Subject" + QByteArray::number(i % 300) +
                ", Object" + QByteArray::number(i) + ").\n";
    return text;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Everything below the data folder of this home, but for logs.
QStringList leftIn(const Home &home)
{
    QStringList found;
    const QDir data(home.path(u"data/hakgal"_s));
    const QStringList folders = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        if (folder != u"logs"_s)
            found += QDir(data.filePath(folder == u"scale"_s ? folder : folder + u"/scale"_s))
                         .entryList(QDir::Files | QDir::Hidden);
    }
    return found;
}

} // namespace

class tst_ScaleVerb : public QObject
{
    Q_OBJECT

private:
    QString makeBase(const Home &home) const
    {
        QDir().mkpath(home.path(u"bases"_s));
        const QString base = home.path(u"bases/kb.db"_s);
        const auto made = ctl(home, {u"--db"_s, base, u"import"_s, u"-"_s}, lines(1'500));
        if (made.exitCode != 0)
            qFatal("cannot make the base: %s", made.err.constData());
        return base;
    }

private Q_SLOTS:
    void aRunTellsWhatWasAgreedAndLeavesTheBaseAlone()
    {
        const Home home;
        const QString base = makeBase(home);
        const QByteArray before = contents(base);
        const QStringList arguments{
            u"--db"_s, base,        u"scale-test"_s, u"--facts"_s,    u"4000"_s,       u"--seconds"_s,
            u"1"_s,    u"--seed"_s, u"9"_s,          u"--patterns"_s, u"text,point"_s, u"--json"_s};
        const auto first = ctl(home, arguments);
        QCOMPARE(first.exitCode, 0);
        QCOMPARE(first.json[u"verb"_s].toString(), u"scale-test"_s);
        QVERIFY(first.json[u"ok"_s].toBool());
        QCOMPARE(first.json[u"seed"_s].toInt(), 9);
        QVERIFY(first.json[u"previous"_s].isNull());
        const QJsonArray sizes = first.json[u"sizes"_s].toArray();
        QCOMPARE(sizes.first()[u"facts"_s].toInt(), 1'500);
        QVERIFY(sizes.first()[u"insert_per_second"_s].isNull());
        QCOMPARE(sizes.last()[u"facts"_s].toInt(), 4'000);
        QVERIFY(sizes.last()[u"insert_per_second"_s].toDouble() > 0);
        QVERIFY(sizes.last()[u"file_bytes"_s].toInteger() > before.size());
        const QJsonObject patterns = sizes.last()[u"patterns"_s].toObject();
        QCOMPARE(patterns.keys(), (QStringList{u"point"_s, u"text"_s}));
        QVERIFY(patterns[u"point"_s][u"p95_seconds"_s].toDouble() > 0);
        const QJsonArray limits = first.json[u"limits"_s].toArray();
        QCOMPARE(limits.size(), 2 * 4); // inserts, two patterns, memory
        for (const QJsonValue &limit : limits)
            QCOMPARE(limit[u"pass"_s].toBool(), limit[u"crossed_at"_s].isNull());
        QCOMPARE(contents(base), before);
        QCOMPARE(QDir(home.path(u"bases"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"kb.db"_s});
        QCOMPARE(leftIn(home), QStringList{u"results.json"_s});

        const auto second = ctl(home, arguments);
        QCOMPARE(second.exitCode, 0);
        QCOMPARE(second.json[u"content_sha256"_s], first.json[u"content_sha256"_s]);
        QCOMPARE(second.json[u"previous"_s][u"sizes"_s], first.json[u"sizes"_s]);
        QVERIFY(second.json[u"previous"_s][u"same_machine"_s].toBool());
    }

    void aDryRunOnlyTellsWhatItWouldNeed()
    {
        const Home home;
        const QString base = makeBase(home);
        const auto asked = ctl(
            home, {u"--db"_s, base, u"scale-test"_s, u"--facts"_s, u"100000"_s, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(asked.exitCode, 0);
        const QJsonObject needs = asked.json[u"needs"_s].toObject();
        QCOMPARE(needs[u"own_facts"_s].toInt(), 1'500);
        QVERIFY(needs[u"disk_bytes"_s].toInteger() > 10'000'000);
        QVERIFY(needs[u"seconds"_s].toDouble() > 0);
        QVERIFY(asked.json[u"last"_s].isNull());
        QCOMPARE(leftIn(home), QStringList());
    }

    void wrongUseIsTold_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("pattern") << QStringList{u"--patterns"_s, u"sideways"_s};
        QTest::newRow("facts") << QStringList{u"--facts"_s, u"many"_s};
        QTest::newRow("fewer than there are") << QStringList{u"--facts"_s, u"1600"_s};
        QTest::newRow("seconds") << QStringList{u"--seconds"_s, u"-3"_s};
        QTest::newRow("seed") << QStringList{u"--seed"_s, u"x"_s};
    }

    void wrongUseIsTold()
    {
        QFETCH(QStringList, arguments);
        const Home home;
        const QString base = makeBase(home);
        const auto run = ctl(home, QStringList{u"--db"_s, base, u"scale-test"_s, u"--json"_s} + arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY(!run.json[u"ok"_s].toBool(true));
        QCOMPARE(leftIn(home), QStringList());
    }

    void aMissingBaseIsAnErrorAndNotMadeUp()
    {
        const Home home;
        const auto run = ctl(home, {u"--db"_s, home.path(u"gone.db"_s), u"scale-test"_s, u"--json"_s});
        QCOMPARE(run.exitCode, 3);
        QVERIFY(!QFileInfo::exists(home.path(u"gone.db"_s)));
    }

    void withoutABaseFactsAreMadeUp()
    {
        const Home home;
        const auto run =
            ctl(home, {u"scale-test"_s, u"--facts"_s, u"2000"_s, u"--seconds"_s, u"1"_s, u"--json"_s});
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.json[u"synthetic"_s].toBool());
        QCOMPARE(leftIn(home), QStringList{u"results.json"_s});
    }

    void cancelEndsItAndLeavesNothing()
    {
        const Home home;
        const QString base = makeBase(home);
        QProcess run;
        run.setProcessEnvironment(home.environment());
        run.start(QStringLiteral(HAKGALCTL), {u"--db"_s, base, u"scale-test"_s, u"--facts"_s, u"3000000"_s,
                                              u"--json"_s, u"--progress"_s});
        QByteArray told;
        run.setReadChannel(QProcess::StandardError);
        while (!told.contains("\"grow:")) {
            QVERIFY(run.bytesAvailable() > 0 || run.waitForReadyRead(60'000));
            told += run.readAllStandardError();
        }
        run.write("cancel\n");
        QVERIFY(run.waitForFinished(60'000));
        QCOMPARE(run.exitCode(), 130);
        const QJsonObject json = QJsonDocument::fromJson(run.readAllStandardOutput()).object();
        QCOMPARE(json[u"error"_s][u"code"_s].toString(), u"interrupted"_s);
        QCOMPARE(leftIn(home), QStringList());
    }
};

QTEST_GUILESS_MAIN(tst_ScaleVerb)
#include "tst_ScaleVerb.moc"
