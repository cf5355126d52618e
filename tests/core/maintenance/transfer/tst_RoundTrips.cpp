// SPDX-License-Identifier: GPL-3.0-or-later
// Any text there is, out of a base and into another by each of the formats and both ways of importing.
#include "core/maintenance/transfer/BulkLoad.h"
#include "core/maintenance/transfer/FactExporter.h"
#include "tests/support/Folder.h"
#include "tests/support/Python.h"

#include <QBuffer>
#include <QSet>
#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <random>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

/// What has a meaning in one of the formats, and some that has none.
const std::u32string kMeaningful = U"((((,,,)))) ...  \n\n\n\r\r\r\t\t;;''\"\"\"\"=+-@\\{}[]:#"
                                   U"\ufeff\u00a0\u0085\u2028\u0001\u001a\u007fAbz01Ω東😀\ufffe\uffff";

struct Fact
{
    QByteArray statement;
    std::optional<QByteArray> source; ///< nullopt: NULL
    QByteArray timestamp;
    bool operator==(const Fact &) const = default;
};
using Facts = std::vector<Fact>;

void showValue(const Fact &fact, std::ostream &to)
{
    to << fact.statement.toPercentEncoding(" (),.").constData() << " | "
       << (fact.source ? fact.source->toPercentEncoding(" ").constData() : "NULL") << " | "
       << fact.timestamp.toPercentEncoding(" ").constData();
}

QByteArray utf8(const std::u32string &text)
{
    return QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size())).toUtf8();
}

rc::Gen<QByteArray> anyText()
{
    const auto character = rc::gen::weightedOneOf<char32_t>(
        {{9, rc::gen::elementOf(kMeaningful)},
         {1, rc::gen::suchThat(rc::gen::inRange<char32_t>(1, 0x110000),
                               [](char32_t c) { return c < 0xd800 || c > 0xdfff; })}});
    return rc::gen::map(rc::gen::container<std::u32string>(character), utf8);
}

/// Statements that differ, as the index of a base demands.
rc::Gen<Facts> anyFacts()
{
    const auto fact = rc::gen::build<Fact>(
        rc::gen::set(&Fact::statement, anyText()),
        rc::gen::set(
            &Fact::source,
            rc::gen::oneOf(rc::gen::just(std::optional<QByteArray>()),
                           rc::gen::map(anyText(), [](QByteArray text) { return std::optional(text); }))),
        rc::gen::set(&Fact::timestamp, anyText()));
    return rc::gen::uniqueBy<Facts>(fact, [](const Fact &f) { return f.statement; });
}

bool isBlankStatement(const QByteArray &statement)
{
    return std::all_of(statement.begin(), statement.end(),
                       [](char c) { return QByteArray(" \t\r\v\f").contains(c); });
}

void must(int code, sqlite3 *db)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        qFatal("%s", sqlite3_errmsg(db));
}

/// A base with these facts in this order, put there by SQLite alone.
void fill(const QString &path, const Facts &facts)
{
    if (!createBase(path))
        qFatal("cannot make a base");
    sqlite3 *db = nullptr;
    must(sqlite3_open(path.toUtf8().constData(), &db), db);
    must(sqlite3_exec(db, "PRAGMA synchronous=OFF; BEGIN", nullptr, nullptr, nullptr), db);
    sqlite3_stmt *insert = nullptr;
    must(sqlite3_prepare_v2(db, "INSERT INTO facts(statement, source, timestamp) VALUES(?1, ?2, ?3)", -1,
                            &insert, nullptr),
         db);
    const auto bind = [&](int index, const QByteArray &text) {
        must(sqlite3_bind_text(insert, index, text.constData(), static_cast<int>(text.size()), SQLITE_STATIC),
             db);
    };
    for (const Fact &fact : facts) {
        bind(1, fact.statement);
        if (fact.source)
            bind(2, *fact.source);
        else
            must(sqlite3_bind_null(insert, 2), db);
        bind(3, fact.timestamp);
        must(sqlite3_step(insert), db);
        must(sqlite3_reset(insert), db);
    }
    sqlite3_finalize(insert);
    must(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr), db);
    sqlite3_close(db);
}

Facts factsIn(const QString &path)
{
    sqlite3 *db = nullptr;
    must(sqlite3_open(path.toUtf8().constData(), &db), db);
    sqlite3_stmt *read = nullptr;
    must(sqlite3_prepare_v2(db, "SELECT statement, source, timestamp FROM facts ORDER BY id", -1, &read,
                            nullptr),
         db);
    const auto text = [&](int column) {
        const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(read, column));
        return QByteArray(bytes, sqlite3_column_bytes(read, column));
    };
    Facts facts;
    while (sqlite3_step(read) == SQLITE_ROW) {
        facts.push_back({text(0),
                         sqlite3_column_type(read, 1) == SQLITE_NULL ? std::nullopt : std::optional(text(1)),
                         text(2)});
    }
    sqlite3_finalize(read);
    sqlite3_close(db);
    return facts;
}

