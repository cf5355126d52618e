// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FindingRowDelegate.h"

#include "ui/CheckBox.h"
#include "ui/FindingTableModel.h"
#include "ui/StatusMark.h"
#include "ui/Theme.h"
#include "ui/WrappedText.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace hakgal {

namespace {

constexpr int kDot = 8;
constexpr int kAbove = 6; ///< above and below the text

bool isTick(const QModelIndex &index)
{
    return index.column() == FindingTableModel::TickColumn;
}

/// Where the text of a cell begins.
int indent(const QModelIndex &index)
{
    return index.column() == FindingTableModel::CheckColumn ? 2 * kDot : 0;
}

QColor dotColor(const Colors &colors, const QModelIndex &index)
{
    const auto severity = Severity(index.data(FindingTableModel::SeverityRole).toInt());
    const bool passed = index.data(FindingTableModel::PassedRole).toBool();
    return passed || severity != Severity::Info ? colors.severity(severity) : colors.muted;
}

} // namespace

QSize FindingRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isTick(index))
        return {layout::kRow, layout::kRow};
    const double width = option.rect.width() - 2 * kSide - indent(index);
    double height = wrapped::height(option.font, index.data().toString(), width);
    if (index.column() == FindingTableModel::RemedyColumn)
        height += wrapped::height(option.font, index.data(FindingTableModel::RiskRole).toString(), width);
    return {int(width), std::max(int(layout::kRow), int(std::ceil(height)) + 2 * kAbove)};
}

bool FindingRowDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                     const QStyleOptionViewItem &option, const QModelIndex &index)
{
    QModelIndex tick = index.siblingAtColumn(FindingTableModel::TickColumn);
    if (!(model->flags(tick) & Qt::ItemIsUserCheckable))
        return false;
    switch (event->type()) {
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (!isTick(index) || mouse->button() != Qt::LeftButton ||
            !option.rect.contains(mouse->position().toPoint()))
            return false;
        break;
    }
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key != Qt::Key_Space && key != Qt::Key_Select)
            return false;
        break;
    }
    default:
        return false;
    }
    const bool ticked = tick.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(tick, int(ticked ? Qt::Unchecked : Qt::Checked), Qt::CheckStateRole);
}

/// The box is painted here, not by the style.
void FindingRowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    RowDelegate::initStyleOption(option, index);
    option->features &= ~QStyleOptionViewItem::HasCheckIndicator;
}

QColor FindingRowDelegate::textColor(const QModelIndex &index) const
{
    const Colors &colors = theme().colors();
    return index.column() == FindingTableModel::RemedyColumn ? colors.muted : colors.text;
}

void FindingRowDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                                   const QModelIndex &index) const
{
    painter->setRenderHint(QPainter::Antialiasing);
    if (isTick(index)) {
        paintTick(painter, option, area, index);
        return;
    }
    const Colors &colors = theme().colors();
    QRectF text = QRectF(area).adjusted(indent(index), 0, 0, 0);
    const QString words = index.data().toString();
    const QString risk = index.column() == FindingTableModel::RemedyColumn
                             ? index.data(FindingTableModel::RiskRole).toString()
                             : QString();
    double height = wrapped::height(option.font, words, text.width());
    if (!risk.isEmpty())
        height += wrapped::height(option.font, risk, text.width());
    text.setTop(text.top() + std::max(0.0, std::floor((text.height() - height) / 2)));
    if (index.column() == FindingTableModel::CheckColumn) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(dotColor(colors, index));
        drawMark(*painter, QRectF(area.left(), area.center().y() - kDot / 2.0 + 0.5, kDot, kDot),
                 Severity(index.data(FindingTableModel::SeverityRole).toInt()));
    }
    painter->setPen(textColor(index));
    const double taken = wrapped::draw(*painter, text, words);
    if (risk.isEmpty())
        return;
    painter->setPen(colors.warningText);
    wrapped::draw(*painter, text.adjusted(0, taken, 0, 0), risk);
}

void FindingRowDelegate::paintTick(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                                   const QModelIndex &index) const
{
    const Colors &colors = theme().colors();
    const QRectF box(area.right() - CheckBox::kBox + 1.5, area.center().y() - CheckBox::kBox / 2.0 + 0.5,
                     CheckBox::kBox - 1, CheckBox::kBox - 1);
    if (index.data(FindingTableModel::PassedRole).toBool()) {
        CheckBox::paintTick(*painter, box, colors.text);
        return;
    }
    const QVariant state = index.data(Qt::CheckStateRole);
    if (!state.isValid())
        return;
    CheckBox::Look look;
    look.checked = state.toInt() == Qt::Checked;
    look.enabled = index.flags() & Qt::ItemIsUserCheckable;
    look.hovered = option.state & QStyle::State_MouseOver;
    CheckBox::paintBox(*painter, box, colors, look);
}

} // namespace hakgal
