// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/JobPanel.h"

#include <QAccessible>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace hakgal {

namespace {

constexpr int kBar = 1000; ///< steps of the bar
constexpr int kTickMs = 100;

} // namespace

JobPanel::JobPanel(const Theme &theme, const Catalogue &catalogue, Clock clock, QWidget *parent)
    : Card(theme, {}, parent),
      m_text(catalogue),
      m_clock(std::move(clock)),
      m_steps(new JobStepModel([text = m_text](double seconds) { return text.seconds(seconds); }, this)),
      m_note(new QLabel(this)),
      m_cancel(new QPushButton(tr("&Cancel"), this)),
      m_bar(new QProgressBar(this)),
      m_table(new QTableView(this)),
      m_outcome(new QLabel(this)),
      m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("jobPanel"));
    Theme::style(m_note, TextStyle::Small, Tone::Muted);
    m_note->setObjectName(QStringLiteral("jobNote"));
    m_cancel->setObjectName(QStringLiteral("jobCancel"));
    addToHeader(m_note);
    addToHeader(m_cancel);

    m_bar->setObjectName(QStringLiteral("jobBar"));
    m_bar->setRange(0, kBar);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);

    m_table->setObjectName(QStringLiteral("jobSteps"));
    m_table->setAccessibleName(tr("Steps of the job"));
    m_table->setModel(m_steps);
    m_table->setItemDelegate(new JobStepDelegate(theme, m_table));
    Theme::style(m_table);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = m_table->horizontalHeader();
    header->hide();
    header->setMinimumSectionSize(20);
    header->setSectionResizeMode(JobStepModel::MarkColumn, QHeaderView::Fixed);
    header->resizeSection(JobStepModel::MarkColumn, 32);
    header->setSectionResizeMode(JobStepModel::TextColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(JobStepModel::SecondsColumn, QHeaderView::Fixed);
    header->resizeSection(JobStepModel::SecondsColumn, layout::scaled(110));

    Theme::style(m_outcome, TextStyle::Body);
    m_outcome->setObjectName(QStringLiteral("jobOutcome"));
    m_outcome->setWordWrap(true);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_outcome->hide();

    body()->setSpacing(2 * layout::kStep);
    body()->addWidget(m_bar);
    body()->addWidget(m_table);
    body()->addWidget(m_outcome);

    m_timer->setInterval(kTickMs);
    connect(m_timer, &QTimer::timeout, this, &JobPanel::showTime);
    connect(m_cancel, &QPushButton::clicked, this, &JobPanel::cancel);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_steps, signal, this, &JobPanel::fitSteps);
    connect(m_steps, &QAbstractItemModel::modelReset, this, &JobPanel::fitSteps);
    fitSteps();
    showCancel();
}

void JobPanel::begin(const QString &verb, const Instant &since)
{
    begin(verb, since, m_text.title(verb), m_text.steps(verb));
}

void JobPanel::begin(const QString &verb, const Instant &since, const QString &title,
                     const std::vector<JobStepModel::Step> &steps)
{
    m_verb = verb;
    m_since = since;
    m_toldAt = since;
    m_progress = {};
    m_running = true;
    m_cancelAsked = false;
    setTitle(title);
    m_bar->setAccessibleName(title);
    m_bar->setValue(0);
    m_bar->show();
    m_steps->begin(steps);
    m_outcome->hide();
    m_outcome->clear();
    m_timer->start();
    showCancel();
    showTime();
}

void JobPanel::showProgress(const JobProgress &progress)
{
    if (!m_running)
        return;
    m_toldAt = m_clock();
    m_progress = progress;
    m_bar->setValue(std::max(m_bar->value(), int(progress.done * kBar)));
    m_steps->follow(progress, m_toldAt);
    showCancel();
    showTime();
}

void JobPanel::showReport(const JobReport &report, const QString &words)
{
    if (!m_running)
        return;
    m_running = false;
    m_timer->stop();
    const bool well = report.state == JobState::Succeeded;
    const Instant now = m_clock();
    m_steps->end(well, now);
    if (well)
        m_bar->setValue(kBar);
    Theme::style(m_outcome, TextStyle::Body,
                 report.state == JobState::Failed ? Tone::Critical : Tone::Normal);
    m_outcome->setText(words.isEmpty() ? m_text.outcome(m_verb, report) : words);
    m_outcome->show();
    setTitle(m_text.name(m_verb));
    setCaption(tr("took %1").arg(m_text.seconds(seconds(now.steady - m_since.steady))));
    showCancel();
    QAccessibleEvent told(m_outcome, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

void JobPanel::cancel()
{
    if (!m_running || m_cancelAsked || !m_progress.cancellable)
        return;
    m_cancelAsked = true;
    showCancel();
    Q_EMIT cancelRequested();
}

void JobPanel::showCancel()
{
    m_note->setVisible(m_running);
    m_cancel->setVisible(m_running);
    const bool can = m_running && m_progress.cancellable;
    m_cancel->setEnabled(can && !m_cancelAsked);
    QString note;
    if (!can)
        note = m_progress.message.isEmpty() ? tr("It cannot be cancelled now") : m_progress.message;
    else
        note = m_cancelAsked ? tr("Cancelling…") : m_text.cancelNote(m_verb);
    if (m_note->text() == note)
        return;
    m_note->setText(note);
    m_cancel->setAccessibleDescription(note);
    m_cancel->setToolTip(Theme::toolTip(note));
}

void JobPanel::showTime()
{
    if (!m_running)
        return;
    const Instant now = m_clock();
    std::optional<double> left = m_progress.secondsLeft;
    if (left)
        left = *left - seconds(now.steady - m_toldAt.steady);
    setCaption(m_text.timing(seconds(now.steady - m_since.steady), left));
}

void JobPanel::fitSteps()
{
    const int rows = m_steps->rowCount();
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(rows * layout::kRow);
}

} // namespace hakgal
