// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WindowJobs.h"

#include "ui/ExportDialog.h"
#include "ui/ImportDialog.h"
#include "ui/JobPage.h"
#include "ui/JobText.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace hakgal {

WindowJobs::WindowJobs(const Catalogue &catalogue, QWidget &window)
    : QObject(&window), m_catalogue(catalogue), m_window(window)
{
}

void WindowJobs::add(JobPage *page)
{
    connect(page, &JobPage::jobRequested, this, &WindowJobs::requested);
    connect(page, &JobPage::jobCancelRequested, this, &WindowJobs::cancelRequested);
    connect(page, &JobPage::queryRequested, this, &WindowJobs::queryRequested);
    connect(page, &JobPage::queryCancelRequested, this, &WindowJobs::queryCancelRequested);
    connect(this, &WindowJobs::started, page, &JobPage::showJobStarted);
    connect(this, &WindowJobs::progressed, page, &JobPage::showJobProgress);
    connect(this, &WindowJobs::reported, page, &JobPage::showJobReport);
    connect(this, &WindowJobs::queryProgressed, page, &JobPage::showQueryProgress);
    connect(this, &WindowJobs::answered, page, &JobPage::showAnswer);
    connect(this, &WindowJobs::hindranceChanged, page, &JobPage::setHindrance);
    page->setHindrance(hindrance());
    if (m_job) {
        page->showJobStarted(m_job->verb, m_job->since);
        page->showJobProgress(m_job->progress);
    }
}

void WindowJobs::add(ImportDialog *dialog)
{
    connect(dialog, &ImportDialog::jobRequested, this, &WindowJobs::requested);
    connect(dialog, &ImportDialog::queryRequested, this, &WindowJobs::queryRequested);
    connect(dialog, &ImportDialog::queryCancelRequested, this, &WindowJobs::queryCancelRequested);
    connect(this, &WindowJobs::answered, dialog, &ImportDialog::showAnswer);
    connect(this, &WindowJobs::hindranceChanged, dialog, &ImportDialog::setHindrance);
    dialog->setHindrance(hindrance());
}

void WindowJobs::add(ExportDialog *dialog)
{
    connect(dialog, &ExportDialog::jobRequested, this, &WindowJobs::requested);
    connect(this, &WindowJobs::hindranceChanged, dialog, &ExportDialog::setHindrance);
    dialog->setHindrance(hindrance());
}

void WindowJobs::setDatabase(const QString &path)
{
    if (path == m_database)
        return;
    m_database = path;
    showHindrance();
}

QString WindowJobs::running() const
{
    return m_job ? m_job->verb : QString();
}

QStringList WindowJobs::footer() const
{
    const JobText text(m_catalogue);
    QStringList lines;
    if (m_job)
        lines += text.footer(m_job->verb, m_job->progress);
    else if (m_owner)
        lines += text.busy(*m_owner);
    if (m_job && m_quitWhenDone)
        lines += tr("quits when it is done");
    return lines;
}

QString WindowJobs::hindrance() const
{
    const JobText text(m_catalogue);
    if (m_job)
        return text.busy(m_job->verb);
    if (m_owner)
        return text.busy(*m_owner);
    return m_database.isEmpty() ? m_catalogue.errorSummary({ErrorCode::NothingConfigured, {}, {}, 0})
                                : QString();
}

void WindowJobs::showHindrance()
{
    Q_EMIT hindranceChanged(hindrance());
}

void WindowJobs::showStarted(const QString &verb)
{
    m_job = Running{verb, Instant::now(), {}};
    m_quitWhenDone = false;
    showHindrance();
    Q_EMIT started(verb, m_job->since);
    Q_EMIT changed();
    Q_EMIT holdChanged(JobText(m_catalogue).busy(verb));
}

void WindowJobs::showProgress(const JobProgress &progress)
{
    if (!m_job)
        return;
    m_job->progress = progress;
    Q_EMIT progressed(progress);
    Q_EMIT changed();
    showQuestion();
}

void WindowJobs::showReport(const QString &verb, const JobReport &report)
{
    if (!m_job)
        return;
    m_job.reset();
    m_owner.reset(); // it was ours; if another has it by now, we are told
    showHindrance();
    Q_EMIT reported(verb, report);
    Q_EMIT ended();
    Q_EMIT changed();
    Q_EMIT holdChanged({});
    if (m_question)
        m_question->reject();
    // A failure has to be read first.
    if (m_quitWhenDone && report.state != JobState::Failed)
        QTimer::singleShot(0, this, &WindowJobs::quitWanted);
    m_quitWhenDone = false;
}

void WindowJobs::showLease(const std::optional<Lease::Owner> &owner)
{
    m_owner = owner;
    showHindrance();
    Q_EMIT changed();
}

bool WindowJobs::holdsSession()
{
    if (!m_job)
        return false;
    ask();
    return true;
}

void WindowJobs::ask()
{
    if (m_question) {
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("HAK/GAL Optimizer"), QString(),
                                QMessageBox::NoButton, &m_window);
    m_question = box;
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
        Q_EMIT cancelRequested();
    });
    connect(wait, &QPushButton::clicked, this, [this] { m_quitWhenDone = true; });
    connect(stay, &QPushButton::clicked, this, [this] { m_quitWhenDone = false; });
    connect(box, &QDialog::finished, this, &WindowJobs::changed);
    showQuestion();
    box->open();
}

void WindowJobs::showQuestion()
{
    if (!m_question || !m_job)
        return;
    const JobText text(m_catalogue);
    const JobProgress &progress = m_job->progress;
    m_question->setText(text.busy(m_job->verb));
    QString more = text.footer(m_job->verb, progress);
    if (progress.secondsLeft)
        more = tr("%1, about %2 left.")
                   .arg(more, m_catalogue.format().duration(std::max(1.0, *progress.secondsLeft)));
    if (progress.cancellable)
        more += u'\n' + tr("%1.").arg(text.cancelNote(m_job->verb));
    else if (!progress.message.isEmpty())
        more += u'\n' + tr("It cannot be cancelled now: %1").arg(progress.message);
    m_question->setInformativeText(more);
    if (auto *cancel = m_question->findChild<QPushButton *>(QStringLiteral("cancelAndQuit")))
        cancel->setEnabled(progress.cancellable);
}

} // namespace hakgal
