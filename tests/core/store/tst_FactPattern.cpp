// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FactText.h"

#include <QTest>

using namespace hakgal;
using namespace Qt::StringLiterals;

class tst_FactPattern : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void patternsMatch_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("matching");
        QTest::addColumn<QStringList>("others");
        const QString part = u"HasPart(Computer, CPU)."_s;
        const auto row = [](const QString &pattern, const QStringList &matching, const QStringList &others) {
            QTest::newRow(qPrintable(pattern)) << pattern << matching << others;
        };
        row(u"HasPart(Computer, CPU)"_s, {part, u"HasPart(Computer, CPU)"_s, u" HasPart ( Computer,CPU )."_s},
            {u"HasPart(CPU, Computer)."_s, u"haspart(Computer, CPU)."_s, u"HasPart(Computer, CPU, x)."_s});
        row(u" HasPart(Computer, CPU). "_s, {part}, {u"HasPart(Computer, CPUs)."_s});
        row(u"HasPart(Computer, ?)"_s, {part, u"HasPart(Computer, f(a, b))."_s, u"HasPart(Computer, )"_s},
            {u"HasPart(Computer)."_s, u"HasPart(Computer, a, b)."_s, u"HasPart(Car, CPU)."_s});
        row(u"HasPart(?, CPU)"_s, {part}, {u"HasPart(CPU, ?)."_s});
        row(u"HasPart(*)"_s, {part, u"HasPart()."_s, u"HasPart(a, b, c, d, e, f, g"_s}, {u"Has(Part)."_s});
        row(u"HasPart(Computer, *)"_s, {part, u"HasPart(Computer)"_s, u"HasPart(Computer, a, b)"_s},
            {u"HasPart(Car, a)."_s});
        row(u"HasPart()"_s, {u"HasPart()."_s, u"HasPart( )"_s}, {part});
        row(u"?(Computer, ?)"_s, {part, u"Uses(Computer, Power)."_s},
            {u"Computer, CPU"_s, u"HasPart(CPU, Computer)."_s});
        row(u"?(*)"_s, {part, u"P("_s, u"(a)"_s}, {u"a sentence"_s});
        row(u"(a, b)"_s, {u"(a, b)."_s, u" (a, b)"_s}, {u"P(a, b)."_s, u"a, b"_s});
        row(u"P(f(a, b), ?)"_s, {u"P(f(a, b), c)."_s, u"P( f(a, b) , c)"_s}, {u"P(f(a), b)."_s});
        row(u"P(\"a, b\", c)"_s, {u"P(\"a, b\", c)."_s}, {u"P(a, b, c)."_s});
        row(u"P(*, a)"_s, {u"P(*, a)."_s}, {u"P(b, a)."_s});
        row(u"Größe(?, 東京)"_s, {u"Größe(Ω, 東京)."_s}, {u"GRÖSSE(Ω, 東京)."_s});
        row(u"computer"_s, {part, u"a COMPUTER is here"_s}, {u"HasPart(Car, Engine)."_s, u""_s});
        row(u"computer."_s, {part}, {u"Car"_s});
        row(u"größe"_s, {u"GrößE"_s}, {u"GRÖßE"_s}); // only A-Z are folded
        row(u"100%"_s, {u"it is 100% sure"_s}, {u"it is 100 percent sure"_s, u"it is 1000"_s});
        row(u"a_b"_s, {u"A_B(c)."_s}, {u"axb"_s});
        row(u"Foo(a) and Bar(b)"_s, {u"so foo(A) and bar(b) hold"_s}, {u"Foo(a)."_s});
        row(u"."_s, {u"a."_s}, {u"a"_s});
    }
    void patternsMatch()
    {
        QFETCH(QString, pattern);
        QFETCH(QStringList, matching);
        QFETCH(QStringList, others);
        const auto parsed = FactPattern::parse(pattern);
        QVERIFY(parsed);
        for (const QString &statement : matching)
            QVERIFY2(parsed->matches(statement), qPrintable(statement));
        for (const QString &statement : others)
            QVERIFY2(!parsed->matches(statement), qPrintable(statement));
    }

    void badPatternsAreRefused_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const char *pattern : {"", "   ", "\t\n", "P(a", "P(a))", "P a)", ")", "(", "P(f(a), b",
                                    "a) P(b)", "P(a) and Q(b", "P([0, 1), x)"})
            QTest::newRow(pattern) << QString::fromLatin1(pattern);
    }
    void badPatternsAreRefused()
    {
        QFETCH(QString, pattern);
        QVERIFY(!FactPattern::parse(pattern));
    }
};

QTEST_GUILESS_MAIN(tst_FactPattern)
#include "tst_FactPattern.moc"
