// SPDX-License-Identifier: GPL-3.0-or-later
#include "MadeUp.h"
#include "OptimizePlan.h"
#include "Pictures.h"
#include "ui/OptimizePage.h"
#include "ui/OptimizePlanModel.h"
#include "ui/Theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace hakgal;
using madeup::optimizePlan;
using namespace Qt::StringLiterals;

namespace {

const QString kBase = u"/data/hexagonal_kb.db"_s;

JobReport answer(const OptimizeReport &report)
{
    QJsonObject object = optimizeJson(report);
    object.insert(u"duration_seconds"_s, 0.41);
    return {JobState::Succeeded, 0, object, {}};
}

struct Stage
{
    Theme theme{ThemeMode::Light};
    Catalogue catalogue{Catalogue::Language::User};
    OptimizePage page{theme, catalogue};
    QSignalSpy jobs{&page, &JobPage::jobRequested};
    QSignalSpy queries{&page, &JobPage::queryRequested};

    explicit Stage(bool planned = true)
    {
        page.resize(1092, 1250);
        page.setDatabase(kBase);
        page.show();
        if (planned)
            page.showAnswer(u"optimize"_s, answer(optimizePlan()));
    }
    template<typename T>
    T *find(const char *name) const
    {
        return page.findChild<T *>(QLatin1String(name));
    }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    QTableView *table() const { return find<QTableView>("planTable"); }
    QModelIndex cell(int row, int column) const { return table()->model()->index(row, column); }
    void tick(int row, bool on)
    {
        QVERIFY(table()->model()->setData(cell(row, OptimizePlanModel::ChosenColumn),
                                          on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole));
    }
    QStringList lastJob() const { return jobs.isEmpty() ? QStringList() : jobs.last()[0].toStringList(); }
};

} // namespace

