// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alert/Alert.h"
#include "core/text/Catalogue.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace hakgal {

/// Incidents as rows, newest first: values in, rows out. An incident is known by its rule and the moment it
/// began, so that a row (and the selection on it) stays the same row while its figures change. GUI thread.
class AlertTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { SeverityColumn, TitleColumn, MeasuredColumn, StartedColumn, StateColumn, ColumnCount };
    enum Role {
        AlertRole = Qt::UserRole, ///< hakgal::Alert
        SeverityRole,             ///< int of Severity
        FiringRole,               ///< bool
        SortRole,                 ///< comparable, independent of the language
        SearchRole,               ///< everything the text filter looks at
    };

    /// What makes an incident the same incident.
    struct Key
    {
        RuleId rule = RuleId::Count_;
        qint64 startedMs = 0;
        bool operator==(const Key &) const = default;
    };
    static Key keyOf(const Alert &alert) { return {alert.rule, alert.startedMs}; }

    explicit AlertTableModel(const Catalogue &catalogue, QObject *parent = nullptr);

    /// Replaces all rows. Rows of incidents that stay keep their indexes unless nearly everything changed,
    /// then it is a reset. Order and duplicates of `alerts` do not matter.
    void setAlerts(std::vector<Alert> alerts);
    /// Takes over changed or new incidents and leaves the others alone.
    void merge(const std::vector<Alert> &changed);
    /// The moment that durations and snoozes are told for.
    void setNow(qint64 nowMs);

    const std::vector<Alert> &alerts() const { return m_alerts; }
    std::optional<Alert> alertAt(int row) const;
    /// -1 where there is no such incident.
    int rowOf(const Key &key) const;
    int firingCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Alert &alert, int column) const;
    QString moment(qint64 wallMs) const;
    QString searchText(const Alert &alert) const;
    QString stateText(const Alert &alert) const;
    QVariant sortValue(const Alert &alert, int column) const;
    void applySorted(std::vector<Alert> next);
    void told(const std::vector<int> &rows, int firstColumn = 0, const QList<int> &roles = {});

    Catalogue m_catalogue;
    std::vector<Alert> m_alerts; ///< newest first, then by rule; no two with the same key
    qint64 m_nowMs = 0;
    mutable std::map<std::tuple<RuleId, Severity, double>, QString> m_searchTexts;
};

} // namespace hakgal
