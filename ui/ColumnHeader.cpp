// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ColumnHeader.h"

#include <algorithm>

namespace hakgal {

QVariant columnHeader(const QStringList &titles, std::initializer_list<int> numbers, int section,
                      Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= titles.size())
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = std::find(numbers.begin(), numbers.end(), section) != numbers.end();
        return int(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

} // namespace hakgal
