// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactText.h"
#include "core/store/FillingSchema.h"
#include "core/store/Statement.h"
#include "tests/support/Sample.h"

#include <QTest>

#include <rapidcheck.h>
#include <sqlite3.h>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

/// What SQLite makes of a text with the expressions of FactText.
class Sql
{
public:
    Sql()
    {
        const QString sql = "SELECT "_L1 + FactText::predicateSql(u"\"s\""_s) + ", "_L1 +
                            FactText::subjectSql(u"\"s\""_s) + " FROM (SELECT ?1 AS s)"_L1;
        if (sqlite3_open(":memory:", &m_db) != SQLITE_OK ||
            sqlite3_prepare_v2(m_db, sql.toUtf8().constData(), -1, &m_statement, nullptr) != SQLITE_OK)
            qFatal("%s", sqlite3_errmsg(m_db));
    }
    ~Sql()
    {
        sqlite3_finalize(m_statement);
        sqlite3_close(m_db);
    }
    Sql(const Sql &) = delete;
    Sql &operator=(const Sql &) = delete;

    std::pair<QString, QString> read(const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        sqlite3_reset(m_statement);
        sqlite3_bind_text(m_statement, 1, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_STATIC);
        if (sqlite3_step(m_statement) != SQLITE_ROW)
            qFatal("%s", sqlite3_errmsg(m_db));
        return {column(0), column(1)};
    }

private:
    QString column(int index)
    {
        const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, index));
        return bytes == nullptr ? QString()
                                : exactText(QByteArrayView(bytes, sqlite3_column_bytes(m_statement, index)));
    }
    sqlite3 *m_db = nullptr;
    sqlite3_stmt *m_statement = nullptr;
};

/// Equal, and null where the other is null.
bool same(const QString &a, const QString &b)
{
    return a == b && a.isNull() == b.isNull();
}
bool same(QByteArrayView utf8, const QString &b)
{
    return same(utf8.isNull() ? QString() : exactText(utf8), b);
}

} // namespace

