// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CheckBox.h"

#include "ui/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace hakgal {

namespace {
constexpr int kGap = 8;
} // namespace

CheckBox::CheckBox(const Theme &theme, const QString &text, QWidget *parent)
    : QCheckBox(text, parent), m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setFont(Theme::font(TextStyle::Body));
}

QSize CheckBox::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : kGap + fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return {kBox + 4 + words, layout::kControl - 4};
}

void CheckBox::paintBox(QPainter &painter, const QRectF &box, const Colors &colors, const Look &look)
{
    const bool filled = look.checked && look.enabled;
    painter.setPen(look.focused ? QPen(colors.accent, 2) : QPen(filled ? colors.accentFill : colors.faint));
    painter.setBrush(filled ? colors.accentFill : look.hovered && look.enabled ? colors.hover : colors.field);
    painter.drawRoundedRect(box, 4, 4);
    if (look.checked)
        paintTick(painter, box, look.enabled ? colors.onFill : colors.faint);
}

void CheckBox::paintTick(QPainter &painter, const QRectF &box, const QColor &color)
{
    QPainterPath tick(box.topLeft() + QPointF(3.6, 7.8));
    tick.lineTo(box.topLeft() + QPointF(6.4, 10.8));
    tick.lineTo(box.topLeft() + QPointF(11.4, 4.6));
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(tick);
}

void CheckBox::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(2.5, (height() - kBox) / 2.0 + 0.5, kBox - 1, kBox - 1);
    Look look;
    look.checked = isChecked();
    look.enabled = isEnabled();
    look.focused = hasFocus();
    look.hovered = underMouse();
    paintBox(painter, box, colors, look);
    painter.setPen(isEnabled() ? colors.text : colors.faint);
    painter.drawText(rect().adjusted(kBox + 4 + kGap, 0, 0, 0),
                     int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextShowMnemonic, text());
}

} // namespace hakgal
