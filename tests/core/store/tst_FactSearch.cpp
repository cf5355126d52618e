// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactSearch.h"
#include "tests/support/Folder.h"
#include "tests/support/Forms.h"

#include <QTest>

#include <algorithm>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

using Direction = FactSearch::Direction;

struct Base
{
    explicit Base(const Form &form, const QStringList &statements = kStatements)
        : Base(form.create + "BEGIN;" + inserts(form, statements) + "COMMIT;")
    {
    }
    explicit Base(const QByteArray &sql)
    {
        database = *Database::open(folder.database(u"kb.db"_s, sql), {});
        search = *FactSearch::attach(*database);
    }
    static QByteArray inserts(const Form &form, const QStringList &statements)
    {
        QByteArray sql;
        for (const QString &statement : statements)
            sql += form.insert + literal(statement) + ");";
        return sql;
    }
    void change(const QByteArray &sql) const
    {
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(folder.file(u"kb.db"_s).toUtf8().constData(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
    }

    Folder folder;
    std::unique_ptr<Database> database;
    std::unique_ptr<FactSearch> search;
};

std::chrono::steady_clock::time_point longTime()
{
    return std::chrono::steady_clock::now() + std::chrono::hours(1);
}

FactQuery asked(const QString &pattern)
{
    FactQuery query;
    query.pattern = FactPattern::parse(pattern);
    return query;
}

/// All rows by pages of that size, each a search of its own behind the last row of the one before; `slices`:
/// with no more time than the fewest rows take.
std::vector<FactRow> pages(FactSearch &search, FactQuery query, int size,
                           Direction direction = Direction::Forward, bool slices = false)
{
    std::vector<FactRow> all;
    FactKey from;
    for (bool done = false; !done;) {
        FactScan scan = search.scan(query, from, direction);
        query.order = scan.order();
        std::vector<FactRow> page;
        while (!done && static_cast<int>(page.size()) < size) {
            const auto slice = scan.run(size - static_cast<int>(page.size()),
                                        slices ? std::chrono::steady_clock::time_point() : longTime());
            if (!slice)
                qFatal("%s", qPrintable(slice.error().detail));
            page.insert(page.end(), slice->rows.begin(), slice->rows.end());
            done = slice->done;
        }
        if (!page.empty())
            from = page.back().key;
        all.insert(all.end(), page.begin(), page.end());
    }
    return all;
}

QStringList statements(const std::vector<FactRow> &rows)
{
    QStringList texts;
    for (const FactRow &row : rows)
        texts << row.statement;
    return texts;
}

QStringList found(const Base &base, const FactQuery &query)
{
    return statements(pages(*base.search, query, 1000));
}

QStringList sorted(QStringList texts)
{
    std::sort(texts.begin(), texts.end(),
              [](const QString &a, const QString &b) { return a.toUtf8() < b.toUtf8(); });
    return texts;
}

/// What a row sorts by: SQLite puts NULL first, then bytes.
QByteArray sortText(const FactRow &row, FactOrder order)
{
    const QString &text = order == FactOrder::Predicate ? row.predicate
                          : order == FactOrder::Subject ? row.subject
                                                        : row.statement;
    return text.isNull() ? QByteArray() : '+' + text.toUtf8();
}

} // namespace

class tst_FactSearch : public QObject
{
    Q_OBJECT

    static void eachForm()
    {
        QTest::addColumn<int>("form");
        for (int i = 0; i < forms().size(); ++i)
            QTest::newRow(forms().at(i).name) << i;
    }

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

    /// Forwards and backwards, a few rows at a time: every row once, and in the order that was said.
    void pagesJoinInEveryOrder_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<bool>("descending");
        for (int i = 0; i < forms().size(); ++i) {
            QTest::addRow("%s up", forms().at(i).name) << i << false;
            QTest::addRow("%s down", forms().at(i).name) << i << true;
        }
    }
    void pagesJoinInEveryOrder()
    {
        QFETCH(int, form);
        QFETCH(bool, descending);
        Form with = forms().at(form);
        QStringList many = kStatements;
        for (int i = 0; i < 50; ++i)
            many << u"P%1(S%2, %3)."_s.arg(i % 5).arg(i % 7).arg(i);
        const Base base(with, many);
        for (const FactOrder order :
             {FactOrder::Id, FactOrder::Statement, FactOrder::Predicate, FactOrder::Subject}) {
            if (!base.search->canOrderBy(order))
                continue;
            for (const char *pattern : {"", "s1", "P2(*)", "?(S3, *)", "P1(S1, ?)"}) {
                FactQuery query;
                query.pattern = FactPattern::parse(QString::fromLatin1(pattern));
                query.order = order;
                query.descending = descending;
                QStringList expected;
                for (const QString &statement : many) {
                    if (!query.pattern || query.pattern->matches(statement))
                        expected << statement;
                }
                const auto all = pages(*base.search, query, 1000);
                QCOMPARE(sorted(statements(all)), sorted(expected));
                QCOMPARE(pages(*base.search, query, 3), all);
                QCOMPARE(pages(*base.search, query, 10, Direction::Forward, true), all);
                auto back = pages(*base.search, query, 4, Direction::Backward);
                std::reverse(back.begin(), back.end());
                QCOMPARE(back, all);
                if (base.search->schema().predicateStored && order != FactOrder::Statement)
                    continue; // empty columns, while the rows tell what the text says
                const bool inOrder =
                    std::is_sorted(all.begin(), all.end(), [&](const auto &a, const auto &b) {
                        if (order == FactOrder::Id && base.search->schema().rowid)
                            return descending ? a.id > b.id : a.id < b.id;
                        const QByteArray x = sortText(a, order);
                        const QByteArray y = sortText(b, order);
                        return descending ? x > y : x < y;
                    });
                QVERIFY2(inOrder, pattern);
            }
        }
    }

