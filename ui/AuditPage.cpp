// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AuditPage.h"

#include "ui/Card.h"
#include "ui/ClearButton.h"
#include "ui/ComboBox.h"
#include "ui/CsvFile.h"
#include "ui/FileDialog.h"
#include "ui/FoldingRow.h"
#include "ui/MessageBox.h"
#include "ui/PageHeader.h"
#include "ui/RecentDays.h"
#include "ui/ReportRowDelegate.h"
#include "ui/SegmentedControl.h"
#include "ui/SelectedRows.h"
#include "ui/TableActions.h"
#include "ui/TabularText.h"
#include "ui/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

#include <algorithm>

#include <cmath>

namespace hakgal {

AuditPage::AuditPage(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : Page(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_clock(std::move(clock)),
      m_words(catalogue),
      m_model(new AuditTableModel(catalogue, this)),
      m_filter(new AuditFilter(this)),
      m_header(new PageHeader(tr("Audit"), this)),
      m_card(new Card(theme, {}, this)),
      m_table(new QTableView(this)),
      m_details(new Card(theme, tr("Details"), this))
{
    setObjectName(QStringLiteral("auditPage"));
    m_filter->setSourceModel(m_model);

    m_copy = new QPushButton(tr("&Copy"), this);
    m_copy->setObjectName(QStringLiteral("copyAudit"));
    m_copy->setToolTip(Theme::toolTip(tr("Copies the selected rows as text.")));
    m_export = new QPushButton(tr("E&xport CSV…"), this);
    m_export->setObjectName(QStringLiteral("exportAudit"));
    m_export->setToolTip(Theme::toolTip(tr("Writes the rows that are shown to a file for a spreadsheet.")));
    m_header->addAction(m_copy);
    m_header->addAction(m_export);

    makeDetails();
    makeTable();
    m_card->setObjectName(QStringLiteral("auditCard"));
    m_card->body()->addWidget(m_table);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("auditSplitter"));
    splitter->setHandleWidth(layout::kGap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_card);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    m_card->setMinimumHeight(5 * layout::kRow);
    m_details->setMinimumHeight(4 * layout::kRow);
    m_details->hide();
    splitter->setSizes({400, 200});

    QWidget *filters = makeFilters();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    column->addWidget(m_header);
    column->addWidget(filters);
    column->addWidget(splitter, 1);

    connect(m_copy, &QPushButton::clicked, this, &AuditPage::copySelected);
    connect(m_export, &QPushButton::clicked, this, &AuditPage::exportAsked);
    applyFilters();
}

void AuditPage::makeDetails()
{
    m_details->setObjectName(QStringLiteral("auditDetailsCard"));
    m_detailText = new QPlainTextEdit(m_details);
    m_detailText->setObjectName(QStringLiteral("auditDetails"));
    m_detailText->setAccessibleName(tr("Details"));
    m_detailText->setReadOnly(true);
    m_detailText->setTabChangesFocus(true);
    m_detailText->setFont(Theme::font(TextStyle::Monospace));
    m_details->body()->addWidget(m_detailText);
}

QWidget *AuditPage::makeFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);

    m_text = new QLineEdit(bar);
    m_text->setObjectName(QStringLiteral("auditText"));
    m_text->setPlaceholderText(tr("Search what was done"));
    m_text->setAccessibleName(tr("Search what was done"));
    addClearButton(m_text);
    m_text->setMaxLength(200);
    m_text->setMinimumWidth(layout::scaled(160));

    m_source = new SegmentedControl(m_theme, QStringLiteral("auditSource"),
                                    {tr("All"), tr("Optimizer"), tr("Knowledge base")}, bar);
    m_source->setAccessibleName(tr("Who wrote it"));
    m_source->setToolTip(Theme::toolTip(tr("Who wrote it: our own journal, or the audit_log of the "
                                           "knowledge base, which other programs write too.")));
    m_operation = new ComboBox(m_theme, bar);
    m_operation->setObjectName(QStringLiteral("auditOperation"));
    m_operation->setAccessibleName(tr("Operation"));
    m_operation->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_operation->setMinimumContentsLength(14);
    m_operation->setFixedHeight(layout::kControl - 2);
    m_range = new SegmentedControl(m_theme, QStringLiteral("auditRange"),
                                   {tr("Today"), tr("7 days"), tr("All time")}, bar);
    m_range->setAccessibleName(tr("The time that is shown"));
    m_range->setCurrent(int(RecentDays::Seven));
    m_showAll = new QPushButton(tr("Cl&ear filters"), bar);
    m_showAll->setObjectName(QStringLiteral("clearAuditFilters"));

