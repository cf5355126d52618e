// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ShareBarDelegate.h"

#include "ui/PredicateModel.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace hakgal {

namespace {
constexpr int kSide = 8;
constexpr int kBarHeight = 6;
constexpr int kLeastBar = 3; ///< a predicate that exists is never drawn as nothing
} // namespace

ShareBarDelegate::ShareBarDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void ShareBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem opt = option;
    initStyleOption(&opt, index);
    const QString text = opt.text;
    opt.text.clear();
    opt.state &= ~QStyle::State_HasFocus;
    const QStyle *style = opt.widget ? opt.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &opt, painter, opt.widget);

    const QRect area = opt.rect.adjusted(kSide, 1, -kSide, 0);
    // The widest figure there can be keeps the bars of all rows on one scale.
    const int textWidth = opt.fontMetrics.horizontalAdvance(QStringLiteral("100.0 %")) + kSide;
    const int room = std::max(0, area.width() - textWidth);
    const double length = std::clamp(index.data(PredicateModel::BarRole).toDouble(), 0.0, 1.0);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const double top = area.center().y() - kBarHeight / 2.0 + 0.5;
    if (room > kLeastBar) {
        painter->setBrush(m_theme.colors().accent);
        const double width = std::max(double(kLeastBar), room * length);
        painter->drawRoundedRect(QRectF(area.left(), top, width, kBarHeight), kBarHeight / 2.0,
                                 kBarHeight / 2.0);
    }
    painter->setFont(opt.font);
    painter->setPen(m_theme.colors().muted);
    painter->drawText(area, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    painter->restore();
}

} // namespace hakgal
