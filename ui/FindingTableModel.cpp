// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FindingTableModel.h"

#include "ui/Theme.h"

#include <algorithm>

namespace hakgal {

FindingTableModel::FindingTableModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

FindingTableModel::Row FindingTableModel::rowOf(const Finding &finding) const
{
    Row row;
    row.severity = finding.severity;
    row.id = finding.id;
    row.check = m_catalogue.findingCheck(finding.id);
    row.found = m_catalogue.finding(finding);
    if (!finding.remedy)
        return row;
    row.key = finding.id + QLatin1Char('\n') + QLatin1String(remedyName(finding.remedy->action));
    row.remedy = m_catalogue.remedy(*finding.remedy);
    if (finding.remedy->canLoseData)
        row.risk = tr("Data can be lost.");
    row.ticked =
        m_wanted.count(row.key) > 0 || (m_unwanted.count(row.key) == 0 && !finding.remedy->canLoseData &&
                                        finding.severity != Severity::Info);
    return row;
}

void FindingTableModel::setReport(const DiagnosisReport &report)
{
    beginResetModel();
    m_report = report;
    m_rows.clear();
    for (const Finding &finding : report.findings)
        m_rows.push_back(rowOf(finding));
    for (const PassedCheck &passed : report.passed) {
        Row row;
        row.passed = true;
        row.check = m_catalogue.findingCheck(passed.check);
        row.found = m_catalogue.passedCheck(passed);
        m_rows.push_back(std::move(row));
    }
    endResetModel();
    Q_EMIT tickedChanged();
}

void FindingTableModel::clear()
{
    m_wanted.clear();
    m_unwanted.clear();
    setReport({});
}

void FindingTableModel::setChangeable(bool changeable)
{
    if (changeable == m_changeable)
        return;
    m_changeable = changeable;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, TickColumn), index(rowCount() - 1, TickColumn));
}

std::vector<Finding> FindingTableModel::ticked() const
{
    std::vector<Finding> ticked;
    for (size_t i = 0; i < m_report.findings.size(); ++i) {
        if (m_rows[i].ticked)
            ticked.push_back(m_report.findings[i]);
    }
    return ticked;
}

int FindingTableModel::count(Severity severity) const
{
    return int(std::count_if(m_report.findings.begin(), m_report.findings.end(),
                             [&](const Finding &finding) { return finding.severity == severity; }));
}

int FindingTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FindingTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString FindingTableModel::text(const Row &row, int column) const
{
    switch (column) {
    case CheckColumn:
        return row.check;
    case FoundColumn:
        return row.found;
    case RemedyColumn:
        return row.remedy;
    default:
        return {};
    }
}

QVariant FindingTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return Theme::toolTip(text(row, index.column()));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::CheckStateRole:
        if (index.column() != TickColumn || row.key.isEmpty())
            return {};
        return int(row.ticked ? Qt::Checked : Qt::Unchecked);
    case Qt::AccessibleTextRole: {
        if (index.column() == TickColumn) {
            if (row.passed)
                return tr("Well");
            if (row.key.isEmpty())
                return tr("Nothing can be done about it here");
            return row.ticked ? tr("Will be repaired") : tr("Will be left as it is");
        }
        QString said = text(row, index.column());
        if (index.column() == CheckColumn)
            said += QStringLiteral(", ") + (row.passed ? tr("well") : m_catalogue.severity(row.severity));
        if (index.column() == RemedyColumn && !row.risk.isEmpty())
            said += QLatin1Char(' ') + row.risk;
        return said;
    }
    case SeverityRole:
        return int(row.severity);
    case PassedRole:
        return row.passed;
    case RiskRole:
        return row.risk;
    case HasRemedyRole:
        return !row.key.isEmpty();
    case IdRole:
        return row.id;
    default:
        return {};
    }
}

bool FindingTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    Row &row = m_rows[size_t(index.row())];
    row.ticked = value.toInt() == Qt::Checked;
    (row.ticked ? m_wanted : m_unwanted).insert(row.key);
    (row.ticked ? m_unwanted : m_wanted).erase(row.key);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole, Qt::AccessibleTextRole});
    Q_EMIT tickedChanged();
    return true;
}

QVariant FindingTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role == Qt::AccessibleTextRole && section == TickColumn)
        return tr("Repair it");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CheckColumn:
        return tr("Check");
    case FoundColumn:
        return tr("Found");
    case RemedyColumn:
        return tr("Remedy");
    default:
        return QString();
    }
}

Qt::ItemFlags FindingTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == TickColumn && m_changeable &&
        !m_rows[size_t(index.row())].key.isEmpty())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace hakgal
