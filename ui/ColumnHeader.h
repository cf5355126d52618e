// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariant>

#include <initializer_list>

namespace hakgal {

/// What a model answers for a heading of its columns: the title, standing at the left, or at the right where
/// the column holds numbers. Nothing for other roles, the vertical header, and columns without a title.
QVariant columnHeader(const QStringList &titles, std::initializer_list<int> numbers, int section,
                      Qt::Orientation orientation, int role);

} // namespace hakgal