    void anIndexGivesAnOrderAndOthersAreDeclined()
    {
        const auto orders = [](int form) {
            const Base base(forms().at(form));
            QString said;
            for (const FactOrder order : {FactOrder::Id, FactOrder::Statement, FactOrder::Predicate,
                                          FactOrder::Subject, FactOrder::Source, FactOrder::Time})
                said += base.search->canOrderBy(order) ? u'y' : u'-';
            return said;
        };
        QCOMPARE(orders(0), u"y-----"_s); // simple, without indices
        QCOMPARE(orders(1), u"yy----"_s); // statement key
        QCOMPARE(orders(4), u"yy----"_s); // statement index
        QCOMPARE(orders(7), u"yy----"_s); // without rowid
        const Base plain(forms().at(0));
        FactQuery query;
        query.order = FactOrder::Statement;
        QCOMPARE(plain.search->scan(query).order(), FactOrder::Id);
        QCOMPARE(found(plain, query), kStatements);

        QByteArray own = forms().at(6).create;
        const Base indexed(own + "CREATE INDEX p ON facts(predicate); CREATE INDEX s ON facts(subject);" +
                           Base::inserts(forms().at(6), kStatements));
        for (const FactOrder order : {FactOrder::Predicate, FactOrder::Subject})
            QVERIFY(indexed.search->canOrderBy(order));
    }