    row->addWidget(m_text, 1);
    row->addWidget(m_source);
    auto *more = new QWidget(this);
    auto *second = new QHBoxLayout(more);
    second->setContentsMargins(0, 0, 0, 0);
    second->setSpacing(2 * layout::kStep);
    second->addWidget(m_operation);
    second->addWidget(m_range);
    second->addWidget(m_showAll);
    second->addStretch(1);
    auto *folding = new FoldingRow(this);
    folding->addPart(bar, 1);
    folding->addPart(more);
    fillOperations();

    connect(m_text, &QLineEdit::textChanged, this, &AuditPage::applyFilters);
    connect(m_source, &SegmentedControl::chosen, this, &AuditPage::applyFilters);
    connect(m_operation, &QComboBox::currentIndexChanged, this, &AuditPage::applyFilters);
    connect(m_range, &SegmentedControl::chosen, this, [this] {
        applyFilters();
        refresh();
    });
    connect(m_showAll, &QPushButton::clicked, this, &AuditPage::resetFilters);
    return folding;
}

void AuditPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("auditTable"));
    m_table->setAccessibleName(tr("What was done"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new ReportRowDelegate(m_theme, m_table, ReportRowDelegate::Lines::One));
    Theme::style(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AuditTableModel::TimeColumn, Qt::DescendingOrder);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(AuditTableModel::WhatColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(60);
    const QFont font = Theme::font(TextStyle::Body);
    const auto width = [&](const QString &longest) {
        return int(std::ceil(tabular::width(font, longest))) + 28;
    };
    header->resizeSection(AuditTableModel::TimeColumn,
                          width(m_catalogue.format().dateTime(m_clock().wallMs)));
    const QString source = m_model->headerData(AuditTableModel::SourceColumn, Qt::Horizontal).toString();
    header->resizeSection(AuditTableModel::SourceColumn,
                          std::max(width(tr("Knowledge base")), width(source)));
    header->resizeSection(AuditTableModel::OperationColumn, layout::scaled(130));
    AuditEntry failed;
    failed.failed = true;
    header->resizeSection(AuditTableModel::ResultColumn,
                          std::max(width(tr("Cancelled")), width(m_words.result(failed))));

    connect(tables::own(m_table, tables::Does::Copy), &QAction::triggered, this, &AuditPage::copySelected);
    connect(tables::own(m_table, tables::Does::Save), &QAction::triggered, this, &AuditPage::exportAsked);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPage::showChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_copy->setEnabled(m_table->selectionModel()->hasSelection()); });
    m_copy->setEnabled(false);
}

void AuditPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applyFilters();
    refresh();
}

qint64 AuditPage::since() const
{
    return beginOf(RecentDays(m_range->current()), m_clock().wallMs);
}

void AuditPage::applyFilters()
{
    AuditFilter::Wanted wanted;
    wanted.sinceMs = since();
    if (m_source->current() > 0)
        wanted.source = m_source->current() == 1 ? AuditEntry::Source::Journal : AuditEntry::Source::Base;
    wanted.operation = m_operation->currentData().toString();
    wanted.text = m_text->text().simplified();
    m_filter->setWanted(wanted);
    m_showAll->setEnabled(wanted.narrow() || wanted.sinceMs != 0);
    showSummary();
    showChosen();
}

void AuditPage::resetFilters()
{
    {
        const QSignalBlocker quietText(m_text);
        const QSignalBlocker quietOperation(m_operation);
        m_text->clear();
        m_operation->setCurrentIndex(0);
        m_source->setCurrent(0);
        m_range->setCurrent(int(RecentDays::All));
    }
    applyFilters();
    refresh();
}

/// The operations that there are; the chosen one stays chosen also where it does not occur any more.
void AuditPage::fillOperations()
{
    const QSignalBlocker quiet(m_operation);
    const QString chosen = m_operation->currentData().toString();
    QStringList operations = m_model->operations();
    if (!chosen.isEmpty() && !operations.contains(chosen))
        operations.prepend(chosen);
    m_operation->clear();
    m_operation->addItem(tr("Any operation"), QString());
    for (const QString &operation : operations)
        m_operation->addItem(plainName(operation, 40), operation);
    m_operation->setCurrentIndex(std::max(0, m_operation->findData(chosen)));
}

