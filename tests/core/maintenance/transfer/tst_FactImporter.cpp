// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "core/maintenance/transfer/FactExporter.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/store/FactStore.h"
#include "tests/support/Folder.h"
#include "tests/support/FullDisk.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Pipe.h"
#include "tests/support/Sample.h"
#include "tests/support/Schemas.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <optional>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;
using Why = FactImporter::Reject::Why;

namespace {

QByteArray numbered(int first, int count)
{
    QByteArray lines;
    for (int i = first; i < first + count; ++i)
        lines += "Fact(number, " + QByteArray::number(i) + ").\n";
    return lines;
}

Result<FactImporter::Totals> import(FactImporter &importer, QByteArray lines, const QString &path,
                                    const FactImporter::Options &options = {})
{
    QBuffer input(&lines);
    input.open(QIODevice::ReadOnly);
    return importer.run(input, path, options);
}

Result<FactImporter::Totals> import(const QByteArray &lines, const QString &path,
                                    const FactImporter::Options &options = {})
{
    FactImporter importer;
    return import(importer, lines, path, options);
}

std::optional<QByteArray> exported(const QString &path, ExportTotals *totals = nullptr)
{
    QByteArray bytes;
    QBuffer output(&bytes);
    output.open(QIODevice::WriteOnly);
    const auto done = FactExporter().run(path, output, {});
    if (!done)
        return std::nullopt;
    if (totals != nullptr)
        *totals = *done;
    return bytes;
}

QByteArray sorted(const QByteArray &lines)
{
    QList<QByteArray> all = lines.split('\n');
    std::sort(all.begin(), all.end());
    return all.join('\n');
}

qint64 integer(const QString &path, const QString &sql)
{
    const auto database = Database::open(path, {});
    return database ? *(*database)->integer(sql) : -1;
}

#define COMPARE_TOTALS(totals, r, s, d, j, b)                                                                \
    do {                                                                                                     \
        QCOMPARE((totals).read, r);                                                                          \
        QCOMPARE((totals).stored, s);                                                                        \
        QCOMPARE((totals).duplicates, d);                                                                    \
        QCOMPARE((totals).rejected, j);                                                                      \
        QCOMPARE((totals).blank, b);                                                                         \
    } while (false)

} // namespace

class tst_FactImporter : public QObject
{
    Q_OBJECT

    static QString newBase(const Folder &folder)
    {
        const QString path = folder.file(u"kb.db"_s);
        if (!createBase(path))
            qFatal("cannot create a base");
        return path;
    }

private Q_SLOTS:
    void theRealBaseComesBackByteForByte()
    {
        if (samplePath().isEmpty())
            QSKIP("the sample knowledge base is not here");
        const Folder folder;
        const QString path = newBase(folder);
        const QByteArray sample = sampleBytes();
        const auto first = import(sample, path);
        QVERIFY(first.ok());
        COMPARE_TOTALS(*first, 4242, 4242, 0, 0, 0);
        QCOMPARE(folder.names(), QStringList{u"kb.db"_s});
        ExportTotals totals;
        QCOMPARE(*exported(path, &totals), sample);
        QCOMPARE(totals.written, 4242);
        QCOMPARE(totals.skipped, 0);

        const auto second = import(sample, path);
        QVERIFY(second.ok());
        COMPARE_TOTALS(*second, 4242, 0, 4242, 0, 0);
        QCOMPARE(*exported(path), sample);
        QCOMPARE(folder.names(), QStringList{u"kb.db"_s});
    }

