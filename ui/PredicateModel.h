// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"
#include "core/text/Format.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace hakgal {

/// The most frequent predicates as rows, in the order of the table: values in, rows out. A row stays with its
/// predicate when the order changes. GUI thread.
class PredicateModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { PredicateColumn, FactsColumn, ShareColumn, ColumnCount };
    enum Role {
        PredicateRole = Qt::UserRole, ///< QString as in the file; empty: statements without a predicate
        FactsRole,                    ///< qint64
        ShareRole,                    ///< of all facts, 0 … 1; invalid where the number of all is not known
        BarRole,                      ///< length of the bar, 0 … 1: facts by those of the most frequent
    };

    explicit PredicateModel(const Format &format, QObject *parent = nullptr);

    /// `allFacts` is what the shares are of. Null clears.
    void setTable(const std::shared_ptr<const PredicateTable> &table, const Reading &allFacts);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    int find(const QString &predicate) const;
    void removeGone(const std::vector<PredicateCount> &next);
    void appendNew(const std::vector<PredicateCount> &next);
    void reorder(const std::vector<PredicateCount> &next);
    QString shareText(qint64 facts) const;
    double share(qint64 facts) const;

    Format m_format;
    std::shared_ptr<const PredicateTable> m_table; ///< the one that m_rows was made from
    std::vector<PredicateCount> m_rows;
    double m_allFacts = 0; ///< 0: not known
};

} // namespace hakgal
