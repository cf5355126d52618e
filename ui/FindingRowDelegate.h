// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/RowDelegate.h"

namespace hakgal {

/// Rows of a FindingTableModel: a dot in the colour of the severity, sentences that wrap, the box to tick (or
/// the tick of what is well). Space ticks the current row, whichever cell is current.
class FindingRowDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    QColor textColor(const QModelIndex &index) const override;
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                   const QModelIndex &index) const override;

private:
    void paintTick(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                   const QModelIndex &index) const;
};

} // namespace hakgal
