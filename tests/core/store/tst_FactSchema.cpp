// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactStore.h"
#include "core/store/FactText.h"
#include "tests/support/Folder.h"
#include "tests/support/Schemas.h"

#include <QTest>

using namespace hakgal;
using namespace hakgal::test;
using namespace Qt::StringLiterals;
using Kind = FactSchema::Kind;
using Audit = FactSchema::Audit;

namespace {

Result<FactSchema> schemaOf(const QByteArray &sql)
{
    const Folder folder;
    auto database = Database::open(folder.database(u"kb.db"_s, sql), {});
    if (!database)
        return database.error();
    return FactSchema::read(**database);
}

const QByteArray kPredicateExpression = FactText::predicateSql(u"\"statement\""_s).toUtf8();
const QByteArray kSubjectExpression = FactText::subjectSql(u"\"statement\""_s).toUtf8();
const QByteArray kPlain =
    "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT, source TEXT, timestamp TEXT);";

} // namespace

class tst_FactSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fieldSchemasAreKnown_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("audit");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("timestamp");
        QTest::addColumn<bool>("unique");
        QTest::addColumn<QStringList>("required");
        const auto row = [](int index, Kind kind, Audit audit, const char *source, const char *timestamp,
                            bool unique, const QStringList &required) {
            QTest::newRow(fieldSchemas()[static_cast<std::size_t>(index)].name)
                << index << static_cast<int>(kind) << static_cast<int>(audit) << QString::fromLatin1(source)
                << QString::fromLatin1(timestamp) << unique << required;
        };
        row(0, Kind::Simple, Audit::Details, "source", "timestamp", false, {});
        row(1, Kind::StatementKey, Audit::Payload, "", "", true, {u"context"_s, u"fact_metadata"_s});
        row(2, Kind::Content, Audit::None, "agent_id", "timestamp", false, {u"timestamp"_s, u"agent_id"_s});
        row(3, Kind::Extended, Audit::Payload, "source", "created_at", true,
            {u"complexity"_s, u"confidence"_s, u"created_at"_s});
    }
    void fieldSchemasAreKnown()
    {
        QFETCH(int, index);
        const FieldSchema &field = fieldSchemas()[static_cast<std::size_t>(index)];
        const auto schema = schemaOf(field.create);
        QVERIFY(schema.ok());
        QTEST(static_cast<int>(schema->kind), "kind");
        QTEST(static_cast<int>(schema->audit), "audit");
        QTEST(schema->source, "source");
        QTEST(schema->timestamp, "timestamp");
        QTEST(schema->statementUnique, "unique");
        QTEST(schema->requiredColumns, "required");
        QCOMPARE(schema->statementIndexed, schema->statementUnique);
        QCOMPARE(schema->table, QString::fromLatin1(field.table));
        QCOMPARE(schema->statement, QString::fromLatin1(field.statement));
        QVERIFY(schema->rowid);
        QVERIFY(schema->triggers.isEmpty());
        QVERIFY(!schema->predicateIndexed);
        QVERIFY(!schema->subjectIndexed);
        QCOMPARE(schema->predicateColumn, index == 3);
        QCOMPARE(schema->subjectColumn, index == 3);
    }

    void ourOwnSchemaHasAllItsIndices()
    {
        const Folder folder;
        auto database = Database::create(folder.file(u"kb.db"_s));
        QVERIFY(database.ok());
        QVERIFY(FactStore::createSchema(**database).ok());
        const auto schema = FactSchema::read(**database);
        QVERIFY(schema.ok());
        QCOMPARE(schema->kind, Kind::Simple);
        QCOMPARE(schema->audit, Audit::Details);
        QCOMPARE(schema->predicateSql, u"\"predicate\""_s);
        QCOMPARE(schema->subjectSql, u"\"subject\""_s);
        QVERIFY(schema->predicateColumn && schema->subjectColumn);
        QVERIFY(!schema->predicateStored && !schema->subjectStored);
        QVERIFY(schema->statementIndexed && schema->statementUnique);
        QVERIFY(schema->predicateIndexed && schema->subjectIndexed);
        QVERIFY(schema->requiredColumns.isEmpty());
        QCOMPARE(schema->indices, (QStringList{u"idx_predicate"_s, u"idx_predicate_subject"_s,
                                               u"idx_statement"_s, u"idx_subject"_s}));
        // Programs that know only `statement` can write.
        QVERIFY((*database)->execute(u"INSERT INTO facts(statement) VALUES('A(b, c).')"_s).ok());
        QCOMPARE(*(*database)->text(u"SELECT predicate || '|' || subject FROM facts"_s), u"A|b"_s);
        QCOMPARE(*(*database)->integer(u"PRAGMA user_version"_s), 0);
        QCOMPARE(*(*database)->integer(u"PRAGMA application_id"_s), 0);
    }

    void indicesAreAskedOfThePlanner_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>(
            "found"); // s: statement, u: unique, p: predicate, j: predicate + subject
        const auto row = [](const char *title, const QByteArray &sql, const char *found) {
            QTest::newRow(title) << QByteArray(kPlain + sql) << QByteArray(found);
        };
        row("none", "", "");
        row("statement", "CREATE INDEX i ON facts(statement)", "s");
        row("statement and more", "CREATE UNIQUE INDEX i ON facts(statement, source)", "s");
        row("unique", "CREATE UNIQUE INDEX i ON facts(statement)", "su");
        row("unique without regard to case", "CREATE UNIQUE INDEX i ON facts(statement COLLATE NOCASE)", "");
        row("unique but partial", "CREATE UNIQUE INDEX i ON facts(statement) WHERE source IS NULL", "");
        row("expression", "CREATE INDEX i ON facts(" + kPredicateExpression + ")", "p");
        row("both expressions",
            "CREATE INDEX i ON facts(" + kPredicateExpression + "," + kSubjectExpression + ")", "pj");
        row("another expression", "CREATE INDEX i ON facts(substr(statement, 1, 5))", "");
        row("generated predicate",
            "ALTER TABLE facts ADD COLUMN predicate TEXT AS (" + kPredicateExpression +
                ") VIRTUAL; CREATE INDEX i ON facts(predicate)",
            "p");
        row("generated, no index",
            "ALTER TABLE facts ADD COLUMN predicate TEXT AS (" + kPredicateExpression + ")", "");
        row("subject only", "CREATE INDEX i ON facts(" + kSubjectExpression + ")", "j");
        row("the wrong column first", "CREATE INDEX i ON facts(source, statement)", "");
    }
    void indicesAreAskedOfThePlanner()
    {
        QFETCH(QByteArray, sql);
        const auto schema = schemaOf(sql);
        QVERIFY(schema.ok());
        QByteArray found;
        if (schema->statementIndexed)
            found += 's';
        if (schema->statementUnique)
            found += 'u';
        if (schema->predicateIndexed)
            found += 'p';
        if (schema->subjectIndexed)
            found += 'j';
        QTEST(found, "found");
    }

    void aSkipScanIsNoIndex()
    {
        // After ANALYZE the planner may go through an index on another column first.
        const auto schema = schemaOf(
            kPlain + "CREATE INDEX i ON facts(source, statement);"
                     "WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM n WHERE x < 5000)"
                     " INSERT INTO facts(statement, source) SELECT 'P('||x||').', x % 2 FROM n; ANALYZE;");
        QVERIFY(schema.ok());
        QVERIFY(!schema->statementIndexed);
    }

    void whatIsNoTableOfFactsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("no tables") << QByteArray("CREATE TABLE other(statement TEXT)");
        QTest::newRow("a view") << QByteArray(
            "CREATE TABLE t(statement TEXT); CREATE VIEW facts AS SELECT * FROM t");
        QTest::newRow("an endless view") << QByteArray(
            "CREATE VIEW facts AS WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x+1 FROM n)"
            " SELECT x AS statement FROM n");
        QTest::newRow("a virtual table") << QByteArray("CREATE VIRTUAL TABLE facts USING fts5(statement)");
        QTest::newRow("no statement") << QByteArray("CREATE TABLE facts(id INTEGER PRIMARY KEY, title TEXT)");
        QTest::newRow("a computed statement")
            << QByteArray("CREATE TABLE facts(a TEXT, statement TEXT AS (a || '.') STORED)");
    }
    void whatIsNoTableOfFactsIsRefused()
    {
        QFETCH(QByteArray, sql);
        const Folder folder;
        const QString path = folder.database(u"kb.db"_s, sql);
        const QStringList before = folder.listing();
        {
            const auto database = Database::open(path, {});
            QVERIFY(database.ok());
            const auto store = FactStore::attach(**database);
            QVERIFY(!store.ok());
            QCOMPARE(store.error().code, ErrorCode::NoFactsTable);
            QCOMPARE(store.error().args, QStringList{path});
        }
        QCOMPARE(folder.listing(), before);
    }

    void ofTwoTablesTheOneWithFactsIsTaken_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("table");
        QTest::newRow("both empty") << QByteArray() << u"facts"_s;
        QTest::newRow("both full") << QByteArray("INSERT INTO facts(statement) VALUES('a'); INSERT INTO "
                                                 "facts_extended(statement) VALUES('b')")
                                   << u"facts"_s;
        QTest::newRow("only extended")
            << QByteArray("INSERT INTO facts_extended(statement) VALUES('b')") << u"facts_extended"_s;
    }
    void ofTwoTablesTheOneWithFactsIsTaken()
    {
        QFETCH(QByteArray, sql);
        const auto schema =
            schemaOf(kPlain + "CREATE TABLE facts_extended(id INTEGER PRIMARY KEY, statement TEXT);" + sql);
        QVERIFY(schema.ok());
        QTEST(schema->table, "table");
    }

    void namesAreTakenAsTheFileSpellsThem()
    {
        const auto schema =
            schemaOf("CREATE TABLE Facts(ID INTEGER PRIMARY KEY, Statement TEXT, Source TEXT)");
        QVERIFY(schema.ok());
        QCOMPARE(schema->table, u"Facts"_s);
        QCOMPARE(schema->statement, u"Statement"_s);
        QCOMPARE(schema->source, u"Source"_s);
        QCOMPARE(schema->kind, Kind::Simple);
    }

    void theRowidIsFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << kPlain << u"rowid"_s;
        QTest::newRow("hidden by a column")
            << QByteArray("CREATE TABLE facts(rowid TEXT, statement TEXT)") << u"_rowid_"_s;
        QTest::newRow("without") << QByteArray("CREATE TABLE facts(statement TEXT PRIMARY KEY) WITHOUT ROWID")
                                 << QString();
    }
    void theRowidIsFound()
    {
        QFETCH(QByteArray, sql);
        const auto schema = schemaOf(sql);
        QVERIFY(schema.ok());
        QTEST(schema->rowidName, "name");
        QCOMPARE(schema->rowid, !schema->rowidName.isEmpty());
        QCOMPARE(schema->statementUnique, !schema->rowid);
    }

    void triggersOfAllTablesWeWriteAreNamed()
    {
        const auto schema = schemaOf(
            kPlain +
            "CREATE TABLE audit_log(id INTEGER PRIMARY KEY, timestamp TEXT, operation TEXT, details TEXT);"
            "CREATE TABLE other(x);"
            "CREATE TRIGGER of_other AFTER INSERT ON other BEGIN SELECT 1; END;"
            "CREATE TRIGGER on_facts AFTER INSERT ON facts BEGIN SELECT 1; END;"
            "CREATE TRIGGER on_audit BEFORE DELETE ON audit_log BEGIN SELECT raise(abort, 'no'); END;");
        QVERIFY(schema.ok());
        QCOMPARE(schema->triggers, (QStringList{u"on_audit"_s, u"on_facts"_s}));
    }

    void anAuditTableOfAnotherFormIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("other columns")
            << QByteArray("CREATE TABLE audit_log(id INTEGER PRIMARY KEY, what TEXT)");
        QTest::newRow("more than we can give") << QByteArray(
            "CREATE TABLE audit_log(timestamp TEXT, operation TEXT, details TEXT, user TEXT NOT NULL)");
    }
    void anAuditTableOfAnotherFormIsLeftAlone()
    {
        QFETCH(QByteArray, sql);
        const auto schema = schemaOf(kPlain + sql);
        QVERIFY(schema.ok());
        QCOMPARE(schema->audit, Audit::Other);
    }
};

QTEST_GUILESS_MAIN(tst_FactSchema)
#include "tst_FactSchema.moc"