struct Exported
{
    QByteArray bytes;
    ExportTotals totals;
};

Exported exported(const QString &path, const FactExporter::Options &options)
{
    Exported result;
    QBuffer output(&result.bytes);
    output.open(QIODevice::WriteOnly);
    FactExporter exporter;
    const auto totals = exporter.run(path, output, options);
    if (!totals)
        qFatal("the export failed");
    result.totals = *totals;
    return result;
}

enum class Way { Bulk, Live };

struct Imported
{
    FactImporter::Totals totals;
    std::vector<FactReject> rejects;
};

Imported import(Way way, FactFormat format, QByteArray bytes, const QString &path)
{
    QBuffer input(&bytes);
    input.open(QIODevice::ReadOnly);
    const auto reader = FactReader::make(format, input);
    Imported imported;
    const auto onReject = [&](const FactReject &reject) { imported.rejects.push_back(reject); };
    Result<FactImporter::Totals> totals = FactImporter::Totals();
    if (way == Way::Bulk) {
        BulkLoad load;
        load.onReject = onReject;
        JobContext job([](const JobProgress &) {}, nullptr);
        totals = load.run(*reader, path, {{}, bytes.size()}, job);
    } else {
        if (!createBase(path))
            qFatal("cannot make a base");
        FactImporter importer;
        importer.onReject = onReject;
        totals = importer.run(*reader, bytes.size(), path, {});
    }
    if (!totals)
        qFatal("the import failed: %s", errorName(totals.error().code));
    imported.totals = *totals;
    return imported;
}

QByteArray jsonString(const QByteArray &text)
{
    QByteArray quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20)
            quoted += "\\u00" + QByteArray::number(byte, 16).rightJustified(2, '0');
        else if (c == '"' || c == '\\')
            quoted += QByteArray("\\") + c;
        else
            quoted += c;
    }
    return quoted + '"';
}

QByteArray csvField(QByteArray text)
{
    return '"' + text.replace('"', "\"\"") + '"';
}

/// The statements, written down without any code of ours.
QByteArray fileOf(FactFormat format, const QByteArrayList &statements)
{
    QByteArray file = format == FactFormat::Csv ? "statement\n" : "";
    for (const QByteArray &statement : statements) {
        if (format == FactFormat::JsonLines)
            file += "{\"statement\":" + jsonString(statement) + "}\n";
        else if (format == FactFormat::Csv)
            file += csvField(statement) + '\n';
        else
            file += statement + '\n';
    }
    return file;
}

} // namespace

class tst_RoundTrips : public QObject
{
    Q_OBJECT

    static void addFormats()
    {
        QTest::addColumn<int>("format");
        for (const auto format : {FactFormat::Statements, FactFormat::JsonLines, FactFormat::Csv})
            QTest::newRow(factFormatName(format).data()) << int(format);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=25 max_size=40");
    }

    void anyFactComesBackByteForByte_data() { addFormats(); }
    void anyFactComesBackByteForByte()
    {
        QFETCH(int, format);
        const auto kind = static_cast<FactFormat>(format);
        const bool lines = kind == FactFormat::Statements;
        QVERIFY(rc::check("what was exported is there after the import", [kind, lines] {
            const Facts facts = *anyFacts();
            Facts expected;
            for (Fact fact : facts) {
                if (isBlankStatement(fact.statement) ||
                    (lines && (fact.statement.contains('\n') || fact.statement.endsWith('\r'))))
                    continue;
                if (lines)
                    fact = {fact.statement, std::nullopt, {}};
                expected.push_back(fact);
            }
            const Folder folder;
            const QString first = folder.file(u"first.db"_s);
            fill(first, facts);
            const Exported out = exported(first, {kind, false});
            RC_ASSERT(out.totals.written == qint64(expected.size()));
            RC_ASSERT(out.totals.skipped == qint64(facts.size() - expected.size()));
            for (const Way way : {Way::Bulk, Way::Live}) {
                const QString second = folder.file(way == Way::Bulk ? u"bulk.db"_s : u"live.db"_s);
                const Imported in = import(way, kind, out.bytes, second);
                RC_ASSERT(in.totals.stored == qint64(expected.size()));
                RC_ASSERT(in.totals.read == in.totals.stored);
                Facts there = factsIn(second);
                if (lines) {
                    for (Fact &fact : there)
                        fact.timestamp.clear(); // the time of the import
                }
                RC_ASSERT(there == expected);
                RC_ASSERT(exported(second, {kind, false}).bytes == out.bytes);
            }
        }));
    }

