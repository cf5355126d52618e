// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/SearchedBase.h"

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

class tst_FactSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormFindsTheSame_data() { eachForm(); }
    void everyFormFindsTheSame()
    {
        QFETCH(int, form);
        const Base base(forms().at(form));
        for (const char *text :
             {"HasPart(Computer, ?)", "HasPart(Computer, *)", "HasPart(*)", "?(Computer, ?)", "?(*)",
              "HasPart(f(a, b), ?)", "(nameless, x)", "Größe(?, 東京)", "computer", "100% sure_", "'so'",
              "Nothing(here)", "HasPart(?, CPU)", "?(?, x)", "GRÖSSE", "größe"}) {
            const QString pattern = QString::fromUtf8(text);
            QStringList expected;
            for (const QString &statement : kStatements) {
                if (FactPattern::parse(pattern)->matches(statement))
                    expected << statement;
            }
            FactQuery query = asked(pattern);
            QCOMPARE(sorted(found(base, query)), sorted(expected));
            query.order = FactOrder::Id;
            QCOMPARE(found(base, query), base.search->schema().rowid ? expected : sorted(expected));

            FactScan scan = base.search->scan(query);
            QVERIFY(*scan.count(longTime()));
            QCOMPARE(scan.matches(), expected.size());
        }
    }

    void aChosenPredicateAndSubjectAreExact_data() { eachForm(); }
    void aChosenPredicateAndSubjectAreExact()
    {
        QFETCH(int, form);
        const Base base(forms().at(form));
        const auto count = [&base](const char *predicate, const char *subject,
                                   const char *pattern = nullptr) {
            FactQuery query = pattern ? asked(QString::fromUtf8(pattern)) : FactQuery();
            if (predicate)
                query.predicate = QString::fromUtf8(predicate);
            if (subject)
                query.subject = QString::fromUtf8(subject);
            return found(base, query).size();
        };
        QCOMPARE(count("HasPart", nullptr), 6);
        QCOMPARE(count("hasPart", nullptr), 0);
        QCOMPARE(count("", nullptr), 5);
        QCOMPARE(count("Größe", "Ω"), 1);
        QCOMPARE(count(nullptr, "Computer"), 6);
        QCOMPARE(count("HasPart", "Computer"), 4);
        QCOMPARE(count("HasPart", nullptr, "ram"), 1);
        QCOMPARE(count("HasPart", nullptr, "?(Computer, ?)"), 3);
        QCOMPARE(count("Uses", nullptr, "HasPart(*)"), 0);
        QCOMPARE(count("", "nameless"), 1);

        FactQuery exact;
        exact.statement = kStatements.at(2);
        QCOMPARE(found(base, exact), QStringList(kStatements.at(2)));
        exact.statement = kStatements.at(2).toUpper();
        QCOMPARE(found(base, exact), QStringList());
    }

    /// A predicate column that other programs fill: rows they left empty are found by their text.
    void rowsWithoutStoredPredicateAreFound_data()
    {
        QTest::addColumn<QByteArray>("index");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("predicate") << QByteArray("CREATE INDEX i ON facts_extended(predicate);");
        QTest::newRow("both") << QByteArray("CREATE INDEX i ON facts_extended(predicate, arg1);");
    }
    void rowsWithoutStoredPredicateAreFound()
    {
        QFETCH(QByteArray, index);
        const QByteArray insert =
            "INSERT INTO facts_extended(complexity, confidence, created_at, predicate, arg1, statement)"
            " VALUES(1, 1, '', ";
        const Base base(fieldSchemas()[3].create + index + insert + "'P', 'a', 'P(a, b).');" + insert +
                        "NULL, NULL, 'P(a, c).');" + insert + "'P', NULL, 'P(a, d).');" + insert +
                        "'Other', 'a', 'P(a, e).');");
        const QStringList expected{u"P(a, b)."_s, u"P(a, c)."_s, u"P(a, d)."_s};
        FactQuery query;
        query.predicate = u"P"_s;
        QCOMPARE(sorted(found(base, query)), expected);
        query.subject = u"a"_s;
        QCOMPARE(sorted(found(base, query)), expected);
        query.order = FactOrder::Id;
        const auto all = pages(*base.search, query, 1);
        QCOMPARE(statements(all), expected);
        QCOMPARE(all.at(1).predicate, u"P"_s);
        QCOMPARE(all.at(2).subject, u"a"_s);
    }
    void duplicatesAreAllRowsOfTheSameText()
    {
        QStringList many;
        for (int i = 0; i < 200; ++i)
            many << u"P(%1)."_s.arg(i);
        many << u"P(7)."_s << u"p(8)."_s << u"P(9) ."_s << u"P(7)."_s << u"P(199)."_s;
        FactQuery query;
        query.only = FactQuery::Only::Duplicates;
        const Base plain(forms().at(0), many);
        const QStringList expected{u"P(7)."_s, u"P(199)."_s, u"P(7)."_s, u"P(7)."_s, u"P(199)."_s};
        QCOMPARE(found(plain, query), expected);
        QCOMPARE(statements(pages(*plain.search, query, 2, Direction::Forward, true)), expected);
        plain.change("DELETE FROM facts WHERE statement = 'P(199).' AND id > 200");
        QCOMPARE(found(plain, query), (QStringList{u"P(7)."_s, u"P(7)."_s, u"P(7)."_s}));

        const Base indexed(forms().at(4), many); // there they stand together
        QCOMPARE(found(indexed, query), sorted(expected));
        query.predicate = u"Q"_s;
        QCOMPARE(found(indexed, query), QStringList());

        many = many.mid(0, 200);
        const Base unique(forms().at(1), many);
        query.predicate.reset();
        FactScan scan = unique.search->scan(query);
        QVERIFY(scan.run(10, longTime())->done);
        QCOMPARE(scan.examined(), 0); // the index says so
    }

    void malformedStatementsAreThoseThatFactTextCallsSo_data() { eachForm(); }
    void malformedStatementsAreThoseThatFactTextCallsSo()
    {
        QFETCH(int, form);
        QStringList many = kStatements;
        many << u"P((a)."_s << u"P(a,)."_s << u"P( , a)."_s << u"P(a, b). "_s << u"P(a)"_s << u"P(')."_s
             << u"P(a[1], {b})."_s << u"P)(a)."_s << u"P()."_s << u"P( )."_s << u"(a)."_s << u" (a)."_s
             << u"P(a)x."_s << u"P(a)."_s << u"."_s << u")."_s << u"()."_s << u"P[](a)."_s << u"P(a,,b)."_s;
        QStringList expected;
        for (const QString &statement : many) {
            QCOMPARE(isWellFormed(statement.toUtf8()), FactText::parse(statement).wellFormed);
            if (!FactText::parse(statement).wellFormed)
                expected << statement;
        }
        QVERIFY(expected.size() > 10 && expected.size() < many.size() - 5);
        const Base base(forms().at(form), many);
        FactQuery query;
        query.only = FactQuery::Only::Malformed;
        QCOMPARE(sorted(found(base, query)), sorted(expected));
    }
    void detailsTellEveryColumnAndWhatTheTextSays()
    {
        const Base base(fieldSchemas()[3].create +
                        "INSERT INTO facts_extended(statement, domain, complexity, confidence, created_at)"
                        " VALUES('P(f(a, b), c).', X'00ff', 3, 0.5, 'then')");
        const auto row = base.search->scan({}).run(1, longTime())->rows.front();
        const auto details = *base.search->details(row.key);
        QVERIFY(details.has_value());
        QCOMPARE(details->columns.size(), std::size_t(16));
        const auto column = [&](const char *name) {
            for (const auto &[key, value] : details->columns) {
                if (key == QLatin1String(name))
                    return value;
            }
            return u"no such column"_s;
        };
        QCOMPARE(column("domain"), u"X'00ff'"_s);
        QCOMPARE(column("confidence"), u"0.5"_s);
        QVERIFY(column("arg5").isNull());
        QCOMPARE(details->reading.arguments, (QStringList{u"f(a, b)"_s, u"c"_s}));
        base.change("DELETE FROM facts_extended");
        QVERIFY(!base.search->details(row.key)->has_value());
    }
    void longTextsAreCutBehindAWholeCharacter()
    {
        const QString text = u"P("_s + u"ö"_s.repeated(40'000) + u")."_s;
        const Base base(forms().at(0), {text});
        const auto row = base.search->scan({}).run(1, longTime())->rows.front();
        QVERIFY(row.cut);
        QVERIFY(text.startsWith(row.statement) && row.statement.size() > 32'000);
        QCOMPARE((*base.search->details(row.key))->statement, text);
    }
    void aBaseInUtf16IsSearchedToo()
    {
        const Base base("PRAGMA encoding='UTF-16le';" + forms().at(4).create +
                        Base::inserts(forms().at(4), kStatements));
        QCOMPARE(sorted(found(base, asked(u"Größe(?, 東京)"_s))), QStringList(u"Größe(Ω, 東京)."_s));
        FactQuery query;
        query.order = FactOrder::Statement;
        QCOMPARE(pages(*base.search, query, 3), pages(*base.search, query, 100));
        QCOMPARE(found(base, query).size(), kStatements.size());
    }
    void fingerprintsTellQueriesApart()
    {
        FactQuery a = asked(u"P(a, b)"_s);
        FactQuery b = asked(u"P(a, ?)"_s);
        QVERIFY(a.fingerprint() != b.fingerprint());
        QCOMPARE(a.fingerprint(), asked(u" P(a,b). "_s).fingerprint());
        QVERIFY(a.fingerprint() != asked(u"P(a, b, *)"_s).fingerprint());
        b = a;
        b.descending = true;
        QVERIFY(a.fingerprint() != b.fingerprint());
        b = a;
        b.predicate = QString();
        QVERIFY(a.fingerprint() != b.fingerprint());
        FactQuery c;
        c.subject = QString();
        b = FactQuery();
        b.predicate = QString();
        QVERIFY(b.fingerprint() != c.fingerprint());
    }
    void aMatcherFindsWhatLikeFinds()
    {
        const QStringList needles{u"a"_s, u"AB"_s, u"aab"_s, u"ö"_s,  u"Ö"_s,     u"東"_s,
                                  u"é"_s, u"%"_s,  u"_"_s,   u"zz"_s, u"aabaab"_s};
        const QStringList texts{u""_s,     u"a"_s,    u"xAaB"_s,       u"Größe"_s, u"GRÖSSE"_s,
                                u"東京"_s, u"100%"_s, u"AABAAABAAB"_s, u"a_b"_s,   u"z"_s};
        for (const QString &needle : needles) {
            const ByteMatcher matcher(needle.toUtf8());
            for (const QString &text : texts)
                QCOMPARE(matcher.isIn(text.toUtf8()), FactPattern::parse(needle)->matches(text));
        }
        QVERIFY(ByteMatcher(QByteArray()).isIn(QByteArray()));
    }
};

QTEST_GUILESS_MAIN(tst_FactSearch)
#include "tst_FactSearch.moc"
