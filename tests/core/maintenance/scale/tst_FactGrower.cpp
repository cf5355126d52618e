// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/FactGrower.h"

#include "core/store/FactText.h"
#include "tests/support/Folder.h"
#include "tests/support/Sample.h"

#include <QCryptographicHash>
#include <QSet>
#include <QTest>

#include <cmath>
#include <map>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// A base of these statements, learned from.
struct Learned
{
    test::Folder folder;
    std::unique_ptr<Database> database;
    std::optional<FactGrower> grower;

    Learned(const QByteArrayList &statements, quint64 seed)
    {
        QByteArray sql = "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT, source TEXT, timestamp "
                         "TEXT); BEGIN;";
        for (QByteArray statement : statements)
            sql += "INSERT INTO facts(statement) VALUES('" + statement.replace("'", "''") + "');";
        const QString path = folder.database(u"base.db"_s, sql + "COMMIT;");
        auto opened = Database::open(path, {});
        Q_ASSERT(opened);
        database = std::move(*opened);
        auto store = FactStore::attach(*database);
        Q_ASSERT(store);
        JobContext context({}, nullptr);
        auto made = FactGrower::learn(*database, *store, seed, context);
        if (made)
            grower.emplace(std::move(*made));
    }
};

QByteArrayList skewed()
{
    QByteArrayList statements;
    // Predicates 60 : 30 : 10, the first with subjects 5 : 1.
    for (int i = 0; i < 500; ++i)
        statements += "HasPart(Computer, Component" + QByteArray::number(i) + ").";
    for (int i = 0; i < 100; ++i)
        statements += "HasPart(Car, Wheel" + QByteArray::number(i) + ").";
    for (int i = 0; i < 300; ++i)
        statements += "Causes(Event, Effect" + QByteArray::number(i) + ", Place).";
    for (int i = 0; i < 100; ++i)
        statements += "IsA(Thing" + QByteArray::number(i) + ").";
    return statements;
}

QByteArray hashOf(const FactGrower &grower, int n)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int i = 0; i < n; ++i)
        hash.addData(grower.statement(i) + '\n');
    return hash.result().toHex();
}

} // namespace

