// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "core/maintenance/Optimizer.h"
#include "tests/support/LiveBase.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sample.h"
#include "tests/support/Schemas.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifndef Q_OS_WIN
#include <unistd.h>
#endif

#include <algorithm>
#include <memory>

using namespace hakgal;
using namespace support;
using test::OtherProgram;

class tst_OptimizePlan : public QObject
{
    Q_OBJECT
private:
    using Why = PlannedStep::Why;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString kb() const { return m_folder->filePath(QStringLiteral("kb.db")); }

    Result<OptimizeReport> plan(const std::vector<OptimizeStep> &only = {}, bool backup = true) const
    {
        Settings settings;
        settings.databasePath = kb();
        OptimizeOptions options;
        options.only = only;
        options.backup = backup;
        JobContext context({}, nullptr);
        return planOptimize(settings, options, context);
    }
    static const PlannedStep &step(const OptimizeReport &report, OptimizeStep wanted)
    {
        const auto found = std::find_if(report.plan.begin(), report.plan.end(),
                                        [wanted](const PlannedStep &p) { return p.step == wanted; });
        if (found == report.plan.end())
            qFatal("the plan has no step %s", stepName(wanted));
        return *found;
    }
    QStringList names() const
    {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    /// The base as the operator's old system has it: form (a), rollback mode, no index at all.
    void makePlain(const QByteArrayList &statements, const QByteArray &then = {}) const
    {
        Plain base(kb(), true);
        QVERIFY(base.run("PRAGMA synchronous=OFF; CREATE TABLE facts(id INTEGER PRIMARY KEY AUTOINCREMENT, "
                         "statement TEXT NOT NULL, source TEXT, timestamp TEXT); BEGIN"));
        for (const QByteArray &text : statements)
            QVERIFY(base.run("INSERT INTO facts(statement) VALUES('" + QByteArray(text).replace('\'', "''") +
                             "')"));
        QVERIFY(base.run("COMMIT;" + then));
    }
    static QByteArrayList madeUp(int n)
    {
        QByteArrayList lines;
        for (int i = 0; i < n; ++i)
            lines += "HasPart(Thing" + QByteArray::number(i) + ", Part" + QByteArray::number(i % 7) + ").";
        return lines;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder->filePath(QStringLiteral("data"))));
    }

    void theSampleGetsIndicesAndALog()
    {
        const QByteArrayList lines = test::sampleBytes().trimmed().split('\n');
        if (lines.size() < 2)
            QSKIP("the sample is not at hand");
        makePlain(lines);
        const auto report = plan();
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QCOMPARE(report->plan.size(), std::size_t(9));
        QCOMPARE(report->before.facts, lines.size());
        QVERIFY(report->before.p50Seconds && report->before.p95Seconds);
        QVERIFY(step(*report, OptimizeStep::Check).run);
        QVERIFY(step(*report, OptimizeStep::Backup).run);
        QCOMPARE(step(*report, OptimizeStep::Backup).why, Why::Always);
        const PlannedStep &indices = step(*report, OptimizeStep::Indices);
        QVERIFY(indices.run);
        QCOMPARE(indices.why, Why::IndicesMissing);
        QCOMPARE(indices.args,
                 QStringList({QStringLiteral("idx_statement"), QStringLiteral("idx_predicate_subject")}));
        QVERIFY(indices.predictedGainSeconds);
        QCOMPARE(step(*report, OptimizeStep::Analyze).why, Why::StatisticsMissing);
        QCOMPARE(step(*report, OptimizeStep::Reindex).why, Why::NoFaultyIndex);
        QVERIFY(!step(*report, OptimizeStep::Reindex).run);
        QCOMPARE(step(*report, OptimizeStep::Vacuum).why, Why::TooLittleGain);
        QVERIFY(step(*report, OptimizeStep::Verify).run);
        const PlannedStep &wal = step(*report, OptimizeStep::Wal);
        if (report->othersKnown != HoldersKnown::Unknown) {
            QVERIFY(wal.run);
            QCOMPARE(wal.args, QStringList(QStringLiteral("delete")));
            QVERIFY(step(*report, OptimizeStep::Checkpoint).run);
        }
        QCOMPARE(report->advice.size(), std::size_t(4));

        // How well the growth was predicted.
        QVERIFY(indices.predictedBytes);
        Plain base(kb());
        const qint64 before = base.integer("PRAGMA page_count") * base.integer("PRAGMA page_size");
        QVERIFY(base.run("CREATE INDEX a ON facts(statement); CREATE INDEX b ON facts(substr(statement, 1, "
                         "instr(statement, '(') - 1), substr(statement, instr(statement, '(') + 1, "
                         "instr(statement, ',') - instr(statement, '(') - 1))"));
        const qint64 grown = base.integer("PRAGMA page_count") * base.integer("PRAGMA page_size") - before;
        qInfo("indices: %lld bytes predicted, %lld really", static_cast<long long>(-*indices.predictedBytes),
              static_cast<long long>(grown));
        QVERIFY(std::abs(-*indices.predictedBytes - grown) < grown / 4);
    }

    void aFieldSchemaLacksNothingThatItsKeyServes_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<QStringList>("missing");
        const QString statement = QStringLiteral("idx_statement");
        const QString pair = QStringLiteral("idx_predicate_subject");
        QTest::newRow("simple") << 0 << QStringList{statement, pair};
        QTest::newRow("statement key") << 1 << QStringList{pair};
        QTest::newRow("content") << 2 << QStringList{statement, pair};
        QTest::newRow("extended") << 3 << QStringList{pair};
    }
    void aFieldSchemaLacksNothingThatItsKeyServes()
    {
        QFETCH(int, form);
        QFETCH(QStringList, missing);
        const auto &schema = test::fieldSchemas()[static_cast<std::size_t>(form)];
        {
            Plain base(kb(), true);
            QVERIFY(base.run(schema.create));
            for (const char *text : {"'A(b, c).'", "'A(d, e).'"})
                QVERIFY(base.run(schema.insert + text + ")"));
        }
        const auto report = plan();
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QCOMPARE(step(*report, OptimizeStep::Indices).args, missing);
    }

    void lookingChangesNothing_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback") << false;
    }
    void lookingChangesNothing()
    {
        QFETCH(bool, wal);
        BaseForm form;
        form.wal = wal;
        makeBase(kb(), 3000, form);
        const QByteArray before = bytesOf(kb());
        const QStringList files = names();
        QVERIFY(plan());
        QVERIFY(plan({OptimizeStep::Vacuum, OptimizeStep::Pragma, OptimizeStep::Incremental}));
        QCOMPARE(names(), files);
        QVERIFY(bytesOf(kb()) == before);
    }

    void holesMakeCompactingPay()
    {
        makePlain(madeUp(20'000), "DELETE FROM facts WHERE id%2=0");
        const auto report = plan();
        QVERIFY(report);
        const PlannedStep &vacuum = step(*report, OptimizeStep::Vacuum);
        if (!vacuum.predictedBytes)
            QSKIP("this SQLite has no dbstat");
        QVERIFY(vacuum.run);
        QCOMPARE(vacuum.why, Why::Pays);
        QVERIFY(*vacuum.predictedBytes > report->before.databaseBytes / 3);
        QCOMPARE(*vacuum.spaceNeeded, 2 * report->before.databaseBytes);
        QVERIFY(vacuum.predictedSeconds);
    }

    void othersAreNamedAndKeepTheLog()
    {
        makeBase(kb(), 2000);
        OtherProgram other(kb());
        QVERIFY(other.run("INSERT INTO facts(statement) VALUES('Other(1).')"));
        const auto report = plan();
        QVERIFY(report);
        if (report->othersKnown == HoldersKnown::Unknown)
            QSKIP("this system does not tell who has a file open");
        QVERIFY(std::any_of(report->others.begin(), report->others.end(),
                            [&](const Holder &h) { return h.pid == other.pid(); }));
        const PlannedStep &checkpoint = step(*report, OptimizeStep::Checkpoint);
        QCOMPARE(checkpoint.run, !buildInfo().walResetDefect);
        QCOMPARE(checkpoint.why, buildInfo().walResetDefect ? Why::WalResetDefect : Why::WalLarge);
        QVERIFY(report->before.walBytes > 0);
    }

    void theModeIsOnlyChangedAlone()
    {
        BaseForm form;
        form.wal = false;
        makeBase(kb(), 100, form);
        OtherProgram other(kb());
        QVERIFY(other.run("SELECT count(*) FROM facts"));
        const auto report = plan();
        QVERIFY(report);
        QVERIFY(!step(*report, OptimizeStep::Wal).run);
        QCOMPARE(step(*report, OptimizeStep::Wal).why, Why::OthersPresent);
    }

    void onlyWhatIsAskedForRuns()
    {
        makeBase(kb(), 500);
        auto report = plan({OptimizeStep::Checkpoint});
        QVERIFY(report);
        QCOMPARE(step(*report, OptimizeStep::Backup).why, Why::NothingChanges);
        QCOMPARE(step(*report, OptimizeStep::Vacuum).why, Why::NotChosen);
        QVERIFY(step(*report, OptimizeStep::Checkpoint).run);
        report = plan({OptimizeStep::Vacuum, OptimizeStep::Incremental, OptimizeStep::Pragma});
        QVERIFY(report);
        QCOMPARE(report->plan.size(), std::size_t(11));
        QVERIFY(step(*report, OptimizeStep::Backup).run);
        QVERIFY(step(*report, OptimizeStep::Vacuum).run);
        QCOMPARE(step(*report, OptimizeStep::Vacuum).why, Why::Chosen);
        QCOMPARE(step(*report, OptimizeStep::Pragma).why, Why::Chosen);
        QCOMPARE(step(*report, OptimizeStep::Incremental).why, Why::NotIncremental);
        QVERIFY(!step(*report, OptimizeStep::Check).run);
        report = plan({OptimizeStep::Analyze}, false);
        QVERIFY(report);
        QCOMPARE(step(*report, OptimizeStep::Backup).why, Why::NoBackupWanted);
    }

    void staleStatisticsAreSeen()
    {
        makeBase(kb(), 1000);
        QVERIFY(Plain(kb()).run("ANALYZE"));
        auto report = plan();
        QVERIFY(report);
        QCOMPARE(step(*report, OptimizeStep::Analyze).why, Why::Always);
        QVERIFY(Plain(kb()).run("DELETE FROM facts WHERE id > 500"));
        report = plan();
        QVERIFY(report);
        QCOMPARE(step(*report, OptimizeStep::Analyze).why, Why::StatisticsOld);
        QCOMPARE(step(*report, OptimizeStep::Analyze).args,
                 QStringList({QStringLiteral("1000"), QStringLiteral("500")}));
    }

    void aFileWithTwoNamesIsRefused()
    {
        makeBase(kb(), 10);
        if (!QFile::link(kb(), m_folder->filePath(QStringLiteral("link"))))
            QSKIP("no links here");
        QVERIFY(plan()); // a symbolic one is fine
#ifndef Q_OS_WIN
        QVERIFY(::link(QFile::encodeName(kb()).constData(),
                       QFile::encodeName(m_folder->filePath(QStringLiteral("second.db"))).constData()) == 0);
        const auto report = plan();
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::FileHardLinked);
#endif
    }

    void aBaseWithoutFactsIsAnError()
    {
        {
            Plain base(kb(), true);
            QVERIFY(base.run("CREATE TABLE t(a)"));
        }
        const auto report = plan();
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::NoFactsTable);
    }
};

HAKGAL_TEST_MAIN(tst_OptimizePlan)
#include "tst_OptimizePlan.moc"
