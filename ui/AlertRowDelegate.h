// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/RowDelegate.h"

namespace hakgal {

/// Paints the rows of an AlertTableModel: a dot before the word of the severity (full while the alert fires,
/// a ring when it is over), quiet times, a firing state in the colour of its severity.
class AlertRowDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

protected:
    QColor textColor(const QModelIndex &index) const override;
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                   const QModelIndex &index) const override;
};

} // namespace hakgal
