// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FoldingRow.h"

#include "ui/Theme.h"

#include <QBoxLayout>
#include <QEvent>

#include <algorithm>

namespace hakgal {

FoldingRow::FoldingRow(QWidget *parent)
    : QWidget(parent), m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2 * layout::kStep);
}

void FoldingRow::addPart(QWidget *part, int stretch)
{
    m_parts.push_back(part);
    m_layout->addWidget(part, stretch);
}

QSize FoldingRow::minimumSizeHint() const
{
    int widest = 0;
    for (const QWidget *part : m_parts)
        widest = std::max(widest, part->minimumSizeHint().width());
    return {widest, m_layout->minimumSize().height()};
}

void FoldingRow::fold()
{
    int needed = m_layout->spacing() * std::max(0, int(m_parts.size()) - 1);
    for (const QWidget *part : m_parts)
        needed += part->minimumSizeHint().width();
    const auto wanted = needed > width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (wanted != m_layout->direction()) {
        m_layout->setDirection(wanted);
        updateGeometry();
    }
}

void FoldingRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

bool FoldingRow::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // a part became wider
        fold();
    return done;
}

} // namespace hakgal
