// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/WindowsCommandLine.h"

#include <QTest>

using namespace hakgal;

class tst_WindowsCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreQuotedSoThatWindowsFindsThemAgain_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("line");
        QTest::newRow("none") << QStringList() << QString();
        QTest::newRow("empty") << QStringList{QString()} << QStringLiteral("\"\"");
        QTest::newRow("spaces") << QStringList{QStringLiteral("a b"), QStringLiteral("c")}
                                << QStringLiteral("\"a b\" \"c\"");
        QTest::newRow("path") << QStringList{QStringLiteral("C:\\Program Files\\h.exe")}
                              << QStringLiteral("\"C:\\Program Files\\h.exe\"");
        QTest::newRow("backslash at the end")
            << QStringList{QStringLiteral("C:\\data\\")} << QStringLiteral("\"C:\\data\\\\\"");
        QTest::newRow("quote") << QStringList{QStringLiteral("say \"hi\"")}
                               << QStringLiteral("\"say \\\"hi\\\"\"");
        QTest::newRow("backslash before a quote")
            << QStringList{QStringLiteral("a\\\"b")} << QStringLiteral("\"a\\\\\\\"b\"");
    }

    void argumentsAreQuotedSoThatWindowsFindsThemAgain()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, line);
        QCOMPARE(windowsCommandLine(arguments), line);
    }
};

QTEST_GUILESS_MAIN(tst_WindowsCommandLine)
#include "tst_WindowsCommandLine.moc"
