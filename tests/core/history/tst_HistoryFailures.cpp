// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/history/Watched.h"

#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace hakgal;
using namespace hakgal::test;

namespace {

#ifdef Q_OS_LINUX
/// While it lives this process, where it is root's, acts as nobody, to whom the folder is given.
class AsNobody
{
public:
    explicit AsNobody(const QString &folder)
    {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() != 0)
            return;
        if (::chown(QFile::encodeName(folder).constData(), kNobody, kNobody) != 0 || ::seteuid(kNobody) != 0)
            qFatal("cannot become nobody");
        m_changed = true;
    }
    ~AsNobody()
    {
        if (m_changed && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    bool m_changed = false;
};

/// While it lives this process cannot make any file longer: a full disk, as SQLite sees it.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};
#endif

} // namespace

class tst_HistoryFailures : public QObject
{
    Q_OBJECT

    Bases m_bases;

private Q_SLOTS:
    void whatIsNotOurHistoryIsRefusedAndLeftAsItIs_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("why");
        QTest::newRow("later version")
            << QStringList{QStringLiteral(
                               "CREATE TABLE performance_metrics(id, timestamp, metric_name, metric_value)"),
                           QStringLiteral("PRAGMA user_version=3")}
            << QByteArray() << QStringLiteral("later version");
        QTest::newRow("another program's")
            << QStringList{QStringLiteral("CREATE TABLE facts(statement TEXT)")} << QByteArray()
            << QStringLiteral("another program");
        QTest::newRow("another program's with a version like ours")
            << QStringList{QStringLiteral("CREATE TABLE facts(statement TEXT)"),
                           QStringLiteral("PRAGMA user_version=1")}
            << QByteArray() << QStringLiteral("performance_metrics");
        QTest::newRow("our tables with other columns")
            << QStringList{QStringLiteral("CREATE TABLE performance_metrics(id, time, name, value)"),
                           QStringLiteral("PRAGMA user_version=1")}
            << QByteArray() << QStringLiteral("timestamp");
        QTest::newRow("negative version") << QStringList{QStringLiteral("PRAGMA user_version=-5")}
                                          << QByteArray() << QStringLiteral("another program");
        QTest::newRow("text") << QStringList()
                              << QByteArray("This is not a database at all, but some prose.\n").repeated(100)
                              << QStringLiteral("not a database");
    }
    void whatIsNotOurHistoryIsRefusedAndLeftAsItIs()
    {
        QFETCH(QStringList, statements);
        QFETCH(QByteArray, content);
        QFETCH(QString, why);
        const QString base = m_bases.add();
        QVERIFY(StatePaths(base).create().ok());
        const QString file = historyOf(base);
        if (content.isEmpty()) {
            sqlOn(file, statements);
        } else {
            QFile made(file);
            QVERIFY(made.open(QIODevice::WriteOnly));
            made.write(content);
        }
        const QByteArray before = bytes(file);
        Watched watched(kQuick);
        const Opened opened = watched.open(base);
        QVERIFY(!opened.recorder);
        QVERIFY(opened.error.has_value());
        QCOMPARE(opened.error->code, ErrorCode::HistoryUnavailable);
        QCOMPARE(opened.error->args, QStringList{file});
        QVERIFY2(opened.error->detail.contains(why), qPrintable(opened.error->detail));
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        QVERIFY(watched.find().empty());
        QVERIFY(letTimersRun(3));
        watched.store.close();
        QCOMPARE(bytes(file), before);
        QCOMPARE(watched.failures(), QList<bool>{false}); // at close; opened() told the failure
    }
    void aFolderThatCannotBeMadeIsToldAndUsedOnceItCan()
    {
        const QString base = m_bases.add();
        QVERIFY(StatePaths(base).create().ok());
        const QString folder = StatePaths(base).folder();
        QVERIFY(QDir().rmdir(folder));
        QVERIFY(QFile(folder).open(QIODevice::WriteOnly)); // a file in its place
        Watched watched(kQuick);
        const Opened opened = watched.open(base);
        QVERIFY(opened.error.has_value());
        QCOMPARE(opened.error->code, ErrorCode::HistoryUnavailable);
        QVERIFY(!opened.recorder);
        QVERIFY(letTimersRun(3));
        QVERIFY(watched.failures().isEmpty()); // nothing new to tell
        QVERIFY(QFile::remove(folder));
        QTRY_COMPARE(watched.recorderChanges(), QList<bool>{true});
        QCOMPARE(watched.failures(), QList<bool>{false});
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert})); // was raised while there was no history
        QCOMPARE(watched.find(), std::vector<Alert>{alert});
    }
    void aReadOnlyFolderIsToldOnceAndUsedOnceItCanBe()
    {
#ifndef Q_OS_LINUX
        QSKIP("permissions of folders work otherwise here");
#else
        const QTemporaryDir home;
        const AsNobody nobody(home.path()); // root may write everywhere
        const QByteArray before = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", QFile::encodeName(home.filePath(QStringLiteral("data"))));
        const QString base = home.filePath(QStringLiteral("kb.db"));
        QVERIFY(QFile(base).open(QIODevice::WriteOnly));
        QVERIFY(StatePaths(base).create().ok());
        const QString folder = StatePaths(base).folder();
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
        Watched watched(kQuick);
        const Opened opened = watched.open(base);
        QVERIFY(opened.error.has_value());
        QCOMPARE(opened.error->code, ErrorCode::HistoryUnavailable);
        QVERIFY(letTimersRun(3));
        QVERIFY(watched.failures().isEmpty());
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QTRY_COMPARE(watched.recorderChanges(), QList<bool>{true});
        QCOMPARE(watched.failures(), QList<bool>{false});
        watched.store.close();
        qputenv("XDG_DATA_HOME", before);
#endif
    }
    void aFullDiskIsToldOnceAndNothingIsLost()
    {
#ifndef Q_OS_LINUX
        QSKIP("a full disk is only imitated on Linux");
#else
        const QString base = m_bases.add();
        const QString file = historyOf(base);
        Watched watched(kQuick);
        watched.open(base);
        watched.store.record(snapshotOf(base, kNow));
        QTRY_COMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), 2);
        const Alert alert = alertOf(RuleId::Cpu, kNow + 1000);
        {
            const FullDisk full;
            watched.store.record(snapshotOf(base, kNow + 1000, {alert}, {raised(alert)}));
            QCOMPARE(watched.failures(), QList<bool>{true});
            watched.store.record(snapshotOf(base, kNow + 2000, {}, {resolved(ended(alert, kNow + 2000))}));
            QVERIFY(letTimersRun(5));
            QCOMPARE(watched.failures(), QList<bool>{true});
        }
        QTRY_COMPARE(watched.failures(), (QList<bool>{true, false}));
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), 6);
        QCOMPARE(watched.find(), std::vector<Alert>{ended(alert, kNow + 2000)});
        QVERIFY(watched.recorderChanges().isEmpty());
