// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Finding.h"
#include "core/text/Catalogue.h"

#include <QAbstractTableModel>

#include <set>
#include <vector>

namespace hakgal {

/// What a diagnosis found, worst first, and below it what is well; each finding with a remedy can be ticked.
/// A new report keeps what the operator chose. Ticked from the start are the remedies of warnings and
/// critical findings that cannot lose data; never one that can.
class FindingTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { CheckColumn, FoundColumn, RemedyColumn, TickColumn, ColumnCount };
    enum Role {
        SeverityRole = Qt::UserRole, ///< int(Severity); what is well is Info
        PassedRole,                  ///< bool: nothing was found
        RiskRole,                    ///< QString: in words that data can be lost; empty where it cannot
        HasRemedyRole,               ///< bool
        IdRole,                      ///< QString: contract name of the finding; empty where it is well
    };

    explicit FindingTableModel(const Catalogue &catalogue, QObject *parent = nullptr);

    void setReport(const DiagnosisReport &report);
    const DiagnosisReport &report() const { return m_report; }
    /// Forgets report and choices (another knowledge base).
    void clear();

    /// While false nothing can be ticked.
    void setChangeable(bool changeable);

    /// The findings whose remedy is ticked, in their order.
    std::vector<Finding> ticked() const;
    int count(Severity severity) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void tickedChanged();

private:
    struct Row
    {
        Severity severity = Severity::Info;
        bool passed = false;
        QString id;
        QString key; ///< finding and remedy, to know it again in the next report
        QString check;
        QString found;
        QString remedy;
        QString risk;
        bool ticked = false;
    };

    Row rowOf(const Finding &finding) const;
    QString text(const Row &row, int column) const;

    Catalogue m_catalogue;
    DiagnosisReport m_report;
    std::vector<Row> m_rows;      ///< the findings of the report in its order, then what is well
    std::set<QString> m_wanted;   ///< keys that the operator ticked
    std::set<QString> m_unwanted; ///< keys that the operator unticked
    bool m_changeable = true;
};

} // namespace hakgal