class tst_FactGrower : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberGoesIntoTheLastWord_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("long word gives up letters")
            << QByteArray("HasPart(Computer, Motherboard).") << QByteArray("HasPart(Computer, Motherb_417).");
        QTest::newRow("short word") << QByteArray("HasPart(PC, A).") << QByteArray("HasPart(PC, A_417).");
        QTest::newRow("only the first letter stays")
            << QByteArray("P(A, CPU).") << QByteArray("P(A, C_417).");
        QTest::newRow("nested") << QByteArray("Needs(A, f(B, Cable)).")
                                << QByteArray("Needs(A, f(B, C_417)).");
        QTest::newRow("quoted") << QByteArray("Says(A, 'x, y').") << QByteArray("Says(A, 'x, y_417').");
        QTest::newRow("no dot") << QByteArray("IsA(Elephant)") << QByteArray("IsA(Elep_417)");
        QTest::newRow("a sentence") << QByteArray("The sky is blue") << QByteArray("The sky is b_417");
        QTest::newRow("other letters stay whole")
            << QByteArray("Liegt(Köln, Österreich-Ü).") << QByteArray("Liegt(Köln, Österreich-Ü_417).");
        QTest::newRow("ends with digits") << QByteArray("Has(A, R2).") << QByteArray("Has(A, R_417).");
        QTest::newRow("nothing but closing") << QByteArray(").") << QByteArray("_417).");
    }

    void aNumberGoesIntoTheLastWord()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, expected);
        QCOMPARE(FactGrower::numbered(model, 417), expected);
    }

    void numbersOfThatFormAreFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("none") << QByteArray("HasPart(A, B).") << qint64(-1);
        QTest::newRow("one") << QByteArray("HasPart(A, B_12).") << qint64(12);
        QTest::newRow("the greatest") << QByteArray("P_900(A, B_12).") << qint64(900);
        QTest::newRow("no digits") << QByteArray("power_supply") << qint64(-1);
        QTest::newRow("too long to be one") << QByteArray("A_123456789012345678901234567890") << qint64(-1);
    }

    void numbersOfThatFormAreFound()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, expected);
        QCOMPARE(FactGrower::greatestNumber(text), expected);
    }

    void noStatementComesTwiceAndNoneIsInTheBase()
    {
        // The worst for it: own facts that look as if they had been made.
        QByteArrayList own = skewed();
        for (int i = 0; i < 1000; ++i)
            own += "HasPart(Computer, C_" + QByteArray::number(i) + ").";
        const Learned learned(own, 7);
        QVERIFY(learned.grower);
        QSet<QByteArray> seen(own.begin(), own.end());
        constexpr int kMade = 50'000;
        for (int i = 0; i < kMade; ++i)
            seen.insert(learned.grower->statement(i));
        QCOMPARE(seen.size(), own.size() + kMade);
    }

    void theDistributionIsKept()
    {
        const Learned learned(skewed(), 42);
        QVERIFY(learned.grower);
        constexpr int kMade = 100'000;
        std::map<QString, int> byPredicate;
        std::map<QString, int> bySubject; // of HasPart
        std::map<QString, qsizetype> arguments;
        double bytes = 0;
        for (int i = 0; i < kMade; ++i) {
            const QByteArray statement = learned.grower->statement(i);
            const FactText text = FactText::parse(QString::fromUtf8(statement));
            QVERIFY2(text.wellFormed, statement.constData());
            ++byPredicate[text.predicate];
            if (text.predicate == u"HasPart"_s)
                ++bySubject[text.subject];
            const auto known = arguments.emplace(text.predicate, text.arguments.size());
            QCOMPARE(text.arguments.size(), known.first->second);
            bytes += double(statement.size());
        }
        QCOMPARE(arguments,
                 (std::map<QString, qsizetype>{{u"Causes"_s, 3}, {u"HasPart"_s, 2}, {u"IsA"_s, 1}}));

        // Pearson's chi-squared against the shares of the base; 13.8 is the 0.1 % point for two degrees of
        // freedom, 10.8 for one. The seed is fixed, so this holds always or never.
        const auto chiSquared = [](const std::map<QString, int> &counted,
                                   const std::map<QString, double> &shares) {
            double total = 0;
            for (const auto &[name, count] : counted)
                total += count;
            double sum = 0;
            for (const auto &[name, share] : shares)
                sum += std::pow(counted.at(name) - share * total, 2) / (share * total);
            return sum;
        };
        QCOMPARE(byPredicate.size(), std::size_t(3));
        QCOMPARE_LT(chiSquared(byPredicate, {{u"HasPart"_s, 0.6}, {u"Causes"_s, 0.3}, {u"IsA"_s, 0.1}}),
                    13.8);
        QCOMPARE(bySubject.size(), std::size_t(2));
        QCOMPARE_LT(chiSquared(bySubject, {{u"Computer"_s, 5.0 / 6}, {u"Car"_s, 1.0 / 6}}), 10.8);
        // And the texts are as long as they were, to a letter or two.
        QVERIFY(std::abs(bytes / kMade - learned.grower->averageBytes()) < 2);
    }

    void theRealBaseKeepsItsPredicates()
    {
        const QString sample = test::samplePath();
        if (sample.isEmpty())
            QSKIP("the sample knowledge base is not here");
        QFile file(sample);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArrayList own = file.readAll().split('\n');
        own.removeAll(QByteArray());
        const Learned learned(own, 1);
        QVERIFY(learned.grower);
        std::map<QString, double> shares;
        for (const QByteArray &statement : own)
            shares[FactText::parse(QString::fromUtf8(statement)).predicate] += 1.0 / double(own.size());
        std::map<QString, int> made;
        constexpr int kMade = 100'000;
        for (int i = 0; i < kMade; ++i)
            ++made[FactText::parse(QString::fromUtf8(learned.grower->statement(i))).predicate];
        for (const auto &[predicate, share] : shares) {
            const double expected = share * kMade;
            const double spread = 5 * std::sqrt(expected) + 1;
            QVERIFY2(std::abs(made[predicate] - expected) < spread, qPrintable(predicate));
        }
        QCOMPARE(made.size(), shares.size());
    }

    void theSameSeedMakesTheSameFacts()
    {
        const Learned one(skewed(), 42);
        const Learned same(skewed(), 42);
        const Learned other(skewed(), 43);
        QVERIFY(one.grower && same.grower && other.grower);
        QCOMPARE(hashOf(*one.grower, 5'000), hashOf(*same.grower, 5'000));
        QVERIFY(hashOf(*one.grower, 5'000) != hashOf(*other.grower, 5'000));
        QCOMPARE(hashOf(FactGrower::synthetic(9), 5'000), hashOf(FactGrower::synthetic(9), 5'000));
        QVERIFY(hashOf(FactGrower::synthetic(9), 5'000) != hashOf(FactGrower::synthetic(10), 5'000));
        // On every machine and with every version.
        QCOMPARE(FactGrower::draw(1, 0), quint64(0x37ad5fdd5756bd3dULL));
        QCOMPARE(FactGrower::draw(7, 12'345), quint64(0xb02f13ac52df4997ULL));
        QCOMPARE(one.grower->ownFacts(), qint64(1'000));
    }

    void madeUpFactsAreSkewedAndWellFormed()
    {
        const FactGrower grower = FactGrower::synthetic(3);
        std::map<QString, int> byPredicate;
        QSet<QByteArray> seen;
        constexpr int kMade = 20'000;
        for (int i = 0; i < kMade; ++i) {
            const QByteArray statement = grower.statement(i);
            const FactText text = FactText::parse(QString::fromUtf8(statement));
            QVERIFY2(text.wellFormed, statement.constData());
            ++byPredicate[text.predicate];
            seen.insert(statement);
        }
        QCOMPARE(seen.size(), kMade);
        int most = 0;
        for (const auto &[predicate, count] : byPredicate)
            most = std::max(most, count);
        QCOMPARE_GT(byPredicate.size(), std::size_t(40));
        QCOMPARE_GT(most, kMade / 10); // 1 of H(60) = 4.7 parts
    }

    void aBaseWithoutFactsTeachesNothing()
    {
        const Learned learned({}, 1);
        QVERIFY(!learned.grower);
    }
};

QTEST_GUILESS_MAIN(tst_FactGrower)
#include "tst_FactGrower.moc"
