// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryReader.h"
#include "core/text/Format.h"
#include "ui/HistoryAxis.h"
#include "ui/Theme.h"

#include <QRectF>

#include <functional>
#include <optional>
#include <span>
#include <vector>

class QPainter;

namespace hakgal {

/// One metric over a stretch of time, ready to be drawn.
struct HistoryDrawing
{
    MetricId metric = MetricId::Count_;
    TimeSpan span;
    std::span<const HistoryColumn> columns; ///< in the order of time; may reach beyond the span
    ValueScale scale;
    std::optional<double> limit;                            ///< of the alert, in the metric's unit
    std::span<const HistoryMarker> markers;                 ///< in the order of time
    std::function<QString(const QString &)> operationWords; ///< what a marker's operation is called; or none
    std::span<const MetricId> alertMetrics; ///< by RuleId: what an alert is about; may be empty
    qint64 nowMs = 0;                       ///< where an alert that still fires ends
    std::optional<qint64> cursorMs;
};

/// Where the parts of a chart lie within `area`; the same whatever is shown.
class HistoryPlace
{
public:
    HistoryPlace(const QRectF &area, const TimeSpan &span, const ValueScale &scale);

    const QRectF &plot() const { return m_plot; }
    double x(qint64 atMs) const;
    double y(double value) const;
    qint64 timeAt(double x) const;

    static constexpr layout::Growing kRightLabels{72}; ///< width of the y axis
    static constexpr layout::Growing kBottomLabels{18};
    static constexpr int kTop = 7; ///< half a label above the top line

private:
    QRectF m_plot;
    TimeSpan m_span;
    ValueScale m_scale;
};

/// The colour of a metric's line.
QColor historyColor(MetricId metric, const Colors &colors);

/// Smallest and largest of the columns that lie within the span; low > high where there is none.
struct ValueRange
{
    double low = 1;
    double high = 0;
};
ValueRange rangeWithin(std::span<const HistoryColumn> columns, const TimeSpan &span);

/// The column that stands for this moment; nullptr where nothing was measured then.
const HistoryColumn *columnAt(std::span<const HistoryColumn> columns, qint64 atMs);

/// Draws the chart: area and band between smallest and largest (at least a pixel wide, so that a single
/// minute of a year is seen), line of averages, grid, limit, markers, labels of both axes. A gap stays empty.
/// Costs about as much as there are columns within the span. Any thread that owns the painter.
void drawHistory(QPainter &painter, const QRectF &area, const HistoryDrawing &drawing, const Colors &colors,
                 const Format &format);

/// The marker at this place of the plot, the topmost first; nullptr where there is none.
const HistoryMarker *markerAt(const HistoryPlace &place, const HistoryDrawing &drawing, const QPointF &at);

} // namespace hakgal
