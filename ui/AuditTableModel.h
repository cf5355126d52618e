// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/AuditText.h"
#include "ui/WordFilter.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace hakgal {

/// What was done to a base, newest first: our journal and the base's own audit_log in one list.
class AuditTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, SourceColumn, OperationColumn, WhatColumn, ResultColumn, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        SearchRole, ///< QString: all that is shown, and the details
        RowRole,    ///< int: for entry()
    };

    explicit AuditTableModel(const Catalogue &catalogue, QObject *parent = nullptr);

    void setEntries(std::vector<AuditEntry> entries);
    const std::vector<AuditEntry> &entries() const { return m_entries; }
    const AuditEntry &entry(int row) const { return m_entries[size_t(row)]; }
    /// The operations that occur, sorted, each once.
    QStringList operations() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const AuditEntry &entry, int column) const;

    Catalogue m_catalogue;
    AuditText m_text;
    std::vector<AuditEntry> m_entries;
};

/// Which rows of an AuditTableModel are shown, and in which order.
class AuditFilter : public WordFilter
{
    Q_OBJECT
public:
    struct Wanted
    {
        qint64 sinceMs = 0; ///< rows whose time is not known stay
        std::optional<AuditEntry::Source> source;
        QString operation; ///< empty: all
        QString text;      ///< every word of it must occur, in any case
        /// Whether it asks for more than a time.
        bool narrow() const { return source || !operation.isEmpty() || !text.isEmpty(); }
        bool operator==(const Wanted &) const = default;
    };

    explicit AuditFilter(QObject *parent = nullptr);

    void setWanted(const Wanted &wanted);
    const Wanted &wanted() const { return m_wanted; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    Wanted m_wanted;
};

} // namespace hakgal
