// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FactTableModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

std::vector<FactRow> rows(qint64 from, int count, qsizetype characters = 5)
{
    std::vector<FactRow> all;
    for (int i = 0; i < count; ++i) {
        FactRow row;
        row.id = from + i;
        row.key = {SqlValue::of(row.id)};
        row.statement = QString(characters, u'x');
        all.push_back(row);
    }
    return all;
}

} // namespace

class tst_FactTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<FactTableModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void rowsAreAddedAtBothEndsAndDroppedAtTheOtherOne()
    {
        QCOMPARE(m_model->append(rows(1000, 1500)), 0);
        QCOMPARE(m_model->append(rows(2500, 700)), 200);
        QCOMPARE(m_model->rowCount(), FactTableModel::kMostRows);
        QCOMPARE(m_model->fact(0).id, 1200);
        QCOMPARE(m_model->fact(1999).id, 3199);
        QCOMPARE(m_model->prepend(rows(1000, 200)), 200);
        QCOMPARE(m_model->rowCount(), FactTableModel::kMostRows);
        QCOMPARE(m_model->fact(0).id, 1000);
        QCOMPARE(m_model->fact(1999).id, 2999);
        QCOMPARE(m_model->append({}), 0);
        QCOMPARE(m_model->prepend({}), 0);
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void aSelectionStaysWithItsRow()
    {
        m_model->append(rows(0, 1900));
        const QPersistentModelIndex chosen(m_model->index(1000, FactTableModel::StatementColumn));
        const QPersistentModelIndex dropped(m_model->index(3, 0));
        QCOMPARE(m_model->append(rows(1900, 200)), 100);
        QVERIFY(!dropped.isValid());
        QCOMPARE(chosen.row(), 900);
        QCOMPARE(m_model->fact(chosen.row()).id, 1000);
    }

    void longTextsTakeNoMoreMemoryThanTheyMay()
    {
        constexpr qsizetype kLong = 60'000;
        for (int page = 0; page < 20; ++page)
            m_model->append(rows(page * 20, 20, kLong));
        QVERIFY(m_model->rowCount() * kLong <= FactTableModel::kMostCharacters);
        QVERIFY(m_model->rowCount() >= 20);
        QCOMPARE(m_model->fact(m_model->rowCount() - 1).id, 399);
        for (int page = 0; page < 20; ++page)
            m_model->prepend(rows(-20 * (page + 1), 20, kLong));
        QVERIFY(m_model->rowCount() * kLong <= FactTableModel::kMostCharacters);
        QCOMPARE(m_model->fact(0).id, -400);
    }

    void aCellIsOneLineOfBoundedLength()
    {
        FactRow row;
        row.statement = u"P(a,\n\tb).\u2028"_s + QString(5000, u'y');
        m_model->append({row, FactRow()});
        const QString shown = m_model->index(0, FactTableModel::StatementColumn).data().toString();
        QVERIFY(!shown.contains(u'\n') && !shown.contains(u'\t') && !shown.contains(QChar(0x2028)));
        QVERIFY(shown.size() < 600 && shown.endsWith(u'…'));
        QCOMPARE(m_model->index(1, FactTableModel::StatementColumn).data().toString(), u"(no text)"_s);
        QCOMPARE(m_model->index(1, FactTableModel::IdColumn).data().toString(), u"–"_s);
    }

    void headersSayWhatCannotBeSorted()
    {
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::headerDataChanged);
        m_model->setOrders({FactOrder::Id, FactOrder::Predicate});
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_model->canOrderBy(FactTableModel::PredicateColumn));
        QVERIFY(!m_model->canOrderBy(FactTableModel::SourceColumn));
        QVERIFY(m_model->headerData(FactTableModel::SourceColumn, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .contains(u"no index"_s));
        for (int column = 0; column < FactTableModel::ColumnCount; ++column)
            QCOMPARE(FactTableModel::columnOf(FactTableModel::orderOf(column)), column);
    }

private:
    std::unique_ptr<FactTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(tst_FactTableModel)
#include "tst_FactTableModel.moc"
