// SPDX-License-Identifier: GPL-3.0-or-later
#include "MadeUp.h"
#include "Pictures.h"
#include "ui/BackupsPage.h"
#include "ui/BackupTableModel.h"
#include "ui/Theme.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

const QString kBase = u"/data/hexagonal_kb.db"_s;

BackupFile file(const QString &name, int hoursAgo, bool verified, bool safety = false, qint64 facts = 18'118)
{
    BackupFile made;
    made.path = u"/backups/"_s + name;
    made.takenMs = madeup::kBegin - hoursAgo * 3'600'000LL;
    made.bytes = 6'100'000;
    made.facts = facts;
    made.verified = verified;
    made.safetyCopy = safety;
    return made;
}

BackupList three()
{
    BackupList list;
    list.database = kBase;
    list.folder = u"/backups"_s;
    list.files = {file(u"hexagonal_kb-20260913T031500Z.db"_s, 1, true),
                  file(u"hexagonal_kb-20260912T031500Z.db.damaged"_s, 25, false, true, -1),
                  file(u"hexagonal_kb-20260911T031500Z.db"_s, 49, false)};
    return list;
}

struct Stage
{
    Theme theme{ThemeMode::Light};
    Catalogue catalogue{Catalogue::Language::User};
    BackupsPage page{theme, catalogue};
    QSignalSpy jobs{&page, &JobPage::jobRequested};
    QSignalSpy queries{&page, &JobPage::queryRequested};
    QSignalSpy asked{&page, &BackupsPage::backupsRequested};

    Stage()
    {
        page.resize(1092, 700);
        page.setDatabase(kBase);
        page.showSnapshot(madeup::shared(madeup::healthy(1)));
        page.show();
    }
    template<typename T>
    T *find(const char *name) const
    {
        return page.findChild<T *>(QLatin1String(name));
    }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    void choose(int row) const
    {
        auto *table = find<QTableView>("backupTable");
        table->setCurrentIndex(table->model()->index(row, 0));
    }
    QString cell(int row, int column) const
    {
        return find<QTableView>("backupTable")->model()->index(row, column).data().toString();
    }
};

} // namespace

