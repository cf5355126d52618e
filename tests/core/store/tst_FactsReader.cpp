// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/WorkerThread.h"
#include "core/store/FactsReader.h"
#include "tests/support/Folder.h"
#include "tests/support/Forms.h"

#include <QSignalSpy>
#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

using Part = FactsRequest::Part;

/// Facts enough that a search through all of them takes some slices.
QString bigBase(const Folder &folder, int facts = 400'000)
{
    return folder.database(u"big.db"_s,
                           "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT);"
                           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < " +
                               QByteArray::number(facts) +
                               ") INSERT INTO facts SELECT i, 'P(' || i || ', x).' FROM n;");
}

struct Stage
{
    explicit Stage(QString base) : path(std::move(base)), reader(new FactsReader)
    {
        for (const int type :
             {qRegisterMetaType<FactsAnswer>(), qRegisterMetaType<FactsCount>(),
              qRegisterMetaType<FactsProgress>(), qRegisterMetaType<Error>(),
              qRegisterMetaType<std::optional<FactDetails>>(), qRegisterMetaType<QueryCacheFigures>()})
            Q_UNUSED(type)
        QObject::connect(reader, &FactsReader::found, &here, [this](const FactsAnswer &page) {
            answers << page.token;
            pages.push_back(page);
        });
        QObject::connect(reader, &FactsReader::counted, &here, [this](const FactsCount &count) {
            answers << count.token;
            counts.push_back(count);
        });
        QObject::connect(reader, &FactsReader::progressed, &here,
                         [this](const FactsProgress &progress) { progresses.push_back(progress); });
        QObject::connect(reader, &FactsReader::failed, &here, [this](int token, const Error &error) {
            answers << token;
            errors.push_back(error);
        });
        QObject::connect(reader, &FactsReader::described, &here,
                         [this](int, const std::optional<FactDetails> &told) { details.push_back(told); });
        QObject::connect(reader, &FactsReader::cacheChanged, &here,
                         [this](const QueryCacheFigures &told) { figures = told; });
        thread = std::make_unique<WorkerThread>(u"facts"_s, reader);
    }
    ~Stage() { reader->supersede(-1); }

    /// As the window asks.
    void ask(int token, const FactQuery &query, Part part = Part::First, const FactKey &from = {},
             int rows = 50)
    {
        FactsRequest request{token, path, query, part, from, rows};
        reader->supersede(token);
        QMetaObject::invokeMethod(reader, [worker = reader, request] { worker->search(request); });
    }
    bool complete() const { return !pages.empty() && pages.back().complete; }
    bool counted() const { return !counts.empty() && counts.back().complete; }

    QString path;
    QObject here;
    FactsReader *reader;
    QList<int> answers; ///< tokens of all that was told
    std::vector<FactsAnswer> pages;
    std::vector<FactsCount> counts;
    std::vector<FactsProgress> progresses;
    std::vector<Error> errors;
    std::vector<std::optional<FactDetails>> details;
    QueryCacheFigures figures;
    std::unique_ptr<WorkerThread> thread;
};

FactQuery containing(const QString &text)
{
    FactQuery query;
    query.pattern = FactPattern::parse(text);
    return query;
}

} // namespace

