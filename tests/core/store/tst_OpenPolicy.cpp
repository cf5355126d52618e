// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Database.h"
#include "core/store/OpenPolicy.h"
#include "tests/support/Folder.h"
#include "tests/support/Fork.h"
#include "tests/support/OtherProgram.h"

#include <QRandomGenerator>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hakgal;
using namespace hakgal::test;
using Access = OpenPolicy::Access;

namespace {

const QByteArray kTable = "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);"
                          "INSERT INTO facts(statement) VALUES('A(b).');";
const QByteArray kWal = "PRAGMA journal_mode=WAL;" + kTable;

QByteArray randomBytes(int count, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes.append(static_cast<char>(random.bounded(256)));
    return bytes;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As a code that a child process can return.
int told(const Result<OpenPolicy::Verdict> &verdict)
{
    return verdict ? 100 : static_cast<int>(verdict.error().code);
}
constexpr int kAllowed = 100;

bool isRoot()
{
    return ::geteuid() == 0;
}

/// Asked from another process: does somebody else hold a lock anywhere in SQLite's lock bytes?
bool othersSeeALock(const QString &path)
{
    return inChild([&path] {
               const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR);
               struct flock range = {};
               range.l_type = F_WRLCK;
               range.l_whence = SEEK_SET;
               range.l_start = 0x40000000;
               range.l_len = 512;
               if (fd < 0 || ::fcntl(fd, F_GETLK, &range) != 0)
                   return 2;
               return range.l_type == F_UNLCK ? 0 : 1;
           }) == 1;
}

} // namespace