    /// Counted in pages, since times say nothing on a busy machine.
    void fewPagesAreReadWhereAnIndexHelps_data() { eachForm(); }
    void fewPagesAreReadWhereAnIndexHelps()
    {
        QFETCH(int, form);
        QStringList many;
        for (int i = 0; i < 8'000; ++i)
            many << u"Predicate%1(Subject%1, %2)."_s.arg(i / 4).arg(i);
        const Base base(forms().at(form), many);
        const auto pagesFor = [&base](const FactQuery &query, qsizetype expected) -> qint64 {
            base.search->scan(query); // plans are made once
            const auto before = base.database->cacheCounters();
            const qsizetype matches = found(base, query).size();
            const auto after = base.database->cacheCounters();
            return matches == expected ? after.hits + after.misses - before.hits - before.misses : -1;
        };
        const FactSchema &schema = base.search->schema();
        const bool indexed = schema.statementIndexed || schema.predicateIndexed;
        for (const QString &pattern : {u"Predicate7(Subject7, ?)"_s, u"Predicate7(*)"_s}) {
            const qint64 read = pagesFor(asked(pattern), 4);
            QVERIFY2(indexed && !schema.predicateStored ? read > 0 && read < 60 : read > 60,
                     qPrintable(QString::number(read)));
        }
        QVERIFY(pagesFor(asked(u"subject77"_s), 44) > 60); // the whole table in any form
        FactQuery exact;
        exact.statement = u"Predicate7(Subject7, 30)."_s;
        const qint64 read = pagesFor(exact, 1);
        QVERIFY2(schema.statementIndexed ? read > 0 && read < 30 : read > 60,
                 qPrintable(QString::number(read)));
    }

    /// A page in the middle of one predicate's facts reads no more than its own rows.
    void aPageInTheMiddleReadsFewPages()
    {
        QStringList many;
        for (int i = 0; i < 20'000; ++i)
            many << u"Same(S%1, %2)."_s.arg(i % 10).arg(i);
        const Base base(forms().at(6).create + "CREATE INDEX p ON facts(predicate); BEGIN;" +
                        Base::inserts(forms().at(6), many) + "COMMIT; ANALYZE;");
        FactQuery query;
        query.order = FactOrder::Predicate;
        const FactKey middle{SqlValue::of(qint64(10'000)), SqlValue::of("Same")};
        for (const Direction direction : {Direction::Forward, Direction::Backward}) {
            base.search->scan(query, middle, direction);
            const auto before = base.database->cacheCounters();
            const auto slice = base.search->scan(query, middle, direction).run(20, longTime());
            const auto after = base.database->cacheCounters();
            QCOMPARE(slice->rows.size(), std::size_t(20));
            QCOMPARE(slice->rows.front().id, direction == Direction::Forward ? 10'001 : 9'999);
            const qint64 read = after.hits + after.misses - before.hits - before.misses;
            QVERIFY2(read < 300, qPrintable(QString::number(read)));
        }
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

    void rowsAreAddedAndRemovedBetweenPages()
    {
        QStringList many;
        for (int i = 1; i <= 100; ++i)
            many << u"P(%1)."_s.arg(i);
        const Base base(forms().at(0), many);
        FactScan scan = base.search->scan({});
        const auto first = scan.run(10, longTime());
        QCOMPARE(first->rows.back().id, 10);
        base.change(
            "DELETE FROM facts WHERE id IN (5, 10, 11, 12); INSERT INTO facts(statement) VALUES('new')");
        const auto second = scan.run(1000, longTime());
        QVERIFY(second->done);
        QCOMPARE(second->rows.front().id, 13);
        QCOMPARE(second->rows.back().statement, u"new"_s);
    }

    void aPageEndsWhereItIsToldAndTheRestIsCounted()
    {
        const Base base(forms().at(0));
        FactScan scan = base.search->scan(asked(u"?(Computer, ?)"_s));
        const auto page = scan.run(2, longTime());
        QVERIFY(!page->done);
        QCOMPARE(statements(page->rows), kStatements.mid(0, 2));
        QVERIFY(*scan.count(longTime()));
        QCOMPARE(scan.matches(), 5);

        QList<qint64> ids;
        for (const FactRow &row : pages(*base.search, asked(u"?(Computer, ?)"_s), 2))
            ids << row.id;
        QCOMPARE(ids, (QList<qint64>{1, 2, 3, 5, 6}));
    }

    void aSliceEndsInTimeAndGoesOnWhereItWas()
    {
        QStringList many;
        for (int i = 0; i < 500; ++i)
            many << u"P(%1)."_s.arg(i);
        const Base base(forms().at(0), many);
        FactScan scan = base.search->scan(asked(u"nothing like it"_s));
        int slices = 0;
        double before = -1;
        for (bool done = false; !done; ++slices) {
            const auto slice = scan.run(10, std::chrono::steady_clock::time_point());
            QVERIFY(slice.ok() && slice->rows.empty());
            done = slice->done;
            QVERIFY(scan.progress() && *scan.progress() > before && *scan.progress() <= 1);
            before = *scan.progress();
        }
        QVERIFY(slices >= 5 && slices <= 500);
        QCOMPARE(scan.examined(), 500);
    }

    void aSearchThatIsCancelledEndsAndMayGoOn()
    {
        QStringList many;
        for (int i = 0; i < 3000; ++i)
            many << u"P(%1)."_s.arg(i);
        const Base base(forms().at(0), many);
        std::atomic<bool> cancel{true};
        base.database->setCancelFlag(&cancel);
        FactScan scan = base.search->scan({});
        const auto slice = scan.run(100'000, longTime());
        QVERIFY(!slice.ok());
        QCOMPARE(slice.error().code, ErrorCode::Interrupted);
        cancel = false;
        QCOMPARE(scan.run(100'000, longTime())->rows.size(), std::size_t(3000));
        QCOMPARE(scan.matches(), 3000);
    }

    /// Between two slices a writer's checkpoint can reset the WAL: nothing is pinned.
    void nothingIsPinnedBetweenSlices()
    {
        QStringList many;
        for (int i = 0; i < 2000; ++i)
            many << u"P(%1)."_s.arg(i);
        Folder folder;
        const QString path =
            folder.database(u"kb.db"_s, "PRAGMA journal_mode=WAL;" + forms().at(0).create + "BEGIN;" +
                                            Base::inserts(forms().at(0), many) + "COMMIT;");
        const auto database = *Database::open(path, {});
        const auto search = *FactSearch::attach(*database);
        FactScan scan = search->scan({});
        QVERIFY(scan.run(10, longTime()).ok());
        sqlite3 *writer = nullptr;
        QCOMPARE(sqlite3_open(path.toUtf8().constData(), &writer), SQLITE_OK);
        QCOMPARE(
            sqlite3_exec(writer, "INSERT INTO facts(statement) VALUES('new')", nullptr, nullptr, nullptr),
            SQLITE_OK);
        int frames = -1;
        int copied = -1;
        QCOMPARE(sqlite3_wal_checkpoint_v2(writer, "main", SQLITE_CHECKPOINT_TRUNCATE, &frames, &copied),
                 SQLITE_OK);
        sqlite3_close(writer);
        QCOMPARE(scan.run(5000, longTime())->rows.size(), std::size_t(1991));
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
