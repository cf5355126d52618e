// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactSearch.h"
#include "core/store/FactStore.h"
#include "tests/support/Folder.h"
#include "tests/support/Forms.h"

#include <QJsonDocument>
#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;

namespace {

struct Base
{
    explicit Base(const Form &form, const QStringList &statements = kStatements,
                  OpenPolicy::Access access = OpenPolicy::Access::Watch)
    {
        QByteArray sql = form.create + "BEGIN;";
        for (const QString &statement : statements)
            sql += form.insert + literal(statement) + ");";
        sql += "COMMIT;";
        Database::Options options;
        options.access = access;
        database = *Database::open(folder.database(u"kb.db"_s, sql), options);
        store = *FactStore::attach(*database);
    }
    Folder folder;
    std::unique_ptr<Database> database;
    std::optional<FactStore> store;
};

/// The words of the planner about a query.
QString plan(Database &database, const QString &sql)
{
    auto explain = database.prepare("EXPLAIN QUERY PLAN "_L1 + sql);
    QStringList details;
    while (explain && *explain->step())
        details << explain->text(3);
    return details.join(u'\n');
}

} // namespace

class tst_FactStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormCountsTheSame_data() { eachForm(); }
    void everyFormCountsTheSame()
    {
        QFETCH(int, form);
        Base base(forms().at(form));
        QCOMPARE(*base.store->count(), kStatements.size());
        if (base.store->schema().predicateStored)
            return; // empty columns here
        const auto table = base.store->predicates(50);
        QVERIFY(table.ok());
        const std::vector<PredicateCount> expected{
            {u"HasPart"_s, 6}, {QString(), 5}, {u"Größe"_s, 1}, {u"HasParts"_s, 1}, {u"Uses"_s, 1}};
        QCOMPARE(table->rows, expected);
        QCOMPARE(table->predicates, 4);
        QVERIFY(table->countedAt.wallMs > 0);
    }

    void onlyTheMostFrequentPredicatesAreKept()
    {
        QStringList many;
        for (int p = 0; p < 30; ++p) {
            for (int i = 0; i <= p / 2; ++i)
                many << u"P%1(%2)."_s.arg(p, 2, 10, QChar(u'0')).arg(i);
        }
        Base base(forms().at(0), many);
        const auto table = base.store->predicates(3);
        QVERIFY(table.ok());
        const std::vector<PredicateCount> expected{{u"P28"_s, 15}, {u"P29"_s, 15}, {u"P26"_s, 14}};
        QCOMPARE(table->rows, expected);
        QCOMPARE(table->predicates, 30);
        QVERIFY(base.store->predicates(0)->rows.empty());
    }

    void everyFormGivesEveryStatementBack_data() { eachForm(); }
    void everyFormGivesEveryStatementBack()
    {
        QFETCH(int, form);
        Base base(forms().at(form));
        QStringList all;
        QVERIFY(base.store
                    ->forEachStatement([&all](const QByteArray &utf8) {
                        all << QString::fromUtf8(utf8);
                        return true;
                    })
                    .ok());
        QStringList expected = kStatements;
        if (!base.store->schema().rowid)
            std::sort(expected.begin(), expected.end(),
                      [](const QString &a, const QString &b) { return a.toUtf8() < b.toUtf8(); });
        QCOMPARE(all, expected);
        int calls = 0;
        QVERIFY(base.store->forEachStatement([&calls](const QByteArray &) { return ++calls < 3; }).ok());
        QCOMPARE(calls, 3);
    }

    void probeQueriesRunOnEveryForm_data() { eachForm(); }
    void probeQueriesRunOnEveryForm()
    {
        QFETCH(int, form);
        Base base(forms().at(form));
        FactStore &store = *base.store;
        const auto rows = [&base](const QString &sql, const QStringList &values) {
            auto statement = base.database->prepare(sql);
            if (!statement)
                return -1;
            for (int i = 0; i < values.size(); ++i)
                statement->bind(i + 1, values.at(i));
            int count = 0;
            for (auto row = statement->step(); row && *row; row = statement->step())
                ++count;
            return count;
        };
        QCOMPARE(rows(store.pointSql(), {kStatements.front()}), 1);
        QCOMPARE(rows(store.pointSql(), {u"not there"_s}), 0);
        if (!store.schema().predicateStored) {
            QCOMPARE(rows(store.predicateSql(4), {u"HasPart"_s}), 4);
            QCOMPARE(rows(store.predicateSql(20), {u"HasPart"_s}), 6);
            QCOMPARE(rows(store.subjectSql(20), {u"HasPart"_s, u"Computer"_s}), 4);
            auto counted = base.database->prepare(store.countSql(5));
            counted->bind(1, u"HasPart"_s);
            QVERIFY(*counted->step());
            QCOMPARE(counted->integer(0), 5);
        }
        auto sample = base.database->prepare(store.sampleSql());
        QVERIFY(sample.ok());
        if (store.schema().rowid) {
            auto bounds = base.database->prepare(store.boundsSql());
            QVERIFY(*bounds->step());
            QCOMPARE(bounds->integer(0), 1);
            QCOMPARE(bounds->integer(1), kStatements.size());
            sample->bind(1, 4);
            QVERIFY(*sample->step());
            QCOMPARE(sample->text(0), kStatements.at(3));
        } else {
            QVERIFY(store.boundsSql().isEmpty());
            sample->bind(1, u"HasPart(D"_s);
            QVERIFY(*sample->step());
            QCOMPARE(sample->text(0), u"HasPart(f(a, b), c)."_s);
        }
    }

    void ourOwnSchemaAnswersFromItsIndices()
    {
        const Folder folder;
        const auto database = Database::create(folder.file(u"kb.db"_s));
        QVERIFY(FactStore::createSchema(**database).ok());
        const auto store = FactStore::attach(**database);
        for (const QString &sql : {store->pointSql(), store->predicateSql(20), store->subjectSql(20),
                                   store->countSql(1000), store->sampleSql(), store->boundsSql()}) {
            const QString steps = plan(**database, sql);
            QVERIFY2(steps.contains("SEARCH"_L1), qPrintable(sql + u'\n' + steps));
            QVERIFY2(!steps.contains("SCAN facts"_L1), qPrintable(sql + u'\n' + steps));
        }
        QVERIFY(plan(**database, store->subjectSql(20)).contains("predicate=? AND subject=?"_L1));
    }

    void storedFactsAreReadBack_data() { eachForm(); }
    void storedFactsAreReadBack()
    {
        QFETCH(int, form);
        Base base(forms().at(form), {}, OpenPolicy::Access::Change);
        auto insert = base.store->insertion(u"test"_s, FactInsert::Duplicates::Skip);
        QVERIFY2(insert.ok(), qPrintable(insert ? QString() : insert.error().detail));
        for (const QString &statement : kStatements) {
            const auto stored = insert->store(statement.toUtf8(), u"2026-01-02T03:04:05Z"_s);
            QVERIFY2(stored.ok(), qPrintable(stored ? QString() : stored.error().detail));
            QVERIFY(*stored);
        }
        for (const QString &statement : kStatements)
            QVERIFY(!*insert->store(statement.toUtf8(), u"2026-01-02T03:04:06Z"_s));
        QCOMPARE(*base.store->count(), kStatements.size());
        const auto search = FactSearch::attach(*base.database);
        FactQuery query;
        query.pattern = FactPattern::parse(u"HasPart(Computer, ?)");
        const auto found = (*search)->scan(query).run(100, std::chrono::steady_clock::time_point::max());
        QCOMPARE(found->rows.size(), std::size_t(3));
        const FactSchema &schema = base.store->schema();
        if (!schema.source.isEmpty())
            QCOMPARE(*base.database->text(u"SELECT DISTINCT %1 FROM %2"_s.arg(schema.source, schema.table)),
                     u"test"_s);
        if (!schema.timestamp.isEmpty()) {
            QCOMPARE(*base.database->text(
                         u"SELECT DISTINCT CAST(%1 AS TEXT) FROM %2"_s.arg(schema.timestamp, schema.table)),
                     schema.kind == FactSchema::Kind::Content ? u"1767323045.0"_s
                                                              : u"2026-01-02T03:04:05Z"_s);
        }
    }

    void theExtendedFormIsFilledFromTheText()
    {
        Base base(forms().at(3), {}, OpenPolicy::Access::Change);
        auto insert = base.store->insertion({}, FactInsert::Duplicates::Skip);
        QVERIFY(*insert->store("P(\"a, b\", f(c), d, e, f, g).", u"2026-01-02T03:04:05Z"_s));
        QVERIFY(*insert->store("a sentence", u"2026-01-02T03:04:05Z"_s));
        const auto row = [&base](int id) {
            return *base.database->text(u"SELECT json_array(predicate, arg_count, arg1, arg2, arg5, "
                                        u"json(args_json), fact_type, complexity,"
                                        " confidence, source) FROM facts_extended WHERE id = %1"_s.arg(id));
        };
        QCOMPARE(
            row(1),
            u"[\"P\",6,\"\\\"a, b\\\"\",\"f(c)\",\"f\",[\"\\\"a, b\\\"\",\"f(c)\",\"d\",\"e\",\"f\",\"g\"],"
            "\"predicate\",0,1.0,\"unknown\"]"_s);
        QCOMPARE(row(2), u"[null,0,null,null,null,[],\"predicate\",0,1.0,\"unknown\"]"_s);
    }

    void theStatementKeyFormKeepsItsDefaults()
    {
        Base base(forms().at(1), {}, OpenPolicy::Access::Change);
        auto insert = base.store->insertion(u"ignored"_s, FactInsert::Duplicates::Skip);
        QVERIFY(*insert->store("P(a).", u"2026-01-02T03:04:05Z"_s));
        QCOMPARE(*base.database->text(u"SELECT json_array(context, fact_metadata, confidence) FROM facts"_s),
                 u"[\"\",\"{}\",0.5]"_s);
    }

    void aRowRefusedForAnotherReasonIsAnErrorAndNoDuplicate()
    {
        Base base({"", "CREATE TABLE facts(statement TEXT UNIQUE CHECK(length(statement) < 10));",
                   "INSERT INTO facts VALUES("},
                  {}, OpenPolicy::Access::Change);
        auto insert = base.store->insertion({}, FactInsert::Duplicates::Skip);
        QVERIFY(*insert->store("P(a).", {}));
        QVERIFY(!insert->store("P(a, b, c, d).", {}).ok());
        QVERIFY(!*insert->store("P(a).", {}));
    }

    void storedStatementsAreTakenOut()
    {
        Base base(forms().at(0));
        QSet<QByteArray> wanted{"HasPart(Computer, CPU).", "New(x).", "Uses(Computer, Power)."};
        const auto greatest = base.store->takeOutStored(wanted);
        QCOMPARE(*greatest, kStatements.size());
        QCOMPARE(wanted, QSet<QByteArray>{"New(x)."});
        wanted = {"HasPart(Computer, CPU).", "Uses(Computer, Power)."};
        QCOMPARE(*base.store->takeOutStored(wanted, 3), kStatements.size());
        QCOMPARE(wanted, QSet<QByteArray>{"HasPart(Computer, CPU)."});
    }

    void auditRowsTakeTheFormOfTheBase_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<QString>("sql");
        QTest::newRow("details") << 0 << u"SELECT operation || ' ' || details FROM audit_log"_s;
        QTest::newRow("payload") << 1
                                 << u"SELECT event || ' ' || payload FROM audit_log WHERE hash IS NULL"_s;
        QTest::newRow("payload with a hash required")
            << 3 << u"SELECT event || ' ' || payload FROM audit_log WHERE length(hash) = 64"_s;
    }
    void auditRowsTakeTheFormOfTheBase()
    {
        QFETCH(int, form);
        QFETCH(QString, sql);
        Base base(forms().at(form), {}, OpenPolicy::Access::Change);
        QVERIFY(base.store->audit(u"import"_s, u"{\"stored\":1}"_s).ok());
        QCOMPARE(*base.database->text(sql), u"import {\"stored\":1}"_s);
        QVERIFY(QDateTime::fromString(*base.database->text(u"SELECT timestamp FROM audit_log"_s), Qt::ISODate)
                    .isValid());
    }

    void withoutAnAuditTableNothingIsWritten()
    {
        Base base(forms().at(2), {}, OpenPolicy::Access::Change);
        QVERIFY(base.store->audit(u"import"_s, u"{}"_s).ok());
        QCOMPARE(*base.database->integer(u"SELECT total_changes()"_s), 0);
    }
};

QTEST_GUILESS_MAIN(tst_FactStore)
#include "tst_FactStore.moc"
