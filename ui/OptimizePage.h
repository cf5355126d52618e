// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "ui/JobPage.h"

class QLabel;
class QPushButton;
class QTableView;

namespace hakgal {

class AdviceCard;
class CommandCard;
class FiguresCard;
class OptimizePlanModel;

/// Optimize: a plan before anything runs, the chosen steps as a job, and what it bought. The plan is asked
/// for when the page is first shown for a base, after each job, and with "Plan again".
class OptimizePage : public JobPage
{
    Q_OBJECT
public:
    OptimizePage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void setDatabase(const QString &path) override;
    void showQueryProgress(const QString &topic, const JobProgress &progress) override;
    void showAnswer(const QString &topic, const JobReport &answer) override;

protected:
    void showEvent(QShowEvent *event) override;
    void updateActions() override;
    std::vector<JobStepModel::Step> stepsOf(const QString &verb) const override;
    QString jobEnded(const QString &verb, const JobReport &report) override;

private:
    void makeTable();
    void makePlan();
    void showPlan(const JobReport &answer);
    void showWarnings();
    void fitPlan();
    void run();
    void runAlone(OptimizeStep step, bool backup);
    void request(const std::vector<OptimizeStep> &steps, const QStringList &arguments);

    OptimizePlanModel *m_model;
    QPushButton *m_again;
    QPushButton *m_run;
    Card *m_card;
    QTableView *m_table;
    QLabel *m_others;
    QLabel *m_warning;
    FiguresCard *m_figures;
    AdviceCard *m_advice;
    CommandCard *m_commands;

    OptimizeReport m_plan;
    bool m_planned = false;            ///< m_plan is of this base
    bool m_planning = false;           ///< the question is open
    QString m_failed;                  ///< why there is no plan
    std::vector<OptimizeStep> m_asked; ///< the steps of the job that was asked for last
};

} // namespace hakgal
