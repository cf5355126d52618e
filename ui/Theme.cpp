// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Theme.h"

#include "ui/WindowStyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPalette>
#include <QScreen>
#include <QStyle>
#include <QStyleHints>
#include <QTableView>
#include <QTextDocument>
#include <QVariant>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

bool desktopIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Without a palette of our own the application has the desktop's.
    QApplication::setPalette(QPalette());
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
#endif
}

QPalette paletteOf(const Colors &c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.field);
    p.setColor(QPalette::AlternateBase, c.hover);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Button, c.card);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.critical);
    p.setColor(QPalette::Highlight, c.accentFill);
    p.setColor(QPalette::HighlightedText, c.onFill);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.card);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Light, c.dark ? c.hover : c.card);
    p.setColor(QPalette::Midlight, c.border);
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Dark, c.border);
    p.setColor(QPalette::Shadow, c.dark ? c.rail : c.border);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, c.faint);
    return p;
}

const char *toneName(Tone tone)
{
    switch (tone) {
    case Tone::Normal:
        return "normal";
    case Tone::Muted:
        return "muted";
    case Tone::Good:
        return "good";
    case Tone::Warning:
        return "warning";
    case Tone::Critical:
        return "critical";
    case Tone::Accent:
        return "accent";
    }
    return "normal";
}

QString styleSheetOf(const Colors &c)
{
    // The style sheet only shapes standard controls; cards, tiles, rail, pill and charts paint themselves.
    QString css = QStringLiteral(R"(
QLabel[tone="normal"] { color: @text; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="good"] { color: @goodText; }
QLabel[tone="warning"] { color: @warningText; }
QLabel[tone="critical"] { color: @criticalText; }
QLabel[tone="accent"] { color: @accent; }
QToolTip { background: @card; color: @text; border: 1px solid @border; padding: 4px 6px; }
QMenuBar { background: @rail; color: @text; border-bottom: 1px solid @border; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @card; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QStatusBar { background: @rail; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QPushButton { background: @card; color: @text; border: 1px solid @border; border-radius: 6px;
    padding: 0 14px; min-height: @editor; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QMenuBar, QMenu, QToolTip { font: @bodyFont; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; }
QPushButton:default, QPushButton[accent="true"] { background: @accentFill; color: @onFill; border-color: @accentFill; }
QPushButton:default:hover, QPushButton[accent="true"]:hover { background: @accentHover;
    border-color: @accentHover; }
QPushButton:default:disabled, QPushButton[accent="true"]:disabled { background: @border; color: @muted;
    border-color: @border; }
QPushButton:default:focus, QPushButton[accent="true"]:focus { border-color: @text; }
QLineEdit, QPlainTextEdit, QTextEdit, QListView { background: @field; color: @text; border: 1px solid @frame;
    border-radius: 6px; selection-background-color: @accentFill; selection-color: @onFill; }
QListView { selection-background-color: @selection; selection-color: @text; }
QLineEdit { padding: 0 8px; min-height: @editor; }
QAbstractSpinBox { background: @field; color: @text; border: 1px solid @frame; border-radius: 6px;
    padding: 0 8px; min-height: @editor; selection-background-color: @accentFill; selection-color: @onFill; }
QAbstractSpinBox:focus { border-color: @accent; }
QAbstractSpinBox:disabled { color: @faint; border-color: @border; }
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }
QPlainTextEdit, QTextEdit, QListView { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QListView:focus { border-color: @accent; }
QComboBox { background: @card; color: @text; border: 1px solid @frame; border-radius: 6px; padding: 0 4px 0 10px;
    min-height: @editor; }
QComboBox:hover { background: @hover; }
QComboBox:focus { border-color: @accent; }
QComboBox:disabled { color: @faint; border-color: @border; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: @card; color: @text; border: 1px solid @border; padding: 4px; outline: none;
    selection-background-color: @selection; selection-color: @text; }
QLineEdit:disabled { color: @faint; border-color: @border; }
QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] { border-color: @border; }
QPlainTextEdit[readOnly="true"]:focus, QTextEdit[readOnly="true"]:focus { border-color: @accent; }
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"] { border: 1px solid @critical; }
QTableView { background: transparent; color: @text; border: none; gridline-color: @border;
    selection-background-color: @selection; selection-color: @text; }
QTableView::item { border: none; border-top: 1px solid @border; padding: 0 8px; }
QTableView::item:hover { background: @hover; }
QTableView::item:selected { background: @selection; color: @text; }
QTableView QTableCornerButton::section { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @muted; border: none; padding: 0 8px; font: @labelFont; }
QProgressBar { background: @border; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @faint; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");
    const std::pair<const char *, QColor> names[] = {
        // The longer name first, where one begins with another.
        {"@accentFill", c.accentFill},
        {"@accentHover", c.accentHover},
        {"@accent", c.accent},
        {"@criticalText", c.criticalText},
        {"@warningText", c.warningText},
        {"@goodText", c.goodText},
        {"@selection", c.selection},
        {"@critical", c.critical},
        {"@warning", c.warning},
        {"@border", c.border},
        {"@onFill", c.onFill},
        {"@window", c.window},
        {"@muted", c.muted},
        {"@faint", c.faint},
        {"@frame", c.frame},
        {"@field", c.field},
        {"@hover", c.hover},
        {"@good", c.good},
        {"@text", c.text},
        {"@rail", c.rail},
        {"@card", c.card},
    };
    for (const auto &[name, color] : names)
        css.replace(QLatin1String(name), color.name());
    // Some desktops have fonts of their own for these, which come back with every change of their settings.
    for (const auto &[name, style] :
         {std::pair("@bodyFont", TextStyle::Body), {"@labelFont", TextStyle::Label}}) {
        const QFont font = Theme::font(style);
        css.replace(QLatin1String(name),
                    QStringLiteral("%1px \"%2\"").arg(font.pixelSize()).arg(font.family()));
    }
    css.replace(QLatin1String("@editor"), QStringLiteral("%1px").arg(layout::kControl - 4));
    return css;
}

QString familyName()
{
    // Inter is the face the window was drawn for; elsewhere the desktop's own is the better guest.
    static const QString family = [] {
        const QString inter = QStringLiteral("Inter");
        return QFontDatabase::hasFamily(inter)
                   ? inter
                   : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    }();
    return family;
}

} // namespace

namespace {
double scaleOfText = 1;
} // namespace

double layout::textScale()
{
    return scaleOfText;
}

int layout::scaled(int usual)
{
    return int(std::lround(usual * scaleOfText));
}

Theme::Theme(ThemeMode mode, QObject *parent, std::optional<double> textScale) : QObject(parent), m_mode(mode)
{
    const QFont desktop = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QScreen *screen = QGuiApplication::primaryScreen();
    scaleOfText = textScale ? std::clamp(*textScale, 1.0, 2.0)
                            : Theme::textScale(QFontInfo(desktop).pixelSize(),
                                               screen ? screen->availableSize() : layout::kLeastWindow);
    QApplication::setStyle(new WindowStyle(*this)); // the application's from here on
    QApplication::setFont(font(TextStyle::Body));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::followSystem);
#endif
    apply();
}

double Theme::textScale(int fontPixels, const QSize &screen)
{
    constexpr int kMost = 16;           // of desktops as they come: 9 to 12 points
    constexpr double kUsual = 40.0 / 3; // 10 points, where text is 13 pixels here
    if (fontPixels <= kMost)
        return 1;
    const double fits = std::min(double(screen.width()) / layout::kLeastWindow.width(),
                                 double(screen.height()) / layout::kLeastWindow.height());
    return std::clamp(std::min(fontPixels / kUsual, fits), 1.0, 2.0);
}

void Theme::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
    Q_EMIT changed();
}

void Theme::followSystem()
{
    if (m_mode != ThemeMode::System)
        return;
    const bool before = m_colors.dark;
    apply();
    if (m_colors.dark != before)
        Q_EMIT changed();
}

void Theme::apply()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    // Title bars and native dialogs follow too.
    QStyleHints *hints = QGuiApplication::styleHints();
    const QSignalBlocker quiet(hints);
    if (m_mode == ThemeMode::System)
        hints->unsetColorScheme();
    else
        hints->setColorScheme(m_mode == ThemeMode::Dark ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light);
#endif
    m_colors = colorsOf(m_mode == ThemeMode::System ? desktopIsDark() : m_mode == ThemeMode::Dark);
    QApplication::setPalette(paletteOf(m_colors));
    qApp->setStyleSheet(styleSheetOf(m_colors));
}

