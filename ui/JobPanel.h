// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "ui/Card.h"
#include "ui/JobText.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QTimer;

namespace hakgal {

/// A job as it runs and how it ended: title, time, bar, steps, Cancel and the last line. Value-driven; the
/// same on every page. GUI thread.
class JobPanel : public Card
{
    Q_OBJECT
public:
    JobPanel(const Theme &theme, const Catalogue &catalogue, Clock clock = &Instant::now,
             QWidget *parent = nullptr);

    /// A job of this verb began at that moment. Clears what was shown.
    void begin(const QString &verb, const Instant &since);
    /// The same with a title and steps that the page knows better.
    void begin(const QString &verb, const Instant &since, const QString &title,
               const std::vector<JobStepModel::Step> &steps);
    void showProgress(const JobProgress &progress);
    /// The end. `words`: how it ended, where the page can say it better than JobText::outcome().
    void showReport(const JobReport &report, const QString &words = {});

    bool isRunning() const { return m_running; }
    /// Presses Cancel, if it can be pressed.
    void cancel();

Q_SIGNALS:
    void cancelRequested();

private:
    void showCancel();
    void showTime();
    void fitSteps();

    JobText m_text;
    Clock m_clock;
    JobStepModel *m_steps;
    QLabel *m_note;
    QPushButton *m_cancel;
    QProgressBar *m_bar;
    QTableView *m_table;
    QLabel *m_outcome;
    QTimer *m_timer;

    QString m_verb;
    Instant m_since;
    JobProgress m_progress;
    Instant m_toldAt; ///< when m_progress came
    bool m_running = false;
    bool m_cancelAsked = false;
};

} // namespace hakgal
