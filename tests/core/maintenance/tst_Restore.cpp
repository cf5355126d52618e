// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/store/OpenPolicy.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hakgal;
using namespace support;

// Restore without kills and without crowds: tst_MaintenanceKills and tst_MaintenanceCrowd have those.

class tst_Restore : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    QString backups() const { return StatePaths(kb()).backupFolder(); }
    static QStringList filesIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    /// The files of the base: itself and what stands beside it by name.
    QStringList besideBase() const
    {
        return QDir(m_folder->path())
            .entryList({QStringLiteral("kb.db*"), QStringLiteral(".kb.db*")}, QDir::Files | QDir::Hidden,
                       QDir::Name);
    }
    Result<Backup::Restored> restore(const QString &backup)
    {
        JobContext context({}, nullptr);
        return Backup::restore(kb(), backup, context);
    }
    bool nothingIsOpen() const
    {
        return filesIn(StatePaths(kb()).intentFolder()).isEmpty() &&
               filesIn(StatePaths(kb()).folder() + QStringLiteral("/scratch")).isEmpty();
    }
    /// A backup with 40 facts New(n).
    QString newContent(BaseForm form = {})
    {
        form.name = "New";
        makeBase(at("new.db"), 40, form);
        return at("new.db");
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }

    void theBackupIsTheBaseAgain_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::addColumn<int>("pageSize");
        QTest::newRow("WAL") << true << 4096;
        QTest::newRow("rollback") << false << 4096;
        QTest::newRow("WAL, other page size") << true << 1024;
        QTest::newRow("rollback, other page size") << false << 16384;
    }
    void theBackupIsTheBaseAgain()
    {
        QFETCH(bool, wal);
        QFETCH(int, pageSize);
        BaseForm form;
        form.wal = wal;
        form.pageSize = pageSize;
        makeBase(kb(), 500, form);
        const QString backup = newContent();
        QVERIFY(Plain(backup).run("PRAGMA user_version=11; PRAGMA application_id=22"));
        const FileIdentity before = statFile(kb()).identity;

        const auto restored = restore(backup);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        QCOMPARE(restored->factsBefore, 500);
        QCOMPARE(restored->factsAfter, 40);
        QCOMPARE(statFile(kb()).identity, before); // the same file, for all who have it open
        QCOMPARE(countOf(kb(), "New"), 40);
        QCOMPARE(countOf(kb(), "Old"), 0);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(countOf(restored->safetyCopy, "Old"), 500);
        QVERIFY(restored->safetyCopy.endsWith(QStringLiteral(".db")));
        QVERIFY(QFileInfo::exists(restored->safetyCopy + QStringLiteral(".sha256")));
        Plain live(kb());
        QCOMPARE(live.integer("PRAGMA user_version"), 11);
        QCOMPARE(live.integer("PRAGMA application_id"), 22);
        QCOMPARE(live.integer("PRAGMA page_size"), pageSize);
        QCOMPARE(live.text("PRAGMA journal_mode"), QByteArray(wal ? "wal" : "delete"));
        QCOMPARE(live.text("SELECT operation FROM audit_log"), QByteArray("restore"));
        QVERIFY(nothingIsOpen());
    }

    /// Ours would be one that the operator's trigger never saw.
    void anAuditLogWithATriggerGetsNoRowOfOurs()
    {
        makeBase(kb(), 10);
        const QString backup = newContent();
        QVERIFY(
            Plain(backup).run("CREATE TABLE seen(n); CREATE TRIGGER watch AFTER INSERT ON audit_log BEGIN "
                              "INSERT INTO seen VALUES(new.id); END"));
        const auto restored = restore(backup);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM audit_log"), 0);
        QCOMPARE(countOf(kb(), "New"), 40);
    }

    void aLargerBaseShrinksAndASmallerOneGrows_data()
    {
        QTest::addColumn<int>("facts");
        QTest::newRow("smaller") << 1;
        QTest::newRow("larger") << 50'000;
    }
    void aLargerBaseShrinksAndASmallerOneGrows()
    {
        QFETCH(int, facts);
        makeBase(kb(), 20'000);
        BaseForm form;
        form.name = "New";
        makeBase(at("new.db"), facts, form);
        const auto restored = restore(at("new.db"));
        QVERIFY(restored);
        QCOMPARE(restored->factsAfter, facts);
        QCOMPARE(countOf(kb(), "New"), facts);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void programsThatHaveItOpenSeeTheNewContent()
    {
        makeBase(kb(), 500);
        const QString backup = newContent();
        Plain other(kb());
        QCOMPARE(other.integer("SELECT count(*) FROM facts"), 500);
        QVERIFY(restore(backup));
        QCOMPARE(other.integer("SELECT count(*) FROM facts"), 40);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('After(1).')"));
        QCOMPARE(countOf(kb(), "After"), 1);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void aProgramThatHoldsTheLockIsWaitedForAndThenNamed()
    {
        BaseForm form;
        form.wal = false;
        makeBase(kb(), 50, form);
        const QString backup = newContent();
        Plain other(kb());
        QVERIFY(other.run("BEGIN EXCLUSIVE"));
        const auto restored = restore(backup);
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::Locked);
        QVERIFY(other.run("ROLLBACK"));
        QCOMPARE(countOf(kb(), "Old"), 50);
        QVERIFY(nothingIsOpen());
    }

    void aBaseWithoutHeaderIsReplacedAndKept_data()
    {
        QTest::addColumn<QByteArray>("harm");
        QTest::newRow("header wiped") << QByteArray("header");
        QTest::newRow("a text file") << QByteArray("text");
        QTest::newRow("empty") << QByteArray("empty");
        QTest::newRow("with a log beside it") << QByteArray("log");
    }
    void aBaseWithoutHeaderIsReplacedAndKept()
    {
        QFETCH(QByteArray, harm);
        makeBase(kb(), 500);
        const QString backup = newContent();
        if (harm == "header" || harm == "log")
            overwrite(kb(), 0, QByteArray(100, '\0'));
        if (harm == "log")
            overwrite(at("kb.db-wal"), 0, "some frames");
        if (harm == "text" || harm == "empty")
            QVERIFY(QFile::resize(kb(), 0));
        if (harm == "text")
            overwrite(kb(), 0, "no base at all");
        const QByteArray old = bytesOf(kb());

        const auto restored = restore(backup);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        QCOMPARE(restored->factsBefore, -1);
        QCOMPARE(restored->factsAfter, 40);
        QVERIFY(restored->safetyCopy.endsWith(QStringLiteral(".db.damaged")));
        QCOMPARE(bytesOf(restored->safetyCopy), old);
        QCOMPARE(countOf(kb(), "New"), 40);
        QCOMPARE(Plain(kb()).text("PRAGMA journal_mode"), QByteArray("wal")); // as the backup's base was
        const QStringList kept =
            QDir(m_folder->path()).entryList({QStringLiteral("kb.db.corrupt-*Z")}, QDir::Files);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(bytesOf(m_folder->filePath(kept.front())), old);
        if (harm == "log") {
            QCOMPARE(bytesOf(m_folder->filePath(kept.front()) + QStringLiteral("-wal")),
                     QByteArray("some frames"));
            QCOMPARE(bytesOf(restored->safetyCopy + QStringLiteral("-wal")), QByteArray("some frames"));
        }
        QVERIFY(nothingIsOpen());
        QVERIFY(!besideBase().join(u' ').contains(QStringLiteral(".new-")));
    }

    void aBaseThatIsGoneComesBack()
    {
        const QString backup = newContent();
        const auto restored = restore(backup);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        QCOMPARE(restored->safetyCopy, QString());
        QCOMPARE(countOf(kb(), "New"), 40);
        QVERIFY(nothingIsOpen());
    }

    void aDamagedSchemaIsWrittenOverInPlace()
    {
        makeBase(kb(), 500);
        const QString backup = newContent();
        overwrite(kb(), 100, QByteArray(3000, '\xee')); // the header stands
        const FileIdentity before = statFile(kb()).identity;
        const auto restored = restore(backup);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        QCOMPARE(statFile(kb()).identity, before);
        QCOMPARE(restored->factsBefore, -1);
        QVERIFY(restored->safetyCopy.endsWith(QStringLiteral(".db.damaged")));
        QCOMPARE(countOf(kb(), "New"), 40);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

#ifndef Q_OS_WIN
    void aBaseWithoutHeaderThatOthersHaveOpenIsRefused()
    {
        makeBase(kb(), 500);
        const QString backup = newContent();
        WriterProcess other(kb(), 1, 50);
        QVERIFY(other.waitForMore());
        {
            // Through SQLite's own file, as a stray program would through any; the writer has it open.
            QProcess harm;
            harm.start(QStringLiteral("dd"),
                       {QStringLiteral("if=/dev/zero"), QStringLiteral("of=") + kb(),
                        QStringLiteral("bs=100"), QStringLiteral("count=1"), QStringLiteral("conv=notrunc")});
            QVERIFY(harm.waitForFinished());
        }
        const auto restored = restore(backup);
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::OthersPresent);
        QVERIFY(restored.error().args.value(1).contains(QStringLiteral("tst_Restore")));
        QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*corrupt*")}), QStringList());
        QVERIFY(nothingIsOpen());
        other.finish();
    }

    void theReplacedFileKeepsItsPermissions()
    {
        makeBase(kb(), 5);
        const QString backup = newContent();
        overwrite(kb(), 0, QByteArray(100, '\0'));
        const auto wanted =
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser | QFile::ReadGroup;
        QVERIFY(QFile::setPermissions(kb(), wanted));
        QVERIFY(restore(backup));
        QCOMPARE(QFile::permissions(kb()), wanted);
    }

    void aLinkIsFollowed()
    {
        QDir().mkpath(at("real"));
        makeBase(at("real/kb.db"), 5);
        QVERIFY(QFile::link(at("real/kb.db"), kb()));
        overwrite(at("real/kb.db"), 0, QByteArray(100, '\0'));
        const QString backup = newContent();
        QVERIFY(restore(backup));
        QVERIFY(QFileInfo(kb()).isSymLink());
        QCOMPARE(countOf(at("real/kb.db"), "New"), 40);
    }
#endif

    void aBackupThatIsNoGoodChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<int>("code");
        QTest::newRow("missing") << QByteArray("missing") << int(ErrorCode::FileMissing);
        QTest::newRow("folder") << QByteArray("folder") << int(ErrorCode::FileIsDirectory);
        QTest::newRow("text") << QByteArray("text") << int(ErrorCode::NotADatabase);
        QTest::newRow("empty") << QByteArray("empty") << int(ErrorCode::FileEmpty);
        QTest::newRow("damaged") << QByteArray("damaged") << int(ErrorCode::VerifyFailed);
        QTest::newRow("no knowledge base") << QByteArray("other") << int(ErrorCode::NoFactsTable);
#ifndef Q_OS_WIN // there Qt makes shortcuts
        QTest::newRow("the base itself") << QByteArray("itself") << int(ErrorCode::VerifyFailed);
#endif
    }
    void aBackupThatIsNoGoodChangesNothing()
    {
        QFETCH(QByteArray, what);
        QFETCH(int, code);
        makeBase(kb(), 50);
        QString backup = at("backup.db");
        if (what == "folder")
            QVERIFY(QDir().mkpath(backup));
        else if (what == "text")
            overwrite(backup, 0, "A text.\n");
        else if (what == "empty")
            overwrite(backup, 0, "");
        else if (what == "damaged") {
            makeBase(backup, 5000);
            overwrite(backup, 5 * 4096, QByteArray(4096, '\xee'));
        } else if (what == "other") {
            QVERIFY(Plain(backup, true).run("CREATE TABLE x(a)"));
        } else if (what == "itself") {
            QVERIFY(QFile::link(kb(), backup));
        }
        const QByteArray before = bytesOf(kb());
        const auto restored = restore(backup);
        QVERIFY(!restored);
        QCOMPARE(int(restored.error().code), code);
        QCOMPARE(bytesOf(kb()), before);
        QVERIFY(nothingIsOpen());
        QVERIFY(filesIn(backups()).isEmpty());
    }

    void aBackupInUseIsCopiedThroughSqlite()
    {
        makeBase(kb(), 50);
        const QString backup = newContent();
        Plain other(backup);
        QVERIFY(other.run("PRAGMA wal_autocheckpoint=0; INSERT INTO facts(statement) VALUES('New(41).')"));
        const auto restored = restore(backup);
        QVERIFY(restored);
        QCOMPARE(restored->factsAfter, 41);
    }

    void aCancelLeavesTheOldOrTheNewState_data()
    {
        QTest::addColumn<double>("share");
        for (int percent = 0; percent < 100; percent += 10)
            QTest::addRow("%d %%", percent) << percent / 100.0;
    }
    void aCancelLeavesTheOldOrTheNewState()
    {
        QFETCH(double, share);
        makeBase(kb(), 30'000);
        BaseForm form;
        form.name = "New";
        makeBase(at("new.db"), 30'000, form);
        std::atomic<bool> cancel{false};
        bool cancellable = true;
        JobContext context(
            [&](const JobProgress &p) {
                if (p.done >= share && !cancel) {
                    cancel = true;
                    cancellable = p.cancellable;
                }
            },
            &cancel);
        const auto restored = Backup::restore(kb(), at("new.db"), context);
        if (restored) {
            QVERIFY(!cancellable || share > 0.5);
            QCOMPARE(countOf(kb(), "New"), 30'000);
            QCOMPARE(countOf(kb(), "Old"), 0);
        } else {
            QCOMPARE(restored.error().code, ErrorCode::Interrupted);
            QVERIFY(cancellable);
            QCOMPARE(countOf(kb(), "Old"), 30'000);
            QCOMPARE(countOf(kb(), "New"), 0);
        }
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QVERIFY(nothingIsOpen());
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (const auto code = runWriter(QCoreApplication::arguments()))
        return *code;
    tst_Restore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Restore.moc"
