// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/CsvFields.h"
#include "core/maintenance/transfer/FactReader.h"
#include "core/maintenance/transfer/JsonLine.h"
#include "tests/support/Pipe.h"

#include <QBuffer>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;
using hakgal::test::Pipe;

namespace {

/// All items as short texts: the statement and what is given, `-` for blank, `!why@line` for rejected.
QStringList itemsOf(FactReader &reader)
{
    QStringList items;
    for (;;) {
        const auto item = reader.next();
        if (!item)
            return items << u"error: "_s + filled(item.error().args);
        switch (*item) {
        case FactReader::Item::End:
            return items;
        case FactReader::Item::Blank:
            items << u"-"_s;
            break;
        case FactReader::Item::Rejected:
            items << u"!%1@%2"_s.arg(int(reader.reject().why)).arg(reader.reject().line);
            break;
        case FactReader::Item::Fact: {
            QString text = QString::fromUtf8(reader.record().statement);
            for (const FactRecord::Given &given : reader.record().given) {
                text += u'|' + reader.columns().at(given.column) + u'=' +
                        QString::fromUtf8(given.value.bytes) +
                        QLatin1String(given.value.kind == FactValue::Kind::Text      ? ""
                                      : given.value.kind == FactValue::Kind::Integer ? "i"
                                                                                     : "r");
            }
            items << text;
            break;
        }
        }
    }
}

QStringList read(FactFormat format, QByteArray bytes, const FactReader::Options &options = {})
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const auto reader = FactReader::make(format, buffer, options);
    const QStringList items = itemsOf(*reader);
    // In small pieces it is the same.
    for (qint64 step = 1; step <= 3; ++step) {
        Pipe pipe(bytes, step);
        const auto again = FactReader::make(format, pipe, options);
        if (itemsOf(*again) != items)
            return {u"depends on the pieces"_s};
    }
    return items;
}

QString rejected(FactReject::Why why, int line)
{
    return u"!%1@%2"_s.arg(int(why)).arg(line);
}

using Why = FactReject::Why;

} // namespace

