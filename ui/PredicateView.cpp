// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PredicateView.h"

#include "ui/PredicateModel.h"
#include "ui/PredicateRowDelegate.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace hakgal {

namespace {
constexpr std::chrono::seconds kPatience{12}; // a little longer than a count may take
constexpr int kNarrow = 340;                  // below, the share is a bar without a figure
constexpr int kBarAlone = 64;
} // namespace

PredicateView::PredicateView(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : Card(theme, tr("Facts by predicate"), parent),
      m_catalogue(catalogue),
      m_model(new PredicateModel(catalogue.format(), this)),
      m_table(new QTableView(this)),
      m_count(new QPushButton(tr("Count now"), this))
{
    setObjectName(QStringLiteral("predicateView"));
    m_table->setObjectName(QStringLiteral("predicateTable"));
    m_table->setAccessibleName(tr("Facts by predicate"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PredicateRowDelegate(theme, m_table));
    Theme::style(m_table);
    QHeaderView *header = m_table->horizontalHeader();
    header->hide();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(PredicateModel::PredicateColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(PredicateModel::ShareColumn, QHeaderView::Stretch);
    // A base of 10 million facts fits without moving anything.
    const QFontMetrics metrics(Theme::font(TextStyle::Body));
    header->resizeSection(PredicateModel::FactsColumn,
                          metrics.horizontalAdvance(catalogue.format().count(88'888'888)) + 20);
    body()->addWidget(m_table);
    m_count->setObjectName(QStringLiteral("countPredicates"));
    m_count->setToolTip(tr("Without an index on the predicate this reads the whole table once."));
    addToHeader(m_count);
    connect(m_count, &QPushButton::clicked, this, [this] {
        m_count->setEnabled(false); // until the answer is there
        m_asked = std::chrono::steady_clock::now();
        Q_EMIT countRequested();
    });

    const auto activate = [this](const QModelIndex &index) {
        Q_EMIT predicateActivated(index.data(PredicateModel::PredicateRole).toString());
    };
    connect(m_table, &QTableView::activated, this, activate);
    connect(m_table, &QTableView::clicked, this, activate);
    showSnapshot(nullptr);
}

void PredicateView::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    const bool narrow = width() < layout::scaled(kNarrow);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(PredicateModel::ShareColumn,
                                 narrow ? QHeaderView::Fixed : QHeaderView::Stretch);
    if (narrow)
        header->resizeSection(PredicateModel::ShareColumn, kBarAlone);
}

void PredicateView::showSnapshot(const SnapshotPtr &snapshot)
{
    if (!snapshot) {
        m_model->setTable(nullptr, Reading());
        m_count->hide();
        setCaption({});
        setEmptyText(m_catalogue.reason(Reason::NotYet));
        return;
    }
    const Sample &sample = snapshot->sample;
    const std::shared_ptr<const PredicateTable> &table = sample.predicates;
    const bool answered = table && table->countedAt.steady > m_asked;
    if (answered || sample.at.steady > m_asked + kPatience)
        m_count->setEnabled(true);
    m_count->setVisible(sample.predicatesReason == Reason::TooSlow);
    m_model->setTable(table, sample[MetricId::Facts]);
    if (!table) {
        setCaption({});
        setEmptyText(m_catalogue.reason(sample.predicatesReason));
        return;
    }
    const double age = std::max(0.0, seconds(sample.at.steady - table->countedAt.steady));
    QString caption = tr("%n predicate(s)", nullptr, int(table->predicates));
    if (width() >= layout::scaled(kNarrow))
        caption += QStringLiteral(" · ") + tr("counted %1 ago").arg(m_catalogue.format().duration(age));
    setCaption(caption);
    setEmptyText(table->rows.empty() ? m_catalogue.reason(Reason::NoRows) : QString());
}

} // namespace hakgal
