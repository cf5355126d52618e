// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SelectedRows.h"

#include <QApplication>
#include <QClipboard>
#include <QTableView>

#include <algorithm>

namespace hakgal {

QModelIndexList selectedRows(const QTableView *table)
{
    QModelIndexList rows = table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    return rows;
}

void copySelectedRows(const QTableView *table)
{
    QStringList lines;
    for (const QModelIndex &row : selectedRows(table)) {
        QStringList cells;
        for (int column = 0; column < row.model()->columnCount(); ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace hakgal
