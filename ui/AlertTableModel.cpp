// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertTableModel.h"

#include "ui/ColumnHeader.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

namespace hakgal {

namespace {

/// Above this many separate runs of inserted and removed rows a reset is cheaper than telling each.
constexpr int kMostRuns = 200;

bool before(const Alert &a, const Alert &b)
{
    if (a.startedMs != b.startedMs)
        return a.startedMs > b.startedMs;
    return a.rule < b.rule;
}

bool sameIncident(const Alert &a, const Alert &b)
{
    return AlertTableModel::keyOf(a) == AlertTableModel::keyOf(b);
}

} // namespace

AlertTableModel::AlertTableModel(const Catalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue)
{
}

void AlertTableModel::setAlerts(std::vector<Alert> alerts)
{
    std::stable_sort(alerts.begin(), alerts.end(), before);
    alerts.erase(std::unique(alerts.begin(), alerts.end(), sameIncident), alerts.end());
    applySorted(std::move(alerts));
}

void AlertTableModel::merge(const std::vector<Alert> &changed)
{
    std::vector<int> rows;
    for (const Alert &alert : changed) {
        const auto at = std::lower_bound(m_alerts.begin(), m_alerts.end(), alert, before);
        const int row = int(at - m_alerts.begin());
        if (at != m_alerts.end() && sameIncident(*at, alert)) {
            if (*at == alert)
                continue;
            *at = alert;
            rows.push_back(row);
            continue;
        }
        beginInsertRows({}, row, row);
        m_alerts.insert(at, alert);
        endInsertRows();
        for (int &known : rows)
            known += known >= row ? 1 : 0;
    }
    std::sort(rows.begin(), rows.end());
    told(rows);
}

void AlertTableModel::setNow(qint64 nowMs)
{
    if (nowMs == m_nowMs)
        return;
    m_nowMs = nowMs;
    std::vector<int> rows;
    for (int row = 0; row < int(m_alerts.size()); ++row) {
        if (m_alerts[size_t(row)].firing())
            rows.push_back(row);
    }
    told(rows, MeasuredColumn, {Qt::DisplayRole, Qt::AccessibleTextRole});
}

// Both lists are sorted alike, so one walk over them finds the runs that were removed and inserted.
void AlertTableModel::applySorted(std::vector<Alert> next)
{
    struct Run
    {
        size_t oldBegin, oldEnd, newBegin, newEnd;
    };
    std::vector<Run> runs;
    size_t o = 0, n = 0;
    while (o < m_alerts.size() || n < next.size()) {
        if (o < m_alerts.size() && n < next.size() && sameIncident(m_alerts[o], next[n])) {
            ++o;
            ++n;
            continue;
        }
        Run run{o, o, n, n};
        while ((o < m_alerts.size() || n < next.size()) &&
               !(o < m_alerts.size() && n < next.size() && sameIncident(m_alerts[o], next[n]))) {
            if (n == next.size() || (o < m_alerts.size() && before(m_alerts[o], next[n])))
                ++o;
            else
                ++n;
        }
        run.oldEnd = o;
        run.newEnd = n;
        runs.push_back(run);
    }
    if (int(runs.size()) > kMostRuns) {
        beginResetModel();
        m_alerts = std::move(next);
        endResetModel();
        return;
    }

    // From the end, so that the rows before stay where they were found.
    const auto offset = [](size_t i) { return std::ptrdiff_t(i); };
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->oldBegin < run->oldEnd) {
            beginRemoveRows({}, int(run->oldBegin), int(run->oldEnd) - 1);
            m_alerts.erase(m_alerts.begin() + offset(run->oldBegin), m_alerts.begin() + offset(run->oldEnd));
            endRemoveRows();
        }
        if (run->newBegin < run->newEnd) {
            const size_t count = run->newEnd - run->newBegin;
            beginInsertRows({}, int(run->oldBegin), int(run->oldBegin + count) - 1);
            m_alerts.insert(m_alerts.begin() + offset(run->oldBegin), next.begin() + offset(run->newBegin),
                            next.begin() + offset(run->newEnd));
            endInsertRows();
        }
    }
    std::vector<int> rows;
    for (size_t row = 0; row < next.size(); ++row) {
        if (m_alerts[row] == next[row])
            continue;
        m_alerts[row] = std::move(next[row]);
        rows.push_back(int(row));
    }
    told(rows);
}

