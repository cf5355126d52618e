// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleTest.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/Lease.h"
#include "core/maintenance/scale/ScaleScratch.h"
#include "tests/support/LiveBase.h"
#include "tests/support/Schemas.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace hakgal;
using namespace support;
using namespace Qt::StringLiterals;

// Whole runs on small bases. In a process of its own with --work, so that it can be killed.

namespace {

ScaleOptions small(qint64 facts = 5'000)
{
    ScaleOptions options;
    options.facts = facts;
    options.seconds = 1;
    return options;
}

int work(const QString &base)
{
    JobContext context(
        [](const JobProgress &progress) {
            std::puts(qPrintable(progress.step));
            std::fflush(stdout);
        },
        nullptr);
    ScaleOptions options = small(2'000'000);
    return ScaleTest::run(base, options, context) ? 0 : 3;
}

struct Job
{
    std::atomic<bool> cancel{false};
    QString cancelAt; ///< a step begins with it
    std::vector<JobProgress> told;
    JobContext context{[this](const JobProgress &p) {
                           told.push_back(p);
                           if (!cancelAt.isEmpty() && p.step.startsWith(cancelAt))
                               cancel = true;
                       },
                       &cancel};
};

} // namespace

class tst_ScaleTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString kb() const
    {
        QDir().mkpath(at("base"));
        return at("base/kb.db");
    }
    QStringList filesIn(const QString &folder) const
    {
        return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    /// What a run leaves in its folder: results, nothing to work with, no lock.
    QStringList scratch(const QString &base) const { return filesIn(ScaleScratch::folder(base)); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_DATA_HOME", QFile::encodeName(at("data")));
    }

    void theBaseIsOnlyRead_data()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("WAL") << true;
        QTest::newRow("rollback journal") << false;
    }

    void theBaseIsOnlyRead()
    {
        QFETCH(bool, wal);
        makeBase(kb(), 1'200, {.wal = wal});
        const QByteArray before = bytesOf(kb());
        Job job;
        const auto report = ScaleTest::run(kb(), small(), job.context);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().detail));
        QCOMPARE(bytesOf(kb()), before);
        QCOMPARE(filesIn(at("base")), QStringList{u"kb.db"_s});
        QCOMPARE(scratch(kb()), QStringList{u"results.json"_s});
        QVERIFY(!Lease::owner(kb()));

