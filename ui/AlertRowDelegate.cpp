// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertRowDelegate.h"

#include "ui/AlertTableModel.h"
#include "ui/StatusMark.h"
#include "ui/Theme.h"

#include <QPainter>

namespace hakgal {

namespace {

constexpr int kDot = 8;

Severity severityOf(const QModelIndex &index)
{
    return Severity(index.data(AlertTableModel::SeverityRole).toInt());
}

} // namespace

QColor AlertRowDelegate::textColor(const QModelIndex &index) const
{
    const Colors &colors = theme().colors();
    const bool firing = index.data(AlertTableModel::FiringRole).toBool();
    switch (index.column()) {
    case AlertTableModel::TitleColumn:
        return colors.text;
    case AlertTableModel::StartedColumn:
        return colors.muted;
    case AlertTableModel::StateColumn:
        return firing ? colors.severityText(severityOf(index)) : colors.muted;
    default:
        return firing ? colors.text : colors.muted;
    }
}

void AlertRowDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                                 const QModelIndex &index) const
{
    if (index.column() != AlertTableModel::SeverityColumn) {
        RowDelegate::paintCell(painter, option, area, index);
        return;
    }
    const QColor color = theme().colors().severity(severityOf(index));
    const QRectF dot(area.left(), area.center().y() - kDot / 2.0 + 0.5, kDot, kDot);
    drawAlertMark(*painter, dot, severityOf(index), color, index.data(AlertTableModel::FiringRole).toBool());
    RowDelegate::paintCell(painter, option, area.adjusted(2 * kDot, 0, 0, 0), index);
}

} // namespace hakgal
