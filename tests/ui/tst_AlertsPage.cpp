// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertPanel.h"
#include "ui/AlertsPage.h"
#include "ui/Card.h"

#include "Pictures.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kDay = 24 * 60 * kMinute;
constexpr qint64 kNow = 1'758'027'600'000; // 2025-09-16 13:00:00 UTC

Alert alert(RuleId rule, Severity severity, qint64 startedMs, qint64 endedMs, double value, double worst,
            double limit)
{
    Alert a;
    a.rule = rule;
    a.severity = severity;
    a.startedMs = startedMs;
    a.endedMs = endedMs;
    a.value = value;
    a.worst = worst;
    a.limit = limit;
    return a;
}

Alert cpuAlert()
{
    Alert a = alert(RuleId::Cpu, Severity::Warning, kNow - 130'000, 0, 88.4, 97.1, 80);
    a.processes = {{4711, QStringLiteral("python3"), 612.5, 4.1e8},
                   {812, QStringLiteral("postgres"), 88.0, 1.9e9},
                   {1, QStringLiteral("<b>systemd</b>"), 0.4, 1.2e7}};
    return a;
}

std::vector<Alert> history()
{
    return {
        cpuAlert(),
        alert(RuleId::CacheHit, Severity::Warning, kNow - 20 * kMinute, kNow - 18 * kMinute, 83, 74.2, 80),
        alert(RuleId::WalSize, Severity::Warning, kNow - 40 * kMinute, kNow - 35 * kMinute, 6.1e7, 9.7e7,
              6.4e7),
        alert(RuleId::MemoryCritical, Severity::Critical, kNow - 2 * kDay, kNow - 2 * kDay + 30'000, 91, 96.1,
              95),
        alert(RuleId::QueryLatency, Severity::Warning, kNow - 3 * kDay, kNow - 3 * kDay + 95'000, 0.08, 0.31,
              0.1),
        alert(RuleId::DiskCritical, Severity::Critical, kNow - 40 * kDay, kNow - 39 * kDay, 92, 98, 97),
    };
}

} // namespace