// One dataChanged for each run of neighbouring rows: a proxy looks again at every row in the range.
void AlertTableModel::told(const std::vector<int> &rows, int firstColumn, const QList<int> &roles)
{
    for (size_t i = 0; i < rows.size();) {
        size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        Q_EMIT dataChanged(index(rows[i], firstColumn), index(rows[last], ColumnCount - 1), roles);
        i = last + 1;
    }
}

std::optional<Alert> AlertTableModel::alertAt(int row) const
{
    if (row < 0 || row >= int(m_alerts.size()))
        return std::nullopt;
    return m_alerts[size_t(row)];
}

int AlertTableModel::rowOf(const Key &key) const
{
    Alert wanted;
    wanted.rule = key.rule;
    wanted.startedMs = key.startedMs;
    const auto at = std::lower_bound(m_alerts.begin(), m_alerts.end(), wanted, before);
    return at != m_alerts.end() && sameIncident(*at, wanted) ? int(at - m_alerts.begin()) : -1;
}

int AlertTableModel::firingCount() const
{
    return int(std::count_if(m_alerts.begin(), m_alerts.end(), [](const Alert &a) { return a.firing(); }));
}

int AlertTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_alerts.size());
}

int AlertTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AlertTableModel::stateText(const Alert &alert) const
{
    if (!alert.firing())
        return tr("Resolved %1").arg(moment(alert.endedMs));
    if (alert.snoozed(m_nowMs))
        return tr("Snoozed until %1").arg(moment(alert.snoozedUntilMs));
    return tr("Firing");
}

/// The day is left out where it goes without saying.
QString AlertTableModel::moment(qint64 wallMs) const
{
    const bool today =
        QDateTime::fromMSecsSinceEpoch(wallMs).date() == QDateTime::fromMSecsSinceEpoch(m_nowMs).date();
    return today ? m_catalogue.format().time(wallMs) : m_catalogue.format().dateTime(wallMs);
}

QString AlertTableModel::searchText(const Alert &alert) const
{
    // Many rows, few sentences: they are made once.
    QString &text = m_searchTexts[{alert.rule, alert.severity, alert.limit}];
    if (text.isEmpty())
        text = m_catalogue.alertTitle(alert) + QLatin1Char('\n') + m_catalogue.severity(alert.severity) +
               QLatin1Char('\n') + QLatin1String(ruleName(alert.rule));
    QString all = text;
    for (const ProcessLoad &process : alert.processes)
        all += QLatin1Char('\n') + process.name;
    return all;
}

QString AlertTableModel::text(const Alert &alert, int column) const
{
    switch (column) {
    case SeverityColumn:
        return m_catalogue.severity(alert.severity);
    case TitleColumn:
        return m_catalogue.alertTitle(alert);
    case MeasuredColumn:
        return m_catalogue.alertDetail(alert, m_nowMs);
    case StartedColumn:
        return moment(alert.startedMs);
    case StateColumn:
        return stateText(alert);
    }
    return {};
}

QVariant AlertTableModel::sortValue(const Alert &alert, int column) const
{
    switch (column) {
    case SeverityColumn: // firing ones before, then the worst
        return (alert.firing() ? 10 : 0) + int(alert.severity);
    case TitleColumn:
        return m_catalogue.alertTitle(alert);
    case MeasuredColumn: // by how long it lasted
        return (alert.firing() ? m_nowMs : alert.endedMs) - alert.startedMs;
    case StartedColumn:
        return alert.startedMs;
    case StateColumn:
        return alert.firing() ? std::numeric_limits<qint64>::max() : alert.endedMs;
    }
    return {};
}

QVariant AlertTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Alert &alert = m_alerts[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(alert, index.column());
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal).toString() + QStringLiteral(": ") +
               text(alert, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    case AlertRole:
        return QVariant::fromValue(alert);
    case SeverityRole:
        return int(alert.severity);
    case FiringRole:
        return alert.firing();
    case SortRole:
        return sortValue(alert, index.column());
    case SearchRole:
        return searchText(alert);
    default:
        return {};
    }
}

QVariant AlertTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHeader({tr("Severity"), tr("Alert"), tr("Measured"), tr("Began"), tr("State")}, {}, section,
                        orientation, role);
}

} // namespace hakgal
