// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/metrics/Snapshot.h"

#include <QColor>
#include <QFont>
#include <QObject>

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
inline constexpr int kRow = 28;     ///< height of a table row
inline constexpr int kControl = 32; ///< height of a button
} // namespace layout

enum class ThemeMode : quint8 { System, Light, Dark };

/// Every colour of the window. Paint code asks for them at each paint, so a change of theme needs no call.
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
    QColor muted;        ///< captions and units; at least 4.5 : 1 on window, rail and card
    QColor faint;        ///< last known values, disabled text
    QColor accent;       ///< the one accent: focus, default button, links, CPU
    QColor accentFill;   ///< behind onFill text
    QColor onFill;       ///< text on accentFill and the …Fill colours
    QColor good;         ///< a line or dot that says all is well
    QColor warning;      ///< likewise
    QColor critical;     ///< likewise, and limit lines
    QColor goodFill;     ///< pill
    QColor warningFill;  ///< pill, badge
    QColor criticalFill; ///< pill, badge
    QColor memory;       ///< chart line
    QColor cache;        ///< chart line
    QColor latency;      ///< chart line

    QColor severity(Severity severity) const; ///< dot or text
    QColor severityFill(Severity severity) const;
    QColor statusFill(Status status) const;
};

/// `share` (0 … 1) of the one colour over the other, opaque. Cheaper to fill with than transparency, and
/// overlapping parts look alike.
QColor mixed(const QColor &over, const QColor &under, double share);

/// Sizes and weights of text.
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
enum class Tone : quint8 { Normal, Muted, Faint, Good, Warning, Critical, Accent };

/// Palette, fonts and style sheet of the application; System follows the desktop, also while running.
/// GUI thread; one per application, made after QApplication and before the first widget.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(ThemeMode mode = ThemeMode::System, QObject *parent = nullptr);

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
