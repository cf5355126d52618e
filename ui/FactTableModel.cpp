// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FactTableModel.h"

#include "ui/ReportRowDelegate.h"
#include "ui/Theme.h"

#include <algorithm>
#include <array>

namespace hakgal {

namespace {

constexpr qsizetype kLongestCell = 500; // the details have the whole

QString oneLine(const QString &text)
{
    QString line = text.left(kLongestCell);
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = QLatin1Char(' ');
    }
    return text.size() > kLongestCell ? line + QStringLiteral("…") : line;
}

} // namespace

FactTableModel::FactTableModel(QObject *parent) : QAbstractTableModel(parent) {}

FactOrder FactTableModel::orderOf(int column)
{
    static constexpr std::array kOrders{FactOrder::Id,      FactOrder::Statement, FactOrder::Predicate,
                                        FactOrder::Subject, FactOrder::Source,    FactOrder::Time};
    return kOrders[size_t(std::clamp(column, 0, ColumnCount - 1))];
}

int FactTableModel::columnOf(FactOrder order)
{
    int column = 0;
    while (column < ColumnCount - 1 && orderOf(column) != order)
        ++column;
    return column;
}

qsizetype FactTableModel::characters(const FactRow &row)
{
    return row.statement.size() + row.predicate.size() + row.subject.size() + row.source.size() +
           row.time.size();
}

void FactTableModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_characters = 0;
    endResetModel();
}

int FactTableModel::append(const std::vector<FactRow> &rows)
{
    if (rows.empty())
        return 0;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + rows.size()) - 1);
    for (const FactRow &row : rows) {
        m_characters += characters(row);
        m_rows.push_back(row);
    }
    endInsertRows();
    int surplus = 0;
    qsizetype left = m_characters;
    for (size_t count = m_rows.size();
         count > size_t(kMostRows) || (left > kMostCharacters && count > rows.size()); --count)
        left -= characters(m_rows[size_t(surplus++)]);
    if (surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + surplus);
        m_characters = left;
        endRemoveRows();
    }
    return surplus;
}

int FactTableModel::prepend(const std::vector<FactRow> &rows)
{
    if (rows.empty())
        return 0;
    beginInsertRows({}, 0, int(rows.size()) - 1);
    m_rows.insert(m_rows.begin(), rows.begin(), rows.end());
    for (const FactRow &row : rows)
        m_characters += characters(row);
    endInsertRows();
    int surplus = 0;
    qsizetype left = m_characters;
    for (size_t count = m_rows.size();
         count > size_t(kMostRows) || (left > kMostCharacters && count > rows.size()); --count) {
        left -= characters(m_rows[count - 1]);
        ++surplus;
    }
    if (surplus > 0) {
        const int last = int(m_rows.size()) - 1;
        beginRemoveRows({}, last - surplus + 1, last);
        m_rows.erase(m_rows.end() - surplus, m_rows.end());
        m_characters = left;
        endRemoveRows();
    }
    return surplus;
}

void FactTableModel::setOrders(const QList<FactOrder> &orders)
{
    if (orders == m_orders)
        return;
    m_orders = orders;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int FactTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FactTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString FactTableModel::text(const FactRow &row, int column)
{
    switch (column) {
    case IdColumn:
        return row.id == 0 ? QStringLiteral("–") : QString::number(row.id);
    case StatementColumn:
        return row.statement.isNull() ? tr("(no text)") : oneLine(row.statement);
    case PredicateColumn:
        return oneLine(row.predicate);
    case SubjectColumn:
        return oneLine(row.subject);
    case SourceColumn:
        return oneLine(row.source);
    case TimeColumn:
        return oneLine(row.time);
    default:
        return {};
    }
}

QVariant FactTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FactRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == StatementColumn ? Theme::toolTip(text(row, StatementColumn)) : QString();
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ") +
               text(row, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == IdColumn ? Qt::AlignRight : Qt::AlignLeft));
    case RowRole:
        return index.row();
    case ReportRowDelegate::ToneRole:
        return int(index.column() == StatementColumn && !row.statement.isNull() ? Tone::Normal : Tone::Muted);
    default:
        return {};
    }
}

QVariant FactTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | Qt::AlignLeft); // at the right stands the arrow of the order
    case Qt::ToolTipRole:
        return Theme::toolTip(
            canOrderBy(section) ? tr("Click to sort by this column.")
                                : tr("This knowledge base has no index in this order, so it cannot be sorted "
                                     "by this column without reading all of it."));
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (section) {
    case IdColumn:
        return tr("Id");
    case StatementColumn:
        return tr("Statement");
    case PredicateColumn:
        return tr("Predicate");
    case SubjectColumn:
        return tr("Subject");
    case SourceColumn:
        return tr("Source");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace hakgal
