// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Programs.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <functional>

#ifdef Q_OS_UNIX
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace support;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray randomBytes(int count)
{
    QRandomGenerator random(7);
    QByteArray bytes(count, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return bytes;
}

/// Name, size and time of everything in a folder.
QStringList listing(const QString &folder)
{
    QStringList entries;
    const auto infos =
        QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &info : infos)
        entries << QStringLiteral("%1 %2 %3")
                       .arg(info.fileName())
                       .arg(info.size())
                       .arg(info.lastModified().toMSecsSinceEpoch());
    return entries;
}

} // namespace

/// Whatever the operator points it at: a plain sentence, the contract's exit code, and nothing made or
/// changed.
class tst_BadInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileThatCannotBeWatchedIsSaidToBeSo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes"); ///< null: nothing is made
        QTest::addColumn<QString>("code");
        QTest::newRow("missing") << QStringLiteral("missing.db") << QByteArray()
                                 << QStringLiteral("file_missing");
        QTest::newRow("missing folder")
            << QStringLiteral("no/such/folder.db") << QByteArray() << QStringLiteral("file_missing");
        QTest::newRow("folder") << QStringLiteral(".") << QByteArray() << QStringLiteral("file_is_directory");
        QTest::newRow("text") << QStringLiteral("text.db")
                              << QByteArray("HasPart(Computer, CPU).\n").repeated(500)
                              << QStringLiteral("not_a_database");
        QTest::newRow("empty") << QStringLiteral("empty.db") << QByteArray("")
                               << QStringLiteral("file_empty");
        QTest::newRow("encrypted") << QStringLiteral("secret.db") << randomBytes(40'960)
                                   << QStringLiteral("file_encrypted");
        QTest::newRow("short") << QStringLiteral("short.db") << QByteArray("SQLite format 3\0", 16)
                               << QStringLiteral("not_a_database");
    }
    void aFileThatCannotBeWatchedIsSaidToBeSo()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        Home home;
        QDir().mkpath(home.path(QStringLiteral("kb")));
        const QString path = home.path(QStringLiteral("kb/") + name);
        if (!bytes.isNull())
            write(path, bytes);
        const QStringList before = listing(home.path(QStringLiteral("kb")));
        for (const QStringList &verb :
             {QStringList{QStringLiteral("status")}, QStringList{QStringLiteral("find"), QStringLiteral("x")},
              QStringList{QStringLiteral("export"), QStringLiteral("-")}}) {
            const auto said = ctl(home, QStringList{QStringLiteral("--db"), path} + verb);
            QCOMPARE(said.exitCode, 3);
            QVERIFY2(said.err.size() > 20, said.err.constData());
        }
        const auto json =
            ctl(home, {QStringLiteral("--db"), path, QStringLiteral("status"), QStringLiteral("--json")});
        QCOMPARE(json.exitCode, 3);
        QCOMPARE(json.json[QStringLiteral("error")][QStringLiteral("code")].toString(), code);
        QCOMPARE(listing(home.path(QStringLiteral("kb"))), before);
    }

    void aBaseWithoutFactsIsNamed()
    {
        Home home;
        QDir().mkpath(home.path(QStringLiteral("kb")));
        const QString path = home.path(QStringLiteral("kb/other.db"));
        QVERIFY(ctl(home, {QStringLiteral("create"), path}).exitCode == 0);
        {
            Writer writer(path);
            QVERIFY(writer.execute("PRAGMA journal_mode=DELETE; DROP TABLE facts; CREATE TABLE notes(a)"));
        }
        const QStringList before = listing(home.path(QStringLiteral("kb")));
        const auto said =
            ctl(home, {QStringLiteral("--db"), path, QStringLiteral("status"), QStringLiteral("--json")});
        QCOMPARE(said.exitCode, 3);
        QCOMPARE(said.json[QStringLiteral("error")][QStringLiteral("code")].toString(),
                 QStringLiteral("no_facts_table"));
        QCOMPARE(listing(home.path(QStringLiteral("kb"))), before);
    }

    void aLockedBaseExitsWithFour()
    {
        Home home;
        const QString path = home.path(QStringLiteral("kb.db"));
        QVERIFY(ctl(home, {QStringLiteral("create"), path}).exitCode == 0);
        Writer writer(path);
        QVERIFY(writer.execute("PRAGMA journal_mode=DELETE"));
        QVERIFY(writer.execute("BEGIN EXCLUSIVE"));
        const auto said =
            ctl(home, {QStringLiteral("--db"), path, QStringLiteral("status"), QStringLiteral("--json")});
        QCOMPARE(said.exitCode, 4);
        QCOMPARE(said.json[QStringLiteral("error")][QStringLiteral("code")].toString(),
                 QStringLiteral("locked"));
        QVERIFY(writer.execute("ROLLBACK"));
        const auto free =
            ctl(home, {QStringLiteral("--db"), path, QStringLiteral("status"), QStringLiteral("--json")});
        QVERIFY(free.json[QStringLiteral("error")].isNull());
        QCOMPARE(free.json[QStringLiteral("facts_count")].toInt(-1), 0);
    }

    void watchingACleanBaseLeavesNothingBehind()
    {
        Home home;
        QDir().mkpath(home.path(QStringLiteral("kb")));
        const QString path = home.path(QStringLiteral("kb/kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("--db"), path, QStringLiteral("import"), QStringLiteral("-")},
                     "A(b).\n")
                     .exitCode,
                 0);
        QCOMPARE(QDir(home.path(QStringLiteral("kb"))).entryList(QDir::Files),
                 QStringList{QStringLiteral("kb.db")});
        const auto status =
            ctl(home, {QStringLiteral("--db"), path, QStringLiteral("status"), QStringLiteral("--json")});
        QCOMPARE(status.json[QStringLiteral("facts_count")].toInt(), 1);
        QCOMPARE(QDir(home.path(QStringLiteral("kb"))).entryList(QDir::Files),
                 QStringList{QStringLiteral("kb.db")});
    }

    /// Row 29 of the hazards: a watcher of another user must never stop the owner from writing.
    void anotherUsersIdleBaseIsLeftAlone()
    {
#ifdef Q_OS_UNIX
        const struct passwd *nobody = ::getpwnam("nobody");
        if (::geteuid() != 0 || !nobody)
            QSKIP("needs root, to run as another user");
        const uid_t uid = nobody->pw_uid;
        const gid_t gid = nobody->pw_gid;
        QTemporaryDir shared(QStringLiteral("/tmp/hakgal-shared-XXXXXX"));
        QVERIFY(::chmod(shared.path().toLocal8Bit().constData(), 0777) == 0);
        Home home;
        const QString path = shared.filePath(QStringLiteral("kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("--db"), path, QStringLiteral("import"), QStringLiteral("-")},
                     "A(b).\n")
                     .exitCode,
                 0);
        QVERIFY(::chmod(path.toLocal8Bit().constData(), 0644) == 0);
        const QStringList before = listing(shared.path());

        // Programs below a build folder that only root may enter are run from a copy.
        const QString program = shared.filePath(QStringLiteral("hakgalctl"));
        QVERIFY(QFile::copy(QStringLiteral(HAKGALCTL), program));
        QTemporaryDir theirs(QStringLiteral("/tmp/hakgal-nobody-XXXXXX"));
        QVERIFY(::chown(theirs.path().toLocal8Bit().constData(), uid, gid) == 0);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            environment.insert(QLatin1String(name), theirs.path());
        process.setProcessEnvironment(environment);
        process.setChildProcessModifier([uid, gid] {
            if (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0)
                ::_exit(99);
        });
        process.start(program, {QStringLiteral("--db"), path, QStringLiteral("status")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 3);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("owner") || said.contains("root"), said.constData());
        QFile::remove(program);
        QCOMPARE(listing(shared.path()), before);
        Writer owner(path);
        QVERIFY(owner.execute("INSERT INTO facts(statement) VALUES('C(d).')"));
#else
        QSKIP("POSIX users");
#endif
    }

    void anUnreadableFileIsSaidToBeUnreadable()
    {
#ifdef Q_OS_UNIX
        const struct passwd *nobody = ::getpwnam("nobody");
        if (::geteuid() != 0 || !nobody)
            QSKIP("needs root, to run as another user");
        QTemporaryDir shared(QStringLiteral("/tmp/hakgal-shared-XXXXXX"));
        QVERIFY(::chmod(shared.path().toLocal8Bit().constData(), 0755) == 0);
        Home home;
        const QString path = shared.filePath(QStringLiteral("kb.db"));
        QCOMPARE(ctl(home, {QStringLiteral("create"), path}).exitCode, 0);
        QVERIFY(::chmod(path.toLocal8Bit().constData(), 0600) == 0);
        const QString program = shared.filePath(QStringLiteral("hakgalctl"));
        QVERIFY(QFile::copy(QStringLiteral(HAKGALCTL), program));
        QProcess process;
        const uid_t uid = nobody->pw_uid;
        process.setChildProcessModifier([uid] {
            if (::setgroups(0, nullptr) != 0 || ::setuid(uid) != 0)
                ::_exit(99);
        });
        process.start(program,
                      {QStringLiteral("--db"), path, QStringLiteral("status"), QStringLiteral("--json")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardOutput().contains("file_no_permission"));
#else
        QSKIP("POSIX permissions");
#endif
    }
};

QTEST_GUILESS_MAIN(tst_BadInput)
#include "tst_BadInput.moc"
