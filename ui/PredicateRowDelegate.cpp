// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PredicateRowDelegate.h"

#include "ui/PredicateModel.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QPainter>

#include <algorithm>

namespace hakgal {

namespace {
constexpr double kBarHeight = 6;
constexpr double kLeastBar = kBarHeight / 2; ///< a predicate that exists is never drawn as nothing
} // namespace

QColor PredicateRowDelegate::textColor(const QModelIndex &index) const
{
    const bool quiet = index.column() == PredicateModel::ShareColumn ||
                       (index.column() == PredicateModel::PredicateColumn &&
                        index.data(PredicateModel::PredicateRole).toString().isEmpty());
    return quiet ? theme().colors().muted : theme().colors().text;
}

void PredicateRowDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                                     const QModelIndex &index) const
{
    if (index.column() != PredicateModel::ShareColumn) {
        RowDelegate::paintCell(painter, option, area, index);
        return;
    }
    // The widest figure there can be leaves the bars of all rows on one scale. Where both have no room, the
    // bar stays.
    const double figure = tabular::width(option.font, QStringLiteral("100.0 %")) + kSide;
    const bool barAlone = area.width() < figure + kSide;
    if (!barAlone)
        RowDelegate::paintCell(painter, option, area, index);
    const double room = barAlone ? area.width() : area.width() - figure;
    if (room <= kLeastBar)
        return;
    const double length = std::clamp(index.data(PredicateModel::BarRole).toDouble(), 0.0, 1.0);
    const QRectF bar(area.left(), area.center().y() - kBarHeight / 2 + 0.5,
                     std::max(kLeastBar, room * length), kBarHeight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme().colors().accent);
    painter->drawRoundedRect(bar, kBarHeight / 2, kBarHeight / 2);
}

} // namespace hakgal