class tst_FactReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonObjectsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("good");
        const auto row = [](const QByteArray &line, bool good) {
            QTest::newRow(line.constData()) << line << good;
        };
        row("{}", true);
        row(" { } ", true);
        row("{\"a\":1}", true);
        row("{\"a\":-0.5e+10,\"b\":[1,{\"c\":null}],\"d\":true,\"e\":\"\\u00e9\"}", true);
        row("{\"a\":\"\\ud83d\\ude00\"}", true);
        row("", false);
        row("[]", false);
        row("{\"a\":1} x", false);
        row("{\"a\":01}", false);
        row("{\"a\":1.}", false);
        row("{\"a\":+1}", false);
        row("{\"a\":nul}", false);
        row("{\"a\":1,}", false);
        row("{a:1}", false);
        row("{\"a\" 1}", false);
        row("{\"a\":\"\\x\"}", false);
        row("{\"a\":\"\\ud83d\"}", false);
        row("{\"a\":\"\\ude00\"}", false);
        row("{\"a\":\"\\u12\"}", false);
        row("{\"a\":\"tab\there\"}", false);
        row("{\"a\":\"open}", false);
        row("{\"a\":[1,2}", false);
        row(QByteArray("{\"a\":") + QByteArray(200, '[') + QByteArray(200, ']') + "}", false);
    }
    void jsonObjectsAreReadStrictly()
    {
        QFETCH(QByteArray, line);
        JsonLine json;
        QTEST(json.parse(line), "good");
    }

    void jsonStringsComeOutAsTheBytesTheyStandFor()
    {
        const QByteArray text("\xef\xbb\xbf quote\" back\\ slash/ \b\f\n\r\t\x01 \xf0\x9f\x98\x80 \x7f");
        JsonLine json;
        QVERIFY(json.parse("{\"s\":" + jsonQuoted(text) + "}"));
        QCOMPARE(json.members().size(), std::size_t(1));
        QCOMPARE(json.member("S")->value, text);
        QVERIFY(json.parse("{\"s\":\"\\uFEFF\\u00E9\\ud83d\\ude00\\/\"}"));
        QCOMPARE(json.member("s")->value, QByteArray("\xef\xbb\xbf\xc3\xa9\xf0\x9f\x98\x80/"));
    }

    void jsonLinesGiveStatementsAndColumns()
    {
        QCOMPARE(read(FactFormat::JsonLines, "{\"statement\":\"A(b).\",\"source\":\"s\",\"confidence\":0.5,"
                                             "\"n\":3,\"on\":true,\"no\":null}\n"
                                             "\n"
                                             "{\"content\":\"two\\nlines\",\"tags\":[1, \"x\"]}\r\n"
                                             "{\"Fact\":\"C(d)\",\"source\":\"a\",\"source\":\"b\"}\n"
                                             "A(b).\n"
                                             "{\"source\":\"s\"}\n"
                                             "{\"statement\":7}\n"
                                             "{\"statement\":\" \"}\n"
                                             "{\"statement\":\"nul\\u0000\"}\n"
                                             "{\"statement\":\"x\",\"source\":\"nul\\u0000\"}\n"
                                             "{\"statement\":\"\xff\"}\n"
                                             "{\"statement\":\"last\"}"),
                 QStringList({u"A(b).|source=s|confidence=0.5r|n=3i|on=1i"_s, u"-"_s,
                              u"two\nlines|tags=[1, \"x\"]"_s, u"C(d)|source=b"_s, rejected(Why::NotJson, 5),
                              rejected(Why::NoStatement, 6), rejected(Why::NoStatement, 7), u"-"_s,
                              rejected(Why::NulByte, 9), rejected(Why::NulByte, 10),
                              rejected(Why::InvalidUtf8, 11), u"last"_s}));
    }

    void csvIsReadAsWritten_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QStringList>("items");
        const auto row = [](const char *title, const QByteArray &csv, const QStringList &items) {
            QTest::newRow(title) << csv << items;
        };
        row("nothing", "", {});
        row("header alone", "statement\r\n", {});
        row("plain", "statement\r\nA\r\nB\r\n", {u"A"_s, u"B"_s});
        row("LF, no last end", "statement\nA\nB", {u"A"_s, u"B"_s});
        row("quotes", "statement,source\n\"A(b, c).\",\"say \"\"x\"\"\"\n", {u"A(b, c).|source=say \"x\""_s});
        row("line breaks", "statement\n\"A\nB\r\nC\"\nD\n", {u"A\nB\r\nC"_s, u"D"_s});
        row("other columns", "id,Source,CONTENT\n1,s,A\n2,,B\n3,\"\",C\n",
            {u"A|id=1|Source=s"_s, u"B|id=2"_s, u"C|id=3|Source="_s});
        row("statement before content", "content,statement\nx,A\n", {u"A|content=x"_s});
        row("semicolons", "statement;source\nA(b, c);s\n", {u"A(b, c)|source=s"_s});
        row("tabs", "source\tstatement\ns\tA(b, c)\n", {u"A(b, c)|source=s"_s});
        row("mark", "\xef\xbb\xbfstatement,source\nA,s\n", {u"A|source=s"_s});
        row("blank ones", "statement,source\n\n,s\n \n\"\",\nA,\n", {u"-"_s, u"-"_s, u"-"_s, u"-"_s, u"A"_s});
        row("quote inside", "statement\nO\"Brien\n", {u"O\"Brien"_s});
        row("a CR inside", "statement\nA\rB\nC\r\r\n", {u"A\rB"_s, u"C\r"_s});
        row("text behind quotes", "statement\n\"A\"b\nC\n", {rejected(Why::BadQuotes, 2), u"C"_s});
        row("an open quote", "statement\nA\n\"B\nC\n", {u"A"_s, rejected(Why::BadQuotes, 3)});
        row("too many fields", "statement\nA(b, c).\nD\n", {rejected(Why::FieldCount, 2), u"D"_s});
        row("too few", "statement,source\nA\n", {rejected(Why::FieldCount, 2)});
        row("lines are counted through breaks", "statement\n\"A\nB\"\n\"x\"y\n",
            {u"A\nB"_s, rejected(Why::BadQuotes, 4)});
        row("no header, one column", "A(b)\nB\n", {u"A(b)"_s, u"B"_s});
        row("no header, several", "7,\"A(b, c).\"\n8,\"D(e, f).\"\n", {u"A(b, c)."_s, u"D(e, f)."_s});
        row("no header, no fact", "7,x\n",
            {u"error: no column of the file is named statement, content or fact; name it with --column"_s});
        row("invalid UTF-8", "statement,source\n\xff,s\nA,\xff\n",
            {rejected(Why::InvalidUtf8, 2), rejected(Why::InvalidUtf8, 3)});
        row("NUL", QByteArray("statement\nA\0\n", 13), {rejected(Why::NulByte, 2)});
    }
    void csvIsReadAsWritten()
    {
        QFETCH(QByteArray, csv);
        QTEST(read(FactFormat::Csv, csv), "items");
    }

    void theColumnOfTheStatementCanBeNamed()
    {
        QCOMPARE(read(FactFormat::Csv, "id,text\n1,A\n", {u"text"_s}), QStringList{u"A|id=1"_s});
        QCOMPARE(read(FactFormat::Csv, "1,A\n2,B\n", {u"2"_s}), (QStringList{u"A"_s, u"B"_s}));
        QCOMPARE(read(FactFormat::Csv, "1,A\n", {u"3"_s}),
                 QStringList{u"error: the file has no column \"3\""_s});
    }

    void whatIsTooLongIsRejectedInEveryFormat()
    {
        const QByteArray fits(64 * 1024, 'x');
        const QByteArray huge(3 * 1024 * 1024, 'x');
        for (const QByteArray &text : {fits + 'x', huge}) {
            const QString no = rejected(Why::TooLong, 2);
            QByteArray lines = "A\n" + text + "\nB\n";
            QBuffer buffer(&lines);
            buffer.open(QIODevice::ReadOnly);
            QCOMPARE(itemsOf(*FactReader::make(FactFormat::Statements, buffer)),
                     (QStringList{u"A"_s, no, u"B"_s}));
            lines = "statement\n\"" + text + "\"\nB\n";
            buffer.seek(0);
            QCOMPARE(itemsOf(*FactReader::make(FactFormat::Csv, buffer)), (QStringList{no, u"B"_s}));
            lines = "\n{\"statement\":\"" + text + "\"}\n{\"statement\":\"B\"}\n";
            buffer.seek(0);
            QCOMPARE(itemsOf(*FactReader::make(FactFormat::JsonLines, buffer)),
                     (QStringList{u"-"_s, no, u"B"_s}));
        }
    }

    /// Rejected again before it is mended, and taken afterwards; the row says where and why.
    void rejectsCanBeMendedAndReadAgain_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QByteArray>("good");
        QTest::addColumn<QStringList>("mended");
        const auto row = [](const char *title, FactFormat format, const QByteArray &input,
                            const QByteArray &bad, const QByteArray &good, const QStringList &mended) {
            QTest::newRow(title) << int(format) << input << bad << good << mended;
        };
        row("lines", FactFormat::Statements, "A\nB(\xff, \"c\")\nC\n", "\xff", "b", {u"B(b, \"c\")"_s});
        row("a NUL", FactFormat::Statements, QByteArray("A\0\n", 3), QByteArray("\0", 1), "b", {u"Ab"_s});
        row("a long line", FactFormat::Statements, QByteArray(70'000, 'x') + "\n", QByteArray(65'000, 'x'),
            "", {QString(65'537 - 65'000, u'x')});
        row("JSON", FactFormat::JsonLines, "{\"statement\":\"A\\q\",\"source\":\"s\"}\n", "\\q", "b",
            {u"Ab|source=s"_s});
        row("no JSON", FactFormat::JsonLines, "A(b).\n", "A(b).", "\"statement\":\"A(b).\"}", {u"A(b)."_s});
        row("CSV with columns", FactFormat::Csv, "source,statement\n\"my, s\",A\xff\n", "\xff", "b",
            {u"Ab|source=my, s"_s});
        row("CSV with quotes", FactFormat::Csv, "statement;source\n\"A\"b;s\n", "\"A\"b", "A,b",
            {u"A,b|source=s"_s});
        row("CSV with fields", FactFormat::Csv, "statement\nA(b, c)\n", "A(b, c)", "\"A(b, c)\"",
            {u"A(b, c)"_s});
        row("CSV without a header", FactFormat::Csv, "1,A(b)\n2,\"C\xff\"\n", "\xff", "d",
            {u"Cd|column1=2"_s});
    }
    void rejectsCanBeMendedAndReadAgain()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, bad);
        QFETCH(QByteArray, good);
        QFETCH(QStringList, mended);
        // Twice: rejects of rejects are a file of the same form.
        QByteArray rejects = input;
        auto kind = static_cast<FactFormat>(format);
        for (int round = 0; round < 2; ++round) {
            QBuffer buffer(&rejects);
            buffer.open(QIODevice::ReadOnly);
            const auto reader = FactReader::make(kind, buffer);
            QByteArray out;
            for (auto item = reader->next(); item && *item != FactReader::Item::End; item = reader->next()) {
                if (*item != FactReader::Item::Rejected) {
                    QVERIFY(round == 0);
                    continue;
                }
                if (out.isEmpty())
                    out = reader->rejectsHead();
                out += reader->rejectsRow(reader->reject(), u"It is, well, \"bad\"."_s);
            }
            QVERIFY(!out.isEmpty());
            QVERIFY(out.contains("rejected_line"));
            buffer.close();
            rejects = out;
            kind = detectFactFormat(u"some name", rejects);
            QCOMPARE(kind, format == int(FactFormat::JsonLines) ? FactFormat::JsonLines : FactFormat::Csv);
        }
        const qsizetype at = rejects.indexOf(bad);
        QVERIFY(at > 0);
        rejects.replace(at, bad.size(), good);
        QCOMPARE(read(kind, rejects), mended);
    }

    void theFormatIsFoundByNameAndContent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("format");
        const auto row = [](const char *title, const QString &name, const QByteArray &head,
                            const QString &format) { QTest::newRow(title) << name << head << format; };
        row("lines", u"a.txt"_s, "A(b).\n", u"statements"_s);
        row("empty", u"a.txt"_s, "", u"statements"_s);
        row("no name", u"-"_s, "A(b).\n", u"statements"_s);
        row("jsonl", u"a.JSONL"_s, "x", u"jsonl"_s);
        row("ndjson", u"a.ndjson"_s, "", u"jsonl"_s);
        row("csv", u"a.csv"_s, "statement\nA\n", u"csv"_s);
        row("csv of bare facts", u"a.csv"_s, "HasPart(Computer, CPU).\n", u"statements"_s);
        row("csv of quoted facts", u"a.csv"_s, "\"HasPart(Computer, CPU).\"\n", u"csv"_s);
        row("csv without a header", u"a.csv"_s, "1,x\n", u"csv"_s);
        row("objects", u"a.txt"_s, "\n{\"statement\":\"A\"}\n", u"jsonl"_s);
        row("a brace is none", u"a.txt"_s, "{not json}\n", u"statements"_s);
        row("a header", u"a.txt"_s, "id,statement\n1,A\n", u"csv"_s);
        row("a header with a mark", u"a"_s, "\xef\xbb\xbfid;content\n1,A\n", u"csv"_s);
        row("a word is no header", u"a.txt"_s, "statement\nA\n", u"statements"_s);
        row("rejects", u"a.txt"_s, "rejected_line,rejected_because,statement\n", u"csv"_s);
    }
    void theFormatIsFoundByNameAndContent()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, head);
        QTEST(QString(factFormatName(detectFactFormat(name, head))), "format");
    }
};

QTEST_GUILESS_MAIN(tst_FactReader)
#include "tst_FactReader.moc"
