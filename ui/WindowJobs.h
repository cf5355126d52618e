// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/JobRunner.h"
#include "core/maintenance/Lease.h"
#include "core/text/Catalogue.h"

#include <QObject>
#include <QPointer>

#include <optional>

class QMessageBox;

namespace hakgal {

class ExportDialog;
class ImportDialog;
class JobPage;

/// The jobs of a window: what is told of them goes on to every page and dialog that shows or starts one, what
/// these ask goes out by signals, and before the program ends the operator is asked what shall become of the
/// job that runs. Knows no engine. GUI thread.
class WindowJobs : public QObject
{
    Q_OBJECT
public:
    /// `window`: whose question it is.
    WindowJobs(const Catalogue &catalogue, QWidget &window);

    void add(JobPage *page);
    void add(ImportDialog *dialog);
    void add(ExportDialog *dialog);

    /// The base that jobs would be for; empty: none.
    void setDatabase(const QString &path);

    /// The verb of our job that runs; empty: none does.
    QString running() const;
    /// What the rail says of jobs, a line each.
    QStringList footer() const;

    /// The desktop's session ends. True where a job of ours runs: then the end has to wait, and the operator
    /// is asked.
    bool holdsSession();

public Q_SLOTS:
    /// A job of ours began; how far it is; how it ended.
    void showStarted(const QString &verb);
    void showProgress(const hakgal::JobProgress &progress);
    void showReport(const QString &verb, const hakgal::JobReport &report);
    /// Who runs a job on this base, ours included; empty: nobody.
    void showLease(const std::optional<hakgal::Lease::Owner> &owner);

Q_SIGNALS:
    /// A verb of hakgalctl that changes something, with its arguments. Never while a job of ours runs.
    void requested(const QStringList &verbAndArguments);
    void cancelRequested();
    /// A verb that only reads. A newer question of the same topic replaces an older one.
    void queryRequested(const QString &topic, const QStringList &verbAndArguments);
    void queryCancelRequested(const QString &topic);

    /// How far a question is, and the answer to queryRequested(): whoever has them emits these.
    void queryProgressed(const QString &topic, const hakgal::JobProgress &progress);
    void answered(const QString &topic, const hakgal::JobReport &answer);

    /// Why the session or computer must not end now; empty: it may.
    void holdChanged(const QString &why);
    /// footer() says something else.
    void changed();
    /// A job of ours ended, and every page knows.
    void ended();
    /// The operator wanted to leave once the job is done, and it is.
    void quitWanted();

    /// To pages and dialogs.
    void started(const QString &verb, const hakgal::Instant &since);
    void progressed(const hakgal::JobProgress &progress);
    void reported(const QString &verb, const hakgal::JobReport &report);
    void hindranceChanged(const QString &why);

private:
    struct Running
    {
        QString verb;
        Instant since;
        JobProgress progress;
    };

    QString hindrance() const;
    void showHindrance();
    void ask();
    void showQuestion();

    Catalogue m_catalogue;
    QWidget &m_window;
    QString m_database;
    std::optional<Running> m_job;        ///< ours
    std::optional<Lease::Owner> m_owner; ///< anybody's
    bool m_quitWhenDone = false;
    QPointer<QMessageBox> m_question; ///< what shall become of the job when we leave
};

} // namespace hakgal
