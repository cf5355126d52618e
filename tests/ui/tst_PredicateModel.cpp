// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PredicateModel.h"
#include "ui/PredicateView.h"

#include "Pictures.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hakgal;

namespace {

std::shared_ptr<const PredicateTable> table(std::vector<PredicateCount> rows)
{
    auto result = std::make_shared<PredicateTable>();
    result->predicates = qint64(rows.size());
    result->rows = std::move(rows);
    return result;
}

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class tst_PredicateModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<PredicateModel>(Format(QLocale::c()));
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void countsAreExactAndSharesAreOfAllFacts()
    {
        m_model->setTable(table({{name("HasPart"), 1234}, {name("IsA"), 617}}), Reading::of(4936));
        QCOMPARE(m_model->index(0, PredicateModel::FactsColumn).data().toString(),
                 Format(QLocale::c()).count(1234));
        QCOMPARE(m_model->index(0, PredicateModel::FactsColumn).data(PredicateModel::FactsRole).toLongLong(),
                 1234);
        QCOMPARE(m_model->index(0, PredicateModel::ShareColumn).data(PredicateModel::ShareRole).toDouble(),
                 0.25);
        QCOMPARE(m_model->index(1, PredicateModel::ShareColumn).data(PredicateModel::BarRole).toDouble(),
                 0.5);
    }

    void withoutACountOfAllFactsThereIsNoShare()
    {
        m_model->setTable(table({{name("HasPart"), 12}}), Reading::missing(Reason::NotYet));
        QVERIFY(!m_model->index(0, PredicateModel::ShareColumn).data(PredicateModel::ShareRole).isValid());
        QCOMPARE(m_model->index(0, PredicateModel::ShareColumn).data().toString(), QString());
        QCOMPARE(m_model->index(0, PredicateModel::FactsColumn).data().toString(), QStringLiteral("12"));
    }

    void aShareIsNeverMoreThanAll()
    {
        m_model->setTable(table({{name("HasPart"), 12}}), Reading::of(10)); // counted at another moment
        QCOMPARE(m_model->index(0, PredicateModel::ShareColumn).data(PredicateModel::ShareRole).toDouble(),
                 1.0);
    }

    void aRowStaysWithItsPredicateWhenTheOrderChanges()
    {
        m_model->setTable(table({{name("A"), 30}, {name("B"), 20}, {name("C"), 10}}), Reading::of(60));
        const QPersistentModelIndex b = m_model->index(1, PredicateModel::FactsColumn);
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        m_model->setTable(table({{name("D"), 50}, {name("B"), 40}, {name("A"), 30}}), Reading::of(120));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(m_model->rowCount(), 3);
        QCOMPARE(b.row(), 1);
        QCOMPARE(b.data().toString(), QStringLiteral("40"));
        m_model->setTable(table({{name("B"), 90}, {name("D"), 50}, {name("A"), 30}}), Reading::of(170));
        QCOMPARE(b.row(), 0);
        QCOMPARE(b.data().toString(), QStringLiteral("90"));
    }

    void onlyWhatChangedIsToldAndInOneSignal()
    {
        const auto first = table({{name("A"), 30}, {name("B"), 20}, {name("C"), 10}, {name("D"), 5}});
        m_model->setTable(first, Reading::of(65));
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setTable(first, Reading::of(65));
        QCOMPARE(changes.count(), 0);
        m_model->setTable(table({{name("A"), 30}, {name("B"), 21}, {name("C"), 11}, {name("D"), 5}}),
                          Reading::of(65));
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
        QCOMPARE(changes[0][1].toModelIndex().row(), 2);
        m_model->setTable(table({{name("A"), 31}, {name("B"), 21}, {name("C"), 11}, {name("D"), 5}}),
                          Reading::of(65));
        QCOMPARE(changes.count(), 2);
        QCOMPARE(changes[1][1].toModelIndex().row(), 3); // every bar is measured by the longest
    }

    void noPredicateAndAnEmptyOneAreOneRow()
    {
        m_model->setTable(table({{name("A"), 5}, {QString(), 4}, {QString(), 3}}), Reading::of(12));
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->index(0, PredicateModel::FactsColumn).data().toString(), QStringLiteral("7"));
        QCOMPARE(m_model->index(0, 0).data().toString(), QStringLiteral("(no predicate)"));
        QCOMPARE(m_model->index(0, 0).data(PredicateModel::PredicateRole).toString(), QString());
        m_model->setTable(table({{name("A"), 5}}), Reading::of(5));
        QCOMPARE(m_model->rowCount(), 1);
    }

    void aPredicateIsOneLineOfText()
    {
        m_model->setTable(table({{name("Has\nPart\t<b>x</b>"), 5}}), Reading::of(5));
        QCOMPARE(m_model->index(0, 0).data().toString(), QStringLiteral("Has Part <b>x</b>"));
        QCOMPARE(m_model->index(0, 0).data(PredicateModel::PredicateRole).toString(),
                 QStringLiteral("Has\nPart\t<b>x</b>"));
    }

    void nothingClears()
    {
        m_model->setTable(table({{name("A"), 5}, {name("B"), 4}}), Reading::of(9));
        m_model->setTable(nullptr, Reading());
        QCOMPARE(m_model->rowCount(), 0);
    }

    void theViewTellsHowOldTheCountIsOrWhyThereIsNone()
    {
        Theme theme(ThemeMode::Light);
        const Catalogue catalogue(Catalogue::Language::English);
        PredicateView view(theme, catalogue);
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sample.predicatesReason = Reason::TooSlow;
        view.showSnapshot(snapshot);
        QCOMPARE(view.emptyText(), catalogue.reason(Reason::TooSlow));
        auto *count = view.findChild<QPushButton *>(QStringLiteral("countPredicates"));
        QVERIFY(count && count->isVisibleTo(&view));
        QSignalSpy asked(&view, &PredicateView::countRequested);
        QTest::mouseClick(count, Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        QVERIFY2(!count->isEnabled(), "it is being counted");

        auto counted = std::make_shared<PredicateTable>();
        counted->rows = {{name("HasPart"), 812},       {name("IsTypeOf"), 640}, {name("DependsOn"), 431},
                         {name("<i>Causes</i>"), 120}, {QString(), 40},         {name("Rare"), 1}};
        counted->predicates = 147;
        counted->countedAt = Instant::now();
        snapshot = std::make_shared<Snapshot>();
        snapshot->sample.predicates = counted;
        snapshot->sample.at = counted->countedAt;
        snapshot->sample.at.steady += std::chrono::seconds(75);
        snapshot->sample[MetricId::Facts] = Reading::of(4242);
        view.showSnapshot(snapshot);
        QCOMPARE(view.emptyText(), QString());
        QVERIFY2(view.caption().contains(catalogue.format().duration(75)), qPrintable(view.caption()));
        QVERIFY(view.caption().contains(QStringLiteral("147")));
        QVERIFY2(!count->isVisibleTo(&view), "nothing to ask for where counting is automatic");

        view.resize(420, 240);
        view.show();
        QSignalSpy activated(&view, &PredicateView::predicateActivated);
        auto *rows = view.findChild<QTableView *>(QStringLiteral("predicateTable"));
        QVERIFY(rows);
        rows->setCurrentIndex(rows->model()->index(3, 0));
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].toString(), QStringLiteral("<i>Causes</i>"));
        savePictures(view, theme, QStringLiteral("predicates"));
    }

private:
    std::unique_ptr<PredicateModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(tst_PredicateModel)
#include "tst_PredicateModel.moc"
