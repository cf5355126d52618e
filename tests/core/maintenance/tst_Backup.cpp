// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Backup.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/BackupFolder.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/Swap.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace hakgal;
using namespace support;

namespace {

/// A context without anybody to tell, or one that cancels at a share of the whole.
struct Job
{
    explicit Job(std::optional<double> cancelAt = {}) : m_cancelAt(cancelAt) {}
    std::atomic<bool> cancel{false};
    std::vector<JobProgress> told;
    JobContext context{[this](const JobProgress &p) {
                           told.push_back(p);
                           if (m_cancelAt && p.done >= *m_cancelAt)
                               cancel = true;
                       },
                       &cancel};

private:
    std::optional<double> m_cancelAt;
};

} // namespace

class tst_Backup : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList filesIn(const QString &folder) const
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    QString kb() const { return at("kb.db"); }
    QString backups() const { return StatePaths(kb()).backupFolder(); }
    Result<Backup::Made> backup(int keep = 10, const QString &folder = {}) const
    {
        Job job;
        Backup::Options options;
        options.keep = keep;
        options.folder = folder;
        return Backup::make(kb(), options, job.context);
    }
    /// A file that its companion says is a backup of ours, made at that time.
    void pretendBackup(const char *stamp, bool verified) const
    {
        const QString name =
            backups() + QStringLiteral("/kb-") + QLatin1String(stamp) + QStringLiteral(".db");
        QVERIFY(QDir().mkpath(backups()));
        overwrite(name, 0, "x");
        BackupFolder::Companion companion;
        companion.sha256 = QByteArray(64, 'a');
        companion.verified = verified;
        QVERIFY(BackupFolder(kb(), {}).writeCompanion(name, companion));
    }
    bool nothingIsOpen() const { return filesIn(StatePaths(kb()).intentFolder()).isEmpty(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }

    void aBackupIsVerifiedNamedAndDescribed()
    {
        makeBase(kb(), 3000);
        const qint64 before = QDateTime::currentMSecsSinceEpoch() / 1000 * 1000;
        const auto made = backup();
        QVERIFY(made);
        QVERIFY(
            QRegularExpression(QStringLiteral("/kb-\\d{8}T\\d{6}Z\\.db$")).match(made->file.path).hasMatch());
        QCOMPARE(QFileInfo(made->file.path).absolutePath(), backups());
        QCOMPARE(made->file.facts, 3000);
        QVERIFY(made->file.verified);
        QVERIFY(!made->file.safetyCopy);
        QVERIFY(made->file.takenMs >= before);
        QCOMPARE(made->file.bytes, QFileInfo(made->file.path).size());
        QVERIFY(made->sameVolume);
        QVERIFY(made->rotatedAway.empty());
        QCOMPARE(integrityOf(made->file.path), QByteArray("ok"));
        QCOMPARE(filesIn(backups()).size(), 2); // and its .sha256
        QVERIFY(nothingIsOpen());
        QVERIFY(!QFileInfo::exists(at("kb.db-wal"))); // as it was before
    }

    void sha256sumReadsWhatStandsBesideIt()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("sha256sum")).isEmpty())
            QSKIP("there is no sha256sum here");
        makeBase(kb(), 10);
        const auto made = backup();
        QVERIFY(made);
        QProcess check;
        check.setWorkingDirectory(backups());
        check.start(QStringLiteral("sha256sum"),
                    {QStringLiteral("--strict"), QStringLiteral("-c"),
                     QFileInfo(made->file.path).fileName() + QStringLiteral(".sha256")});
        QVERIFY(check.waitForFinished());
        QCOMPARE(check.exitCode(), 0);
    }

    void itHoldsWhatOthersHaveCommittedOnlyToTheWal()
    {
        makeBase(kb(), 10);
        Plain other(kb());
        QVERIFY(other.run("PRAGMA wal_autocheckpoint=0; INSERT INTO facts(statement) VALUES('Late(1).')"));
        QVERIFY(other.run("BEGIN; INSERT INTO facts(statement) VALUES('Open(1).')")); // not committed
        const auto made = backup();
        QVERIFY(made);
        QCOMPARE(made->file.facts, 11);
        QCOMPARE(countOf(made->file.path, "Late"), 1);
        QCOMPARE(countOf(made->file.path, "Open"), 0);
        QVERIFY(other.run("COMMIT"));
    }

    void twoInOneSecondHaveTwoNames()
    {
        makeBase(kb(), 10);
        QSet<QString> names;
        for (int i = 0; i < 5; ++i) {
            const auto made = backup();
            QVERIFY(made);
            names.insert(made->file.path);
        }
        QCOMPARE(names.size(), 5);
        QCOMPARE(Backup::list(kb()).size(), std::size_t(5));
    }

    void rotationKeepsTheNewestAndNeverASafetyCopy()
    {
        makeBase(kb(), 10);
        std::vector<QString> names;
        for (int i = 0; i < 4; ++i)
            names.push_back(backup()->file.path);
        overwrite(backups() + QStringLiteral("/kb-20200101T000000Z.db.damaged"), 0, "x");
        overwrite(backups() + QStringLiteral("/kb-20200101T000000Z.db"), 0, "of somebody");
        const auto made = backup(2);
        QVERIFY(made);
        QCOMPARE(made->rotatedAway.size(), std::size_t(3));
        QVERIFY(!QFileInfo::exists(names[0]));
        QVERIFY(!QFileInfo::exists(names[0] + QStringLiteral(".sha256")));
        QVERIFY(QFileInfo::exists(names[3]));
        QVERIFY(QFileInfo::exists(made->file.path));
        QVERIFY(QFileInfo::exists(backups() + QStringLiteral("/kb-20200101T000000Z.db.damaged")));
        QVERIFY(QFileInfo::exists(backups() + QStringLiteral("/kb-20200101T000000Z.db")));
    }

    void theLastGoodOneStaysWhateverIsNewer()
    {
        makeBase(kb(), 10);
        const auto good = backup();
        QVERIFY(good);
        const QString old = backups() + QStringLiteral("/kb-20200101T000000Z.db");
        QVERIFY(QFile::rename(good->file.path, old));
        QVERIFY(QFile::rename(good->file.path + QStringLiteral(".sha256"), old + QStringLiteral(".sha256")));
        for (const char *stamp : {"20210101T000000Z", "20210102T000000Z"})
            pretendBackup(stamp, false);
        QCOMPARE(BackupFolder(kb(), {}).rotate(1).size(), std::size_t(1)); // the older of the unverified
        QVERIFY(QFileInfo::exists(old));
    }

    /// The clock was set wrong for a while, and put right.
    void whatIsLabelledWithATimeToComeDrivesNoneOut()
    {
        makeBase(kb(), 10);
        for (const char *stamp : {"20990101T000000Z", "20990102T000000Z", "20990103T000000Z"})
            pretendBackup(stamp, true);
        const auto first = backup(2);
        QVERIFY(first);
        QVERIFY(QFileInfo::exists(first->file.path));
        QVERIFY(QFileInfo::exists(backups() + QStringLiteral("/kb-20990103T000000Z.db")));
        const auto second = backup(2);
        QVERIFY(second);
        QVERIFY(QFileInfo::exists(first->file.path));
        QVERIFY(QFileInfo::exists(second->file.path));
        QVERIFY(!QFileInfo::exists(backups() + QStringLiteral("/kb-20990103T000000Z.db")));
    }

    void basesOfOneNameInOneFolderDoNotMeet()
    {
        makeBase(kb(), 10);
        QDir().mkpath(at("other"));
        makeBase(at("other/kb.db"), 20);
        const auto ours = backup(1, at("shared"));
        Job job;
        Backup::Options options;
        options.folder = at("shared");
        options.keep = 1;
        const auto theirs = Backup::make(at("other/kb.db"), options, job.context);
        QVERIFY(ours);
        QVERIFY(theirs);
        QVERIFY(QFileInfo::exists(ours->file.path));
        QCOMPARE(Backup::list(kb(), at("shared")).size(), std::size_t(1));
        QCOMPARE(Backup::list(kb(), at("shared")).front().path, ours->file.path);
        QCOMPARE(Backup::list(at("other/kb.db"), at("shared")).front().facts, 20);
    }

    void theListIsNewestFirstAndKnowsItsOwn()
    {
        QVERIFY(Backup::list(kb()).empty()); // no folder yet
        QDir().mkpath(backups());
        for (const char *name :
             {"kb-20260101T000000Z.db", "kb-20260101T000000Z-1.db", "kb-20260101T000000Z-10.db",
              "kb-20250101T000000Z.db.damaged", "kb-20260101T000000Z.db.part", "other-20260101T000000Z.db",
              "kb-notatime.db", "kb.db"})
            overwrite(backups() + u'/' + QLatin1String(name), 0, "x");
        const auto list = Backup::list(kb());
        QStringList names;
        for (const BackupFile &file : list)
            names += QFileInfo(file.path).fileName();
        QCOMPARE(names, (QStringList{QStringLiteral("kb-20260101T000000Z-10.db"),
                                     QStringLiteral("kb-20260101T000000Z-1.db"),
                                     QStringLiteral("kb-20260101T000000Z.db"),
                                     QStringLiteral("kb-20250101T000000Z.db.damaged")}));
        QCOMPARE(list[2].takenMs, QDateTime({2026, 1, 1}, {0, 0}, Qt::UTC).toMSecsSinceEpoch());
        QVERIFY(list[3].safetyCopy);
        QVERIFY(!list[0].verified);
        QCOMPARE(list[0].facts, -1);
    }

    void aDamagedBaseGivesNoBackupAndTakesNoneAway()
    {
        makeBase(kb(), 5000);
        const auto good = backup(1);
        QVERIFY(good);
        overwrite(kb(), 10 * 4096 + 100, QByteArray(3000, '\xee')); // a leaf
        const auto made = backup(1);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::VerifyFailed);
        QCOMPARE(filesIn(backups()).size(), 2);
        QVERIFY(QFileInfo::exists(good->file.path));
        QVERIFY(nothingIsOpen());
    }

    void aSafetyCopyOfASoundBaseIsABackup()
    {
        makeBase(kb(), 50);
        Job job;
        const auto made = Backup::makeSafetyCopy(kb(), job.context);
        QVERIFY(made);
        QVERIFY(made->verified);
        QVERIFY(made->path.endsWith(QStringLiteral(".db")));
        QCOMPARE(made->facts, 50);
    }

    void aSafetyCopyOfADamagedBaseSaysSo_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<int>("bytes");
        QTest::newRow("a leaf") << qint64(10 * 4096 + 100) << 3000;
        QTest::newRow("the schema") << qint64(100) << 3900;
        QTest::newRow("the header") << qint64(0) << 100;
        QTest::newRow("all of it") << qint64(0) << 5 * 4096;
    }
    void aSafetyCopyOfADamagedBaseSaysSo()
    {
        QFETCH(qint64, offset);
        QFETCH(int, bytes);
        makeBase(kb(), 5000);
        overwrite(kb(), offset, QByteArray(bytes, '\xee'));
        const QByteArray damaged = bytesOf(kb());
        Job job;
        const auto made = Backup::makeSafetyCopy(kb(), job.context);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        QVERIFY(made->safetyCopy);
        QVERIFY(!made->verified);
        QVERIFY(made->path.endsWith(QStringLiteral(".db.damaged")));
        const QByteArray copy = bytesOf(made->path);
        QCOMPARE(copy.size(), damaged.size());
        QCOMPARE(copy.mid(100), damaged.mid(100)); // the header may say rollback mode now
        QCOMPARE(bytesOf(kb()), damaged);
        QVERIFY(nothingIsOpen());
    }

    void aSafetyCopyTakesTheLogAlong()
    {
        makeBase(kb(), 100);
        {
            Plain other(kb());
            QVERIFY(
                other.run("PRAGMA wal_autocheckpoint=0; INSERT INTO facts(statement) VALUES('Late(1).')"));
            QVERIFY(QFile::copy(kb(), at("moved.db")));
            QVERIFY(QFile::copy(at("kb.db-wal"), at("moved.db-wal")));
        }
        const QByteArray log = bytesOf(at("moved.db-wal"));
        overwrite(at("moved.db"), 0, QByteArray(100, '\0'));
        Job job;
        const auto made = Backup::makeSafetyCopy(at("moved.db"), job.context);
        QVERIFY(made);
        QVERIFY(made->safetyCopy);
        QCOMPARE(bytesOf(made->path + QStringLiteral("-wal")), log);
    }

    void verifyFindsWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("harm");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing") << QByteArray() << -1;
        QTest::newRow("a byte in free space") << QByteArray("byte") << int(ErrorCode::VerifyFailed);
        QTest::newRow("a page, and no companion")
            << QByteArray("page without companion") << int(ErrorCode::VerifyFailed);
        QTest::newRow("cut off") << QByteArray("cut") << int(ErrorCode::VerifyFailed);
        QTest::newRow("companion of another count") << QByteArray("count") << int(ErrorCode::VerifyFailed);
        QTest::newRow("not a database") << QByteArray("text") << int(ErrorCode::NotADatabase);
        QTest::newRow("empty") << QByteArray("empty") << int(ErrorCode::FileEmpty);
        QTest::newRow("missing") << QByteArray("missing") << int(ErrorCode::FileMissing);
        QTest::newRow("no facts") << QByteArray("no facts") << int(ErrorCode::NoFactsTable);
    }
    void verifyFindsWhatIsWrong()
    {
        QFETCH(QByteArray, harm);
        QFETCH(int, code);
        makeBase(kb(), 3000);
        const auto made = backup();
        QVERIFY(made);
        const QString path = made->file.path;
        const QString companion = path + QStringLiteral(".sha256");
        if (harm == "byte") {
            overwrite(path, 60, "\x01"); // user_version: SQLite finds nothing wrong with it
        } else if (harm == "page without companion") {
            overwrite(path, 5 * 4096 + 50, QByteArray(2000, '\xee'));
            QVERIFY(QFile::remove(companion));
        } else if (harm == "cut") {
            QVERIFY(QFile::resize(path, QFileInfo(path).size() - 4096));
        } else if (harm == "count") {
            QByteArray text = bytesOf(companion);
            text.replace("facts=3000", "facts=2999");
            overwrite(companion, 0, text);
        } else if (harm == "text") {
            QVERIFY(QFile::remove(path));
            overwrite(path, 0, "This is a text.\n");
        } else if (harm == "empty") {
            QVERIFY(QFile::resize(path, 0));
        } else if (harm == "missing") {
            QVERIFY(QFile::remove(path));
        } else if (harm == "no facts") {
            QVERIFY(QFile::remove(companion));
            QVERIFY(Plain(path).run("DROP TABLE facts"));
        }
        const QByteArray before = bytesOf(path);
        Job job;
        const auto verified = Backup::verify(path, job.context);
        QCOMPARE(verified ? -1 : int(verified.error().code), code);
        if (verified)
            QCOMPARE(*verified, 3000);
        QCOMPARE(bytesOf(path), before);
        QVERIFY(filesIn(StatePaths::root()).isEmpty());
    }

    void aCancelLeavesNoHalfBackup_data()
    {
        QTest::addColumn<double>("share");
        for (int percent = 0; percent < 100; percent += 10)
            QTest::addRow("%d %%", percent) << percent / 100.0;
    }
    void aCancelLeavesNoHalfBackup()
    {
        QFETCH(double, share);
        makeBase(kb(), 30'000);
        Job job(share);
        const auto made = Backup::make(kb(), {}, job.context);
        if (!made) {
            QCOMPARE(made.error().code, ErrorCode::Interrupted);
            QVERIFY(filesIn(backups()).isEmpty());
        } else {
            // Asked only when it was finishing.
            QVERIFY(!job.told.back().cancellable);
            QVERIFY(share > 0.3);
        }
        QVERIFY(nothingIsOpen());
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void wrongTargetsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<int>("code");
        QTest::newRow("missing") << QByteArray("missing") << int(ErrorCode::FileMissing);
        QTest::newRow("folder") << QByteArray("folder") << int(ErrorCode::FileIsDirectory);
        QTest::newRow("text") << QByteArray("text") << int(ErrorCode::NotADatabase);
        QTest::newRow("empty") << QByteArray("empty") << int(ErrorCode::FileEmpty);
        QTest::newRow("two names") << QByteArray("linked") << int(ErrorCode::FileHardLinked);
    }
    void wrongTargetsAreRefused()
    {
        QFETCH(QByteArray, what);
        QFETCH(int, code);
        if (what == "folder")
            QVERIFY(QDir().mkpath(kb()));
        else if (what == "text")
            overwrite(kb(), 0, "A text, and no base.\n");
        else if (what == "empty")
            overwrite(kb(), 0, "");
        else if (what == "linked") {
            makeBase(kb(), 3);
            QVERIFY(linkFile(kb(), at("second name.db")));
        }
        const auto made = backup();
        QVERIFY(!made);
        QCOMPARE(int(made.error().code), code);
        QVERIFY(filesIn(backups()).isEmpty());
    }

    void theFolderMayNotBeWritable()
    {
        makeBase(kb(), 3);
        overwrite(at("a file"), 0, "x");
        const auto made = backup(10, at("a file"));
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::WriteFailed);
    }

    void whatADeadJobLeftIsRemovedByTheNext()
    {
        makeBase(kb(), 3);
        const auto made = backup();
        QVERIFY(made);
        const QString other = at("elsewhere");
        QDir().mkpath(other);
        overwrite(other + QStringLiteral("/kb-20260101T000000Z.db.part"), 0, "half");
        overwrite(other + QStringLiteral("/kb-20260101T000000Z.db.part-journal"), 0, "half");
        overwrite(other + QStringLiteral("/kb-20260101T000000Z.db.sha256"), 0, "before it");
        overwrite(other + QStringLiteral("/kb-20260102T000000Z.db.part"), 0, "of somebody");
        IntentLog log(kb());
        QVERIFY(log.add(
            QJsonObject{{QStringLiteral("kind"), QStringLiteral("part")},
                        {QStringLiteral("part"), other + QStringLiteral("/kb-20260101T000000Z.db.part")},
                        {QStringLiteral("final"), other + QStringLiteral("/kb-20260101T000000Z.db")}}));
        const auto settled = Swap::recoverIntents(kb());
        QVERIFY(settled);
        QCOMPARE(*settled, 1);
        QCOMPARE(filesIn(other), QStringList(QStringLiteral("kb-20260102T000000Z.db.part")));
        QVERIFY(nothingIsOpen());
        QCOMPARE(*Swap::recoverIntents(kb()), 0);
        QVERIFY(QFileInfo::exists(made->file.path));
    }
};

QTEST_GUILESS_MAIN(tst_Backup)
#include "tst_Backup.moc"