class tst_AlertsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_now = kNow;
        m_page = std::make_unique<AlertsPage>(m_theme, m_catalogue, [this] {
            Instant at = Instant::now();
            at.wallMs = m_now;
            return at;
        });
        m_page->resize(1092, 760);
        m_asked = std::make_unique<QSignalSpy>(m_page.get(), &AlertsPage::alertsRequested);
        m_table = m_page->findChild<QTableView *>(QStringLiteral("alertsTable"));
        m_panel = m_page->findChild<AlertPanel *>(QStringLiteral("alertPanel"));
        QVERIFY(m_table);
        for (QAbstractItemModel *model : m_page->findChildren<QAbstractItemModel *>())
            new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::QtTest,
                                         model);
        QVERIFY(m_panel);
    }
    void cleanup()
    {
        m_asked.reset();
        m_page.reset();
    }

    void nothingIsAskedBeforeThePageIsShownWithABase()
    {
        m_page->showSnapshot(snapshot({}));
        QCOMPARE(m_asked->count(), 0);
        m_page->show();
        QCOMPARE(m_asked->count(), 1);
        const auto query = m_asked->at(0).at(1).value<AlertQuery>();
        QCOMPARE(query.limit, AlertsPage::kMostAlerts);
        QVERIFY(!query.firingOnly);
        QVERIFY(!query.atLeast);
        QCOMPARE(query.sinceMs, dayBegan(6));
    }

    void withoutABaseItSaysSo()
    {
        m_page->show();
        QCOMPARE(m_asked->count(), 0);
        QVERIFY(emptyText().contains(QStringLiteral("No knowledge base")));
    }

    void theEmptyPageTellsWhy()
    {
        open({});
        QVERIFY(emptyText().contains(QStringLiteral("Reading")));
        answer({});
        QVERIFY(emptyText().contains(QStringLiteral("in this time")));
        click("alertsState.1");
        answer({});
        QVERIFY(emptyText().contains(QStringLiteral("filters")));
        click("clearAlertsFilters");
        answer({});
        QVERIFY(emptyText().contains(QStringLiteral("No alert has been raised")));
        m_page->setHistoryError(Error{ErrorCode::HistoryUnavailable, {QStringLiteral("/x")}, {}});
        QVERIFY(emptyText().contains(QStringLiteral("cannot be read")));
        m_page->setHistoryError(std::nullopt);
        QVERIFY(emptyText().contains(QStringLiteral("No alert has been raised")));
    }

    void onlyTheAnswerToTheLastQuestionCounts()
    {
        open({});
        const int old = token();
        click("alertsRange.2");
        m_page->setAlerts(old, history());
        QCOMPARE(rows(), 0);
        answer(history());
        QCOMPARE(rows(), 6);
    }

    void theFiltersNarrowTheRowsAndTheQuestion()
    {
        open({cpuAlert()});
        answer(history());
        QCOMPARE(rows(), 5); // one is older than 7 days
        click("alertsRange.0");
        QCOMPARE(rows(), 3);
        QCOMPARE(query().sinceMs, dayBegan(0));
        click("alertsRange.2");
        QCOMPARE(query().sinceMs, qint64(0));
        QCOMPARE(rows(), 6);
        click("alertsSeverity.2");
        QCOMPARE(rows(), 2);
        QCOMPARE(query().atLeast, std::optional(Severity::Critical));
        click("alertsSeverity.0");
        click("alertsState.1");
        QCOMPARE(rows(), 1);
        QVERIFY(query().firingOnly);
        click("clearAlertsFilters");
        QCOMPARE(rows(), 6);
        const qsizetype questions = m_asked->count();
        QTest::keyClicks(m_page->findChild<QLineEdit *>(QStringLiteral("alertsText")),
                         QStringLiteral("disk"));
        QCOMPARE(rows(), 1);
        QCOMPARE(m_asked->count(), questions); // words are looked for in what is here
    }

    void todayBeginsAnewAtMidnight()
    {
        open({});
        click("alertsRange.0");
        answer(history());
        const qsizetype questions = m_asked->count();
        m_now += kDay;
        m_page->showSnapshot(snapshot({}));
        QCOMPARE(m_asked->count(), questions + 1);
        QCOMPARE(query().sinceMs, dayBegan(0));
    }

    void firingAlertsFollowTheSnapshots()
    {
        open({});
        answer({});
        m_page->showSnapshot(snapshot({cpuAlert()}));
        QCOMPARE(rows(), 1);
        QCOMPARE(m_asked->count(), 2); // something began: the history knows the rest
        Alert later = cpuAlert();
        later.value = 95.5;
        m_page->showSnapshot(snapshot({later}));
        QCOMPARE(m_asked->count(), 2);
        QCOMPARE(rows(), 1);
        QVERIFY(cell(0, AlertTableModel::MeasuredColumn).contains(QStringLiteral("95.5")));

        SnapshotPtr ended = snapshot({});
        later.endedMs = m_now;
        const_cast<Snapshot &>(*ended).events = {{AlertEvent::Kind::Resolved, later}};
        m_page->showSnapshot(ended);
        QCOMPARE(rows(), 1);
        QVERIFY(cell(0, AlertTableModel::StateColumn).startsWith(QStringLiteral("Resolved")));
    }

    void anOldAnswerDoesNotUndoWhatTheSnapshotSaid()
    {
        open({cpuAlert()});
        answer({});
        QCOMPARE(rows(), 1);
    }

    void anotherBaseClearsThePage()
    {
        open({cpuAlert()});
        answer(history());
        m_table->setCurrentIndex(m_table->model()->index(0, 0));
        QVERIFY(m_panel->alert());
        m_page->showSnapshot(snapshot({}, QStringLiteral("/other.db")));
        QCOMPARE(rows(), 0);
        QVERIFY(!m_panel->alert());
    }

    void theChosenAlertIsExplainedAndStaysChosen()
    {
        open({cpuAlert()});
        answer(history());
        m_page->choose(RuleId::WalSize, kNow - 40 * kMinute);
        QCOMPARE(m_panel->alert()->rule, RuleId::WalSize);
        QCOMPARE(label("alertTitle"), m_catalogue.alertTitle(*m_panel->alert()));
        QCOMPARE(label("alertExplanation"), m_catalogue.alertExplanation(*m_panel->alert(), m_now));
        QVERIFY(label("alertFinding").contains(QStringLiteral("wal.large")));
        QCOMPARE(label("alertLimit"), m_catalogue.format().limit(6.4e7, Unit::Bytes));
        QCOMPARE(label("alertWorst"), m_catalogue.format().value(9.7e7, Unit::Bytes));

        std::vector<Alert> more = history();
        more.push_back(alert(RuleId::Disk, Severity::Warning, kNow - 1, kNow, 91, 92, 90));
        m_page->showSnapshot(snapshot({cpuAlert()}));
        m_page->setAlerts(token(), more);
        QCOMPARE(m_panel->alert()->rule, RuleId::WalSize);
        QCOMPARE(m_table->currentIndex().data(AlertTableModel::AlertRole).value<Alert>().rule,
                 RuleId::WalSize);
    }

    void withoutAHistoryWhatFiresIsStillExplained()
    {
        open({cpuAlert()});
        m_page->setHistoryError(Error{ErrorCode::HistoryUnavailable, {QStringLiteral("/x")}, {}});
        QCOMPARE(rows(), 1);
        QCOMPARE(m_panel->alert(), std::optional(cpuAlert()));
        QVERIFY(m_panel->isVisible());
    }

    void choosingAHiddenAlertWidensTheFilters()
    {
        open({cpuAlert()});
        click("alertsState.1");
        answer({cpuAlert()});
        m_page->choose(RuleId::DiskCritical, kNow - 40 * kDay);
        QVERIFY(!query().firingOnly);
        QCOMPARE(query().sinceMs, qint64(0));
        answer(history());
        QCOMPARE(m_panel->alert()->rule, RuleId::DiskCritical);
        QVERIFY(m_table->currentIndex().isValid());
    }

    void cpuAlertsShowTheTopProcessesOfNowOrThen()
    {
        open({cpuAlert()});
        answer(history());
        m_page->choose(RuleId::Cpu, cpuAlert().startedMs);
        auto *processes = m_panel->findChild<QTableWidget *>(QStringLiteral("alertProcesses"));
        QVERIFY(processes->isVisible());
        QCOMPARE(processes->rowCount(), 3);
        QVERIFY(processes->item(0, 0)->text().contains(QStringLiteral("python3")));
        QVERIFY(label("alertProcessesTitle").contains(QStringLiteral("when it was raised")));

        SnapshotPtr now = snapshot({cpuAlert()});
        const_cast<Snapshot &>(*now).sample.processes = {{9, QStringLiteral("rsync"), 40, 1e6}};
        m_page->showSnapshot(now);
        QCOMPARE(processes->rowCount(), 1);
        QVERIFY(processes->item(0, 0)->text().contains(QStringLiteral("rsync")));
        QVERIFY(label("alertProcessesTitle").endsWith(QStringLiteral("now")));
        m_page->choose(RuleId::CacheHit, kNow - 20 * kMinute);
        QVERIFY(!processes->isVisible());
    }

    void memoryAlertsShowTheGreatestFirst()
    {
        Alert memory = alert(RuleId::Memory, Severity::Warning, kNow - 1000, 0, 90, 91, 85);
        memory.processes = cpuAlert().processes;
        open({memory});
        answer({memory});
        m_page->choose(RuleId::Memory, memory.startedMs);
        auto *processes = m_panel->findChild<QTableWidget *>(QStringLiteral("alertProcesses"));
        QVERIFY(processes->item(0, 0)->text().contains(QStringLiteral("postgres")));
    }

    void snoozing_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<qint64>("untilMs");
        QTest::newRow("15 minutes") << QStringLiteral("snooze15") << kNow + 15 * kMinute;
        QTest::newRow("1 hour") << QStringLiteral("snooze60") << kNow + 60 * kMinute;
        QTest::newRow("until tomorrow") << QStringLiteral("snoozeTomorrow") << AlertPanel::tomorrow(kNow);
    }
    void snoozing()
    {
        QFETCH(QString, action);
        QFETCH(qint64, untilMs);
        open({cpuAlert()});
        answer(history());
        m_page->choose(RuleId::Cpu, cpuAlert().startedMs);
        QSignalSpy snoozed(m_page.get(), &AlertsPage::snoozeRequested);
        auto *end = m_panel->findChild<QPushButton *>(QStringLiteral("endSnooze"));
        QVERIFY(!end->isVisible());
        auto *chosen = m_panel->findChild<QAction *>(action);
        QVERIFY(chosen);
        chosen->trigger();
        QCOMPARE(snoozed.count(), 1);
        QCOMPARE(snoozed[0][0].value<RuleId>(), RuleId::Cpu);
        QCOMPARE(snoozed[0][1].toLongLong(), untilMs);

        Alert quiet = cpuAlert();
        quiet.snoozedUntilMs = untilMs;
        m_page->showSnapshot(snapshot({quiet}));
        QVERIFY(end->isVisible());
        QTest::mouseClick(end, Qt::LeftButton);
        QCOMPARE(snoozed.count(), 2);
        QCOMPARE(snoozed[1][1].toLongLong(), qint64(0));
    }

    void tomorrowIsTheNextLocalMidnight()
    {
        const QDateTime midnight = QDateTime::fromMSecsSinceEpoch(AlertPanel::tomorrow(kNow));
        QCOMPARE(midnight.time(), QTime(0, 0));
        QCOMPARE(midnight.date(), QDateTime::fromMSecsSinceEpoch(kNow).date().addDays(1));
    }

    void aResolvedAlertCannotBeSnoozed()
    {
        open({});
        answer(history());
        m_page->choose(RuleId::WalSize, kNow - 40 * kMinute);
        QVERIFY(!m_panel->findChild<QPushButton *>(QStringLiteral("snooze"))->isVisible());
    }

    void copyingTakesTheSelectedRowsInTheirOrder()
    {
        open({cpuAlert()});
        answer(history());
        m_table->selectAll();
        click("copyAlerts");
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), rows());
        QVERIFY(lines.at(0).contains(m_catalogue.alertTitle(cpuAlert())));
        QCOMPARE(lines.at(0).count(QLatin1Char('\t')), int(AlertTableModel::ColumnCount) - 1);
    }

    void exportingWritesTheShownRows()
    {
        open({cpuAlert()});
        answer(history());
        click("alertsState.1");
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("alerts.csv"));
        QVERIFY(m_page->exportTo(path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), 2); // header and the firing one
        const Result<void> nowhere = m_page->exportTo(folder.filePath(QStringLiteral("no/such/x.csv")));
        QVERIFY(!nowhere.ok());
        QCOMPARE(nowhere.error().code, ErrorCode::WriteFailed);
    }

    void exportingNeverWritesOverTheBase_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("base") << QStringLiteral("kb.csv");
        QTest::newRow("wal") << QStringLiteral("kb.csv-wal");
        QTest::newRow("shm") << QStringLiteral("kb.csv-shm");
        QTest::newRow("other spelling") << QStringLiteral("./sub/../kb.csv");
        QTest::newRow("link") << QStringLiteral("link.csv");
    }
    void exportingNeverWritesOverTheBase()
    {
        QFETCH(QString, target);
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("sub")));
        const QString base = folder.filePath(QStringLiteral("kb.csv"));
        QFile file(base);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("precious");
        file.close();
        QVERIFY(QFile::link(base, folder.filePath(QStringLiteral("link.csv"))));
        m_page->showSnapshot(snapshot({}, base));
        QVERIFY(!m_page->exportTo(folder.path() + QLatin1Char('/') + target).ok());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("precious"));
    }

    void tenThousandRowsAreFilteredAndKeepTheirSelection()
    {
        open({});
        click("alertsRange.2");
        // The testers look at every row at every change, which here takes minutes.
        qDeleteAll(m_page->findChildren<QAbstractItemModelTester *>());
        std::vector<Alert> many;
        for (int i = 0; i < AlertsPage::kMostAlerts; ++i)
            many.push_back(alert(i % 3 ? RuleId::Cpu : RuleId::MemoryCritical,
                                 i % 3 ? Severity::Warning : Severity::Critical, kNow - i * kMinute,
                                 kNow - i * kMinute + 30'000, 82, 90, 80));
        QElapsedTimer timer;
        timer.start();
        answer(many);
        qInfo("10,000 rows shown in %lld ms", timer.restart());
        QCOMPARE(rows(), AlertsPage::kMostAlerts);
        m_page->choose(RuleId::Cpu, kNow - 5000 * kMinute);
        timer.restart();
        QTest::keyClicks(m_page->findChild<QLineEdit *>(QStringLiteral("alertsText")), QStringLiteral("cpu"));
        qInfo("three letters searched in %lld ms", timer.restart());
        QCOMPARE(rows(), 6666);
        QCOMPARE(m_panel->alert()->startedMs, kNow - 5000 * kMinute);
        m_page->showSnapshot(snapshot({cpuAlert()}));
        qInfo("one tick in %lld ms", timer.restart());
        QCOMPARE(m_panel->alert()->startedMs, kNow - 5000 * kMinute);
        m_table->sortByColumn(AlertTableModel::SeverityColumn, Qt::AscendingOrder);
        qInfo("sorted in %lld ms", timer.elapsed());
    }

    void theKeyboardReachesEverything()
    {
        open({cpuAlert()});
        answer(history());
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QVERIFY(m_panel->isVisible()); // the first row is chosen by itself
        m_page->findChild<QLineEdit *>(QStringLiteral("alertsText"))->setFocus();
        QSet<QString> reached;
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached << QApplication::focusWidget()->objectName();
        }
        for (const char *name : {"alertsTable", "copyAlerts", "exportAlerts", "clearAlertsFilters"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

    void pictures()
    {
        Alert snoozed = alert(RuleId::WalSize, Severity::Warning, kNow - 7 * kMinute, 0, 8.1e7, 8.8e7, 6.4e7);
        snoozed.snoozedUntilMs = kNow + 8 * kMinute;
        open({cpuAlert(), snoozed});
        savePictures(*m_page, m_theme, QStringLiteral("alerts-reading"));
        std::vector<Alert> all = history();
        all.push_back(snoozed);
        answer(all);
        savePictures(*m_page, m_theme, QStringLiteral("alerts-newest"));
        m_page->choose(RuleId::Cpu, cpuAlert().startedMs);
        savePictures(*m_page, m_theme, QStringLiteral("alerts-cpu"));
        m_page->choose(RuleId::WalSize, snoozed.startedMs);
        m_page->resize(820, 560);
        savePictures(*m_page, m_theme, QStringLiteral("alerts-snoozed-small"));
    }

private:
    SnapshotPtr snapshot(const std::vector<Alert> &firing, const QString &path = QStringLiteral("/kb.db"))
    {
        auto s = std::make_shared<Snapshot>();
        s->sample.at = Instant::now();
        s->sample.at.wallMs = m_now;
        s->sample.database.path = path;
        s->alerts = firing;
        return s;
    }
    void open(const std::vector<Alert> &firing)
    {
        m_page->showSnapshot(snapshot(firing));
        m_page->show();
    }
    int token() const { return m_asked->last().at(0).toInt(); }
    AlertQuery query() const { return m_asked->last().at(1).value<AlertQuery>(); }
    void answer(const std::vector<Alert> &alerts) { m_page->setAlerts(token(), alerts); }
    int rows() const { return m_table->model()->rowCount(); }
    QString cell(int row, int column) const { return m_table->model()->index(row, column).data().toString(); }
    QString label(const char *name) const
    {
        return m_panel->findChild<QLabel *>(QLatin1String(name))->text();
    }
    QString emptyText() const
    {
        return static_cast<Card *>(m_table->parentWidget()->parentWidget())->emptyText();
    }
    void click(const char *name)
    {
        auto *button = m_page->findChild<QAbstractButton *>(QLatin1String(name));
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    qint64 dayBegan(int daysAgo) const
    {
        return QDateTime::fromMSecsSinceEpoch(m_now)
            .date()
            .addDays(-daysAgo)
            .startOfDay()
            .toMSecsSinceEpoch();
    }

    Theme m_theme{ThemeMode::Light};
    Catalogue m_catalogue{Catalogue::Language::English};
    qint64 m_now = kNow;
    std::unique_ptr<AlertsPage> m_page;
    std::unique_ptr<QSignalSpy> m_asked;
    QTableView *m_table = nullptr;
    AlertPanel *m_panel = nullptr;
};

QTEST_MAIN(tst_AlertsPage)
#include "tst_AlertsPage.moc"