class tst_BackupsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theListIsAskedForWhenThePageIsShown()
    {
        Stage stage;
        QVERIFY(stage.asked.count() >= 1);
        const auto before = stage.asked.count();
        stage.page.hide();
        stage.page.setDatabase(kBase);
        QCOMPARE(stage.asked.count(), before);
        stage.page.show();
        QCOMPARE(stage.asked.count(), before + 1);
    }

    void theListSaysWhatIsKnown()
    {
        Stage stage;
        auto *model = stage.find<QTableView>("backupTable")->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        stage.page.showBackups(three());
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(stage.cell(0, BackupTableModel::StateColumn), u"Verified"_s);
        QCOMPARE(stage.cell(0, BackupTableModel::FactsColumn), u"18,118"_s);
        QCOMPARE(stage.cell(0, BackupTableModel::SizeColumn), u"6.1\u00a0MB"_s);
        QCOMPARE(stage.cell(1, BackupTableModel::StateColumn), u"Safety copy, not verified"_s);
        QCOMPARE(stage.cell(1, BackupTableModel::FactsColumn), u"–"_s);
        QCOMPARE(stage.cell(2, BackupTableModel::StateColumn), u"Not verified"_s);
    }

    void aListOfAnotherBaseIsNotShown()
    {
        Stage stage;
        BackupList other = three();
        other.database = u"/data/other.db"_s;
        stage.page.showBackups(other);
        QCOMPARE(stage.find<QTableView>("backupTable")->model()->rowCount(), 0);
    }

    void withoutBackupsThePageSaysHowToMakeOne()
    {
        Stage stage;
        BackupList none;
        none.database = kBase;
        stage.page.showBackups(none);
        QVERIFY(stage.find<Card>("backupsCard")->emptyText().startsWith(u"There is no backup yet."_s));
        QVERIFY(stage.button("backUpNow")->isEnabled());
        QVERIFY(!stage.button("restoreBackup")->isEnabled());
    }

    void aFolderOnTheSameDriveDrawsAWarning()
    {
        Stage stage;
        stage.page.showBackups(three());
        QVERIFY(!stage.find<QLabel>("backupWarning")->isVisible());
        BackupList list = three();
        list.sameVolume = true;
        stage.page.showBackups(list);
        QVERIFY(stage.find<QLabel>("backupWarning")->isVisible());
    }

    void theHeaderSaysWhenOneIsMadeByItself()
    {
        Stage stage;
        stage.page.showBackups(three());
        const auto caption = [&stage] {
            QStringList said;
            for (const QLabel *label : stage.page.findChildren<QLabel *>())
                said << label->text();
            return said.join(u'\n');
        };
        Settings settings;
        stage.page.applySettings(settings);
        QVERIFY(caption().contains(u"no schedule · the newest 10 stay"_s));
        settings.backupSchedule = u"daily 3:15"_s;
        stage.page.applySettings(settings);
        QVERIFY(caption().contains(u"daily 03:15 · the newest 10 stay"_s));
    }

    void backUpNowAsksForTheJob()
    {
        Stage stage;
        stage.page.showBackups(three());
        stage.button("backUpNow")->click();
        QCOMPARE(stage.jobs.count(), 1);
        QCOMPARE(stage.jobs[0][0].toStringList(), QStringList{u"backup"_s});
    }

    void whileAJobRunsNoOtherCanBeStartedAndTheButtonsSayWhy()
    {
        Stage stage;
        stage.page.showBackups(three());
        stage.page.setHindrance(u"Another program (pid 7) is optimizing this knowledge base."_s);
        for (const char *name : {"backUpNow", "restoreBackup"}) {
            QVERIFY(!stage.button(name)->isEnabled());
            QCOMPARE(stage.button(name)->accessibleDescription(),
                     u"Another program (pid 7) is optimizing this knowledge base."_s);
        }
        QVERIFY(stage.button("verifyBackup")->isEnabled()); // it only reads
        stage.page.setHindrance({});
        QVERIFY(stage.button("backUpNow")->isEnabled());
    }

    void aBackupIsFollowedAndReported()
    {
        Stage stage;
        stage.page.showBackups(three());
        const auto asked = stage.asked.count();
        stage.page.showJobStarted(u"backup"_s, Instant::now());
        QVERIFY(stage.find<QWidget>("jobPanel")->isVisible());
        stage.page.showJobProgress({u"copy"_s, 0.3, u"Copying"_s, 2, true});
        QJsonObject result{{u"file"_s, u"/backups/hexagonal_kb-20260913T041500Z.db"_s},
                           {u"facts"_s, 18'160},
                           {u"size_bytes"_s, 6'200'000},
                           {u"verified"_s, true}};
        stage.page.showJobReport(u"backup"_s, {JobState::Succeeded, 0, result, {}});
        QCOMPARE(stage.find<QLabel>("jobOutcome")->text(),
                 u"hexagonal_kb-20260913T041500Z.db: 18,160 facts, 6.2\u00a0MB. It was verified."_s);
        QCOMPARE(stage.asked.count(), asked + 1);
        BackupList list = three();
        list.files.insert(list.files.begin(), file(u"hexagonal_kb-20260913T041500Z.db"_s, 0, true));
        stage.page.showBackups(list);
        QCOMPARE(stage.find<QTableView>("backupTable")->currentIndex().row(), 0);
    }

    void jobsOfOtherPagesAreNotShown()
    {
        Stage stage;
        stage.page.showJobStarted(u"optimize"_s, Instant::now());
        QVERIFY(!stage.find<QWidget>("jobPanel")->isVisible());
    }

    void restoreIsConfirmedInPlainWordsAndCancelIsTheDefault()
    {
        Stage stage;
        stage.page.showBackups(three());
        stage.choose(2);
        stage.button("restoreBackup")->click();
        auto *box = stage.find<QMessageBox>("restoreQuestion");
        QVERIFY(box);
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QVERIFY(box->informativeText().contains(u"hexagonal_kb.db"_s));
        QVERIFY(box->informativeText().contains(u"18,160 facts now"_s));
        QVERIFY(box->informativeText().contains(u"safety copy"_s));
        QCOMPARE(box->defaultButton()->objectName(), u"cancelRestore"_s);
        QCOMPARE(box->escapeButton()->objectName(), u"cancelRestore"_s);
        stage.button("cancelRestore")->click();
        QCOMPARE(stage.jobs.count(), 0);
        QTRY_VERIFY(!stage.find<QMessageBox>("restoreQuestion"));

        stage.button("restoreBackup")->click();
        stage.button("confirmRestore")->click();
        QCOMPARE(stage.jobs.count(), 1);
        QCOMPARE(stage.jobs[0][0].toStringList(),
                 (QStringList{u"restore"_s, u"/backups/hexagonal_kb-20260911T031500Z.db"_s, u"--yes"_s}));
    }

    void aConfirmationThatComesTooLateStartsNothing()
    {
        Stage stage;
        stage.page.showBackups(three());
        stage.button("restoreBackup")->click();
        stage.page.setHindrance(u"busy"_s);
        stage.button("confirmRestore")->click();
        QCOMPARE(stage.jobs.count(), 0);
    }

    void aCheckShowsItsProgressAndWhatItFound()
    {
        Stage stage;
        stage.page.showBackups(three());
        stage.choose(2);
        stage.button("verifyBackup")->click();
        QCOMPARE(stage.queries.count(), 1);
        QCOMPARE(stage.queries[0][1].toStringList(),
                 (QStringList{u"backup"_s, u"--verify"_s, u"/backups/hexagonal_kb-20260911T031500Z.db"_s}));
        QVERIFY(!stage.button("backUpNow")->isEnabled());
        stage.page.showQueryProgress(u"verify"_s, {u"read"_s, 0.5, u"Reading"_s, {}, true});
        QJsonObject result{{u"facts"_s, 18'118}, {u"verified"_s, true}};
        stage.page.showAnswer(u"verify"_s, {JobState::Succeeded, 0, result, {}});
        QVERIFY(stage.cell(2, BackupTableModel::StateColumn).startsWith(u"Verified at "_s));
        QVERIFY(stage.find<QLabel>("jobOutcome")->text().endsWith(u"is good: 18,118 facts."_s));
        QVERIFY(stage.button("backUpNow")->isEnabled());

        stage.choose(1);
        stage.button("verifyBackup")->click();
        const Error error{ErrorCode::VerifyFailed, {u"/backups/x.damaged"_s, u"row missing"_s}, {}, 0};
        stage.page.showAnswer(u"verify"_s, {JobState::Failed, 3, {}, error});
        QVERIFY(stage.cell(1, BackupTableModel::StateColumn).startsWith(u"Not good"_s));
        QCOMPARE(stage.find<QLabel>("jobOutcome")->text(), stage.catalogue.error(error));
    }

    void escapeCancelsTheCheck()
    {
        Stage stage;
        QVERIFY(QTest::qWaitForWindowActive(&stage.page));
        stage.page.showBackups(three());
        stage.choose(0);
        stage.button("verifyBackup")->click();
        QSignalSpy cancelled(&stage.page, &JobPage::queryCancelRequested);
        QSignalSpy jobCancelled(&stage.page, &JobPage::jobCancelRequested);
        stage.find<QTableView>("backupTable")->setFocus();
        QTest::keyClick(stage.find<QTableView>("backupTable"), Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(jobCancelled.count(), 0);
        stage.page.showAnswer(u"verify"_s, {JobState::Cancelled, 130, {}, {}});
        QCOMPARE(stage.cell(0, BackupTableModel::StateColumn), u"Verified"_s);
    }

    void thePathIsCopied()
    {
        Stage stage;
        stage.page.showBackups(three());
        stage.choose(0);
        stage.button("copyBackupPath")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QDir::toNativeSeparators(u"/backups/hexagonal_kb-20260913T031500Z.db"_s));
    }

    void picturesForEyes()
    {
        Stage stage;
        BackupList list = three();
        list.sameVolume = true;
        stage.page.showBackups(list);
        stage.page.showJobStarted(u"backup"_s, Instant::now());
        stage.page.showJobProgress({u"copy"_s, 0.3, u"Copying the knowledge base"_s, 2, true});
        savePictures(stage.page, stage.theme, u"backups"_s);
    }
};

QTEST_MAIN(tst_BackupsPage)
#include "tst_BackupsPage.moc"
