// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Card.h"
#include "ui/ComboBox.h"
#include "ui/NumberBox.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace hakgal;

namespace {

// Web Content Accessibility Guidelines 2.1 (W3C Recommendation, 5 June 2018), definitions of "relative
// luminance" and "contrast ratio": each sRGB channel is made linear (v / 12.92 up to 0.04045, else ((v +
// 0.055) / 1.055) ^ 2.4), L = 0.2126 R + 0.7152 G + 0.0722 B, and the ratio is (lighter + 0.05) / (darker +
// 0.05). Success criterion 1.4.3 asks for 4.5 : 1 for text, 1.4.11 for 3 : 1 for what shapes and lines tell.
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

struct Named
{
    const char *name;
    QColor Colors::*color;
};

constexpr double kText = 4.5;
constexpr double kShape = 3;

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFormulaIsThatOfTheGuidelines()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        // The guidelines' own example of a grey that is just enough on white.
        QVERIFY(contrast(QColor(0x767676), Qt::white) >= 4.5 && contrast(QColor(0x777777), Qt::white) < 4.5);
    }

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
        // Everything that words stand on: pages, rail, cards, editors, and rows under the pointer or chosen.
        const Named grounds[] = {{"window", &Colors::window}, {"rail", &Colors::rail},
                                 {"card", &Colors::card},     {"field", &Colors::field},
                                 {"hover", &Colors::hover},   {"selection", &Colors::selection}};
        const Named words[] = {{"text", &Colors::text},
                               {"muted", &Colors::muted},
                               {"goodText", &Colors::goodText},
                               {"warningText", &Colors::warningText},
                               {"criticalText", &Colors::criticalText}};
        QStringList wrong;
        const auto check = [&wrong](const char *over, const QColor &a, const char *under, const QColor &b,
                                    double least) {
            if (contrast(a, b) < least)
                wrong << QStringLiteral("%1 on %2: %3 : 1")
                             .arg(QLatin1String(over), QLatin1String(under))
                             .arg(contrast(a, b), 0, 'f', 2);
        };
        for (const Named &ground : grounds) {
            for (const Named &word : words)
                check(word.name, c.*word.color, ground.name, c.*ground.color, kText);
        }
        for (const Named &fill : {Named{"accentFill", &Colors::accentFill},
                                  {"accentHover", &Colors::accentHover},
                                  {"goodFill", &Colors::goodFill},
                                  {"warningFill", &Colors::warningFill},
                                  {"criticalFill", &Colors::criticalFill},
                                  {"neutralFill", &Colors::neutralFill}})
            check("onFill", c.onFill, fill.name, c.*fill.color, kText);
        // A default button that cannot be pressed.
        check("muted", c.muted, "border", c.border, kText);
        check("accent", c.accent, "card", c.card, kText); // the mark of a changed setting, links
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void everyLineAndMarkCanBeSeen_data() { everyTextCanBeRead_data(); }
    void everyLineAndMarkCanBeSeen()
    {
        QFETCH(bool, dark);
        const Colors &c = Theme::colorsOf(dark);
        const Named lines[] = {{"accent", &Colors::accent},
                               {"memory", &Colors::memory},
                               {"cache", &Colors::cache},
                               {"latency", &Colors::latency}};
        for (const Named &line : lines) {
            QVERIFY2(contrast(c.*line.color, c.card) >= kShape, line.name);
            // The area below a line, as the charts mix it.
            const QColor area = mixed(c.*line.color, c.card, dark ? 0.14 : 0.10);
            QVERIFY2(contrast(c.*line.color, area) >= kShape, line.name);
            QVERIFY2(contrast(c.critical, area) >= kShape, line.name); // the limit across it
        }
        for (const Named &mark :
             {Named{"good", &Colors::good}, {"warning", &Colors::warning}, {"critical", &Colors::critical}}) {
            for (const QColor &ground : {c.card, c.rail, c.hover, c.selection})
                QVERIFY2(contrast(c.*mark.color, ground) >= kShape, mark.name);
        }
        // The ring of the focus, the frame of a box, the handle of a scroll bar, how far a job is.
        for (const QColor &ground : {c.window, c.rail, c.card, c.field, c.hover})
            QVERIFY2(contrast(c.accent, ground) >= kShape, qPrintable(ground.name()));
        for (const QColor &ground : {c.window, c.card, c.field, c.hover}) {
            QVERIFY2(contrast(c.faint, ground) >= kShape, qPrintable(ground.name()));
            // What can be typed into or chosen from stands on a page or a card, and is a field within.
            QVERIFY2(contrast(c.frame, ground) >= kShape, qPrintable(ground.name()));
        }
        QVERIFY(contrast(c.accent, c.border) >= kShape);
    }

    void theStyleSheetAndThePaletteUseOnlyThesePairs()
    {
        // What the style sheet says of each control, read back: its colour on its ground.
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            Theme theme(mode);
            const QRegularExpression rule(QStringLiteral("([^{}]+)\\{([^{}]*)\\}"));
            const QRegularExpression color(QStringLiteral("(?:^|[;\\s])color:\\s*(#[0-9a-f]{6})"));
            const QRegularExpression ground(QStringLiteral("background:\\s*(#[0-9a-f]{6})"));
            int pairs = 0;
            for (auto it = rule.globalMatch(qApp->styleSheet()); it.hasNext();) {
                const auto found = it.next();
                const QString words = color.match(found.captured(2)).captured(1);
                const QString under = ground.match(found.captured(2)).captured(1);
                if (words.isEmpty() || under.isEmpty() ||
                    found.captured(1).contains(QStringLiteral("disabled")))
                    continue;
                ++pairs;
                QVERIFY2(contrast(QColor(words), QColor(under)) >= kText, qPrintable(found.captured()));
            }
            QVERIFY2(pairs >= 8, "the rules were not understood");
            const QPalette palette = qApp->palette();
            for (const auto &[over, under] : {std::pair{QPalette::WindowText, QPalette::Window},
                                              {QPalette::Text, QPalette::Base},
                                              {QPalette::ButtonText, QPalette::Button},
                                              {QPalette::HighlightedText, QPalette::Highlight},
                                              {QPalette::ToolTipText, QPalette::ToolTipBase},
                                              {QPalette::PlaceholderText, QPalette::Base}})
                QVERIFY(contrast(palette.color(over), palette.color(under)) >= kText);
        }
    }

    void everyFieldHasAFrameThatCanBeSeen_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("kind");
        for (const bool dark : {false, true}) {
            for (const char *kind : {"line", "number", "date", "list", "text"})
                QTest::addRow("%s, %s", kind, dark ? "dark" : "light") << dark << QString::fromLatin1(kind);
        }
    }
    void everyFieldHasAFrameThatCanBeSeen()
    {
        // As painted, without the focus: the outermost pixel of each side against the card around it.
        QFETCH(bool, dark);
        QFETCH(QString, kind);
        Theme theme(dark ? ThemeMode::Dark : ThemeMode::Light);
        std::unique_ptr<QWidget> field;
        if (kind == QLatin1String("line"))
            field = std::make_unique<QLineEdit>();
        else if (kind == QLatin1String("number"))
            field = std::make_unique<NumberBox>();
        else if (kind == QLatin1String("date"))
            field = std::make_unique<QDateTimeEdit>();
        else if (kind == QLatin1String("list"))
            field = std::make_unique<ComboBox>(theme);
        else
            field = std::make_unique<QPlainTextEdit>();
        field->resize(160, 32);
        QImage picture(field->size(), QImage::Format_RGB32);
        picture.fill(theme.colors().card);
        field->render(&picture, QPoint(), QRegion(), QWidget::DrawChildren);
        for (const QPoint &at : {QPoint(80, 0), QPoint(80, 31), QPoint(0, 16), QPoint(159, 16)}) {
            const QColor frame = picture.pixelColor(at);
            for (const QColor &beside : {theme.colors().card, theme.colors().field, theme.colors().window})
                QVERIFY2(contrast(frame, beside) >= kShape,
                         qPrintable(frame.name() + QStringLiteral(" beside ") + beside.name()));
        }
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
