// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/RowDelegate.h"

namespace hakgal {

/// Paints the rows of a PredicateModel; in the share column a bar, and the percentage to its right. The
/// longest bar belongs to the most frequent predicate; the figure says the share of all facts.
class PredicateRowDelegate : public RowDelegate
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
