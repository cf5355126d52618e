// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AppliedModel.h"
#include "ui/LedgerModel.h"

#include "Findings.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace hakgal;

class tst_LedgerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClassIsTold()
    {
        LedgerModel model(m_catalogue);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLedger(madeup::ledger());
        QCOMPARE(counts(model), QStringLiteral("18160 18118 11 6 4 21"));
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(!model.index(row, LedgerModel::MeaningColumn).data().toString().isEmpty());
        QVERIFY(model.summary().contains(QStringLiteral("18135 of 18160")));
        QCOMPARE(model.plainText().count(QLatin1Char('\n')), 5);
    }

    void whatIsNotKnownIsADashAndNeverZero()
    {
        QJsonObject ledger = madeup::ledger();
        for (const char *key : {"expected", "lost", "surplus"})
            ledger.insert(QLatin1String(key), QJsonValue());
        LedgerModel model(m_catalogue);
        model.setLedger(ledger);
        QCOMPARE(counts(model), QStringLiteral("– 18118 11 6 4 –"));
        QVERIFY(!model.summary().contains(QStringLiteral(" of ")));
    }

    void classesOfTheirOwnAppearWhereThereIsSomethingInThem()
    {
        QJsonObject ledger = madeup::ledger();
        for (const char *key : {"surplus", "duplicates", "from_backup", "left_deleted"})
            ledger.insert(QLatin1String(key), 3);
        LedgerModel model(m_catalogue);
        model.setLedger(QJsonObject{{QStringLiteral("ledger"), ledger}});
        QCOMPARE(counts(model), QStringLiteral("18160 18118 11 6 3 4 21 3 3 3"));
    }

    void withoutALedgerThereIsNothing()
    {
        LedgerModel model(m_catalogue);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLedger(madeup::ledger());
        model.setLedger({});
        QVERIFY(model.isEmpty());
        QVERIFY(model.summary().isEmpty());
    }

    void whatARepairDidIsTold()
    {
        AppliedModel model(m_catalogue);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setApplied(madeup::json(R"json({"a":[
{"id":"schema.audit_log_missing","result":"done","message":"Created."},
{"id":"index.damaged:x","result":"failed","message":"no space"},
{"id":"backup.none","result":"failed","message":"said in English","error":"locked","error_args":["/b/kb.db"],"said":[]},
{"id":"endpoint.port:8000","result":"skipped","message":"an earlier one failed"},
{"id":"something","result":"unheard_of","message":""},
{"result":"done"}, 17]})json")
                             .value(QLatin1String("a"))
                             .toArray());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.done(), 1);
        QCOMPARE(model.failed(), 2);
        QCOMPARE(model.index(2, AppliedModel::MessageColumn).data().toString(),
                 m_catalogue.error({ErrorCode::Locked, {QStringLiteral("/b/kb.db")}, {}, 0}));
        QCOMPARE(model.index(1, AppliedModel::ResultColumn).data().toString(), QStringLiteral("Failed"));
        QCOMPARE(model.index(1, AppliedModel::MessageColumn).data().toString(), QStringLiteral("no space"));
    }

private:
    static QString counts(const LedgerModel &model)
    {
        QStringList counts;
        for (int row = 0; row < model.rowCount(); ++row)
            counts << model.index(row, LedgerModel::CountColumn).data().toString();
        return counts.join(QLatin1Char(' '));
    }

    Catalogue m_catalogue{Catalogue::Language::English};
};

QTEST_MAIN(tst_LedgerModel)
#include "tst_LedgerModel.moc"
