// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/Diagnosis.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/Journal.h"
#include "tests/support/LiveBase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace hakgal;
using namespace support;
using namespace Qt::StringLiterals;

class tst_Diagnosis : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Settings m_settings;
    EndpointProbe m_probe;

    QString kb() const { return m_settings.databasePath; }
    DiagnosisReport look(bool full = true)
    {
        JobContext context({}, nullptr);
        auto report = diagnose(m_settings, full, m_probe, context);
        if (!report)
            qFatal("diagnose failed: %s", errorName(report.error().code));
        return *report;
    }
    static std::optional<Finding> find(const DiagnosisReport &report, const QString &id)
    {
        for (const Finding &finding : report.findings) {
            if (finding.id == id)
                return finding;
        }
        return std::nullopt;
    }
    static QStringList ids(const DiagnosisReport &report)
    {
        QStringList all;
        for (const Finding &finding : report.findings) {
            if (finding.severity != Severity::Info)
                all += finding.id;
        }
        return all;
    }
    static bool passed(const DiagnosisReport &report, const char *check)
    {
        for (const PassedCheck &entry : report.passed) {
            if (entry.check == QLatin1String(check))
                return true;
        }
        return false;
    }
    QStringList beside() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    /// Root page of an index or a table.
    qint64 root(const char *name) const
    {
        return Plain(kb()).integer("SELECT rootpage FROM sqlite_schema WHERE name='" + QByteArray(name) +
                                   "'");
    }
    void zeroPage(qint64 page) const { overwrite(kb(), (page - 1) * 4096, QByteArray(4096, '\0')); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder->filePath(u"data"_s)));
        m_settings = {};
        m_settings.databasePath = m_folder->filePath(u"kb.db"_s);
        m_settings.listen.clear();
        m_probe = [](const QString &) { return EndpointAnswer(); };
        makeBase(kb(), 2000);
    }

    void aHealthyBaseHasNoFindingThatMatters()
    {
        const DiagnosisReport report = look();
        QCOMPARE(ids(report), QStringList());
        QVERIFY(report.full);
        for (const char *check : {"file", "schema", "integrity", "disk", "freelist", "wal"})
            QVERIFY2(passed(report, check), check);
        QVERIFY(find(report, u"backup.none"_s));
    }

    void lookingLeavesNoTrace()
    {
        const QByteArray before = bytesOf(kb());
        (void)look();
        QCOMPARE(beside(), QStringList{u"kb.db"_s});
        QVERIFY(bytesOf(kb()) == before);
    }

    void aMissingAuditLogIsFoundAndAViewOfItsNameIsNone()
    {
        QVERIFY(Plain(kb()).run("DROP TABLE audit_log"));
        auto finding = find(look(), u"schema.audit_log_missing"_s);
        QVERIFY(finding && finding->remedy && finding->remedy->action == RemedyAction::CreateAuditLog);
        QVERIFY(Plain(kb()).run("CREATE VIEW audit_log AS SELECT 1"));
        finding = find(look(), u"schema.audit_log_missing"_s);
        QVERIFY(finding && !finding->remedy);
        QVERIFY(Plain(kb()).run(
            "DROP VIEW audit_log; CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, "
            "event TEXT, payload TEXT, hash TEXT)"));
        QVERIFY(!find(look(), u"schema.audit_log_missing"_s));
    }

    void aFileWithoutFactsIsNoKnowledgeBase()
    {
        QVERIFY(Plain(kb()).run("DROP TABLE facts; CREATE VIEW facts AS SELECT 'A(b).' AS statement"));
        QVERIFY(find(look(), u"schema.facts_missing"_s));
    }

    void duplicatesAreCounted()
    {
        QVERIFY(Plain(kb()).run("DROP INDEX IF EXISTS idx_statement"));
        QVERIFY(Plain(kb()).run(
            "CREATE TABLE f2 AS SELECT statement, source, timestamp FROM facts; DROP TABLE facts; "
            "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, "
            "timestamp TEXT); INSERT INTO facts(statement) SELECT statement FROM f2; "
            "INSERT INTO facts(statement) SELECT statement FROM f2 LIMIT 7; DROP TABLE f2"));
        const auto finding = find(look(), u"schema.duplicates"_s);
        QVERIFY(finding);
        QCOMPARE(finding->args, QStringList{u"7"_s});
    }

    void aMissingIndexIsOfferedAndTheOfferHelps()
    {
        Plain(kb()).run("DROP INDEX idx_statement");
        const DiagnosisReport report = look();
        std::vector<Finding::Remedy> offers;
        for (const Finding &finding : report.findings) {
            if (finding.id.startsWith(u"index.missing:"_s))
                offers.push_back(*finding.remedy);
        }
        QVERIFY(!offers.empty());
        for (const Finding::Remedy &offer : offers)
            QVERIFY(Plain(kb()).run(offer.args.value(1).toUtf8()));
        QVERIFY(passed(look(), "index"));
    }

    void wrongEntriesOfAnIndexAreFoundByTheFullCheckOnly()
    {
        {
            // An index over one expression is said to be one over another. As many entries as there are rows,
            // for a newer SQLite counts them in the quick check, too.
            Plain db(kb());
            QVERIFY(
                db.run("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t(v) SELECT statement "
                       "FROM facts; CREATE INDEX t_v ON t(v)"));
            sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
            QVERIFY(db.run(
                "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql='CREATE INDEX t_v ON t(v || 1)' "
                "WHERE name='t_v'; PRAGMA writable_schema=RESET"));
        }
        QVERIFY(!find(look(false), u"index.damaged:t_v"_s));
        const auto finding = find(look(), u"index.damaged:t_v"_s);
        QVERIFY(finding && finding->remedy);
        QCOMPARE(finding->args.value(1), u"entries"_s);
        QVERIFY(finding->remedy->action == RemedyAction::Reindex);
        QVERIFY(Plain(kb()).run("REINDEX t_v"));
        QCOMPARE(ids(look()), QStringList());
    }

    void unreadablePagesOfAnIndexAreRebuiltWithoutLoss()
    {
        zeroPage(root("idx_statement"));
        const DiagnosisReport report = look();
        const auto finding = find(report, u"index.damaged:idx_statement"_s);
        QVERIFY(finding && finding->remedy);
        QCOMPARE(finding->args.value(1), u"pages"_s);
        QVERIFY(finding->remedy->action == RemedyAction::Rebuild);
        QVERIFY(!finding->remedy->canLoseData);
        QVERIFY(!find(report, u"integrity.damaged"_s));
    }

    void unreadablePagesOfATableNeedASalvage_data()
    {
        QTest::addColumn<int>("page"); // 0: the root of the table
        QTest::newRow("root of the table") << 0;
        QTest::newRow("the header") << 1;
    }
    void unreadablePagesOfATableNeedASalvage()
    {
        QFETCH(int, page);
        JobContext context({}, nullptr);
        const auto backup = Backup::make(kb(), {}, context);
        QVERIFY(backup);
        zeroPage(page == 0 ? root("facts") : page);
        const auto finding = find(look(), u"integrity.damaged"_s);
        QVERIFY(finding && finding->remedy);
        QVERIFY(finding->severity == Severity::Critical);
        QVERIFY(finding->remedy->action == RemedyAction::Salvage);
        QCOMPARE(finding->remedy->args, QStringList{backup->file.path});
        QVERIFY(finding->remedy->canLoseData);
    }

    void aMissingFileIsOfferedItsBackup()
    {
        JobContext context({}, nullptr);
        QVERIFY(Backup::make(kb(), {}, context));
        QVERIFY(QFile::remove(kb()));
        const auto finding = find(look(), u"file.unreadable"_s);
        QVERIFY(finding && finding->remedy);
        QVERIFY(finding->remedy->action == RemedyAction::RestoreBackup);
        QVERIFY(!QFile::exists(kb()));
    }

    void theNewestBackupIsOfferedWhereverBackupsGo()
    {
        JobContext context({}, nullptr);
        const auto ours = Backup::make(kb(), {}, context);
        QVERIFY(ours);
        m_settings.backupDirectory = m_folder->filePath(u"elsewhere"_s);
        // Surely earlier, though both may be of one second.
        const QString early = QFileInfo(ours->file.path).path() + u"/kb-20200101T000000Z.db"_s;
        QVERIFY(QFile::rename(ours->file.path, early));
        QVERIFY(QFile::rename(ours->file.path + u".sha256"_s, early + u".sha256"_s));
        QVERIFY(QFile::remove(kb()));
        const auto offered = [this] {
            const auto finding = find(look(), u"file.unreadable"_s);
            return finding && finding->remedy ? finding->remedy->args.value(0) : QString();
        };
        QCOMPARE(offered(), early);
        makeBase(kb(), 30);
        Backup::Options options;
        options.folder = m_settings.backupDirectory;
        const auto later = Backup::make(kb(), options, context);
        QVERIFY(later);
        QVERIFY(QFile::remove(kb()));
        QCOMPARE(offered(), later->file.path);
    }

