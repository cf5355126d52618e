// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertsPage.h"

#include "ui/AlertCsv.h"
#include "ui/AlertPanel.h"
#include "ui/AlertRowDelegate.h"
#include "ui/Card.h"
#include "ui/SegmentedControl.h"
#include "ui/Theme.h"

#include <QHeaderView>
#include <QTableView>

namespace hakgal {

AlertsPage::AlertsPage(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : RecordsPage(
          theme, catalogue, std::move(clock),
          {QStringLiteral("alerts"), tr("Alerts"), tr("Search alerts"), tr("Alerts"), tr("Export alerts")},
          parent),
      m_model(new AlertTableModel(catalogue, this)),
      m_filter(new AlertFilter(this)),
      m_panel(new AlertPanel(theme, catalogue, this))
{
    m_state = addChoice(Place::First, "alertsState", tr("Which alerts are shown"), {tr("All"), tr("Firing")});
    m_severity = addChoice(Place::Folding, "alertsSeverity", tr("The least severity that is shown"),
                           {tr("Any severity"), tr("Warning"), tr("Critical")});
    for (SegmentedControl *choice : {m_state, m_severity})
        connect(choice, &SegmentedControl::chosen, this, &AlertsPage::rangeChanged);

    m_filter->setSourceModel(m_model);
    assemble(m_filter, new AlertRowDelegate(theme, table()), AlertTableModel::StartedColumn, m_panel, 380);
    QHeaderView *header = table()->horizontalHeader();
    const QString time = catalogue.format().dateTime(now());
    header->resizeSection(AlertTableModel::SeverityColumn,
                          columnWidth(catalogue.severity(Severity::Critical)) + 22);
    header->setSectionResizeMode(AlertTableModel::TitleColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(AlertTableModel::MeasuredColumn, QHeaderView::Stretch);
    header->resizeSection(AlertTableModel::StartedColumn, columnWidth(time));
    header->resizeSection(AlertTableModel::StateColumn, columnWidth(tr("Resolved %1").arg(time)));

    connect(m_panel, &AlertPanel::snoozeRequested, this, &AlertsPage::snoozeRequested);
    applyFilters();
}

void AlertsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->setNow(now());
    applyFilters();
    followFiring();
    request();
}

void AlertsPage::applyFilters()
{
    AlertFilter::Wanted wanted;
    wanted.sinceMs = since();
    wanted.firingOnly = m_state->current() == 1;
    if (m_severity->current() > 0)
        wanted.atLeast = m_severity->current() == 1 ? Severity::Warning : Severity::Critical;
    wanted.text = searched();
    m_filter->setWanted(wanted);
    setFiltered(wanted.narrow() || wanted.sinceMs != 0);
    showSummary();
    showChosen();
}

void AlertsPage::resetFilters()
{
    m_state->setCurrent(0);
    m_severity->setCurrent(0);
    clearSearch();
    rangeChanged();
}

bool AlertsPage::canAsk() const
{
    return isVisible() && !database().isEmpty();
}

void AlertsPage::rangeChanged()
{
    applyFilters();
    request();
}

void AlertsPage::request()
{
    if (!canAsk())
        return;
    AlertQuery query;
    query.sinceMs = m_filter->wanted().sinceMs;
    query.firingOnly = m_filter->wanted().firingOnly;
    query.atLeast = m_filter->wanted().atLeast;
    query.limit = kMostAlerts;
    m_asked = true;
    Q_EMIT alertsRequested(++m_token, query);
    showSummary();
}

void AlertsPage::setAlerts(int token, const std::vector<Alert> &alerts)
{
    if (token != m_token)
        return;
    m_asked = false;
    m_awaited = false;
    m_answered = true;
    m_truncated = int(alerts.size()) >= kMostAlerts;
    m_model->setAlerts(alerts);
    if (m_snapshot)
        m_model->merge(m_snapshot->alerts); // newer than what the history was asked
    showSummary();
    showChosen();
}

void AlertsPage::showSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    const QString path = snapshot ? snapshot->sample.database.path : QString();
    if (path != database()) {
        keepDatabase(path);
        m_firing.clear();
        m_chosen.reset();
        m_awaited = false;
        m_answered = false;
        m_model->setAlerts({});
        request();
    }
    if (!isVisible())
        return;
    m_model->setNow(now());
    if (since() != m_filter->wanted().sinceMs) // midnight has passed
        rangeChanged();
    if (followFiring())
        request();
}

bool AlertsPage::followFiring()
{
    if (!m_snapshot)
        return false;
    std::vector<Alert> changed = m_snapshot->alerts;
    std::vector<AlertTableModel::Key> firing;
    for (const Alert &alert : m_snapshot->alerts)
        firing.push_back(AlertTableModel::keyOf(alert));
    for (const AlertEvent &event : m_snapshot->events) {
        if (event.kind == AlertEvent::Kind::Resolved)
            changed.push_back(event.alert);
    }
    m_model->merge(changed);
    const bool others = firing != m_firing;
    m_firing = std::move(firing);
    showSummary();
    showChosen();
    return others;
}

void AlertsPage::setHistoryError(const std::optional<Error> &error)
{
    m_historyError = error;
    m_awaited = m_awaited && !error; // no answer will come
    showSummary();
    showChosen();
}

void AlertsPage::choose(RuleId rule, qint64 startedMs)
{
    m_chosen = AlertTableModel::Key{rule, startedMs};
    const int row = m_model->rowOf(*m_chosen);
    m_awaited = row < 0;
    if (row < 0 || !m_filter->mapFromSource(m_model->index(row, 0)).isValid())
        resetFilters();
    showChosen();
}

/// The operator's choice, and what showChosen() itself sets.
void AlertsPage::currentChanged()
{
    const QModelIndex current = table()->currentIndex();
    if (current.isValid())
        m_chosen = AlertTableModel::keyOf(current.data(AlertTableModel::AlertRole).value<Alert>());
    showChosen();
}

/// Keeps the current row on the chosen incident, also over a reset of the model, and the panel on its
/// figures.
void AlertsPage::showChosen()
{
    int row = m_chosen ? m_model->rowOf(*m_chosen) : -1;
    if (row < 0 && !m_awaited && m_filter->rowCount() > 0) {
        // Nothing is chosen: the first row explains itself.
        row = m_filter->mapToSource(m_filter->index(0, 0)).row();
        m_chosen = AlertTableModel::keyOf(*m_model->alertAt(row));
    }
    const std::optional<Alert> alert = m_model->alertAt(row);
    const QModelIndex shown = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row, 0));
    if (shown.isValid() &&
        (shown.row() != table()->currentIndex().row() || !table()->selectionModel()->hasSelection())) {
        table()->setCurrentIndex(shown); // tells currentRowChanged, which comes back here and finds it done
        table()->scrollTo(shown);
    }
    showSelection();
    m_panel->setVisible(alert.has_value());
    m_panel->showAlert(alert, now(), m_snapshot ? m_snapshot->sample.processes : std::vector<ProcessLoad>());
}

