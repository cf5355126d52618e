// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WordFilter.h"

#include <algorithm>

namespace hakgal {

WordFilter::WordFilter(int sortRole, int searchRole, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(sortRole);
    setFilterRole(searchRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

void WordFilter::setWords(const QString &text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool WordFilter::hasWords(const QModelIndex &sourceIndex) const
{
    if (m_words.isEmpty())
        return true;
    const QString text = sourceIndex.data(filterRole()).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool WordFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (QSortFilterProxyModel::lessThan(left, right))
        return true;
    if (QSortFilterProxyModel::lessThan(right, left))
        return false;
    return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
}

} // namespace hakgal
