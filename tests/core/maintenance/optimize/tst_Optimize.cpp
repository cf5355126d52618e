// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/Optimizer.h"
#include "core/maintenance/WalFolding.h"
#include "tests/core/maintenance/repair/BrokenBase.h"
#include "tests/support/LiveBase.h"
#include "tests/support/OtherProgram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace hakgal;
using namespace support;
using test::OtherProgram;

class tst_Optimize : public QObject
{
    Q_OBJECT
private:
    using Outcome = OptimizeReport::Ran::Result;
    std::unique_ptr<QTemporaryDir> m_folder;
    /// Large enough that each step can be cancelled while it runs.
    static constexpr int kLarge = 60'000;
    QString m_large; ///< so many facts without indices and with holes; made once
    std::unique_ptr<QTemporaryDir> m_templates;

    QString kb() const { return m_folder->filePath(QStringLiteral("kb.db")); }
    Result<OptimizeReport> run(const std::vector<OptimizeStep> &only = {}, bool backup = true,
                               const std::function<void(const JobProgress &)> &tell = {},
                               const std::atomic<bool> *cancel = nullptr) const
    {
        Settings settings;
        settings.databasePath = kb();
        OptimizeOptions options;
        options.only = only;
        options.backup = backup;
        JobContext context(tell, cancel);
        return optimize(settings, options, context);
    }
    static const OptimizeReport::Ran *ran(const OptimizeReport &report, OptimizeStep wanted)
    {
        const auto found = std::find_if(report.steps.begin(), report.steps.end(),
                                        [wanted](const OptimizeReport::Ran &r) { return r.step == wanted; });
        return found == report.steps.end() ? nullptr : &*found;
    }
    static bool came(const OptimizeReport &report, OptimizeStep wanted, Outcome outcome)
    {
        const auto *found = ran(report, wanted);
        if (found == nullptr || found->result != outcome)
            qWarning("%s: %s", stepName(wanted),
                     found == nullptr ? "did not run" : qPrintable(found->message));
        return found != nullptr && found->result == outcome;
    }
    /// Form (a) without any index but the row id, half of its rows deleted.
    static void makeHoles(const QString &path, int facts, const QByteArray &journal = "DELETE")
    {
        Plain base(path, true);
        QVERIFY(base.run("PRAGMA synchronous=OFF; PRAGMA journal_mode=" + journal +
                         "; CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, "
                         "timestamp TEXT); CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, "
                         "operation TEXT, details TEXT)"));
        QVERIFY(base.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<" +
                         QByteArray::number(2 * facts) +
                         ") INSERT INTO facts(statement, source) SELECT 'P'||(i%40)||'(Entity'||i||', "
                         "Thing).', 'test' FROM n; DELETE FROM facts WHERE id%2=0"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_templates = std::make_unique<QTemporaryDir>();
        m_large = m_templates->filePath(QStringLiteral("large.db"));
        makeHoles(m_large, kLarge);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder->filePath(QStringLiteral("data"))));
    }

    void theProcedureLeavesASmallerQuickerBaseWithTheSameFacts()
    {
        makeHoles(kb(), 20'000);
        const auto facts = Plain(kb()).statements();
        const auto report = run();
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QVERIFY(!report->failure);
        for (const OptimizeStep step : {OptimizeStep::Check, OptimizeStep::Backup, OptimizeStep::Indices,
                                        OptimizeStep::Analyze, OptimizeStep::Vacuum, OptimizeStep::Verify})
            QVERIFY(came(*report, step, Outcome::Done));
        QVERIFY(report->after);
        QCOMPARE(report->after->facts, 20'000);
        QCOMPARE(report->before.facts, 20'000);
        QVERIFY(report->after->p95Seconds && report->before.p95Seconds);
        QCOMPARE(Backup::list(kb()).size(), std::size_t(1));
        QVERIFY(Backup::list(kb()).front().verified);
        QCOMPARE(Backup::list(kb()).front().path, report->backup);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        Plain base(kb());
        QVERIFY(base.statements() == facts);
        if (report->othersKnown != HoldersKnown::Unknown)
            QCOMPARE(base.text("PRAGMA journal_mode"), QByteArray("wal"));
        QCOMPARE(base.integer("SELECT count(*) FROM pragma_index_list('facts')"), 2);
        QVERIFY(base.integer("SELECT count(*) FROM sqlite_stat1") > 0);
        QCOMPARE(base.integer("PRAGMA freelist_count"), 0);
        // What was done is in the base's own log, and what can be taken back is told.
        QVERIFY(base.integer("SELECT count(*) FROM audit_log WHERE operation='optimize' AND "
                             "json_extract(details, '$.step') IN ('indices', 'analyze', 'vacuum')") >= 4);
        QCOMPARE(report->undo.size(), 2);
        for (const QString &undo : report->undo)
            QVERIFY(base.run(undo.toUtf8()));
        QCOMPARE(base.integer("SELECT count(*) FROM pragma_index_list('facts')"), 0);
    }

    /// With a limit ANALYZE guesses the rows from the first pages of an index, and here those hold the
    /// shortest facts.
    void statisticsAreNotOldAtOnce()
    {
        makeHoles(kb(), 4000);
        {
            Plain base(kb());
            QVERIFY(base.run("UPDATE facts SET statement = printf('P%06d(%s)', id, "
                             "substr(hex(zeroblob(300)), 1, id / 10))"));
            QVERIFY(base.run("CREATE INDEX mine ON facts(statement)"));
            QVERIFY(base.run("PRAGMA analysis_limit=1000; ANALYZE"));
            QVERIFY(base.integer("SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE idx='mine'") >
                    2 * base.integer("SELECT count(*) FROM facts"));
        }
        for (const bool old : {true, false}) {
            const auto report = run();
            QVERIFY(report);
            const auto planned =
                std::find_if(report->plan.begin(), report->plan.end(),
                             [](const PlannedStep &each) { return each.step == OptimizeStep::Analyze; });
            QVERIFY(planned != report->plan.end());
            QVERIFY(planned->why == (old ? PlannedStep::Why::StatisticsOld : PlannedStep::Why::Always));
        }
        QCOMPARE(Plain(kb()).integer("SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE idx='mine'"),
                 Plain(kb()).integer("SELECT count(*) FROM facts"));
    }

    void asSecondTimeThereIsLittleToDo()
    {
        makeHoles(kb(), 5000);
        QVERIFY(run());
        const auto again = run();
        QVERIFY(again);
        QVERIFY(!again->failure);
        QVERIFY(ran(*again, OptimizeStep::Indices) == nullptr);
        QVERIFY(ran(*again, OptimizeStep::Vacuum) == nullptr);
        QVERIFY(came(*again, OptimizeStep::Verify, Outcome::Done));
        QVERIFY(again->undo.isEmpty());
    }

    void eachStepRunsAlone_data()
    {
        QTest::addColumn<QString>("name");
        for (int i = 0; i <= static_cast<int>(OptimizeStep::Incremental); ++i) {
            const char *name = stepName(static_cast<OptimizeStep>(i));
            QTest::newRow(name) << QString(QLatin1String(name));
        }
    }
    void eachStepRunsAlone()
    {
        QFETCH(QString, name);
        const OptimizeStep step = *stepByName(name);
        makeHoles(kb(), 3000, step == OptimizeStep::Wal ? "DELETE" : "WAL");
        if (step == OptimizeStep::Incremental)
            QVERIFY(
                Plain(kb()).run("PRAGMA auto_vacuum=INCREMENTAL; VACUUM; DELETE FROM facts WHERE id<2000"));
        const qint64 facts = Plain(kb()).integer("SELECT count(*) FROM facts");
        const auto report = run({step}, false);
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QVERIFY2(!report->failure, report->failure ? qPrintable(report->failure->detail) : "");
        if (step == OptimizeStep::Backup) { // --no-backup wins
            QVERIFY(report->steps.empty());
            return;
        }
        if (step == OptimizeStep::Wal && report->othersKnown == HoldersKnown::Unknown)
            QSKIP("this system does not tell who has a file open");
        QCOMPARE(report->steps.size(), std::size_t(1));
        QVERIFY(came(*report, step, step == OptimizeStep::Reindex ? Outcome::Skipped : Outcome::Done));
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        Plain base(kb());
        QCOMPARE(base.integer("SELECT count(*) FROM facts"), facts);
        if (step == OptimizeStep::Vacuum || step == OptimizeStep::Incremental)
            QCOMPARE(base.integer("PRAGMA freelist_count"), 0);
        if (step == OptimizeStep::Wal)
            QCOMPARE(base.text("PRAGMA journal_mode"), QByteArray("wal"));
        if (step == OptimizeStep::Analyze)
            QVERIFY(base.integer("SELECT count(*) FROM sqlite_stat1") > 0);
    }

    void indicesWithWrongEntriesAreRebuilt_data()
    {
        QTest::addColumn<bool>("backup");
        QTest::newRow("whole procedure") << true;
        QTest::newRow("reindex alone, without a backup") << false;
    }
    void indicesWithWrongEntriesAreRebuilt()
    {
        QFETCH(bool, backup);
        makeBase(kb(), 3000);
        dropEntries(kb(), "idx_statement", "INSERT INTO facts(statement) VALUES('Hidden(1).')");
        QVERIFY(integrityOf(kb()) != "ok");
        const auto report = backup ? run() : run({OptimizeStep::Reindex}, false);
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QVERIFY2(!report->failure, report->failure ? qPrintable(report->failure->detail) : "");
        QVERIFY(came(*report, OptimizeStep::Reindex, Outcome::Done));
        if (backup) {
            QVERIFY(came(*report, OptimizeStep::Backup, Outcome::Partial));
            QVERIFY(QFile::exists(report->backup));
            QVERIFY(came(*report, OptimizeStep::Verify, Outcome::Done));
        }
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts"), 3001);
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts WHERE statement='Hidden(1).'"), 1);
    }

    void aDamagedBaseIsLeftAlone_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("index page") << QStringLiteral("index");
        QTest::newRow("table page") << QStringLiteral("table");
    }
    void aDamagedBaseIsLeftAlone()
    {
        QFETCH(QString, what);
        makeBase(kb(), 3000);
        if (what == QLatin1String("index")) {
            breakIndex(kb(), "idx_statement", Break::Overwritten);
        } else {
            const auto pages = pagesOf(kb(), "facts");
            overwrite(kb(), (pages.back() - 1) * 4096, QByteArray(4096, '\x5a'));
        }
        const QByteArray before = bytesOf(kb());
        const auto report = run();
        if (report) {
            QVERIFY(report->failure);
            QCOMPARE(report->failure->code, ErrorCode::Damaged);
            QVERIFY(came(*report, OptimizeStep::Check, Outcome::Failed));
        } else {
            QCOMPARE(report.error().code, ErrorCode::Damaged);
        }
        QVERIFY(bytesOf(kb()) == before);
    }

    void nothingOfAHostileSchemaRuns()
    {
        {
            Plain base(kb(), true);
            QVERIFY(
                base.run("CREATE TABLE facts_extended(id INTEGER PRIMARY KEY, statement TEXT NOT NULL); "
                         "CREATE TABLE fired(a); CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp "
                         "TEXT, operation TEXT, details TEXT);"
                         "INSERT INTO facts_extended(statement) VALUES('A(b, c).'), ('A(d, e).');"
                         "CREATE INDEX \"[x]\"\"; DROP TABLE facts;--\" ON facts_extended(id, statement);"
                         "CREATE VIEW facts AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM "
                         "n) SELECT i AS id, 'x' AS statement FROM n;"
                         "CREATE TRIGGER t1 AFTER INSERT ON audit_log BEGIN INSERT INTO fired VALUES(1); "
                         "END; CREATE TRIGGER t2 AFTER INSERT ON facts_extended BEGIN INSERT INTO fired "
                         "VALUES(2); END; CREATE TABLE idx_statement(a)"));
        }
        const auto report = run();
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QVERIFY2(!report->failure, report->failure ? qPrintable(report->failure->detail) : "");
        Plain base(kb());
        QCOMPARE(base.integer("SELECT count(*) FROM fired"), 0);
        QCOMPARE(base.integer("SELECT count(*) FROM audit_log"), 0); // its trigger would not have run
        QCOMPARE(base.integer("SELECT count(*) FROM facts_extended"), 2);
        QCOMPARE(base.integer("SELECT count(*) FROM sqlite_master WHERE type='index' AND tbl_name = "
                              "'facts_extended' AND name IN ('idx_statement_2', 'idx_predicate_subject')"),
                 2);
        QCOMPARE(base.text("PRAGMA integrity_check"), QByteArray("ok"));
    }

    void wrongEntriesOfAHostilelyNamedIndexAreRebuilt()
    {
        const QByteArray name = "[x]\"; DROP TABLE facts;--";
        makeBase(kb(), 500);
        QVERIFY(Plain(kb()).run("CREATE INDEX " + quoted(name) + " ON facts(source, statement)"));
        dropEntries(kb(), name, "INSERT INTO facts(statement) VALUES('Hidden(1).')");
        const auto report = run({OptimizeStep::Reindex}, false);
        QVERIFY2(report && !report->failure, report ? "" : qPrintable(report.error().detail));
        QVERIFY(came(*report, OptimizeStep::Reindex, Outcome::Done));
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts"), 501);
    }

    void theRowTakesTheFormOfTheLog()
    {
        makeBase(kb(), 100, {true, 4096, false});
        QVERIFY(Plain(kb()).run("CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, event TEXT, "
                                "payload TEXT, hash TEXT)"));
        const auto report = run({OptimizeStep::Analyze}, false);
        QVERIFY(report && !report->failure);
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM audit_log WHERE event='optimize' AND hash IS NULL "
                                     "AND json_extract(payload, '$.step')='analyze'"),
                 1);
    }

    void aCancelLeavesWholeSteps_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<QString>("step"); // empty: in whichever it is then
        for (int percent = 0; percent <= 90; percent += 10)
            QTest::addRow("at %d %%", percent) << percent << QString();
        for (const char *step : {"check", "backup", "indices", "analyze", "vacuum", "verify"})
            QTest::addRow("in %s", step) << 0 << QString(QLatin1String(step));
    }
    void aCancelLeavesWholeSteps()
    {
        QFETCH(int, percent);
        QFETCH(QString, step);
        QVERIFY(QFile::copy(m_large, kb()));
        std::atomic<bool> cancel{false};
        QElapsedTimer since;
        QString at;
        const auto report = run(
            {}, true,
            [&](const JobProgress &progress) {
                const bool there = step.isEmpty() ? progress.done * 100 >= percent : progress.step == step;
                if (!cancel && progress.cancellable && there) {
                    at = progress.step;
                    since.start();
                    cancel = true;
                }
            },
            &cancel);
        const qint64 latency = since.isValid() ? since.elapsed() : -1;
        const Error *stopped = !report ? &report.error() : report->failure ? &*report->failure : nullptr;
        qInfo("cancelled in %s, ended after %lld ms: %s", qPrintable(at), static_cast<long long>(latency),
              stopped == nullptr ? "done before" : errorName(stopped->code));
        QVERIFY(cancel);
        QVERIFY(stopped != nullptr || step.isEmpty());
        if (stopped != nullptr)
            QCOMPARE(stopped->code, ErrorCode::Interrupted);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
        Plain base(kb());
        QCOMPARE(base.integer("SELECT count(*) FROM facts"), kLarge);
        // Steps are whole: an index has its row in the log or is not there.
        QCOMPARE(base.integer("SELECT count(*) FROM pragma_index_list('facts')"),
                 base.integer("SELECT count(*) FROM audit_log WHERE json_extract(details, '$.index') <> ''"));
        for (const BackupFile &file : Backup::list(kb()))
            QVERIFY(file.verified);
        QVERIFY(base.run("INSERT INTO facts(statement) VALUES('After(1).')"));
    }

    void theCopyBackSaysThatItCannotBeCancelled()
    {
        QVERIFY(QFile::copy(m_large, kb()));
        // Asked for in that very moment, a cancel comes too late: the step ends as if it had not been asked.
        std::atomic<bool> cancel{false};
        int told = 0;
        const auto report = run(
            {OptimizeStep::Vacuum}, false,
            [&](const JobProgress &progress) {
                if (progress.step == QLatin1String("vacuum") && !progress.cancellable) {
                    ++told;
                    cancel = true;
                }
            },
            &cancel);
        QVERIFY(told > 0);
        QVERIFY(report);
        QVERIFY(came(*report, OptimizeStep::Vacuum, Outcome::Done));
        QCOMPARE(Plain(kb()).integer("PRAGMA freelist_count"), 0);
        QCOMPARE(Plain(kb()).integer("SELECT count(*) FROM facts"), kLarge);
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void theLogIsFoldedInAlone_data()
    {
        QTest::addColumn<bool>("defect");
        QTest::newRow("sound SQLite") << false;
        QTest::newRow("SQLite with the WAL-reset defect") << true;
    }
    void theLogIsFoldedInAlone()
    {
        QFETCH(bool, defect);
        makeBase(kb(), 500);
        Database::Options options;
        options.access = OpenPolicy::Access::Change;
        auto database = Database::open(kb(), options);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("INSERT INTO facts(statement) VALUES('New(1).')")));
        QVERIFY(QFileInfo(kb() + QStringLiteral("-wal")).size() > 0);
        const auto folded = foldWal(*database, defect);
        QVERIFY(folded);
        QCOMPARE(folded->how, WalFolding::How::Folded);
        QCOMPARE(folded->walBytes, 0);
        QVERIFY(QFileInfo(kb() + QStringLiteral("-wal")).size() == 0);
        database->reset();
        QCOMPARE(countOf(kb(), "New"), 1);
    }

    void theLogStaysBesideOthers()
    {
        makeBase(kb(), 500);
        OtherProgram reader(kb());
        QVERIFY(reader.run("BEGIN; SELECT count(*) FROM facts"));
        Database::Options options;
        options.access = OpenPolicy::Access::Change;
        options.busyTimeoutMs = 50;
        auto database = Database::open(kb(), options);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("INSERT INTO facts(statement) VALUES('New(1).')")));
        auto folded = foldWal(*database, false); // what a sound SQLite may try
        QVERIFY(folded);
        QCOMPARE(folded->how, WalFolding::How::Partial);
        QVERIFY(folded->walBytes > 0);
        folded = foldWal(*database, true);
        QVERIFY(folded);
        QCOMPARE(folded->how, WalFolding::How::Refused);
        QVERIFY(folded->walBytes > 0);
        QVERIFY(*database == nullptr);
        QVERIFY(reader.run("COMMIT; SELECT count(*) FROM facts"));
        QCOMPARE(reader.value(), QByteArray("501"));
    }

    void theMemoryLimitHoldsOnlyMeanwhile()
    {
        makeHoles(kb(), 5000);
        const sqlite3_int64 before = sqlite3_hard_heap_limit64(-1);
        sqlite3_int64 meanwhile = 0;
        const auto report =
            run({}, false, [&](const JobProgress &) { meanwhile = sqlite3_hard_heap_limit64(-1); });
        QVERIFY(report && !report->failure);
        QCOMPARE(meanwhile, sqlite3_int64(2) << 30);
        QCOMPARE(sqlite3_hard_heap_limit64(-1), before);
    }
};

HAKGAL_TEST_MAIN(tst_Optimize)
#include "tst_Optimize.moc"
