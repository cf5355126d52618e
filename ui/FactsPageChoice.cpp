// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator chooses on FactsPage: filters, the order, a row, the columns.
#include "ui/Card.h"
#include "ui/FactsPage.h"
#include "ui/FactTableModel.h"
#include "ui/SegmentedControl.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

namespace hakgal {

void FactsPage::clearFilters()
{
    {
        const QSignalBlocker quietText(m_text);
        const QSignalBlocker quietSubject(m_subject);
        m_text->clear();
        m_subject->clear();
        m_only->setCurrent(0);
    }
    choosePredicate(std::nullopt);
}

void FactsPage::choosePredicate(const std::optional<QString> &predicate)
{
    m_predicate = predicate;
    m_chip->setVisible(predicate.has_value());
    if (predicate) {
        const QString name = predicate->isEmpty() ? tr("(no predicate)") : predicate->left(40);
        m_chip->setText(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")) + QStringLiteral("  ×"));
        m_chip->setAccessibleName(tr("Only the predicate %1; press to show all").arg(name));
    }
    search();
}

void FactsPage::sortBy(int column)
{
    QHeaderView *header = m_table->horizontalHeader();
    if (m_model->canOrderBy(column)) {
        const FactOrder order = FactTableModel::orderOf(column);
        m_descending = order == m_order && !m_descending;
        m_wanted = order;
        search();
    } else {
        m_foot->setText(tr("This knowledge base has no index for sorting by this column."));
    }
    header->setSortIndicator(FactTableModel::columnOf(m_wanted.value_or(m_order)),
                             m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

bool FactsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress && m_answered && !m_cancelled) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool far = key->modifiers() & Qt::ControlModifier;
        // To the very end and the very beginning, of which there may be no rows here.
        if (far && key->key() == Qt::Key_End && !m_atEnd) {
            ask(FactsRequest::Part::Last);
            return true;
        }
        if (far && key->key() == Qt::Key_Home && !m_atStart) {
            search();
            return true;
        }
    }
    return JobPage::eventFilter(watched, event);
}

void FactsPage::showChosen()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_details->setEmptyText(tr("Choose a fact to see all of it."));
        return;
    }
    if (!m_cancelled)
        Q_EMIT describeRequested(m_token, m_model->fact(current.row()).key);
}

void FactsPage::showDetails(int token, const std::optional<FactDetails> &details)
{
    if (token != m_token)
        return;
    m_details->setEmptyText(details ? QString() : tr("This fact is no longer in the knowledge base."));
    const QString text = details ? m_words.details(*details) : QString();
    if (m_detailText->toPlainText() != text)
        m_detailText->setPlainText(text);
}

QByteArray FactsPage::columns() const
{
    return m_table->horizontalHeader()->saveState();
}

void FactsPage::setColumns(const QByteArray &state)
{
    QHeaderView *header = m_table->horizontalHeader();
    if (state.isEmpty() || !header->restoreState(state))
        return;
    header->setSectionHidden(FactTableModel::StatementColumn, false);
    header->setSectionResizeMode(FactTableModel::StatementColumn, QHeaderView::Stretch);
    header->setSectionsClickable(true);
    for (QAction *action : header->actions()) {
        const QSignalBlocker quiet(action);
        action->setChecked(
            !header->isSectionHidden(action->objectName().section(QLatin1Char('.'), 1).toInt()));
    }
}

} // namespace hakgal
