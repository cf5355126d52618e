// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow does about jobs: passes them to the pages, shows that one runs, and asks before it leaves.
#include "ui/AuditPage.h"
#include "ui/BackupsPage.h"
#include "ui/ExportDialog.h"
#include "ui/ImportDialog.h"
#include "ui/JobText.h"
#include "ui/MainWindow.h"
#include "ui/NavigationRail.h"

#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>

namespace hakgal {

void MainWindow::connectJobPage(JobPage *page)
{
    connect(page, &JobPage::jobRequested, this, &MainWindow::jobRequested);
    connect(page, &JobPage::jobCancelRequested, this, &MainWindow::jobCancelRequested);
    connect(page, &JobPage::queryRequested, this, &MainWindow::queryRequested);
    connect(page, &JobPage::queryCancelRequested, this, &MainWindow::queryCancelRequested);
    page->setHindrance(hindrance());
    if (m_job) {
        page->showJobStarted(m_job->verb, m_job->since);
        page->showJobProgress(m_job->progress);
    }
}

QString MainWindow::hindrance() const
{
    const JobText text(m_catalogue);
    if (m_job)
        return text.busy(m_job->verb);
    if (m_leaseOwner)
        return text.busy(*m_leaseOwner);
    return (m_snapshot ? m_snapshot->sample.database.path : m_settings.databasePath).isEmpty()
               ? m_catalogue.errorSummary({ErrorCode::NothingConfigured, {}, {}, 0})
               : QString();
}

void MainWindow::showHindrance()
{
    const QString why = hindrance();
    for (JobPage *page : m_jobPages)
        page->setHindrance(why);
    if (m_import)
        m_import->setHindrance(why);
    if (m_export)
        m_export->setHindrance(why);
}

void MainWindow::showJobStarted(const QString &verb)
{
    m_job = RunningJob{verb, Instant::now(), {}};
    m_quitWhenDone = false;
    showHindrance();
    for (JobPage *page : m_jobPages)
        page->showJobStarted(verb, m_job->since);
    showFooter();
    Q_EMIT jobHoldChanged(JobText(m_catalogue).busy(verb));
}

void MainWindow::showJobProgress(const JobProgress &progress)
{
    if (!m_job)
        return;
    m_job->progress = progress;
    for (JobPage *page : m_jobPages)
        page->showJobProgress(progress);
    showFooter();
    showJobQuestion();
}

void MainWindow::showJobReport(const QString &verb, const JobReport &report)
{
    if (!m_job)
        return;
    m_job.reset();
    m_leaseOwner.reset(); // it was ours; if another has it by now, we are told
    showHindrance();
    for (JobPage *page : m_jobPages)
        page->showJobReport(verb, report);
    if (m_audit)
        m_audit->refresh();
    showFooter();
    Q_EMIT jobHoldChanged({});
    if (m_jobQuestion)
        m_jobQuestion->reject();
    // A failure has to be read first.
    if (m_quitWhenDone && report.state != JobState::Failed)
        QTimer::singleShot(0, this, &MainWindow::quit);
    m_quitWhenDone = false;
}

void MainWindow::showQueryProgress(const QString &topic, const JobProgress &progress)
{
    for (JobPage *page : m_jobPages)
        page->showQueryProgress(topic, progress);
}

void MainWindow::showAnswer(const QString &topic, const JobReport &answer)
{
    for (JobPage *page : m_jobPages)
        page->showAnswer(topic, answer);
    if (m_import)
        m_import->showAnswer(topic, answer);
}

void MainWindow::showLease(const std::optional<Lease::Owner> &owner)
{
    m_leaseOwner = owner;
    showHindrance();
    showFooter();
}

void MainWindow::showBackups(const BackupList &list)
{
    const auto backups = m_pages.find(QStringLiteral("backups"));
    if (backups != m_pages.end())
        static_cast<BackupsPage *>(backups->second)->showBackups(list);
}

void MainWindow::showMaintenance(const MaintenanceFactsPtr &facts)
{
    std::vector<ChartMarker> markers;
    if (facts) {
        const JobText text(m_catalogue);
        for (const FinishedJob &job : facts->finished) {
            // A diagnosis changes nothing that a chart could show.
            if (job.operation != QLatin1String("diagnose"))
                markers.push_back({job.atMs, text.name(job.operation)});
        }
    }
    setMarkers(std::move(markers));
}

void MainWindow::showAudit(int token, const std::vector<AuditEntry> &rows, const std::optional<Error> &error)
{
    if (m_audit)
        m_audit->setAudit(token, rows, error);
}

bool MainWindow::holdsSession()
{
    if (!m_job)
        return false;
    askAboutJob();
    return true;
}

void MainWindow::askAboutJob()
{
    if (m_jobQuestion) {
        m_jobQuestion->raise();
        m_jobQuestion->activateWindow();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("HAK/GAL Optimizer"), QString(),
                                QMessageBox::NoButton, this);
    m_jobQuestion = box;
    box->setObjectName(QStringLiteral("jobQuestion"));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *cancel = box->addButton(tr("&Cancel it and quit"), QMessageBox::DestructiveRole);
    cancel->setObjectName(QStringLiteral("cancelAndQuit"));
    QPushButton *wait = box->addButton(tr("&Quit when it is done"), QMessageBox::AcceptRole);
    wait->setObjectName(QStringLiteral("quitWhenDone"));
    QPushButton *stay = box->addButton(tr("&Keep the window open"), QMessageBox::RejectRole);
    stay->setObjectName(QStringLiteral("keepOpen"));
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_quitWhenDone = true;
        Q_EMIT jobCancelRequested();
    });
    connect(wait, &QPushButton::clicked, this, [this] { m_quitWhenDone = true; });
    connect(stay, &QPushButton::clicked, this, [this] { m_quitWhenDone = false; });
    connect(box, &QDialog::finished, this, &MainWindow::showFooter);
    showJobQuestion();
    box->open();
}

void MainWindow::showJobQuestion()
{
    if (!m_jobQuestion || !m_job)
        return;
    const JobText text(m_catalogue);
    const JobProgress &progress = m_job->progress;
    m_jobQuestion->setText(text.busy(m_job->verb));
    QString more = text.footer(m_job->verb, progress);
    if (progress.secondsLeft)
        more = tr("%1, about %2 left.")
                   .arg(more, m_catalogue.format().duration(std::max(1.0, *progress.secondsLeft)));
    if (progress.cancellable)
        more += u'\n' + tr("%1.").arg(text.cancelNote(m_job->verb));
    else if (!progress.message.isEmpty())
        more += u'\n' + tr("It cannot be cancelled now: %1").arg(progress.message);
    m_jobQuestion->setInformativeText(more);
    if (auto *cancel = m_jobQuestion->findChild<QPushButton *>(QStringLiteral("cancelAndQuit")))
        cancel->setEnabled(progress.cancellable);
}

} // namespace hakgal
