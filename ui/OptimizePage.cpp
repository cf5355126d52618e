// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/OptimizePage.h"

#include "ui/AdviceCard.h"
#include "ui/CommandCard.h"
#include "ui/FiguresCard.h"
#include "ui/OptimizePlanModel.h"
#include "ui/PageHeader.h"
#include "ui/TabularText.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

const QString kTopic = QStringLiteral("optimize");

} // namespace

OptimizePage::OptimizePage(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : JobPage(theme, catalogue, tr("Optimize"), {QStringLiteral("optimize")}, parent),
      m_model(new OptimizePlanModel(catalogue, this)),
      m_again(new QPushButton(tr("&Plan again"), this)),
      m_run(new QPushButton(this)),
      m_card(new Card(theme, tr("Plan"), this)),
      m_table(new QTableView(this)),
      m_others(new QLabel(this)),
      m_warning(new QLabel(this)),
      m_figures(new FiguresCard(theme, catalogue, this)),
      m_advice(new AdviceCard(theme, this)),
      m_commands(new CommandCard(theme, this))
{
    setObjectName(QStringLiteral("optimizePage"));
    m_again->setObjectName(QStringLiteral("planAgain"));
    m_run->setObjectName(QStringLiteral("runSteps"));
    m_run->setProperty("accent", true);
    header()->addAction(m_again);
    header()->addAction(m_run);

    makeTable();
    m_card->setObjectName(QStringLiteral("planCard"));
    for (QLabel *label : {m_others, m_warning}) {
        Theme::style(label, TextStyle::Body, label == m_others ? Tone::Muted : Tone::Warning);
        label->setWordWrap(true);
        label->setContentsMargins(8, 0, 8, 0);
    }
    m_others->setObjectName(QStringLiteral("planOthers"));
    m_warning->setObjectName(QStringLiteral("planWarning"));
    m_card->body()->setSpacing(2 * layout::kStep);
    m_card->body()->addWidget(m_table);
    m_card->body()->addWidget(m_others);
    m_card->body()->addWidget(m_warning);
    column()->insertWidget(0, m_card);
    column()->addWidget(m_figures);
    column()->addWidget(m_advice);
    column()->addWidget(m_commands);
    column()->addStretch(1);

    connect(m_again, &QPushButton::clicked, this, &OptimizePage::makePlan);
    connect(m_run, &QPushButton::clicked, this, &OptimizePage::run);
    connect(m_commands, &CommandCard::commandChosen, this, &OptimizePage::runAlone);
    connect(m_model, &OptimizePlanModel::chosenChanged, this, [this] {
        showWarnings();
        updateActions();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &OptimizePage::fitPlan);
    updateActions();
}

void OptimizePage::makeTable()
{
    m_table->setObjectName(QStringLiteral("planTable"));
    m_table->setAccessibleName(tr("Plan"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new OptimizePlanDelegate(theme(), m_table));
    Theme::style(m_table);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *head = m_table->horizontalHeader();
    head->setMinimumSectionSize(32);
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(OptimizePlanModel::WhyColumn, QHeaderView::Stretch);
    double longest = layout::scaled(150);
    for (int step = 0; step <= int(OptimizeStep::Verify); ++step)
        longest = std::max(longest, tabular::width(Theme::font(TextStyle::Body),
                                                   catalogue().optimizeStep(OptimizeStep(step))));
    head->resizeSection(OptimizePlanModel::StepColumn, int(std::ceil(longest)) + 20);
    head->resizeSection(OptimizePlanModel::GainColumn, layout::scaled(140));
    head->resizeSection(OptimizePlanModel::TimeColumn, layout::scaled(90));
    head->resizeSection(OptimizePlanModel::SpaceColumn, layout::scaled(90));
    head->resizeSection(OptimizePlanModel::ChosenColumn, 40);
    // The column of sentences takes what is left, and how they wrap follows. Queued: while the header lays
    // its sections out, they are not yet as wide as they will be.
    connect(
        head, &QHeaderView::sectionResized, this,
        [this](int section) {
            if (section == OptimizePlanModel::WhyColumn)
                fitPlan();
        },
        Qt::QueuedConnection);
}

void OptimizePage::fitPlan()
{
    int height = layout::kRow + 2;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        int needed = layout::kRow;
        for (const int column : {OptimizePlanModel::WhyColumn, OptimizePlanModel::GainColumn})
            needed = std::max(needed,
                              OptimizePlanDelegate::heightFor(m_model->index(row, column).data().toString(),
                                                              m_table->columnWidth(column)));
        m_table->setRowHeight(row, needed);
        height += needed;
    }
    m_table->setFixedHeight(height);
}

void OptimizePage::showEvent(QShowEvent *event)
{
    JobPage::showEvent(event);
    if (!m_planned && !m_planning && m_failed.isEmpty())
        makePlan();
}

void OptimizePage::setDatabase(const QString &path)
{
    if (m_planning)
        Q_EMIT queryCancelRequested(kTopic);
    m_plan = {};
    m_planned = false;
    m_planning = false;
    m_failed.clear();
    m_model->setPlan({});
    m_advice->setAdvice({});
    m_figures->hide();
    JobPage::setDatabase(path);
    if (isVisible())
        makePlan();
}

void OptimizePage::makePlan()
{
    if (database().isEmpty() || m_planning || isBusy())
        return;
    m_planning = true;
    m_failed.clear();
    updateActions();
    QStringList arguments{QStringLiteral("optimize"), QStringLiteral("--dry-run")};
    Q_EMIT queryRequested(kTopic, arguments + m_commands->memoryOption());
}

void OptimizePage::showQueryProgress(const QString &topic, const JobProgress &progress)
{
    if (topic == kTopic && m_planning && !progress.message.isEmpty())
        header()->setCaption(progress.message);
}

void OptimizePage::showAnswer(const QString &topic, const JobReport &answer)
{
    if (topic != kTopic || !m_planning)
        return;
    m_planning = false;
    if (answer.state == JobState::Succeeded)
        showPlan(answer);
    else
        m_failed = answer.state == JobState::Cancelled ? tr("The plan was cancelled.")
                                                       : catalogue().error(answer.error);
    updateActions();
}

void OptimizePage::showPlan(const JobReport &answer)
{
    m_plan = optimizeFromJson(answer.result);
    m_planned = true;
    m_failed.clear();
    m_advice->setAdvice(m_plan.advice);
    m_card->setCaption(
        tr("made in %1, read-only")
            .arg(JobText(catalogue())
                     .seconds(answer.result.value(QLatin1String("duration_seconds")).toDouble())));
    m_model->setPlan(m_plan.plan);
}

void OptimizePage::showWarnings()
{
    DatabaseState state;
    // The plan is made by another process, to which this window is one more program.
    for (const Holder &holder : m_plan.others) {
        if (holder.pid != QCoreApplication::applicationPid())
            state.holders.push_back(holder);
    }
    state.holdersKnown = m_plan.othersKnown;
    m_others->setVisible(m_planned);
    m_others->setText(tr("Open in other programs: %1").arg(catalogue().holders(state)));

    QStringList words;
    const PlannedStep *vacuum = m_model->planned(OptimizeStep::Vacuum);
    if (vacuum && m_model->isChosen(OptimizeStep::Vacuum)) {
        words += vacuum->predictedSeconds
                     ? tr("While the file is compacted, programs that write wait, about %1 in all.")
                           .arg(JobText(catalogue()).seconds(std::max(0.1, *vacuum->predictedSeconds)))
                     : tr("While the file is compacted, programs that write wait.");
    }
    const PlannedStep *backup = m_model->planned(OptimizeStep::Backup);
    if (backup && backup->run && !m_model->isChosen(OptimizeStep::Backup))
        words += tr("Without the backup there is no way back to the file as it is now.");
    const PlannedStep *check = m_model->planned(OptimizeStep::Check);
    if (check && check->run && !m_model->isChosen(OptimizeStep::Check))
        words += tr("Without the check a damaged base is not noticed beforehand.");
    m_warning->setText(words.join(u'\n'));
    m_warning->setVisible(!words.isEmpty());
}

void OptimizePage::updateActions()
{
    if (database().isEmpty())
        m_card->setEmptyText(catalogue().error({ErrorCode::NothingConfigured, {}, {}, 0}));
    else if (!m_failed.isEmpty())
        m_card->setEmptyText(m_failed);
    else
        m_card->setEmptyText(m_planned ? QString() : tr("Looking at what could be gained…"));
    if (!m_planned)
        m_card->setCaption({});

    const auto steps = int(m_model->chosen().size());
    m_run->setText(tr("&Run %n step(s)", nullptr, steps));
    if (m_planning)
        header()->setCaption(tr("planning…"));
    else if (!m_planned)
        header()->setCaption({});
    else
        header()->setCaption(
            steps == 0 ? tr("nothing is chosen")
                       : tr("about %1 · nothing is changed before you press Run")
                             .arg(JobText(catalogue()).seconds(std::max(0.1, m_model->expectedSeconds()))));
    QString why = hindrance();
    if (why.isEmpty() && m_planning)
        why = tr("The plan is being made.");
    allow(m_again, isBusy() || m_planning ? why : database().isEmpty() ? hindrance() : QString());
    m_commands->setHindrance(hindrance());
    if (why.isEmpty() && !m_planned)
        why = tr("There is no plan yet.");
    if (why.isEmpty() && steps == 0)
        why = tr("Choose a step first.");
    allow(m_run, why);
}

void OptimizePage::run()
{
    const std::vector<OptimizeStep> steps = m_model->chosen();
    if (steps.empty() || !m_run->isEnabled())
        return;
    QStringList arguments;
    if (!m_model->isAsPlanned()) {
        QStringList names;
        for (const OptimizeStep step : steps)
            names += QLatin1String(stepName(step));
        arguments += {QStringLiteral("--only"), names.join(u',')};
        if (!m_model->isChosen(OptimizeStep::Backup))
            arguments += QStringLiteral("--no-backup");
    }
    request(steps, arguments);
}

void OptimizePage::runAlone(OptimizeStep step, bool backup)
{
    QStringList arguments{QStringLiteral("--only"), QLatin1String(stepName(step))};
    std::vector<OptimizeStep> steps{step};
    if (backup)
        steps.insert(steps.begin(), OptimizeStep::Backup);
    else
        arguments += QStringLiteral("--no-backup");
    request(steps, arguments);
}

void OptimizePage::request(const std::vector<OptimizeStep> &steps, const QStringList &arguments)
{
    if (!hindrance().isEmpty() || isBusy())
        return;
    m_asked = steps;
    m_figures->hide();
    Q_EMIT jobRequested(QStringList{QStringLiteral("optimize")} + arguments + m_commands->memoryOption());
}

std::vector<JobStepModel::Step> OptimizePage::stepsOf(const QString &) const
{
    std::vector<JobStepModel::Step> steps;
    for (const OptimizeStep step : m_asked)
        steps.push_back({QLatin1String(stepName(step)), catalogue().optimizeStep(step)});
    return steps;
}

QString OptimizePage::jobEnded(const QString &, const JobReport &report)
{
    m_asked.clear();
    const OptimizeReport done = optimizeFromJson(report.result);
    m_figures->showReport(done);
    // The base is another one now; what is left to gain is told at once.
    QMetaObject::invokeMethod(this, &OptimizePage::makePlan, Qt::QueuedConnection);
    if (report.state != JobState::Succeeded)
        return {};
    QStringList words;
    if (done.after) {
        const qint64 gained = done.before.databaseBytes - done.after->databaseBytes;
        const Format &format = catalogue().format();
        if (gained > 0)
            words += tr("Optimized: the file is %1 smaller.").arg(format.bytes(double(gained)));
        else
            words += tr("Optimized.");
    }
    using Outcome = OptimizeReport::Ran::Result;
    for (const OptimizeReport::Ran &ran : done.steps) {
        if (ran.result == Outcome::Partial)
            words += tr("\"%1\" was done in part, since other programs were at work.")
                         .arg(catalogue().optimizeStep(ran.step));
    }
    return words.join(u' ');
}

} // namespace hakgal