    void everyFieldSchemaTakesAndGivesTheSame_data()
    {
        QTest::addColumn<int>("schema");
        for (int i = 0; i < static_cast<int>(fieldSchemas().size()); ++i)
            QTest::newRow(fieldSchemas()[static_cast<std::size_t>(i)].name) << i;
    }
    void everyFieldSchemaTakesAndGivesTheSame()
    {
        QFETCH(int, schema);
        const Folder folder;
        const QString path =
            folder.database(u"kb.db"_s, fieldSchemas()[static_cast<std::size_t>(schema)].create);
        const QByteArray lines =
            samplePath().isEmpty()
                ? numbered(1, 3000) + "a sentence\nOpen(bracket\nO'Brien \xe6\x9d\xb1\n  spaces (x) \n"
                : sampleBytes();
        const auto count = lines.count('\n');
        FactImporter::Options options;
        options.source = u"test"_s;
        // Each line twice: the second time as duplicates.
        const auto totals = import(lines + lines, path, options);
        QVERIFY2(totals.ok(), qPrintable(totals ? QString() : totals.error().detail));
        COMPARE_TOTALS(*totals, 2 * count, count, count, 0, 0);
        const auto back = exported(path);
        QVERIFY(back);
        QCOMPARE(sorted(*back), sorted(lines));
        const auto again = import(lines, path, options);
        QVERIFY(again.ok());
        COMPARE_TOTALS(*again, count, 0, count, 0, 0);
    }

