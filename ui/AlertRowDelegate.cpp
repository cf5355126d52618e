// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertRowDelegate.h"

#include "ui/AlertTableModel.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QPainter>

namespace hakgal {

namespace {
constexpr int kDot = 8;
constexpr int kSide = 8; ///< as the padding of the other cells
} // namespace

AlertRowDelegate::AlertRowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void AlertRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QString text = opt.text;
    opt.text.clear();
    opt.state &= ~QStyle::State_HasFocus;
    const QStyle *style = opt.widget ? opt.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &opt, painter, opt.widget);

    const Colors &colors = m_theme.colors();
    const auto severity = Severity(index.data(AlertTableModel::SeverityRole).toInt());
    const bool firing = index.data(AlertTableModel::FiringRole).toBool();
    QRect area = opt.rect.adjusted(kSide, 1, -kSide, 0);
    QColor color = colors.text;

    painter->save();
    if (index.column() == AlertTableModel::SeverityColumn) {
        painter->setRenderHint(QPainter::Antialiasing);
        QRectF dot(area.left(), area.center().y() - kDot / 2 + 0.5, kDot, kDot);
        painter->setBrush(firing ? QBrush(colors.severity(severity)) : QBrush(Qt::NoBrush));
        painter->setPen(firing ? QPen(Qt::NoPen) : QPen(colors.severity(severity), 1.6));
        painter->drawEllipse(firing ? dot : dot.adjusted(0.8, 0.8, -0.8, -0.8));
        area.setLeft(area.left() + kDot + 8);
    }
    if (!firing || index.column() == AlertTableModel::StartedColumn)
        color = colors.muted;
    if (index.column() == AlertTableModel::TitleColumn)
        color = colors.text;
    if (firing && index.column() == AlertTableModel::StateColumn)
        color = colors.severity(severity);
    painter->setFont(opt.font);
    painter->setPen(color);
    painter->drawText(area, int(opt.displayAlignment) | Qt::TextSingleLine,
                      opt.fontMetrics.elidedText(text, Qt::ElideRight, area.width()));
    painter->restore();
}

} // namespace hakgal
