// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AppliedModel.h"
#include "ui/Card.h"
#include "ui/FindingTableModel.h"
#include "ui/RepairPage.h"

#include "Findings.h"
#include "MadeUp.h"
#include "Pictures.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

namespace {

const QString kBase = QStringLiteral("/data/hexagonal_kb.db");

} // namespace

class tst_RepairPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
    }
    void init()
    {
        m_now = madeup::kBegin;
        m_page = std::make_unique<RepairPage>(m_theme, m_catalogue, [this] {
            Instant at = Instant::now();
            at.wallMs = m_now;
            return at;
        });
        m_page->resize(1092, 820);
        m_jobs = std::make_unique<QSignalSpy>(m_page.get(), &JobPage::jobRequested);
        m_queries = std::make_unique<QSignalSpy>(m_page.get(), &JobPage::queryRequested);
        m_table = child<QTableView>("findingsTable");
        QVERIFY(m_table);
        for (QAbstractItemModel *model : m_page->findChildren<QAbstractItemModel *>())
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                         model);
    }
    void cleanup()
    {
        m_jobs.reset();
        m_queries.reset();
        m_page.reset();
    }

    void withoutABaseItSaysSoAndAsksNothing()
    {
        m_page->setDatabase({});
        m_page->show();
        QCOMPARE(m_queries->count(), 0);
        QVERIFY(card("findingsCard")->emptyText().contains(QStringLiteral("No knowledge base")));
        for (const char *name : {"fullCheck", "diagnoseAgain", "applyRepairs"})
            QVERIFY(!button(name)->isEnabled());
    }

    void aQuickDiagnosisRunsWhenThePageOpens()
    {
        m_page->setDatabase(kBase);
        QCOMPARE(m_queries->count(), 0);
        m_page->show();
        QCOMPARE(m_queries->count(), 1);
        QCOMPARE(m_queries->at(0).at(1).toStringList().join(QLatin1Char(' ')),
                 QStringLiteral("diagnose --quick"));
        QVERIFY(!button("diagnoseAgain")->isEnabled());
        answer();
        QCOMPARE(m_table->model()->rowCount(), 8);
        QVERIFY(caption().contains(QStringLiteral("2 critical, 2 warning")));
        QVERIFY(button("diagnoseAgain")->isEnabled());
        QVERIFY(card("findingsCard")->caption().contains(QStringLiteral("read-only")));
    }

    void aFreshReportIsNotAskedForAgain()
    {
        open();
        m_page->hide();
        m_page->show();
        QCOMPARE(m_queries->count(), 1);
        m_page->hide();
        m_now += RepairPage::kFreshMs;
        m_page->show();
        QCOMPARE(m_queries->count(), 2);
    }

    void aFullReportIsKeptHoweverOld()
    {
        open();
        click("fullCheck");
        QCOMPARE(lastJob(), QStringLiteral("diagnose"));
        m_page->showJobStarted(QStringLiteral("diagnose"), Instant::now());
        QVERIFY(!button("fullCheck")->isEnabled());
        QJsonObject full = madeup::diagnosis();
        full.insert(QStringLiteral("full"), true);
        m_page->showJobReport(QStringLiteral("diagnose"), madeup::succeeded(full));
        QVERIFY(button("fullCheck")->isEnabled());
        m_page->hide();
        m_now += 10 * RepairPage::kFreshMs;
        m_page->show();
        QCOMPARE(m_queries->count(), 1);
    }

    void aDiagnosisThatFailsSaysWhy()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        JobReport failed;
        failed.error = Error{ErrorCode::FileMissing, {kBase}, {}, 0};
        m_page->showAnswer(QStringLiteral("diagnose"), failed);
        QVERIFY(card("findingsCard")->emptyText().contains(kBase));
        QVERIFY(button("diagnoseAgain")->isEnabled());
        QVERIFY(!button("applyRepairs")->isEnabled());
    }

    void anotherBaseForgetsTheReport()
    {
        open();
        m_page->setDatabase(QStringLiteral("/data/other.db"));
        QCOMPARE(m_table->model()->rowCount(), 0);
        QCOMPARE(m_queries->count(), 2);
        QVERIFY(!button("applyRepairs")->isEnabled());
    }

    void applyCountsWhatIsTickedAndSpaceTicks()
    {
        open();
        QVERIFY(button("applyRepairs")->text().contains(QStringLiteral("3 repair")));
        m_table->setFocus();
        m_table->setCurrentIndex(m_table->model()->index(1, FindingTableModel::FoundColumn));
        QTest::keyClick(m_table, Qt::Key_Space);
        QVERIFY(button("applyRepairs")->text().contains(QStringLiteral("2 repair")));
        // A click on the box, and none on the words beside it.
        const auto at = [&](int column) {
            return m_table->visualRect(m_table->model()->index(1, column)).center();
        };
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, at(FindingTableModel::RemedyColumn));
        QVERIFY(button("applyRepairs")->text().contains(QStringLiteral("2 repair")));
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, at(FindingTableModel::TickColumn));
        QVERIFY(button("applyRepairs")->text().contains(QStringLiteral("3 repair")));
        for (int row : {1, 2, 3})
            tick(row, false);
        QVERIFY(!button("applyRepairs")->isEnabled());
        QVERIFY(button("applyRepairs")->toolTip().contains(QStringLiteral("ticked")));
    }

    void nothingRunsBeforeTheOperatorAgreed()
    {
        open();
        click("applyRepairs");
        QMessageBox *box = question();
        QVERIFY(box);
        QCOMPARE(m_jobs->count(), 0);
        QVERIFY(box->text().contains(QStringLiteral("3 repair")));
        QVERIFY(box->text().contains(QStringLiteral("hexagonal_kb.db")));
        const QString said = box->informativeText();
        QVERIFY(said.contains(QStringLiteral("safety copy")));
        QVERIFY(said.contains(QStringLiteral("idx_subject")));
        QVERIFY(!said.contains(QStringLiteral("Data can be lost")));
        QVERIFY(!button("applyRepairs")->isEnabled());
        box->reject();
        QTRY_VERIFY(!question());
        QCOMPARE(m_jobs->count(), 0);
        QVERIFY(button("applyRepairs")->isEnabled());

        click("applyRepairs");
        agree();
        QCOMPARE(lastJob(), QStringLiteral("repair --yes --only schema.audit_log_missing,"
                                           "index.damaged:idx_subject,endpoint.port:8000"));
    }

    void whatDoesNotTouchTheBaseNeedsNoSafetyCopyAndSaysSo()
    {
        open();
        tick(1, false);
        tick(2, false);
        click("applyRepairs");
        QVERIFY(question()->informativeText().contains(QStringLiteral("not changed")));
        QVERIFY(!question()->informativeText().contains(QStringLiteral("safety copy")));
    }

    void aSalvageIsTriedBeforeItIsAgreedTo()
    {
        open();
        tick(0, true);
        click("applyRepairs");
        QVERIFY(!question());
        QVERIFY(lastJob().startsWith(QStringLiteral("salvage ") + kBase + QStringLiteral(" --out ")));
        const QString trial = QFileInfo(m_jobs->last().at(0).toStringList().value(3)).path();
        QVERIFY(QFileInfo(trial).isDir());
        m_page->showJobStarted(QStringLiteral("salvage"), Instant::now());
        QVERIFY(!button("applyRepairs")->isEnabled());
        m_page->showJobReport(QStringLiteral("salvage"), madeup::succeeded(preview()));
        QVERIFY(!QFileInfo::exists(trial));
        QTRY_VERIFY(question());
        QVERIFY(child<QWidget>("ledgerView")->isVisible());
        QVERIFY(child<QTableView>("ledgerTable")->model()->rowCount() >= 6);
        QVERIFY(question()->informativeText().contains(QStringLiteral("of 18")));
        QVERIFY(question()->informativeText().contains(QStringLiteral("Data can be lost")));
        QCOMPARE(question()->defaultButton(), question()->button(QMessageBox::Cancel));
        QCOMPARE(m_jobs->count(), 1);

        // Thought better of, and pressed again: the ledger is known.
        question()->reject();
        QTRY_VERIFY(!question());
        click("applyRepairs");
        QVERIFY(question());
        agree();
        QVERIFY(lastJob().startsWith(QStringLiteral("repair --yes --only integrity.damaged,")));
    }

    void aTrialThatFailsAsksNothing()
    {
        open();
        tick(0, true);
        click("applyRepairs");
        m_page->showJobStarted(QStringLiteral("salvage"), Instant::now());
        JobReport failed;
        failed.error = Error{ErrorCode::NoSpace, {kBase, QStringLiteral("1"), QStringLiteral("0")}, {}, 0};
        m_page->showJobReport(QStringLiteral("salvage"), failed);
        QTest::qWait(0);
        QVERIFY(!question());
        QVERIFY(button("applyRepairs")->isEnabled());
    }

    void whatWasDoneAndWhatIsLeftIsShown()
    {
        open();
        tick(0, true);
        run(madeup::succeeded(outcome()));
        QVERIFY(card("appliedCard")->isVisible());
        QVERIFY(card("appliedCard")->caption().contains(QStringLiteral("before.damaged")));
        QCOMPARE(child<QTableView>("appliedTable")->model()->rowCount(), 2);
        QVERIFY(child<QWidget>("ledgerView")->isVisible());
        QVERIFY(caption().contains(QStringLiteral("nothing needs repair")));
        QCOMPARE(m_table->model()->rowCount(), 2);
        QVERIFY(!button("applyRepairs")->isEnabled());
    }

    void aCancelledRepairIsDiagnosedAgain()
    {
        open();
        click("applyRepairs");
        agree();
        m_page->showJobStarted(QStringLiteral("repair"), Instant::now());
        QSignalSpy cancel(m_page.get(), &JobPage::jobCancelRequested);
        click("jobCancel");
        QTRY_COMPARE(cancel.count(), 1);
        JobReport cancelled;
        cancelled.state = JobState::Cancelled;
        m_page->showJobReport(QStringLiteral("repair"), cancelled);
        QTRY_COMPARE(m_queries->count(), 2);
        QVERIFY(!card("appliedCard")->isVisible());
    }

    void nothingCanBeStartedWhileSomethingHinders()
    {
        open();
        m_page->setHindrance(QStringLiteral("A backup is being made."));
        QVERIFY(!button("applyRepairs")->isEnabled());
        QVERIFY(!button("fullCheck")->isEnabled());
        QVERIFY(button("diagnoseAgain")->isEnabled());
        QVERIFY(button("applyRepairs")->toolTip().contains(QStringLiteral("backup")));
    }

    void theStatusFollowsTheFindings()
    {
        open();
        m_page->showSnapshot(madeup::shared(madeup::healthy(0)));
        QCOMPARE(child<QAbstractButton>("repairStatus")->text(), QStringLiteral("Poor"));
        run(madeup::succeeded(outcome()));
        QCOMPARE(child<QAbstractButton>("repairStatus")->text(), QStringLiteral("Operational"));
        // Something is wrong that is nothing to repair: where to look is told.
        QVERIFY(!caption().contains(QStringLiteral("press the status")));
        m_page->showSnapshot(madeup::shared(
            madeup::withAlert(madeup::healthy(1), madeup::alert(RuleId::Cpu, Severity::Warning, 0, 91, 80))));
        QVERIFY(caption().contains(QStringLiteral("press the status")));
    }

    void picture()
    {
        open();
        m_page->showSnapshot(madeup::shared(madeup::healthy(0)));
        savePictures(*m_page, m_theme, QStringLiteral("repair-found"));
        tick(0, true);
        run(madeup::succeeded(outcome()));
        savePictures(*m_page, m_theme, QStringLiteral("repair-done"));
    }

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    QPushButton *button(const char *name) const { return child<QPushButton>(name); }
    Card *card(const char *name) const { return child<Card>(name); }
    QMessageBox *question() const { return child<QMessageBox>("confirmRepair"); }
    QString caption() const { return child<QLabel>("pageCaption")->text(); }
    void click(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void tick(int row, bool on)
    {
        QVERIFY(m_table->model()->setData(m_table->model()->index(row, FindingTableModel::TickColumn),
                                          int(on ? Qt::Checked : Qt::Unchecked), Qt::CheckStateRole));
    }
    void answer() { m_page->showAnswer(QStringLiteral("diagnose"), madeup::succeeded(madeup::diagnosis())); }
    void open()
    {
        m_page->setDatabase(kBase);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        answer();
    }
    void agree()
    {
        QTRY_VERIFY(question());
        QTest::mouseClick(child<QPushButton>("confirmApply"), Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    /// Ticked remedies are applied, with a trial before where one is asked for.
    void run(const JobReport &report)
    {
        click("applyRepairs");
        if (lastJob().startsWith(QStringLiteral("salvage"))) {
            m_page->showJobStarted(QStringLiteral("salvage"), Instant::now());
            m_page->showJobReport(QStringLiteral("salvage"), madeup::succeeded(preview()));
        }
        agree();
        m_page->showJobStarted(QStringLiteral("repair"), Instant::now());
        m_page->showJobReport(QStringLiteral("repair"), report);
    }
    QString lastJob() const
    {
        return m_jobs->isEmpty() ? QString() : m_jobs->last().at(0).toStringList().join(QLatin1Char(' '));
    }
    static QJsonObject preview()
    {
        return {{QStringLiteral("ledger"), madeup::ledger()}, {QStringLiteral("tables"), QJsonArray()}};
    }
    static QJsonObject outcome()
    {
        QJsonObject result = madeup::json(R"json({"safety_copy":"/data/backups/before.damaged","ok":true,
"applied":[{"id":"integrity.damaged","result":"done","message":"Salvaged into a new file, verified and put in place."},
 {"id":"schema.audit_log_missing","result":"done","message":"The table audit_log was created."}],
"findings_after":[],
"checks_after":{"passed":[{"check":"integrity","args":["full","1757733300000"]},{"check":"disk","args":["61000000000","13000000"]}],
"full":true,"seconds":2.4}})json");
        QJsonArray applied = result.value(QLatin1String("applied")).toArray();
        QJsonObject first = applied[0].toObject();
        first.insert(QStringLiteral("ledger"), madeup::ledger());
        applied[0] = first;
        result.insert(QStringLiteral("applied"), applied);
        return result;
    }

    QTemporaryDir m_home;
    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    qint64 m_now = 0;
    std::unique_ptr<RepairPage> m_page;
    std::unique_ptr<QSignalSpy> m_jobs;
    std::unique_ptr<QSignalSpy> m_queries;
    QTableView *m_table = nullptr;
};

QTEST_MAIN(tst_RepairPage)
#include "tst_RepairPage.moc"
