// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/AuditPage.h"

#include "ui/Card.h"
#include "ui/ComboBox.h"
#include "ui/ReportRowDelegate.h"
#include "ui/SegmentedControl.h"
#include "ui/Theme.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

AuditPage::AuditPage(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : RecordsPage(theme, catalogue, std::move(clock),
                  {QStringLiteral("audit"), tr("Audit"), tr("Search what was done"), tr("What was done"),
                   tr("Export what was done")},
                  parent),
      m_words(catalogue),
      m_model(new AuditTableModel(catalogue, this)),
      m_filter(new AuditFilter(this)),
      m_details(new Card(theme, tr("Details"), this))
{
    m_source = addChoice(Place::First, "auditSource",
                         tr("Who wrote it: our own journal, or the audit_log of the knowledge base, which "
                            "other programs write too."),
                         {tr("All"), tr("Optimizer"), tr("Knowledge base")});
    m_source->setAccessibleName(tr("Who wrote it"));
    connect(m_source, &SegmentedControl::chosen, this, &AuditPage::applyFilters);
    makeOperations();
    makeDetails();

    m_filter->setSourceModel(m_model);
    assemble(m_filter, new ReportRowDelegate(theme, table(), ReportRowDelegate::Lines::One),
             AuditTableModel::TimeColumn, m_details, 200);
    QHeaderView *header = table()->horizontalHeader();
    header->resizeSection(AuditTableModel::TimeColumn, columnWidth(catalogue.format().dateTime(now())));
    const QString source = m_model->headerData(AuditTableModel::SourceColumn, Qt::Horizontal).toString();
    header->resizeSection(AuditTableModel::SourceColumn,
                          std::max(columnWidth(tr("Knowledge base")), columnWidth(source)));
    header->resizeSection(AuditTableModel::OperationColumn, layout::scaled(130));
    header->setSectionResizeMode(AuditTableModel::WhatColumn, QHeaderView::Stretch);
    AuditEntry failed;
    failed.failed = true;
    header->resizeSection(AuditTableModel::ResultColumn,
                          std::max(columnWidth(tr("Cancelled")), columnWidth(m_words.result(failed))));
    applyFilters();
}

void AuditPage::makeOperations()
{
    m_operation = new ComboBox(theme(), this);
    m_operation->setObjectName(QStringLiteral("auditOperation"));
    m_operation->setAccessibleName(tr("Operation"));
    m_operation->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_operation->setMinimumContentsLength(14);
    m_operation->setFixedHeight(layout::kControl - 2);
    addFilter(Place::Folding, m_operation);
    fillOperations();
    connect(m_operation, &QComboBox::currentIndexChanged, this, &AuditPage::applyFilters);
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

void AuditPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    applyFilters();
    refresh();
}

void AuditPage::rangeChanged()
{
    applyFilters();
    refresh();
}

void AuditPage::applyFilters()
{
    AuditFilter::Wanted wanted;
    wanted.sinceMs = since();
    if (m_source->current() > 0)
        wanted.source = m_source->current() == 1 ? AuditEntry::Source::Journal : AuditEntry::Source::Base;
    wanted.operation = m_operation->currentData().toString();
    wanted.text = searched();
    m_filter->setWanted(wanted);
    setFiltered(wanted.narrow() || wanted.sinceMs != 0);
    showSummary();
    currentChanged();
}

void AuditPage::resetFilters()
{
    {
        const QSignalBlocker quiet(m_operation);
        m_operation->setCurrentIndex(0);
    }
    m_source->setCurrent(0);
    clearSearch();
    rangeChanged();
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
    if (path == database())
        return;
    keepDatabase(path);
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
    if (!isVisible() || database().isEmpty())
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
    QString caption;
    if (m_error)
        caption = catalogue().errorSummary(*m_error);
    else if (m_truncated)
        caption = tr("the newest %1 of each source are searched").arg(catalogue().format().count(kMostRows));
    else if (m_answered)
        caption = tr("%n shown", nullptr, shown);
    setShown(shown, caption);

    if (shown > 0)
        card()->setEmptyText({});
    else if (database().isEmpty())
        card()->setEmptyText(tr("No knowledge base is open."));
    else if (!m_answered)
        card()->setEmptyText(tr("Reading what was done…"));
    else if (m_error && m_model->rowCount() == 0)
        card()->setEmptyText(catalogue().error(*m_error));
    else if (m_filter->wanted().narrow())
        card()->setEmptyText(tr("Nothing fits these filters."));
    else if (m_filter->wanted().sinceMs != 0)
        card()->setEmptyText(tr("Nothing was done in this time."));
    else
        card()->setEmptyText(tr("Nothing has been done to this knowledge base yet."));
}

const AuditEntry *AuditPage::entryAt(const QModelIndex &shown) const
{
    return shown.isValid() ? &m_model->entry(m_filter->mapToSource(shown).row()) : nullptr;
}

void AuditPage::currentChanged()
{
    if (!table()->currentIndex().isValid() && m_filter->rowCount() > 0)
        table()->setCurrentIndex(m_filter->index(0, 0)); // comes back here by currentRowChanged
    const AuditEntry *entry = entryAt(table()->currentIndex());
    m_details->setVisible(entry != nullptr);
    if (!entry)
        return;
    QStringList caption;
    if (entry->atMs != 0)
        caption << catalogue().format().dateTime(entry->atMs);
    caption << m_words.source(entry->source) << m_words.operation(*entry);
    caption.removeAll(QString());
    m_details->setCaption(caption.join(QStringLiteral(" · ")));
    const QString details = m_words.details(*entry);
    if (m_detailText->toPlainText() != details)
        m_detailText->setPlainText(details);
}

QByteArray AuditPage::csv() const
{
    std::vector<AuditEntry> shown;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        shown.push_back(*entryAt(m_filter->index(row, 0)));
    return AuditText::csv(shown);
}

} // namespace hakgal
