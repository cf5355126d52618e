// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/SampleHistory.h"
#include "core/text/Format.h"

#include <QList>
#include <QPointF>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace hakgal {

// From measured points to what is drawn. Pure: no widgets, no Qt Charts, no clock.

/// One line of a chart: unbroken pieces, for a gap is a gap. x: seconds, −window … 0; y: the chart's unit.
struct ChartLine
{
    QList<QList<QPointF>> pieces;
    double peak = 0; ///< largest y; 0 without points

    bool empty() const { return pieces.isEmpty(); }
    qsizetype points() const;
};

/// Makes the line from points as SampleHistory gives them; y is value × scale. A point alone between two
/// gaps would be invisible: it becomes a dash of `loneWidth` seconds that ends at it.
ChartLine chartLine(std::span<const SampleHistory::Point> points, double scale, double loneWidth);

/// The y axis from 0 to max in equal steps that read well.
struct ChartScale
{
    double max = 100;
    int steps = 4;

    double at(int step) const { return max * step / steps; }
    int decimals() const; ///< that every at() needs, 0 … 6
    bool operator==(const ChartScale &) const = default;
};

/// 0, 25, 50, 75, 100.
inline constexpr ChartScale kPercentScale{100, 4};

/// The smallest scale that shows `peak` (> 0) with a little room above. `current` is kept while the peak
/// uses more than two fifths of it, so that the axis does not move with every value. Without a peak:
/// `current`.
ChartScale fittingScale(double peak, const ChartScale &current);

/// Where the alert limit is drawn.
struct ChartLimit
{
    enum class Where : quint8 {
        None,
        OnScale, ///< a dashed line at `value`
        Above,   ///< beyond the top: said in words
    };
    Where where = Where::None;
    double value = 0;
};
ChartLimit chartLimit(std::optional<double> limit, const ChartScale &scale);

/// A label of the time axis.
struct TimeTick
{
    double x = 0; ///< seconds, −window … 0
    QString text;
};
/// Four or five labels for a window of whole minutes; the first has the unit: "−5 min", "−4" … "−1".
std::vector<TimeTick> timeTicks(int windowSeconds, const Format &format);

/// Something that happened, such as "Optimize": a dotted line with a label.
struct ChartMarker
{
    qint64 wallMs = 0;
    QString label;
    bool operator==(const ChartMarker &) const = default;
};

/// How the latest value stands to the limit.
enum class ChartState : quint8 { Unknown, Within, Beyond };

/// All that one chart shows at one moment.
struct ChartFrame
{
    qint64 nowMs = 0;        ///< wall clock at the right edge, for markers
    int windowSeconds = 300; ///< whole minutes
    ChartScale scale;
    ChartLine solid;
    ChartLine second;
    QString solidName;           ///< what the lines are, for whoever takes their values away
    QString secondName;          ///< empty: there is no second one
    QString unit;                ///< of the values: "%" or "ms"
    std::optional<double> limit; ///< in the chart's unit
    QString limitText;           ///< "limit 100 ms", for a limit beyond the top
    QString value;               ///< the latest, "–" where there is none
    bool valueKnown = false;
    ChartState state = ChartState::Unknown;
    QString description; ///< sentences: latest value, limit, state
    QString emptyText;   ///< shown instead of the chart where both lines are empty
};

} // namespace hakgal