        QCOMPARE(report->ownFacts, qint64(1'200));
        QCOMPARE(report->sizes.size(), std::size_t(3)); // 1,200, 2,000, 5,000
        QVERIFY(!report->sizes.front().insertPerSecond);
        QVERIFY(*report->sizes.back().insertPerSecond > 0);
        for (const ScaleSize &size : report->sizes) {
            QCOMPARE(size.patterns.size(), std::size_t(5));
            for (const auto &[pattern, latency] : size.patterns) {
                QVERIFY2(latency.queries > 0, patternName(pattern));
                QVERIFY(latency.p50Seconds > 0);
                QVERIFY(latency.p50Seconds <= latency.p95Seconds);
                QVERIFY(latency.p95Seconds <= latency.p99Seconds);
            }
            QVERIFY(size.rssBytes.value_or(1) > 0);
        }
        QVERIFY(report->processorShare.value_or(1) > 0);
        QVERIFY(report->sizes.front().fileBytes < report->sizes.back().fileBytes);
    }

    void progressTellsEachSizeAndNeverGoesBack()
    {
        makeBase(kb(), 1'200);
        Job job;
        QVERIFY(ScaleTest::run(kb(), small(), job.context).ok());
        double done = 0;
        std::vector<ScaleSize> told;
        for (const JobProgress &progress : job.told) {
            QVERIFY(progress.done >= done);
            done = progress.done;
            const auto line = JobProgress::fromJson(progress.toJson());
            QVERIFY(line.has_value());
            if (!line->detail.isEmpty())
                told.push_back(ScaleSize::fromJson(line->detail));
        }
        QCOMPARE(done, 1.0);
        QCOMPARE(told.size(), std::size_t(3));
        QCOMPARE(told.back().facts, qint64(5'000));
        QVERIFY(told.back().insertPerSecond.has_value());
    }

    void everyFormOfBaseGrows_data()
    {
        QTest::addColumn<int>("schema");
        for (int i = 0; i < int(test::fieldSchemas().size()); ++i)
            QTest::newRow(test::fieldSchemas()[std::size_t(i)].name) << i;
    }

    void everyFormOfBaseGrows()
    {
        QFETCH(int, schema);
        const test::FieldSchema &form = test::fieldSchemas()[std::size_t(schema)];
        {
            Plain db(kb(), true);
            QVERIFY(db.run(form.create + "BEGIN"));
            for (int i = 0; i < 50; ++i)
                QVERIFY(
                    db.run(form.insert + "'HasPart(Computer, Component" + QByteArray::number(i) + ").')"));
            QVERIFY(db.run("COMMIT"));
        }
        Job job;
        const auto report = ScaleTest::run(kb(), small(2'000), job.context);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().detail));
        QCOMPARE(report->sizes.back().facts, qint64(2'000));
    }

    void theSameSeedStoresTheSameFacts()
    {
        makeBase(kb(), 1'200);
        ScaleOptions options = small(3'000);
        options.patterns = {ScalePattern::Point};
        Job first;
        const auto one = ScaleTest::run(kb(), options, first.context);
        QVERIFY(one.ok());
        // Another time to ask makes no other facts.
        options.seconds = 1.5;
        Job second;
        const auto same = ScaleTest::run(kb(), options, second.context);
        QVERIFY(same.ok());
        QCOMPARE(same->contentSha256, one->contentSha256);
        options.seed = 2;
        Job third;
        const auto other = ScaleTest::run(kb(), options, third.context);
        QVERIFY(other.ok());
        QVERIFY(other->contentSha256 != one->contentSha256);
    }

    void madeUpFactsNeedNoBase()
    {
        Job job;
        const auto report = ScaleTest::run({}, small(3'000), job.context);
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().detail));
        QVERIFY(report->synthetic);
        QCOMPARE(report->ownFacts, qint64(0));
        QVERIFY(report->sizes.front().insertPerSecond.has_value());
        QCOMPARE(scratch({}), QStringList{u"results.json"_s});
    }

    void writersBesideItLoseNothing()
    {
        makeBase(kb(), 1'200);
        {
            WriterProcess writer(kb(), 1);
            QVERIFY(writer.waitForMore());
            Job job;
            const auto report = ScaleTest::run(kb(), small(), job.context);
            QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().detail));
            QVERIFY(writer.waitForMore());
            const QSet<QByteArray> acknowledged = writer.acknowledged();
            QVERIFY(writer.finish());
            QCOMPARE(writer.complaints(), QByteArray());
            Plain db(kb());
            QVERIFY(db.statements().contains(acknowledged));
            QCOMPARE(db.integer("SELECT count(*) FROM facts WHERE source = 'scale-test'"), qint64(0));
        }
        QCOMPARE(integrityOf(kb()), QByteArray("ok"));
    }

    void aCancelLeavesNothing_data()
    {
        QTest::addColumn<QString>("step");
        for (const char *step : {"copy", "learn", "grow", "measure"})
            QTest::newRow(step) << QString::fromLatin1(step);
    }

    void aCancelLeavesNothing()
    {
        QFETCH(QString, step);
        makeBase(kb(), 1'200);
        const QByteArray before = bytesOf(kb());
        Job job;
        job.cancelAt = step;
        const auto report = ScaleTest::run(kb(), small(), job.context);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Interrupted);
        QVERIFY(!job.told.empty());
        QVERIFY(job.told.back().step.startsWith(step));
        QCOMPARE(scratch(kb()), QStringList());
        QCOMPARE(bytesOf(kb()), before);
        QVERIFY(!Lease::owner(kb()));
    }

    void whatAKillLeftIsRemoved_data()
    {
        QTest::addColumn<bool>("byNextRun");
        QTest::newRow("by the next run") << true;
        QTest::newRow("when the base is opened") << false;
    }

    void whatAKillLeftIsRemoved()
    {
        QFETCH(bool, byNextRun);
        makeBase(kb(), 1'200);
        const QByteArray before = bytesOf(kb());
        QProcess killed;
        killed.start(QCoreApplication::applicationFilePath(), {u"--work"_s, kb()});
        QByteArray steps;
        while (!steps.contains("grow:")) {
            QVERIFY(killed.waitForReadyRead(60'000));
            steps += killed.readAllStandardOutput();
        }
        // It is at work, so its file stays.
        ScaleScratch::clear(kb());
        QVERIFY(scratch(kb()).contains(u"work.db"_s));
        Job beside;
        const auto refused = ScaleTest::run(kb(), small(), beside.context);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::JobRunning);
        QCOMPARE(refused.error().args.value(1), QString::number(killed.processId()));

        killed.kill();
        QVERIFY(killed.waitForFinished(60'000));
        QVERIFY(scratch(kb()).contains(u"work.db"_s));
        if (byNextRun) {
            Job job;
            QVERIFY(ScaleTest::run(kb(), small(), job.context).ok());
            QCOMPARE(scratch(kb()), QStringList{u"results.json"_s});
        } else {
            ScaleScratch::clear(kb());
            QCOMPARE(scratch(kb()), QStringList());
        }
        QCOMPARE(bytesOf(kb()), before);
    }

    void anotherJobOnTheBaseComesFirst()
    {
        makeBase(kb(), 1'200);
        const auto backup = Lease::take(kb(), u"backup"_s);
        QVERIFY(backup.ok());
        Job job;
        const auto report = ScaleTest::run(kb(), small(), job.context);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::JobRunning);
        QCOMPARE(report.error().args.value(0), u"backup"_s);
    }

    void theLeaseIsFreeWhileItMeasures()
    {
        makeBase(kb(), 1'200);
        bool held = false;
        JobContext context(
            [&](const JobProgress &progress) {
                if (progress.step.startsWith("grow"_L1) || progress.step.startsWith("measure"_L1))
                    held = held || Lease::owner(kb()).has_value();
            },
            nullptr);
        QVERIFY(ScaleTest::run(kb(), small(), context).ok());
        QVERIFY(!held);
    }

    void resultsAreKeptAndBounded()
    {
        auto scratch = ScaleScratch::take(kb());
        QVERIFY(scratch.ok());
        ScaleReport report;
        report.sizes.resize(1);
        for (int i = 0; i < ScaleScratch::kMostResults + 5; ++i) {
            report.options.seed = i % 10;
            report.atMs = 1'000 * (i + 1);
            QVERIFY(scratch->keep(report).ok());
        }
        const auto all = ScaleScratch::results(kb());
        QCOMPARE(all.size(), std::size_t(ScaleScratch::kMostResults));
        QCOMPARE(all.front().atMs, qint64(6'000));
        ScaleOptions same = report.options;
        same.seed = 3;
        const auto last = ScaleScratch::last(kb(), same);
        QVERIFY(last.has_value());
        QCOMPARE(last->atMs, qint64(24'000)); // the newer of two
        same.facts += 1;
        QVERIFY(!ScaleScratch::last(kb(), same));
    }

    void whatItCannotDoIsRefusedBeforeAnythingIsWritten_data()
    {
        QTest::addColumn<qint64>("facts");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<qint64>("seed");
        QTest::addColumn<bool>("patterns");
        QTest::newRow("too few") << qint64(999) << 1.0 << qint64(1) << true;
        QTest::newRow("too many") << qint64(10'000'001) << 1.0 << qint64(1) << true;
        QTest::newRow("fewer than there are") << qint64(2'000) << 1.0 << qint64(1) << true;
        QTest::newRow("too short") << qint64(5'000) << 0.5 << qint64(1) << true;
        QTest::newRow("no time") << qint64(5'000) << qQNaN() << qint64(1) << true;
        QTest::newRow("seed below 0") << qint64(5'000) << 1.0 << qint64(-1) << true;
        QTest::newRow("nothing to ask") << qint64(5'000) << 1.0 << qint64(1) << false;
    }

    void whatItCannotDoIsRefusedBeforeAnythingIsWritten()
    {
        QFETCH(qint64, facts);
        QFETCH(double, seconds);
        QFETCH(qint64, seed);
        QFETCH(bool, patterns);
        makeBase(kb(), 1'200);
        ScaleOptions options;
        options.facts = facts;
        options.seconds = seconds;
        options.seed = seed;
        if (!patterns)
            options.patterns.clear();
        Job job;
        const auto report = ScaleTest::run(kb(), options, job.context);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Usage);
        QVERIFY(!ScaleTest::needs(kb(), options));
        QCOMPARE(scratch(kb()), QStringList());
    }

    void whatItNeedsIsToldBefore()
    {
        makeBase(kb(), 1'200);
        const auto little = ScaleTest::needs(kb(), small());
        const auto much = ScaleTest::needs(kb(), small(1'000'000));
        QVERIFY(little.ok() && much.ok());
        QCOMPARE(little->ownFacts, qint64(1'200));
        QVERIFY(little->diskBytes < much->diskBytes);
        QVERIFY(little->seconds < much->seconds);
        QVERIFY(!little->fromLastRun);
        QVERIFY(ScaleNeeds::fromJson(much->toJson()).fits() == much->fits());
        Job job;
        QVERIFY(ScaleTest::run(kb(), small(), job.context).ok());
        QVERIFY(ScaleTest::needs(kb(), small())->fromLastRun);
        ScaleNeeds none;
        none.diskBytes = 100;
        none.freeBytes = 99;
        QVERIFY(!none.fits());
        none.freeBytes = -1; // not known is no reason to refuse
        QVERIFY(none.fits());
    }

    void aMissingBaseIsNotMadeUp()
    {
        Job job;
        const auto report = ScaleTest::run(kb(), small(), job.context);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::FileMissing);
        QCOMPARE(filesIn(at("base")), QStringList());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const auto code = runWriter(arguments))
        return *code;
    if (arguments.value(1) == "--work"_L1)
        return work(arguments.value(2));
    tst_ScaleTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ScaleTest.moc"
