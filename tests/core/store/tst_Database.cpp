// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Database.h"
#include "core/store/Transaction.h"
#include "tests/support/Folder.h"
#include "tests/support/OtherProgram.h"

#include <QScopeGuard>
#include <QTest>

#include <thread>

using namespace hakgal;
using namespace hakgal::test;
using Access = OpenPolicy::Access;

namespace {

const QByteArray kTable = "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);"
                          "INSERT INTO facts(statement) VALUES('A(b).');";
const QString kEndless =
    QStringLiteral("WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n");

Result<std::unique_ptr<Database>> open(const QString &path, Access access = Access::Watch,
                                       ErrorCounter *errors = nullptr, bool triggers = false)
{
    Database::Options options;
    options.access = access;
    options.errors = errors;
    options.triggers = triggers;
    return Database::open(path, options);
}

} // namespace

class tst_Database : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMissingFileIsNotMade()
    {
        const Folder folder;
        for (const Access access : {Access::Watch, Access::Change}) {
            const auto database = open(folder.file(QStringLiteral("none.db")), access);
            QVERIFY(!database.ok());
            QCOMPARE(database.error().code, ErrorCode::FileMissing);
        }
        QVERIFY(folder.names().isEmpty());
    }

    void anyNameCanBeOpened_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"plain.db", "with space.db", "hash#tag.db", "percent%41%20.db", "quote'.db", "a&immutable=1.db",
              "semi;colon,.db", "Wissen \xc3\xbc\xe2\x82\xac.db", "+.db"})
            QTest::newRow(name) << QString::fromUtf8(name);
#ifndef Q_OS_WIN // where no file can have such a name
        for (const char *name : {"question?mode=rwc.db", "quotes\".db", "back\\slash.db"})
            QTest::newRow(name) << QString::fromUtf8(name);
