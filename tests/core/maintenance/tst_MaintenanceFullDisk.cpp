// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/LiveWrite.h"
#include "core/maintenance/Optimizer.h"
#include "core/maintenance/Swap.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

#include <algorithm>
#include <functional>
#include <memory>

using namespace hakgal;
using namespace support;

// Small file systems that are full, or become full in the middle. Needs root to mount them.

namespace {

class SmallDisk
{
public:
    explicit SmallDisk(const char *options)
    {
        m_mounted =
            ::mount("tmpfs", QFile::encodeName(m_folder.path()).constData(), "tmpfs", 0, options) == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(QFile::encodeName(m_folder.path()).constData(), MNT_DETACH);
    }
    bool mounted() const { return m_mounted; }
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    /// Leaves only this much room.
    void fillBut(qint64 bytes) const
    {
        QFile fill(path("fill"));
        const qint64 room = freeBytes(m_folder.path()) - bytes;
        if (!fill.open(QIODevice::WriteOnly) || fill.write(QByteArray(room, 'x')) != room)
            qFatal("cannot fill the small disk");
    }

private:
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

} // namespace

class tst_MaintenanceFullDisk : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SmallDisk> m_disk;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    static QStringList filesIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    /// Without an index, and half of it holes.
    static void makeHoles(const QString &path, int facts, bool wal = true)
    {
        BaseForm form;
        form.wal = wal;
        makeBase(path, 2 * facts, form);
        QVERIFY(Plain(path).run("DROP INDEX idx_statement; DELETE FROM facts WHERE id%2=0"));
    }
    static Result<OptimizeReport> optimizeOnly(const QString &path, OptimizeStep step,
                                               std::function<void(const JobProgress &)> tell = {})
    {
        Settings settings;
        settings.databasePath = path;
        OptimizeOptions options;
        options.only = {step};
        options.backup = false;
        JobContext context(std::move(tell), nullptr);
        return optimize(settings, options, context);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
        m_disk = std::make_unique<SmallDisk>("size=8m");
        if (!m_disk->mounted())
            QSKIP("mounting a small disk needs root");
    }
    void cleanup() { m_disk.reset(); }

