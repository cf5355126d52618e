// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FaultyIndices.h"
#include "core/maintenance/Optimizer.h"
#include "core/text/Catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace hakgal;

class tst_OptimizeReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepHasANameOfItsOwn()
    {
        QSet<QString> names;
        for (int i = 0; i <= static_cast<int>(OptimizeStep::Incremental); ++i) {
            const auto step = static_cast<OptimizeStep>(i);
            const QString name = QLatin1String(stepName(step));
            QVERIFY(!name.isEmpty());
            names += name;
            QVERIFY(stepByName(name) == step);
            QVERIFY(!Catalogue(Catalogue::Language::English).optimizeStep(step).isEmpty());
        }
        QCOMPARE(names.size(), 11);
        QVERIFY(!stepByName(u"format"));
    }

    void everyReasonBecomesASentence()
    {
        const Catalogue english(Catalogue::Language::English);
        for (int why = 0; why <= static_cast<int>(PlannedStep::Why::NotMeasured); ++why) {
            for (int step = 0; step <= static_cast<int>(OptimizeStep::Incremental); ++step) {
                PlannedStep planned;
                planned.step = static_cast<OptimizeStep>(step);
                planned.why = static_cast<PlannedStep::Why>(why);
                const QString sentence = english.optimizeReason(planned);
                QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
                QVERIFY2(!sentence.contains(u'%'), qPrintable(sentence));
            }
        }
    }

    void aReportComesBackFromItsJson()
    {
        OptimizeReport report;
        for (int why = 0; why <= static_cast<int>(PlannedStep::Why::NotMeasured); ++why) {
            PlannedStep planned;
            planned.step = static_cast<OptimizeStep>(why % 11);
            planned.run = why % 2 == 0;
            planned.why = static_cast<PlannedStep::Why>(why);
            planned.args = {QStringLiteral("a"), QString::number(why)};
            if (why % 3 == 0) {
                planned.predictedBytes = -1'000'000'007LL * why;
                planned.predictedSeconds = 0.25 * why;
                planned.predictedGainSeconds = 0.5;
                planned.spaceNeeded = 5'000'000'000LL;
            }
            report.plan.push_back(planned);
        }
        using Outcome = OptimizeReport::Ran::Result;
        for (const Outcome outcome : {Outcome::Done, Outcome::Partial, Outcome::Skipped, Outcome::Failed})
            report.steps.push_back({OptimizeStep::Vacuum,
                                    outcome,
                                    1.5,
                                    QStringLiteral("said"),
                                    {{QStringLiteral("%1 bytes"), QStringLiteral("12")}, {}}});
        report.before = {4242, 1'000'000, 0, 0.25, std::nullopt, 93.5};
        report.after = OptimizeFigures{4242, 500'000, 32, std::nullopt, 0.5, std::nullopt};
        report.backup = QStringLiteral("/b/kb.db");
        report.undo = {QStringLiteral("DROP INDEX IF EXISTS \"x\"")};
        report.others = {{4711, QStringLiteral("python3"), 2}};
        report.othersKnown = HoldersKnown::OwnUser;
        report.advice = {{QStringLiteral("cache_size"), QStringLiteral("-2000"), QStringLiteral("-8192")}};
        const auto bytes = QJsonDocument(optimizeJson(report)).toJson();
        const OptimizeReport read = optimizeFromJson(QJsonDocument::fromJson(bytes).object());
        QVERIFY(read.plan == report.plan);
        QVERIFY(read.steps == report.steps);
        QVERIFY(read.before == report.before);
        QVERIFY(read.after == report.after);
        QCOMPARE(read.backup, report.backup);
        QCOMPARE(read.undo, report.undo);
        QVERIFY(read.others == report.others);
        QVERIFY(read.othersKnown == report.othersKnown);
        QVERIFY(read.advice == report.advice);
    }

    void whatIsNotUnderstoodIsLeftOut()
    {
        const QJsonObject strange{
            {QStringLiteral("plan"),
             QJsonArray{QJsonObject{{QStringLiteral("step"), QStringLiteral("format")},
                                    {QStringLiteral("why"), QStringLiteral("always")}},
                        QJsonObject{{QStringLiteral("step"), QStringLiteral("vacuum")},
                                    {QStringLiteral("why"), QStringLiteral("moon")}},
                        42,
                        QJsonObject{{QStringLiteral("step"), QStringLiteral("vacuum")},
                                    {QStringLiteral("why"), QStringLiteral("pays")},
                                    {QStringLiteral("predicted_bytes"), QStringLiteral("many")}}}},
            {QStringLiteral("steps"), QStringLiteral("none")},
            {QStringLiteral("after"), 3}};
        const OptimizeReport read = optimizeFromJson(strange);
        QCOMPARE(read.plan.size(), std::size_t(1));
        QVERIFY(!read.plan.front().predictedBytes);
        QVERIFY(read.steps.empty());
        QVERIFY(!read.after);
        QVERIFY(read.othersKnown == HoldersKnown::Unknown);
    }

    void faultyIndicesAreToldFromOtherDamage_data()
    {
        QTest::addColumn<QStringList>("said");
        QTest::addColumn<bool>("onlyIndices");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("nothing") << QStringList{} << true << QStringList{};
        QTest::newRow("two of one") << QStringList{QStringLiteral("row 5 missing from index idx_a"),
                                                   QStringLiteral("wrong # of entries in index idx_a")}
                                    << true << QStringList{QStringLiteral("idx_a")};
        QTest::newRow("a name that looks like more of it")
            << QStringList{QStringLiteral("non-unique entry in index x]\"; DROP TABLE facts;--\nindex y")}
            << true << QStringList{QStringLiteral("x]\"; DROP TABLE facts;--\nindex y")};
        QTest::newRow("newer versions") << QStringList{QStringLiteral("row 7 values differ from index i")}
                                        << true << QStringList{QStringLiteral("i")};
        QTest::newRow("a row id below zero") << QStringList{QStringLiteral("row -5 missing from index i")}
                                             << true << QStringList{QStringLiteral("i")};
        QTest::newRow("an entry without its row id")
            << QStringList{QStringLiteral("rowid not at end-of-record for row 7 of index i")} << true
            << QStringList{QStringLiteral("i")};
        QTest::newRow("a page as well")
            << QStringList{QStringLiteral("row 5 missing from index idx_a"),
                           QStringLiteral("*** in database main ***\nPage 7: btreeInitPage() returns error "
                                          "code 11")}
            << false << QStringList{};
        QTest::newRow("a value") << QStringList{QStringLiteral("NULL value in facts.statement")} << false
                                 << QStringList{};
    }
    void faultyIndicesAreToldFromOtherDamage()
    {
        QFETCH(QStringList, said);
        QFETCH(bool, onlyIndices);
        QFETCH(QStringList, names);
        const auto faulty = faultyIndices(said);
        QCOMPARE(faulty.has_value(), onlyIndices);
        QCOMPARE(faulty.value_or(QStringList()), names);
    }

    void theSnippetIsWhatCanBePasted()
    {
        const std::vector<ConnectionAdvice> advice{
            {QStringLiteral("cache_size"), QStringLiteral("-2000"), QStringLiteral("-16384")},
            {QStringLiteral("synchronous"), QStringLiteral("FULL"), QStringLiteral("NORMAL")}};
        const QString python = adviceSnippet(advice, true);
        QVERIFY(python.contains(QStringLiteral("connection.execute(\"PRAGMA cache_size = -16384\")")));
        // The reason stands above its line, so that both fit the window.
        QVERIFY(python.contains(
            QStringLiteral("commits\nconnection.execute(\"PRAGMA synchronous = NORMAL\")\n")));
        const QString sql = adviceSnippet(advice, false);
        QVERIFY(sql.contains(QStringLiteral("commits\nPRAGMA synchronous = NORMAL;\n")));
        QVERIFY(sql.startsWith(QStringLiteral("-- ")));
        QVERIFY(!sql.contains(u'#'));
    }
};

QTEST_GUILESS_MAIN(tst_OptimizeReport)
#include "tst_OptimizeReport.moc"
