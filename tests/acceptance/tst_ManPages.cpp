// SPDX-License-Identifier: GPL-3.0-or-later
// The manual pages tell what the programs understand: all of it, and nothing else.
#include "tests/support/Programs.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace support;

namespace {

/// The page as a reader sees it, without the marks of the language it is written in.
QString page(const char *name)
{
    QFile file(QStringLiteral(HAKGAL_SOURCE "/installer/linux/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    text.replace(QStringLiteral("\\-"), QStringLiteral("-"));
    return text.remove(QRegularExpression(QStringLiteral("\\\\f[BIRP]")));
}

QSet<QString> optionsIn(const QString &text)
{
    static const QRegularExpression option(QStringLiteral("--[a-z][a-z-]*[a-z]"));
    QSet<QString> found;
    for (auto it = option.globalMatch(text); it.hasNext();)
        found << it.next().captured();
    return found;
}

/// The part of the page from the verb's heading to the next one.
QString partOf(const QString &text, const QString &verb)
{
    const QRegularExpression heading(QStringLiteral("^\\.TP\\n\\.BI? %1( .*)?$").arg(verb),
                                     QRegularExpression::MultilineOption);
    const auto begin = heading.match(text);
    if (!begin.hasMatch())
        return {};
    QString part = text.mid(begin.capturedEnd());
    static const QRegularExpression next(QStringLiteral("^\\.TP\\n\\.BI? [a-z]|^\\.SH "),
                                         QRegularExpression::MultilineOption);
    return part.left(part.indexOf(next));
}

QStringList listed(const QSet<QString> &options)
{
    QStringList list(options.begin(), options.end());
    list.sort();
    return list;
}

} // namespace

class tst_ManPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerbOfHakgalctlHasItsOptions()
    {
        const Home home;
        const QString manual = page("hakgalctl.1");
        const QString help = QString::fromUtf8(ctl(home, {QStringLiteral("--help")}).out);
        static const QRegularExpression line(QStringLiteral("^  ([a-z][a-z-]+) +"),
                                             QRegularExpression::MultilineOption);
        int verbs = 0;
        for (auto it = line.globalMatch(help); it.hasNext(); ++verbs) {
            const QString verb = it.next().captured(1);
            const QString part = partOf(manual, verb);
            QVERIFY2(!part.isEmpty(), qPrintable(verb));
            const QString own = QString::fromUtf8(ctl(home, {verb, QStringLiteral("--help")}).out);
            QSet<QString> understood;
            static const QRegularExpression option(QStringLiteral("^  (--[a-z-]+)"),
                                                   QRegularExpression::MultilineOption);
            for (auto each = option.globalMatch(own); each.hasNext();)
                understood << each.next().captured(1);
            QSet<QString> told;
            static const QRegularExpression heading(QStringLiteral("^\\.BI? (--[a-z-]+)"),
                                                    QRegularExpression::MultilineOption);
            for (auto each = heading.globalMatch(part); each.hasNext();)
                told << each.next().captured(1);
            QVERIFY2(listed(told) == listed(understood),
                     qPrintable(verb + QStringLiteral(": the page has ") + listed(told).join(u' ') +
                                QStringLiteral(", the program ") + listed(understood).join(u' ')));
        }
        QVERIFY(verbs >= 14);
    }

    void hakgalctlHasTheOptionsOfAllVerbs()
    {
        const Home home;
        const QString help = QString::fromUtf8(ctl(home, {QStringLiteral("--help")}).out);
        const QString manual = page("hakgalctl.1");
        for (const QString &option : optionsIn(help))
            QVERIFY2(optionsIn(manual).contains(option), qPrintable(option));
        for (const char *code : {"0", "1", "2", "3", "4", "130"})
            QVERIFY2(manual.contains(QStringLiteral(".B ") + QLatin1String(code) + u'\n'), code);
    }

    void hakgalHasItsOptions()
    {
        const Home home;
        QProcessEnvironment environment = home.environment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        const Ran help = run(QStringLiteral(HAKGAL), {QStringLiteral("--help")}, environment);
        QCOMPARE(help.exitCode, 0);
        QSet<QString> understood = optionsIn(QString::fromUtf8(help.words));
        understood.remove(QStringLiteral("--help-all")); // Qt's own, of Qt's own options
        QVERIFY(understood.size() > 5);
        QCOMPARE(listed(optionsIn(page("hakgal.1"))), listed(understood));
    }
};

QTEST_GUILESS_MAIN(tst_ManPages)
#include "tst_ManPages.moc"