class tst_FactText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=2000");
    }

    void statementsAreRead_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("predicate");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("wellFormed");
        const auto row = [](const char *title, const QString &statement, const QString &predicate,
                            const QString &subject, const QStringList &arguments, bool wellFormed) {
            QTest::newRow(title) << statement << predicate << subject << arguments << wellFormed;
        };
        row("tidy", u"HasPart(Computer, CPU)."_s, u"HasPart"_s, u"Computer"_s, {u"Computer"_s, u"CPU"_s},
            true);
        row("one argument", u"Alive(Anna)."_s, u"Alive"_s, u"Anna"_s, {u"Anna"_s}, true);
        row("no dot", u"HasPart(Computer, CPU)"_s, u"HasPart"_s, u"Computer"_s, {u"Computer"_s, u"CPU"_s},
            false);
        row("spaces everywhere", u"  HasPart ( Computer ,  CPU ) . "_s, u"HasPart"_s, u"Computer"_s,
            {u"Computer"_s, u"CPU"_s}, true);
        row("a sentence", u"Water boils at 100 degrees."_s, {}, {}, {}, false);
        row("a sentence with brackets", u"Water (pure) boils, mostly."_s, u"Water"_s, u"pure"_s, {u"pure"_s},
            false);
        row("empty", u""_s, {}, {}, {}, false);
        row("only a bracket", u"("_s, u""_s, u""_s, {}, false);
        row("no name", u"(a, b)."_s, u""_s, u"a"_s, {u"a"_s, u"b"_s}, false);
        row("no arguments", u"P()."_s, u"P"_s, u""_s, {}, false);
        row("a blank argument", u"P( )."_s, u"P"_s, u""_s, {}, false);
        row("an empty argument", u"P(a,,b)."_s, u"P"_s, u"a"_s, {u"a"_s, u""_s, u"b"_s}, false);
        row("not closed", u"P(a, b."_s, u"P"_s, u"a"_s, {u"a"_s, u"b."_s}, false);
        row("closed twice", u"P(a, b))."_s, u"P"_s, u"a"_s, {u"a"_s, u"b"_s}, false);
        row("closed before", u"x) P(a)."_s, u"x) P"_s, u"a"_s, {u"a"_s}, false);
        row("nested", u"P(f(a, b), c)."_s, u"P"_s, u"f(a"_s, {u"f(a, b)"_s, u"c"_s}, true);
        row("a list", u"P([a, b], {c, d})."_s, u"P"_s, u"[a"_s, {u"[a, b]"_s, u"{c, d}"_s}, true);
        row("crossed brackets", u"P([a, b), c]."_s, u"P"_s, u"[a"_s, {u"[a"_s, u"b"_s}, false);
        row("half-open interval", u"Range([0, 1), x)."_s, u"Range"_s, u"[0"_s, {u"[0"_s, u"1"_s}, false);
        row("quoted comma", u"Says(Anna, \"yes, (no\")."_s, u"Says"_s, u"Anna"_s,
            {u"Anna"_s, u"\"yes, (no\""_s}, true);
        row("quote within quotes", u"Says('it\\'s, so', 'a''b, c')."_s, u"Says"_s, u"'it\\'s"_s,
            {u"'it\\'s, so'"_s, u"'a''b, c'"_s}, true);
        row("apostrophe", u"Likes(O'Brien, tea)."_s, u"Likes"_s, u"O'Brien"_s, {u"O'Brien"_s, u"tea"_s},
            true);
        row("apostrophe in front", u"Physicist('t Hooft, Nobel)."_s, u"Physicist"_s, u"'t Hooft"_s,
            {u"'t Hooft"_s, u"Nobel"_s}, true);
        row("not ASCII", u"Größe(Ωmega, 東京, 😀)."_s, u"Größe"_s, u"Ωmega"_s, {u"Ωmega"_s, u"東京"_s, u"😀"_s},
            true);
        row("tabs are text", u"\tP\t(\ta\t, b)."_s, u"\tP\t"_s, u"\ta\t"_s, {u"\ta\t"_s, u"b"_s}, true);
        row("text behind", u"P(a) since 1999."_s, u"P"_s, u"a"_s, {u"a"_s}, false);
        row("slashes", u"Network(TCP/IP, 9th, GPT-4.5)."_s, u"Network"_s, u"TCP/IP"_s,
            {u"TCP/IP"_s, u"9th"_s, u"GPT-4.5"_s}, true);
    }
    void statementsAreRead()
    {
        QFETCH(QString, statement);
        QFETCH(QString, predicate);
        QFETCH(QString, subject);
        const FactText fact = FactText::parse(statement);
        QVERIFY2(same(fact.predicate, predicate), qPrintable(fact.predicate));
        QVERIFY2(same(fact.subject, subject), qPrintable(fact.subject));
        QTEST(fact.arguments, "arguments");
        QTEST(fact.wellFormed, "wellFormed");

        Sql sql;
        const auto [sqlPredicate, sqlSubject] = sql.read(statement);
        QVERIFY2(same(sqlPredicate, predicate), qPrintable(sqlPredicate));
        QVERIFY2(same(sqlSubject, subject), qPrintable(sqlSubject));
        const QByteArray utf8 = statement.toUtf8();
        QVERIFY(same(FillingSchema::predicateIn(utf8), predicate));
        QVERIFY(same(FillingSchema::subjectIn(utf8), subject));
    }

    void sqlReadsEveryTextLikeTheParsers()
    {
        Sql sql;
        const bool held = rc::check("SQL and parser agree", [&sql] {
            // Mostly what has a meaning, now and then any character there is.
            const auto meaningful = rc::gen::elementOf(
                std::u32string(U"(((((,,,)))) ...  [{}]'\"\\\tAbz0Ωß東😀\u00a0\u2003\ufeff"));
            const auto any = rc::gen::suchThat(rc::gen::inRange<char32_t>(1, 0x110000),
                                               [](char32_t c) { return c < 0xd800 || c > 0xdfff; });
            const auto text = *rc::gen::container<std::u32string>(
                rc::gen::weightedOneOf<char32_t>({{9, meaningful}, {1, any}}));
            const QString statement = QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size()));
            const FactText fact = FactText::parse(statement);
            const auto [predicate, subject] = sql.read(statement);
            RC_TAG(fact.predicate.isNull() ? "no bracket" : "a bracket");
            RC_ASSERT(same(fact.predicate, predicate));
            RC_ASSERT(same(fact.subject, subject));
            const QByteArray utf8 = statement.toUtf8();
            RC_ASSERT(same(FillingSchema::predicateIn(utf8), predicate));
            RC_ASSERT(same(FillingSchema::subjectIn(utf8), subject));
        });
        QVERIFY(held);
    }

    /// One search for a closing quote a bracket would be 10^10 steps here.
    void hostileTextsAreReadInLinearTime()
    {
        for (const QString &unit : {u"\"a,"_s, u"'a,"_s, u"("_s, u"[,"_s, u",\"'"_s, u"\\\","_s}) {
            const QString text = "P("_L1 + unit.repeated(300'000);
            QCOMPARE(FactText::parse(text).predicate, u"P"_s);
        }
        const QString beyond = "P("_L1 + u"a,"_s.repeated(600'000);
        QCOMPARE(FactText::parse(beyond).subject, u"a"_s);
        QVERIFY(FactText::parse(beyond).arguments.isEmpty());
    }

    void longTextsAreReadAlike()
    {
        Sql sql;
        for (const QString &unit : {u"ab "_s, u"Ω"_s, u"("_s, u" "_s, u"a,"_s, u"😀)"_s}) {
            const QString text = unit.repeated(100'000);
            for (const QString &statement : {text, "P("_L1 + text, text + "(a, b)."_L1}) {
                const FactText fact = FactText::parse(statement);
                const auto [predicate, subject] = sql.read(statement);
                QVERIFY(same(fact.predicate, predicate));
                QVERIFY(same(fact.subject, subject));
                const QByteArray utf8 = statement.toUtf8();
                QVERIFY(same(FillingSchema::predicateIn(utf8), predicate));
                QVERIFY(same(FillingSchema::subjectIn(utf8), subject));
            }
        }
    }

    /// Splitting loses nothing but spaces around the arguments.
    void argumentsGiveTheTextBack()
    {
        const bool held = rc::check("joined arguments are the text between the brackets", [] {
            const auto text =
                *rc::gen::container<std::string>(rc::gen::elementOf(std::string("(),[]{}'\"ab \\")));
            const QString inside = QString::fromStdString(text);
            const FactText fact = FactText::parse("P("_L1 + inside + ")."_L1);
            QString given = fact.arguments.join(u',');
            QString expected = inside + ")."_L1;
            given.remove(u' ');
            expected.remove(u' ');
            RC_ASSERT(expected.startsWith(given));
        });
        QVERIFY(held);
    }

    void subjectIsTheBeginningOfTheFirstArgument()
    {
        const bool held = rc::check("subjectOf agrees with parse", [] {
            const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("(),[]'ab ")));
            const FactText fact = FactText::parse("P("_L1 + QString::fromStdString(text) + ")."_L1);
            RC_PRE(!fact.arguments.isEmpty());
            RC_ASSERT(FactText::subjectOf(fact.arguments.front()) == fact.subject);
        });
        QVERIFY(held);
    }

    void theRealBaseIsReadAlike()
    {
        if (test::samplePath().isEmpty())
            QSKIP("the sample knowledge base is not here");
        Sql sql;
        int statements = 0;
        int withPredicate = 0;
        const QList<QByteArray> lines = test::sampleBytes().split('\n');
        for (const QByteArray &line : lines) {
            const QString statement = exactText(line);
            const FactText fact = FactText::parse(statement);
            const auto [predicate, subject] = sql.read(statement);
            QVERIFY2(same(fact.predicate, predicate), line.constData());
            QVERIFY2(same(fact.subject, subject), line.constData());
            statements += line.isEmpty() ? 0 : 1;
            withPredicate += fact.predicate.isEmpty() ? 0 : 1;
        }
        QCOMPARE(statements, 4242);
        QVERIFY(withPredicate > 4000 && withPredicate < statements);
    }
};

QTEST_GUILESS_MAIN(tst_FactText)
#include "tst_FactText.moc"
