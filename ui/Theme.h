// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Snapshot.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QSize>

#include <optional>

class QLabel;
class QTableView;
class QWidget;

namespace hakgal {

/// The one grid of the window, in device-independent pixels.
namespace layout {
inline constexpr int kStep = 4;     ///< everything is a multiple of it
inline constexpr int kGap = 12;     ///< between cards
inline constexpr int kMargin = 20;  ///< around a page
inline constexpr int kPadding = 14; ///< inside a card, left and right
inline constexpr int kRadius = 10;  ///< of a card
inline constexpr QSize kLeastWindow{960, 620};

/// How much larger than usual text is, 1 … 2: as the theme was made for (Theme::textScale()).
double textScale();
/// A length that holds text, in whole pixels of that scale: `usual` where text is as large as usual.
int scaled(int usual);

/// A length that grows with the text.
struct Growing
{
    int usual;
    operator int() const { return scaled(usual); }
};
inline constexpr Growing kRow{28};     ///< height of a table row
inline constexpr Growing kControl{32}; ///< height of a button
inline constexpr Growing kMark{14};    ///< room before a setting for the mark of a change
} // namespace layout

enum class ThemeMode : quint8 { System, Light, Dark };

/// Every colour of the window. Paint code asks for them at each paint, so a change of theme needs no call.
/// Text has at least 4.5 : 1 on every ground it stands on (only what cannot be used has less), lines and
/// marks at least 3 : 1; tst_Theme reads them.
struct Colors
{
    bool dark = false;
    QColor window;       ///< behind the cards
    QColor rail;         ///< behind the navigation
    QColor card;         ///< cards, buttons, the chosen page in the rail
    QColor field;        ///< input fields
    QColor hover;        ///< under the pointer
    QColor selection;    ///< chosen table rows
    QColor border;       ///< card borders, separators, grid lines
    QColor text;         ///< what is read first
    QColor muted;        ///< captions, units, last known values
    QColor frame;        ///< of what can be typed into or chosen from; at least 3 : 1 within and without
    QColor faint;        ///< what cannot be used now; frames of boxes
    QColor accent;       ///< the one accent: focus, default button, links, CPU
    QColor accentFill;   ///< behind onFill text
    QColor accentHover;  ///< the same under the pointer
    QColor onFill;       ///< text on accentFill and the …Fill colours
    QColor good;         ///< a line or mark that says all is well
    QColor warning;      ///< likewise
    QColor critical;     ///< likewise, and limit lines
    QColor goodText;     ///< words that say so
    QColor warningText;  ///< likewise
    QColor criticalText; ///< likewise
    QColor goodFill;     ///< pill
    QColor warningFill;  ///< pill, badge
    QColor criticalFill; ///< pill, badge
    QColor neutralFill;  ///< pill of what is not known yet
    QColor memory;       ///< chart line
    QColor cache;        ///< chart line
    QColor latency;      ///< chart line

    QColor severity(Severity severity) const;     ///< mark
    QColor severityText(Severity severity) const; ///< words
    QColor severityFill(Severity severity) const;
    QColor statusFill(Status status) const;
};

/// `share` (0 … 1) of the one colour over the other, opaque. Cheaper to fill with than transparency, and
/// overlapping parts look alike.
QColor mixed(const QColor &over, const QColor &under, double share);

/// Sizes and weights of text, at the usual scale.
enum class TextStyle : quint8 {
    Body,      ///< 13 px
    Strong,    ///< 13 px semibold: titles of cards, default buttons, the chosen page
    Small,     ///< 11 px: captions, notes
    Label,     ///< 12 px: names of tiles, table headers
    Value,     ///< 22 px bold: the figure of a tile
    Title,     ///< 17 px semibold: title of a page
    Brand,     ///< 15 px bold
    Monospace, ///< 12 px fixed pitch: statements, log lines
};

/// Colour of a label's text, kept when the theme changes.
enum class Tone : quint8 { Normal, Muted, Good, Warning, Critical, Accent };

/// Palette, fonts and style sheet of the application; System follows the desktop, also while running.
/// GUI thread; one per application, made after QApplication and before the first widget.
class Theme : public QObject
{
    Q_OBJECT
public:
    /// `textScale`: 1 … 2; nothing: as the desktop's font and screen ask for.
    explicit Theme(ThemeMode mode = ThemeMode::System, QObject *parent = nullptr,
                   std::optional<double> textScale = {});

    /// How much larger than usual text has to be where the desktop's font has so many pixels: 1 up to a size
    /// that desktops come with, then in proportion, at most 2, and no more than a window of usual size still
    /// fits the screen with.
    static double textScale(int fontPixels, const QSize &screen);

    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);
    /// Looks at the desktop's colours again (a window got QEvent::ThemeChange). No effect unless System.
    void followSystem();

    const Colors &colors() const { return m_colors; }
    /// The palette of one side, for tests and pictures.
    static const Colors &colorsOf(bool dark);

    static QFont font(TextStyle style);

    /// Font and colour of a label; makes it plain text, whatever it will show.
    static void style(QLabel *label, TextStyle text, Tone tone = Tone::Normal);
    /// The quiet table of the cards: no grid, separators, whole rows, 28 px; no frame of its own.
    static void style(QTableView *table);

    /// Text for setToolTip(): plain words whatever they hold (a tooltip guesses markup), wrapped when long.
    static QString toolTip(const QString &plain);

    /// Stable names: system, light, dark. An unknown name is System.
    static QString name(ThemeMode mode);
    static ThemeMode byName(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void apply();

    ThemeMode m_mode;
    Colors m_colors;
};

} // namespace hakgal
