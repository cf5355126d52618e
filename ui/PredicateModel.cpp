// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PredicateModel.h"

#include "ui/ColumnHeader.h"
#include "ui/TableActions.h"

#include <algorithm>

namespace hakgal {

namespace {

/// "No predicate" and an empty one read the same: one row for both.
std::vector<PredicateCount> distinct(const std::vector<PredicateCount> &rows)
{
    std::vector<PredicateCount> result;
    for (const PredicateCount &row : rows) {
        const auto same = std::find_if(result.begin(), result.end(), [&](const PredicateCount &other) {
            return other.predicate == row.predicate;
        });
        if (same == result.end())
            result.push_back(row);
        else
            same->facts += row.facts;
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const PredicateCount &a, const PredicateCount &b) { return a.facts > b.facts; });
    return result;
}

} // namespace

PredicateModel::PredicateModel(const Format &format, QObject *parent)
    : QAbstractTableModel(parent), m_format(format)
{
}

void PredicateModel::setTable(const std::shared_ptr<const PredicateTable> &table, const Reading &allFacts)
{
    const double all = allFacts.known() && allFacts.value > 0 ? allFacts.value : 0;
    if (table == m_table && all == m_allFacts)
        return;
    const std::vector<PredicateCount> next = table ? distinct(table->rows) : std::vector<PredicateCount>();
    m_table = table;
    const bool sharesChanged = all != m_allFacts;
    m_allFacts = all;
    removeGone(next);
    appendNew(next);
    reorder(next);

    int first = -1;
    int last = -1;
    const bool barsChanged = !next.empty() && next.front().facts != m_rows.front().facts;
    for (size_t row = 0; row < next.size(); ++row) {
        if (m_rows[row] == next[row] && !sharesChanged && !barsChanged)
            continue;
        m_rows[row] = next[row];
        first = first < 0 ? int(row) : first;
        last = int(row);
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

int PredicateModel::find(const QString &predicate) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const PredicateCount &row) { return row.predicate == predicate; });
    return at == m_rows.end() ? -1 : int(at - m_rows.begin());
}

void PredicateModel::removeGone(const std::vector<PredicateCount> &next)
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        const QString &predicate = m_rows[size_t(row)].predicate;
        if (std::any_of(next.begin(), next.end(),
                        [&](const PredicateCount &n) { return n.predicate == predicate; }))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void PredicateModel::appendNew(const std::vector<PredicateCount> &next)
{
    std::vector<PredicateCount> added;
    for (const PredicateCount &row : next) {
        if (find(row.predicate) < 0)
            added.push_back(row);
    }
    if (added.empty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(added.size()) - 1);
    m_rows.insert(m_rows.end(), added.begin(), added.end());
    endInsertRows();
}

// By now the same predicates are in both, perhaps in another order.
void PredicateModel::reorder(const std::vector<PredicateCount> &next)
{
    std::vector<int> newRow(m_rows.size());
    bool moved = false;
    for (size_t to = 0; to < next.size(); ++to) {
        const int from = find(next[to].predicate);
        newRow[size_t(from)] = int(to);
        moved = moved || from != int(to);
    }
    if (!moved)
        return;
    Q_EMIT layoutAboutToBeChanged();
    std::vector<PredicateCount> sorted(m_rows.size());
    for (size_t from = 0; from < m_rows.size(); ++from)
        sorted[size_t(newRow[from])] = m_rows[from];
    m_rows = std::move(sorted);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &old : before)
        after << index(newRow[size_t(old.row())], old.column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

QString PredicateModel::shareText(qint64 facts) const
{
    if (m_allFacts <= 0)
        return {};
    const double percent = 100 * share(facts);
    return facts > 0 && percent < 0.05 ? tr("< %1").arg(m_format.percent(0.1)) : m_format.percent(percent);
}

double PredicateModel::share(qint64 facts) const
{
    // The two counts may be of different moments.
    return std::min(1.0, double(facts) / m_allFacts);
}

int PredicateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PredicateModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PredicateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PredicateCount &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case PredicateColumn:
            return row.predicate.isEmpty() ? tr("(no predicate)") : row.predicate.simplified();
        case FactsColumn:
            return m_format.count(row.facts);
        case ShareColumn:
            return shareText(row.facts);
        default:
            return {};
        }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == PredicateColumn ? Qt::AlignLeft : Qt::AlignRight));
    case PredicateRole:
        return row.predicate;
    case tables::kPlainRole:
        return index.column() == FactsColumn                     ? QVariant(row.facts)
               : index.column() == ShareColumn && m_allFacts > 0 ? QVariant(share(row.facts))
                                                                 : QVariant();
    case FactsRole:
        return row.facts;
    case ShareRole:
        return m_allFacts > 0 ? QVariant(share(row.facts)) : QVariant();
    case BarRole:
        return m_rows.front().facts > 0 ? double(row.facts) / double(m_rows.front().facts) : 0.0;
    default:
        return {};
    }
}

QVariant PredicateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader({tr("Predicate"), tr("Facts"), tr("Share")}, {FactsColumn, ShareColumn}, section,
                        orientation, role);
}

} // namespace hakgal
