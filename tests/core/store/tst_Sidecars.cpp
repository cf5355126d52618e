// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "core/store/Database.h"
#include "core/store/Transaction.h"
#include "tests/support/Folder.h"
#include "tests/support/OtherProgram.h"

#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using Access = OpenPolicy::Access;

namespace {

const QByteArray kTable = "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);"
                          "INSERT INTO facts(statement) VALUES('A(b).');";
const QByteArray kWal = "PRAGMA journal_mode=WAL;" + kTable;
const QStringList kAlone{QStringLiteral("kb.db")};
const QStringList kWithSidecars{QStringLiteral("kb.db"), QStringLiteral("kb.db-shm"),
                                QStringLiteral("kb.db-wal")};

std::unique_ptr<Database> opened(const QString &path, Access access = Access::Watch)
{
    Database::Options options;
    options.access = access;
    auto database = Database::open(path, options);
    return database ? std::move(*database) : nullptr;
}

} // namespace

/// What is left beside a base after we have been there (rows 6, 9, 29 and 37 of the hazards).
class tst_Sidecars : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void watchingAnIdleBaseLeavesNothing()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        const QStringList before = folder.listing();
        {
            const auto database = opened(path);
            QVERIFY(database);
            QCOMPARE(*database->integer(QStringLiteral("SELECT count(*) FROM facts")), 1);
            QCOMPARE(folder.names(), kWithSidecars);
        }
        QCOMPARE(folder.listing(), before);
    }

    void theLastOfSeveralConnectionsFoldsIn_data()
    {
        QTest::addColumn<bool>("makerFirst");
        QTest::newRow("the maker leaves first") << true;
        QTest::newRow("the maker leaves last") << false;
    }
    void theLastOfSeveralConnectionsFoldsIn()
    {
        QFETCH(bool, makerFirst);
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        const QStringList before = folder.listing();
        auto maker = opened(path);
        auto second = opened(path);
        QVERIFY(maker && second);
        (makerFirst ? maker : second).reset();
        QCOMPARE(folder.names(), kWithSidecars);
        (makerFirst ? second : maker).reset();
        QCOMPARE(folder.listing(), before);
    }

    void sidecarsInUseByAnotherProgramStay()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        OtherProgram other(path);
        {
            const auto database = opened(path);
            QVERIFY(database);
            QVERIFY(other.run("INSERT INTO facts(statement) VALUES('B(c).')"));
        }
        QCOMPARE(folder.names(), kWithSidecars);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('C(d).')"));
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        QCOMPARE(other.value(), QByteArray("3"));
        other.leave();
        QCOMPARE(folder.names(), kAlone);
    }

    /// The writer cannot fold its WAL in while we watch, so that is on us.
    void whatAWriterLeftWhileWeWatchedIsFoldedIn()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        OtherProgram other(path);
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        {
            const auto database = opened(path);
            QVERIFY(database);
            QVERIFY(other.run("INSERT INTO facts(statement) VALUES('B(c).')"));
            other.leave();
            QCOMPARE(folder.names(), kWithSidecars);
            QVERIFY(QFileInfo(path + QStringLiteral("-wal")).size() > 0);
        }
        QCOMPARE(folder.names(), kAlone);
        QCOMPARE(*opened(path)->integer(QStringLiteral("SELECT count(*) FROM facts")), 2);
    }

    /// It may be evidence, and folding it in is a repair the operator decides about.
    void aWalLeftByACrashBeforeUsIsReadAndLeftAlone()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        OtherProgram other(path);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('B(c).')"));
        other.crash();
        const QFileInfo wal(path + QStringLiteral("-wal"));
        const qint64 bytes = wal.size();
        QVERIFY(bytes > 0);
        QCOMPARE(*opened(path)->integer(QStringLiteral("SELECT count(*) FROM facts")), 2);
        QCOMPARE(QFileInfo(wal.filePath()).size(), bytes);
    }

    void ourOwnChangesAreFoldedIn()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        {
            const auto database = opened(path, Access::Change);
            QVERIFY(database);
            QVERIFY(database->execute(QStringLiteral("INSERT INTO facts(statement) VALUES('B(c).')")).ok());
        }
        QCOMPARE(folder.names(), kAlone);
    }

    void ourOwnChangesAreNotFoldedInBesideOthers()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        OtherProgram other(path);
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        const QByteArray before = [&path] {
            return QByteArray::number(QFileInfo(path).lastModified().toMSecsSinceEpoch());
        }();
        {
            const auto database = opened(path, Access::Change);
            QVERIFY(database->execute(QStringLiteral("INSERT INTO facts(statement) VALUES('B(c).')")).ok());
        }
        QCOMPARE(folder.names(), kWithSidecars);
        QVERIFY(QFileInfo(path + QStringLiteral("-wal")).size() > 0);
        QCOMPARE(QByteArray::number(QFileInfo(path).lastModified().toMSecsSinceEpoch()), before);
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        QCOMPARE(other.value(), QByteArray("2"));
    }

    void writingNeverCheckpointsWithTheWalResetDefect()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        const auto database = opened(path, Access::Change);
        QVERIFY(database);
        const bool defect = hasWalResetDefect(sqlite3_libversion_number());
        QCOMPARE(*database->integer(QStringLiteral("PRAGMA wal_autocheckpoint")), defect ? 0 : 1000);
        int off = -1;
        QCOMPARE(sqlite3_db_config(database->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &off),
                 SQLITE_OK);
        QCOMPARE(off, defect ? 1 : 0);
    }

    void aJournalLeftByACrashIsRolledBackOnlyByWhoMayWrite()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        OtherProgram other(path);
        QVERIFY(other.run("PRAGMA cache_size=1"));
        QVERIFY(other.run("BEGIN"));
        QVERIFY(other.run("WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM n WHERE x < 20000) "
                          "INSERT INTO facts(statement) SELECT 'Fact(number, '||x||').' FROM n"));
        other.crash();
        const QStringList before = folder.listing();
        QVERIFY(folder.names().contains(QStringLiteral("kb.db-journal")));
        const auto watched = Database::open(path, {});
        QVERIFY(!watched.ok());
        QCOMPARE(watched.error().code, ErrorCode::DatabaseFailed);
        QVERIFY(watched.error().detail.contains(QLatin1String("journal")));
        QCOMPARE(folder.listing(), before);

        const auto database = opened(path, Access::Change);
        QVERIFY(database);
        QCOMPARE(*database->integer(QStringLiteral("SELECT count(*) FROM facts")), 1);
        QCOMPARE(folder.names(), kAlone);
    }

    void aRollbackBaseHasNoWalHeadAndGetsNoSidecars()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        const auto database = opened(path);
        QVERIFY(database);
        QVERIFY(!database->walHead());
        QCOMPARE(folder.names(), kAlone);
    }

    void theWalHeadFollowsAnotherProgram()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        OtherProgram other(path);
        QVERIFY(other.run("PRAGMA wal_autocheckpoint=0"));
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('B(c).')"));
        const auto database = opened(path);
        const auto first = database->walHead();
        QVERIFY(first);
        QVERIFY(first->frames > 0);
        QCOMPARE(first->backfilled, 0U);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('C(d).')"));
        QVERIFY(database->walHead()->frames > first->frames);
        QCOMPARE(database->walHead()->salt1, first->salt1);

        // Each reset: everything is copied back, and the next writer begins at the front.
        for (quint32 resets = 1; resets <= 3; ++resets) {
            QVERIFY(other.run("PRAGMA wal_checkpoint(PASSIVE)"));
            const auto done = database->walHead();
            QCOMPARE(done->backfilled, done->frames);
            QCOMPARE(done->salt1, first->salt1 + resets - 1);
            QVERIFY(other.run("INSERT INTO facts(statement) VALUES('D(e).')"));
            const auto now = database->walHead();
            QCOMPARE(now->salt1, first->salt1 + resets);
            QVERIFY(now->frames > 0 && now->frames < done->frames + 1);
            QCOMPARE(now->backfilled, 0U);
        }
    }

    void theWalHeadAgreesWithTheFile()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        OtherProgram other(path);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('B(c).')"));
        const auto database = opened(path);
        // A frame is a page of 4096 bytes with a head of 24, after the file's head of 32.
        const qint64 bytes = QFileInfo(path + QStringLiteral("-wal")).size();
        QCOMPARE(static_cast<qint64>(database->walHead()->frames), (bytes - 32) / (4096 + 24));
    }

    void aNewBaseIsInWalModeAndLeavesNothingElse()
    {
        const Folder folder;
        const QString path = folder.file(QStringLiteral("kb.db"));
        {
            auto created = Database::create(path);
            QVERIFY(created.ok());
            QCOMPARE(*(*created)->text(QStringLiteral("PRAGMA journal_mode")), QStringLiteral("wal"));
            QVERIFY((*created)->execute(QStringLiteral("CREATE TABLE facts(statement TEXT)")).ok());
        }
        QCOMPARE(folder.names(), kAlone);
        QVERIFY(OpenPolicy::check(path, Access::Change)->wal);
        QCOMPARE(*opened(path)->integer(QStringLiteral("SELECT count(*) FROM facts")), 0);
    }

    void nothingIsOverwrittenByANewBase_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"kb.db", "kb.db-wal", "kb.db-shm", "kb.db-journal"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void nothingIsOverwrittenByANewBase()
    {
        QFETCH(QString, name);
        const Folder folder;
        folder.write(name, "somebody's data");
        const QStringList before = folder.listing();
        const auto created = Database::create(folder.file(QStringLiteral("kb.db")));
        QVERIFY(!created.ok());
        QCOMPARE(created.error().code, ErrorCode::FileExists);
        QCOMPARE(created.error().args, QStringList{folder.file(name)});
        QCOMPARE(folder.listing(), before);
    }

    void aNewBaseNeedsAFolder()
    {
        const Folder folder;
        const auto created = Database::create(folder.file(QStringLiteral("none/kb.db")));
        QVERIFY(!created.ok());
        QCOMPARE(created.error().code, ErrorCode::FileMissing);
        QVERIFY(folder.names().isEmpty());
    }
};

HAKGAL_TEST_MAIN(tst_Sidecars)
#include "tst_Sidecars.moc"
