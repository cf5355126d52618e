// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/QueryCache.h"

#include <QTest>

using namespace hakgal;
using namespace std::chrono_literals;

namespace {

using Answer = QueryCache::Answer;

struct Stage
{
    Instant now = Instant::now();
    QueryCache cache;

    explicit Stage(qint64 mostBytes = QueryCache::kMostBytes) : cache([this] { return now; }, mostBytes) {}
    static std::shared_ptr<const Answer> rows(int count, int characters = 10)
    {
        auto answer = std::make_shared<Answer>();
        for (int i = 0; i < count; ++i) {
            FactRow row;
            row.statement = QString(characters, QLatin1Char('x'));
            answer->rows.push_back(row);
        }
        return answer;
    }
    QueryCacheFigures figures() const { return cache.figures(); }
};

} // namespace

class tst_QueryCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerIsGivenForThirtySeconds()
    {
        Stage stage;
        QVERIFY(!stage.cache.find("q", 1));
        const auto answer = Stage::rows(3);
        stage.cache.store("q", 1, answer);
        stage.now.steady += 29'999ms;
        QCOMPARE(stage.cache.find("q", 1), answer);
        stage.now.steady += 1ms;
        QVERIFY(!stage.cache.find("q", 1));
        QCOMPARE(stage.figures().hits, 1U);
        QCOMPARE(stage.figures().misses, 2U);
        QCOMPARE(stage.figures().invalidations, 0U);
        QCOMPARE(stage.figures().bytes, 0); // too old is gone
    }

    void theWallClockPlaysNoPart()
    {
        Stage stage;
        stage.cache.store("q", 1, Stage::rows(1));
        stage.now.wallMs += 86'400'000;
        QVERIFY(stage.cache.find("q", 1));
    }

    void aWriteOfSomebodyDropsEverythingOnce()
    {
        Stage stage;
        stage.cache.store("a", 1, Stage::rows(1));
        stage.cache.store("b", 1, Stage::rows(1));
        QVERIFY(!stage.cache.find("a", 2));
        QVERIFY(!stage.cache.find("b", 2));
        QVERIFY(!stage.cache.find("b", 1)); // an older state is another state too
        QCOMPARE(stage.figures().invalidations, 1U);
        QCOMPARE(stage.figures().bytes, 0);
        stage.cache.store("a", 3, Stage::rows(1));
        QCOMPARE(stage.figures().invalidations, 1U); // there was nothing to drop
    }

    void theLongestUnusedGoFirstWhereTheyBecomeTooMany()
    {
        Stage probe;
        probe.cache.store("a", 1, Stage::rows(10));
        const qint64 one = probe.figures().bytes;
        QVERIFY(one > 10 * 20);

        Stage stage(3 * one);
        for (const char *name : {"a", "b", "c"})
            stage.cache.store(name, 1, Stage::rows(10));
        QVERIFY(stage.cache.find("a", 1)); // used: "b" is the oldest now
        stage.cache.store("d", 1, Stage::rows(10));
        QVERIFY(stage.figures().bytes <= 3 * one);
        QVERIFY(stage.cache.find("a", 1));
        QVERIFY(!stage.cache.find("b", 1));
        QVERIFY(stage.cache.find("c", 1));
        QVERIFY(stage.cache.find("d", 1));
        stage.cache.store("huge", 1, Stage::rows(100));
        QVERIFY(!stage.cache.find("huge", 1));
        QVERIFY(stage.cache.find("d", 1)); // nothing had to go for it
    }

    void anAnswerIsReplacedAndCountedOnce()
    {
        Stage stage;
        stage.cache.store("a", 1, Stage::rows(10));
        const qint64 one = stage.figures().bytes;
        stage.cache.store("a", 1, Stage::rows(10));
        QCOMPARE(stage.figures().bytes, one);
        stage.cache.clear();
        QCOMPARE(stage.figures().bytes, 0);
        QCOMPARE(stage.figures().invalidations, 0U);
        QVERIFY(!stage.cache.find("a", 1));
    }
};

QTEST_GUILESS_MAIN(tst_QueryCache)
#include "tst_QueryCache.moc"
