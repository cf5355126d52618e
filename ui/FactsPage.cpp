// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/FactsPage.h"

#include "ui/Card.h"
#include "ui/FactTableModel.h"
#include "ui/PageHeader.h"
#include "ui/PredicateView.h"
#include "ui/SegmentedControl.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcFacts, "hakgal.facts")

constexpr int kPage = 200;
constexpr int kAhead = 60; ///< rows before an edge at which more are asked for
constexpr std::chrono::milliseconds kTypingPause{180};
constexpr std::chrono::seconds kPatience{2}; ///< until a search says how far it is

double secondsSince(std::chrono::steady_clock::time_point then)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

} // namespace

FactsPage::FactsPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : JobPage(theme, catalogue, tr("Facts"), {QStringLiteral("import"), QStringLiteral("export")}, parent),
      m_words(catalogue),
      m_model(new FactTableModel(this)),
      m_predicates(new PredicateView(theme, catalogue, this)),
      m_card(new Card(theme, tr("Facts"), this)),
      m_table(new QTableView(this)),
      m_details(new Card(theme, tr("Details"), this)),
      m_typing(new QTimer(this))
{
    setObjectName(QStringLiteral("factsPage"));
    m_card->setObjectName(QStringLiteral("factsCard"));
    m_typing->setSingleShot(true);
    m_typing->setInterval(kTypingPause);
    connect(m_typing, &QTimer::timeout, this, &FactsPage::search);

    makeTransfer();
    makeTable();
    makeCopying();
    makeExporting();
    makeFoot();
    makeDetails();

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("factsSplitter"));
    splitter->setHandleWidth(layout::kGap);
    splitter->setChildrenCollapsible(false);
    m_predicates->setMinimumWidth(layout::scaled(180));
    m_card->setMinimumWidth(layout::scaled(300));
    m_details->setMinimumWidth(layout::scaled(140));
    splitter->addWidget(m_predicates);
    splitter->addWidget(m_card);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setStretchFactor(2, 0);
    splitter->setSizes({290, 560, 220});
    // The title line with a button is higher: the titles beside it stand on the same line.
    for (const Card *card : {static_cast<Card *>(m_predicates), m_details})
        card->findChild<QLabel *>(QStringLiteral("cardTitle"))->setMinimumHeight(layout::kControl - 2);
    splitter->setMinimumHeight(10 * layout::kRow);

    column()->insertWidget(0, makeFilters());
    column()->insertWidget(1, makeUnderstood());
    column()->addWidget(splitter, 1);

    connect(m_predicates, &PredicateView::predicateActivated, this,
            [this](const QString &predicate) { choosePredicate(predicate); });
    connect(m_predicates, &PredicateView::countRequested, this, &FactsPage::countRequested);
    showState();
}

FactsPage::~FactsPage()
{
    // Closing lays the table out once more, and its scroll bar would call what is gone already.
    for (QObject *child : findChildren<QObject *>())
        child->disconnect(this);
}

FactQuery FactsPage::query() const
{
    FactQuery query;
    query.pattern = FactPattern::parse(m_text->text());
    query.predicate = m_predicate;
    if (!m_subject->text().isEmpty())
        query.subject = m_subject->text().trimmed();
    query.only = m_only->current() == 1   ? FactQuery::Only::Duplicates
                 : m_only->current() == 2 ? FactQuery::Only::Malformed
                                          : FactQuery::Only::All;
    query.order = m_wanted;
    query.descending = m_descending;
    return query;
}

bool FactsPage::filtered() const
{
    return !m_text->text().isEmpty() || !m_subject->text().isEmpty() || m_predicate || m_only->current() != 0;
}

void FactsPage::searchSoon()
{
    m_understood->setText(m_words.understood(m_text->text()));
    m_typing->start();
}

void FactsPage::search()
{
    m_typing->stop();
    m_understood->setText(m_words.understood(m_text->text()));
    if (!isVisible() || database().isEmpty()) {
        m_due = true;
        return showState();
    }
    if (!m_text->text().trimmed().isEmpty() && !FactPattern::parse(m_text->text()))
        return showState(); // the sentence says what is wrong; what was found before stays
    m_due = false;
    ++m_token;
    m_answered = false;
    m_cancelled = false;
    m_error.reset();
    m_count.reset();
    ask(FactsRequest::Part::First);
}

