// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertFilter.h"

#include "ui/AlertTableModel.h"

#include <algorithm>

namespace hakgal {

AlertFilter::AlertFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(AlertTableModel::SortRole);
    setFilterRole(AlertTableModel::SearchRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void AlertFilter::setWanted(const Wanted &wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    m_words = wanted.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
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
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(AlertTableModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace hakgal
