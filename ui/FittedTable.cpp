// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FittedTable.h"

#include "ui/Theme.h"

#include <QHeaderView>
#include <QWheelEvent>

namespace hakgal {

FittedTable::FittedTable(QWidget *parent) : QTableView(parent)
{
    Theme::style(this);
    setWordWrap(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // A narrower column has more lines; columns that stretch get their width after the table has its own.
    // Queued: while the header lays its sections out, they are not yet as wide as they will be.
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &FittedTable::fit, Qt::QueuedConnection);
}

void FittedTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &FittedTable::fit);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FittedTable::fit);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FittedTable::fit);
    connect(model, &QAbstractItemModel::dataChanged, this, &FittedTable::fit);
}

QSize FittedTable::sizeHint() const
{
    const QHeaderView *header = horizontalHeader();
    const int head = header->isHidden() ? 0 : std::max(header->minimumHeight(), header->sizeHint().height());
    return {200, head + verticalHeader()->length()};
}

QSize FittedTable::minimumSizeHint() const
{
    return sizeHint();
}

void FittedTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void FittedTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    fit();
}

/// There is nothing to scroll in here; the page scrolls.
void FittedTable::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void FittedTable::fit()
{
    const int before = verticalHeader()->length();
    resizeRowsToContents();
    if (verticalHeader()->length() != before || height() != sizeHint().height())
        updateGeometry();
}

} // namespace hakgal