class tst_OptimizePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void thePlanIsAskedForOnceWhenThePageIsShown()
    {
        Stage stage(false);
        QCOMPARE(stage.queries.count(), 1);
        QCOMPARE(stage.queries[0][1].toStringList(), (QStringList{u"optimize"_s, u"--dry-run"_s}));
        QVERIFY(!stage.button("runSteps")->isEnabled());
        QVERIFY(stage.find<Card>("planCard")->emptyText().startsWith(u"Looking at"_s));
        stage.page.showAnswer(u"optimize"_s, answer(optimizePlan()));
        QVERIFY(stage.button("runSteps")->isEnabled());
        QVERIFY(stage.find<Card>("planCard")->emptyText().isEmpty());
        stage.page.hide();
        stage.page.show();
        QCOMPARE(stage.queries.count(), 1);
        stage.button("planAgain")->click();
        QCOMPARE(stage.queries.count(), 2);
        stage.page.setDatabase(u"/data/other.db"_s);
        QCOMPARE(stage.queries.count(), 3);
        QCOMPARE(stage.table()->model()->rowCount(), 0);
    }

    void whyThereIsNoPlanIsTold()
    {
        Stage stage(false);
        const Error error{ErrorCode::NetworkVolume, {kBase, u"nfs"_s}, {}, 0};
        stage.page.showAnswer(u"optimize"_s, {JobState::Failed, 3, {}, error});
        QCOMPARE(stage.find<Card>("planCard")->emptyText(), stage.catalogue.error(error));
        QVERIFY(!stage.button("runSteps")->isEnabled());
        QVERIFY(stage.button("planAgain")->isEnabled());
    }

    void eachStepSaysWhyGainTimeAndSpace()
    {
        Stage stage;
        const QAbstractItemModelTester tester(stage.table()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(stage.table()->model()->rowCount(), 9);
        const PlannedStep indices = optimizePlan().plan[3];
        QCOMPARE(stage.cell(3, OptimizePlanModel::StepColumn).data().toString(),
                 stage.catalogue.optimizeStep(OptimizeStep::Indices));
        QCOMPARE(stage.cell(3, OptimizePlanModel::WhyColumn).data().toString(),
                 stage.catalogue.optimizeReason(indices));
        QCOMPARE(stage.cell(3, OptimizePlanModel::GainColumn).data().toString(),
                 u"820\u00a0kB more, up to 3.10\u00a0ms a query"_s);
        QCOMPARE(stage.cell(3, OptimizePlanModel::TimeColumn).data().toString(), u"1.2\u00a0s"_s);
        QCOMPARE(stage.cell(3, OptimizePlanModel::SpaceColumn).data().toString(), u"2.5\u00a0MB"_s);
        QCOMPARE(stage.find<QLabel>("planOthers")->text(), u"Open in other programs: python3"_s);
    }

    void onlyWhatCanRunHasATick()
    {
        Stage stage;
        QCOMPARE(stage.cell(0, OptimizePlanModel::ChosenColumn).data(Qt::CheckStateRole).toInt(),
                 int(Qt::Checked));
        QVERIFY(!stage.cell(2, OptimizePlanModel::ChosenColumn).data(Qt::CheckStateRole).isValid());
        QVERIFY(!stage.table()->model()->setData(stage.cell(2, OptimizePlanModel::ChosenColumn), Qt::Checked,
                                                 Qt::CheckStateRole));
        // It does not pay, but it may be wanted.
        QCOMPARE(stage.cell(6, OptimizePlanModel::ChosenColumn).data(Qt::CheckStateRole).toInt(),
                 int(Qt::Unchecked));
    }

    void theProcedureRunsAsPlanned()
    {
        Stage stage;
        QCOMPARE(stage.button("runSteps")->text(), u"&Run 5 step(s)"_s);
        stage.button("runSteps")->click();
        QCOMPARE(stage.lastJob(), QStringList{u"optimize"_s});
        stage.page.showJobStarted(u"optimize"_s, Instant::now());
        const auto *steps = stage.find<QTableView>("jobSteps")->model();
        QCOMPARE(steps->rowCount(), 5);
        QVERIFY(!stage.button("runSteps")->isEnabled() || !stage.find<QLabel>("jobNote")->text().isEmpty());
    }

    void otherTicksAreNamedToTheJob()
    {
        Stage stage;
        stage.tick(6, true);
        stage.tick(4, false);
        QCOMPARE(stage.button("runSteps")->text(), u"&Run 5 step(s)"_s);
        QVERIFY(stage.find<QLabel>("planWarning")->text().contains(u"programs that write wait"_s));
        stage.button("runSteps")->click();
        QCOMPARE(stage.lastJob(),
                 (QStringList{u"optimize"_s, u"--only"_s, u"check,backup,indices,vacuum,verify"_s}));
        stage.tick(1, false);
        QVERIFY(stage.find<QLabel>("planWarning")->text().contains(u"Without the backup"_s));
        stage.button("runSteps")->click();
        QCOMPARE(stage.lastJob(), (QStringList{u"optimize"_s, u"--only"_s, u"check,indices,vacuum,verify"_s,
                                               u"--no-backup"_s}));
    }

    void theSpaceKeyAndAClickToggleATick()
    {
        Stage stage;
        stage.table()->setCurrentIndex(stage.cell(6, 0));
        stage.table()->setFocus();
        QTest::keyClick(stage.table(), Qt::Key_Space);
        QCOMPARE(stage.cell(6, OptimizePlanModel::ChosenColumn).data(Qt::CheckStateRole).toInt(),
                 int(Qt::Checked));
        const QRect box = stage.table()->visualRect(stage.cell(6, OptimizePlanModel::ChosenColumn));
        QTest::mouseClick(stage.table()->viewport(), Qt::LeftButton, {}, box.center());
        QCOMPARE(stage.cell(6, OptimizePlanModel::ChosenColumn).data(Qt::CheckStateRole).toInt(),
                 int(Qt::Unchecked));
    }

    void nothingChosenCannotBeRun()
    {
        Stage stage;
        for (const int row : {0, 1, 3, 4, 8})
            stage.tick(row, false);
        QVERIFY(!stage.button("runSteps")->isEnabled());
        QCOMPARE(stage.button("runSteps")->accessibleDescription(), u"Choose a step first."_s);
    }

    void aHindranceStopsEveryJobAndIsTold()
    {
        Stage stage;
        stage.page.setHindrance(u"A backup is being made."_s);
        for (const char *name : {"runSteps", "command.vacuum", "command.optimize"}) {
            QVERIFY(!stage.button(name)->isEnabled());
            QCOMPARE(stage.button(name)->accessibleDescription(), u"A backup is being made."_s);
        }
        QVERIFY(stage.button("planAgain")->isEnabled()); // it only reads
    }

    void aSingleCommandRunsAlone_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<QString>("step");
        for (const char *name : {"optimize", "analyze", "reindex", "incremental", "checkpoint", "vacuum"})
            QTest::newRow(name) << QByteArray("command.") + name << QString::fromLatin1(name);
    }

    void aSingleCommandRunsAlone()
    {
        QFETCH(QByteArray, button);
        QFETCH(QString, step);
        Stage stage;
        stage.button(button.constData())->click();
        QCOMPARE(stage.lastJob(), (QStringList{u"optimize"_s, u"--only"_s, step}));
        stage.find<QAbstractButton>("commandBackup")->setChecked(false);
        stage.find<QDoubleSpinBox>("memoryLimit")->setValue(512);
        stage.button(button.constData())->click();
        QCOMPARE(stage.lastJob(), (QStringList{u"optimize"_s, u"--only"_s, step, u"--no-backup"_s,
                                               u"--memory-limit-mb"_s, u"512"_s}));
    }

    void afterwardsTheFiguresAreComparedAndANewPlanIsMade()
    {
        Stage stage;
        stage.button("runSteps")->click();
        stage.page.showJobStarted(u"optimize"_s, Instant::now());
        QVERIFY(!stage.find<QWidget>("figuresCard")->isVisible());
        OptimizeReport done = optimizePlan();
        done.after = OptimizeFigures{18'162, 5'000'000, 0, 0.00011, 0.0019, std::nullopt};
        done.backup = u"/backups/a.db"_s;
        done.undo = {u"DROP INDEX idx_subject;"_s};
        done.steps = {{OptimizeStep::Checkpoint, OptimizeReport::Ran::Result::Partial, 0.1, {}}};
        stage.page.showJobReport(u"optimize"_s, answer(done));
        QVERIFY(stage.find<QWidget>("figuresCard")->isVisible());
        const auto *figures = stage.find<QTableWidget>("figuresTable");
        const auto cell = [&](int row, int column) { return figures->item(row, column)->text(); };
        QCOMPARE(cell(0, 2), u"18,162"_s);
        QVERIFY(cell(0, 3).startsWith(u"+2, written by other programs"_s));
        QCOMPARE(cell(1, 1), u"6.1\u00a0MB"_s);
        QCOMPARE(cell(1, 3), u"1.1\u00a0MB less"_s);
        QCOMPARE(cell(3, 3), u"about the same"_s);
        QCOMPARE(cell(4, 3), u"50.0\u00a0% quicker"_s);
        QCOMPARE(cell(5, 2), u"–"_s);
        QVERIFY(stage.find<QLabel>("optimizeBackup")->text().contains(u"a.db"_s));
        stage.button("copyUndo")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"DROP INDEX idx_subject;"_s);
        const QString outcome = stage.find<QLabel>("jobOutcome")->text();
        QVERIFY2(outcome.contains(u"1.1\u00a0MB smaller"_s), qPrintable(outcome));
        QVERIFY2(outcome.contains(u"in part"_s), qPrintable(outcome));
        QTRY_COMPARE(stage.queries.count(), 2);
    }

    void aFailureIsToldAndShowsNoFigures()
    {
        Stage stage;
        stage.page.showJobStarted(u"optimize"_s, Instant::now());
        const Error error{ErrorCode::Damaged, {kBase}, {}, 0};
        JobReport failed = answer(optimizePlan());
        failed.state = JobState::Failed;
        failed.error = error;
        stage.page.showJobReport(u"optimize"_s, failed);
        QVERIFY(!stage.find<QWidget>("figuresCard")->isVisible());
        QCOMPARE(stage.find<QLabel>("jobOutcome")->text(), stage.catalogue.error(error));
    }

    void linesForOwnProgramsCanBeCopied()
    {
        Stage stage;
        QCOMPARE(stage.find<QTableWidget>("adviceTable")->item(1, 2)->text(), u"NORMAL"_s);
        const QString python = stage.find<QPlainTextEdit>("adviceSnippet")->toPlainText();
        QCOMPARE(python, adviceSnippet(optimizePlan().advice, true));
        stage.find<QAbstractButton>("adviceLanguage.1")->click();
        stage.button("copyAdvice")->click();
        QVERIFY(QGuiApplication::clipboard()->text() != python);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"synchronous"_s));
    }

    void picturesForEyes()
    {
        Stage stage;
        stage.page.showJobStarted(u"optimize"_s, Instant::now());
        stage.page.showJobProgress({u"indices"_s, 0.4, u"Creating indices"_s, 2, true});
        OptimizeReport done = optimizePlan();
        done.after = OptimizeFigures{18'160, 5'000'000, 0, 0.00011, 0.0019, 95.1};
        done.backup = u"/backups/hexagonal_kb-20260913T031500Z.db"_s;
        stage.page.showJobReport(u"optimize"_s, answer(done));
        savePictures(stage.page, stage.theme, u"optimize"_s);
    }
};

QTEST_MAIN(tst_OptimizePage)
#include "tst_OptimizePage.moc"
