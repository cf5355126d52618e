// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PageScroll.h"

#include "ui/Theme.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hakgal {

PageScroll::PageScroll(QWidget *parent) : QScrollArea(parent)
{
    auto *contents = new QWidget;
    m_column = new QVBoxLayout(contents);
    m_column->setSpacing(layout::kGap);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // the keys that scroll come to it from what is inside
    setWidget(contents);
    viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
    verticalScrollBar()->installEventFilter(this);
    keepMargin();
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == verticalScrollBar() &&
        (event->type() == QEvent::Show || event->type() == QEvent::Hide || event->type() == QEvent::Resize))
        keepMargin();
    return QScrollArea::eventFilter(watched, event);
}

void PageScroll::keepMargin()
{
    // The viewport is as much narrower as the bar is wide.
    const QScrollBar *bar = verticalScrollBar();
    const int taken = bar->isVisibleTo(this) ? bar->width() : 0;
    m_column->setContentsMargins(layout::kMargin, 0, layout::kMargin - taken, 4 * layout::kStep);
}

} // namespace hakgal
