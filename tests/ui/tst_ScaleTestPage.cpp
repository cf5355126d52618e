// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleTest.h"
#include "Pictures.h"
#include "tests/support/Snapshots.h"
#include "ui/CurveChart.h"
#include "ui/ScaleModels.h"
#include "ui/ScaleTestPage.h"
#include "ui/Theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

const QString kBase = u"/data/hexagonal_kb.db"_s;

ScaleSize sizeOf(qint64 facts, std::optional<double> inserts, double factor)
{
    ScaleSize size;
    size.facts = facts;
    size.insertPerSecond = inserts;
    size.fileBytes = facts * 310;
    size.rssBytes = 96'000'000;
    size.patterns[ScalePattern::Point] = {41'200, 0.0000061 * factor, 0.0000092 * factor, 0.00002 * factor};
    size.patterns[ScalePattern::Predicate] = {22'100, 0.00011, 0.00013, 0.0002};
    size.patterns[ScalePattern::Subject] = {18'020, 0.000092, 0.00011, 0.00019};
    size.patterns[ScalePattern::Text] = {90, 0.0011 * factor * factor, 0.0031 * factor * factor,
                                         0.004 * factor * factor};
    size.patterns[ScalePattern::Mixed] = {9'000, 0.00003, 0.00012, 0.0002};
    return size;
}

ScaleReport report()
{
    ScaleReport made;
    made.options.facts = 1'000'000;
    made.ownFacts = 4'242;
    made.sizes = {sizeOf(4'242, std::nullopt, 1), sizeOf(10'000, 61'200, 1.1), sizeOf(100'000, 52'400, 2.1),
                  sizeOf(1'000'000, 31'900, 6.1)};
    made.limits = scaleLimits(made.sizes, made.options.patterns);
    made.machine = ScaleMachine::here();
    made.atMs = 1'790'000'000'000;
    return made;
}

JobReport succeeded(const QJsonObject &result)
{
    return {JobState::Succeeded, 0, result, {}};
}

ScaleNeeds needs(qint64 free = 73'000'000'000)
{
    return {4'242, 480'000'000, free, 74, false};
}

struct Stage
{
    Theme theme{ThemeMode::Light};
    Catalogue catalogue{Catalogue::Language::User};
    ScaleTestPage page{theme, catalogue};
    QSignalSpy jobs{&page, &JobPage::jobRequested};
    QSignalSpy queries{&page, &JobPage::queryRequested};

    explicit Stage(const QString &base = kBase, bool answered = true)
    {
        page.resize(1080, 1180);
        page.setDatabase(base);
        page.show();
        if (answered)
            answer(needs());
    }
    template<typename T>
    T *find(const char *name) const
    {
        T *found = page.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    void answer(const ScaleNeeds &what, const QJsonValue &last = {})
    {
        page.showAnswer(u"scale-test"_s, succeeded({{u"needs"_s, what.toJson()}, {u"last"_s, last}}));
    }
    QStringList lastQuery() const { return queries.last().at(1).toStringList(); }
    QString cell(const char *table, int row, int column) const
    {
        return find<QTableView>(table)->model()->index(row, column).data().toString();
    }
};

} // namespace

class tst_ScaleTestPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItNeedsIsAskedWhenThePageIsShown()
    {
        Stage stage(kBase, false);
        QVERIFY(!stage.queries.isEmpty());
        QCOMPARE(stage.queries.last().at(0).toString(), u"scale-test"_s);
        QCOMPARE(stage.lastQuery().first(), u"scale-test"_s);
        QVERIFY(stage.lastQuery().contains(u"--dry-run"_s));
        QVERIFY(!stage.button("runScaleTest")->isEnabled());
        stage.answer(needs());
        QVERIFY(stage.button("runScaleTest")->isEnabled());
        const QString words = stage.find<QLabel>("scaleNeeds")->text();
        QVERIFY2(words.contains(u"480"_s) && words.contains(u"73"_s) && words.contains(u"1 min 14"_s),
                 qPrintable(words));
    }

    void theChosenParametersAreRun()
    {
        Stage stage;
        stage.button("scaleFacts.1000000")->click();
        stage.find<QDoubleSpinBox>("scaleSeconds")->setValue(7);
        stage.find<QDoubleSpinBox>("scaleSeed")->setValue(42);
        stage.find<QCheckBox>("scalePattern.text")->setChecked(false);
        QVERIFY(!stage.button("runScaleTest")->isEnabled()); // what it needs is another matter now
        const auto asked = stage.queries.count();
        QTRY_VERIFY(stage.queries.count() > asked);
        const QStringList expected{u"scale-test"_s, u"--facts"_s,    u"1000000"_s,
                                   u"--seconds"_s,  u"7"_s,          u"--seed"_s,
                                   u"42"_s,         u"--patterns"_s, u"point,predicate,subject,mixed"_s};
        QCOMPARE(stage.lastQuery(), expected + QStringList{u"--dry-run"_s});
        stage.answer(needs());
        stage.button("runScaleTest")->click();
        QCOMPARE(stage.jobs.count(), 1);
        QCOMPARE(stage.jobs.last().at(0).toStringList(), expected);
    }

    void aLargeBaseIsGrownBeyondWhatItHolds()
    {
        Stage stage;
        Snapshot snapshot = test::fullSnapshot();
        snapshot.sample[MetricId::Facts] = Reading::of(1'004'659);
        const auto tell = [&] { stage.page.showSnapshot(std::make_shared<const Snapshot>(snapshot)); };
        tell();
        auto *facts = stage.find<QDoubleSpinBox>("scaleFacts");
        QCOMPARE(facts->value(), 5'000'000.0);
        facts->setValue(2'000'000); // the operator's choice stays
        tell();
        QCOMPARE(facts->value(), 2'000'000.0);
        QTRY_VERIFY(stage.lastQuery().contains(u"2000000"_s));

        const auto asked = stage.queries.count();
        stage.button("scaleFacts.1000000")->click();
        const auto *words = stage.find<QLabel>("scaleNeeds");
        QTRY_VERIFY2(words->text().contains(u"1,005,659"_s), qPrintable(words->text()));
        QVERIFY(!stage.button("runScaleTest")->isEnabled());
        QCOMPARE(stage.queries.count(), asked); // there is nothing to ask
        stage.find<QCheckBox>("scaleSynthetic")->setChecked(true);
        QTRY_VERIFY(stage.queries.count() > asked); // facts that are made up begin at none
    }

    void withoutABaseFactsAreMadeUp()
    {
        Stage stage{QString()};
        stage.page.setHindrance(stage.catalogue.errorSummary({ErrorCode::NothingConfigured, {}, {}, 0}));
        QVERIFY(stage.button("runScaleTest")->isEnabled());
        stage.button("runScaleTest")->click();
        QVERIFY(stage.jobs.last().at(0).toStringList().contains(u"--synthetic"_s));
    }

    void whatHindersItIsTold()
    {
        Stage stage;
        stage.page.setHindrance(u"A backup is being made."_s);
        QVERIFY(!stage.button("runScaleTest")->isEnabled());
        QCOMPARE(stage.button("runScaleTest")->accessibleDescription(), u"A backup is being made."_s);
        stage.page.setHindrance({});
        stage.answer(needs(1'000'000));
        QVERIFY(!stage.button("runScaleTest")->isEnabled());
        QVERIFY(stage.find<QLabel>("scaleNeeds")->text().contains(u"only"_s));
        const Error error{ErrorCode::Usage, {u"the base holds too many"_s}, {}, 0};
        stage.page.showAnswer(u"scale-test"_s, {JobState::Failed, 2, {}, error});
        QVERIFY(!stage.button("runScaleTest")->isEnabled());
        QCOMPARE(stage.find<QLabel>("scaleNeeds")->text(), stage.catalogue.error(error));
        for (const ScalePattern pattern : kScalePatterns)
            stage.find<QCheckBox>(qPrintable(u"scalePattern."_s + QLatin1String(patternName(pattern))))
                ->setChecked(false);
        const auto asked = stage.queries.count();
        QTRY_VERIFY(stage.find<QLabel>("scaleNeeds")->text().contains(u"at least one"_s));
        QCOMPARE(stage.queries.count(), asked); // there is nothing to ask
    }

    void sizesAppearAsTheyAreMeasured()
    {
        Stage stage;
        stage.answer(needs(), report().toJson()); // the run before is shown until there is a newer one
        QCOMPARE(stage.find<QTableView>("scaleTable")->model()->rowCount(), 4);
        stage.page.showJobStarted(u"scale-test"_s, Instant::now());
        QVERIFY(!stage.find<QDoubleSpinBox>("scaleFacts")->isEnabled());
        QAbstractItemModelTester tester(stage.find<QTableView>("scaleTable")->model());
        JobProgress progress{u"measure:4242"_s, 0.1, u"Asking"_s, 60, true};
        stage.page.showJobProgress(progress);
        QCOMPARE(stage.find<QTableView>("scaleTable")->model()->rowCount(), 4); // nothing new yet
        progress.detail = sizeOf(4'242, std::nullopt, 1).toJson();
        stage.page.showJobProgress(progress);
        QCOMPARE(stage.find<QTableView>("scaleTable")->model()->rowCount(), 1);
        progress.detail = sizeOf(10'000, 61'200, 1.1).toJson();
        stage.page.showJobProgress(progress);
        QCOMPARE(stage.find<QTableView>("scaleTable")->model()->rowCount(), 2);
        QCOMPARE(stage.cell("scaleTable", 0, ScaleSizeModel::InsertsColumn), u"–"_s);
        QCOMPARE(stage.cell("scaleTable", 1, ScaleSizeModel::InsertsColumn), u"61,200"_s);
        QVERIFY(!stage.find<QWidget>("scalePromises")->isVisible()); // judged at the end
        stage.page.showJobReport(u"scale-test"_s, {JobState::Cancelled, 130, {}, {}});
        QCOMPARE(stage.find<QTableView>("scaleTable")->model()->rowCount(), 2);
        QVERIFY(stage.find<QDoubleSpinBox>("scaleFacts")->isEnabled());
    }

    void promisesHaveBothColumnsWithWords()
    {
        Stage stage;
        stage.page.showJobStarted(u"scale-test"_s, Instant::now());
        QJsonObject result = report().toJson();
        result.insert(u"previous"_s, QJsonValue());
        stage.page.showJobReport(u"scale-test"_s, succeeded(result));
        QVERIFY(stage.find<QWidget>("scalePromises")->isVisible());
        QCOMPARE(stage.find<QTableView>("scalePromiseTable")->model()->rowCount(), 7);
        QCOMPARE(stage.cell("scalePromiseTable", 0, ScalePromiseModel::MeasuredColumn), u"31,900"_s);
        const QString inserts = stage.cell("scalePromiseTable", 0, ScalePromiseModel::GoalColumn);
        QVERIFY2(inserts.startsWith(u"Pass: at least 5,000"_s) && inserts.contains(u"1,000,000"_s),
                 qPrintable(inserts));
        const QString text = stage.cell("scalePromiseTable", 4, ScalePromiseModel::GoalColumn);
        QVERIFY2(text.startsWith(u"Fail: below 50"_s) && text.contains(u"between two sizes"_s),
                 qPrintable(text));
        QVERIFY(stage.cell("scalePromiseTable", 4, ScalePromiseModel::ClaimedColumn).startsWith(u"Fail"_s));
        QVERIFY(stage.find<QLabel>("jobOutcome")->text().contains(u"1,000,000"_s));
        QVERIFY(stage.find<QLabel>("scaleChangeText")->text().contains(u"first run"_s));
        QVERIFY(!stage.find<CurveChart>("scaleLatencyChart")->spokenDescription().isEmpty());
    }

    void theChangeAgainstTheRunBeforeIsTold()
    {
        Stage stage;
        ScaleReport before = report();
        before.sizes.back().insertPerSecond = 29'000;
        before.machine.sqlite = u"3.40.0"_s;
        QJsonObject result = report().toJson();
        result.insert(u"previous"_s, before.toJson());
        stage.page.showJobStarted(u"scale-test"_s, Instant::now());
        stage.page.showJobReport(u"scale-test"_s, succeeded(result));
        const QString words = stage.find<QLabel>("scaleChangeText")->text();
        QVERIFY2(words.contains(u"29,000"_s) && words.contains(u"31,900"_s) && words.contains(u"10.0"_s),
                 qPrintable(words));
        QVERIFY2(words.contains(u"3.40.0"_s), qPrintable(words));
    }

    void anotherBaseForgetsTheResult()
    {
        Stage stage;
        stage.answer(needs(), report().toJson());
        QVERIFY(stage.button("exportScale")->isEnabled());
        stage.page.setDatabase(u"/data/other.db"_s);
        QCOMPARE(stage.find<QTableView>("scaleTable")->model()->rowCount(), 0);
        QVERIFY(!stage.button("exportScale")->isEnabled());
        QVERIFY(!stage.button("runScaleTest")->isEnabled());
        stage.answer(needs());
        QVERIFY(stage.button("runScaleTest")->isEnabled());
    }

    void resultsAreCopiedAndExported()
    {
        Stage stage;
        stage.answer(needs(), report().toJson());
        stage.button("copyScale")->click();
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY(text.contains(u"1,000,000\t31,900"_s));
        QVERIFY(text.contains(u"Fail: below 50"_s));
        QTemporaryDir folder;
        const QString path = folder.filePath(u"scale.csv"_s);
        QVERIFY(stage.page.exportTo(path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 1 + 4 * 5 + 1);
        QVERIFY(lines.at(0).startsWith("facts,insert_per_second,file_bytes,rss_bytes,pattern,"));
        QVERIFY2(lines.at(1).startsWith("4242,,1315020,96000000,point,41200,6.1e-06,9.2e-06,"),
                 lines.at(1).constData());
        QVERIFY(!stage.page.exportTo(kBase)); // never over the base
    }

    void axesReadWell_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::addColumn<QList<double>>("counts");
        QTest::addColumn<QList<double>>("values");
        QTest::newRow("decades") << 1'000.0 << 100'000.0 << QList<double>{1e3, 1e4, 1e5}
                                 << QList<double>{1e3, 1e4, 1e5};
        QTest::newRow("between") << 4'242.0 << 1'000'000.0 << QList<double>{1e4, 1e5, 1e6}
                                 << QList<double>{1e3, 1e4, 1e5, 1e6};
        QTest::newRow("within one decade")
            << 2'000.0 << 5'000.0 << QList<double>{2'000, 5'000} << QList<double>{1e3, 1e4};
        QTest::newRow("one value") << 1'000.0 << 1'000.0 << QList<double>{1e3, 1e4}
                                   << QList<double>{1e3, 1e4};
    }

    void axesReadWell()
    {
        QFETCH(double, least);
        QFETCH(double, most);
        QFETCH(QList<double>, counts);
        QFETCH(QList<double>, values);
        const auto same = [](const std::vector<double> &a, const QList<double> &b) {
            return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                              [](double x, double y) { return qAbs(x / y - 1) < 1e-9; });
        };
        const CurveAxis x = CurveAxis::counts(least, most);
        QVERIFY(same(x.marks, counts));
        QCOMPARE(x.share(least), 0.0);
        const CurveAxis y = CurveAxis::values(least, most, true);
        QVERIFY(same(y.marks, values));
        QVERIFY(y.share(least) >= 0 && y.share(most) <= 1 + 1e-9);
    }

    void picturesForEyes()
    {
        Stage stage;
        QJsonObject result = report().toJson();
        ScaleReport before = report();
        before.sizes.back().insertPerSecond = 29'000;
        result.insert(u"previous"_s, before.toJson());
        stage.page.showJobStarted(u"scale-test"_s, Instant::now());
        stage.page.showJobReport(u"scale-test"_s, succeeded(result));
        stage.answer(needs());
        savePictures(stage.page, stage.theme, u"scale-test"_s);
    }
};

QTEST_MAIN(tst_ScaleTestPage)
#include "tst_ScaleTestPage.moc"
