// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/IndexAgreement.h"
#include "tests/support/LiveBase.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <random>

using namespace hakgal;
using namespace support;

// The oracle is SQLite's own integrity_check.
class tst_IndexAgreement : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path() const { return m_folder->filePath(QStringLiteral("kb.db")); }

    /// 600 facts with generated columns and four indices, a REAL column, NULLs and texts of all lengths.
    void makeFacts(const QByteArray &more = {})
    {
        const QByteArray sql =
            "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, weight REAL, note BLOB,"
            " predicate TEXT GENERATED ALWAYS AS (substr(statement, 1, instr(statement, '(') - 1)) VIRTUAL);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)"
            "INSERT INTO facts SELECT i, 'Is' || (i % 7) || '(Thing' || (i * 7919 % 601) || ', '"
            " || substr(hex(zeroblob(i % 90)), 1, i % 90) || ').', CASE WHEN i % 5 THEN i / 2.0 END,"
            " CASE WHEN i % 3 THEN zeroblob(i % 11) END FROM n;"
            "CREATE UNIQUE INDEX by_statement ON facts(statement);"
            "CREATE INDEX by_predicate ON facts(predicate);"
            "CREATE UNIQUE INDEX by_weight ON facts(weight);"
            "CREATE INDEX by_both ON facts(predicate, note);" +
            more;
        QVERIFY(Plain(path(), true).run(sql));
    }

    Result<IndexAgreement> check() const
    {
        const auto database = Database::open(path(), {});
        if (!database)
            return database.error();
        return IndexAgreement::check(**database);
    }
    QString pragma(const QString &name) const
    {
        const auto database = Database::open(path(), {});
        const auto said = database ? (*database)->text(name) : Result<QString>(database.error());
        return said ? *said : said.error().detail;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void soundIndicesAgree()
    {
        makeFacts();
        const auto found = check();
        QVERIFY(found);
        QCOMPARE(found->state, IndexAgreement::State::Agrees);
    }

    void otherKindsOfIndexAreLeftToIntegrityCheck_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("expression") << QByteArray("CREATE INDEX other ON facts(upper(statement));");
        QTest::newRow("some rows") << QByteArray("CREATE INDEX other ON facts(note) WHERE weight > 3;");
        QTest::newRow("collation") << QByteArray("CREATE INDEX other ON facts(statement COLLATE NOCASE);");
        QTest::newRow("descending") << QByteArray("CREATE INDEX other ON facts(statement DESC);");
        QTest::newRow("without rowid") << QByteArray("CREATE TABLE other(a PRIMARY KEY, b) WITHOUT ROWID;");
    }
    void otherKindsOfIndexAreLeftToIntegrityCheck()
    {
        QFETCH(QByteArray, sql);
        makeFacts(sql);
        const auto found = check();
        QVERIFY(found);
        QCOMPARE(found->state, IndexAgreement::State::CannotSay);
        QVERIFY(found->index.contains(QLatin1String("other")));
    }

    void anIndexThatMissesARowIsNamed()
    {
        // The schema is told to know nothing of the index while a row is changed.
        makeFacts("PRAGMA writable_schema=ON;"
                  "UPDATE sqlite_master SET sql='CREATE INDEX by_predicate ON facts(statement)'"
                  " WHERE name='by_predicate';");
        const auto found = check();
        QVERIFY(found);
        QCOMPARE(found->state, IndexAgreement::State::Differs);
        QCOMPARE(found->index, QStringLiteral("by_predicate"));
    }

    /// Together with quick_check it says what integrity_check says, whatever byte is changed.
    void withQuickCheckItSaysWhatIntegrityCheckSays()
    {
        makeFacts();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray sound = file.readAll();
        std::mt19937 random(20);
        int damaged = 0;
        int onlyByIndices = 0;
        for (int round = 0; round < 250; ++round) {
            QByteArray bytes = sound;
            const auto at = qsizetype(4096 + random() % quint64(sound.size() - 4096));
            bytes[at] = char(bytes[at] ^ (1 << (random() % 8)));
            file.seek(0);
            file.write(bytes);
            file.flush();
            const bool ok = pragma(QStringLiteral("PRAGMA integrity_check(1)")) == QLatin1String("ok");
            const bool quick = pragma(QStringLiteral("PRAGMA quick_check(1)")) == QLatin1String("ok");
            const auto found = check();
            const bool agrees = found && found->state == IndexAgreement::State::Agrees;
            QVERIFY2(ok == (quick && agrees),
                     qPrintable(QStringLiteral("byte %1: integrity_check %2, quick_check %3, agreement %4")
                                    .arg(at)
                                    .arg(ok)
                                    .arg(quick)
                                    .arg(agrees)));
            damaged += ok ? 0 : 1;
            onlyByIndices += quick && !agrees ? 1 : 0;
        }
        QVERIFY(damaged > 60);
        QVERIFY(onlyByIndices > 12);
    }
};

QTEST_GUILESS_MAIN(tst_IndexAgreement)
#include "tst_IndexAgreement.moc"