void AuditPage::setDatabase(const QString &path)
{
    if (path == m_database)
        return;
    m_database = path;
    m_answered = false;
    m_truncated = false;
    m_error.reset();
    ++m_token; // an answer about the base before is none about this one
    m_model->setEntries({});
    fillOperations();
    applyFilters();
    refresh();
}

void AuditPage::refresh()
{
    if (!isVisible() || m_database.isEmpty())
        return;
    AuditQuery query;
    query.sinceMs = since();
    query.limit = kMostRows;
    Q_EMIT auditRequested(++m_token, query);
    showSummary();
}

void AuditPage::setAudit(int token, const std::vector<AuditEntry> &rows, const std::optional<Error> &error)
{
    if (token != m_token)
        return;
    m_answered = true;
    m_error = error;
    const auto of = [&](AuditEntry::Source source) {
        return std::count_if(rows.begin(), rows.end(),
                             [&](const AuditEntry &entry) { return entry.source == source; });
    };
    m_truncated = of(AuditEntry::Source::Journal) >= kMostRows || of(AuditEntry::Source::Base) >= kMostRows;
    m_model->setEntries(rows);
    fillOperations();
    applyFilters();
}

void AuditPage::showSummary()
{
    const int shown = m_filter->rowCount();
    m_export->setEnabled(shown > 0);

    QString caption;
    if (m_error)
        caption = m_catalogue.errorSummary(*m_error);
    else if (m_truncated)
        caption = tr("the newest %1 of each source are searched").arg(m_catalogue.format().count(kMostRows));
    else if (m_answered)
        caption = tr("%n shown", nullptr, shown);
    m_header->setCaption(caption);

    if (shown > 0)
        m_card->setEmptyText({});
    else if (m_database.isEmpty())
        m_card->setEmptyText(tr("No knowledge base is open."));
    else if (!m_answered)
        m_card->setEmptyText(tr("Reading what was done…"));
    else if (m_error && m_model->rowCount() == 0)
        m_card->setEmptyText(m_catalogue.error(*m_error));
    else if (m_filter->wanted().narrow())
        m_card->setEmptyText(tr("Nothing fits these filters."));
    else if (m_filter->wanted().sinceMs != 0)
        m_card->setEmptyText(tr("Nothing was done in this time."));
    else
        m_card->setEmptyText(tr("Nothing has been done to this knowledge base yet."));
}

const AuditEntry *AuditPage::entryAt(const QModelIndex &shown) const
{
    return shown.isValid() ? &m_model->entry(m_filter->mapToSource(shown).row()) : nullptr;
}

void AuditPage::showChosen()
{
    if (!m_table->currentIndex().isValid() && m_filter->rowCount() > 0)
        m_table->setCurrentIndex(m_filter->index(0, 0)); // comes back here by currentRowChanged
    const AuditEntry *entry = entryAt(m_table->currentIndex());
    m_details->setVisible(entry != nullptr);
    if (!entry)
        return;
    QStringList caption;
    if (entry->atMs != 0)
        caption << m_catalogue.format().dateTime(entry->atMs);
    caption << m_words.source(entry->source) << m_words.operation(*entry);
    caption.removeAll(QString());
    m_details->setCaption(caption.join(QStringLiteral(" · ")));
    const QString details = m_words.details(*entry);
    if (m_detailText->toPlainText() != details)
        m_detailText->setPlainText(details);
}

void AuditPage::copySelected() const
{
    copySelectedRows(m_table);
}

Result<void> AuditPage::exportTo(const QString &path) const
{
    std::vector<AuditEntry> shown;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        shown.push_back(*entryAt(m_filter->index(row, 0)));
    return saveCsv(path, m_database, AuditText::csv(shown));
}

void AuditPage::exportAsked()
{
    const QString path = FileDialog::save(this, tr("Export what was done"), QStringLiteral("audit.csv"),
                                          tr("Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    if (const Result<void> written = exportTo(path); !written)
        showMessage(this, QMessageBox::Warning, tr("Export what was done"),
                    m_catalogue.error(written.error()));
}

} // namespace hakgal