#endif
    }
    void aLockedHistoryIsWaitedFor()
    {
        const QString base = m_bases.add();
        const QString file = historyOf(base);
        Watched watched(kQuick);
        watched.open(base);
        {
            QSqlDatabase other =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("locker"));
            other.setDatabaseName(file);
            QVERIFY(other.open());
            QVERIFY(QSqlQuery(other).exec(QStringLiteral("BEGIN IMMEDIATE")));
            watched.store.record(snapshotOf(base, kNow));
            QTRY_COMPARE_WITH_TIMEOUT(watched.failures(), QList<bool>{true}, 20'000);
        }
        QSqlDatabase::removeDatabase(QStringLiteral("locker"));
        QTRY_COMPARE(watched.failures(), (QList<bool>{true, false}));
        QCOMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), 2);
    }
    void aHistoryThatIsTakenAwayIsMadeAnew()
    {
#ifdef Q_OS_WIN
        QSKIP("an open file cannot be removed on Windows");
#else
        const QString base = m_bases.add();
        const QString file = historyOf(base);
        Watched watched(kQuick);
        watched.open(base);
        const Alert alert = alertOf(RuleId::Cpu, kNow);
        watched.store.record(snapshotOf(base, kNow, {alert}, {raised(alert)}));
        QTRY_COMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), 2);
        for (const char *suffix : {"", "-wal", "-shm"})
            QVERIFY(QFile::remove(file + QLatin1String(suffix)));
        watched.store.record(snapshotOf(base, kNow + 1000, {alert}));
        QTRY_VERIFY(QFileInfo::exists(file));
        QTRY_COMPARE(numberOn(file, QStringLiteral("SELECT count(*) FROM performance_metrics")), 2);
        watched.store.record(snapshotOf(base, kNow + 2000, {alert}));
        QCOMPARE(watched.find(), std::vector<Alert>{alert});
        QVERIFY(watched.failures().isEmpty());
#endif
    }

private:
    static QByteArray bytes(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
};

QTEST_GUILESS_MAIN(tst_HistoryFailures)
#include "tst_HistoryFailures.moc"
