// SPDX-License-Identifier: GPL-3.0-or-later
// Import and export with the built program: files that other readers open, kills and a second run. A million
// facts are in tst_MillionFacts.
#include "tests/support/Programs.h"
#include "tests/support/Python.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace support;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

QByteArray fact(int i)
{
    return "Predicate" + QByteArray::number(i % 211) + "(Subject" + QByteArray::number(i % 9973) +
           ", Object" + QByteArray::number(i) + ").";
}

/// In no order, one a line.
QByteArray shuffled(int count)
{
    std::vector<int> order(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        order[static_cast<std::size_t>(i)] = i;
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
    QByteArray lines;
    lines.reserve(qsizetype(count) * 45);
    for (const int i : order)
        lines += fact(i) + '\n';
    return lines;
}

/// Statements of every kind, as JSON Lines.
const QByteArray kHard = "{\"statement\":\"HasPart(Computer, CPU).\",\"source\":\"a, \\\"b\\\"\"}\n"
                         "{\"statement\":\"two\\nlines\"}\n"
                         "{\"statement\":\"two\\r\\nlines, \\\"quoted\\\"\"}\n"
                         "{\"statement\":\"ends so\\r\"}\n"
                         "{\"statement\":\" spaces \"}\n"
                         "{\"statement\":\"=SUM(A1:A9)\"}\n"
                         "{\"statement\":\"\xef\xbb\xbfmark\"}\n"
                         "{\"statement\":\"\xe6\x9d\xb1\xe4\xba\xac \xf0\x9f\x98\x80 \\u0001\"}\n";

} // namespace

class tst_Import : public QObject
{
    Q_OBJECT

    static QStringList on(const QString &base, const QStringList &rest)
    {
        return QStringList{u"--db"_s, base} + rest + QStringList{u"--json"_s};
    }

private Q_SLOTS:
    void everyFormatGivesBackWhatItGot()
    {
        Home home;
        const QString input = home.path(u"hard.jsonl"_s);
        write(input, kHard);
        const QString first = home.path(u"first.db"_s);
        QCOMPARE(ctl(home, on(first, {u"import"_s, input})).json[u"stored"_s].toInt(), 8);
        const QString jsonl = home.path(u"out.jsonl"_s);
        QCOMPARE(ctl(home, on(first, {u"export"_s, jsonl})).exitCode, 0);
        for (const QString &name : {u"out.jsonl"_s, u"out.csv"_s}) {
            const QString file = home.path(name);
            if (name != u"out.jsonl"_s)
                QCOMPARE(ctl(home, on(first, {u"export"_s, file})).exitCode, 0);
            const QString base = home.path(name + u".db"_s);
            const auto back = ctl(home, on(base, {u"import"_s, file}));
            QCOMPARE(back.exitCode, 0);
            QCOMPARE(back.json[u"stored"_s].toInt(), 8);
            const QString again = home.path(u"again-"_s + name + u".jsonl"_s);
            QCOMPARE(ctl(home, on(base, {u"export"_s, again})).exitCode, 0);
            QCOMPARE(contents(again), contents(jsonl));
        }
        // Three of them cannot be lines: told by the exit code.
        const auto lines = ctl(home, on(first, {u"export"_s, home.path(u"out.txt"_s)}));
        QCOMPARE(lines.exitCode, 1);
        QCOMPARE(lines.json[u"skipped"_s].toInt(), 3);
        QCOMPARE(lines.json[u"written"_s].toInt(), 5);
    }

    void otherReadersOpenTheFiles()
    {
        if (python().isEmpty())
            QSKIP("python3 is not here, so nothing reads the exported files but we ourselves");
        Home home;
        const QString input = home.path(u"hard.jsonl"_s);
        write(input, kHard);
        const QString base = home.path(u"kb.db"_s);
        QCOMPARE(ctl(home, on(base, {u"import"_s, input})).exitCode, 0);
        const QString jsonl = home.path(u"out.jsonl"_s);
        const QString csv = home.path(u"out.csv"_s);
        const QString sheet = home.path(u"sheet.csv"_s);
        QCOMPARE(ctl(home, on(base, {u"export"_s, jsonl})).exitCode, 0);
        QCOMPARE(ctl(home, on(base, {u"export"_s, csv})).exitCode, 0);
        QCOMPARE(ctl(home, on(base, {u"export"_s, sheet, u"--spreadsheet"_s})).exitCode, 0);
        const auto said = runPython(
            "import csv, json, sys\n"
            "want = [json.loads(l)['statement'] for l in open(sys.argv[1], encoding='utf-8', "
            "newline='\\n')]\n"
            "got = [json.loads(l)['statement'] for l in open(sys.argv[2], encoding='utf-8', newline='\\n')]\n"
            "assert got == want, got\n"
            "rows = list(csv.DictReader(open(sys.argv[3], encoding='utf-8', newline='')))\n"
            "assert [r['statement'] for r in rows] == want, rows\n"
            "assert rows[0]['source'] == 'a, \"b\"', rows[0]\n"
            "rows = list(csv.DictReader(open(sys.argv[4], encoding='utf-8-sig', newline='')))\n"
            "assert \"'=SUM(A1:A9)\" in [r['statement'] for r in rows], rows\n"
            "assert not [r for r in rows if r['statement'][0] in '=+-@']\n"
            "print('read', len(rows))\n",
            {input, jsonl, csv, sheet});
        QVERIFY2(said.exitCode == 0, said.err.constData());
        QCOMPARE(said.out.trimmed(), QByteArray("read 8"));
    }