QFont Theme::font(TextStyle style)
{
    if (style == TextStyle::Monospace) {
        QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        fixed.setPixelSize(layout::scaled(12));
        return fixed;
    }
    QFont f(familyName());
    f.setPixelSize(layout::scaled(13));
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    f.setFeature("tnum", 1);
#endif
    switch (style) {
    case TextStyle::Body:
    case TextStyle::Monospace:
        break;
    case TextStyle::Strong:
        f.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Small:
        f.setPixelSize(layout::scaled(11));
        break;
    case TextStyle::Label:
        f.setPixelSize(layout::scaled(12));
        break;
    case TextStyle::Value:
        f.setPixelSize(layout::scaled(22));
        f.setWeight(QFont::Bold);
        break;
    case TextStyle::Title:
        f.setPixelSize(layout::scaled(17));
        f.setWeight(QFont::DemiBold);
        break;
    case TextStyle::Brand:
        f.setPixelSize(layout::scaled(15));
        f.setWeight(QFont::Bold);
        break;
    }
    return f;
}

void Theme::style(QLabel *label, TextStyle text, Tone tone)
{
    label->setTextFormat(Qt::PlainText);
    label->setFont(font(text));
    const char *name = toneName(tone);
    if (label->property("tone").toByteArray() == name)
        return;
    label->setProperty("tone", QByteArray(name));
    // A style sheet looks at properties only when it is applied.
    label->style()->unpolish(label);
    label->style()->polish(label);
}

void Theme::style(QTableView *table)
{
    table->setFont(font(TextStyle::Body));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->viewport()->setAutoFillBackground(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(layout::kRow);
    table->verticalHeader()->setDefaultSectionSize(layout::kRow);
    QHeaderView *header = table->horizontalHeader();
    header->setFont(font(TextStyle::Label));
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setMinimumHeight(layout::kRow);
}

QString Theme::toolTip(const QString &plain)
{
    return plain.isEmpty() ? QString() : Qt::convertFromPlainText(plain, Qt::WhiteSpaceNormal);
}

QString Theme::name(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    case ThemeMode::System:
        break;
    }
    return QStringLiteral("system");
}

ThemeMode Theme::byName(const QString &name)
{
    if (name == QLatin1String("light"))
        return ThemeMode::Light;
    if (name == QLatin1String("dark"))
        return ThemeMode::Dark;
    return ThemeMode::System;
}

} // namespace hakgal
