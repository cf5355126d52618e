// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ChartCard.h"
#include "ui/Spoken.h"

#include <QList>
#include <QPointF>

#include <functional>
#include <vector>

namespace hakgal {

/// One line of a CurveChart. Points in order of x, all of them above 0.
struct Curve
{
    QString name;
    QColor Colors::*color = &Colors::accent;
    bool dashed = false;
    QList<QPointF> points;
};

/// All that a CurveChart shows.
struct CurveFrame
{
    std::vector<Curve> curves;
    bool logarithmic = false; ///< the y axis, too; else it begins at 0
    struct Limit
    {
        double value = 0;
        QString text;
    };
    std::vector<Limit> limits; ///< dashed lines, where they lie on the scale
    std::function<QString(double)> xText;
    std::function<QString(double)> yText;
    QString description; ///< in words, for assistive tools
    QString emptyText;   ///< shown where no curve has a point
};

/// The marks of an axis between these values, both above 0: on a logarithmic one the powers of ten around
/// them (but the x axis begins and ends at its values), on another one equal steps from 0. Pure.
struct CurveAxis
{
    double low = 0;
    double high = 1;
    bool logarithmic = false;
    std::vector<double> marks;

    static CurveAxis counts(double least, double most);
    static CurveAxis values(double least, double most, bool logarithmic);
    double share(double value) const; ///< 0 at low, 1 at high; beyond them too
};

/// Lines over a count, which grows by decades: what a scale test measured. Beside MetricChart, which shows
/// the last minutes; painted here, without Qt Charts. The names of the lines stand above the plot in their
/// colours, each point is marked. GUI thread.
class CurveChart : public ChartCard, public Spoken
{
    Q_OBJECT
public:
    CurveChart(const Theme &theme, const QString &title, const QString &caption, QWidget *parent = nullptr);

    void setFrame(const CurveFrame &frame);
    QAccessible::Role spokenRole() const override { return QAccessible::Chart; }
    QString spokenDescription() const override { return m_description; }
    QString values() const override;

private:
    class Plot;
    Plot *m_plot;
    QString m_description;
    std::vector<Curve> m_curves;
};

} // namespace hakgal