    void whatNoTextMayHoldIsRejectedAlone_data() { addFormats(); }
    void whatNoTextMayHoldIsRejectedAlone()
    {
        QFETCH(int, format);
        const auto kind = static_cast<FactFormat>(format);
        QVERIFY(rc::check("the others are stored", [kind] {
            const auto word = rc::gen::nonEmpty(
                rc::gen::container<std::string>(rc::gen::elementOf(std::string("Ab(,). \"'"))));
            const bool nul = *rc::gen::arbitrary<bool>();
            const QByteArray before = QByteArray::fromStdString(*word);
            const QByteArray behind = QByteArray::fromStdString(*word);
            const QByteArray wrong =
                nul ? QByteArray(1, '\0')
                    : *rc::gen::element(QByteArray("\xff"), QByteArray("\xc3"), QByteArray("\xed\xa0\x80"),
                                        QByteArray("\xc0\x80"), QByteArray("\xf4\x90\x80\x80"));
            // The tails tell them apart and keep them from being blank.
            const QByteArrayList statements{before + "one", before + wrong + behind, behind + "two"};
            const Folder folder;
            for (const Way way : {Way::Bulk, Way::Live}) {
                const QString path = folder.file(way == Way::Bulk ? u"bulk.db"_s : u"live.db"_s);
                const Imported in = import(way, kind, fileOf(kind, statements), path);
                RC_ASSERT(in.totals.stored == 2);
                RC_ASSERT(in.totals.rejected == 1);
                RC_ASSERT(in.rejects.size() == 1U);
                RC_ASSERT(in.rejects[0].why ==
                          (nul ? FactReject::Why::NulByte : FactReject::Why::InvalidUtf8));
                RC_ASSERT(in.rejects[0].line == (kind == FactFormat::Csv ? 3 : 2));
                const Facts there = factsIn(path);
                RC_ASSERT(there.size() == 2U);
                RC_ASSERT(there[0].statement == statements[0]);
                RC_ASSERT(there[1].statement == statements[2]);
            }
        }));
    }

    void aSpreadsheetMeetsNoFormula()
    {
        QVERIFY(rc::check("an apostrophe stands before what would be one, and nowhere else", [] {
            const Facts facts = *anyFacts();
            const Folder folder;
            const QString first = folder.file(u"first.db"_s);
            fill(first, facts);
            const Exported out = exported(first, {FactFormat::Csv, true});
            RC_ASSERT(out.bytes.startsWith("\xef\xbb\xbf"));
            const auto safe = [](const QByteArray &text) {
                return !text.isEmpty() && QByteArray("=+-@\t\r").contains(text.front()) ? '\'' + text : text;
            };
            Facts expected;
            QSet<QByteArray> seen;
            for (Fact fact : facts) {
                if (isBlankStatement(fact.statement))
                    continue;
                fact.statement = safe(fact.statement);
                if (fact.source)
                    fact.source = safe(*fact.source);
                fact.timestamp = safe(fact.timestamp);
                RC_PRE(!seen.contains(fact.statement)); // 'x and =x need not both be there
                seen.insert(fact.statement);
                expected.push_back(fact);
            }
            const QString second = folder.file(u"second.db"_s);
            RC_ASSERT(import(Way::Bulk, FactFormat::Csv, out.bytes, second).totals.stored ==
                      qint64(expected.size()));
            RC_ASSERT(factsIn(second) == expected);
        }));
    }

    void otherReadersGetTheSameTexts()
    {
        if (support::python().isEmpty())
            QSKIP("python3 is not here, so nothing reads the exported files but we ourselves");
        std::mt19937 random(20251122);
        const auto text = [&random] {
            std::u32string made;
            for (auto n = random() % 25; n > 0; --n)
                made += kMeaningful[random() % kMeaningful.size()];
            return utf8(made);
        };
        Facts facts;
        QByteArray expected;
        for (int i = 0; i < 3000; ++i) {
            const Fact fact{text() + QByteArray::number(i) + text(), text(), text()};
            facts.push_back(fact);
            for (const QByteArray &value : {fact.statement, *fact.source, fact.timestamp})
                expected += value.toHex() + '\n';
        }
        const Folder folder;
        const QString base = folder.file(u"kb.db"_s);
        fill(base, facts);
        const QString jsonl =
            folder.write(u"out.jsonl"_s, exported(base, {FactFormat::JsonLines, false}).bytes);
        const QString csv = folder.write(u"out.csv"_s, exported(base, {FactFormat::Csv, false}).bytes);
        const QByteArray tell = "def tell(rows):\n"
                                "    for row in rows:\n"
                                "        for key in ('statement', 'source', 'timestamp'):\n"
                                "            print(row[key].encode('utf-8').hex())\n";
        const auto json = support::runPython(
            tell + "import json, sys\n"
                   "tell(json.loads(line) for line in open(sys.argv[1], encoding='utf-8', newline='\\n'))\n",
            {jsonl});
        QVERIFY2(json.exitCode == 0, json.err.constData());
        QVERIFY(json.out == expected);
        const auto table = support::runPython(
            tell + "import csv, sys\n"
                   "tell(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))\n",
            {csv});
        QVERIFY2(table.exitCode == 0, table.err.constData());
        QVERIFY(table.out == expected);
    }
};

QTEST_GUILESS_MAIN(tst_RoundTrips)
#include "tst_RoundTrips.moc"
