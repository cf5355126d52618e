// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FileSync.h"
#include "core/maintenance/RawCopy.h"
#include "core/maintenance/SoleAccess.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace hakgal;
using namespace support;

// Raw reading, and the proof that nobody else has a file open.

namespace {

/// Another process that tries to write: 0 where it could, 5 (SQLITE_BUSY) where a lock held it off.
int tryToWrite(const QString &base)
{
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--try"), base});
    return other.waitForFinished(60'000) ? other.exitCode() : -1;
}

} // namespace

class tst_RawCopy : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theBytesAreTheSame()
    {
        makeBase(at("kb.db"), 20'000);
        JobContext context({}, nullptr);
        const auto copied = rawCopy(at("kb.db"), at("copy.db"), context);
        QVERIFY(copied);
        QCOMPARE(*copied, QFileInfo(at("kb.db")).size());
        QCOMPARE(bytesOf(at("copy.db")), bytesOf(at("kb.db")));
    }

    void errorsNameTheFile()
    {
        makeBase(at("kb.db"), 1);
        JobContext context({}, nullptr);
        const auto missing = rawCopy(at("gone.db"), at("copy.db"), context);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::FileMissing);
        QCOMPARE(missing.error().args, QStringList(at("gone.db")));
        QVERIFY(!QFileInfo::exists(at("copy.db")));
        const auto there = rawCopy(at("kb.db"), at("kb.db"), context);
        QVERIFY(!there);
        QCOMPARE(there.error().code, ErrorCode::FileExists);
        QVERIFY(!rawCopy(at("kb.db"), at("nowhere/copy.db"), context));
    }

    void aCancelLeavesNothing()
    {
        makeBase(at("kb.db"), 20'000);
        std::atomic<bool> cancel{true};
        JobContext context({}, &cancel);
        context.begin(QStringLiteral("copy"), {});
        // Small files may be through before anybody looks.
        if (const auto copied = rawCopy(at("kb.db"), at("copy.db"), context); !copied) {
            QCOMPARE(copied.error().code, ErrorCode::Interrupted);
            QVERIFY(!QFileInfo::exists(at("copy.db")));
        }
    }

    void itDropsNoLockOfOurs()
    {
        BaseForm form;
        form.wal = false; // whose locks are on the file itself
        makeBase(at("kb.db"), 1000, form);
        Plain ours(at("kb.db"));
        QVERIFY(ours.run("BEGIN IMMEDIATE; INSERT INTO facts(statement) VALUES('Mine(1).')"));
        QCOMPARE(tryToWrite(at("kb.db")), 5);
        JobContext context({}, nullptr);
        QVERIFY(rawCopy(at("kb.db"), at("copy.db"), context));
        QVERIFY(!SoleAccess::take(at("kb.db"))); // we have it open ourselves
        QCOMPARE(tryToWrite(at("kb.db")), 5);
#ifndef Q_OS_WIN
        // Why all this: the plain way loses the lock.
        QVERIFY(!bytesOf(at("kb.db")).isEmpty());
        QCOMPARE(tryToWrite(at("kb.db")), 0);
#endif
    }

    void soleAccessIsGivenWhereNobodyHasItOpen()
    {
        makeBase(at("kb.db"), 10);
        QVERIFY(SoleAccess::take(at("kb.db")));
        QVERIFY(SoleAccess::take(at("kb.db"))); // and given back
        QVERIFY(Plain(at("kb.db")).run("INSERT INTO facts(statement) VALUES('X(1).')"));
    }

    void soleAccessIsRefusedWhileAnotherHasItOpen()
    {
        makeBase(at("kb.db"), 10);
        WriterProcess other(at("kb.db"), 1, 20);
        QVERIFY(other.waitForMore());
        const auto refused = SoleAccess::take(at("kb.db"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::OthersPresent);
        QVERIFY(other.finish());
        QVERIFY(SoleAccess::take(at("kb.db")));
    }

    void whoHasItOpenIsNamed()
    {
        makeBase(at("kb.db"), 10);
        WriterProcess other(at("kb.db"), 1, 20);
        QVERIFY(other.waitForMore());
        const auto refused = SoleAccess::take(at("kb.db"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().args.value(1).contains(QStringLiteral("tst_RawCopy")),
                 qPrintable(refused.error().args.join(u'|')));
        QVERIFY(other.finish());
    }

#ifndef Q_OS_WIN
    void whileItIsHeldNewcomersWait()
    {
        makeBase(at("kb.db"), 10);
        QProcess other;
        {
            const auto alone = SoleAccess::take(at("kb.db"));
            QVERIFY(alone);
            other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--try"), at("kb.db")});
            QVERIFY(other.waitForStarted());
            QVERIFY(!other.waitForFinished(500));
        }
        QVERIFY(other.waitForFinished(60'000));
        QCOMPARE(other.exitCode(), 0);
    }
#endif

    void aRenameNeverOverwritesUnlessAsked()
    {
        overwrite(at("a"), 0, "a");
        overwrite(at("b"), 0, "b");
        const auto refused = renameNew(at("a"), at("b"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileExists);
        QCOMPARE(bytesOf(at("b")), QByteArray("b"));
        QVERIFY(renameOver(at("a"), at("b")));
        QCOMPARE(bytesOf(at("b")), QByteArray("a"));
        QVERIFY(renameNew(at("b"), at("c")));
        QVERIFY(!QFileInfo::exists(at("b")));
        QVERIFY(linkFile(at("c"), at("d")));
        QCOMPARE(bytesOf(at("d")), QByteArray("a"));
        QVERIFY(!linkFile(at("c"), at("d")));
        QVERIFY(syncFile(at("d")));
        QVERIFY(syncFolder(m_folder->path()));
        QVERIFY(removeFile(at("d")));
        const auto gone = removeFile(at("d"));
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::FileMissing);
    }

    void aDurableFileIsWhole()
    {
        QVERIFY(writeDurably(at("note"), "first"));
        QVERIFY(writeDurably(at("note"), "second"));
        QCOMPARE(bytesOf(at("note")), QByteArray("second"));
        QVERIFY(!QFileInfo::exists(at("note.new")));
        QVERIFY(!writeDurably(at("nowhere/note"), "x"));
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const auto code = runWriter(arguments))
        return *code;
    if (arguments.value(1) == QLatin1String("--try")) {
        Plain base(arguments.value(2));
        base.run("PRAGMA busy_timeout=0");
        return base.run("BEGIN IMMEDIATE; ROLLBACK") ? 0 : 5;
    }
    tst_RawCopy test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_RawCopy.moc"
