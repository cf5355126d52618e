// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ReportRowDelegate.h"

#include "ui/Theme.h"
#include "ui/WrappedText.h"

#include <QPainter>

#include <cmath>

namespace hakgal {

namespace {

constexpr int kAbove = 6; ///< above and below the text

QColor toneColor(const Colors &colors, Tone tone)
{
    switch (tone) {
    case Tone::Normal:
        return colors.text;
    case Tone::Muted:
        return colors.muted;
    case Tone::Good:
        return colors.goodText;
    case Tone::Warning:
        return colors.warningText;
    case Tone::Critical:
        return colors.criticalText;
    case Tone::Accent:
        return colors.accent;
    }
    return colors.text;
}

} // namespace

ReportRowDelegate::ReportRowDelegate(const Theme &theme, QObject *parent, Lines lines)
    : RowDelegate(theme, parent), m_lines(lines)
{
}

/// Figures never wrap.
bool ReportRowDelegate::isOneLine(const QModelIndex &index) const
{
    return m_lines == Lines::One || (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
}

QSize ReportRowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isOneLine(index))
        return {0, layout::kRow};
    const int width = option.rect.width() - 2 * kSide;
    const double height = wrapped::height(option.font, index.data().toString(), width);
    return {width, std::max(int(layout::kRow), int(std::ceil(height)) + 2 * kAbove)};
}

QColor ReportRowDelegate::textColor(const QModelIndex &index) const
{
    return toneColor(theme().colors(), Tone(index.data(ToneRole).toInt()));
}

void ReportRowDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
                                  const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    if (index.data(StrongRole).toBool()) {
        cell.font.setWeight(QFont::DemiBold);
        cell.fontMetrics = QFontMetrics(cell.font);
        painter->setFont(cell.font);
    }
    const QColor color = textColor(index);
    if (isOneLine(index)) {
        paintText(painter, cell, area, cell.displayAlignment, color);
        return;
    }
    const QString words = index.data().toString();
    QRectF text(area);
    text.setTop(
        text.top() +
        std::max(0.0, std::floor((text.height() - wrapped::height(cell.font, words, text.width())) / 2)));
    painter->setPen(color);
    wrapped::draw(*painter, text, words);
}

} // namespace hakgal
