// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"
#include "ui/JobPanel.h"
#include "ui/Theme.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// A clock that the test moves.
struct Hands
{
    double second = 0;
    Clock clock()
    {
        return [this] {
            using namespace std::chrono;
            return Instant{steady_clock::time_point(
                               duration_cast<steady_clock::duration>(hours(1) + duration<double>(second))),
                           1'790'000'000'000 + qint64(second * 1000)};
        };
    }
};

JobProgress progress(const QString &step, double done, const QString &message,
                     std::optional<double> left = std::nullopt, bool cancellable = true)
{
    return {step, done, message, left, cancellable};
}

struct Stage
{
    Hands hands;
    Theme theme{ThemeMode::Light};
    Catalogue catalogue{Catalogue::Language::User};
    JobPanel panel{theme, catalogue, hands.clock()};

    template<typename T>
    T *find(const char *name) const
    {
        return panel.findChild<T *>(QLatin1String(name));
    }
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        const auto *model = find<QTableView>("jobSteps")->model();
        return model->index(row, column).data(role).toString();
    }
    int rows() const { return find<QTableView>("jobSteps")->model()->rowCount(); }
};

} // namespace

class tst_JobPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aJobIsFollowedStepByStep()
    {
        Stage stage;
        auto *model = stage.find<QTableView>("jobSteps")->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        stage.panel.begin(u"backup"_s, stage.hands.clock()());
        QCOMPARE(stage.find<QLabel>("cardTitle")->text(), u"Backing up"_s);
        QCOMPARE(stage.rows(), 3);
        QCOMPARE(stage.cell(0, JobStepModel::MarkColumn), QString());

        stage.panel.showProgress(progress(u"copy"_s, 0.1, u"Copying 18,160 facts"_s, 2.2));
        QCOMPARE(stage.cell(0, JobStepModel::MarkColumn), u"▸"_s);
        QCOMPARE(stage.cell(0, JobStepModel::TextColumn), u"Copying 18,160 facts"_s);
        QCOMPARE(stage.panel.caption(), u"0.1\u00a0s · about 3\u00a0s left"_s);
        QCOMPARE(stage.find<QProgressBar>("jobBar")->value(), 100);

        stage.hands.second = 1.2;
        stage.panel.showProgress(progress(u"verify"_s, 0.5, u"Checking the copy"_s));
        QCOMPARE(stage.cell(0, JobStepModel::MarkColumn), u"✓"_s);
        QCOMPARE(stage.cell(0, JobStepModel::TextColumn), u"Copying the knowledge base"_s);
        QCOMPARE(stage.cell(0, JobStepModel::MarkColumn, Qt::AccessibleTextRole), u"done"_s);
        QCOMPARE(stage.cell(0, JobStepModel::SecondsColumn), u"1.2\u00a0s"_s);
        QCOMPARE(stage.cell(1, JobStepModel::MarkColumn), u"▸"_s);
        QCOMPARE(stage.panel.caption(), u"1.2\u00a0s"_s);

        stage.hands.second = 2;
        stage.panel.showReport({JobState::Succeeded, 0, {}, {}});
        QCOMPARE(stage.cell(1, JobStepModel::MarkColumn), u"✓"_s);
        QCOMPARE(stage.cell(2, JobStepModel::MarkColumn, Qt::AccessibleTextRole), u"not needed"_s);
        QCOMPARE(stage.find<QProgressBar>("jobBar")->value(), 1000);
        QCOMPARE(stage.find<QLabel>("jobOutcome")->text(), u"Backed up and verified."_s);
        QCOMPARE(stage.panel.caption(), u"took 2.0\u00a0s"_s);
    }

    void theBarNeverGoesBack()
    {
        Stage stage;
        stage.panel.begin(u"backup"_s, stage.hands.clock()());
        stage.panel.showProgress(progress(u"copy"_s, 0.6, {}));
        stage.panel.showProgress(progress(u"copy"_s, 0.2, {}));
        QCOMPARE(stage.find<QProgressBar>("jobBar")->value(), 600);
    }

    void aStepThatWasNotPlannedComesAfterTheRunningOne()
    {
        Stage stage;
        stage.panel.begin(u"backup"_s, stage.hands.clock()());
        stage.panel.showProgress(progress(u"copy"_s, 0.1, {}));
        stage.panel.showProgress(progress(u"wait"_s, 0.2, u"Waiting for a writer"_s));
        QCOMPARE(stage.rows(), 4);
        QCOMPARE(stage.cell(1, JobStepModel::TextColumn), u"Waiting for a writer"_s);
        stage.panel.showProgress(progress(u"store"_s, 0.9, {}));
        QCOMPARE(stage.cell(2, JobStepModel::MarkColumn, Qt::AccessibleTextRole), u"not needed"_s);
        QCOMPARE(stage.cell(3, JobStepModel::MarkColumn), u"▸"_s);
    }

    void aStepThatComesAgainKeepsItsRow()
    {
        Stage stage;
        stage.panel.begin(u"restore"_s, stage.hands.clock()());
        for (const auto &step : {u"verify"_s, u"safety_copy"_s, u"swap"_s}) {
            stage.panel.showProgress(progress(step, 0.1, {}));
            stage.hands.second += 1;
        }
        stage.panel.showProgress(progress(u"safety_copy"_s, 0.2, {}));
        QCOMPARE(stage.rows(), 4);
        QCOMPARE(stage.cell(1, JobStepModel::MarkColumn), u"▸"_s);
        stage.hands.second += 2;
        stage.panel.showProgress(progress(u"swap"_s, 0.3, {}));
        QCOMPARE(stage.cell(1, JobStepModel::SecondsColumn), u"3.0\u00a0s"_s);
    }

    void cancelIsAskedForOnceAndSaysWhatItLeaves()
    {
        Stage stage;
        stage.panel.begin(u"restore"_s, stage.hands.clock()());
        stage.panel.show();
        QSignalSpy asked(&stage.panel, &JobPanel::cancelRequested);
        auto *cancel = stage.find<QPushButton>("jobCancel");
        const auto *note = stage.find<QLabel>("jobNote");
        QCOMPARE(note->text(), u"Cancel keeps the original untouched"_s);
        cancel->click();
        cancel->click();
        stage.panel.cancel();
        QCOMPARE(asked.count(), 1);
        QVERIFY(!cancel->isEnabled());
        QCOMPARE(note->text(), u"Cancelling…"_s);
        stage.panel.showReport({JobState::Cancelled, 130, {}, {}});
        QVERIFY(!cancel->isVisible());
        QVERIFY(stage.find<QLabel>("jobOutcome")->text().startsWith(u"Cancelled."_s));
    }

    void whileItCannotBeCancelledTheReasonIsTold()
    {
        Stage stage;
        stage.panel.begin(u"restore"_s, stage.hands.clock()());
        stage.panel.showProgress(progress(u"swap"_s, 0.7, u"Writing it into the file"_s));
        stage.panel.showProgress(
            progress(u"swap"_s, 0.8, u"Putting it in place, cannot be cancelled"_s, 1, false));
        QSignalSpy asked(&stage.panel, &JobPanel::cancelRequested);
        QVERIFY(!stage.find<QPushButton>("jobCancel")->isEnabled());
        QCOMPARE(stage.cell(2, JobStepModel::TextColumn), u"Writing it into the file"_s);
        QCOMPARE(stage.find<QLabel>("jobNote")->text(), u"Putting it in place, cannot be cancelled"_s);
        stage.panel.cancel();
        QCOMPARE(asked.count(), 0);
        stage.panel.showProgress(progress(u"check"_s, 0.9, u"Checking"_s));
        QVERIFY(stage.find<QPushButton>("jobCancel")->isEnabled());
    }

    void aFailureIsToldInTheCataloguesWords()
    {
        Stage stage;
        stage.panel.begin(u"backup"_s, stage.hands.clock()());
        stage.panel.showProgress(progress(u"copy"_s, 0.4, {}));
        const Error error{ErrorCode::NoSpace, {u"/data/a.db"_s, u"1000"_s, u"10"_s}, {}, 0};
        stage.panel.showReport({JobState::Failed, 3, {}, error});
        QCOMPARE(stage.find<QLabel>("jobOutcome")->text(), stage.catalogue.error(error));
        QCOMPARE(stage.find<QLabel>("jobOutcome")->textFormat(), Qt::PlainText);
        QCOMPARE(stage.cell(0, JobStepModel::MarkColumn), u"✕"_s);
        QCOMPARE(stage.find<QProgressBar>("jobBar")->value(), 400);
        // What comes after the end changes nothing.
        stage.panel.showProgress(progress(u"verify"_s, 0.9, {}));
        stage.panel.showReport({JobState::Succeeded, 0, {}, {}});
        QCOMPARE(stage.find<QProgressBar>("jobBar")->value(), 400);
    }

    void anotherJobBeginsAnew()
    {
        Stage stage;
        stage.panel.begin(u"backup"_s, stage.hands.clock()());
        stage.panel.showProgress(progress(u"copy"_s, 0.9, {}));
        stage.panel.showReport({JobState::Succeeded, 0, {}, {}});
        stage.panel.begin(u"restore"_s, stage.hands.clock()());
        QCOMPARE(stage.find<QProgressBar>("jobBar")->value(), 0);
        QVERIFY(stage.find<QLabel>("jobOutcome")->text().isEmpty());
        QCOMPARE(stage.rows(), 4);
        QVERIFY(stage.find<QPushButton>("jobCancel")->isEnabled());
    }

    void picturesForEyes()
    {
        Stage stage;
        stage.panel.resize(1050, 240);
        stage.panel.begin(u"restore"_s, stage.hands.clock()());
        stage.panel.showProgress(progress(u"verify"_s, 0.2, u"Checking the backup"_s, 3));
        stage.hands.second = 0.6;
        stage.panel.showProgress(progress(u"safety_copy"_s, 0.55, u"Making a safety copy"_s, 2));
        stage.hands.second = 1.3;
        stage.panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&stage.panel));
        savePictures(stage.panel, stage.theme, u"job-panel"_s);
    }
};

QTEST_MAIN(tst_JobPanel)
#include "tst_JobPanel.moc"
