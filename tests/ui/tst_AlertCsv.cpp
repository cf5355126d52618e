// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertCsv.h"
#include "ui/CsvFile.h"

#include <QTest>

using namespace hakgal;

class tst_AlertCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldIsHarmlessAndQuoted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const char *text, const char *field) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(field);
        };
        row("empty", "", "");
        row("plain", "CPU above 80 %", "CPU above 80 %");
        row("equals", "=1+1", "'=1+1");
        row("plus", "+49", "'+49");
        row("minus", "-x", "'-x");
        row("at", "@SUM(A1)", "'@SUM(A1)");
        row("tab", "\tx", "'\tx");
        row("carriage return", "\rx", "\"'\rx\"");
        row("later in the text", "a=b", "a=b");
        row("comma", "a,b", "\"a,b\"");
        row("quote", "say \"x\"", "\"say \"\"x\"\"\"");
        row("line break", "a\nb", "\"a\nb\"");
        row("formula with all", "=A1,\"x\"", "\"'=A1,\"\"x\"\"\"");
    }
    void aFieldIsHarmlessAndQuoted()
    {
        QFETCH(QString, text);
        QFETCH(QString, field);
        QCOMPARE(csvField(text), field);
    }

    void everyAlertIsALineWithTheSameFields()
    {
        Alert a;
        a.rule = RuleId::Cpu;
        a.startedMs = 1'700'000'000'123;
        a.value = 91.5;
        a.worst = 97;
        a.limit = 80;
        a.processes = {{7, QStringLiteral("=cmd|x"), 90, 1e6}, {8, QStringLiteral("b"), 1, 1e6}};
        const QByteArray csv = alertsCsv({a}, a.startedMs + 1000);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"
                               "began,"));
        const QList<QByteArray> lines = csv.split('\n');
        QCOMPARE(lines.size(), 3); // header, the alert, nothing after the last line break
        QVERIFY(lines[1].endsWith('\r'));
        QVERIFY2(lines[1].startsWith("2023-11-14T22:13:20.123Z,,"), lines[1].constData());
        QVERIFY2(lines[1].contains(",91.5,97,80,'=cmd|x (7); b (8)"), lines[1].constData());
        QCOMPARE(lines[0].count(','), lines[1].count(','));
    }

    void aGermanLocaleLeavesNoTrace()
    {
        Alert a;
        a.rule = RuleId::CacheHit;
        a.severity = Severity::Warning;
        a.startedMs = 1'700'000'000'123;
        a.value = 74.25;
        a.worst = 61.5;
        a.limit = 80.5;
        const QByteArray english = alertsCsv({a}, a.startedMs + 130'000);
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QByteArray german = alertsCsv({a}, a.startedMs + 130'000);
        QLocale::setDefault(before);
        QCOMPARE(german, english);
        QVERIFY(english.contains(",74.25,61.5,80.5,"));
    }

    void whatIsNotANumberIsEmpty()
    {
        Alert a;
        a.rule = RuleId::Cpu;
        a.value = qQNaN();
        a.worst = qInf();
        const QByteArray csv = alertsCsv({a}, 0);
        QVERIFY(!csv.toLower().contains("nan,"));
        QVERIFY(csv.contains(",,,0,"));
    }
};

QTEST_MAIN(tst_AlertCsv)
#include "tst_AlertCsv.moc"
