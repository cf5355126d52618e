// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CheckBox.h"

#include "ui/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace hakgal {

namespace {
constexpr int kBox = 16;
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

void CheckBox::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(2.5, (height() - kBox) / 2.0 + 0.5, kBox - 1, kBox - 1);
    const bool filled = isChecked() && isEnabled();
    painter.setPen(hasFocus() ? QPen(colors.accent, 2) : QPen(filled ? colors.accentFill : colors.faint));
    painter.setBrush(filled ? colors.accentFill : underMouse() ? colors.hover : colors.field);
    painter.drawRoundedRect(box, 4, 4);
    if (isChecked()) {
        QPainterPath tick(box.topLeft() + QPointF(3.6, 7.8));
        tick.lineTo(box.topLeft() + QPointF(6.4, 10.8));
        tick.lineTo(box.topLeft() + QPointF(11.4, 4.6));
        painter.setPen(QPen(isEnabled() ? colors.onFill : colors.faint, 1.8, Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(tick);
    }
    painter.setPen(isEnabled() ? colors.text : colors.faint);
    painter.drawText(rect().adjusted(kBox + 4 + kGap, 0, 0, 0),
                     int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextShowMnemonic, text());
}

} // namespace hakgal
