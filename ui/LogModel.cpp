// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LogModel.h"

#include "ui/ColumnHeader.h"

#include <algorithm>

namespace hakgal {

void LogModel::setLines(const std::vector<LogLine> &lines)
{
    beginResetModel();
    const auto kept = std::min<std::ptrdiff_t>(kMostLines, std::ptrdiff_t(lines.size()));
    m_lines.assign(lines.end() - kept, lines.end());
    endResetModel();
}

void LogModel::append(const std::vector<LogLine> &lines)
{
    if (lines.empty())
        return;
    if (lines.size() >= size_t(kMostLines)) {
        setLines(lines);
        return;
    }
    const int first = int(m_lines.size());
    beginInsertRows({}, first, first + int(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    endInsertRows();
    const int tooMany = int(m_lines.size()) - kMostLines;
    if (tooMany <= 0)
        return;
    beginRemoveRows({}, 0, tooMany - 1);
    m_lines.erase(m_lines.begin(), m_lines.begin() + tooMany);
    endRemoveRows();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString LogModel::levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return tr("Debug");
    case LogLevel::Info:
        return tr("Info");
    case LogLevel::Warning:
        return tr("Warning");
    case LogLevel::Critical:
        return tr("Critical");
    case LogLevel::Fatal:
        return tr("Fatal");
    }
    return {};
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LogLine &line = m_lines[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case TimeColumn:
            return line.time;
        case LevelColumn:
            return levelName(line.level);
        case SourceColumn:
            return line.source;
        case TextColumn:
            return line.text.simplified();
        default:
            return {};
        }
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    case LevelRole:
        return int(line.level);
    case RawRole:
        return line.raw;
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader({tr("Time"), tr("Level"), tr("From"), tr("Message")}, {}, section, orientation, role);
}

void LogFilter::setLeast(LogLevel level)
{
    m_least = level;
    invalidateFilter();
}

void LogFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    if (index.data(LogModel::LevelRole).toInt() < int(m_least))
        return false;
    return m_text.isEmpty() || index.data(LogModel::RawRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace hakgal
