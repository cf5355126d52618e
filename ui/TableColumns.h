// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

namespace hakgal {

/// How the operator has set up the columns of a table, in one line of the settings file: the widths of those
/// that can be resized by hand ("*" for the others), then the column it is sorted by, as in
/// `150,*,96;2-` (descending). Empty where nothing can be set up.
QString columnsOf(const QTableView &table);

/// Sets them up so. A line that is none, or of another number of columns, changes nothing. Widths are kept
/// within 24 and 2000 pixels.
void setColumns(QTableView &table, const QString &columns);

} // namespace hakgal
