// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/LogTail.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <deque>

namespace hakgal {

/// Log lines as rows, oldest first; the oldest go when there are too many. GUI thread.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, LevelColumn, SourceColumn, TextColumn, ColumnCount };
    enum Role {
        LevelRole = Qt::UserRole, ///< int of LogLevel
        RawRole,                  ///< the line as it stands in the file
    };
    static constexpr int kMostLines = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const std::vector<LogLine> &lines);
    void append(const std::vector<LogLine> &lines);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    static QString levelName(LogLevel level);

private:
    std::deque<LogLine> m_lines;
};

/// Lines of at least a level that hold a text.
class LogFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLeast(LogLevel level);
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    LogLevel m_least = LogLevel::Debug;
    QString m_text;
};

} // namespace hakgal
