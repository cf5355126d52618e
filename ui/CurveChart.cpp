// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CurveChart.h"

#include "ui/ChartSeries.h"
#include "ui/TabularText.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

constexpr layout::Growing kLeft{64};   ///< room for the marks of the y axis
constexpr layout::Growing kBottom{20}; ///< and of the x axis
constexpr layout::Growing kLegendRow{20};
constexpr layout::Growing kRight{32}; ///< half of the last mark of the x axis
constexpr layout::Growing kHeight{220};
constexpr double kDot = 2.5;

} // namespace

CurveAxis CurveAxis::counts(double least, double most)
{
    CurveAxis axis;
    axis.logarithmic = true;
    axis.low = least;
    axis.high = most > least ? most : least * 10;
    for (double mark = std::pow(10, std::ceil(std::log10(axis.low) - 1e-9)); mark <= axis.high * (1 + 1e-9);
         mark *= 10)
        axis.marks.push_back(mark);
    if (axis.marks.size() < 2)
        axis.marks = {axis.low, axis.high};
    return axis;
}

CurveAxis CurveAxis::values(double least, double most, bool logarithmic)
{
    CurveAxis axis;
    axis.logarithmic = logarithmic;
    if (!logarithmic) {
        const ChartScale scale = fittingScale(most, ChartScale{});
        axis.high = scale.max;
        for (int i = 0; i <= scale.steps; ++i)
            axis.marks.push_back(scale.at(i));
        return axis;
    }
    int from = int(std::floor(std::log10(least) + 1e-9));
    int to = int(std::ceil(std::log10(most) - 1e-9));
    if (to == from)
        ++to;
    axis.low = std::pow(10, from);
    axis.high = std::pow(10, to);
    for (; from <= to; ++from)
        axis.marks.push_back(std::pow(10, from));
    return axis;
}

double CurveAxis::share(double value) const
{
    if (!logarithmic)
        return (value - low) / (high - low);
    return (std::log10(value) - std::log10(low)) / (std::log10(high) - std::log10(low));
}

