// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryChart.h"

#include "ui/TabularText.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

constexpr double kZoomStep = 1.25;
constexpr int kLeastFrame = 5; ///< pixels; a shorter one was a slip of the hand

} // namespace

/// The painted part: draws, and turns the pointer's ways into moments.
class HistoryChart::Plot : public QWidget
{
public:
    explicit Plot(HistoryChart *chart) : QWidget(chart), m_chart(*chart)
    {
        setObjectName(QStringLiteral("historyPlot"));
        setMouseTracking(true);
        setMinimumHeight(84);
        setAttribute(Qt::WA_OpaquePaintEvent);
        setCursor(Qt::CrossCursor);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &c = m_chart.m_theme.colors();
        QPainter painter(this);
        painter.fillRect(rect(), c.card);
        drawHistory(painter, rect(), m_chart.drawing(), c, m_chart.m_format);
        if (m_frameFrom) {
            QColor fill = c.accent;
            fill.setAlphaF(0.18F);
            const QRectF plot = m_chart.place().plot();
            const double left = std::clamp(std::min(*m_frameFrom, m_frameTo), plot.left(), plot.right());
            const double right = std::clamp(std::max(*m_frameFrom, m_frameTo), plot.left(), plot.right());
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), fill);
        }
    }

    void wheelEvent(QWheelEvent *event) override
    {
        const QPoint turned = event->angleDelta();
        if (turned.y() == 0) { // a sideways wheel moves
            if (turned.x() == 0)
                return;
            Q_EMIT m_chart.dragBegan();
            Q_EMIT m_chart.dragged(turned.x() / 2.0);
            Q_EMIT m_chart.dragEnded();
        } else {
            Q_EMIT m_chart.zoomed(m_chart.place().timeAt(event->position().x()),
                                  std::pow(kZoomStep, -turned.y() / 120.0));
        }
        event->accept();
    }

    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::LeftButton) {
            event->ignore();
            return;
        }
        if (event->modifiers() & Qt::ShiftModifier) {
            m_frameFrom = event->position().x();
            m_frameTo = *m_frameFrom;
        } else {
            m_dragFrom = event->position().x();
            Q_EMIT m_chart.dragBegan();
            setCursor(Qt::ClosedHandCursor);
        }
    }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        const double x = event->position().x();
        if (m_frameFrom) {
            m_frameTo = x;
            update();
        } else if (m_dragFrom) {
            Q_EMIT m_chart.dragged(x - *m_dragFrom);
        }
        const HistoryPlace place = m_chart.place();
        Q_EMIT m_chart.cursorMoved(x >= place.plot().left() && x <= place.plot().right()
                                       ? std::optional(place.timeAt(x))
                                       : std::nullopt);
    }

    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (m_frameFrom) {
            const HistoryPlace place = m_chart.place();
            const auto [from, to] = std::minmax(*m_frameFrom, m_frameTo);
            m_frameFrom.reset();
            update();
            if (to - from >= kLeastFrame)
                Q_EMIT m_chart.framed(place.timeAt(std::max(from, place.plot().left())),
                                      place.timeAt(std::min(to, place.plot().right())));
        } else if (m_dragFrom) {
            m_dragFrom.reset();
            setCursor(Qt::CrossCursor);
            Q_EMIT m_chart.dragEnded();
        } else {
            event->ignore();
        }
    }

    void leaveEvent(QEvent *event) override
    {
        Q_EMIT m_chart.cursorMoved(std::nullopt);
        QWidget::leaveEvent(event);
    }

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::ToolTip)
            return QWidget::event(event);
        const auto *help = static_cast<QHelpEvent *>(event);
        const HistoryMarker *marker = markerAt(m_chart.place(), m_chart.drawing(), help->pos());
        if (marker)
            QToolTip::showText(help->globalPos(),
                               Theme::toolTip(m_chart.m_words.marker(*marker, m_chart.m_frame.nowMs)), this);
        else
            QToolTip::hideText();
        return true;
    }

private:
    HistoryChart &m_chart;
    std::optional<double> m_dragFrom;  ///< where the pointer took hold
    std::optional<double> m_frameFrom; ///< where a frame began …
    double m_frameTo = 0;              ///< … and is now
};

