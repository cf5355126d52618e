// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/Lease.h"
#include "core/maintenance/Optimizer.h"
#include "core/maintenance/Swap.h"
#include "core/store/OpenPolicy.h"
#include "tests/support/KilledJob.h"
#include "tests/support/KillVfs.h"
#include "tests/support/LiveBase.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace hakgal;
using namespace support;

// Backup, restore and optimize in a process that is killed: at every kind of change to a file that they and
// SQLite make, and at random times. After the next start the base is in its old or in its new state, whole;
// no half file and no open intent is left, and what was replaced is in a safety copy. HAKGAL_KILLS is how
// many kills there are in all (210 where it is not set).

namespace {

constexpr int kOld = 1500;
constexpr int kNew = 900;
constexpr int kRows = 7; ///< jobs and forms of bases, among which the kills are divided

/// The job, in a process of its own, as a verb of the console program runs it.
int work(const QStringList &arguments)
{
    const QString verb = arguments.value(2);
    const QString base = arguments.value(3);
    const QString backup = arguments.value(4);
    const int killAt = arguments.value(5).toInt();
    if (arguments.size() > 5)
        killpoints::arm(killAt);
    const auto lease = Lease::take(base, verb);
    if (!lease)
        return 4;
    if (!Swap::recoverIntents(base))
        return 5;
    JobContext context({}, nullptr);
    if (verb == QLatin1String("backup")) {
        const auto made = Backup::make(base, {}, context);
        if (!made)
            return 3;
    } else if (verb == QLatin1String("optimize")) {
        Settings settings;
        settings.databasePath = base;
        const auto report = optimize(settings, {}, context);
        if (!report || report->failure)
            return 3;
    } else {
        const auto restored = Backup::restore(base, backup, context);
        if (!restored) {
            std::fprintf(stderr, "%s %s\n", errorName(restored.error().code),
                         qPrintable(restored.error().detail));
            return 3;
        }
    }
    if (arguments.size() > 5 && killAt == 0) {
        for (const QByteArray &kind : killpoints::seen())
            std::puts(kind.constData());
    }
    return 0;
}

} // namespace

