// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ComboBox.h"

#include "ui/Theme.h"

#include <QPainter>

namespace hakgal {

ComboBox::ComboBox(const Theme &theme, QWidget *parent) : QComboBox(parent), m_theme(theme)
{
    setFont(Theme::font(TextStyle::Body));
}

void ComboBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors &colors = m_theme.colors();
    painter.setPen(
        QPen(isEnabled() ? colors.muted : colors.faint, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const bool leftToRight = layoutDirection() == Qt::LeftToRight;
    const QPointF middle(leftToRight ? width() - 16.0 : 16.0, height() / 2.0);
    const QPointF arrow[] = {middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)};
    painter.drawPolyline(arrow, 3);
}

} // namespace hakgal
