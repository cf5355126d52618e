// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/TableColumns.h"

#include <QHeaderView>
#include <QStringList>
#include <QTableView>

#include <algorithm>

namespace hakgal {

namespace {

constexpr int kLeast = 24;
constexpr int kMost = 2000;

bool byHand(const QHeaderView &header, int column)
{
    const bool last = header.stretchLastSection() && header.visualIndex(column) == header.count() - 1;
    return header.sectionResizeMode(column) == QHeaderView::Interactive && !last;
}

} // namespace

QString columnsOf(const QTableView &table)
{
    const QHeaderView &header = *table.horizontalHeader();
    QStringList widths;
    bool any = false;
    for (int column = 0; column < header.count(); ++column) {
        const bool wide = byHand(header, column) && !header.isSectionHidden(column);
        any = any || wide;
        widths << (wide ? QString::number(header.sectionSize(column)) : QStringLiteral("*"));
    }
    QString line = widths.join(u',');
    if (table.isSortingEnabled() && header.sortIndicatorSection() < header.count())
        line += QStringLiteral(";%1%2")
                    .arg(header.sortIndicatorSection())
                    .arg(QLatin1Char(header.sortIndicatorOrder() == Qt::AscendingOrder ? '+' : '-'));
    else if (!any)
        return {};
    return line;
}

void setColumns(QTableView &table, const QString &columns)
{
    QHeaderView &header = *table.horizontalHeader();
    const QStringList widths = columns.section(u';', 0, 0).split(u',');
    if (columns.isEmpty() || widths.size() != header.count())
        return;
    for (int column = 0; column < header.count(); ++column) {
        bool ok = false;
        const int width = widths[column].toInt(&ok);
        if (ok && byHand(header, column))
            header.resizeSection(column, std::clamp(width, kLeast, kMost));
    }
    const QString sort = columns.section(u';', 1, 1);
    bool ok = false;
    const int column = sort.chopped(std::min<qsizetype>(1, sort.size())).toInt(&ok);
    if (ok && table.isSortingEnabled() && column >= 0 && column < header.count())
        table.sortByColumn(column, sort.endsWith(u'-') ? Qt::DescendingOrder : Qt::AscendingOrder);
}

} // namespace hakgal