    void aBackupSaysBeforehandThatThereIsNoRoom()
    {
        const QString kb = at("kb.db");
        makeBase(kb, 20'000);
        m_disk->fillBut(500'000);
        JobContext context({}, nullptr);
        Backup::Options options;
        options.folder = m_disk->path("backups");
        const auto made = Backup::make(kb, options, context);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::NoSpace);
        QVERIFY(made.error().args.value(1).toLongLong() > made.error().args.value(2).toLongLong());
        QVERIFY(filesIn(m_disk->path("backups")).isEmpty());
        QVERIFY(Plain(kb).run("INSERT INTO facts(statement) VALUES('After(1).')"));
    }

    void aBackupThatFillsTheDiskLeavesNothing()
    {
        const QString kb = at("kb.db");
        makeBase(kb, 20'000);
        JobContext context(
            [&](const JobProgress &p) {
                if (p.step == QLatin1String("copy") && !QFileInfo::exists(m_disk->path("fill")))
                    m_disk->fillBut(100'000); // somebody else was faster
            },
            nullptr);
        Backup::Options options;
        options.folder = m_disk->path("backups");
        const auto made = Backup::make(kb, options, context);
        QVERIFY(!made);
        QVERIFY2(made.error().code == ErrorCode::DiskFull || made.error().code == ErrorCode::NoSpace,
                 qPrintable(made.error().detail));
        QVERIFY(filesIn(m_disk->path("backups")).isEmpty());
        QVERIFY(filesIn(StatePaths(kb).intentFolder()).isEmpty());
        QVERIFY(Plain(kb).run("INSERT INTO facts(statement) VALUES('After(1).')"));
    }

    void aRestoreThatDoesNotFitChangesNothing_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback") << false;
    }
    void aRestoreThatDoesNotFitChangesNothing()
    {
        QFETCH(bool, wal);
        const QString kb = m_disk->path("kb.db");
        BaseForm form;
        form.wal = wal;
        makeBase(kb, 5000, form);
        form.name = "New";
        makeBase(at("new.db"), 60'000, form);
        m_disk->fillBut(1'500'000);
        JobContext context({}, nullptr);
        const auto restored = Backup::restore(kb, at("new.db"), context);
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::NoSpace);
        QCOMPARE(countOf(kb, "Old"), 5000);
        QVERIFY(Plain(kb).run("INSERT INTO facts(statement) VALUES('After(1).')"));
        QCOMPARE(integrityOf(kb), QByteArray("ok"));
    }

    void aRestoreThatFillsTheDiskIsUndone_data()
    {
        QTest::addColumn<QString>("step"); ///< in which the disk becomes full
        QTest::addColumn<bool>("late");    ///< only when that step cannot be cancelled any more
        QTest::addColumn<bool>("wal");
        QTest::addColumn<bool>("readable"); ///< else page 1 is gone, and the file as a whole is replaced
        for (const bool wal : {true, false}) {
            const QByteArray mode = wal ? "WAL, " : "rollback, ";
            QTest::newRow((mode + "verify").constData()) << QStringLiteral("verify") << false << wal << true;
            QTest::newRow((mode + "safety copy").constData())
                << QStringLiteral("safety_copy") << false << wal << true;
            QTest::newRow((mode + "the pages").constData()) << QStringLiteral("swap") << true << wal << true;
        }
        // After that nothing more is written: the damaged file is kept by its name.
        QTest::newRow("page 1 gone, verify") << QStringLiteral("verify") << false << true << false;
    }
    void aRestoreThatFillsTheDiskIsUndone()
    {
        QFETCH(QString, step);
        QFETCH(bool, late);
        QFETCH(bool, wal);
        QFETCH(bool, readable);
        const SmallDisk disk("size=48m");
        // Everything is there: the base, what is made beside it, history and safety copies.
        qputenv("XDG_DATA_HOME", QFile::encodeName(disk.path("data")));
        const QString kb = disk.path("kb.db");
        BaseForm form;
        form.wal = wal;
        makeBase(kb, 3000, form);
        form.name = "New";
        makeBase(at("new.db"), 9000, form);
        if (!readable)
            overwrite(kb, 0, QByteArray(4096, '\xee'));
        const QByteArray bytes = bytesOf(kb);
        const QStringList before = filesIn(disk.path(""));

        bool filled = false;
        JobContext context(
            [&](const JobProgress &p) {
                if (p.step == step && (!late || !p.cancellable) && !filled) {
                    filled = true;
                    disk.fillBut(200'000);
                }
            },
            nullptr);
        const auto restored = Backup::restore(kb, at("new.db"), context);
        QVERIFY(filled);
        QVERIFY(!restored);
        QVERIFY2(restored.error().code == ErrorCode::DiskFull ||
                     restored.error().code == ErrorCode::NoSpace ||
                     restored.error().code == ErrorCode::WriteFailed,
                 qPrintable(QLatin1String(errorName(restored.error().code)) + restored.error().detail));
        QVERIFY(filesIn(StatePaths(kb).intentFolder()).isEmpty());
        if (readable) {
            QCOMPARE(countOf(kb, "Old"), 3000);
            QCOMPARE(integrityOf(kb), QByteArray("ok"));
            QVERIFY(Plain(kb).run("INSERT INTO facts(statement) VALUES('After(1).')"));
        } else {
            QCOMPARE(bytesOf(kb), bytes);
        }
        // Nothing half-made stands beside it and takes the room.
        QVERIFY(QFile::remove(disk.path("fill")));
        QCOMPARE(filesIn(disk.path("")), before);

        JobContext again({}, nullptr);
        const auto done = Backup::restore(kb, at("new.db"), again);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(countOf(kb, "New"), 9000);
        QCOMPARE(integrityOf(kb), QByteArray("ok"));
    }

    void aSwapThatFillsTheDiskIsUndone_data() { aRestoreThatDoesNotFitChangesNothing_data(); }
    void aSwapThatFillsTheDiskIsUndone()
    {
        QFETCH(bool, wal);
        const QString kb = m_disk->path("kb.db");
        BaseForm form;
        form.wal = wal;
        makeBase(kb, 5000, form);
        Plain other(kb); // a program that has it open and goes on
        form.name = "New";
        form.wal = false;
        makeBase(at("new.db"), 30'000, form);
        // Filled after the look at the room, in the last moment before the pages are written.
        bool filled = false;
        JobContext context(
            [&](const JobProgress &p) {
                if (p.step == QLatin1String("swap") && !p.cancellable && !filled) {
                    filled = true;
                    m_disk->fillBut(700'000);
                }
            },
            nullptr);
        Swap::Request request;
        request.live = kb;
        request.prepare = [&](const Swap::Attempt &attempt) -> Result<void> {
            return QFile::copy(at("new.db"), attempt.target)
                       ? Result<void>()
                       : Result<void>(Error{ErrorCode::WriteFailed, {}, {}, 0});
        };
        const auto done = Swap::run(request, context);
        QVERIFY(filled);
        QVERIFY(!done);
        QVERIFY2(done.error().code == ErrorCode::DiskFull, qPrintable(done.error().detail));
        QCOMPARE(other.integer("SELECT count(*) FROM facts"), 5000);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('After(1).')"));
        QCOMPARE(integrityOf(kb), QByteArray("ok"));
    }

    void compactingSaysBeforehandThatThereIsNoRoom()
    {
        const QString kb = m_disk->path("kb.db");
        makeHoles(kb, 20'000);
        m_disk->fillBut(QFileInfo(kb).size());
        const auto report = optimizeOnly(kb, OptimizeStep::Vacuum);
        QVERIFY(report && !report->failure);
        const auto vacuum = std::find_if(report->plan.begin(), report->plan.end(),
                                         [](const auto &p) { return p.step == OptimizeStep::Vacuum; });
        QVERIFY(!vacuum->run);
        QCOMPARE(vacuum->why, PlannedStep::Why::NoSpace);
        QVERIFY(report->steps.empty());
    }

    void whatFillsTheDiskIsUndoneAndGivesItsRoomBack_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<bool>("wal");
        QTest::newRow("compacting, WAL") << QStringLiteral("vacuum") << true;
        QTest::newRow("compacting, rollback") << QStringLiteral("vacuum") << false;
        QTest::newRow("indices, WAL") << QStringLiteral("indices") << true;
        QTest::newRow("indices, rollback") << QStringLiteral("indices") << false;
    }
    void whatFillsTheDiskIsUndoneAndGivesItsRoomBack()
    {
        QFETCH(QString, step);
        QFETCH(bool, wal);
        const QString kb = m_disk->path("kb.db");
        makeHoles(kb, 15'000, wal);
        if (step == QLatin1String("indices")) // no free page that they could use
            QVERIFY(Plain(kb).run("VACUUM"));
        const qint64 facts = Plain(kb).integer("SELECT count(*) FROM facts");
        // Somebody else was faster, after the look at the room.
        bool filled = false;
        const auto report = optimizeOnly(kb, *stepByName(step), [&](const JobProgress &p) {
            const bool late = step == QLatin1String("vacuum") ? !p.cancellable : p.step == step;
            if (late && !filled) {
                filled = true;
                m_disk->fillBut(60'000);
            }
        });
        QVERIFY(filled);
        QVERIFY(report && report->failure);
        QVERIFY2(report->failure->code == ErrorCode::DiskFull || report->failure->code == ErrorCode::NoSpace,
                 qPrintable(report->failure->detail));
        QVERIFY(!report->steps.back().message.isEmpty());
        QVERIFY(QFileInfo(kb + QStringLiteral("-wal")).size() == 0);
        Plain other(kb);
        QCOMPARE(other.integer("SELECT count(*) FROM facts"), facts);
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('After(1).')"));
        QCOMPARE(integrityOf(kb), QByteArray("ok"));
    }

    void writersGoOnWhileTheDiskIsFull()
    {
        const QString kb = m_disk->path("kb.db");
        makeHoles(kb, 15'000);
        Plain other(kb); // has it open all the time
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('Before(1).')"));
        bool filled = false;
        const auto report = optimizeOnly(kb, OptimizeStep::Vacuum, [&](const JobProgress &p) {
            if (!p.cancellable && !filled) {
                filled = true;
                m_disk->fillBut(100'000);
            }
        });
        QVERIFY(filled);
        QVERIFY(report && report->failure);
        // What the failed attempt left in the log is written over, with or without a checkpoint.
        for (int i = 0; i < 20; ++i)
            QVERIFY(
                other.run("INSERT INTO facts(statement) VALUES('After(" + QByteArray::number(i) + ").')"));
        QCOMPARE(integrityOf(kb), QByteArray("ok"));
    }

    void theStateFolderMayBeFull()
    {
        const QString kb = at("kb.db");
        makeBase(kb, 2000);
        BaseForm form;
        form.name = "New";
        makeBase(at("new.db"), 2000, form);
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_disk->path("data")));
        QVERIFY(StatePaths(kb).create());
        m_disk->fillBut(0);
        JobContext context({}, nullptr);
        const auto made = Backup::make(kb, {}, context);
        QVERIFY(!made);
        const auto restored = Backup::restore(kb, at("new.db"), context);
        QVERIFY(!restored);
        QVERIFY2(restored.error().code == ErrorCode::DiskFull ||
                     restored.error().code == ErrorCode::NoSpace ||
                     restored.error().code == ErrorCode::WriteFailed,
                 errorName(restored.error().code));
        QCOMPARE(countOf(kb, "Old"), 2000);
    }
};

QTEST_GUILESS_MAIN(tst_MaintenanceFullDisk)
#include "tst_MaintenanceFullDisk.moc"