    void rejectsAreMendedAndImported()
    {
        Home home;
        const QString base = home.path(u"kb.db"_s);
        const QString input = home.path(u"facts.txt"_s);
        write(input, "A(b).\nB(\xff).\nC(d).\n");
        const QString rejects = home.path(u"rejects"_s);
        const auto first = ctl(home, on(base, {u"import"_s, input, u"--rejects"_s, rejects}));
        QCOMPARE(first.exitCode, 1);
        QCOMPARE(first.json[u"rejects_file"_s].toString(), rejects);
        QCOMPARE(ctl(home, on(base, {u"import"_s, rejects})).json[u"rejected"_s].toInt(), 1);
        write(rejects, contents(rejects).replace('\xff', "é"));
        const auto second = ctl(home, on(base, {u"import"_s, rejects}));
        QCOMPARE(second.exitCode, 0);
        QCOMPARE(second.json[u"stored"_s].toInt(), 1);
        QCOMPARE(second.json[u"format"_s].toString(), u"csv"_s);
        QCOMPARE(ctl(home, on(base, {u"find"_s, u"B(é)"_s})).json[u"total"_s].toInt(), 1);
    }

    void aPreviewChangesNothing()
    {
        Home home;
        const QString input = home.path(u"facts.csv"_s);
        write(input, "id,content,source\n1,\"A(b, c).\",s\n2,B,\n3,x(,\n4\n");
        const QString base = home.path(u"kb.db"_s);
        const auto preview = ctl(home, on(base, {u"import"_s, input, u"--preview"_s}));
        QCOMPARE(preview.exitCode, 1);
        QCOMPARE(preview.json[u"format"_s].toString(), u"csv"_s);
        QCOMPARE(preview.json[u"facts"_s].toInt(), 3);
        QCOMPARE(preview.json[u"rejected"_s].toInt(), 1);
        QCOMPARE(preview.json[u"rows"_s][0][u"subject"_s].toString(), u"b"_s);
        QCOMPARE(preview.json[u"rejects"_s][0][u"line"_s].toInt(), 5);
        QVERIFY(!QFile::exists(base));
        QCOMPARE(ctl(home, on(base, {u"import"_s, base, u"--preview"_s})).exitCode, 3);
        QCOMPARE(ctl(home, on(base, {u"import"_s, input, u"--format"_s, u"xml"_s})).exitCode, 2);
    }

    void theBaseItselfIsNotReadAsText()
    {
        Home home;
        const QString base = home.path(u"kb.db"_s);
        QCOMPARE(ctl(home, {u"create"_s, base}).exitCode, 0);
        QCOMPARE(ctl(home, on(base, {u"import"_s, base})).exitCode, 2);
        const QString other = home.path(u"other.db"_s);
        QCOMPARE(ctl(home, {u"create"_s, other}).exitCode, 0);
        QCOMPARE(ctl(home, on(base, {u"import"_s, other})).exitCode, 2);
    }

    /// A killed import run again: no fact is there twice, none is missing, nothing half-made is left.
    void aKilledImportGoesOn_data()
    {
        QTest::addColumn<bool>("live");
        QTest::newRow("into a new base") << false;
        QTest::newRow("beside others") << true;
    }
    void aKilledImportGoesOn()
    {
        QFETCH(bool, live);
        constexpr int kFacts = 30'000;
        Home home;
        const QString input = home.path(u"facts.txt"_s);
        write(input, shuffled(kFacts));
        const QString base = home.path(u"kb.db"_s);
        int killed = 0;
        for (int round = 0; round < 6; ++round) {
            for (const QString &name : {u"kb.db"_s, u"kb.db-wal"_s, u"kb.db-shm"_s})
                QFile::remove(home.path(name));
            if (live) {
                write(home.path(u"one.txt"_s), "Live(base).\n");
                QCOMPARE(ctl(home, on(base, {u"import"_s, home.path(u"one.txt"_s)})).exitCode, 0);
            }
            {
                Running import(home, QStringLiteral(HAKGALCTL), on(base, {u"import"_s, input}));
                QTest::qWait(QRandomGenerator::global()->bounded(20, 500));
                killed += import.isRunning() ? 1 : 0;
            } // kills it
            if (!live && QFile::exists(base)) {
                // Then it was whole.
                QCOMPARE(ctl(home, on(base, {u"status"_s})).json[u"facts_count"_s].toInt(), kFacts);
            }
            const auto again = ctl(home, on(base, {u"import"_s, input}));
            QCOMPARE(again.exitCode, 0);
            QCOMPARE(again.json[u"stored"_s].toInt() + again.json[u"duplicates"_s].toInt(), kFacts);
            const QString out = home.path(u"out%1.txt"_s.arg(round));
            QCOMPARE(ctl(home, on(base, {u"export"_s, out})).exitCode, 0);
            QByteArrayList facts = contents(out).trimmed().split('\n');
            QCOMPARE(facts.size(), kFacts + (live ? 1 : 0));
            std::sort(facts.begin(), facts.end());
            QVERIFY(std::adjacent_find(facts.cbegin(), facts.cend()) == facts.cend());
            QVERIFY(!QFile::exists(base + u".import.part"_s));
        }
        qInfo("%d of 6 were killed while they ran", killed);
    }

    void aCancelledImportOfANewBaseLeavesNothing()
    {
        Home home;
        const QString input = home.path(u"facts.txt"_s);
        write(input, shuffled(200'000));
        const QString base = home.path(u"kb.db"_s);
        Running import(home, QStringLiteral(HAKGALCTL),
                       on(base, {u"import"_s, input}) + QStringList{u"--progress"_s});
        QVERIFY(import.waitForText("\"step\""));
        QCOMPARE(import.terminate(), 130);
        QVERIFY(!QFile::exists(base));
        QVERIFY(!QFile::exists(base + u".import.part"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Import)
#include "tst_Import.moc"
