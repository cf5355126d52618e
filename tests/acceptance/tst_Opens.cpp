// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/LiveBase.h"
#include "tests/support/Programs.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <map>

using namespace support;

// Whoever closes a descriptor of a file drops all POSIX locks that its process holds on it, those of SQLite
// too. So no process that has the base open through SQLite may open it, its log or its index by other means.
// strace tells who opens what; SQLite's own opens are known by O_NOFOLLOW, which nobody else here asks for.

namespace {

struct Opens
{
    int bySqlite = 0;
    QSet<QByteArray> both; ///< lines that opened it otherwise, in a process that also did through SQLite
};

/// Reads what strace -f wrote. Threads count as the process that began them.
Opens read(const QByteArray &trace, const QByteArray &base)
{
    static const QRegularExpression line(QStringLiteral("^(\\d+)\\s+(.*)$"));
    std::map<QByteArray, QByteArray> processOf;
    std::map<QByteArray, QByteArray> unfinished;
    std::map<QByteArray, int> through;
    std::map<QByteArray, QSet<QByteArray>> otherwise;
    const auto process = [&](const QByteArray &thread) {
        const auto found = processOf.find(thread);
        return found == processOf.end() ? thread : found->second;
    };
    for (const QByteArray &raw : trace.split('\n')) {
        const auto match = line.match(QString::fromUtf8(raw));
        if (!match.hasMatch())
            continue;
        const QByteArray thread = match.captured(1).toUtf8();
        QByteArray call = match.captured(2).toUtf8();
        if (call.endsWith("<unfinished ...>")) {
            unfinished[thread] = call.chopped(16);
            continue;
        }
        if (call.startsWith("<... "))
            call = unfinished[thread] + call.mid(call.indexOf('>') + 1);
        if (call.startsWith("clone") && call.contains("CLONE_THREAD")) {
            const QByteArray child = call.mid(call.lastIndexOf('=') + 1).trimmed().split(' ').front();
            processOf[child] = process(thread);
            continue;
        }
        const bool ours = call.contains('"' + base + '"') || call.contains('"' + base + "-wal\"") ||
                          call.contains('"' + base + "-shm\"") || call.contains('"' + base + "-journal\"");
        if (!call.startsWith("open") || !ours || call.contains(" = -1 "))
            continue;
        if (call.contains("O_NOFOLLOW"))
            ++through[process(thread)];
        else if (!call.contains("O_PATH"))
            otherwise[process(thread)].insert(call);
    }
    Opens opens;
    for (const auto &[pid, count] : through) {
        opens.bySqlite += count;
        if (const auto found = otherwise.find(pid); found != otherwise.end())
            opens.both.unite(found->second);
    }
    return opens;
}

} // namespace

class tst_Opens : public QObject
{
    Q_OBJECT
private:
    QString m_strace;

private Q_SLOTS:
    void initTestCase()
    {
        m_strace = QStandardPaths::findExecutable(QStringLiteral("strace"));
        if (m_strace.isEmpty())
            QSKIP("strace is not installed: who opens the base was NOT traced");
        QProcess probe;
        probe.start(m_strace, {QStringLiteral("-f"), QStringLiteral("-o"), QStringLiteral("/dev/null"),
                               QStringLiteral("true")});
        if (!probe.waitForFinished() || probe.exitCode() != 0)
            QSKIP("this system does not let strace trace: who opens the base was NOT traced");
    }

    void theTraceIsReadRight()
    {
        const Opens opens = read("7  clone(child_stack=0x1, flags=CLONE_VM|CLONE_THREAD) = 8\n"
                                 "8  openat(AT_FDCWD, \"/b.db\", O_RDWR|O_NOFOLLOW|O_CLOEXEC) = 3\n"
                                 "7  openat(AT_FDCWD, \"/b.db-wal\", O_RDONLY <unfinished ...>\n"
                                 "9  openat(AT_FDCWD, \"/b.db\", O_RDONLY) = 4\n"
                                 "7  <... openat resumed>) = 5\n"
                                 "7  openat(AT_FDCWD, \"/b.db-shm\", O_RDONLY) = -1 ENOENT (none)\n"
                                 "7  openat(AT_FDCWD, \"/b.db.part\", O_RDONLY) = 6\n",
                                 "/b.db");
        QCOMPARE(opens.bySqlite, 1);
        QCOMPARE(opens.both.size(), 1);
        QVERIFY(opens.both.begin()->contains("-wal"));
    }

    void onlySqliteOpensTheBase_data()
    {
        QTest::addColumn<QStringList>("verb");
        QTest::addColumn<bool>("wal");
        QTest::addColumn<bool>("damaged");
        const QStringList backup{QStringLiteral("backup")};
        const QStringList restore{QStringLiteral("restore"), QStringLiteral("NEW"), QStringLiteral("--yes")};
        QTest::newRow("backup, WAL") << backup << true << false;
        QTest::newRow("backup, rollback") << backup << false << false;
        QTest::newRow("restore, WAL") << restore << true << false;
        QTest::newRow("restore, rollback") << restore << false << false;
        QTest::newRow("restore, damaged") << restore << true << true;
        QTest::newRow("status") << QStringList{QStringLiteral("status")} << true << false;
        QTest::newRow("diagnose") << QStringList{QStringLiteral("diagnose")} << true << false;
        QTest::newRow("diagnose, damaged") << QStringList{QStringLiteral("diagnose")} << true << true;
        QTest::newRow("optimize") << QStringList{QStringLiteral("optimize")} << true << false;
        QTest::newRow("repair, damaged")
            << QStringList{QStringLiteral("repair"), QStringLiteral("--yes")} << true << true;
    }
    void onlySqliteOpensTheBase()
    {
        QFETCH(QStringList, verb);
        QFETCH(bool, wal);
        QFETCH(bool, damaged);
        const Home home;
        const QString base = home.path(QStringLiteral("kb.db"));
        BaseForm form;
        form.wal = wal;
        makeBase(base, 3000, form);
        makeBase(home.path(QStringLiteral("new.db")), 100, form);
        if (damaged)
            overwrite(base, 5 * form.pageSize, QByteArray(3 * form.pageSize, '\0'));
        const QString trace = home.path(QStringLiteral("trace"));
        QStringList arguments{QStringLiteral("-f"),
                              QStringLiteral("-s"),
                              QStringLiteral("4096"),
                              QStringLiteral("-e"),
                              QStringLiteral("trace=open,openat,clone,clone3,fork,vfork"),
                              QStringLiteral("-o"),
                              trace,
                              QStringLiteral(HAKGALCTL),
                              QStringLiteral("--db"),
                              base};
        for (const QString &word : verb)
            arguments << (word == QLatin1String("NEW") ? home.path(QStringLiteral("new.db")) : word);
        QProcess traced;
        traced.setProcessEnvironment(home.environment());
        traced.start(m_strace, arguments);
        QVERIFY(traced.waitForFinished(110'000));
        QVERIFY2(damaged || traced.exitCode() < 2, traced.readAllStandardError().constData());
        const Opens opens = read(bytesOf(trace), base.toUtf8());
        QVERIFY2(opens.bySqlite > 0, "no open of SQLite was recognized");
        QVERIFY2(opens.both.isEmpty(), opens.both.isEmpty() ? "" : opens.both.begin()->constData());
    }
};

QTEST_GUILESS_MAIN(tst_Opens)
#include "tst_Opens.moc"
