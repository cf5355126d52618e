// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RecordsPage.h"

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
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>

#include <cmath>

namespace hakgal {

namespace {

constexpr int kTableHeight = 340;

QString capitalized(const QString &name)
{
    return name.left(1).toUpper() + name.mid(1);
}

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);
    return row;
}

} // namespace

RecordsPage::RecordsPage(const Theme &theme, const Catalogue &catalogue, Clock clock, const Words &words,
                         QWidget *parent)
    : Page(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_clock(std::move(clock)),
      m_name(words.name),
      m_saving(words.saving),
      m_header(new PageHeader(words.title, this)),
      m_card(new Card(theme, {}, this)),
      m_table(new QTableView(this))
{
    setObjectName(m_name + QStringLiteral("Page"));
    m_card->setObjectName(m_name + QStringLiteral("TableCard"));
    m_table->setObjectName(m_name + QStringLiteral("Table"));
    m_table->setAccessibleName(words.table);

    m_copy = new QPushButton(tr("&Copy"), this);
    m_copy->setObjectName(QStringLiteral("copy") + capitalized(m_name));
    m_copy->setToolTip(Theme::toolTip(tr("Copies the selected rows as text.")));
    m_copy->setEnabled(false);
    m_export = new QPushButton(tr("E&xport CSV…"), this);
    m_export->setObjectName(QStringLiteral("export") + capitalized(m_name));
    m_export->setToolTip(Theme::toolTip(tr("Writes the rows that are shown to a file for a spreadsheet.")));
    m_header->addAction(m_copy);
    m_header->addAction(m_export);
    connect(m_copy, &QPushButton::clicked, this, &RecordsPage::copySelected);
    connect(m_export, &QPushButton::clicked, this, &RecordsPage::exportAsked);
    makeFilters(words);
}

void RecordsPage::makeFilters(const Words &words)
{
    auto *folding = new FoldingRow(this);
    m_filters = folding;
    auto *first = new QWidget(this);
    m_first = rowIn(first);
    auto *second = new QWidget(this);
    m_folding = rowIn(second);

    m_text = new QLineEdit(first);
    m_text->setObjectName(m_name + QStringLiteral("Text"));
    m_text->setPlaceholderText(words.search);
    m_text->setAccessibleName(words.search);
    addClearButton(m_text);
    m_text->setMaxLength(200);
    m_text->setMinimumWidth(layout::scaled(160));
    m_first->addWidget(m_text, 1);

    m_range = new SegmentedControl(m_theme, m_name + QStringLiteral("Range"),
                                   {tr("Today"), tr("7 days"), tr("All time")}, second);
    m_range->setAccessibleName(tr("The time that is shown"));
    m_range->setToolTip(Theme::toolTip(tr("The time that is shown")));
    m_range->setCurrent(int(RecentDays::Seven));
    m_clear = new QPushButton(tr("Cl&ear filters"), second);
    m_clear->setObjectName(QStringLiteral("clear") + capitalized(m_name) + QStringLiteral("Filters"));
    m_folding->addWidget(m_range);
    m_folding->addWidget(m_clear);
    m_folding->addStretch(1);
    folding->addPart(first, 1);
    folding->addPart(second);

    connect(m_text, &QLineEdit::textChanged, this, &RecordsPage::applyFilters);
    connect(m_range, &SegmentedControl::chosen, this, &RecordsPage::rangeChanged);
    connect(m_clear, &QPushButton::clicked, this, &RecordsPage::resetFilters);
}

SegmentedControl *RecordsPage::addChoice(Place place, const char *name, const QString &label,
                                         const QStringList &choices)
{
    auto *control = new SegmentedControl(m_theme, QLatin1String(name), choices, this);
    control->setAccessibleName(label);
    control->setToolTip(Theme::toolTip(label));
    addFilter(place, control);
    return control;
}

void RecordsPage::addFilter(Place place, QWidget *filter)
{
    if (place == Place::First)
        m_first->addWidget(filter);
    else
        m_folding->insertWidget(m_folding->indexOf(m_range), filter);
}

void RecordsPage::assemble(QSortFilterProxyModel *rows, QStyledItemDelegate *delegate, int timeColumn,
                           QWidget *details, int detailHeight)
{
    m_table->setModel(rows);
    delegate->setParent(m_table);
    m_table->setItemDelegate(delegate);
    Theme::style(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(timeColumn, Qt::DescendingOrder);
    // Fixed widths: measuring 10,000 rows is slow, and a column that follows its text jumps.
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setMinimumSectionSize(60);
    m_card->body()->addWidget(m_table);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(m_name + QStringLiteral("Splitter"));
    splitter->setHandleWidth(layout::kGap);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_card);
    splitter->addWidget(details);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    m_card->setMinimumHeight(5 * layout::kRow);
    details->setMinimumHeight(4 * layout::kRow);
    details->hide();
    splitter->setSizes({kTableHeight, detailHeight});

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(layout::kMargin, 16, layout::kMargin, 16);
    column->setSpacing(layout::kGap);
    column->addWidget(m_header);
    column->addWidget(m_filters);
    column->addWidget(splitter, 1);

    connect(tables::own(m_table, tables::Does::Copy), &QAction::triggered, this, &RecordsPage::copySelected);
    connect(tables::own(m_table, tables::Does::Save), &QAction::triggered, this, &RecordsPage::exportAsked);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordsPage::currentChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RecordsPage::showSelection);
}

qint64 RecordsPage::since() const
{
    return beginOf(RecentDays(m_range->current()), now());
}

QString RecordsPage::searched() const
{
    return m_text->text().simplified();
}

void RecordsPage::clearSearch()
{
    const QSignalBlocker quiet(m_text);
    m_text->clear();
    m_range->setCurrent(int(RecentDays::All));
}

void RecordsPage::setFiltered(bool filtered)
{
    m_clear->setEnabled(filtered);
}

void RecordsPage::setShown(int rows, const QString &caption)
{
    m_export->setEnabled(rows > 0);
    m_header->setCaption(caption);
}

void RecordsPage::showSelection()
{
    m_copy->setEnabled(m_table->selectionModel()->hasSelection());
}

int RecordsPage::columnWidth(const QString &longest)
{
    return int(std::ceil(tabular::width(Theme::font(TextStyle::Body), longest))) + 28;
}

void RecordsPage::copySelected() const
{
    copySelectedRows(m_table);
}

Result<void> RecordsPage::exportTo(const QString &path) const
{
    return saveCsv(path, m_database, csv());
}

void RecordsPage::exportAsked()
{
    const QString path = FileDialog::save(this, m_saving, m_name + QStringLiteral(".csv"),
                                          tr("Comma-separated values (*.csv)"));
    if (path.isEmpty())
        return;
    if (const Result<void> written = exportTo(path); !written)
        showMessage(this, QMessageBox::Warning, m_saving, m_catalogue.error(written.error()));
}

} // namespace hakgal
