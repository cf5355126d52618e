// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AuditTableModel.h"

#include "ui/ColumnHeader.h"
#include "ui/ReportRowDelegate.h"
#include "ui/Theme.h"

#include <algorithm>

namespace hakgal {

AuditTableModel::AuditTableModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue), m_text(catalogue)
{
}

void AuditTableModel::setEntries(std::vector<AuditEntry> entries)
{
    if (entries == m_entries)
        return; // keeps the selection
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

QStringList AuditTableModel::operations() const
{
    QStringList operations;
    for (const AuditEntry &entry : m_entries)
        operations << entry.operation;
    operations.removeDuplicates();
    operations.removeAll(QString());
    operations.sort(Qt::CaseInsensitive);
    return operations;
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AuditTableModel::text(const AuditEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return entry.atMs == 0 ? QStringLiteral("–") : m_catalogue.format().dateTime(entry.atMs);
    case SourceColumn:
        return m_text.source(entry.source);
    case OperationColumn:
        return m_text.operation(entry);
    case WhatColumn:
        return m_text.what(entry);
    case ResultColumn: {
        const QString result = m_text.result(entry);
        return result.isEmpty() ? QStringLiteral("–") : result;
    }
    default:
        return {};
    }
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AuditEntry &entry = m_entries[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole:
        if (index.column() == TimeColumn && entry.atMs == 0)
            return Theme::toolTip(tr("The time of this row cannot be understood."));
        if (index.column() == ResultColumn && entry.source == AuditEntry::Source::Base)
            return Theme::toolTip(tr("The audit_log of the knowledge base does not tell how it ended."));
        return index.column() == WhatColumn ? Theme::toolTip(text(entry, WhatColumn)) : QString();
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ") +
               text(entry, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    case SortRole:
        return index.column() == TimeColumn ? QVariant(entry.atMs) : QVariant(text(entry, index.column()));
    case SearchRole: {
        QString all = entry.details;
        for (int column = 0; column < ColumnCount; ++column)
            all += QLatin1Char('\n') + text(entry, column);
        return all;
    }
    case RowRole:
        return index.row();
    case ReportRowDelegate::ToneRole:
        if (index.column() == ResultColumn && entry.source == AuditEntry::Source::Journal)
            return int(!entry.failed ? Tone::Good : wasCancelled(entry) ? Tone::Muted : Tone::Critical);
        return int(index.column() == WhatColumn || index.column() == OperationColumn ? Tone::Normal
                                                                                     : Tone::Muted);
    default:
        return {};
    }
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader({tr("Time"), tr("Written by"), tr("Operation"), tr("What was done"), tr("Result")},
                        {}, section, orientation, role);
}

AuditFilter::AuditFilter(QObject *parent)
    : WordFilter(AuditTableModel::SortRole, AuditTableModel::SearchRole, parent)
{
}

void AuditFilter::setWanted(const Wanted &wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    setWords(wanted.text);
    invalidateFilter();
}

bool AuditFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const AuditEntry &entry = static_cast<const AuditTableModel *>(sourceModel())->entry(sourceRow);
    if (m_wanted.source && entry.source != *m_wanted.source)
        return false;
    if (!m_wanted.operation.isEmpty() && entry.operation != m_wanted.operation)
        return false;
    if (entry.atMs != 0 && entry.atMs < m_wanted.sinceMs)
        return false;
    return hasWords(sourceModel()->index(sourceRow, 0, sourceParent));
}

} // namespace hakgal
