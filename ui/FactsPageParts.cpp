// SPDX-License-Identifier: GPL-3.0-or-later
// What FactsPage is made of: filters, table, foot and details.
#include "ui/Card.h"
#include "ui/ClearButton.h"
#include "ui/FactsPage.h"
#include "ui/FactTableModel.h"
#include "ui/PageHeader.h"
#include "ui/ReportRowDelegate.h"
#include "ui/SegmentedControl.h"
#include "ui/TabularText.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

namespace hakgal {

void FactsPage::makeTransfer()
{
    auto *import = new QPushButton(tr("&Import…"), this);
    import->setObjectName(QStringLiteral("importFacts"));
    import->setToolTip(Theme::toolTip(tr("Reads facts from a file into this knowledge base.")));
    auto *exporting = new QPushButton(tr("E&xport…"), this);
    exporting->setObjectName(QStringLiteral("exportFacts"));
    exporting->setToolTip(Theme::toolTip(tr("Writes all facts to a file.")));
    header()->addAction(import);
    header()->addAction(exporting);
    connect(import, &QPushButton::clicked, this, &FactsPage::importWanted);
    connect(exporting, &QPushButton::clicked, this, &FactsPage::exportWanted);
}

QWidget *FactsPage::makeFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * layout::kStep);
    const auto field = [bar](const char *name, const QString &words, int mostCharacters) {
        auto *edit = new QLineEdit(bar);
        edit->setObjectName(QLatin1String(name));
        edit->setPlaceholderText(words);
        edit->setAccessibleName(words);
        addClearButton(edit);
        edit->setMaxLength(mostCharacters);
        return edit;
    };
    m_text = field("factsText", tr("Search: a text, or a pattern such as HasPart(Computer, ?)"), 2000);
    m_text->setToolTip(Theme::toolTip(tr("? stands for any argument or any predicate, * at the end for any "
                                         "further arguments. Text without brackets is looked for in whole "
                                         "statements.")));
    m_subject = field("factsSubject", tr("Subject"), 1000);
    m_subject->setToolTip(Theme::toolTip(tr("The first argument, exactly as it is written.")));
    m_subject->setMaximumWidth(layout::scaled(200));
    m_only = new SegmentedControl(theme(), QStringLiteral("factsOnly"),
                                  {tr("All"), tr("Duplicates"), tr("Malformed")}, bar);
    m_only->setAccessibleName(tr("Which facts are shown"));
    m_only->setToolTip(
        Theme::toolTip(tr("Duplicates: the same statement stands more than once. Malformed: not "
                          "of the form Name(argument, …). with a full stop at its end.")));
    m_clear = new QPushButton(tr("Cl&ear filters"), bar);
    m_clear->setObjectName(QStringLiteral("clearFactsFilters"));
    row->addWidget(m_text, 1);
    row->addWidget(m_subject);
    row->addWidget(m_only);
    row->addWidget(m_clear);

    for (QLineEdit *edit : {m_text, m_subject}) {
        connect(edit, &QLineEdit::textChanged, this, &FactsPage::searchSoon);
        connect(edit, &QLineEdit::returnPressed, this, &FactsPage::search);
    }
    connect(m_only, &SegmentedControl::chosen, this, &FactsPage::search);
    connect(m_clear, &QPushButton::clicked, this, &FactsPage::clearFilters);
    return bar;
}

QWidget *FactsPage::makeUnderstood()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_understood = new TabularLabel(bar);
    m_understood->setObjectName(QStringLiteral("factsUnderstood"));
    Theme::style(m_understood, TextStyle::Small, Tone::Muted);
    m_chip = new QPushButton(bar);
    m_chip->setObjectName(QStringLiteral("factsPredicate"));
    m_chip->setToolTip(
        Theme::toolTip(tr("Only facts with this predicate are shown. Press to show all again.")));
    QSizePolicy policy = m_chip->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // nothing jumps
    m_chip->setSizePolicy(policy);
    m_chip->hide();
    row->addWidget(m_understood, 1);
    row->addWidget(m_chip);
    bar->setFixedHeight(layout::kControl);
    connect(m_chip, &QPushButton::clicked, this, [this] { choosePredicate(std::nullopt); });
    return bar;
}

void FactsPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("factsTable"));
    m_table->setAccessibleName(tr("Facts"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ReportRowDelegate(theme(), m_table, ReportRowDelegate::Lines::One));
    Theme::style(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(FactTableModel::StatementColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(50);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->resizeSection(FactTableModel::IdColumn, layout::scaled(84));
    header->resizeSection(FactTableModel::PredicateColumn, layout::scaled(120));
    header->resizeSection(FactTableModel::SubjectColumn, layout::scaled(120));
    header->resizeSection(FactTableModel::SourceColumn, layout::scaled(90));
    header->resizeSection(FactTableModel::TimeColumn, layout::scaled(130));
    // The statement says them too, and is what one looks for.
    for (const int column :
         {FactTableModel::PredicateColumn, FactTableModel::SubjectColumn, FactTableModel::TimeColumn})
        header->hideSection(column);
    header->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (int column = 0; column < FactTableModel::ColumnCount; ++column) {
        if (column == FactTableModel::StatementColumn)
            continue;
        auto *shown = new QAction(m_model->headerData(column, Qt::Horizontal).toString(), header);
        shown->setCheckable(true);
        shown->setChecked(!header->isSectionHidden(column));
        shown->setObjectName(QStringLiteral("factsColumn.%1").arg(column));
        header->addAction(shown);
        connect(shown, &QAction::toggled, this, [this, header, column](bool on) {
            header->setSectionHidden(column, !on);
            Q_EMIT columnsChanged(columns());
        });
    }
    connect(header, &QHeaderView::sectionResized, this, [this] { Q_EMIT columnsChanged(columns()); });
    connect(header, &QHeaderView::sectionClicked, this, &FactsPage::sortBy);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &FactsPage::fetchAround);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &FactsPage::fetchAround);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FactsPage::showChosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FactsPage::showState);
    m_card->body()->addWidget(m_table);
}

void FactsPage::makeFoot()
{
    auto *bar = new QWidget(m_card);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(2 * layout::kStep, layout::kStep, 2 * layout::kStep, 0); // as the cells
    m_foot = new TabularLabel(bar);
    m_foot->setObjectName(QStringLiteral("factsFoot"));
    Theme::style(m_foot, TextStyle::Small, Tone::Muted);
    m_bar = new QProgressBar(bar);
    m_bar->setObjectName(QStringLiteral("factsBar"));
    m_bar->setAccessibleName(tr("How far the search is"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(120);
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_bar->setSizePolicy(policy);
    m_bar->hide();
    row->addWidget(m_foot, 1);
    row->addWidget(m_bar);
    bar->setFixedHeight(layout::kRow);
    m_card->body()->addWidget(bar);
}

void FactsPage::makeDetails()
{
    m_details->setObjectName(QStringLiteral("factsDetailsCard"));
    m_detailText = new QPlainTextEdit(m_details);
    m_detailText->setObjectName(QStringLiteral("factsDetails"));
    m_detailText->setAccessibleName(tr("Details of the fact"));
    m_detailText->setReadOnly(true);
    m_detailText->setTabChangesFocus(true);
    m_detailText->setFont(Theme::font(TextStyle::Monospace));
    m_details->body()->addWidget(m_detailText);
    m_details->setEmptyText(tr("Choose a fact to see all of it."));
}

} // namespace hakgal
