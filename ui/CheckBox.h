// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QRectF>

class QColor;
class QPainter;

namespace hakgal {

class Theme;
struct Colors;

/// A check box in the colours of the theme: filled with the accent while checked, a visible frame while not.
class CheckBox : public QCheckBox
{
    Q_OBJECT
public:
    CheckBox(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    static constexpr int kBox = 16; ///< width and height of the box
    struct Look
    {
        bool checked = false;
        bool enabled = true;
        bool focused = false;
        bool hovered = false;
    };
    /// The box alone, for cells of a table. `box` is one pixel less than kBox, on half pixels; the painter is
    /// antialiased.
    static void paintBox(QPainter &painter, const QRectF &box, const Colors &colors, const Look &look);
    /// The tick without its box.
    static void paintTick(QPainter &painter, const QRectF &box, const QColor &color);

protected:
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace hakgal
