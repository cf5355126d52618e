// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/JobPage.h"

#include "ui/PageHeader.h"
#include "ui/PageScroll.h"

#include <QAction>
#include <QVBoxLayout>

namespace hakgal {

JobPage::JobPage(const Theme &theme, const Catalogue &catalogue, const QString &title,
                 const QStringList &verbs, QWidget *parent)
    : Page(parent),
      m_theme(theme),
      m_catalogue(catalogue),
      m_verbs(verbs),
      m_header(new PageHeader(title, this)),
      m_panel(new JobPanel(theme, catalogue, &Instant::now, this))
{
    auto *scroll = new PageScroll(this);
    m_column = scroll->column();
    m_column->addWidget(m_panel);
    m_panel->hide();

    auto *head = new QVBoxLayout;
    head->setContentsMargins(layout::kMargin, 16, layout::kMargin, 0);
    head->addWidget(m_header);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(layout::kGap);
    all->addLayout(head);
    all->addWidget(scroll, 1);

    auto *escape = new QAction(tr("Cancel the job"), this);
    escape->setShortcut(Qt::Key_Escape);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(escape);
    connect(escape, &QAction::triggered, m_panel, &JobPanel::cancel);
    connect(m_panel, &JobPanel::cancelRequested, this, &JobPage::cancelAsked);
}

void JobPage::setDatabase(const QString &path)
{
    m_database = path;
    if (!m_panel->isRunning())
        m_panel->hide();
    updateActions();
}

void JobPage::setHindrance(const QString &why)
{
    if (m_hindrance == why)
        return;
    m_hindrance = why;
    updateActions();
}

void JobPage::showJobStarted(const QString &verb, const Instant &since)
{
    if (!m_verbs.contains(verb))
        return;
    m_panel->begin(verb, since, JobText(m_catalogue).title(verb), stepsOf(verb));
    m_panel->show();
    updateActions();
}

void JobPage::showJobProgress(const JobProgress &progress)
{
    if (!m_panel->isRunning())
        return;
    m_panel->showProgress(progress);
    jobProgressed(progress);
}

void JobPage::showJobReport(const QString &verb, const JobReport &report)
{
    if (!m_verbs.contains(verb) || !m_panel->isRunning())
        return;
    m_panel->showReport(report, jobEnded(verb, report));
    updateActions();
}

void JobPage::showQueryProgress(const QString &, const JobProgress &) {}

void JobPage::showAnswer(const QString &, const JobReport &) {}

void JobPage::cancelAsked()
{
    Q_EMIT jobCancelRequested();
}

std::vector<JobStepModel::Step> JobPage::stepsOf(const QString &verb) const
{
    return JobText(m_catalogue).steps(verb);
}

QString JobPage::jobEnded(const QString &, const JobReport &)
{
    return {};
}

void JobPage::allow(QWidget *button, const QString &why) const
{
    button->setEnabled(why.isEmpty());
    button->setToolTip(Theme::toolTip(why));
    button->setAccessibleDescription(why);
}

} // namespace hakgal
