// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "ui/HistoryChart.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QGridLayout;

namespace hakgal {

/// The charts of the History page: one time axis, one cursor, one way to zoom and pan for all of them. Asks
/// for nothing itself: it tells which span someone wants to see, and shows the last view at that span until a
/// better one comes. Keys: arrows pan, with Ctrl they move the cursor; plus and minus zoom; Home and End go
/// to the beginning and the end of what is kept. GUI thread.
class HistoryBoard : public QWidget
{
    Q_OBJECT
public:
    HistoryBoard(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void setMetrics(const std::vector<MetricId> &metrics);
    std::vector<MetricId> metrics() const;
    const std::vector<HistoryChart *> &charts() const { return m_charts; }

    /// No signal.
    void setSpan(const TimeSpan &span);
    const TimeSpan &span() const { return m_frame.span; }
    void setView(const HistoryViewPtr &view);
    const HistoryViewPtr &view() const { return m_frame.view; }
    /// Limits of alerts, and what each of them is about.
    void setSettings(const Settings &settings);
    /// Where the axis may end: the newest moment there can be.
    void setNow(qint64 nowMs);
    /// A sentence in place of each chart; empty shows them.
    void setEmptyText(const QString &text);

    int columns() const; ///< of the widest plot
    std::optional<qint64> cursor() const { return m_frame.cursorMs; }
    void setCursor(std::optional<qint64> atMs);
    /// Around the cursor, else around the middle. `factor` below 1 shows less.
    void zoom(double factor);

    /// The charts with a title line, in twice the resolution.
    QImage picture(const QString &title) const;

Q_SIGNALS:
    /// Someone wants to see this span; it is shown already.
    void spanChosen(const hakgal::TimeSpan &span);
    void cursorChanged(std::optional<qint64> atMs);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    HistoryChart *makeChart(MetricId metric);
    void choose(const TimeSpan &span);
    void applyLimits();
    void showFrame();
    void moveCursor(int columns);

    const Theme &m_theme;
    Catalogue m_catalogue;
    std::optional<Settings> m_settings;
    QGridLayout *m_grid;
    std::vector<HistoryChart *> m_charts;
    HistoryFrame m_frame;
    TimeSpan m_dragFrom;
    QString m_emptyText;
};

} // namespace hakgal
