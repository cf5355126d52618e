// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FindingTableModel.h"

#include "Findings.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hakgal;

class tst_FindingTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<FindingTableModel>(m_catalogue);
        new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_model.get());
        m_model->setReport(DiagnosisReport::fromJson(madeup::diagnosis()));
    }

    void findingsComeFirstAndWhatIsWellBelow()
    {
        QCOMPARE(m_model->rowCount(), 8);
        for (int row = 0; row < 8; ++row)
            QCOMPARE(cell(row, 0).data(FindingTableModel::PassedRole).toBool(), row >= 6);
        QCOMPARE(cell(0, 0).data(FindingTableModel::IdRole).toString(), QStringLiteral("integrity.damaged"));
        QCOMPARE(m_model->count(Severity::Critical), 2);
        QCOMPARE(m_model->count(Severity::Warning), 2);
    }

    void everyRowSaysWhatWasCheckedAndFound()
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            QVERIFY(!cell(row, FindingTableModel::CheckColumn).data().toString().isEmpty());
            QVERIFY(!cell(row, FindingTableModel::FoundColumn).data().toString().isEmpty());
            QCOMPARE(!cell(row, FindingTableModel::RemedyColumn).data().toString().isEmpty(),
                     cell(row, 0).data(FindingTableModel::HasRemedyRole).toBool());
            for (int column = 0; column < FindingTableModel::ColumnCount; ++column) {
                if (column == FindingTableModel::RemedyColumn && row >= 5)
                    continue;
                QVERIFY(!cell(row, column).data(Qt::AccessibleTextRole).toString().isEmpty());
            }
        }
    }

    void aRemedyThatCanLoseDataSaysSoAndIsNotTicked()
    {
        QVERIFY(!cell(0, 0).data(FindingTableModel::RiskRole).toString().isEmpty());
        QCOMPARE(tick(0), Qt::Unchecked);
        for (int row = 1; row < 4; ++row) {
            QVERIFY(cell(row, 0).data(FindingTableModel::RiskRole).toString().isEmpty());
            QCOMPARE(tick(row), Qt::Checked);
        }
    }

    void informationIsNotTickedUnasked()
    {
        QCOMPARE(tick(4), Qt::Unchecked);
        QVERIFY(set(4, true));
        QCOMPARE(ids(), QStringLiteral("schema.audit_log_missing,index.damaged:idx_subject,"
                                       "endpoint.port:8000,backup.none"));
    }

    void whatHasNoRemedyCannotBeTicked()
    {
        for (int row : {5, 6, 7}) {
            QVERIFY(!cell(row, FindingTableModel::TickColumn).data(Qt::CheckStateRole).isValid());
            QVERIFY(!set(row, true));
        }
    }

    void tickingTellsAndIsKeptInTheNextReport()
    {
        QSignalSpy told(m_model.get(), &FindingTableModel::tickedChanged);
        QVERIFY(set(0, true));
        QVERIFY(set(1, false));
        QCOMPARE(told.count(), 2);
        QJsonObject next = madeup::diagnosis();
        QJsonArray findings = next.value(QLatin1String("findings")).toArray();
        findings.removeAt(2);
        next.insert(QStringLiteral("findings"), findings);
        m_model->setReport(DiagnosisReport::fromJson(next));
        QCOMPARE(ids(), QStringLiteral("integrity.damaged,endpoint.port:8000"));
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setReport(DiagnosisReport::fromJson(madeup::diagnosis()));
        QCOMPARE(tick(0), Qt::Unchecked);
        QCOMPARE(tick(1), Qt::Checked);
    }

    void aTickIsNotTakenOverToAnotherRemedyOfTheSameFinding()
    {
        QVERIFY(set(0, true));
        QJsonObject next = madeup::diagnosis();
        QJsonArray findings = next.value(QLatin1String("findings")).toArray();
        QJsonObject first = findings[0].toObject();
        QJsonObject remedy = first.value(QLatin1String("remedy")).toObject();
        remedy.insert(QStringLiteral("action"), QStringLiteral("restore_backup"));
        first.insert(QStringLiteral("remedy"), remedy);
        findings[0] = first;
        next.insert(QStringLiteral("findings"), findings);
        m_model->setReport(DiagnosisReport::fromJson(next));
        QCOMPARE(tick(0), Qt::Unchecked);
    }

    void nothingCanBeTickedWhileItIsNotChangeable()
    {
        m_model->setChangeable(false);
        QVERIFY(!set(1, false));
        QCOMPARE(tick(1), Qt::Checked);
        m_model->setChangeable(true);
        QVERIFY(set(1, false));
    }

private:
    QModelIndex cell(int row, int column) const { return m_model->index(row, column); }
    Qt::CheckState tick(int row) const
    {
        return Qt::CheckState(cell(row, FindingTableModel::TickColumn).data(Qt::CheckStateRole).toInt());
    }
    bool set(int row, bool ticked)
    {
        return m_model->setData(cell(row, FindingTableModel::TickColumn),
                                int(ticked ? Qt::Checked : Qt::Unchecked), Qt::CheckStateRole);
    }
    QString ids() const
    {
        QStringList ids;
        for (const Finding &finding : m_model->ticked())
            ids << finding.id;
        return ids.join(QLatin1Char(','));
    }

    Catalogue m_catalogue{Catalogue::Language::English};
    std::unique_ptr<FindingTableModel> m_model;
};

QTEST_MAIN(tst_FindingTableModel)
#include "tst_FindingTableModel.moc"
