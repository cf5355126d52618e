// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndexList>

class QTableView;

namespace hakgal {

/// The selected rows from top to bottom, each by its first column.
QModelIndexList selectedRows(const QTableView *table);

/// Copies them as text: a line each, what their columns show between tabs. Nothing where none is selected.
void copySelectedRows(const QTableView *table);

} // namespace hakgal