#ifdef Q_OS_UNIX
    void aSecondNameOfTheFileIsFound()
    {
        QVERIFY(QFile::link(kb(), m_folder->filePath(u"symbolic.db"_s))); // which is none
        QVERIFY(!find(look(), u"file.links"_s));
        QCOMPARE(::link(QFile::encodeName(kb()).constData(),
                        QFile::encodeName(m_folder->filePath(u"second.db"_s)).constData()),
                 0);
        QVERIFY(find(look(), u"file.links"_s));
    }
#endif

    void aLockThatLastsIsFound()
    {
        makeBase(m_folder->filePath(u"old.db"_s), 10, {.wal = false});
        m_settings.databasePath = m_folder->filePath(u"old.db"_s);
        Plain other(kb());
        QVERIFY(other.run("BEGIN EXCLUSIVE"));
        QVERIFY(find(look(), u"file.locked"_s));
        QVERIFY(other.run("ROLLBACK"));
        const DiagnosisReport report = look();
        QVERIFY(!find(report, u"file.locked"_s));
        QVERIFY(find(report, u"journal.mode"_s));
    }

    void manyFreePagesAreFound()
    {
        QVERIFY(Plain(kb()).run(
            "CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n "
            "WHERE i < 600) SELECT randomblob(3000) AS b FROM n; DROP TABLE filler"));
        const auto finding = find(look(), u"freelist.high"_s);
        QVERIFY(finding);
        QVERIFY(finding->args.value(0).toDouble() > 25);
        QVERIFY(Plain(kb()).run("VACUUM"));
        QVERIFY(!find(look(), u"freelist.high"_s));
    }

    void theAgeAndTheFailureOfBackupsAreFound()
    {
        JobContext context({}, nullptr);
        const auto made = Backup::make(kb(), {}, context);
        QVERIFY(made);
        QVERIFY(passed(look(), "backup"));
        QVERIFY(Journal::addFailure(kb(), u"backup"_s, {ErrorCode::NoSpace, {kb(), u"5"_s, u"1"_s}, {}, 0}));
        auto finding = find(look(), u"backup.failing"_s);
        QVERIFY(finding && finding->remedy && finding->remedy->action == RemedyAction::MakeBackup);
        QVERIFY(Journal::add(kb(), u"backup"_s, {}));
        QVERIFY(!find(look(), u"backup.failing"_s));

        // The same backup, three weeks ago.
        const QFileInfo info(made->file.path);
        const QString old = info.path() + u"/kb-20200101T000000Z.db"_s;
        QVERIFY(QFile::rename(made->file.path, old));
        QVERIFY(QFile::rename(made->file.path + u".sha256"_s, old + u".sha256"_s));
        QVERIFY(find(look(), u"backup.old"_s));
    }

    void anUnfinishedSwapIsFound()
    {
        IntentLog log(kb());
        const auto id = log.add({{u"kind"_s, u"part"_s}, {u"part"_s, m_folder->filePath(u"x.part"_s)}});
        QVERIFY(id);
        const auto finding = find(look(), u"swap.open_intent"_s);
        QVERIFY(finding && finding->remedy && finding->remedy->action == RemedyAction::SettleIntent);
        log.settle(*id);
        QVERIFY(!find(look(), u"swap.open_intent"_s));
    }

    void aPortOfAnotherProgramIsNamedAndAFreeOneOffered()
    {
        m_settings.listen = {u"127.0.0.1:8000"_s, u"127.0.0.1:8001"_s};
        m_probe = [](const QString &address) {
            EndpointAnswer answer;
            if (address.endsWith(u":8000"_s)) {
                answer.who = EndpointAnswer::Who::Other;
                answer.holder = u"python3 (pid 4711)"_s;
            } else if (address.endsWith(u":8001"_s)) {
                answer.who = EndpointAnswer::Who::Ours;
                answer.scrapeAgeSeconds = 3;
            }
            return answer;
        };
        const DiagnosisReport report = look();
        const auto finding = find(report, u"endpoint.port:8000"_s);
        QVERIFY(finding && finding->remedy);
        QCOMPARE(finding->args, QStringList({u"127.0.0.1:8000"_s, u"python3 (pid 4711)"_s}));
        QCOMPARE(finding->remedy->args, QStringList({u"127.0.0.1:8000"_s, u"127.0.0.1:8002"_s}));
        QVERIFY(passed(report, "endpoint"));
        QVERIFY(!find(report, u"endpoint.scrape"_s));
    }

    void aHostileSchemaIsOnlyLookedAt()
    {
        QVERIFY(Plain(kb()).run("CREATE TABLE fired(n); CREATE TRIGGER t AFTER INSERT ON facts BEGIN INSERT "
                                "INTO fired VALUES(1); END;"
                                "CREATE INDEX \"[x]\"\"; DROP TABLE facts;--\" ON facts(source);"
                                "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
                                "i+1 FROM n) SELECT i FROM n"));
        QCOMPARE(ids(look()), QStringList());
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM fired"), 0);
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts"), 2000);
    }

    void aCancelIsHeeded()
    {
        const std::atomic<bool> cancel = true;
        JobContext context({}, &cancel);
        const auto report = diagnose(m_settings, true, m_probe, context);
        QVERIFY(!report);
        QVERIFY(report.error().code == ErrorCode::Interrupted);
    }
};

QTEST_GUILESS_MAIN(tst_Diagnosis)
#include "tst_Diagnosis.moc"