HistoryChart::HistoryChart(const Theme &theme, const Catalogue &catalogue, MetricId metric, QWidget *parent)
    : Card(theme, catalogue.metricName(metric), parent),
      m_theme(theme),
      m_format(catalogue.format()),
      m_words(catalogue),
      m_metric(metric),
      m_value(new TabularLabel(QStringLiteral("–"), this)),
      m_plot(new Plot(this))
{
    setObjectName(QStringLiteral("history.") + QLatin1String(metricInfo(metric).json));
    Theme::style(m_value, TextStyle::Strong);
    m_value->setObjectName(QStringLiteral("historyValue"));
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    addToHeader(m_value);
    body()->addWidget(m_plot, 1);
    m_scale = fittingValueScale(metric, 0, 0, {0, 1, 4});
    connect(&theme, &Theme::changed, m_plot, QOverload<>::of(&QWidget::update));
}

void HistoryChart::setLimit(const std::optional<HistoryLimit> &limit)
{
    if (m_limit == limit)
        return;
    m_limit = limit;
    m_plot->update();
}

void HistoryChart::setFrame(const HistoryFrame &frame)
{
    const bool otherView = frame.view != m_frame.view;
    const bool otherSpan = frame.span != m_frame.span;
    m_frame = frame;
    if (otherView) {
        m_line = nullptr;
        if (m_frame.view) {
            for (const HistoryLine &line : m_frame.view->lines) {
                if (line.metric == m_metric)
                    m_line = &line;
            }
        }
    }
    if (m_line && (otherView || otherSpan)) {
        const ValueRange range = rangeWithin(m_line->columns, m_frame.span);
        m_scale = fittingValueScale(m_metric, range.low, range.high, m_scale);
    }
    showValue();
    m_plot->update();
}

/// At the cursor, else the newest one that can be seen.
const HistoryColumn *HistoryChart::shownColumn() const
{
    if (!m_line)
        return nullptr;
    if (m_frame.cursorMs)
        return columnAt(m_line->columns, *m_frame.cursorMs);
    for (auto column = m_line->columns.rbegin(); column != m_line->columns.rend(); ++column) {
        if (column->fromMs <= m_frame.span.toMs && column->toMs >= m_frame.span.fromMs)
            return &*column;
    }
    return nullptr;
}

QString HistoryChart::spokenDescription() const
{
    if (!m_line)
        return {};
    const QString over = m_words.summary(m_metric, m_line->columns, m_frame.span);
    const QString standing = m_words.standing(m_metric, shownColumn(), m_limit);
    return standing.isEmpty() ? over : over + u'\n' + standing;
}

void HistoryChart::showValue()
{
    const HistoryColumn *shown = shownColumn();
    const QString words = m_words.value(m_metric, shown);
    if (words == m_value->text())
        return;
    m_value->setText(words);
    Theme::style(m_value, TextStyle::Strong, shown ? Tone::Normal : Tone::Muted);
}

QString HistoryChart::value() const
{
    return m_value->text();
}

int HistoryChart::columns() const
{
    // Of the card, since the plot has no size yet while words stand in its place.
    const int plot = width() - 2 * layout::kPadding - HistoryPlace::kRightLabels;
    return std::max(1, int(plot * devicePixelRatioF()));
}

HistoryPlace HistoryChart::place() const
{
    return HistoryPlace(m_plot->rect(), m_frame.span, m_scale);
}

QWidget *HistoryChart::plot() const
{
    return m_plot;
}

HistoryDrawing HistoryChart::drawing() const
{
    HistoryDrawing drawing;
    drawing.metric = m_metric;
    drawing.span = m_frame.span;
    if (m_line)
        drawing.columns = m_line->columns;
    drawing.scale = m_scale;
    if (m_limit)
        drawing.limit = m_limit->value;
    if (m_frame.view)
        drawing.markers = m_frame.view->markers;
    drawing.operationWords = [this](const QString &verb) { return m_words.operation(verb); };
    drawing.alertMetrics = m_frame.alertMetrics;
    drawing.nowMs = m_frame.nowMs;
    drawing.cursorMs = m_frame.cursorMs;
    return drawing;
}

} // namespace hakgal
