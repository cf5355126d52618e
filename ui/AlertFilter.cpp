// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertFilter.h"

#include "ui/AlertTableModel.h"

#include <algorithm>

namespace hakgal {

AlertFilter::AlertFilter(QObject *parent)
    : WordFilter(AlertTableModel::SortRole, AlertTableModel::SearchRole, parent)
{
}

void AlertFilter::setWanted(const Wanted &wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    setWords(wanted.text);
    invalidateFilter();
}

bool AlertFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    const Alert alert = index.data(AlertTableModel::AlertRole).value<Alert>();
    if (m_wanted.firingOnly && !alert.firing())
        return false;
    if (m_wanted.atLeast && alert.severity < *m_wanted.atLeast)
        return false;
    if (!alert.firing() && std::max(alert.startedMs, alert.endedMs) < m_wanted.sinceMs)
        return false;
    return hasWords(index);
}

} // namespace hakgal