class tst_MaintenanceKills : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_templates;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_kills = 210;
    QByteArray m_oldBytes;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    QString newContent() const { return m_templates->filePath(QStringLiteral("new.db")); }
    static QStringList filesIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    /// A fresh base, and a fresh state folder.
    void begin(const QString &form)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
        QVERIFY(QFile::copy(m_templates->filePath(form), kb()));
        m_oldBytes = bytesOf(kb());
    }

    /// kOld facts among as many holes as make compacting pay, and no index over them.
    static void makeHoles(const QString &path, const BaseForm &form)
    {
        makeBase(path, 4 * kOld, form);
        QVERIFY(Plain(path).run("DROP INDEX idx_statement; DELETE FROM facts WHERE id%4<>0"));
    }

    /// What must hold after a kill and the next start.
    void checkAfter(const QString &verb, const QByteArray &where)
    {
        {
            const auto lease = Lease::take(kb(), QStringLiteral("test")); // the dead one's is stale
            QVERIFY2(lease, (where + ": " + (lease ? "" : errorName(lease.error().code)) + " " +
                             (lease ? QString() : lease.error().args.join(u',')).toUtf8())
                                .constData());
            const auto settled = Swap::recoverIntents(kb());
            QVERIFY2(settled, where.constData());
        }
        const StatePaths paths(kb());
        QVERIFY2(filesIn(paths.intentFolder()).filter(QStringLiteral(".json")).isEmpty(), where.constData());
        QVERIFY2(filesIn(paths.folder() + QStringLiteral("/scratch")).isEmpty(), where.constData());
        QVERIFY2(filesIn(m_folder->path()).filter(QStringLiteral(".new-")).isEmpty(), where.constData());
        QVERIFY2(filesIn(paths.backupFolder()).filter(QStringLiteral(".part")).isEmpty(), where.constData());
        for (const BackupFile &file : Backup::list(kb())) {
            if (file.safetyCopy)
                continue;
            JobContext context({}, nullptr);
            QVERIFY2(file.verified, where.constData());
            QVERIFY2(Backup::verify(file.path, context), where.constData());
        }
        if (verb == QLatin1String("replace") && bytesOf(kb()).left(100) == m_oldBytes.left(100)) {
            QCOMPARE(bytesOf(kb()), m_oldBytes);
            return;
        }
        QVERIFY2(integrityOf(kb()) == "ok", where.constData());
        const auto olds = countOf(kb(), "Old");
        const auto news = countOf(kb(), "New");
        const bool old = olds == kOld && news == 0;
        const bool fresh = olds == 0 && news == kNew;
        const bool mayBeFresh = verb != QLatin1String("backup") && verb != QLatin1String("optimize");
        QVERIFY2(old || (fresh && mayBeFresh),
                 (where + ": " + QByteArray::number(olds) + " old, " + QByteArray::number(news) + " new")
                     .constData());
        if (verb == QLatin1String("optimize")) {
            // Each index is there together with its row in the log, or neither is.
            Plain base(kb());
            QCOMPARE(base.integer("SELECT count(*) FROM pragma_index_list('facts')"),
                     base.integer("SELECT count(*) FROM audit_log WHERE json_extract(details, '$.index') <> "
                                  "''"));
        }
        if (!fresh)
            return;
        if (verb == QLatin1String("replace")) {
            const QStringList kept = filesIn(m_folder->path()).filter(QStringLiteral(".corrupt-"));
            QCOMPARE(kept.size(), 1);
            QCOMPARE(bytesOf(m_folder->filePath(kept.front())), m_oldBytes);
        } else {
            const auto copies = Backup::list(kb());
            QVERIFY2(!copies.empty(), where.constData());
            QCOMPARE(countOf(copies.front().path, "Old"), qint64(kOld));
        }
    }

    /// The job still works when it is started again.
    void checkAgain(const QString &verb, const QByteArray &where)
    {
        const bool broken = bytesOf(kb()).left(15) != "SQLite format 3";
        const auto ended = runJob({verb, kb(), newContent()});
        QVERIFY2(ended.exitCode == 0, (where + ": " + ended.err).constData());
        if (verb == QLatin1String("optimize"))
            QCOMPARE(countOf(kb(), "Old"), qint64(kOld));
        else if (verb != QLatin1String("backup"))
            QCOMPARE(countOf(kb(), "New"), qint64(kNew));
        QVERIFY(!broken || verb == QLatin1String("replace"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("HAKGAL_KILLS"))
            m_kills = qEnvironmentVariableIntValue("HAKGAL_KILLS");
        m_templates = std::make_unique<QTemporaryDir>();
        BaseForm form;
        form.pageSize = 1024;
        makeBase(m_templates->filePath(QStringLiteral("wal")), kOld, form);
        makeBase(m_templates->filePath(QStringLiteral("gone")), kOld, form);
        overwrite(m_templates->filePath(QStringLiteral("gone")), 0, QByteArray(100, '\0'));
        makeHoles(m_templates->filePath(QStringLiteral("holes")), form);
        form.wal = false;
        makeHoles(m_templates->filePath(QStringLiteral("holes, rollback")), form);
        makeBase(m_templates->filePath(QStringLiteral("rollback")), kOld, form);
        form.name = "New";
        form.pageSize = 4096; // so that restore must bring it to the other size
        makeBase(newContent(), kNew, form);
    }

    void killedAtAPoint_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("form");
        QTest::newRow("backup, WAL") << QStringLiteral("backup") << QStringLiteral("wal");
        QTest::newRow("backup, rollback") << QStringLiteral("backup") << QStringLiteral("rollback");
        QTest::newRow("restore, WAL") << QStringLiteral("restore") << QStringLiteral("wal");
        QTest::newRow("restore, rollback") << QStringLiteral("restore") << QStringLiteral("rollback");
        QTest::newRow("optimize, WAL") << QStringLiteral("optimize") << QStringLiteral("holes");
        QTest::newRow("optimize, rollback")
            << QStringLiteral("optimize") << QStringLiteral("holes, rollback");
        QTest::newRow("restore, no header") << QStringLiteral("replace") << QStringLiteral("gone");
    }
    void killedAtAPoint()
    {
        QFETCH(QString, verb);
        QFETCH(QString, form);
        begin(form);
        const auto whole = runJob({verb, kb(), newContent(), QStringLiteral("0")});
        QVERIFY2(whole.exitCode == 0, whole.err.constData());
        QByteArrayList seen = whole.out.trimmed().split('\n');
        QVERIFY(seen.size() > 20);
        QVERIFY(seen.contains("fsync") && seen.contains("rename") && seen.contains("write"));
        int died = 0;
        const auto points = choosePoints(seen, m_kills * 4 / 5 / kRows);
        for (const int point : points) {
            begin(form);
            const QByteArray where = verb.toUtf8() + " killed at " + QByteArray::number(point) + " of " +
                                     QByteArray::number(seen.size()) + " (" + seen[point - 1] + ')';
            const auto ended = runJob({verb, kb(), newContent(), QString::number(point)});
            died += ended.killed ? 1 : 0;
            checkAfter(verb, where);
            if (QTest::currentTestFailed())
                return;
            if (point % 5 == 0)
                checkAgain(verb, where);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d points of %lld, %d killed", int(points.size()), static_cast<long long>(seen.size()), died);
        QVERIFY(died >= int(points.size()) * 9 / 10);
    }

    void killedAtRandom_data() { killedAtAPoint_data(); }
    void killedAtRandom()
    {
        QFETCH(QString, verb);
        QFETCH(QString, form);
        const int kills = std::max(1, m_kills / 5 / kRows);
        for (int i = 0; i < kills; ++i) {
            begin(form);
            const int after = QRandomGenerator::global()->bounded(120);
            const QByteArray where = verb.toUtf8() + " killed after " + QByteArray::number(after) + " ms";
            (void)runJob({verb, kb(), newContent()}, after);
            checkAfter(verb, where);
            if (QTest::currentTestFailed())
                return;
        }
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--work"))
        return work(arguments);
    tst_MaintenanceKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_MaintenanceKills.moc"
