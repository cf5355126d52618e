// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "ui/JobPage.h"
#include "ui/RepairText.h"

#include <QMessageBox>
#include <QPointer>
#include <QTemporaryDir>

#include <memory>

class QPushButton;

namespace hakgal {

class AppliedModel;
class Card;
class FindingTableModel;
class FittedTable;
class LedgerView;
class StatusPill;

/// What is wrong with the base and the programs around it, and what can be done. A quick diagnosis runs when
/// the page opens; a full check is a job. Nothing is changed before the operator ticked remedies, pressed
/// Apply and agreed to the list of changes; where a salvage is among them, it is tried first, so that the
/// ledger is seen before the agreement. GUI thread.
class RepairPage : public JobPage
{
    Q_OBJECT
public:
    /// A quick report older than this is renewed when the page is shown again; a full one is kept.
    static constexpr qint64 kFreshMs = 30'000;

    RepairPage(const Theme &theme, const Catalogue &catalogue, Clock clock = &Instant::now,
               QWidget *parent = nullptr);

    void setDatabase(const QString &path) override;
    void showSnapshot(const SnapshotPtr &snapshot) override;
    void showAnswer(const QString &topic, const JobReport &answer) override;

Q_SIGNALS:
    void reasonChosen(const hakgal::StatusReason &reason);

protected:
    void showEvent(QShowEvent *event) override;
    void updateActions() override;
    QString jobEnded(const QString &verb, const JobReport &report) override;

private:
    void makeFindings();
    void makeApplied();
    void diagnose();
    void checkFully();
    void apply();
    void tryOut();
    void ask();
    void repair();
    void takeReport(const DiagnosisReport &report);
    QString takePreview(const JobReport &report);
    QString takeRepair(const JobReport &report);
    void showCaptions();
    void showPill();
    QStringList chosenIds() const;
    bool needsPreview() const;

    Clock m_clock;
    RepairText m_text;
    SnapshotPtr m_snapshot;

    FindingTableModel *m_findings;
    AppliedModel *m_applied;
    StatusPill *m_pill;
    QPushButton *m_full;
    QPushButton *m_again;
    QPushButton *m_apply;
    Card *m_findingsCard;
    FittedTable *m_findingsTable;
    Card *m_appliedCard;
    LedgerView *m_ledger;
    QPointer<QMessageBox> m_question;
    std::unique_ptr<QTemporaryDir> m_trial; ///< while a salvage is tried

    bool m_diagnosing = false; ///< a quick diagnosis was asked for
    bool m_diagnosed = false;  ///< the table shows a report of this base
    qint64 m_diagnosedMs = 0;
    std::optional<Error> m_error;  ///< why the last diagnosis failed
    bool m_previewed = false;      ///< the ledger on the page is what the chosen salvage would bring
    std::vector<Finding> m_chosen; ///< what is being asked about or repaired
};

} // namespace hakgal
