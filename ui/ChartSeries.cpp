// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ChartSeries.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace hakgal {

qsizetype ChartLine::points() const
{
    qsizetype sum = 0;
    for (const QList<QPointF> &piece : pieces)
        sum += piece.size();
    return sum;
}

ChartLine chartLine(std::span<const SampleHistory::Point> points, double scale, double loneWidth)
{
    ChartLine line;
    QList<QPointF> piece;
    const auto close = [&] {
        if (piece.isEmpty())
            return;
        if (piece.size() == 1)
            piece.prepend(QPointF(piece.first().x() - loneWidth, piece.first().y()));
        line.pieces.append(piece);
        piece.clear();
    };
    for (const SampleHistory::Point &point : points) {
        if (!std::isfinite(point.value)) {
            close();
            continue;
        }
        if (piece.isEmpty())
            piece.reserve(qsizetype(points.size()));
        const double y = point.value * scale;
        line.peak = std::max(line.peak, y);
        piece.append(QPointF(-point.secondsAgo, y));
    }
    close();
    return line;
}

int ChartScale::decimals() const
{
    // A value of at() is a whole multiple of max / steps, so that one tells for all.
    double step = max / steps;
    int digits = 0;
    while (digits < 6 && std::abs(step - std::round(step)) > 1e-6 * std::max(1.0, step)) {
        step *= 10;
        ++digits;
    }
    return digits;
}

ChartScale fittingScale(double peak, const ChartScale &current)
{
    if (!(peak > 0) || !std::isfinite(peak))
        return current;
    const double needed = peak * 1.05;
    if (needed <= current.max && peak > 0.4 * current.max)
        return current;
    ChartScale best;
    best.max = std::numeric_limits<double>::infinity();
    const double decade = std::pow(10, std::floor(std::log10(needed)) - 1);
    for (double factor : {1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0}) {
        for (int steps : {4, 5}) {
            const double max = factor * decade * steps;
            if (max >= needed && max < best.max)
                best = {max, steps};
        }
    }
    return best;
}

ChartLimit chartLimit(std::optional<double> limit, const ChartScale &scale)
{
    if (!limit || !std::isfinite(*limit) || *limit < 0)
        return {};
    return {*limit <= scale.max ? ChartLimit::Where::OnScale : ChartLimit::Where::Above, *limit};
}

std::vector<TimeTick> timeTicks(int windowSeconds, const Format &format)
{
    const int minutes = std::max(1, windowSeconds / 60);
    const int step = minutes <= 6 ? 1 : minutes / 4;
    std::vector<TimeTick> ticks;
    for (int m = minutes; m > 0; m -= step) {
        const QString number = format.signedCount(-m);
        ticks.push_back({-60.0 * m, m == minutes
                                        ? QCoreApplication::translate("ChartSeries", "%1 min").arg(number)
                                        : number});
    }
    return ticks;
}

} // namespace hakgal