    void linesEndAsTheyMay_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("back");
        QTest::addColumn<int>("blank");
        const auto row = [](const char *title, const QByteArray &lines, const QByteArray &back, int blank) {
            QTest::newRow(title) << lines << back << blank;
        };
        row("LF", "A(b).\nC(d).\n", "A(b).\nC(d).\n", 0);
        row("CR LF", "A(b).\r\nC(d).\r\n", "A(b).\nC(d).\n", 0);
        row("mixed", "A(b).\r\nC(d).\n", "A(b).\nC(d).\n", 0);
        row("no last end", "A(b).\nC(d).", "A(b).\nC(d).\n", 0);
        row("CR inside", "A(b\rc).\n", "A(b\rc).\n", 0);
        row("byte order mark",
            "\xef\xbb\xbf"
            "A(b).\n",
            "A(b).\n", 0);
        row("mark as text",
            "A(b).\n\xef\xbb\xbf"
            "C(d).\n",
            "A(b).\n\xef\xbb\xbf"
            "C(d).\n",
            0);
        row("mark as text in front",
            "\xef\xbb\xbf\xef\xbb\xbf"
            "A(b).\n",
            "\xef\xbb\xbf\xef\xbb\xbf"
            "A(b).\n",
            0);
        row("blank ones", "\n \nA(b).\n\t \r\n\r\n", "A(b).\n", 4);
        row("spaces are kept", "  A(b).  \n", "  A(b).  \n", 0);
        row("nothing", "", "", 0);
    }
    void linesEndAsTheyMay()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QByteArray, back);
        const Folder folder;
        const QString path = newBase(folder);
        const auto totals = import(lines, path);
        QVERIFY(totals.ok());
        QTEST(static_cast<int>(totals->blank), "blank");
        QCOMPARE(*exported(path), back);
        // What was exported can be imported and exported again.
        const Folder second;
        const QString copy = newBase(second);
        QVERIFY(import(back, copy).ok());
        QCOMPARE(*exported(copy), back);
    }

    void badLinesAreRejectedWithTheirNumber()
    {
        const Folder folder;
        const QString path = newBase(folder);
        const QByteArray longest(64 * 1024, 'x');
        FactImporter importer;
        QList<FactImporter::Reject> rejects;
        importer.onReject = [&rejects](const FactImporter::Reject &reject) { rejects << reject; };
        const auto totals = import(importer,
                                   "A(b).\n"                          // 1
                                   "B(\xff).\n"                       // 2
                                   "C(\xc0\xaf).\n"                   // 3: overlong
                                   "D(\xed\xa0\x80).\n"               // 4: a surrogate
                                       + QByteArray("E(\0).\r\n", 7)  // 5
                                       + longest + "\n"               // 6: just fits
                                       + longest + "\r\n"             // 7: the same again
                                       + longest + "x\n"              // 8
                                       + longest.repeated(5) + "\r\n" // 9
                                       + "Z(\xf0\x9f\x98\x80).\n",    // 10
                                   path);
        QVERIFY(totals.ok());
        COMPARE_TOTALS(*totals, 10, 3, 1, 6, 0);
        QCOMPARE(rejects.size(), 6);
        const QList<std::pair<qint64, Why>> expected{{2, Why::InvalidUtf8}, {3, Why::InvalidUtf8},
                                                     {4, Why::InvalidUtf8}, {5, Why::NulByte},
                                                     {8, Why::TooLong},     {9, Why::TooLong}};
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(rejects.at(i).line, expected.at(i).first);
            QCOMPARE(rejects.at(i).why, expected.at(i).second);
        }
        QCOMPARE(rejects.at(0).bytes, QByteArray("B(\xff)."));
        QCOMPARE(rejects.at(5).bytes, longest + 'x');
        QCOMPARE(*exported(path), "A(b).\n" + longest + "\nZ(\xf0\x9f\x98\x80).\n");
    }

    void batchesAreBoundedAndAudited()
    {
        const Folder folder;
        const QString path = newBase(folder);
        QVERIFY(import("Live(base).\n", path).ok());
        FactImporter importer;
        QList<qint64> stored;
        QList<double> progress;
        importer.onProgress = [&](const FactImporter::Totals &totals, double done) {
            stored << totals.stored;
            progress << done;
            // What is reported is there for everybody.
            QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 1 + totals.stored);
        };
        FactImporter::Options options;
        options.source = u"file.txt"_s;
        const auto totals = import(importer, numbered(0, 12'000), path, options);
        QVERIFY(totals.ok());
        COMPARE_TOTALS(*totals, 12'000, 12'000, 0, 0, 0);
        QVERIFY(stored.size() >= 4);
        for (int i = 0; i < stored.size(); ++i) {
            QVERIFY(stored.at(i) - (i > 0 ? stored.at(i - 1) : 0) <= 5000);
            QVERIFY(progress.at(i) > 0 && progress.at(i) <= 1 &&
                    (i == 0 || progress.at(i) >= progress.at(i - 1)));
        }
        QCOMPARE(progress.back(), 1.0);
        QCOMPARE(integer(path,
                         u"SELECT sum(json_extract(details, '$.stored')) FROM audit_log"
                         " WHERE operation = 'import' AND json_extract(details, '$.source') = 'file.txt'"_s),
                 12'000);
        const qint64 audited = integer(path, u"SELECT count(*) FROM audit_log"_s);
        QVERIFY(audited >= 3);

        // Nothing stored, nothing to audit.
        QVERIFY(import(numbered(0, 100), path).ok());
        QCOMPARE(integer(path, u"SELECT count(*) FROM audit_log"_s), audited);
    }

    void aPipeHasNoKnownEnd()
    {
        const Folder folder;
        Pipe input(numbered(0, 10), 7);
        FactImporter importer;
        QList<double> progress;
        importer.onProgress = [&](const FactImporter::Totals &, double done) { progress << done; };
        QCOMPARE(importer.run(input, newBase(folder), {})->stored, 10);
        QVERIFY(!progress.isEmpty());
        for (const double done : progress)
            QCOMPARE(done, -1.0);
    }

    void aCancelTakesEffectBetweenBatches()
    {
        const Folder folder;
        const QString path = newBase(folder);
        QVERIFY(import("Live(base).\n", path).ok());
        std::atomic<bool> cancel = false;
        FactImporter importer;
        importer.cancel = &cancel;
        importer.onProgress = [&cancel](const FactImporter::Totals &, double) { cancel = true; };
        const auto totals = import(importer, numbered(0, 12'000), path);
        QVERIFY(totals.ok());
        QVERIFY(totals->cancelled);
        QVERIFY(totals->stored > 0 && totals->stored <= 5000);
        QCOMPARE(totals->read, totals->stored);
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 1 + totals->stored);
        const qint64 before = totals->stored;

        const auto rest = import(numbered(0, 12'000), path);
        QVERIFY(rest.ok());
        QVERIFY(!rest->cancelled);
        COMPARE_TOTALS(*rest, 12'000, 12'000 - before, before, 0, 0);
    }

    void aCancelEndsTheWaitForALock()
    {
        const Folder folder;
        const QString path = newBase(folder);
        OtherProgram other(path);
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        std::atomic<bool> cancel = true;
        FactImporter importer;
        importer.cancel = &cancel;
        FactImporter::Options options;
        options.busyTimeoutMs = 1000 * 1000;
        const auto totals = import(importer, numbered(0, 10), path, options);
        QVERIFY(totals.ok());
        QVERIFY(totals->cancelled);
        COMPARE_TOTALS(*totals, 0, 0, 0, 0, 0);
    }

    void aLockedBaseIsAnError()
    {
        const Folder folder;
        const QString path = newBase(folder);
        OtherProgram other(path);
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        FactImporter::Options options;
        options.busyTimeoutMs = 30;
        const auto totals = import(numbered(0, 10), path, options);
        QVERIFY(!totals.ok());
        QCOMPARE(totals.error().code, ErrorCode::Locked);
        QVERIFY(other.run("COMMIT"));
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 0);
    }

    /// Others may write between our batches, and what they store is a duplicate from then on.
    void othersWriteBetweenTheBatches_data()
    {
        QTest::addColumn<QByteArray>("create");
        QTest::newRow("unique") << QByteArray("CREATE TABLE facts(statement TEXT PRIMARY KEY)");
        QTest::newRow("index") << QByteArray(
            "CREATE TABLE facts(statement TEXT); CREATE INDEX i ON facts(statement)");
        QTest::newRow("no index") << QByteArray("CREATE TABLE facts(statement TEXT)");
    }
    void othersWriteBetweenTheBatches()
    {
        QFETCH(QByteArray, create);
        const Folder folder;
        const QString path = folder.database(u"kb.db"_s, "PRAGMA journal_mode=WAL;" + create +
                                                             ";INSERT INTO facts VALUES('Live(base).')");
        OtherProgram other(path);
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        FactImporter importer;
        int calls = 0;
        importer.onProgress = [&](const FactImporter::Totals &, double) {
            if (++calls == 1)
                QVERIFY(other.run("INSERT INTO facts VALUES('Fact(number, 11999).'), ('Theirs(x).')"));
        };
        const auto totals = import(importer, numbered(0, 12'000), path);
        QVERIFY(totals.ok());
        COMPARE_TOTALS(*totals, 12'000, 11'999, 1, 0, 0);
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 12'002);
        QCOMPARE(integer(path, u"SELECT count(DISTINCT statement) FROM facts"_s), 12'002);
    }

    /// A base without facts can be in use all the same: as long as others write, no transaction is a large
    /// one.
    void anEmptyBaseIsSharedWhileOthersWrite()
    {
        const Folder folder;
        const QString path = newBase(folder);
        OtherProgram other(path);
        FactImporter importer;
        qint64 before = 0;
        qint64 most = 0;
        int theirs = 0;
        importer.onProgress = [&](const FactImporter::Totals &totals, double) {
            most = std::max(most, totals.stored - before);
            before = totals.stored;
            const QByteArray sql =
                "INSERT INTO facts(statement) VALUES('Theirs(" + QByteArray::number(++theirs) + ").')";
            QVERIFY(other.run(sql.constData()));
        };
        const auto totals = import(importer, numbered(0, 40'000), path);
        QVERIFY(totals.ok());
        COMPARE_TOTALS(*totals, 40'000, 40'000, 0, 0, 0);
        QVERIFY2(most <= 5000, QByteArray::number(most).constData());
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 40'000 + theirs);
    }

    void triggersAreRefusedOrRun()
    {
        const Folder folder;
        const QString path = folder.database(
            u"kb.db"_s,
            "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT UNIQUE); CREATE TABLE seen(x);"
            "CREATE TRIGGER note AFTER INSERT ON facts BEGIN INSERT INTO seen VALUES(new.id); END;"
            "CREATE TRIGGER also AFTER DELETE ON facts BEGIN DELETE FROM seen; END;");
        const auto refused = import(numbered(0, 5), path);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::HasTriggers);
        QCOMPARE(refused.error().args, (QStringList{u"facts"_s, u"also, note"_s}));
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 0);

        FactImporter::Options options;
        options.runTriggers = true;
        const auto totals = import(numbered(0, 5) + numbered(0, 5), path, options);
        QVERIFY(totals.ok());
        COMPARE_TOTALS(*totals, 10, 5, 5, 0, 0);
        QCOMPARE(integer(path, u"SELECT count(*) FROM seen"_s), 5);
    }

    void aFullDiskLosesNothingAndTheImportGoesOnLater()
    {
        const Folder folder;
        const QString path = newBase(folder);
        QVERIFY(import(numbered(0, 100), path).ok());
        FactImporter importer;
        FactImporter::Totals reported;
        importer.onProgress = [&reported](const FactImporter::Totals &totals, double) { reported = totals; };
        {
            FullDisk disk(1600 * 1024);
            const auto totals = import(importer, numbered(0, 20'000), path);
            QVERIFY(!totals.ok());
            QCOMPARE(totals.error().code, ErrorCode::DiskFull);
            QCOMPARE(totals.error().args, QStringList{path});
        }
        QVERIFY(reported.stored > 0 && reported.stored < 19'900);
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 100 + reported.stored);
        QCOMPARE(integer(path, u"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"_s),
                 1);
        const auto rest = import(numbered(0, 20'000), path);
        QVERIFY(rest.ok());
        COMPARE_TOTALS(*rest, 20'000, 19'900 - reported.stored, 100 + reported.stored, 0, 0);
        QCOMPARE(folder.names(), QStringList{u"kb.db"_s});
    }

    /// With the WAL-reset defect nothing checkpoints while we write.
    void aLargeWalIsFoldedInWhereTheBaseIsOurs_data()
    {
        QTest::addColumn<bool>("others");
        QTest::newRow("ours alone") << false;
        QTest::newRow("others have it open") << true;
    }
    void aLargeWalIsFoldedInWhereTheBaseIsOurs()
    {
        if (!hasWalResetDefect(sqlite3_libversion_number()))
            QSKIP("this SQLite checkpoints by itself");
        QFETCH(bool, others);
        const Folder folder;
        const QString path = newBase(folder);
        QVERIFY(import("Live(base).\n", path).ok());
        std::optional<OtherProgram> other;
        if (others) {
            other.emplace(path);
            QVERIFY(other->run("SELECT count(*) FROM facts"));
        }
        FactImporter importer;
        qint64 largest = 0;
        importer.onProgress = [&](const FactImporter::Totals &, double) {
            largest = std::max(largest, QFileInfo(path + u"-wal"_s).size());
        };
        FactImporter::Options options;
        options.foldWalAtBytes = 1024 * 1024;
        const auto totals = import(importer, numbered(0, 20'000), path, options);
        QVERIFY(totals.ok());
        QCOMPARE(totals->stored, 20'000);
        const qint64 all = QFileInfo(path).size();
        if (others) {
            QVERIFY(QFileInfo(path + u"-wal"_s).size() > 2 * options.foldWalAtBytes);
            QVERIFY(other->run("SELECT count(*) FROM facts"));
            QCOMPARE(other->value(), QByteArray("20001"));
        } else {
            QVERIFY2(largest < all, qPrintable(u"%1 of %2"_s.arg(largest).arg(all)));
            QCOMPARE(folder.names(), QStringList{u"kb.db"_s});
        }
    }

    void aNewBaseIsMadeOnce()
    {
        const Folder folder;
        const QString path = newBase(folder);
        QCOMPARE(folder.names(), QStringList{u"kb.db"_s});
        QCOMPARE(integer(path, u"SELECT count(*) FROM facts"_s), 0);
        const QStringList before = folder.listing();
        const auto again = createBase(path);
        QVERIFY(!again.ok());
        QCOMPARE(again.error().code, ErrorCode::FileExists);
        QCOMPARE(folder.listing(), before);
    }

    void aNewBaseThatFailsLeavesNothing()
    {
        const Folder folder;
        for (const int bytes : {0, 2000, 6000, 20'000}) {
            FullDisk disk(bytes);
            const auto made = createBase(folder.file(u"kb.db"_s));
            QVERIFY2(!made.ok(), qPrintable(QString::number(bytes)));
            QCOMPARE(made.error().code, ErrorCode::DiskFull);
            QCOMPARE(folder.names(), QStringList());
        }
    }
};

HAKGAL_TEST_MAIN(tst_FactImporter)
#include "tst_FactImporter.moc"
