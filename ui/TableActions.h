// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/Catalogue.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QAction;
class QTableView;

namespace hakgal {

/// What can be done with every table of the window, by its context menu and by keys: copy the chosen rows
/// (all where none is chosen), copy them with the headings, save all rows as CSV. GUI thread.
namespace tables {

enum class Does : quint8 { Copy, CopyWithHeadings, Save };

/// What a model may give in place of the display text for CSV files: a plain number or a time in ISO 8601,
/// where the display text is made for people.
inline constexpr int kPlainRole = 0x0100 + 900; // Qt::UserRole + 900

/// The table's action of that kind with its usual words and keys, made where it is not there yet. A page that
/// has something better to do than complete() connects it and may rename it.
QAction *own(QTableView *table, Does does);

/// Adds the actions that the table does not have, and lets the keyboard reach it and be seen in it.
/// `database`: the base that a file must not be written over.
void complete(QTableView *table, const Catalogue &catalogue, std::function<QString()> database);

/// The chosen rows, or all where none is chosen, as they are shown: a tab between cells, a line a row.
QString text(const QTableView &table, bool headings);

/// All rows with their headings, as csvField() makes them; UTF-8 with a byte order mark.
QByteArray csv(const QTableView &table);

} // namespace tables

} // namespace hakgal