void FactsPage::ask(FactsRequest::Part part)
{
    FactsRequest request;
    request.token = m_token;
    request.path = database();
    request.query = query();
    request.part = part;
    request.rows = kPage;
    if (part != FactsRequest::Part::First) {
        request.query.order = m_order; // as the rows that are here
        if (part != FactsRequest::Part::Last)
            request.from = part == FactsRequest::Part::Next ? m_model->fact(m_model->rowCount() - 1).key
                                                            : m_model->fact(0).key;
    }
    m_asked = part;
    m_progress.reset();
    m_since = std::chrono::steady_clock::now();
    showState();
    Q_EMIT searchRequested(request);
}

bool FactsPage::isSearching() const
{
    return m_asked || (m_answered && !m_count && !m_cancelled);
}

void FactsPage::cancelSearch()
{
    m_cancelled = true;
    m_asked.reset();
    m_progress.reset();
    Q_EMIT searchCancelled(++m_token);
    showState();
}

/// While something is searched and no job runs, Escape is ours before it is a shortcut of the window's.
bool FactsPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isSearching() && !isBusy() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return JobPage::event(event);
}

void FactsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isSearching())
        cancelSearch();
    else
        JobPage::keyPressEvent(event);
}

void FactsPage::showRows(const FactsAnswer &answer)
{
    if (answer.token != m_token)
        return;
    using Part = FactsRequest::Part;
    const bool first = answer.part == Part::First && !m_answered;
    if (first || answer.part == Part::Last) {
        m_model->clear();
        m_table->scrollToTop();
        m_atStart = answer.part == Part::First || answer.atEnd;
        m_atEnd = answer.part == Part::Last;
        m_before = answer.part == Part::First ? 0 : -1;
    }
    if (first) {
        m_answered = true;
        qCInfo(lcFacts, "first facts after %.1f ms", secondsSince(m_since) * 1000);
    }
    m_order = answer.order;
    m_model->setOrders(answer.orders);
    m_table->horizontalHeader()->setSortIndicator(FactTableModel::columnOf(m_order),
                                                  m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (answer.part == Part::Previous) {
        const int dropped = m_model->prepend(answer.rows);
        moveBy(int(answer.rows.size()));
        m_atEnd = m_atEnd && dropped == 0;
        m_atStart = m_atStart || (answer.complete && answer.atEnd);
        if (m_before >= 0)
            m_before -= qint64(answer.rows.size());
        if (m_atStart)
            m_before = 0;
    } else {
        const int dropped = m_model->append(answer.rows);
        moveBy(-dropped);
        m_atStart = m_atStart && dropped == 0;
        m_atEnd = m_atEnd || (answer.complete && answer.atEnd);
        if (m_before >= 0)
            m_before += dropped;
        if (answer.part == Part::Last)
            m_table->scrollToBottom();
    }
    if (answer.complete) {
        m_asked.reset();
        m_progress.reset();
    }
    showState();
    if (answer.complete)
        fetchAround();
}

/// Keeps the rows that are seen where they are while others come or go above them.
void FactsPage::moveBy(int rows)
{
    if (rows == 0)
        return;
    m_table->doItemsLayout(); // the scroll bar knows of the change
    QScrollBar *bar = m_table->verticalScrollBar();
    m_moving = true;
    bar->setValue(bar->value() + rows);
    m_moving = false;
}

void FactsPage::fetchAround()
{
    if (m_moving || m_asked || !m_answered || m_cancelled || m_due || m_model->rowCount() == 0)
        return;
    const int top = std::max(0, m_table->rowAt(0));
    int bottom = m_table->rowAt(m_table->viewport()->height() - 1);
    if (bottom < 0)
        bottom = m_model->rowCount() - 1;
    if (!m_atEnd && bottom + kAhead >= m_model->rowCount())
        ask(FactsRequest::Part::Next);
    else if (!m_atStart && top < kAhead)
        ask(FactsRequest::Part::Previous);
}

void FactsPage::showCount(const FactsCount &count)
{
    if (count.token != m_token)
        return;
    m_count = count;
    if (!m_asked)
        m_progress.reset();
    showState();
}

void FactsPage::showProgress(const FactsProgress &progress)
{
    if (progress.token != m_token)
        return;
    m_progress = progress;
    showState();
}

void FactsPage::showFailure(int token, const Error &error)
{
    if (token != m_token)
        return;
    m_error = error;
    m_asked.reset();
    m_progress.reset();
    m_cancelled = true; // nothing more is fetched for these rows
    showState();
}

void FactsPage::showState()
{
    const Format &format = catalogue().format();
    const int rows = m_model->rowCount();
    const bool counting = m_answered && !m_count && !m_cancelled && !m_error;
    const bool waits = m_asked || counting;
    const bool slow =
        waits && m_progress && secondsSince(m_since) > std::chrono::duration<double>(kPatience).count();

    QString caption;
    if (m_count)
        caption = (m_count->complete ? tr("%1 found") : tr("at least %1 found"))
                      .arg(format.count(m_count->matches));
    else if (counting)
        caption = m_progress ? tr("at least %1 found, counting…").arg(format.count(m_progress->matches))
                             : tr("counting…");
    if (!filtered() && m_count && m_count->complete)
        caption = tr("%1 in all").arg(format.count(m_count->matches));
    m_card->setCaption(caption);

    QString foot;
    if (slow) {
        const double fraction = m_progress->fraction;
        foot =
            m_progress->counting ? tr("Counting… %1 facts looked at.") : tr("Searching… %1 facts looked at.");
        foot = foot.arg(format.count(m_progress->examined));
        if (fraction > 0.02) {
            const double left = secondsSince(m_since) * (1 - fraction) / fraction;
            foot += QLatin1Char(' ') + tr("About %1 left.").arg(format.duration(left + 1));
        }
        foot += QLatin1Char(' ') + tr("Esc cancels.");
        m_bar->setRange(0, fraction < 0 ? 0 : 1000);
        m_bar->setValue(fraction < 0 ? 0 : int(fraction * 1000));
    } else if (m_error && rows > 0) {
        foot = catalogue().errorSummary(*m_error);
    } else if (m_cancelled && rows > 0) {
        foot = tr("The search was stopped. Press Enter in the search field to begin again.");
    } else if (rows > 0 && m_before >= 0) {
        foot = tr("Rows %1 to %2").arg(format.count(m_before + 1), format.count(m_before + rows));
        const auto chosen = m_table->selectionModel()->selectedRows().size();
        if (chosen > 1)
            foot += QStringLiteral(" · ") + tr("%1 selected").arg(format.count(chosen));
    } else if (rows > 0) {
        foot = tr("The last %1 rows").arg(format.count(rows));
    }
    m_foot->setText(foot);
    m_bar->setVisible(slow);

    QString empty;
    if (database().isEmpty())
        empty = tr("No knowledge base is open.");
    else if (rows > 0)
        empty = QString();
    else if (m_error)
        empty = catalogue().error(*m_error);
    else if (m_cancelled)
        empty = tr("The search was stopped. Press Enter in the search field to begin again.");
    else if (!m_answered || m_asked)
        empty = slow ? foot : tr("Searching…");
    else if (!filtered())
        empty = tr("There are no facts in this knowledge base yet.");
    else if (m_only->current() == 1)
        empty = tr("No statement stands twice.");
    else if (m_only->current() == 2)
        empty = tr("Every statement is well formed.");
    else
        empty = tr("No fact fits. Capitals count in patterns, in the predicate and in the subject.");
    m_card->setEmptyText(empty);

    m_clear->setEnabled(filtered());
    m_export->setEnabled(m_table->selectionModel()->hasSelection());
    if (rows == 0)
        m_details->setEmptyText(tr("Choose a fact to see all of it."));
}

void FactsPage::setDatabase(const QString &path)
{
    const bool other = path != database();
    JobPage::setDatabase(path);
    if (!other)
        return;
    Q_EMIT searchCancelled(++m_token); // an answer about the base before is none about this one
    m_model->clear();
    m_model->setOrders({});
    m_predicates->showSnapshot(nullptr);
    m_answered = false;
    m_cancelled = false;
    m_asked.reset();
    m_progress.reset();
    m_count.reset();
    m_error.reset();
    m_wanted.reset();
    m_descending = false;
    m_due = true;
    search();
}

void FactsPage::showSnapshot(const SnapshotPtr &snapshot)
{
    if (snapshot->sample.database.path == database())
        m_predicates->showSnapshot(snapshot);
}

void FactsPage::showJobReport(const QString &verb, const JobReport &report)
{
    JobPage::showJobReport(verb, report);
    // Also where it failed or was cancelled: what an import stored before stays.
    static const QStringList changing{QStringLiteral("import"), QStringLiteral("restore"),
                                      QStringLiteral("repair")};
    if (changing.contains(verb))
        search();
}

void FactsPage::showEvent(QShowEvent *event)
{
    JobPage::showEvent(event);
    if (m_due)
        search();
}

} // namespace hakgal
