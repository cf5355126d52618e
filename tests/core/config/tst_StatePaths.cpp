// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

class tst_StatePaths : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char *name) const
    {
        return QFileInfo(m_folder.path()).canonicalFilePath() + u'/' + QString::fromUtf8(name);
    }
    static void touch(const QString &file)
    {
        QDir().mkpath(QFileInfo(file).path());
        QFile made(file);
        if (!made.open(QIODevice::WriteOnly))
            qFatal("cannot write the test's own file");
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_WIN
        qputenv("XDG_DATA_HOME", QFile::encodeName(path("data")));
#endif
    }

    void theRootFollowsThePlatform()
    {
#ifndef Q_OS_WIN
        QCOMPARE(StatePaths::root(), path("data/hakgal"));
        QCOMPARE(StatePaths::logFile(), path("data/hakgal/logs/hakgal.log"));
#endif
        QVERIFY(StatePaths::root().endsWith(QStringLiteral("/hakgal")));
    }

    void theKeyIsTheHashOfTheCanonicalPath()
    {
        touch(path("kb/Größe.db"));
        const StatePaths state(path("kb/Größe.db"));
        const QByteArray hash =
            QCryptographicHash::hash(path("kb/Größe.db").toUtf8(), QCryptographicHash::Sha256).toHex();
        QCOMPARE(state.key(), QString::fromLatin1(hash.left(12)));
        static const QRegularExpression twelveHexDigits(QStringLiteral("\\A[0-9a-f]{12}\\z"));
        QVERIFY(twelveHexDigits.match(state.key()).hasMatch());
        QCOMPARE(state.folder(), StatePaths::root() + u'/' + state.key());
        QCOMPARE(state.historyFile(), state.folder() + QStringLiteral("/hakgal_performance.db"));
        QCOMPARE(state.recorderLock(), state.folder() + QStringLiteral("/recorder.lock"));
        QCOMPARE(state.jobLock(), state.folder() + QStringLiteral("/lease.lock"));
        QCOMPARE(state.backupFolder(), state.folder() + QStringLiteral("/backups"));
        QCOMPARE(state.intentFolder(), state.folder() + QStringLiteral("/intents"));
    }

    void everyWayToTheFileGivesTheSameKey_data()
    {
        QTest::addColumn<QString>("way");
        touch(path("ways/real/kb.db"));
        QTest::newRow("dots") << path("ways/./real/../real/kb.db");
        QTest::newRow("two slashes") << path("ways//real///kb.db");
#ifndef Q_OS_WIN
        QVERIFY(QFile::link(path("ways/real/kb.db"), path("ways/link.db")));
        QVERIFY(QFile::link(path("ways/real"), path("ways/linked")));
        QTest::newRow("link to the file") << path("ways/link.db");
        QTest::newRow("linked folder") << path("ways/linked/kb.db");
#endif
        QTest::newRow("relative") << QDir::current().relativeFilePath(path("ways/real/kb.db"));
    }
    void everyWayToTheFileGivesTheSameKey()
    {
        QFETCH(QString, way);
        const QString expected = StatePaths(path("ways/real/kb.db")).key();
        QCOMPARE(StatePaths(way).key(), expected);
        // Gone: the key stays, by this way too.
        QVERIFY(QFile::rename(path("ways/real/kb.db"), path("ways/real/away")));
        const QString gone = StatePaths(way).key();
        QVERIFY(QFile::rename(path("ways/real/away"), path("ways/real/kb.db")));
        QCOMPARE(gone, expected);
    }

    void theKeyIsTheSameBeforeItsFolderExists()
    {
        const StatePaths before(path("later/deep/kb.db"));
        touch(path("later/deep/kb.db"));
        QCOMPARE(StatePaths(path("later/deep/kb.db")).key(), before.key());
    }

    void linksInACircleEnd()
    {
#ifdef Q_OS_WIN
        QSKIP("symbolic links need a privilege on Windows");
#endif
        QVERIFY(QFile::link(path("circle-b"), path("circle-a")));
        QVERIFY(QFile::link(path("circle-a"), path("circle-b")));
        QCOMPARE(StatePaths(path("circle-a")).key().size(), 12);
    }

    void differentFilesHaveDifferentKeys()
    {
        touch(path("two/a.db"));
        touch(path("two/b.db"));
        QVERIFY(StatePaths(path("two/a.db")).key() != StatePaths(path("two/b.db")).key());
    }

    void theFolderIsForItsOwnerOnly()
    {
        const StatePaths state(path("kb.db"));
        QVERIFY(state.create().ok());
        QVERIFY(QFileInfo(state.folder()).isDir());
        QVERIFY2(state.create().ok(), "again");
#ifndef Q_OS_WIN
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        QCOMPARE(QFileInfo(state.folder()).permissions() & others, QFile::Permissions());
        QCOMPARE(QFileInfo(StatePaths::root()).permissions() & others, QFile::Permissions());
        QVERIFY(QFile::setPermissions(state.folder(), QFile::Permissions(0x7755)));
        QVERIFY(state.create().ok());
        QCOMPARE(QFileInfo(state.folder()).permissions() & others, QFile::Permissions());
#endif
    }

    void whereNoFolderCanBeMadeCreateFails()
    {
#ifdef Q_OS_WIN
        QSKIP("the local data folder cannot be moved by a variable on Windows");
#else
        touch(path("a-file"));
        const QByteArray before = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", QFile::encodeName(path("a-file")));
        const Result<void> made = StatePaths(path("kb.db")).create();
        qputenv("XDG_DATA_HOME", before);
        QVERIFY(!made.ok());
        QCOMPARE(made.error().code, ErrorCode::WriteFailed);
#endif
    }
};

QTEST_GUILESS_MAIN(tst_StatePaths)
#include "tst_StatePaths.moc"
