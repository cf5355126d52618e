// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/LiveWrite.h"
#include "core/maintenance/Swap.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

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
    void fillBut(qint64 bytes)
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
