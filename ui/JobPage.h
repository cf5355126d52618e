// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/JobPanel.h"
#include "ui/Page.h"

#include <QStringList>

class QVBoxLayout;

namespace hakgal {

class PageHeader;

/// A page that starts jobs: header, a column of cards that scrolls, and a JobPanel that shows the jobs of its
/// verbs. It asks with jobRequested() and is told what comes of it by the calls below, which the window makes
/// for every job, whoever asked. Questions that only read run as children too: queryRequested(), answered by
/// showAnswer(). Nothing here touches a file. GUI thread.
class JobPage : public Page
{
    Q_OBJECT
public:
    /// Another knowledge base than before (empty: none): what was shown of the last one is forgotten.
    void setDatabase(const QString &path) override;

    /// Why no job can be started now, in a sentence; empty: one can.
    void setHindrance(const QString &why);

    void showJobStarted(const QString &verb, const Instant &since);
    void showJobProgress(const JobProgress &progress);
    virtual void showJobReport(const QString &verb, const JobReport &report);
    /// How far a question of this page is, and its answer.
    virtual void showQueryProgress(const QString &topic, const JobProgress &progress);
    virtual void showAnswer(const QString &topic, const JobReport &answer);

Q_SIGNALS:
    void jobRequested(const QStringList &verbAndArguments);
    void jobCancelRequested();
    /// A verb that only reads. A newer question of the same topic replaces an older one, which then gets no
    /// answer.
    void queryRequested(const QString &topic, const QStringList &verbAndArguments);
    void queryCancelRequested(const QString &topic);

protected:
    /// `verbs`: whose jobs the panel shows.
    JobPage(const Theme &theme, const Catalogue &catalogue, const QString &title, const QStringList &verbs,
            QWidget *parent);

    PageHeader *header() const { return m_header; }
    /// Where cards go; the panel is a widget of it already, hidden until a job of this page runs.
    QVBoxLayout *column() const { return m_column; }
    JobPanel *panel() const { return m_panel; }
    const QString &database() const { return m_database; }
    const QString &hindrance() const { return m_hindrance; }
    /// A job of this page runs.
    bool isBusy() const { return m_panel->isRunning(); }

    const Theme &theme() const { return m_theme; }
    const Catalogue &catalogue() const { return m_catalogue; }

    /// Cancel was pressed in the panel, or Escape: jobCancelRequested() where nothing else is said.
    virtual void cancelAsked();
    /// Something changed that says which buttons can be pressed.
    virtual void updateActions() {}
    /// The steps of a job of this page, where it knows more than JobText.
    virtual std::vector<JobStepModel::Step> stepsOf(const QString &verb) const;
    /// A line of progress of a job of this page.
    virtual void jobProgressed(const JobProgress &) {}
    /// A job of this page ended. Returns how, in words; empty: those of JobText.
    virtual QString jobEnded(const QString &verb, const JobReport &report);

    /// Enables a button of a job, or says why not where one points at it.
    void allow(QWidget *button, const QString &why) const;

private:
    const Theme &m_theme;
    Catalogue m_catalogue;
    QStringList m_verbs;
    PageHeader *m_header;
    QVBoxLayout *m_column = nullptr;
    JobPanel *m_panel;
    QString m_database;
    QString m_hindrance;
};

} // namespace hakgal
