// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/scale/ScaleReport.h"
#include "ui/JobPage.h"

class QLabel;
class QPushButton;
class QTimer;

#include <optional>

namespace hakgal {

class CurveChart;
class FittedTable;
class ScaleForm;
class ScalePromiseModel;
class ScaleSizeModel;

/// The scale test: what it shall measure and will need, its progress size by size, and what came of it:
/// table, curves, the promises, and the change against the run before. Works without a knowledge base too, on
/// made-up facts. What it needs is asked for when the page is shown and whenever a parameter changes; the
/// answer brings the last result, which is shown until there is a newer one.
class ScaleTestPage : public JobPage
{
    Q_OBJECT
public:
    ScaleTestPage(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void setDatabase(const QString &path) override;
    void showSnapshot(const SnapshotPtr &snapshot) override;
    void showAnswer(const QString &topic, const JobReport &answer) override;

    /// Writes what is shown as CSV.
    Result<void> exportTo(const QString &path) const;

protected:
    void showEvent(QShowEvent *event) override;
    void updateActions() override;
    std::vector<JobStepModel::Step> stepsOf(const QString &verb) const override;
    void jobProgressed(const JobProgress &progress) override;
    QString jobEnded(const QString &verb, const JobReport &report) override;

private:
    void makeResults();
    void ask();
    void run();
    void showReport(const ScaleReport &report);
    void showSizes();
    void showChanges(const QJsonObject &result);
    void exportAsked();
    QString whyNot() const;

    ScaleForm *m_form;
    QPushButton *m_run;
    QPushButton *m_copy;
    QPushButton *m_export;
    Card *m_card;
    FittedTable *m_table;
    ScaleSizeModel *m_sizes;
    QWidget *m_charts;
    CurveChart *m_latency;
    CurveChart *m_inserts;
    Card *m_promiseCard;
    FittedTable *m_promiseTable;
    ScalePromiseModel *m_promises;
    Card *m_changeCard;
    QLabel *m_changes;
    QTimer *m_askLater;

    std::optional<qint64> m_ownFacts; ///< what the base holds already
    ScaleReport m_report;             ///< what is shown
    bool m_asked = false;             ///< a run was asked for and has told nothing yet
    bool m_known = false;             ///< what it needs is known for what is chosen
    QString m_cannot;                 ///< why it cannot run so
};

} // namespace hakgal