class CurveChart::Plot : public QWidget
{
public:
    Plot(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
    {
        setMinimumHeight(kHeight);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

    QSize sizeHint() const override { return {320, kHeight}; }

    void setFrame(const CurveFrame &frame)
    {
        m_frame = frame;
        double leastX = 0, mostX = 0, leastY = 0, mostY = 0;
        bool first = true;
        for (const Curve &curve : frame.curves) {
            for (const QPointF &point : curve.points) {
                leastX = first ? point.x() : std::min(leastX, point.x());
                mostX = first ? point.x() : std::max(mostX, point.x());
                leastY = first ? point.y() : std::min(leastY, point.y());
                mostY = first ? point.y() : std::max(mostY, point.y());
                first = false;
            }
        }
        if (!first) {
            m_x = CurveAxis::counts(leastX, mostX);
            m_y = CurveAxis::values(leastY, mostY, frame.logarithmic);
        }
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(Theme::font(TextStyle::Small));
        const double top = drawLegend(painter) + 8;
        m_plot = QRectF(kLeft, top, std::max(1, width() - kLeft - kRight),
                        std::max(1.0, height() - kBottom - top));
        drawGrid(painter);
        for (const CurveFrame::Limit &limit : m_frame.limits)
            drawLimit(painter, limit);
        for (const Curve &curve : m_frame.curves)
            drawCurve(painter, curve);
    }

private:
    QPointF at(const QPointF &point) const
    {
        return {m_plot.left() + m_plot.width() * m_x.share(point.x()),
                m_plot.bottom() - m_plot.height() * m_y.share(point.y())};
    }

    QPen penOf(const Curve &curve) const
    {
        QPen pen(m_theme.colors().*curve.color, 1.5);
        if (curve.dashed)
            pen.setDashPattern({4, 3});
        return pen;
    }

    /// Returns where it ends.
    double drawLegend(QPainter &painter)
    {
        constexpr double kDash = 18;
        constexpr double kGap = 6;
        if (m_frame.curves.size() < 2)
            return 0;
        double x = kLeft;
        double y = 0;
        for (const Curve &curve : m_frame.curves) {
            const double words = painter.fontMetrics().horizontalAdvance(curve.name);
            if (x > kLeft && x + kDash + kGap + words > width()) {
                x = kLeft;
                y += kLegendRow;
            }
            painter.setPen(penOf(curve));
            painter.drawLine(QPointF(x, y + kLegendRow / 2.0), QPointF(x + kDash, y + kLegendRow / 2.0));
            painter.setPen(m_theme.colors().muted);
            painter.drawText(QRectF(x + kDash + kGap, y, words + 2, kLegendRow), Qt::AlignVCenter,
                             curve.name);
            x += kDash + kGap + words + 16;
        }
        return y + kLegendRow;
    }

    void drawGrid(QPainter &painter)
    {
        const Colors &colors = m_theme.colors();
        QColor grid = colors.text;
        grid.setAlphaF(colors.dark ? 0.08F : 0.09F);
        for (const double mark : m_y.marks) {
            const double y = std::floor(at({m_x.low, mark}).y());
            painter.fillRect(QRectF(m_plot.left(), y, m_plot.width(), 1), grid);
            painter.setPen(colors.muted);
            tabular::draw(painter, QRectF(0, y - 8, kLeft - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                          m_frame.yText ? m_frame.yText(mark) : QString());
        }
        for (const double mark : m_x.marks) {
            const double x = std::floor(m_plot.left() + m_plot.width() * m_x.share(mark));
            painter.fillRect(QRectF(x, m_plot.top(), 1, m_plot.height()), grid);
            painter.setPen(colors.muted);
            tabular::draw(painter, QRectF(x - 50, m_plot.bottom() + 4, 100, kBottom - 4), Qt::AlignHCenter,
                          m_frame.xText ? m_frame.xText(mark) : QString());
        }
    }

    void drawLimit(QPainter &painter, const CurveFrame::Limit &limit)
    {
        const double share = m_y.share(limit.value);
        if (!(share >= 0 && share <= 1))
            return;
        const double y = m_plot.bottom() - m_plot.height() * share;
        QPen pen(m_theme.colors().critical, 1.2);
        pen.setDashPattern({5, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter.setPen(m_theme.colors().criticalText);
        const bool above = y - 16 >= m_plot.top();
        tabular::draw(painter, QRectF(m_plot.left() + 4, above ? y - 16 : y + 2, m_plot.width() - 8, 14),
                      Qt::AlignLeft | Qt::AlignVCenter, limit.text);
    }

    void drawCurve(QPainter &painter, const Curve &curve)
    {
        QPolygonF line;
        for (const QPointF &point : curve.points)
            line += at(point);
        painter.setPen(penOf(curve));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colors().*curve.color);
        for (const QPointF &point : line)
            painter.drawEllipse(point, kDot, kDot);
    }

    const Theme &m_theme;
    CurveFrame m_frame;
    CurveAxis m_x;
    CurveAxis m_y;
    QRectF m_plot;
};

CurveChart::CurveChart(const Theme &theme, const QString &title, const QString &caption, QWidget *parent)
    : ChartCard(theme, title, parent), m_plot(new Plot(theme, this))
{
    setCaption(caption);
    body()->addWidget(m_plot);
    connect(&theme, &Theme::changed, m_plot, qOverload<>(&QWidget::update));
}

void CurveChart::setFrame(const CurveFrame &frame)
{
    const bool empty = std::all_of(frame.curves.begin(), frame.curves.end(),
                                   [](const Curve &curve) { return curve.points.isEmpty(); });
    setEmptyText(empty ? frame.emptyText : QString());
    m_description = frame.description;
    setToolTip(Theme::toolTip(frame.description));
    m_curves = frame.curves;
    m_plot->setFrame(frame);
}

QString CurveChart::values() const
{
    QString lines;
    for (const Curve &curve : m_curves) {
        for (const QPointF &point : curve.points)
            lines += QStringLiteral("%1\t%2\t%3\n")
                         .arg(curve.name, QString::number(point.x(), 'g', 12),
                              QString::number(point.y(), 'g', 12));
    }
    return lines.isEmpty() ? QString() : QStringLiteral("line\tfacts\tvalue\n") + lines;
}

} // namespace hakgal
