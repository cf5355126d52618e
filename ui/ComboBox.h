// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace hakgal {

class Theme;

/// A combo box in the window's look: the arrow is drawn in the theme's colour, which a style sheet cannot do
/// without a picture for each theme.
class ComboBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ComboBox(const Theme &theme, QWidget *parent = nullptr);

    static constexpr int kArrowWidth = 32; ///< at the end of the box
    static void drawArrow(QPainter &painter, const QRect &place, const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace hakgal
