// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CountLedger.h"

#include <QTest>

using namespace hakgal;
using namespace std::chrono_literals;

namespace {

Instant at(std::chrono::milliseconds t)
{
    return {std::chrono::steady_clock::time_point(1h) + t, 1'700'000'000'000 + t.count()};
}

CountAnswer answer(const CountRequest &request, qint64 facts, std::chrono::milliseconds from,
                   std::chrono::steady_clock::duration cost = 1ms)
{
    CountAnswer a;
    a.number = request.number;
    a.from = at(from);
    a.facts = facts;
    a.factsCost = cost;
    if (request.predicates) {
        auto table = std::make_shared<PredicateTable>();
        table->rows = {{QStringLiteral("HasPart"), facts}};
        table->predicates = 1;
        a.predicates = table;
        a.predicatesCost = cost;
    }
    return a;
}

Sample filled(const CountLedger &ledger, std::chrono::milliseconds t)
{
    Sample sample;
    sample.at = at(t);
    ledger.fill(sample);
    return sample;
}

} // namespace

class tst_CountLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsDueBeforeTheBaseWasRead()
    {
        CountLedger ledger;
        QVERIFY(!ledger.due(at(0ms), true));
    }

    void theFirstTickAsksForACount()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        QVERIFY(ledger.due(at(0ms), true));
        QVERIFY2(!ledger.due(at(1s), true), "one request is under way at a time");
    }

    void anUnmovedDataVersionKeepsTheCountCurrent()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        const auto request = ledger.due(at(0ms), false);
        QVERIFY(ledger.answer(answer(*request, 60'000, 5ms), at(10ms)));
        for (int second = 1; second <= 30; ++second) {
            ledger.tick(at(second * 1000ms), 2);
            QVERIFY(!ledger.due(at(second * 1000ms), false));
        }
        const Sample sample = filled(ledger, 30s);
        QCOMPARE(sample[MetricId::Facts].value, 60'000.0);
        QCOMPARE(sample[MetricId::FactsAge].value, 0.0);
        QCOMPARE(sample[MetricId::FactsPerMinute].value, 0.0);
    }

    void aMovedDataVersionAsksAgainAndTheAgeTravels()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        const auto first = ledger.due(at(0ms), false);
        ledger.answer(answer(*first, 60'000, 5ms), at(10ms));
        ledger.tick(at(1s), 3);
        const auto second = ledger.due(at(1s), false);
        QVERIFY(second);
        QVERIFY(second->number != first->number);
        QCOMPARE(filled(ledger, 2005ms)[MetricId::FactsAge].value, 2.0);
        ledger.answer(answer(*second, 60'007, 1005ms), at(2010ms));
        QCOMPARE(filled(ledger, 2005ms)[MetricId::FactsAge].value, 1.0);
        QCOMPARE(filled(ledger, 2005ms)[MetricId::Facts].value, 60'007.0);
    }

    void aDearCountIsMadeMoreSeldom()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        ledger.answer(answer(*ledger.due(at(0ms), false), 50'000'000, 0ms, 100ms), at(100ms));
        for (int second = 1; second <= 10; ++second) {
            ledger.tick(at(second * 1000ms), 2 + second);
            QVERIFY2(!ledger.due(at(second * 1000ms), false), "100 ms may come once in ten seconds");
        }
        ledger.tick(at(10'200ms), 13);
        QVERIFY(ledger.due(at(10'200ms), false));
    }

    void growthIsScaledToAMinuteOnceTenSecondsAreKnown()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 1);
        ledger.answer(answer(*ledger.due(at(0ms), false), 1000'000, 0ms), at(0ms));
        QVERIFY(filled(ledger, 1s)[MetricId::FactsPerMinute].reason == Reason::NoHistory);
        ledger.tick(at(20s), 2);
        ledger.answer(answer(*ledger.due(at(20s), false), 1000'010, 20s), at(20s));
        QCOMPARE(filled(ledger, 20s)[MetricId::FactsPerMinute].value, 30.0);
    }

    void growthLooksBackAboutOneMinute()
    {
        CountLedger ledger;
        qint64 facts = 100'000;
        for (int second = 0; second <= 200; ++second) {
            ledger.tick(at(second * 1000ms), second);
            facts += second > 100 ? 2 : 0;
            if (auto request = ledger.due(at(second * 1000ms), false))
                ledger.answer(answer(*request, facts, second * 1000ms, 0ms), at(second * 1000ms));
        }
        QCOMPARE(filled(ledger, 200s)[MetricId::FactsPerMinute].value, 120.0);
        QCOMPARE(filled(ledger, 200s)[MetricId::FactsUnchanged].value, 0.0);
    }

    void anAnswerOfAnEarlierConnectionIsNotTaken()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        const auto request = ledger.due(at(0ms), false);
        ledger.forgetVersion();
        QVERIFY(!ledger.answer(answer(*request, 5, 0ms), at(0ms)));
        QVERIFY(!filled(ledger, 1s)[MetricId::Facts].known());
    }

    void groupedCountsOfABigTableWithoutIndexWaitForTheOperator()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        ledger.answer(answer(*ledger.due(at(0ms), false), 1'000'000, 0ms), at(0ms));
        ledger.tick(at(10s), 2);
        QVERIFY(!ledger.due(at(10s), false));
        QVERIFY(filled(ledger, 10s).predicatesReason == Reason::TooSlow);
        ledger.wantPredicates();
        const auto request = ledger.due(at(10s), false);
        QVERIFY(request && request->predicates && request->patient);
        QVERIFY(ledger.answer(answer(*request, 1'000'000, 10s, 900ms), at(11s)));
        const Sample sample = filled(ledger, 12s);
        QVERIFY(sample.predicates);
        QCOMPARE(sample.predicates->rows.size(), std::size_t(1));
    }

    void groupedCountsOfASmallTableComeByThemselves()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        ledger.answer(answer(*ledger.due(at(0ms), false), 4'242, 0ms), at(0ms));
        ledger.tick(at(1s), 2);
        const auto request = ledger.due(at(1s), false);
        QVERIFY(request && request->predicates && !request->patient);
    }

    void aCountThatDoesNotFitIntoItsTimeIsSaidToBeTooSlow()
    {
        CountLedger ledger;
        ledger.tick(at(0ms), 2);
        CountAnswer tooSlow;
        tooSlow.number = ledger.due(at(0ms), true)->number;
        tooSlow.from = at(0ms);
        tooSlow.factsCost = 250ms;
        tooSlow.tooSlow = true;
        ledger.answer(tooSlow, at(250ms));
        QVERIFY(filled(ledger, 1s)[MetricId::Facts].reason == Reason::TooSlow);
        ledger.tick(at(2s), 3);
        QVERIFY2(!ledger.due(at(2s), true), "a failed count costs as much as one that works");
    }
};

QTEST_GUILESS_MAIN(tst_CountLedger)
#include "tst_CountLedger.moc"
