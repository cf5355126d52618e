// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/AuditLogReader.h"
#include "tests/support/Folder.h"

#include <QDateTime>
#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kDetails =
    "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, details TEXT);";
constexpr auto kPayload =
    "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, event TEXT, payload TEXT, hash TEXT);";

qint64 ms(const char *iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

} // namespace

class tst_AuditLogReader : public QObject
{
    Q_OBJECT
private:
    Folder m_folder;

    Result<std::vector<AuditRow>> read(const QByteArray &sql, qint64 sinceMs = 0, int limit = 100)
    {
        QFile::remove(m_folder.file(u"kb.db"_s));
        auto database = Database::open(m_folder.database(u"kb.db"_s, sql), {});
        if (!database)
            return database.error();
        return readAuditLog(**database, sinceMs, limit);
    }

private Q_SLOTS:
    void bothFormsAreReadNewestFirst_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("columns");
        QTest::newRow("details") << QByteArray(kDetails) << QByteArray("timestamp, operation, details");
        QTest::newRow("payload") << QByteArray(kPayload) << QByteArray("timestamp, event, payload");
        QTest::newRow("no rowid") << QByteArray("CREATE TABLE audit_log(timestamp TEXT, operation TEXT, "
                                                "details TEXT, PRIMARY KEY(timestamp)) WITHOUT ROWID;")
                                  << QByteArray("timestamp, operation, details");
        QTest::newRow("hidden rowid") << QByteArray("CREATE TABLE AUDIT_LOG(rowid TEXT, Timestamp TEXT, "
                                                    "Operation TEXT, details TEXT);")
                                      << QByteArray("timestamp, operation, details");
    }
    void bothFormsAreReadNewestFirst()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, columns);
        const auto rows =
            read(table + "INSERT INTO audit_log(" + columns +
                 ") VALUES('2026-01-01T00:00:00Z', 'add', '{}'),"
                 "('2026-01-02T00:00:00Z', 'drop', 'a < b'), ('2026-01-03T00:00:00Z', 'x', NULL)");
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(3));
        QCOMPARE(rows->at(0).operation, u"x"_s);
        QCOMPARE(rows->at(0).details, QString());
        QCOMPARE(rows->at(1).details, u"a < b"_s);
        QCOMPARE(rows->at(2).atMs, ms("2026-01-01T00:00:00Z"));
    }

    void timesAreUnderstood_data()
    {
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<qint64>("atMs");
        QTest::newRow("ours") << QByteArray("'2026-01-31T16:58:12Z'") << ms("2026-01-31T16:58:12Z");
        QTest::newRow("SQLite's") << QByteArray("'2026-01-31 16:58:12'") << ms("2026-01-31T16:58:12Z");
        QTest::newRow("microseconds")
            << QByteArray("'2026-01-31T16:58:12.345678'") << ms("2026-01-31T16:58:12.346Z");
        QTest::newRow("zone") << QByteArray("'2026-01-31T16:58:12+02:00'") << ms("2026-01-31T14:58:12Z");
        QTest::newRow("seconds") << QByteArray("1769878692") << ms("2026-01-31T16:58:12Z");
        QTest::newRow("fractions") << QByteArray("1769878692.5") << ms("2026-01-31T16:58:12.500Z");
        QTest::newRow("milliseconds") << QByteArray("1769878692000") << ms("2026-01-31T16:58:12Z");
        QTest::newRow("words") << QByteArray("'yesterday'") << qint64(0);
        QTest::newRow("nothing") << QByteArray("NULL") << qint64(0);
        QTest::newRow("negative") << QByteArray("-5") << qint64(0);
        QTest::newRow("endless") << QByteArray("9e999") << qint64(0);
        QTest::newRow("bytes") << QByteArray("x'00ff00'") << qint64(0);
    }
    void timesAreUnderstood()
    {
        QFETCH(QByteArray, stored);
        const auto rows = read(QByteArray("CREATE TABLE audit_log(timestamp, operation, details);") +
                               "INSERT INTO audit_log VALUES(" + stored + ", 'add', '')");
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        QTEST(rows->front().atMs, "atMs");
    }

    void onlyTheNewestAreRead()
    {
        const auto rows =
            read(QByteArray(kDetails) +
                     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) "
                     "INSERT INTO audit_log(timestamp, operation) SELECT i, 'op'||i FROM n",
                 0, 10);
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(10));
        QCOMPARE(rows->front().operation, u"op5000"_s);
        QCOMPARE(rows->back().operation, u"op4991"_s);
        QVERIFY(read(kDetails, 0, -1)->empty());
    }

    void olderRowsAreLeftOutWhereTheirTimeIsKnown()
    {
        const auto rows = read(QByteArray(kDetails) + "INSERT INTO audit_log(timestamp, operation) VALUES"
                                                      "(100, 'old'), ('?', 'unknown'), (300, 'new')",
                               200'000);
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(2));
        QCOMPARE(rows->front().operation, u"new"_s);
    }

    void hugeTextsAreCut()
    {
        const auto rows = read(QByteArray(kDetails) + "INSERT INTO audit_log(timestamp, operation, details) "
                                                      "VALUES(1, 'op', hex(zeroblob(5000000)))");
        QVERIFY(rows);
        QCOMPARE(rows->front().details.size(), kMostAuditText);
    }

    void whatIsNoAuditLogGivesNothing_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("none") << QByteArray("CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT)");
        QTest::newRow("another form") << QByteArray("CREATE TABLE audit_log(a, b); "
                                                    "INSERT INTO audit_log VALUES(1, 2)");
        QTest::newRow("a view") << QByteArray("CREATE VIEW audit_log AS WITH RECURSIVE n(i) AS (SELECT 1 "
                                              "UNION ALL SELECT i FROM n) SELECT i AS timestamp, i AS "
                                              "operation, i AS details FROM n");
    }
    void whatIsNoAuditLogGivesNothing()
    {
        QFETCH(QByteArray, sql);
        const auto rows = read(sql);
        QVERIFY(rows);
        QVERIFY(rows->empty());
    }
};

QTEST_GUILESS_MAIN(tst_AuditLogReader)
#include "tst_AuditLogReader.moc"
