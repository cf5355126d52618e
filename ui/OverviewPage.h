// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/SampleHistory.h"
#include "core/metrics/Snapshot.h"
#include "core/text/Catalogue.h"
#include "ui/ChartSeries.h"
#include "ui/OverviewText.h"
#include "ui/Page.h"

#include <array>

class QLabel;
class QTableView;

namespace hakgal {

class AlertTableModel;
class Card;
class MetricChart;
class MetricTile;
class OverviewHeader;
class PredicateView;
class Theme;

/// Tiles, four charts, today's alerts and the facts by predicate. While nobody can see it, it draws nothing
/// and keeps only the last snapshot; shown again it catches up. GUI thread.
class OverviewPage : public Page
{
    Q_OBJECT
public:
    /// `history` and `alerts` (of today) belong to the caller, which fills them before each showSnapshot().
    OverviewPage(const Theme &theme, const Catalogue &catalogue, const SampleHistory &history,
                 AlertTableModel *alerts, QWidget *parent = nullptr);
    ~OverviewPage() override;

    void showSnapshot(const SnapshotPtr &snapshot) override;
    void applySettings(const Settings &settings) override;
    /// 300 or 3600.
    void setWindowSeconds(int seconds);
    int windowSeconds() const { return m_windowSeconds; }
    /// Finished maintenance, as vertical lines in all charts.
    void setMarkers(const std::vector<ChartMarker> &markers);
    /// Draws what came while it could not be seen.
    void catchUp();

Q_SIGNALS:
    void windowChosen(int seconds);
    /// The facts by predicate shall be counted, however long it takes.
    void countRequested();
    void reasonChosen(const hakgal::StatusReason &reason);
    /// A row of the alerts table was opened.
    void alertChosen(hakgal::RuleId rule, qint64 startedMs);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    Card *makeAlertsCard(const Theme &theme, AlertTableModel *alerts);
    Card *makeNotice(const Theme &theme);
    void showNotice();
    void showEmptyAlerts();
    void fitAlerts();
    bool canBeSeen() const;
    void draw();
    void drawCharts();

    Catalogue m_catalogue;
    OverviewText m_text;
    const SampleHistory &m_history;
    AlertTableModel *m_alerts;
    Settings m_settings;
    SnapshotPtr m_snapshot;
    int m_windowSeconds = 300;
    bool m_behind = false; ///< m_snapshot has not been drawn yet

    OverviewHeader *m_header;
    QLabel *m_noticeText = nullptr;
    Card *m_notice; ///< why the base cannot be read; else hidden
    std::array<MetricTile *, kTiles.size()> m_tiles{};
    std::array<MetricChart *, kCharts.size()> m_charts{};
    std::array<ChartScale, kCharts.size()> m_scales{};
    QTableView *m_alertsTable = nullptr;
    Card *m_alertsCard;
    PredicateView *m_predicates;
};

} // namespace hakgal
