// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RowDelegate.h"

#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QPainter>

namespace hakgal {

RowDelegate::RowDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.state &= ~QStyle::State_HasFocus;
    QStyleOptionViewItem ground = cell;
    ground.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, cell.widget);

    painter->save();
    painter->setFont(cell.font);
    paintCell(painter, cell, cell.rect.adjusted(kSide, 1, -kSide, 0), index);
    painter->restore();
}

QColor RowDelegate::textColor(const QModelIndex &) const
{
    return m_theme.colors().text;
}

void RowDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                            const QModelIndex &index) const
{
    paintText(painter, option, area, option.displayAlignment, textColor(index));
}

void RowDelegate::paintText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                            Qt::Alignment alignment, const QColor &color)
{
    painter->setPen(color);
    QString text = option.text;
    // Digit cells are a little wider than the digits: what does not fit is cut by the same measure.
    const double surplus = tabular::width(option.font, text) - option.fontMetrics.horizontalAdvance(text);
    if (tabular::width(option.font, text) > area.width())
        text = option.fontMetrics.elidedText(text, Qt::ElideRight, int(area.width() - surplus));
    tabular::draw(*painter, area, alignment, text);
}

} // namespace hakgal
