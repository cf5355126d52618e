// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/FactQuery.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace hakgal {

/// A window of rows on an answer that may have millions: rows are added at either end and dropped at the
/// other one, so that memory stays bounded. Values in, rows out. GUI thread.
class FactTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        IdColumn,
        StatementColumn,
        PredicateColumn,
        SubjectColumn,
        SourceColumn,
        TimeColumn,
        ColumnCount
    };
    enum Role { RowRole = Qt::UserRole }; ///< int

    static constexpr int kMostRows = 2000;
    static constexpr qsizetype kMostCharacters = qsizetype(8) * 1024 * 1024;

    explicit FactTableModel(QObject *parent = nullptr);

    void clear();
    /// Behind the last row. Returns how many were dropped at the front.
    int append(const std::vector<FactRow> &rows);
    /// Before the first row. Returns how many were dropped at the end.
    int prepend(const std::vector<FactRow> &rows);

    const FactRow &fact(int row) const { return m_rows[size_t(row)]; }

    /// In which orders the base can be read; the headers of the others say that they cannot.
    void setOrders(const QList<FactOrder> &orders);
    bool canOrderBy(int column) const { return m_orders.contains(orderOf(column)); }
    static FactOrder orderOf(int column);
    static int columnOf(FactOrder order);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString text(const FactRow &row, int column);
    static qsizetype characters(const FactRow &row);

    std::deque<FactRow> m_rows;
    qsizetype m_characters = 0;
    QList<FactOrder> m_orders;
};

} // namespace hakgal
