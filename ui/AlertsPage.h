// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/metrics/Snapshot.h"
#include "ui/AlertFilter.h"
#include "ui/AlertTableModel.h"
#include "ui/RecordsPage.h"

#include <optional>
#include <vector>

namespace hakgal {

class AlertPanel;

/// The alerts of the knowledge base: history with filters, and the explanation of the chosen one. Touches no
/// database: it asks with alertsRequested() and is answered by setAlerts(). Firing alerts follow the
/// snapshots. While hidden it does no work; shown again it asks anew. GUI thread.
class AlertsPage : public RecordsPage
{
    Q_OBJECT
public:
    /// The most rows asked for; older ones are left out and the page says so.
    static constexpr int kMostAlerts = 10'000;

    AlertsPage(const Theme &theme, const Catalogue &catalogue, Clock clock = &Instant::now,
               QWidget *parent = nullptr);

    /// One tick. Another knowledge base than before clears the page.
    void showSnapshot(const SnapshotPtr &snapshot) override;
    /// The answer to alertsRequested(); an answer to an older question is ignored.
    void setAlerts(int token, const std::vector<Alert> &alerts);
    /// The history cannot be read (then why) or works again.
    void setHistoryError(const std::optional<Error> &error);
    /// Shows the explanation of this incident, widening the filters if they hide it.
    void choose(RuleId rule, qint64 startedMs);

Q_SIGNALS:
    void alertsRequested(int token, const hakgal::AlertQuery &query);
    void snoozeRequested(hakgal::RuleId rule, qint64 untilMs);

protected:
    void showEvent(QShowEvent *event) override;

    void applyFilters() override;
    void rangeChanged() override;
    void resetFilters() override;
    void currentChanged() override;
    /// With the columns of AlertCsv.
    QByteArray csv() const override;

private:
    bool canAsk() const;
    void request();
    /// Takes over what fires now. True where others fire than before: what was resolved meanwhile, perhaps
    /// seen by another process, only the history knows.
    bool followFiring();
    void showChosen();
    void showSummary();
    std::vector<Alert> shownAlerts() const;

    AlertTableModel *m_model;
    AlertFilter *m_filter;
    AlertPanel *m_panel;
    SegmentedControl *m_state = nullptr;
    SegmentedControl *m_severity = nullptr;

    SnapshotPtr m_snapshot;
    std::vector<AlertTableModel::Key> m_firing; ///< of the last snapshot
    std::optional<AlertTableModel::Key> m_chosen;
    std::optional<Error> m_historyError;
    int m_token = 0;
    bool m_asked = false;    ///< a question is open
    bool m_awaited = false;  ///< the chosen incident is expected with the answer
    bool m_answered = false; ///< the history of this base has been shown
    bool m_truncated = false;
};

} // namespace hakgal
