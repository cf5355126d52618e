// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/SearchedBase.h"

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

/// What a row sorts by: SQLite puts NULL first, then bytes.
QByteArray sortText(const FactRow &row, FactOrder order)
{
    const QString &text = order == FactOrder::Predicate ? row.predicate
                          : order == FactOrder::Subject ? row.subject
                                                        : row.statement;
    return text.isNull() ? QByteArray() : '+' + text.toUtf8();
}

} // namespace

class tst_FactScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(tst_FactScan)
#include "tst_FactScan.moc"
