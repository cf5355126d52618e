// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/repair/Rebuild.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/store/OpenPolicy.h"
#include "tests/core/maintenance/repair/BrokenBase.h"
#include "tests/support/Sample.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

using namespace hakgal;
using namespace support;

Q_DECLARE_METATYPE(support::Break)

namespace {

/// Of everything that SQLite knows, some.
const QByteArray kRichSchema =
    "CREATE TABLE \"odd \"\" name\"(rowid TEXT, _rowid_ INTEGER, \"select\" BLOB, oid REAL, UNIQUE(rowid));"
    "CREATE TABLE pairs(a TEXT, b TEXT, n REAL, PRIMARY KEY(a, b)) WITHOUT ROWID;"
    "CREATE TABLE counted(id INTEGER PRIMARY KEY AUTOINCREMENT, x, y AS (x || '!') VIRTUAL,"
    " z AS (length(x)) STORED, CHECK(x <> 'forbidden'));"
    "CREATE TABLE keyless(x); CREATE TABLE parent(id INTEGER PRIMARY KEY);"
    "CREATE TABLE child(p REFERENCES parent(id));"
    "CREATE INDEX idx_upper ON keyless(upper(x)) WHERE x IS NOT NULL;"
    "CREATE INDEX \"idx_y\" ON counted(y COLLATE NOCASE DESC);"
    "CREATE VIEW short AS SELECT statement FROM facts WHERE length(statement) < 9;"
    "CREATE TRIGGER watch AFTER INSERT ON keyless BEGIN INSERT INTO counted(x) VALUES('fired'); END;"
    "CREATE VIRTUAL TABLE words USING fts5(text);"
    "INSERT INTO \"odd \"\" name\" VALUES('a', 5, x'00ff', 1.5), ('b', NULL, 'text', 2);"
    "INSERT INTO pairs VALUES('z','y',0.1),('a','b',2),('a','a',NULL);"
    "INSERT INTO counted(id, x) VALUES(5, 'five'),(90, 'ninety'); DELETE FROM counted WHERE id=90;"
    "INSERT INTO keyless(rowid, x) VALUES(7,'seven'),(1000,NULL),(-3,'minus');"
    "DELETE FROM keyless WHERE rowid=1000; INSERT INTO child VALUES(12345);"
    "INSERT INTO words VALUES('the quick brown fox'),('jumps over');"
    "PRAGMA user_version=77; PRAGMA application_id=1234567; ANALYZE;";

} // namespace

