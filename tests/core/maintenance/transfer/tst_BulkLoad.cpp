// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/transfer/BulkLoad.h"
#include "core/maintenance/transfer/FactExporter.h"
#include "core/maintenance/transfer/ImportPreview.h"
#include "core/store/FactStore.h"
#include "tests/support/Folder.h"
#include "tests/support/FullDisk.h"
#include "tests/support/Sample.h"

#include <QBuffer>
#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

Result<FactImporter::Totals> load(FactFormat format, QByteArray bytes, const QString &path,
                                  const std::atomic<bool> *cancel = nullptr, BulkLoad load = {},
                                  const QString &source = {})
{
    QBuffer input(&bytes);
    input.open(QIODevice::ReadOnly);
    const auto reader = FactReader::make(format, input);
    JobContext job([](const JobProgress &) {}, cancel);
    return load.run(*reader, path, {source, bytes.size()}, job);
}

QByteArray exported(const QString &path, FactFormat format)
{
    QByteArray bytes;
    QBuffer output(&bytes);
    output.open(QIODevice::WriteOnly);
    FactExporter exporter;
    return exporter.run(path, output, {format, false}) ? bytes : QByteArray("failed");
}

QString text(const QString &path, const QString &sql)
{
    const auto database = Database::open(path, {});
    return database ? *(*database)->text(sql) : u"cannot be opened"_s;
}

QByteArray numbered(int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += "Fact" + QByteArray::number(i % 7) + "(number" + QByteArray::number(i * 7919 % 1009) + ", " +
                 QByteArray::number(i) + ").\n";
    return lines;
}

} // namespace