#endif
    }
    void anyNameCanBeOpened()
    {
        QFETCH(QString, name);
        const Folder folder;
        const QString path = folder.database(name, "PRAGMA journal_mode=WAL;" + kTable);
        for (const Access access : {Access::Watch, Access::Change}) {
            const auto database = open(path, access);
            QVERIFY2(database.ok(), qPrintable(database ? QString() : database.error().detail));
            QCOMPARE(*(*database)->integer(QStringLiteral("SELECT count(*) FROM facts")), 1);
        }
        QCOMPARE(folder.names(), QStringList{name});
    }

    void aWatchingConnectionCannotWrite()
    {
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable));
        QVERIFY(!(*database)->execute(QStringLiteral("DELETE FROM facts")).ok());
        QVERIFY(!(*database)->execute(QStringLiteral("CREATE TABLE x(y)")).ok());
        QCOMPARE(*(*database)->integer(QStringLiteral("SELECT count(*) FROM facts")), 1);
    }

    void connectionsAreHardened()
    {
        const Folder folder;
        const QString path = folder.database(
            QStringLiteral("kb.db"),
            kTable + "CREATE VIEW seen AS SELECT * FROM facts;"
                     "CREATE TABLE log(x);"
                     "CREATE TRIGGER t AFTER INSERT ON facts BEGIN INSERT INTO log VALUES(1); END;");
        for (const Access access : {Access::Watch, Access::Change}) {
            const auto opened = open(path, access);
            QVERIFY(opened.ok());
            Database &database = **opened;
            QCOMPARE(*database.integer(QStringLiteral("PRAGMA trusted_schema")), 0);
            QCOMPARE(*database.integer(QStringLiteral("PRAGMA cell_size_check")), 1);
            QCOMPARE(*database.integer(QStringLiteral("PRAGMA mmap_size")), 0);
            QCOMPARE(*database.integer(QStringLiteral("PRAGMA cache_size")), -2048);
            for (const int option : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
                                     SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, SQLITE_DBCONFIG_WRITABLE_SCHEMA,
                                     SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DML}) {
                int on = -1;
                QCOMPARE(sqlite3_db_config(database.handle(), option, -1, &on), SQLITE_OK);
                QCOMPARE(on, 0);
            }
            int defensive = -1;
            sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
            QCOMPARE(defensive, 1);
            QCOMPARE(sqlite3_limit(database.handle(), SQLITE_LIMIT_LENGTH, -1), 64 * 1024 * 1024);
            QVERIFY(!database.integer(QStringLiteral("SELECT count(*) FROM seen")).ok());
            QVERIFY(!database.text(QStringLiteral("SELECT load_extension('x')")).ok());
            // A row beyond the length limit is refused and not read.
            QVERIFY(!database.text(QStringLiteral("SELECT zeroblob(100000000)")).ok());
        }
    }

    void triggersRunOnlyWhenAsked_data()
    {
        QTest::addColumn<bool>("asked");
        QTest::newRow("not asked") << false;
        QTest::newRow("asked") << true;
    }
    void triggersRunOnlyWhenAsked()
    {
        QFETCH(bool, asked);
        const Folder folder;
        const QString path = folder.database(
            QStringLiteral("kb.db"),
            kTable + "CREATE TABLE log(x);"
                     "CREATE TRIGGER t AFTER INSERT ON facts BEGIN INSERT INTO log VALUES(1); END;");
        const auto database = open(path, Access::Change, nullptr, asked);
        QVERIFY((*database)->execute(QStringLiteral("INSERT INTO facts(statement) VALUES('B(c).')")).ok());
        QCOMPARE(*(*database)->integer(QStringLiteral("SELECT count(*) FROM log")), asked ? 1 : 0);
    }

    void aDamagedSchemaFailsTheOpen()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.seek(100));
            file.write(QByteArray(400, '\xff'));
        }
        const auto database = open(path);
        QVERIFY(!database.ok());
        QCOMPARE(database.error().code, ErrorCode::Damaged);
        QCOMPARE(database.error().args, QStringList{path});
        QCOMPARE(folder.names(), QStringList{QStringLiteral("kb.db")});
    }

    void anEndlessQueryEndsAtTheDeadline()
    {
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable));
        (*database)->setDeadline(std::chrono::steady_clock::now() + std::chrono::milliseconds(20));
        const auto endless = (*database)->integer(kEndless);
        QVERIFY(!endless.ok());
        QCOMPARE(endless.error().code, ErrorCode::Interrupted);
        (*database)->setDeadline(std::chrono::steady_clock::time_point::max());
        QCOMPARE(*(*database)->integer(QStringLiteral("SELECT count(*) FROM facts")), 1);
    }

    void anotherThreadCanCancelAQuery()
    {
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable));
        std::atomic<bool> cancel = false;
        (*database)->setCancelFlag(&cancel);
        std::thread other([&cancel] { cancel = true; });
        const auto endless = (*database)->integer(kEndless);
        other.join();
        QVERIFY(!endless.ok());
        QCOMPARE(endless.error().code, ErrorCode::Interrupted);
        cancel = false;
        QVERIFY((*database)->integer(QStringLiteral("SELECT count(*) FROM facts")).ok());
        (*database)->setCancelFlag(nullptr);
    }

    void aLockedBaseIsToldAndCounted()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        OtherProgram other(path);
        QVERIFY(other.run("BEGIN EXCLUSIVE"));
        const QStringList before = folder.names();
        ErrorCounter errors;
        for (const Access access : {Access::Watch, Access::Change}) {
            const auto database = open(path, access, &errors);
            QVERIFY(!database.ok());
            QCOMPARE(database.error().code, ErrorCode::Locked);
            QCOMPARE(database.error().sqliteCode & 0xff, SQLITE_BUSY);
        }
        QCOMPARE(errors.tally(), (std::vector<ErrorTally>{{QStringLiteral("SQLITE_BUSY"), 2}}));
        QCOMPARE(folder.names(), before);
        QVERIFY(other.run("COMMIT"));
        QVERIFY(open(path, Access::Watch, &errors).ok());
        QCOMPARE(errors.total(), 2U);
    }

    void aWalBaseHeldExclusivelyIsToldAndLeftAlone()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), "PRAGMA journal_mode=WAL;" + kTable);
        OtherProgram other(path);
        QVERIFY(other.run("PRAGMA locking_mode=EXCLUSIVE"));
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('B(c).')"));
        const QStringList before = folder.names();
        const auto database = open(path);
        QVERIFY(!database.ok());
        QCOMPARE(database.error().code, ErrorCode::Locked);
        QCOMPARE(folder.names(), before);
    }

    void waitingForALockEndsAfterTheBusyTimeOutAndDoesNotCountAsReading()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        Database::Options options;
        options.access = Access::Change;
        options.busyTimeoutMs = 60;
        const auto database = Database::open(path, options);
        OtherProgram other(path);
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        // Far shorter than the wait: were waiting counted, the read after it would be cut off.
        (*database)->setDeadline(std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
        for (int i = 0; i < 3; ++i) {
            const auto begun = Transaction::begin(**database, Transaction::Kind::Immediate);
            QVERIFY(!begun.ok());
            QCOMPARE(begun.error().code, ErrorCode::Locked);
        }

        std::atomic<bool> cancel = true;
        (*database)->setDeadline(std::chrono::steady_clock::time_point::max());
        (*database)->setCancelFlag(&cancel);
        QVERIFY(!Transaction::begin(**database, Transaction::Kind::Immediate).ok());
        (*database)->setCancelFlag(nullptr);
    }

    void waitingForALockSucceedsWhenItIsFree()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        Database::Options options;
        options.access = Access::Change;
        options.busyTimeoutMs = 60000;
        const auto database = Database::open(path, options);
        OtherProgram other(path);
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        std::atomic<bool> begun = false;
        bool ok = false;
        std::thread waiter([&] {
            begun = true;
            ok = Transaction::begin(**database, Transaction::Kind::Immediate).ok();
        });
        while (!begun)
            std::this_thread::yield();
        const bool released = other.run("COMMIT");
        waiter.join();
        QVERIFY(released);
        QVERIFY(ok);
    }

    void aTransactionRollsBackUnlessCommitted()
    {
        const Folder folder;
        const auto opened = open(folder.database(QStringLiteral("kb.db"), kTable), Access::Change);
        Database &database = **opened;
        const QString insert = QStringLiteral("INSERT INTO facts(statement) VALUES('B(c).')");
        const QString count = QStringLiteral("SELECT count(*) FROM facts");
        {
            const auto transaction = Transaction::begin(database, Transaction::Kind::Immediate);
            QVERIFY(transaction.ok());
            QVERIFY(database.execute(insert).ok());
            QCOMPARE(*database.integer(count), 2);
        }
        QCOMPARE(*database.integer(count), 1);
        {
            auto transaction = Transaction::begin(database, Transaction::Kind::Deferred);
            QVERIFY(database.execute(insert).ok());
            QVERIFY(transaction->commit().ok());
        }
        QCOMPARE(*database.integer(count), 2);
        QVERIFY(sqlite3_get_autocommit(database.handle()) != 0);
    }

    void textsComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QStringLiteral("HasPart(Computer, CPU).");
        QTest::newRow("empty") << QStringLiteral("");
        QTest::newRow("not ASCII") << QStringLiteral(u"Größe(Ω, 東京, 😀).");
        QTest::newRow("begins with a byte order mark") << QStringLiteral(u"\uFEFFA(b).");
        QTest::newRow("a NUL inside") << (QStringLiteral("A(") + QChar(0) + QStringLiteral("b)."));
        QTest::newRow("quotes") << QStringLiteral("A('b', \"c\").");
    }
    void textsComeBackAsTheyWere()
    {
        QFETCH(QString, text);
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable));
        auto statement = (*database)->prepare(QStringLiteral("SELECT ?1, typeof(?1)"));
        QVERIFY(statement.ok());
        statement->bind(1, text);
        QVERIFY(*statement->step());
        QCOMPARE(statement->text(0), text);
        QVERIFY(!statement->text(0).isNull());
        QCOMPARE(statement->utf8(0), text.toUtf8());
        QCOMPARE(statement->text(1), QStringLiteral("text"));
        QVERIFY(!*statement->step());
    }

    void valuesKeepTheirType()
    {
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable));
        auto statement = (*database)->prepare(QStringLiteral("SELECT ?1, ?2, ?3, ?4"));
        statement->bind(1, std::numeric_limits<qint64>::min());
        statement->bind(2, 0.1);
        statement->bindNull(3);
        statement->bind(4, QString());
        QVERIFY(*statement->step());
        QCOMPARE(statement->columns(), 4);
        QCOMPARE(statement->integer(0), std::numeric_limits<qint64>::min());
        QCOMPARE(statement->real(1), 0.1);
        QVERIFY(!statement->isNull(1));
        QVERIFY(statement->isNull(2));
        QVERIFY(statement->isNull(3));
        QVERIFY(statement->text(3).isNull());
        statement->reset();
        statement->bind(1, 7);
        QVERIFY(*statement->step());
        QCOMPARE(statement->integer(0), 7);
    }

    void aValueIsReadAndBoundAgain_data()
    {
        QTest::addColumn<QString>("literal");
        QTest::addColumn<int>("type");
        const auto row = [](const char *literal, SqlValue::Type type) {
            QTest::newRow(literal) << QString::fromLatin1(literal) << int(type);
        };
        row("NULL", SqlValue::Type::Null);
        row("9223372036854775807", SqlValue::Type::Integer);
        row("0.1", SqlValue::Type::Real);
        row("'P(a)'", SqlValue::Type::Text);
        row("''", SqlValue::Type::Text);
        row("X'00ff'", SqlValue::Type::Blob);
        row("X''", SqlValue::Type::Blob);
    }
    void aValueIsReadAndBoundAgain()
    {
        QFETCH(QString, literal);
        QFETCH(int, type);
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable));
        auto read = (*database)->prepare(QStringLiteral("SELECT ") + literal);
        QVERIFY(*read->step());
        const SqlValue value = read->value(0);
        QCOMPARE(int(value.type), type);
        auto bound = (*database)->prepare(QStringLiteral("SELECT ?1, ?1 IS %1").arg(literal));
        bound->bind(1, value);
        QVERIFY(*bound->step());
        QCOMPARE(bound->value(0), value);
        QCOMPARE(bound->integer(1), 1);
    }

    void whatCannotBeBoundFailsTheStep()
    {
        const Folder folder;
        ErrorCounter errors;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable), Access::Watch, &errors);
        auto statement = (*database)->prepare(QStringLiteral("SELECT length(?1)"));
        statement->bindUtf8(1, QByteArray(64 * 1024 * 1024 + 1, 'x'));
        QVERIFY(!statement->step().ok());
        statement->bind(2, 1);
        QVERIFY(!statement->step().ok());
        QCOMPARE(errors.tally(), (std::vector<ErrorTally>{{QStringLiteral("SQLITE_RANGE"), 1},
                                                          {QStringLiteral("SQLITE_TOOBIG"), 1}}));
        statement->bindUtf8(1, "abc");
        QVERIFY(*statement->step());
        QCOMPARE(statement->integer(0), 3);
    }

    void wrongSqlIsAnErrorInWords()
    {
        const Folder folder;
        ErrorCounter errors;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable), Access::Watch, &errors);
        const auto statement = (*database)->prepare(QStringLiteral("SELECT nothing FROM facts"));
        QVERIFY(!statement.ok());
        QCOMPARE(statement.error().code, ErrorCode::DatabaseFailed);
        QVERIFY(statement.error().detail.contains(QLatin1String("nothing")));
        QVERIFY(!(*database)->prepare(QStringLiteral(" ")).ok());
        QVERIFY(!(*database)->integer(QStringLiteral("SELECT 1 WHERE 0")).ok());
        QCOMPARE(errors.total(), 1U);
    }

    void thePageCacheIsCounted()
    {
        const Folder folder;
        const QString path =
            folder.database(QStringLiteral("kb.db"),
                            "CREATE TABLE facts(statement TEXT); WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL "
                            "SELECT x+1 FROM n "
                            "WHERE x < 5000) INSERT INTO facts SELECT 'Fact(number, '||x||').' FROM n;");
        const auto database = open(path);
        const auto first = (*database)->cacheCounters();
        const QString sum = QStringLiteral("SELECT sum(length(statement)) FROM facts");
        QVERIFY((*database)->integer(sum).ok());
        const auto cold = (*database)->cacheCounters();
        QVERIFY(cold.misses > first.misses + 10);
        QVERIFY((*database)->integer(sum).ok());
        const auto warm = (*database)->cacheCounters();
        QCOMPARE(warm.misses, cold.misses);
        QVERIFY(warm.hits > cold.hits + 10);
    }

    void namesAreQuoted_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"facts", "a b", "a\"b", "\"", "a]b`c'd", "drop table x; --", "\xc3\xa4"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void namesAreQuoted()
    {
        QFETCH(QString, name);
        const QString table = QLatin1String("t_") + name;
        const Folder folder;
        const auto database = open(folder.database(QStringLiteral("kb.db"), kTable), Access::Change);
        QVERIFY((*database)->execute(QStringLiteral("CREATE TABLE %1(x)").arg(quoteName(table))).ok());
        auto statement =
            (*database)->prepare(QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = ?1"));
        statement->bind(1, table);
        QVERIFY(*statement->step());
        QCOMPARE(statement->integer(0), 1);
    }

    void resultCodesHaveNames()
    {
        QCOMPARE(sqliteCodeName(SQLITE_OK), QStringLiteral("SQLITE_OK"));
        QCOMPARE(sqliteCodeName(SQLITE_BUSY), QStringLiteral("SQLITE_BUSY"));
        QCOMPARE(sqliteCodeName(SQLITE_BUSY_SNAPSHOT), QStringLiteral("SQLITE_BUSY"));
        QCOMPARE(sqliteCodeName(SQLITE_CORRUPT), QStringLiteral("SQLITE_CORRUPT"));
        QCOMPARE(sqliteCodeName(SQLITE_FULL), QStringLiteral("SQLITE_FULL"));
        QCOMPARE(sqliteCodeName(SQLITE_IOERR_WRITE), QStringLiteral("SQLITE_IOERR"));
        QCOMPARE(sqliteCodeName(SQLITE_NOTADB), QStringLiteral("SQLITE_NOTADB"));
        QCOMPARE(sqliteCodeName(SQLITE_WARNING), QStringLiteral("SQLITE_WARNING"));
        QCOMPARE(sqliteCodeName(77), QStringLiteral("SQLITE_77"));
    }
};

HAKGAL_TEST_MAIN(tst_Database)
#include "tst_Database.moc"