class tst_OpenPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void badFilesAreToldApart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char *title, const QByteArray &bytes, ErrorCode code) {
            QTest::newRow(title) << QStringLiteral("kb.db") << bytes << static_cast<int>(code);
        };
        QByteArray text;
        while (text.size() < 8192)
            text += "HasPart(Computer, CPU).\nLikes(Anna, Tea).\n";
        text.truncate(8192);
        row("empty", "", ErrorCode::FileEmpty);
        row("one byte", "x", ErrorCode::NotADatabase);
        row("text of whole pages", text, ErrorCode::NotADatabase);
        row("only the magic", QByteArray("SQLite format 3\0", 16), ErrorCode::NotADatabase);
        row("header wiped", QByteArray(100, '\0') + randomBytes(3996, 1).toBase64().left(3996),
            ErrorCode::NotADatabase);
        row("zeros", QByteArray(4096, '\0'), ErrorCode::NotADatabase);
        row("compressed", QByteArray("\x1f\x8b\x08", 3) + randomBytes(8189, 2), ErrorCode::NotADatabase);
        row("random but no whole pages", randomBytes(8000, 3), ErrorCode::NotADatabase);
        row("encrypted", randomBytes(8192, 4), ErrorCode::FileEncrypted);
        row("encrypted, one page of 1024", randomBytes(1024, 5), ErrorCode::FileEncrypted);
        row("encrypted, one page of 512", randomBytes(512, 6), ErrorCode::FileEncrypted);
    }
    void badFilesAreToldApart()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        const Folder folder;
        const QString path = folder.write(name, bytes);
        const QStringList before = folder.listing();
        for (const Access access : {Access::Watch, Access::Change}) {
            const auto verdict = OpenPolicy::check(path, access);
            QVERIFY(!verdict.ok());
            QTEST(static_cast<int>(verdict.error().code), "code");
            QCOMPARE(verdict.error().args, QStringList{path});
        }
        QCOMPARE(folder.listing(), before);
        QCOMPARE(readAll(path), bytes);
    }

    void whatIsNoFileIsToldApart()
    {
        const Folder folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("dir.db")));
        QVERIFY(QFile::link(QStringLiteral("nowhere"), folder.file(QStringLiteral("dangling.db"))));
        QCOMPARE(::mkfifo(QFile::encodeName(folder.file(QStringLiteral("pipe.db"))).constData(), 0666), 0);
        folder.write(QStringLiteral("plain"), "x");
        const QStringList before = folder.listing();
        const auto code = [&folder](const QString &name) {
            return told(OpenPolicy::check(folder.file(name), Access::Watch));
        };
        QCOMPARE(code(QStringLiteral("missing.db")), static_cast<int>(ErrorCode::FileMissing));
        QCOMPARE(code(QStringLiteral("plain/below.db")), static_cast<int>(ErrorCode::FileMissing));
        QCOMPARE(code(QStringLiteral("dangling.db")), static_cast<int>(ErrorCode::FileMissing));
        QCOMPARE(code(QStringLiteral("dir.db")), static_cast<int>(ErrorCode::FileIsDirectory));
        QCOMPARE(code(QStringLiteral("pipe.db")), static_cast<int>(ErrorCode::FileNotRegular));
        QCOMPARE(told(OpenPolicy::check(QStringLiteral("/dev/null"), Access::Watch)),
                 static_cast<int>(ErrorCode::FileNotRegular));
        QCOMPARE(told(OpenPolicy::check(QString(), Access::Watch)), static_cast<int>(ErrorCode::FileMissing));
        const QString withNul = folder.file(QStringLiteral("plain")) + QChar(0) + QStringLiteral("x");
        QCOMPARE(told(OpenPolicy::check(withNul, Access::Watch)), static_cast<int>(ErrorCode::FileMissing));
        QCOMPARE(folder.listing(), before);
    }

    void theHeaderTellsTheJournalMode()
    {
        const Folder folder;
        const QString plain = folder.database(QStringLiteral("plain.db"), kTable);
        const QString wal = folder.database(QStringLiteral("wal.db"), kWal);
        const QStringList before = folder.listing();
        const auto plainVerdict = OpenPolicy::check(plain, Access::Change);
        QVERIFY(plainVerdict.ok());
        QVERIFY(!plainVerdict->wal);
        QVERIFY(!plainVerdict->hadSidecars);
        const auto walVerdict = OpenPolicy::check(wal, Access::Watch);
        QVERIFY(walVerdict.ok());
        QVERIFY(walVerdict->wal);
        QVERIFY(!walVerdict->hadSidecars);
        QCOMPARE(folder.listing(), before);

        OtherProgram other(wal);
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        QVERIFY(OpenPolicy::check(wal, Access::Watch)->hadSidecars);
    }

    void symbolicLinksAreResolved()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        const QString link = folder.file(QStringLiteral("link.db"));
        QVERIFY(QFile::link(path, link));
        const auto verdict = OpenPolicy::check(link, Access::Watch);
        QVERIFY(verdict.ok());
        QCOMPARE(verdict->path, path);
        QCOMPARE(verdict->identity, statFile(path).identity);
    }

    void whatBelongsToABaseIsKnownByAnyName()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        const QString link = folder.file(QStringLiteral("link.db"));
        const QString other = folder.file(QStringLiteral("other.txt"));
        const QString second = folder.file(QStringLiteral("second.db"));
        QVERIFY(QFile::link(path, link));
        QCOMPARE(::link(QFile::encodeName(path).constData(), QFile::encodeName(second).constData()), 0);
        for (const QString &base : {path, link}) {
            for (const QString &name :
                 {path, link, second, path + QStringLiteral("-wal"), path + QStringLiteral("-journal"),
                  folder.file(QStringLiteral("./kb.db-shm"))})
                QVERIFY2(belongsToBase(name, base), qPrintable(name));
            QVERIFY(!belongsToBase(other, base));
            QVERIFY(!belongsToBase(path + QStringLiteral(".txt"), base));
        }
        QVERIFY(!belongsToBase(other, QString()));
        QVERIFY(belongsToBase(path, path) && belongsToBase(other + QStringLiteral("-wal"), other));
    }

    void identityFollowsTheFileAndNotItsName()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        const FileIdentity first = statFile(path).identity;
        QVERIFY(first.valid());
        QVERIFY(QFile::rename(path, folder.file(QStringLiteral("old.db"))));
        folder.database(QStringLiteral("kb.db"), kTable);
        QVERIFY(!(statFile(path).identity == first));
        QCOMPARE(statFile(folder.file(QStringLiteral("old.db"))).identity, first);
        QVERIFY(!statFile(folder.file(QStringLiteral("none"))).identity.valid());
    }

    void linksAreCounted()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        QCOMPARE(statFile(path).links, 1U);
        QCOMPARE(::link(QFile::encodeName(path).constData(),
                        QFile::encodeName(folder.file(QStringLiteral("twin.db"))).constData()),
                 0);
        QCOMPARE(statFile(path).links, 2U);
    }

    void theVolumeHasAName() { QVERIFY(!statVolume(QDir::tempPath()).fileSystem.isEmpty()); }

    /// Row 1 of the hazards. The other way round shows that the observer would see a dropped lock.
    void lookingAtTheHeaderKeepsOurLocks()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kTable);
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
        const auto close = qScopeGuard([db] { sqlite3_close(db); });
        QVERIFY(!othersSeeALock(path));
        QCOMPARE(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        QVERIFY(othersSeeALock(path));
        QVERIFY(OpenPolicy::check(path, Access::Watch).ok());
        QVERIFY(OpenPolicy::check(path, Access::Change).ok());
        QVERIFY(othersSeeALock(path));

        QVERIFY(!readAll(path).isEmpty()); // what is never done
        QVERIFY(!othersSeeALock(path));
    }

    void lookingAtTheHeaderKeepsTheLockOfAWalBase()
    {
        const Folder folder;
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        const auto database = Database::open(path, {});
        QVERIFY(database.ok());
        QVERIFY(othersSeeALock(path));
        QVERIFY(OpenPolicy::check(path, Access::Watch).ok());
        QVERIFY(Database::open(path, {}).ok()); // and closed again
        QVERIFY(othersSeeALock(path));
    }

    void permissionsAreThoseOfTheUser()
    {
        if (!isRoot())
            QSKIP("only root can become another user");
        const Folder folder;
        const QString closed = folder.database(QStringLiteral("closed.db"), kTable);
        const QString readable = folder.database(QStringLiteral("readable.db"), kTable);
        QVERIFY(QFile::setPermissions(closed, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("cellar")));
        const QString hidden = folder.database(QStringLiteral("cellar/hidden.db"), kTable);
        QVERIFY(
            QFile::setPermissions(folder.file(QStringLiteral("cellar")), QFile::ReadOwner | QFile::ExeOwner));
        const QStringList before = folder.listing();
        const auto asOther = [](const QString &path, Access access) {
            return asNobody([&] { return told(OpenPolicy::check(path, access)); });
        };
        QCOMPARE(asOther(closed, Access::Watch), static_cast<int>(ErrorCode::FileNoPermission));
        QCOMPARE(asOther(hidden, Access::Watch), static_cast<int>(ErrorCode::FileNoPermission));
        QCOMPARE(asOther(readable, Access::Watch), kAllowed);
        QCOMPARE(asOther(readable, Access::Change), static_cast<int>(ErrorCode::FileNoPermission));
        QCOMPARE(told(OpenPolicy::check(closed, Access::Change)), kAllowed);
        QCOMPARE(folder.listing(), before);
    }

    /// Row 29: sidecars made by another user would lock the owner out.
    void anIdleWalBaseIsOpenedOnlyByItsOwner()
    {
        if (!isRoot())
            QSKIP("only root can become another user");
        const Folder folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777))); // all may make files here
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        const QStringList before = folder.listing();
        const auto openAsOther = [&path] {
            return asNobody([&path] {
                const auto opened = Database::open(path, {});
                return opened ? kAllowed : static_cast<int>(opened.error().code);
            });
        };
        QCOMPARE(openAsOther(), static_cast<int>(ErrorCode::FileOtherOwner));
        QCOMPARE(folder.listing(), before);
        QCOMPARE(asNobody([&path] {
                     const auto verdict = OpenPolicy::check(path, Access::Watch);
                     return verdict.error().args == QStringList{path, QStringLiteral("root")} ? 0 : 1;
                 }),
                 0);

        // While the owner has it open everybody may watch, and the owner goes on writing afterwards.
        OtherProgram owner(path);
        QVERIFY(owner.run("INSERT INTO facts(statement) VALUES('B(c).')"));
        QCOMPARE(openAsOther(), kAllowed);
        QVERIFY(owner.run("INSERT INTO facts(statement) VALUES('C(d).')"));
        owner.leave();
        QCOMPARE(folder.names(), QStringList{QStringLiteral("kb.db")});
    }

    void aSidecarLeftAloneIsNoLicence()
    {
        if (!isRoot())
            QSKIP("only root can become another user");
        const Folder folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)));
        const QString path = folder.database(QStringLiteral("kb.db"), kWal);
        folder.write(QStringLiteral("kb.db-shm"), QByteArray(32768, '\0'));
        QCOMPARE(asNobody([&path] { return told(OpenPolicy::check(path, Access::Watch)); }),
                 static_cast<int>(ErrorCode::FileOtherOwner));
    }

    void aFolderWithoutRoomForSidecarsIsToldBeforeTheOpen()
    {
        if (!isRoot())
            QSKIP("only root can become another user");
        const Folder folder;
        const QString wal = folder.database(QStringLiteral("wal.db"), kWal);
        const QString plain = folder.database(QStringLiteral("plain.db"), kTable);
        for (const QString &path : {wal, plain})
            QCOMPARE(::chown(QFile::encodeName(path).constData(), 65534, 65534), 0);
        const QStringList before = folder.listing();
        const auto asOther = [](const QString &path, Access access) {
            return asNobody([&] { return told(OpenPolicy::check(path, access)); });
        };
        QCOMPARE(asOther(wal, Access::Watch), static_cast<int>(ErrorCode::FolderReadOnly));
        QCOMPARE(asOther(plain, Access::Watch), kAllowed);
        QCOMPARE(asOther(plain, Access::Change), static_cast<int>(ErrorCode::FolderReadOnly));
        QCOMPARE(folder.listing(), before);
    }
};

HAKGAL_TEST_MAIN(tst_OpenPolicy)
#include "tst_OpenPolicy.moc"