class tst_Rebuild : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }

    static Result<Rebuild::Rebuilt> rebuild(const QString &path, const std::atomic<bool> *cancel = nullptr)
    {
        JobContext context({}, cancel);
        return Rebuild::run(path, context);
    }
    void makeRich(const BaseForm &form = {})
    {
        makeBase(kb(), 2000, form);
        Plain base(kb());
        QVERIFY2(base.run(kRichSchema), sqlite3_errmsg(base.handle()));
        QVERIFY(base.run("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    bool nothingIsLeft() const
    {
        return QDir(StatePaths(kb()).folder() + QStringLiteral("/scratch")).isEmpty(QDir::Files);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }

    void everythingComesBackBehindADamagedIndex_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::addColumn<int>("pageSize");
        QTest::addColumn<Break>("how");
        QTest::addColumn<bool>("rootOnly");
        QTest::newRow("WAL, zeroed") << true << 4096 << Break::Zeroed << false;
        QTest::newRow("WAL, overwritten") << true << 1024 << Break::Overwritten << false;
        QTest::newRow("rollback, zeroed") << false << 512 << Break::Zeroed << false;
        QTest::newRow("rollback, overwritten") << false << 65536 << Break::Overwritten << false;
        QTest::newRow("only the root") << true << 1024 << Break::Zeroed << true;
    }
    void everythingComesBackBehindADamagedIndex()
    {
        QFETCH(bool, wal);
        QFETCH(int, pageSize);
        QFETCH(Break, how);
        QFETCH(bool, rootOnly);
        BaseForm form;
        form.wal = wal;
        form.pageSize = pageSize;
        makeRich(form);
        const auto before = contentOf(kb());
        const FileIdentity file = statFile(kb()).identity;
        breakIndex(kb(), "idx_statement", how, rootOnly);
        QVERIFY(integrityOf(kb()) != "ok");
        QVERIFY(!Plain(kb()).run("REINDEX idx_statement") || integrityOf(kb()) != "ok" || rootOnly);

        const auto rebuilt = rebuild(kb());
        QVERIFY2(rebuilt, rebuilt ? "" : qPrintable(rebuilt.error().detail));
        QCOMPARE(rebuilt->facts, 2000);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(statFile(kb()).identity, file); // the same file, for all who have it open
        QCOMPARE(contentOf(kb()), before);
        Plain live(kb());
        QCOMPARE(live.text("PRAGMA journal_mode"), QByteArray(wal ? "wal" : "delete"));
        QCOMPARE(live.integer("SELECT count(*) FROM words WHERE words MATCH 'fox'"), 1);
        QCOMPARE(live.integer("SELECT count(*) FROM counted WHERE x='fired'"), 3); // not once more
        QVERIFY(live.run("INSERT INTO counted(x) VALUES('next')"));
        QCOMPARE(live.integer("SELECT max(id) FROM counted"), 94);
        QVERIFY(live.text("SELECT details FROM audit_log WHERE operation='repair'").contains("\"rebuild\""));
        QVERIFY(nothingIsLeft());
    }

    void theSampleComesBackWhole_data()
    {
        QTest::addColumn<Break>("how");
        QTest::newRow("zeroed") << Break::Zeroed;
        QTest::newRow("overwritten") << Break::Overwritten;
    }
    void theSampleComesBackWhole()
    {
        QFETCH(Break, how);
        QByteArray lines = hakgal::test::sampleBytes();
        if (lines.isEmpty())
            QSKIP("the sample knowledge base is not at hand");
        QVERIFY(createBase(kb()));
        QBuffer input(&lines);
        QVERIFY(input.open(QIODevice::ReadOnly));
        FactImporter importer;
        const auto totals = importer.run(input, kb(), {});
        QVERIFY(totals);
        const auto before = contentOf(kb());
        for (const char *index : {"idx_statement", "idx_predicate", "idx_subject", "idx_predicate_subject"})
            breakIndex(kb(), index, how);
        const auto rebuilt = rebuild(kb());
        QVERIFY2(rebuilt, rebuilt ? "" : qPrintable(rebuilt.error().detail));
        QCOMPARE(rebuilt->facts, totals->stored);
        QCOMPARE(contentOf(kb()), before);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void encodingAndAutoVacuumStay_data()
    {
        QTest::addColumn<QByteArray>("pragmas");
        QTest::newRow("UTF-16le") << QByteArray("PRAGMA encoding='UTF-16le'");
        QTest::newRow("UTF-16be, incremental")
            << QByteArray("PRAGMA encoding='UTF-16be'; PRAGMA auto_vacuum=2");
        QTest::newRow("full") << QByteArray("PRAGMA auto_vacuum=1");
    }
    void encodingAndAutoVacuumStay()
    {
        QFETCH(QByteArray, pragmas);
        {
            Plain base(kb(), true);
            QVERIFY(base.run(pragmas +
                             "; CREATE TABLE facts(statement TEXT); CREATE INDEX i ON "
                             "facts(statement); INSERT INTO facts VALUES('Größe(ä, 😀).'),('B(c).')"));
        }
        const auto before = contentOf(kb());
        breakIndex(kb(), "i", Break::Zeroed);
        QVERIFY(rebuild(kb()));
        QCOMPARE(contentOf(kb()), before);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void aDamagedTableIsRefusedAndNothingChanges_data()
    {
        QTest::addColumn<Break>("how");
        QTest::newRow("zeroed") << Break::Zeroed;
        QTest::newRow("overwritten") << Break::Overwritten;
    }
    void aDamagedTableIsRefusedAndNothingChanges()
    {
        QFETCH(Break, how);
        makeBase(kb(), 3000);
        const auto pages = pagesOf(kb(), "facts");
        QVERIFY(pages.size() > 5);
        overwrite(kb(), (pages[pages.size() / 2] - 1) * 4096,
                  QByteArray(4096, how == Break::Zeroed ? '\0' : '\x5a'));
        const QByteArray bytes = bytesOf(kb());
        const auto rebuilt = rebuild(kb());
        QVERIFY(!rebuilt);
        QCOMPARE(errorName(rebuilt.error().code), errorName(ErrorCode::Damaged));
        QCOMPARE(bytesOf(kb()), bytes);
        QVERIFY(nothingIsLeft());
    }

    void rowsThatTheirTableForbidsAreRefused()
    {
        makeBase(kb(), 10);
        {
            Plain base(kb());
            QVERIFY(base.run("PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql=replace(sql, "
                             "'source TEXT', 'source TEXT NOT NULL') WHERE name='facts'"));
            QVERIFY(base.run("UPDATE facts SET source=NULL WHERE id=3; PRAGMA writable_schema=RESET"));
        }
        const QByteArray bytes = bytesOf(kb());
        const auto rebuilt = rebuild(kb());
        QVERIFY(!rebuilt);
        QVERIFY2(rebuilt.error().detail.contains(QLatin1String("NOT NULL")),
                 qPrintable(rebuilt.error().detail));
        QCOMPARE(bytesOf(kb()), bytes);
    }

    void aTamperedSchemaRunsNothing_data()
    {
        QTest::addColumn<QByteArray>("tamper");
        QTest::addColumn<bool>("rebuilds");
        const QByteArray update = "UPDATE sqlite_master SET sql=";
        QTest::newRow("triggers that never end")
            << QByteArray(
                   "INSERT INTO sqlite_master VALUES('trigger','t','facts',0,'CREATE TRIGGER t AFTER "
                   "INSERT ON facts BEGIN INSERT INTO facts(statement) VALUES(new.statement||1); END')")
            << true;
        QTest::newRow("an endless view")
            << QByteArray(
                   "INSERT INTO sqlite_master VALUES('view','v','v',0,'CREATE VIEW v AS WITH RECURSIVE "
                   "c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c')")
            << true;
        QTest::newRow("an index with a name like SQL")
            << QByteArray("CREATE INDEX \"[x]\"\"; DROP TABLE facts;--\" ON facts(source)") << true;
        QTest::newRow("a table made of a query")
            << update +
                   "'CREATE TABLE extra AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
                   "SELECT x FROM c' WHERE name='extra'"
            << false;
    }
    void aTamperedSchemaRunsNothing()
    {
        QFETCH(QByteArray, tamper);
        QFETCH(bool, rebuilds);
        makeBase(kb(), 100);
        {
            Plain base(kb());
            QVERIFY(base.run("CREATE TABLE extra(x); PRAGMA writable_schema=ON"));
            QVERIFY2(base.run(tamper), sqlite3_errmsg(base.handle()));
        }
        const QByteArray bytes = bytesOf(kb());
        const auto rebuilt = rebuild(kb());
        if (rebuilds) {
            QVERIFY2(rebuilt, rebuilt ? "" : qPrintable(rebuilt.error().detail));
            QCOMPARE(rebuilt->facts, 100);
            QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts"), 100);
        } else {
            QVERIFY(!rebuilt);
            QCOMPARE(bytesOf(kb()), bytes);
        }
        QVERIFY(nothingIsLeft());
    }

    void aStatementBeyondAllBoundsIsRefused()
    {
        makeBase(kb(), 10);
        QVERIFY(Plain(kb()).run("INSERT INTO facts(statement) VALUES(zeroblob(200000000))"));
        const auto rebuilt = rebuild(kb());
        QVERIFY(!rebuilt);
        QVERIFY2(rebuilt.error().detail.contains(QLatin1String("too big")),
                 qPrintable(rebuilt.error().detail));
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts"), 11);
        QVERIFY(nothingIsLeft());
    }

    void aCancelLeavesTheOldState()
    {
        makeBase(kb(), 200'000);
        breakIndex(kb(), "idx_statement", Break::Zeroed);
        const QByteArray bytes = bytesOf(kb());
        // Where the job is when it is asked to stop: told by its own progress.
        for (int percent = 0; percent < 100; percent += 10) {
            std::atomic<bool> cancel{percent == 0};
            bool tooLate = false;
            JobContext context(
                [&](const JobProgress &progress) {
                    if (progress.done * 100 < percent || cancel)
                        return;
                    tooLate = !progress.cancellable || progress.step == QLatin1String("check");
                    cancel = true;
                },
                &cancel);
            const auto rebuilt = Rebuild::run(kb(), context);
            QVERIFY(nothingIsLeft());
            if (rebuilt) {
                QVERIFY2(tooLate, QByteArray::number(percent).constData());
                QCOMPARE(integrityOf(kb()), QByteArray("ok"));
                QCOMPARE(countOf(kb(), "Old"), 200'000);
                QVERIFY(percent >= 50);
                break;
            }
            QCOMPARE(errorName(rebuilt.error().code), errorName(ErrorCode::Interrupted));
            QVERIFY(bytesOf(kb()) == bytes);
        }
    }

    void whoWritesMeanwhileLosesNothing()
    {
        makeBase(kb(), 3000);
        WriterProcess writer(kb(), 1, 1);
        QVERIFY(writer.waitForMore());
        int outrun = 0;
        for (int round = 0; round < 3; ++round) {
            const auto rebuilt = rebuild(kb());
            if (rebuilt)
                continue;
            QCOMPARE(errorName(rebuilt.error().code), errorName(ErrorCode::ChangedMeanwhile));
            ++outrun;
        }
        QVERIFY2(writer.finish(), writer.complaints().constData());
        qInfo("outrun %d times of 3", outrun);
        QVERIFY(rebuild(kb())); // nobody is there any more
        QVERIFY(Plain(kb()).statements().contains(writer.acknowledged()));
        QCOMPARE(countOf(kb(), "Old"), 3000);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (const auto code = runWriter(QCoreApplication::arguments()))
        return *code;
    tst_Rebuild test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Rebuild.moc"