void AlertsPage::showSummary()
{
    const int shown = m_filter->rowCount();
    const int firing = m_model->firingCount();
    QString caption;
    if (m_historyError)
        caption = catalogue().error(*m_historyError);
    else if (m_truncated)
        caption = tr("the newest %1 are searched").arg(catalogue().format().count(kMostAlerts));
    else if (m_answered || shown > 0)
        caption = tr("%n firing", nullptr, firing) + QStringLiteral(" · ") + tr("%n shown", nullptr, shown);
    setShown(shown, caption);

    if (shown > 0)
        card()->setEmptyText({});
    else if (database().isEmpty())
        card()->setEmptyText(tr("No knowledge base is open, so nothing is watched."));
    else if (m_historyError)
        card()->setEmptyText(
            tr("The history of alerts cannot be read. Alerts that fire from now on are shown here."));
    else if (!m_answered)
        card()->setEmptyText(m_asked ? tr("Reading the history of alerts…") : QString());
    else if (m_filter->wanted().narrow())
        card()->setEmptyText(tr("No alert fits these filters."));
    else if (m_filter->wanted().sinceMs != 0)
        card()->setEmptyText(tr("No alert in this time."));
    else
        card()->setEmptyText(tr("No alert has been raised for this knowledge base."));
}

std::vector<Alert> AlertsPage::shownAlerts() const
{
    std::vector<Alert> alerts;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        alerts.push_back(m_filter->index(row, 0).data(AlertTableModel::AlertRole).value<Alert>());
    return alerts;
}

QByteArray AlertsPage::csv() const
{
    return alertsCsv(shownAlerts(), now());
}

} // namespace hakgal
