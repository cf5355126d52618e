// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/Lease.h"
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/Swap.h"
#include "tests/core/maintenance/repair/BrokenBase.h"
#include "tests/support/KilledJob.h"
#include "tests/support/KillVfs.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace hakgal;
using namespace support;

// Remedies in a process that is killed, at every kind of change to a file and at random times, after the
// safety copy and the settling of intents that belong to them. Each time the base is as broken as before or
// repaired, with all of its rows; the next repair works; nothing half made is left. HAKGAL_KILLS is how many
// kills there are in all (180 where it is not set).

namespace {

constexpr int kFacts = 1500;

Result<Remedied> applyRemedy(const QString &remedy, const RemedyTask &task, JobContext &context)
{
    if (remedy == QLatin1String("rebuild"))
        return rebuild(task, context);
    if (remedy == QLatin1String("reindex"))
        return reindex(task, {QStringLiteral("idx_source")}, context);
    if (remedy == QLatin1String("salvage"))
        return salvageBase(task, {QString()}, context);
    return createAuditLog(task, context);
}

int work(const QStringList &arguments)
{
    const QString remedy = arguments.value(2);
    const QString base = arguments.value(3);
    const int killAt = arguments.value(4).toInt();
    if (arguments.size() > 4)
        killpoints::arm(killAt);
    const auto lease = Lease::take(base, QStringLiteral("repair"));
    if (!lease)
        return 4;
    if (!Swap::recoverIntents(base))
        return 5;
    JobContext context({}, nullptr);
    if (!Backup::makeSafetyCopy(base, context))
        return 6;
    Settings settings;
    settings.databasePath = base;
    const EndpointProbe nobody;
    const auto done = applyRemedy(remedy, {base, settings, {}, nobody}, context);
    if (!done) {
        std::fprintf(stderr, "%s %s\n", errorName(done.error().code), qPrintable(done.error().detail));
        return 3;
    }
    if (arguments.size() > 4 && killAt == 0) {
        for (const QByteArray &kind : killpoints::seen())
            std::puts(kind.constData());
    }
    return 0;
}

} // namespace

class tst_RepairKills : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_templates;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_kills = 180;
    static constexpr int kRows = 7;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const { return at("kb.db"); }
    static QStringList filesIn(const QString &folder)
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    void begin(const QString &form)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
        QVERIFY(QFile::copy(m_templates->filePath(form), kb()));
    }
    static qint64 rows(const QString &path)
    {
        return Plain(path).integer("SELECT count(*) FROM facts NOT INDEXED");
    }

    void checkAfter(const QString &remedy, const QByteArray &where)
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
        const QByteArray integrity = integrityOf(kb());
        if (remedy == QLatin1String("audit_log")) {
            QVERIFY2(integrity == "ok", where.constData());
            // The table and the row that tells of it, or neither.
            const bool made =
                Plain(kb()).integer("SELECT count(*) FROM sqlite_master WHERE name='audit_log'") == 1;
            QVERIFY2(!made || Plain(kb()).integer("SELECT count(*) FROM audit_log") == 1, where.constData());
        }
        if (remedy == QLatin1String("salvage") && integrity != "ok")
            return; // its rows cannot be counted
        const auto found = rows(kb());
        QVERIFY2(found == kFacts, (where + ": " + QByteArray::number(found) + ' ' + integrity).constData());
    }

    void checkAgain(const QString &remedy, const QByteArray &where)
    {
        const auto ended = runJob({remedy, kb()});
        QVERIFY2(ended.exitCode == 0, (where + ": " + ended.err).constData());
        QVERIFY2(integrityOf(kb()) == "ok", where.constData());
        QCOMPARE(rows(kb()), qint64(kFacts));
    }

    QString templateOf(const char *name) const { return m_templates->filePath(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("HAKGAL_KILLS"))
            m_kills = qEnvironmentVariableIntValue("HAKGAL_KILLS");
        m_templates = std::make_unique<QTemporaryDir>();
        for (const bool wal : {true, false}) {
            BaseForm form;
            form.wal = wal;
            form.pageSize = 1024;
            const QString mode = wal ? QStringLiteral("wal") : QStringLiteral("rollback");
            const QString pages = m_templates->filePath(mode + QStringLiteral("-pages"));
            makeBase(pages, kFacts, form);
            breakIndex(pages, "idx_statement", Break::Zeroed);
            const QString entries = m_templates->filePath(mode + QStringLiteral("-entries"));
            makeBase(entries, kFacts, form);
            QVERIFY(Plain(entries).run("CREATE INDEX idx_source ON facts(source)"));
            dropEntries(entries, "idx_source", "UPDATE facts SET source='other' WHERE id%3=0");
            QVERIFY(integrityOf(entries) != "ok");
            form.audit = false;
            makeBase(m_templates->filePath(mode + QStringLiteral("-bare")), kFacts, form);
        }
        const QString torn = templateOf("wal-torn");
        makeBase(torn, kFacts);
        const auto pages = pagesOf(torn, "facts");
        overwrite(torn, (pages[2] - 1) * 4096, QByteArray(4096, '\0'));
    }

    void killedAtAPoint_data()
    {
        QTest::addColumn<QString>("remedy");
        QTest::addColumn<QString>("form");
        const auto row = [](const char *remedy, const char *form) {
            QTest::addRow("%s, %s", remedy, form) << QString::fromLatin1(remedy) << QString::fromLatin1(form);
        };
        row("rebuild", "wal-pages");
        row("rebuild", "rollback-pages");
        row("reindex", "wal-entries");
        row("reindex", "rollback-entries");
        row("audit_log", "wal-bare");
        row("audit_log", "rollback-bare");
        row("salvage", "wal-torn");
    }
    void killedAtAPoint()
    {
        QFETCH(QString, remedy);
        QFETCH(QString, form);
        begin(form);
        const auto whole = runJob({remedy, kb(), QStringLiteral("0")});
        QVERIFY2(whole.exitCode == 0, whole.err.constData());
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(rows(kb()), qint64(kFacts));
        const QByteArrayList seen = whole.out.trimmed().split('\n');
        QVERIFY(seen.size() > 10);
        int died = 0;
        const auto points = choosePoints(seen, m_kills * 5 / 6 / kRows);
        for (const int point : points) {
            begin(form);
            const QByteArray where = remedy.toUtf8() + " killed at " + QByteArray::number(point) + " of " +
                                     QByteArray::number(seen.size()) + " (" + seen[point - 1] + ')';
            const auto ended = runJob({remedy, kb(), QString::number(point)});
            died += ended.killed ? 1 : 0;
            checkAfter(remedy, where);
            if (QTest::currentTestFailed())
                return;
            if (point % 5 == 0)
                checkAgain(remedy, where);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d points of %lld, %d killed", int(points.size()), static_cast<long long>(seen.size()), died);
        QVERIFY(died >= int(points.size()) * 9 / 10);
    }

    void killedAtRandom_data() { killedAtAPoint_data(); }
    void killedAtRandom()
    {
        QFETCH(QString, remedy);
        QFETCH(QString, form);
        const int kills = std::max(1, m_kills / 6 / kRows);
        for (int i = 0; i < kills; ++i) {
            begin(form);
            const int after = QRandomGenerator::global()->bounded(120);
            const QByteArray where = remedy.toUtf8() + " killed after " + QByteArray::number(after) + " ms";
            (void)runJob({remedy, kb()}, after);
            checkAfter(remedy, where);
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
    tst_RepairKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_RepairKills.moc"