class tst_FactsReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_big = bigBase(m_folder); }

    void theFirstRowsComeAndThenTheNumber()
    {
        Stage stage(m_big);
        stage.ask(1, {});
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted(), 60'000);
        QCOMPARE(stage.pages.size(), std::size_t(1));
        QCOMPARE(stage.pages[0].rows.size(), std::size_t(50));
        QVERIFY(stage.pages[0].complete && !stage.pages[0].atEnd);
        QCOMPARE(stage.pages[0].orders, QList<FactOrder>{FactOrder::Id});
        QCOMPARE(stage.counts.back().matches, 400'000);

        FactQuery query;
        query.order = FactOrder::Id;
        stage.ask(1, query, Part::Next, stage.pages[0].rows.back().key);
        QTRY_COMPARE_WITH_TIMEOUT(stage.pages.size(), std::size_t(2), 60'000);
        QCOMPARE(stage.pages[1].rows.front().id, 51);
        stage.ask(1, query, Part::Previous, stage.pages[1].rows.front().key, 20);
        QTRY_COMPARE_WITH_TIMEOUT(stage.pages.size(), std::size_t(3), 60'000);
        QCOMPARE(stage.pages[2].rows.front().id, 31);
        QCOMPARE(stage.pages[2].rows.back().id, 50);
        QVERIFY(!stage.pages[2].atEnd);
        stage.ask(1, query, Part::Last);
        QTRY_COMPARE_WITH_TIMEOUT(stage.pages.size(), std::size_t(4), 60'000);
        QCOMPARE(stage.pages[3].rows.back().id, 400'000);
        stage.ask(1, query, Part::Previous, stage.pages[0].rows.front().key);
        QTRY_COMPARE_WITH_TIMEOUT(stage.pages.size(), std::size_t(5), 60'000);
        QVERIFY(stage.pages[4].rows.empty() && stage.pages[4].atEnd);
    }

    void aTextSearchTellsRowsAsTheyAreFoundAndThenCounts()
    {
        Stage stage(m_big);
        stage.ask(1, containing(u"99, x"_s), Part::First, {}, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted(), 60'000);
        std::size_t rows = 0;
        for (const FactsAnswer &page : stage.pages)
            rows += page.rows.size();
        QCOMPARE(rows, std::size_t(4000));
        QVERIFY(stage.complete() && stage.pages.back().atEnd);
        QCOMPARE(stage.counts.back().matches, 4000);
    }

    void aSupersededSearchIsInterruptedAndNeverAnswered()
    {
        Stage stage(m_big);
        stage.ask(1, containing(u"no such text"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!stage.progresses.empty() || stage.counted(), 60'000);
        const bool ended = stage.counted(); // on a very fast machine
        stage.answers.clear();
        stage.ask(2, containing(u"still none"_s));
        stage.ask(3, containing(u"399999, X"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted() && stage.counts.back().token == 3, 60'000);
        QVERIFY(ended || !stage.answers.contains(1));
        QVERIFY(!stage.answers.contains(2));
        QCOMPARE(stage.counts.back().token, 3);
        QCOMPARE(stage.counts.back().matches, 1);
        QVERIFY(stage.errors.empty());
    }

    void cancelEndsASearchWithoutAnAnswer()
    {
        Stage stage(m_big);
        stage.ask(1, containing(u"no such text"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!stage.progresses.empty() || stage.counted(), 60'000);
        stage.reader->supersede(2);
        stage.ask(3, containing(u"(1, x)"_s)); // answered after all that was before
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted() && stage.counts.back().token == 3, 60'000);
    }

    void progressIsToldWhileAllIsSearched()
    {
        Stage stage(m_big);
        stage.ask(1, containing(u"no such text"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted(), 60'000);
        double before = 0;
        for (const FactsProgress &progress : stage.progresses) {
            QVERIFY(progress.fraction >= before && progress.fraction <= 1);
            before = progress.fraction;
        }
        QCOMPARE(stage.counts.back().matches, 0);
        QVERIFY(stage.complete() && stage.pages.back().atEnd);
    }

    void theSameQuestionIsAnsweredFromMemoryUntilSomebodyWrites()
    {
        const Folder folder;
        Stage stage(bigBase(folder, 1000));
        stage.ask(1, {});
        QTRY_VERIFY(stage.counted());
        QCOMPARE(stage.figures.hits, 0U);
        QVERIFY(stage.figures.misses > 0 && stage.figures.bytes > 0);
        stage.counts.clear();
        stage.ask(2, {});
        QTRY_VERIFY(stage.counted());
        QCOMPARE(stage.figures.hits, 2U); // rows and number
        QCOMPARE(stage.pages[0].rows, stage.pages[1].rows);

        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(stage.path.toUtf8().constData(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_exec(db, "DELETE FROM facts WHERE id = 1", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
        stage.counts.clear();
        stage.ask(3, {});
        QTRY_VERIFY(stage.counted());
        QCOMPARE(stage.figures.invalidations, 1U);
        QCOMPARE(stage.pages.back().rows.front().id, 2);
        QCOMPARE(stage.counts.back().matches, 999);
    }

    void aBaseThatMayNotBeOpenedGivesThePlainReason()
    {
        const Folder folder;
        Stage missing(folder.file(u"none.db"_s));
        missing.ask(1, {});
        QTRY_COMPARE(missing.errors.size(), std::size_t(1));
        QCOMPARE(missing.errors[0].code, ErrorCode::FileMissing);

        Stage other(folder.write(u"text.db"_s, QByteArray(4096, 'x')));
        other.ask(1, {});
        QTRY_COMPARE(other.errors.size(), std::size_t(1));
        QCOMPARE(other.errors[0].code, ErrorCode::NotADatabase);

        Stage none(folder.database(u"empty.db"_s, "CREATE TABLE other(x)"));
        none.ask(1, {});
        QTRY_COMPARE(none.errors.size(), std::size_t(1));
        QCOMPARE(none.errors[0].code, ErrorCode::NoFactsTable);
    }

    void aFileThatWasReplacedIsReadAnew()
    {
#ifdef Q_OS_WIN
        QSKIP("nobody can move or replace a file that is open");
#endif
        const Folder folder;
        Stage stage(bigBase(folder, 10));
        stage.ask(1, {});
        QTRY_VERIFY(stage.counted());
        QCOMPARE(stage.counts.back().matches, 10);
        const Folder elsewhere;
        QVERIFY(QFile::remove(stage.path));
        QVERIFY(QFile::rename(bigBase(elsewhere, 20), stage.path));
        stage.counts.clear();
        stage.ask(2, {});
        QTRY_VERIFY(stage.counted());
        QCOMPARE(stage.counts.back().matches, 20);
    }

    void detailsAreToldBesideASearch()
    {
        Stage stage(m_big);
        stage.ask(1, containing(u"no such text"_s));
        QMetaObject::invokeMethod(stage.reader, [worker = stage.reader] {
            worker->describe(1, {SqlValue::of(qint64(7))});
            worker->describe(1, {SqlValue::of(qint64(0))});
        });
        QTRY_COMPARE_WITH_TIMEOUT(stage.details.size(), std::size_t(2), 60'000);
        QCOMPARE(stage.details[0]->statement, u"P(7, x)."_s);
        QVERIFY(!stage.details[1]);
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted(), 60'000);
    }

    void detailsAreToldAlsoAfterAWhileOfSilence()
    {
        Stage stage(m_big);
        stage.ask(1, containing(u"(7, x)"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stage.counted(), 60'000);
        QMetaObject::invokeMethod(stage.reader, &FactsReader::close); // as after a minute
        QMetaObject::invokeMethod(
            stage.reader, [worker = stage.reader] { worker->describe(1, {SqlValue::of(qint64(7))}); });
        QTRY_COMPARE_WITH_TIMEOUT(stage.details.size(), std::size_t(1), 60'000);
        QCOMPARE(stage.details[0]->statement, u"P(7, x)."_s);
    }

private:
    Folder m_folder;
    QString m_big;
};

QTEST_GUILESS_MAIN(tst_FactsReader)
#include "tst_FactsReader.moc"
