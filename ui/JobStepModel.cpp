// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/JobStepModel.h"

#include "ui/Theme.h"

namespace hakgal {

JobStepModel::JobStepModel(std::function<QString(double)> words, QObject *parent)
    : QAbstractTableModel(parent), m_words(std::move(words))
{
}

void JobStepModel::begin(const std::vector<Step> &steps)
{
    beginResetModel();
    m_rows.clear();
    for (const Step &step : steps)
        m_rows.push_back({step, {}, State::Waiting, 0, false});
    m_current = -1;
    endResetModel();
}

int JobStepModel::find(const QString &id) const
{
    // A step that comes again (a copy made anew) is more likely ahead than behind.
    const int rows = int(m_rows.size());
    for (int i = 0; i < rows; ++i) {
        const int row = (std::max(0, m_current) + i) % rows;
        if (m_rows[size_t(row)].step.id == id)
            return row;
    }
    return -1;
}

void JobStepModel::leave(State state, const Instant &now)
{
    if (m_current < 0)
        return;
    Row &row = m_rows[size_t(m_current)];
    row.state = state;
    row.seconds += seconds(now.steady - m_since.steady);
    row.timed = true;
    changed(m_current);
}

void JobStepModel::changed(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void JobStepModel::follow(const JobProgress &progress, const Instant &now)
{
    if (progress.step.isEmpty())
        return;
    if (m_current < 0 || m_rows[size_t(m_current)].step.id != progress.step) {
        leave(State::Done, now);
        int row = find(progress.step);
        if (row < 0) {
            row = m_current + 1;
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, Row{{progress.step, {}}, {}, State::Waiting, 0, false});
            endInsertRows();
        }
        for (int passed = m_current + 1; passed < row; ++passed) {
            m_rows[size_t(passed)].state = State::Skipped;
            changed(passed);
        }
        m_current = row;
        m_since = now;
        m_rows[size_t(row)].state = State::Running;
        changed(row);
    }
    Row &row = m_rows[size_t(m_current)];
    // Why it cannot be cancelled stands beside the button, not here.
    const bool says = !progress.message.isEmpty() && (progress.cancellable || row.told.isEmpty());
    if (says && row.told != progress.message) {
        row.told = progress.message;
        changed(m_current);
    }
}

void JobStepModel::end(bool well, const Instant &now)
{
    leave(well ? State::Done : State::Stopped, now);
    for (int row = m_current + 1; row < int(m_rows.size()); ++row) {
        m_rows[size_t(row)].state = State::Skipped;
        changed(row);
    }
    m_current = -1;
}

QString JobStepModel::textOf(const Row &row)
{
    const QString &planned = row.step.text;
    const bool ownWords = !row.told.isEmpty() && (row.state == State::Running || planned.isEmpty());
    return ownWords ? row.told : planned.isEmpty() ? row.step.id : planned;
}

int JobStepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobStepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobStepModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const auto mark = [&]() -> QString {
        switch (row.state) {
        case State::Done:
            return QStringLiteral("✓");
        case State::Running:
            return QStringLiteral("▸");
        case State::Stopped:
            return QStringLiteral("✕");
        case State::Skipped:
            return QStringLiteral("–");
        case State::Waiting:
            break;
        }
        return {};
    };
    const auto spoken = [&]() -> QString {
        switch (row.state) {
        case State::Done:
            return tr("done");
        case State::Running:
            return tr("running");
        case State::Stopped:
            return tr("stopped");
        case State::Skipped:
            return tr("not needed");
        case State::Waiting:
            break;
        }
        return tr("to come");
    };
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == MarkColumn)
            return mark();
        if (index.column() == TextColumn)
            return textOf(row);
        return row.timed ? m_words(row.seconds) : QString();
    case Qt::AccessibleTextRole:
        return index.column() == MarkColumn ? QVariant(spoken()) : data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        if (index.column() == SecondsColumn)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return int((index.column() == MarkColumn ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    case StateRole:
        return int(row.state);
    default:
        return {};
    }
}

QColor JobStepDelegate::textColor(const QModelIndex &index) const
{
    const Colors &colors = theme().colors();
    const auto state = JobStepModel::State(index.data(JobStepModel::StateRole).toInt());
    switch (index.column()) {
    case JobStepModel::MarkColumn:
        if (state == JobStepModel::State::Skipped)
            return colors.muted;
        return state == JobStepModel::State::Stopped ? colors.criticalText : colors.goodText;
    case JobStepModel::SecondsColumn:
        return colors.muted;
    default:
        return state == JobStepModel::State::Waiting || state == JobStepModel::State::Skipped ? colors.muted
                                                                                              : colors.text;
    }
}

} // namespace hakgal
