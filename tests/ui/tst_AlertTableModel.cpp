// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertFilter.h"
#include "ui/AlertTableModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace hakgal;

namespace {

constexpr qint64 kNow = 1'700'000'000'000;

Alert alert(RuleId rule, qint64 startedMs, qint64 endedMs = 0, Severity severity = Severity::Warning)
{
    Alert a;
    a.rule = rule;
    a.severity = severity;
    a.startedMs = startedMs;
    a.endedMs = endedMs;
    a.value = 91;
    a.worst = 97;
    a.limit = 80;
    return a;
}

std::vector<Alert> history(int count, qint64 newestMs = kNow)
{
    std::vector<Alert> alerts;
    for (int i = 0; i < count; ++i)
        alerts.push_back(
            alert(RuleId::Cpu, newestMs - qint64(i) * 60'000, newestMs - qint64(i) * 60'000 + 30'000));
    return alerts;
}

} // namespace

class tst_AlertTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<AlertTableModel>(Catalogue(Catalogue::Language::English));
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setNow(kNow);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void theNewestIsFirstWhateverTheOrderGiven()
    {
        m_model->setAlerts({alert(RuleId::Disk, 100, 200), alert(RuleId::Cpu, 300),
                            alert(RuleId::Memory, 300), alert(RuleId::Disk, 100, 200)});
        QCOMPARE(m_model->rowCount(), 3); // the same incident twice is one row
        QCOMPARE(m_model->alertAt(0)->rule, RuleId::Cpu);
        QCOMPARE(m_model->alertAt(1)->rule, RuleId::Memory);
        QCOMPARE(m_model->alertAt(2)->rule, RuleId::Disk);
        QVERIFY(!m_model->alertAt(3));
        QVERIFY(!m_model->alertAt(-1));
    }

    void alertsThatBeganTogetherKeepOneOrderInTheFilter()
    {
        const std::vector<RuleId> rules{RuleId::Cpu, RuleId::CpuCritical, RuleId::Memory};
        for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
            for (std::vector<RuleId> came = rules; std::next_permutation(came.begin(), came.end());) {
                m_model->setAlerts({});
                AlertFilter filter;
                filter.setSourceModel(m_model.get());
                filter.sort(AlertTableModel::StartedColumn, order);
                for (const RuleId rule : came)
                    m_model->merge({alert(rule, 300)});
                for (int row = 0; row < 3; ++row)
                    QCOMPARE(filter.index(row, 0).data(AlertTableModel::AlertRole).value<Alert>().rule,
                             rules[size_t(row)]);
            }
        }
    }