class tst_BulkLoad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRealBaseComesBackByteForByte_data()
    {
        QTest::addColumn<int>("format");
        for (const auto format : {FactFormat::Statements, FactFormat::JsonLines, FactFormat::Csv})
            QTest::newRow(factFormatName(format).data()) << int(format);
    }
    void theRealBaseComesBackByteForByte()
    {
        if (samplePath().isEmpty())
            QSKIP("the sample knowledge base is not here");
        QFETCH(int, format);
        const auto kind = static_cast<FactFormat>(format);
        const Folder folder;
        const QByteArray sample = sampleBytes();
        const QString first = folder.file(u"first.db"_s);
        const auto totals = load(FactFormat::Statements, sample, first);
        QVERIFY(totals.ok());
        QCOMPARE(totals->stored, 4242);
        QCOMPARE(exported(first, FactFormat::Statements), sample);
        // Through the other format into another base, and back.
        const QByteArray file = exported(first, kind);
        const QString second = folder.file(u"second.db"_s);
        QCOMPARE(load(kind, file, second)->stored, 4242);
        QCOMPARE(exported(second, kind), file);
        QCOMPARE(exported(second, FactFormat::Statements), sample);
        QCOMPARE(folder.names(), (QStringList{u"first.db"_s, u"second.db"_s}));
    }

    void theBaseIsAsOneThatWasFilledOneByOne()
    {
        const Folder folder;
        const QByteArray lines =
            numbered(25'000) + "  \nA(b)\nA(b)\n\xff\n no bracket\n"; // more than keep order
        const QString bulk = folder.file(u"bulk.db"_s);
        QList<FactReject> rejects;
        BulkLoad loader;
        loader.onReject = [&rejects](const FactReject &reject) { rejects << reject; };
        const auto totals = load(FactFormat::Statements, lines, bulk, nullptr, loader, u"file.txt"_s);
        QVERIFY(totals.ok());
        QCOMPARE(totals->read, 25'005);
        QCOMPARE(totals->stored, 25'002);
        QCOMPARE(totals->duplicates, 1);
        QCOMPARE(totals->blank, 1);
        QCOMPARE(totals->rejected, 1);
        QCOMPARE(rejects.size(), 1);
        QCOMPARE(rejects.front().line, 25'004);

        const QString live = folder.file(u"live.db"_s);
        QVERIFY(createBase(live).ok());
        QByteArray copy = lines;
        QBuffer input(&copy);
        input.open(QIODevice::ReadOnly);
        FactImporter importer;
        FactImporter::Options options;
        options.source = u"file.txt"_s;
        QVERIFY(importer.run(input, live, options).ok());
        const QString schema =
            u"SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)"_s;
        QCOMPARE(text(bulk, schema), text(live, schema));
        const QString content =
            u"SELECT group_concat(statement || '|' || source || '|' || coalesce(predicate, '-') || '|' ||"
            " coalesce(subject, '-'), ';') FROM (SELECT * FROM facts ORDER BY statement)"_s;
        QCOMPARE(text(bulk, content), text(live, content));
        QCOMPARE(text(bulk, u"PRAGMA integrity_check"_s), u"ok"_s);
        QCOMPARE(text(bulk, u"PRAGMA journal_mode"_s), u"wal"_s);
        QCOMPARE(text(bulk, u"SELECT operation || json_extract(details, '$.stored') FROM audit_log"_s),
                 u"import25002"_s);
        QVERIFY(text(bulk, u"EXPLAIN QUERY PLAN SELECT 1 FROM facts WHERE predicate='a' AND subject='b'"_s)
                    .isEmpty() == false);
        QCOMPARE(folder.names(), (QStringList{u"bulk.db"_s, u"live.db"_s}));
    }

    void otherColumnsAreStored()
    {
        const Folder folder;
        const QString path = folder.file(u"kb.db"_s);
        const QByteArray lines =
            "{\"statement\":\"A\",\"source\":\"s\",\"timestamp\":\"2025-01-01\",\"id\":7}\n"
            "{\"statement\":\"B\",\"timestamp\":\"2025-01-02\"}\n"
            "{\"statement\":\"C\",\"source\":\"\"}\n"
            "{\"statement\":\"A\",\"source\":\"later\"}\n";
        QCOMPARE(load(FactFormat::JsonLines, lines, path, nullptr, {}, u"all"_s)->duplicates, 1);
        QCOMPARE(text(path, u"SELECT group_concat(statement || source || substr(timestamp, 1, 10), ' ')"
                            " FROM (SELECT * FROM facts WHERE statement <> 'C' ORDER BY id)"_s),
                 u"As2025-01-01 Ball2025-01-02"_s);
        QCOMPARE(text(path, u"SELECT quote(source) FROM facts WHERE statement = 'C'"_s), u"''"_s);
    }

    void nothingIsReplaced()
    {
        const Folder folder;
        const QString path = folder.write(u"kb.db"_s, "mine");
        const QStringList before = folder.listing();
        const auto done = load(FactFormat::Statements, "A\n", path);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::FileExists);
        QCOMPARE(folder.listing(), before);
        const QString wal = folder.write(u"other.db-wal"_s, "somebody's");
        QCOMPARE(load(FactFormat::Statements, "A\n", folder.file(u"other.db"_s)).error().code,
                 ErrorCode::FileExists);
        QVERIFY(QFile::exists(wal));
    }

    void whatComesMeanwhileIsNotReplaced()
    {
        const Folder folder;
        const QString path = folder.file(u"kb.db"_s);
        BulkLoad loader;
        loader.onReject = [&](const FactReject &) { folder.write(u"kb.db"_s, "theirs"); };
        const auto done = load(FactFormat::Statements, "A\n\xff\n", path, nullptr, loader);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::FileExists);
        QCOMPARE(folder.names(), QStringList{u"kb.db"_s});
    }

    void aCancelLeavesNothing_data()
    {
        QTest::addColumn<QString>("step");
        for (const char *step : {"read", "store", "index"})
            QTest::newRow(step) << QString::fromLatin1(step);
    }
    void aCancelLeavesNothing()
    {
        QFETCH(QString, step);
        const Folder folder;
        const QString path = folder.file(u"kb.db"_s);
        std::atomic<bool> cancel = false;
        QByteArray bytes = numbered(25'000);
        QBuffer input(&bytes);
        input.open(QIODevice::ReadOnly);
        const auto reader = FactReader::make(FactFormat::Statements, input);
        JobContext job(
            [&](const JobProgress &progress) {
                if (progress.step == step)
                    cancel = true;
            },
            &cancel);
        const auto done = BulkLoad().run(*reader, path, {{}, bytes.size()}, job);
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::Interrupted);
        QCOMPARE(folder.names(), QStringList());
        // And then it goes.
        QCOMPARE(load(FactFormat::Statements, bytes, path)->stored, 25'000);
    }

    void aFullDiskLeavesNothing()
    {
        const Folder folder;
        for (const int bytes : {0, 300'000}) {
            FullDisk disk(bytes);
            const auto done = load(FactFormat::Statements, numbered(25'000), folder.file(u"kb.db"_s));
            QVERIFY2(!done.ok(), qPrintable(QString::number(bytes)));
            QCOMPARE(done.error().code, ErrorCode::DiskFull);
            QCOMPARE(folder.names(), QStringList());
        }
    }

    void thePreviewTellsWhatTheImportDoes()
    {
        const Folder folder;
        const QString file = folder.write(
            u"facts.jsonl"_s, "{\"statement\":\"A(b, c)\",\"source\":\"s\",\"colour\":\"red\"}\n\n"
                              "{\"statement\":\"A(b, c)\"}\nno json\n{\"statement\":\"D\"}\n");
        const QString path = folder.file(u"kb.db"_s);
        const auto preview = ImportPreview::of(file, path, {});
        QVERIFY(preview.ok());
        QCOMPARE(preview->format, FactFormat::JsonLines);
        QVERIFY(preview->newBase && preview->whole && preview->detected);
        QCOMPARE(preview->looked, 5);
        QCOMPARE(preview->facts, 2);
        QCOMPARE(preview->repeated, 1);
        QCOMPARE(preview->blank, 1);
        QCOMPARE(preview->rejected, 1);
        QCOMPARE(preview->estimatedRows, 5);
        QVERIFY(preview->estimatedSeconds.has_value());
        QCOMPARE(preview->rows.at(0).predicate, u"A"_s);
        QCOMPARE(preview->rows.at(0).subject, u"b"_s);
        QVERIFY(preview->rows.at(1).predicate.isNull());
        QCOMPARE(preview->columns.size(), std::size_t(2));
        QCOMPARE(preview->columns.at(0).storedAs, u"source"_s);
        QCOMPARE(preview->columns.at(1).storedAs, QString());
        QCOMPARE(preview->rejects.at(0).line, 4);
        QCOMPARE(folder.names(), QStringList{u"facts.jsonl"_s});

        QVERIFY(createBase(path).ok());
        QVERIFY(!ImportPreview::of(file, path, {})->newBase);
        QCOMPARE(ImportPreview::of(folder.file(u"none"_s), path, {}).error().code, ErrorCode::FileMissing);
    }

    void theRowsOfALargeFileAreEstimated()
    {
        const Folder folder;
        const QByteArray lines = numbered(60'000);
        const auto preview =
            ImportPreview::of(folder.write(u"facts.txt"_s, lines), folder.file(u"kb.db"_s), {});
        QVERIFY(preview.ok());
        QVERIFY(!preview->whole);
        QCOMPARE(preview->looked, ImportPreview::kItems);
        QVERIFY(preview->estimatedRows > 50'000 && preview->estimatedRows < 75'000);
        QCOMPARE(preview->rows.size(), ImportPreview::kRows);
    }
};

QTEST_GUILESS_MAIN(tst_BulkLoad)
#include "tst_BulkLoad.moc"
