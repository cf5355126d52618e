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
    const bool leftToRight = layoutDirection() == Qt::LeftToRight;
    const int x = leftToRight ? width() - kArrowWidth : 0;
    drawArrow(painter, QRect(x, 0, kArrowWidth, height()),
              isEnabled() ? m_theme.colors().muted : m_theme.colors().faint);
}

void ComboBox::drawArrow(QPainter &painter, const QRect &place, const QColor &color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(place).center();
    const QPointF arrow[] = {middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)};
    painter.drawPolyline(arrow, 3);
}

} // namespace hakgal