    void aRowSaysWhatTheCatalogueSays()
    {
        const Alert a = alert(RuleId::CacheHitCritical, kNow - 130'000, 0, Severity::Critical);
        m_model->setAlerts({a});
        const Catalogue catalogue(Catalogue::Language::English);
        const auto text = [&](int column) { return m_model->index(0, column).data().toString(); };
        QCOMPARE(text(AlertTableModel::SeverityColumn), catalogue.severity(Severity::Critical));
        QCOMPARE(text(AlertTableModel::TitleColumn), catalogue.alertTitle(a));
        QCOMPARE(text(AlertTableModel::MeasuredColumn), catalogue.alertDetail(a, kNow));
        QCOMPARE(text(AlertTableModel::StartedColumn), catalogue.format().time(a.startedMs));
        m_model->setNow(kNow + 24 * 3'600'000); // the next day the day is told too
        QCOMPARE(text(AlertTableModel::StartedColumn), catalogue.format().dateTime(a.startedMs));
    }

    void theStateIsFiringSnoozedOrResolved()
    {
        Alert snoozed = alert(RuleId::Memory, kNow - 2000);
        snoozed.snoozedUntilMs = kNow + 60'000;
        m_model->setAlerts(
            {alert(RuleId::Cpu, kNow - 1000), snoozed, alert(RuleId::Disk, kNow - 3000, kNow)});
        const auto state = [&](int row) {
            return m_model->index(row, AlertTableModel::StateColumn).data().toString();
        };
        QCOMPARE(state(0), QStringLiteral("Firing"));
        QVERIFY(state(1).startsWith(QStringLiteral("Snoozed until ")));
        QVERIFY(state(2).startsWith(QStringLiteral("Resolved ")));
        m_model->setNow(kNow + 60'001);
        QCOMPARE(state(1), QStringLiteral("Firing"));
    }

    void replacingKeepsTheRowsThatStay_data()
    {
        QTest::addColumn<int>("droppedInFront");
        QTest::addColumn<int>("addedInFront");
        QTest::addColumn<int>("droppedBehind");
        QTest::newRow("nothing") << 0 << 0 << 0;
        QTest::newRow("one more") << 0 << 1 << 0;
        QTest::newRow("the newest goes") << 1 << 0 << 0;
        QTest::newRow("replaced in front") << 2 << 3 << 0;
        QTest::newRow("the oldest go") << 0 << 0 << 4;
        QTest::newRow("everywhere") << 2 << 2 << 4;
    }
    void replacingKeepsTheRowsThatStay()
    {
        QFETCH(int, droppedInFront);
        QFETCH(int, addedInFront);
        QFETCH(int, droppedBehind);
        const std::vector<Alert> before = history(10);
        m_model->setAlerts(before);
        const QPersistentModelIndex watched = m_model->index(4, 0);
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);

        std::vector<Alert> after(before.begin() + droppedInFront, before.end() - droppedBehind);
        for (int i = 0; i < addedInFront; ++i)
            after.push_back(alert(RuleId::Disk, kNow + 1000 + i));
        m_model->setAlerts(after);

        QCOMPARE(resets.count(), 0);
        QCOMPARE(m_model->rowCount(), 10 - droppedInFront + addedInFront - droppedBehind);
        QVERIFY(watched.isValid());
        QCOMPARE(watched.row(), 4 - droppedInFront + addedInFront);
        QCOMPARE(watched.data(AlertTableModel::AlertRole).value<Alert>(), before[4]);
    }

    void replacingNearlyEverythingIsOneReset()
    {
        m_model->setAlerts(history(2000));
        std::vector<Alert> other = history(2000);
        for (size_t i = 0; i < other.size(); i += 2)
            other[i].rule = RuleId::Memory;
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy inserts(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_model->setAlerts(other);
        QCOMPARE(resets.count(), 1);
        QCOMPARE(inserts.count(), 0);
        QCOMPARE(m_model->rowCount(), 2000);
        QCOMPARE(m_model->alertAt(0)->rule, RuleId::Memory);
        QCOMPARE(m_model->alertAt(1)->rule, RuleId::Cpu);
    }

    void mergingChangesOnlyWhatChanged()
    {
        m_model->setAlerts(history(10));
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        Alert third = *m_model->alertAt(3);
        third.worst = 99;
        m_model->merge({*m_model->alertAt(2), third}); // the second is as it was
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 3);
        QCOMPARE(changes[0][1].toModelIndex().row(), 3);
        QCOMPARE(changes[0][1].toModelIndex().column(), int(AlertTableModel::StateColumn));
    }

    void neighboursAreToldInOneSignal()
    {
        m_model->setAlerts(history(10));
        std::vector<Alert> changed;
        for (int row : {7, 2, 3, 4}) {
            changed.push_back(*m_model->alertAt(row));
            changed.back().worst += 1;
        }
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->merge(changed);
        QCOMPARE(changes.count(), 2);
        QCOMPARE(changes[0][0].toModelIndex().row(), 2);
        QCOMPARE(changes[0][1].toModelIndex().row(), 4);
        QCOMPARE(changes[1][0].toModelIndex().row(), 7);
    }

    void mergingInsertsAndTellsTheRowsWhereTheyAreThen()
    {
        m_model->setAlerts(history(3));
        Alert first = *m_model->alertAt(0);
        first.worst = 98;
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->merge({first, alert(RuleId::Disk, kNow + 5)}); // the second comes before the first
        QCOMPARE(m_model->rowCount(), 4);
        QCOMPARE(m_model->alertAt(0)->rule, RuleId::Disk);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    }

    void timeTouchesOnlyWhatIsFiring()
    {
        std::vector<Alert> alerts = history(10'000);
        alerts[9000].endedMs = 0;
        m_model->setAlerts(alerts);
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setNow(kNow + 1000);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex(), m_model->index(9000, AlertTableModel::MeasuredColumn));
        QCOMPARE(changes[0][1].toModelIndex().row(), 9000);
        // A proxy that sorts and filters by other roles need not look at it again.
        QVERIFY(!changes[0][2].value<QList<int>>().contains(AlertTableModel::SortRole));
        m_model->setNow(kNow + 1000);
        QCOMPARE(changes.count(), 1);
    }

    void anIncidentIsFoundByItsKey()
    {
        m_model->setAlerts(history(100));
        QCOMPARE(m_model->rowOf({RuleId::Cpu, kNow - 42 * 60'000}), 42);
        QCOMPARE(m_model->rowOf({RuleId::Disk, kNow - 42 * 60'000}), -1);
        QCOMPARE(m_model->rowOf({RuleId::Cpu, kNow + 1}), -1);
    }

    void theFilterShowsWhatIsWanted_data()
    {
        QTest::addColumn<qint64>("sinceMs");
        QTest::addColumn<bool>("firingOnly");
        QTest::addColumn<int>("atLeast");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rules");
        const int any = -1;
        QTest::newRow("everything") << qint64(0) << false << any << QString()
                                    << QStringLiteral("cpu disk_critical memory wal_size");
        QTest::newRow("firing") << qint64(0) << true << any << QString() << QStringLiteral("cpu memory");
        QTest::newRow("critical") << qint64(0) << false << int(Severity::Critical) << QString()
                                  << QStringLiteral("disk_critical");
        QTest::newRow("began or still lasting since")
            << kNow - 5000 << false << any << QString() << QStringLiteral("cpu disk_critical memory");
        QTest::newRow("text of the title")
            << qint64(0) << false << any << QStringLiteral("memory 80") << QStringLiteral("memory");
        QTest::newRow("process name")
            << qint64(0) << false << any << QStringLiteral("POSTGRES") << QStringLiteral("cpu");
        QTest::newRow("no such text")
            << qint64(0) << false << any << QStringLiteral("memory xyz") << QString();
    }
    void theFilterShowsWhatIsWanted()
    {
        QFETCH(qint64, sinceMs);
        QFETCH(bool, firingOnly);
        QFETCH(int, atLeast);
        QFETCH(QString, text);
        QFETCH(QString, rules);

        Alert cpu = alert(RuleId::Cpu, kNow - 1000);
        cpu.processes = {{42, QStringLiteral("postgres"), 90, 1e6}};
        m_model->setAlerts({cpu, alert(RuleId::DiskCritical, kNow - 8000, kNow - 4000, Severity::Critical),
                            alert(RuleId::Memory, kNow - 9000),
                            alert(RuleId::WalSize, kNow - 9500, kNow - 9000)});
        AlertFilter filter;
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(m_model.get());
        filter.sort(AlertTableModel::StartedColumn, Qt::DescendingOrder);
        AlertFilter::Wanted wanted;
        wanted.sinceMs = sinceMs;
        wanted.firingOnly = firingOnly;
        if (atLeast >= 0)
            wanted.atLeast = Severity(atLeast);
        wanted.text = text;
        filter.setWanted(wanted);

        QStringList shown;
        for (int row = 0; row < filter.rowCount(); ++row) {
            const auto a = filter.index(row, 0).data(AlertTableModel::AlertRole).value<Alert>();
            shown << QString::fromLatin1(ruleName(a.rule));
        }
        QCOMPARE(shown.join(QLatin1Char(' ')), rules);
    }

    void resolvingWhileOnlyFiringIsShownTakesTheRowAway()
    {
        m_model->setAlerts({alert(RuleId::Cpu, kNow), alert(RuleId::Memory, kNow - 1)});
        AlertFilter filter;
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(m_model.get());
        AlertFilter::Wanted wanted;
        wanted.firingOnly = true;
        filter.setWanted(wanted);
        QCOMPARE(filter.rowCount(), 2);
        m_model->merge({alert(RuleId::Cpu, kNow, kNow + 10)});
        QCOMPARE(filter.rowCount(), 1);
    }

private:
    std::unique_ptr<AlertTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(tst_AlertTableModel)
#include "tst_AlertTableModel.moc"
