// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AlertsPage.h"

#include "ui/AlertCsv.h"
#include "ui/AlertPanel.h"
#include "ui/AlertRowDelegate.h"
#include "ui/Card.h"
#include "ui/ClearButton.h"
#include "ui/CsvFile.h"
#include "ui/FileDialog.h"
#include "ui/FoldingRow.h"
#include "ui/MessageBox.h"
#include "ui/PageHeader.h"
#include "ui/RecentDays.h"
#include "ui/SegmentedControl.h"
#include "ui/SelectedRows.h"
#include "ui/TableActions.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

#include <cmath>

namespace hakgal {

AlertsPage::AlertsPage(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : Page(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_clock(std::move(clock)),
      m_model(new AlertTableModel(catalogue, this)),
      m_filter(new AlertFilter(this)),
      m_header(new PageHeader(tr("Alerts"), this)),
      m_card(new Card(theme, {}, this)),
      m_table(new QTableView(this)),
      m_panel(new AlertPanel(theme, catalogue, this))
{
    setObjectName(QStringLiteral("alertsPage"));
    m_filter->setSourceModel(m_model);

    m_copy = new QPushButton(tr("&Copy"), this);
    m_copy->setObjectName(QStringLiteral("copyAlerts"));
    m_copy->setToolTip(Theme::toolTip(tr("Copies the selected rows as text.")));
    m_export = new QPushButton(tr("E&xport CSV…"), this);
    m_export->setObjectName(QStringLiteral("exportAlerts"));
    m_export->setToolTip(Theme::toolTip(tr("Writes the rows that are shown to a file for a spreadsheet.")));
    m_header->addAction(m_copy);
    m_header->addAction(m_export);

    makeTable();
    m_card->body()->addWidget(m_table);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("alertsSplitter"));
    splitter->setHandleWidth(layout::kGap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_card);
    splitter->addWidget(m_panel);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    m_card->setMinimumHeight(5 * layout::kRow);
    m_panel->setMinimumHeight(4 * layout::kRow);
    m_panel->hide();
    splitter->setSizes({340, 290});

    QWidget *filters = makeFilters();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    column->addWidget(m_header);
    column->addWidget(filters);
    column->addWidget(splitter, 1);

    connect(m_panel, &AlertPanel::snoozeRequested, this, &AlertsPage::snoozeRequested);
    connect(m_copy, &QPushButton::clicked, this, &AlertsPage::copySelected);
    connect(m_export, &QPushButton::clicked, this, &AlertsPage::exportAsked);
    applyFilters();
}

QWidget *AlertsPage::makeFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);
    auto *more = new QWidget(this);
    auto *second = new QHBoxLayout(more);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(2 * layout::kStep);

    m_text = new QLineEdit(bar);
    m_text->setObjectName(QStringLiteral("alertText"));
    m_text->setPlaceholderText(tr("Search alerts"));
    m_text->setAccessibleName(tr("Search alerts"));
    addClearButton(m_text);
    m_text->setMaxLength(200);
    m_text->setMinimumWidth(layout::scaled(160));

    const auto choice = [&](const char *name, const QString &label, const QStringList &choices) {
        auto *control = new SegmentedControl(m_theme, QLatin1String(name), choices, bar);
        control->setAccessibleName(label);
        control->setToolTip(Theme::toolTip(label));
        connect(control, &SegmentedControl::chosen, this, &AlertsPage::filtersChanged);
        return control;
    };
    m_state = choice("alertState", tr("Which alerts are shown"), {tr("All"), tr("Firing")});
    m_severity = choice("alertSeverity", tr("The least severity that is shown"),
                        {tr("Any severity"), tr("Warning"), tr("Critical")});
    m_range = choice("alertRange", tr("The time that is shown"), {tr("Today"), tr("7 days"), tr("All time")});
    m_range->setCurrent(int(RecentDays::Seven));
    m_showAll = new QPushButton(tr("Cl&ear filters"), bar);
    m_showAll->setObjectName(QStringLiteral("clearAlertFilters"));

    row->addWidget(m_text, 1);
    row->addWidget(m_state);
    second->addWidget(m_severity);
    second->addWidget(m_range);
    second->addWidget(m_showAll);
    second->addStretch(1);
    auto *folding = new FoldingRow(this);
    folding->addPart(bar, 1);
    folding->addPart(more);

    connect(m_text, &QLineEdit::textChanged, this, &AlertsPage::applyFilters);
    connect(m_showAll, &QPushButton::clicked, this, &AlertsPage::resetFilters);
    return folding;
}

void AlertsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("alertTable"));
    m_table->setAccessibleName(tr("Alerts"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new AlertRowDelegate(m_theme, m_table));
    Theme::style(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AlertTableModel::StartedColumn, Qt::DescendingOrder);
    QHeaderView *header = m_table->horizontalHeader();
    // Fixed widths: measuring 10,000 rows is slow, and a column that follows its text jumps.
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(AlertTableModel::TitleColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(60);
    const QFont font = Theme::font(TextStyle::Body);
    const auto width = [&](const QString &longest) {
        return int(std::ceil(tabular::width(font, longest))) + 28;
    };
    const QString time = m_catalogue.format().dateTime(m_clock().wallMs);
    header->resizeSection(AlertTableModel::SeverityColumn,
                          width(m_catalogue.severity(Severity::Critical)) + 22);
    header->setSectionResizeMode(AlertTableModel::MeasuredColumn, QHeaderView::Stretch);
    header->resizeSection(AlertTableModel::StartedColumn, width(time));
    header->resizeSection(AlertTableModel::StateColumn, width(tr("Resolved %1").arg(time)));

    connect(tables::own(m_table, tables::Does::Copy), &QAction::triggered, this, &AlertsPage::copySelected);
    connect(tables::own(m_table, tables::Does::Save), &QAction::triggered, this, &AlertsPage::exportAsked);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    m_chosen =
                        AlertTableModel::keyOf(current.data(AlertTableModel::AlertRole).value<Alert>());
                showChosen();
            });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_copy->setEnabled(m_table->selectionModel()->hasSelection()); });
    m_copy->setEnabled(false);
}

void AlertsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->setNow(m_clock().wallMs);
    applyFilters();
    followFiring();
    request();
}

qint64 AlertsPage::since() const
{
    return beginOf(RecentDays(m_range->current()), m_clock().wallMs);
}

void AlertsPage::applyFilters()
{
    AlertFilter::Wanted wanted;
    wanted.sinceMs = since();
    wanted.firingOnly = m_state->current() == 1;
    if (m_severity->current() > 0)
        wanted.atLeast = m_severity->current() == 1 ? Severity::Warning : Severity::Critical;
    wanted.text = m_text->text().simplified();
    m_filter->setWanted(wanted);
    m_showAll->setEnabled(wanted.narrow() || wanted.sinceMs != 0);
    showSummary();
    showChosen();
}

void AlertsPage::resetFilters()
{
    const QSignalBlocker quiet(m_text);
    m_state->setCurrent(0);
    m_severity->setCurrent(0);
    m_range->setCurrent(int(RecentDays::All));
    m_text->clear();
    filtersChanged();
}

bool AlertsPage::canAsk() const
{
    return isVisible() && !m_database.isEmpty();
}

void AlertsPage::filtersChanged()
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
    const QString database = snapshot ? snapshot->sample.database.path : QString();
    if (database != m_database) {
        m_database = database;
        m_firing.clear();
        m_chosen.reset();
        m_awaited = false;
        m_answered = false;
        m_model->setAlerts({});
        request();
    }
    if (!isVisible())
        return;
    m_model->setNow(m_clock().wallMs);
    if (since() != m_filter->wanted().sinceMs) { // midnight has passed
        filtersChanged();
    }
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
        (shown.row() != m_table->currentIndex().row() || !m_table->selectionModel()->hasSelection())) {
        m_table->setCurrentIndex(shown); // tells currentRowChanged, which comes back here and finds it done
        m_table->scrollTo(shown);
    }
    m_copy->setEnabled(m_table->selectionModel()->hasSelection());
    m_panel->setVisible(alert.has_value());
    m_panel->showAlert(alert, m_clock().wallMs,
                       m_snapshot ? m_snapshot->sample.processes : std::vector<ProcessLoad>());
}

void AlertsPage::showSummary()
{
    const int shown = m_filter->rowCount();
    const int firing = m_model->firingCount();
    m_export->setEnabled(shown > 0);

    QString caption;
    if (m_historyError)
        caption = m_catalogue.error(*m_historyError);
    else if (m_truncated)
        caption = tr("the newest %1 are searched").arg(m_catalogue.format().count(kMostAlerts));
    else if (m_answered || shown > 0)
        caption = tr("%n firing", nullptr, firing) + QStringLiteral(" · ") + tr("%n shown", nullptr, shown);
    m_header->setCaption(caption);

    if (shown > 0)
        m_card->setEmptyText({});
    else if (m_database.isEmpty())
        m_card->setEmptyText(tr("No knowledge base is open, so nothing is watched."));
    else if (m_historyError)
        m_card->setEmptyText(
            tr("The history of alerts cannot be read. Alerts that fire from now on are shown here."));
    else if (!m_answered)
        m_card->setEmptyText(m_asked ? tr("Reading the history of alerts…") : QString());
    else if (m_filter->wanted().narrow())
        m_card->setEmptyText(tr("No alert fits these filters."));
    else if (m_filter->wanted().sinceMs != 0)
        m_card->setEmptyText(tr("No alert in this time."));
    else
        m_card->setEmptyText(tr("No alert has been raised for this knowledge base."));
}

std::vector<Alert> AlertsPage::shownAlerts() const
{
    std::vector<Alert> alerts;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        alerts.push_back(m_filter->index(row, 0).data(AlertTableModel::AlertRole).value<Alert>());
    return alerts;
}

void AlertsPage::copySelected() const
{
    copySelectedRows(m_table);
}

Result<void> AlertsPage::exportTo(const QString &path) const
{
    return saveCsv(path, m_database, alertsCsv(shownAlerts(), m_clock().wallMs));
}

void AlertsPage::exportAsked()
{
    const QString path = FileDialog::save(this, tr("Export alerts"), QStringLiteral("alerts.csv"),
                                          tr("Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    if (const Result<void> written = exportTo(path); !written)
        showMessage(this, QMessageBox::Warning, tr("Export alerts"), m_catalogue.error(written.error()));
}

} // namespace hakgal
