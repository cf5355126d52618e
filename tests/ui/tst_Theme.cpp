// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Card.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hakgal;

namespace {

// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor &color)
{
    auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextCanBeRead_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void everyTextCanBeRead()
    {
        QFETCH(bool, dark);
        const Colors &c = Theme::colorsOf(dark);
        QCOMPARE(c.dark, dark);
        for (const QColor &ground : {c.window, c.rail, c.card, c.field, c.hover}) {
            QVERIFY2(contrast(c.text, ground) >= 7, qPrintable(ground.name()));
            QVERIFY2(contrast(c.muted, ground) >= 4.5, qPrintable(ground.name()));
        }
        for (const QColor &fill : {c.accentFill, c.goodFill, c.warningFill, c.criticalFill})
            QVERIFY2(contrast(c.onFill, fill) >= 4.5, qPrintable(fill.name()));
        for (const QColor &line : {c.accent, c.good, c.warning, c.critical, c.memory, c.cache, c.latency})
            QVERIFY2(contrast(line, c.card) >= 3, qPrintable(line.name()));
    }

    void aChosenThemeSetsThePalette()
    {
        Theme theme(ThemeMode::Dark);
        QCOMPARE(qApp->palette().color(QPalette::Window), Theme::colorsOf(true).window);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setMode(ThemeMode::Light);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(qApp->palette().color(QPalette::Window), Theme::colorsOf(false).window);
        theme.setMode(ThemeMode::Light);
        QCOMPARE(changed.count(), 1);
        QVERIFY2(!qApp->styleSheet().contains(u'@'), "a colour was not filled in");
    }

    void systemTakesTheDesktopsSide()
    {
        // The desktop's own palette is what the application has when none of ours is set.
        QApplication::setPalette(QPalette());
        const bool desktopDark = qApp->palette().color(QPalette::Window).lightness() < 128;
        Theme theme(desktopDark ? ThemeMode::Light : ThemeMode::Dark);
        theme.setMode(ThemeMode::System);
        QCOMPARE(theme.colors().dark, desktopDark);
    }

    void aChosenThemeDoesNotFollowTheDesktop()
    {
        Theme theme(ThemeMode::Dark);
        theme.followSystem();
        QVERIFY(theme.colors().dark);
    }

    void namesAreStable_data()
    {
        QTest::addColumn<ThemeMode>("mode");
        QTest::addColumn<QString>("name");
        QTest::newRow("system") << ThemeMode::System << QStringLiteral("system");
        QTest::newRow("light") << ThemeMode::Light << QStringLiteral("light");
        QTest::newRow("dark") << ThemeMode::Dark << QStringLiteral("dark");
    }

    void namesAreStable()
    {
        QFETCH(ThemeMode, mode);
        QFETCH(QString, name);
        QCOMPARE(Theme::name(mode), name);
        QCOMPARE(Theme::byName(name), mode);
        QCOMPARE(Theme::byName(QStringLiteral("purple")), ThemeMode::System);
    }

    void aStyledLabelIsPlainText()
    {
        Theme theme(ThemeMode::Light);
        QLabel label(QStringLiteral("<b>not bold</b>"));
        Theme::style(&label, TextStyle::Body, Tone::Muted);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        label.ensurePolished();
        QCOMPARE(label.palette().color(QPalette::WindowText), theme.colors().muted);
        theme.setMode(ThemeMode::Dark);
        label.ensurePolished();
        QCOMPARE(label.palette().color(QPalette::WindowText), theme.colors().muted);
    }

    void anEmptyCardSaysSo()
    {
        Theme theme(ThemeMode::Light);
        Card card(theme, QStringLiteral("Alerts"));
        auto *sentence = card.findChild<QLabel *>(QStringLiteral("cardEmpty"));
        QVERIFY(sentence);
        QVERIFY(sentence->isHidden());
        card.setEmptyText(QStringLiteral("No alerts today"));
        QVERIFY(!sentence->isHidden());
        QCOMPARE(sentence->text(), QStringLiteral("No alerts today"));
        card.setEmptyText({});
        QVERIFY(sentence->isHidden());
    }
};

QTEST_MAIN(tst_Theme)
#include "tst_Theme.moc"
