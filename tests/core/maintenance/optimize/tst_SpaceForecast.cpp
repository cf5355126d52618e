// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/SpaceForecast.h"
#include "tests/support/LiveBase.h"
#include "tests/support/Sample.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <cmath>

using namespace hakgal;
using namespace support;

namespace {

/// The real statements, over and over with a number, so that each is another one.
void storeSample(Plain &base, int copies)
{
    const QByteArrayList lines = test::sampleBytes().split('\n');
    base.run("BEGIN");
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(base.handle(), "INSERT INTO facts(statement, source) VALUES(?1, 'sample')", -1,
                       &insert, nullptr);
    for (int copy = 0; copy < copies; ++copy) {
        for (const QByteArray &line : lines) {
            const QByteArray text = copy == 0 ? line : line + " % " + QByteArray::number(copy);
            sqlite3_bind_text(insert, 1, text.constData(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
    }
    sqlite3_finalize(insert);
    base.run("COMMIT");
}

} // namespace

class tst_SpaceForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatVacuumLeavesIsWithinFivePercent_data()
    {
        QTest::addColumn<int>("pageSize");
        QTest::addColumn<int>("copies");
        QTest::addColumn<QByteArray>("holes");
        const QByteArray indices = "CREATE INDEX a ON facts(statement); CREATE INDEX b ON facts(source, "
                                   "statement);";
        QTest::newRow("every third fact deleted")
            << 4096 << 10 << QByteArray("DELETE FROM facts WHERE id%3=0");
        QTest::newRow("nine of ten deleted, with indices")
            << 4096 << 10 << indices + "DELETE FROM facts WHERE id%10<>0";
        QTest::newRow("index dropped") << 4096 << 10 << indices + "DROP INDEX b";
        QTest::newRow("index filled in random order")
            << 4096 << 6
            << QByteArray(
                   "CREATE INDEX r ON facts(timestamp); UPDATE facts SET timestamp=hex(randomblob(12));"
                   "DELETE FROM facts WHERE id%2=0");
        QTest::newRow("a whole range deleted")
            << 4096 << 10 << indices + "DELETE FROM facts WHERE id BETWEEN 5000 AND 25000";
        QTest::newRow("small pages") << 1024 << 8 << indices + "DELETE FROM facts WHERE id%3<>0";
        QTest::newRow("large pages") << 32768 << 8 << indices + "DELETE FROM facts WHERE id%3<>0";
        QTest::newRow("statements that grew, with overflow pages")
            << 4096 << 3
            << QByteArray("UPDATE facts SET statement=statement||hex(zeroblob(3000)) WHERE id%5=0;"
                          "DELETE FROM facts WHERE id%4=0");
        QTest::newRow("rows of a third of a page")
            << 4096 << 2
            << QByteArray("UPDATE facts SET source=hex(randomblob(500+id%300)); DELETE FROM facts WHERE "
                          "id%3=0");
        QTest::newRow("auto_vacuum") << 4096 << -10 << QByteArray("DELETE FROM facts WHERE id%3<>0");
        QTest::newRow("nothing deleted") << 4096 << 10 << QByteArray(indices);
    }
    void whatVacuumLeavesIsWithinFivePercent()
    {
        if (test::sampleBytes().isEmpty())
            QSKIP("the sample is not at hand");
        QFETCH(int, pageSize);
        QFETCH(int, copies);
        QFETCH(QByteArray, holes);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("kb.db"));
        {
            Plain base(path, true);
            QVERIFY(base.run("PRAGMA synchronous=OFF; PRAGMA page_size=" + QByteArray::number(pageSize)));
            QVERIFY(copies > 0 || base.run("PRAGMA auto_vacuum=INCREMENTAL"));
            QVERIFY(base.run("CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT, source TEXT, "
                             "timestamp TEXT)"));
            storeSample(base, std::abs(copies));
            QVERIFY(base.run(holes));
        }
        SpaceForecast forecast;
        {
            auto database = Database::open(path, {});
            QVERIFY(database);
            JobContext context({}, nullptr);
            const auto found = forecastSpace(**database, context);
            QVERIFY(found);
            if (!*found)
                QSKIP("this SQLite has no dbstat");
            forecast = **found;
        }
        Plain base(path);
        QCOMPARE(forecast.pages, base.integer("PRAGMA page_count"));
        QVERIFY(base.run("VACUUM"));
        const qint64 really = base.integer("PRAGMA page_count");
        const double off =
            100.0 * static_cast<double>(forecast.pagesAfter - really) / static_cast<double>(really);
        qInfo("%lld pages, %lld predicted, %lld after VACUUM: %+.2f %%",
              static_cast<long long>(forecast.pages), static_cast<long long>(forecast.pagesAfter),
              static_cast<long long>(really), off);
        QVERIFY(std::abs(off) <= 5);
    }

    void itCanBeCancelled()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("kb.db"));
        makeBase(path, 20'000);
        auto database = Database::open(path, {});
        QVERIFY(database);
        const std::atomic<bool> cancel{true};
        JobContext context({}, &cancel);
        (*database)->setCancelFlag(&cancel);
        const auto found = forecastSpace(**database, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Interrupted);
    }

    void aTableThatIsCalledLikeTheSourceOfItIsNotBelieved()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("kb.db"));
        makeBase(path, 100);
        QVERIFY(
            Plain(path).run("CREATE TABLE dbstat(name, pagetype, pgsize, unused, ncell); INSERT INTO dbstat "
                            "VALUES('facts', 'leaf', 4096, 0, 1)"));
        auto database = Database::open(path, {});
        QVERIFY(database);
        JobContext context({}, nullptr);
        const auto found = forecastSpace(**database, context);
        QVERIFY(found);
        QVERIFY(!*found);
    }
};

QTEST_GUILESS_MAIN(tst_SpaceForecast)
#include "tst_SpaceForecast.moc"
