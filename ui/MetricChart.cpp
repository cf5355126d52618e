// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MetricChart.h"

#include "ui/CsvFile.h"
#include "ui/TabularText.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QResizeEvent>
#include <QValueAxis>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hakgal {

namespace {

constexpr layout::Growing kRightLabels{40};  ///< width kept for the y axis
constexpr layout::Growing kBottomLabels{18}; ///< height kept for the x axis
constexpr int kTop = 7;                      ///< half a label above the top line
constexpr double kLineWidth = 1.5;
constexpr qsizetype kMarkersDrawn = 50;
constexpr double kMarkersApart = 12; ///< pixels

} // namespace

/// The chart proper. Series and their grid are Qt Charts' work; the labels are painted here, so that the
/// plot keeps its place whatever they say.
class MetricChart::Plot : public QChartView
{
public:
    Plot(const Theme &theme, LineColor color, SecondLine secondLine, QWidget *parent)
        : QChartView(new QChart, parent), m_theme(theme), m_color(color), m_secondLine(secondLine)
    {
        // Of no use to a pointer or the keyboard: the card around it is what assistive tools see.
        setFocusPolicy(Qt::NoFocus);
        viewport()->setFocusPolicy(Qt::NoFocus);
        setInteractive(false);
        setFrameShape(QFrame::NoFrame);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setRenderHint(QPainter::Antialiasing);
        setOptimizationFlag(QGraphicsView::DontSavePainterState);
        setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setMinimumHeight(60);

        QChart *c = chart();
        c->legend()->hide();
        c->setAnimationOptions(QChart::NoAnimation);
        c->setBackgroundVisible(false);
        c->setMargins({});
        c->layout()->setContentsMargins(0, 0, 0, 0);

        m_x = new QValueAxis(c);
        m_x->setLabelsVisible(false);
        m_x->setLineVisible(false);
        m_x->setGridLineVisible(false);
        m_x->setRange(-300, 0);
        c->addAxis(m_x, Qt::AlignBottom);
        m_y = new QValueAxis(c);
        m_y->setLabelsVisible(false);
        m_y->setLineVisible(false);
        m_y->setGridLineVisible(false);
        c->addAxis(m_y, Qt::AlignRight);
        applyScale();

        m_limit = newLine();
        m_limit->hide();
        restyle();
    }

    void setFrame(const ChartFrame &frame)
    {
        if (frame.windowSeconds != m_windowSeconds) {
            m_windowSeconds = frame.windowSeconds;
            m_ground = QPixmap();
            m_x->setRange(-m_windowSeconds, 0);
        }
        if (frame.scale != m_scale) {
            m_scale = frame.scale;
            m_ground = QPixmap();
            applyScale();
        }
        m_nowMs = frame.nowMs;

        m_filled = frame.solid.pieces;
        replace(m_solid, frame.solid.pieces, solidPen());
        if (m_secondLine != SecondLine::None)
            replace(m_second, frame.second.pieces, secondPen());

        const ChartLimit limit = chartLimit(frame.limit, m_scale);
        if (limit.where == ChartLimit::Where::OnScale) {
            const QList<QPointF> ends{{double(-m_windowSeconds), limit.value}, {0, limit.value}};
            if (m_limit->points() != ends)
                m_limit->replace(ends);
        }
        m_limit->setVisible(limit.where == ChartLimit::Where::OnScale);
        m_limitWords = limit.where == ChartLimit::Where::Above
                           ? MetricChart::tr("%1, off scale ↑").arg(frame.limitText)
                           : QString();
        viewport()->update();
    }

    void setMarkers(std::vector<ChartMarker> markers)
    {
        m_markers = std::move(markers);
        viewport()->update();
    }

    void restyle()
    {
        const Colors &c = m_theme.colors();
        QPen limit(c.critical, 1.2);
        limit.setDashPattern({5, 3});
        m_limit->setPen(limit);
        for (QLineSeries *series : m_solid)
            series->setPen(solidPen());
        for (QLineSeries *series : m_second)
            series->setPen(secondPen());
        m_ground = QPixmap();
        viewport()->update();
    }

    int columns() const { return std::max(1, int(chart()->plotArea().width() * devicePixelRatioF())); }

    Drawn drawn() const
    {
        Drawn d;
        for (const QLineSeries *series : m_solid) {
            d.solidPieces += series->count() > 0 ? 1 : 0;
            d.points += series->count();
        }
        for (const QLineSeries *series : m_second) {
            d.secondPieces += series->count() > 0 ? 1 : 0;
            d.points += series->count();
        }
        d.limitLine = m_limit->isVisible();
        d.limitWords = m_limitWords;
        d.markers = int(visibleMarkers().size());
        return d;
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QChartView::resizeEvent(event);
        // A fixed plot: Qt Charts would make room for its own labels and move with them.
        const QSize s = event->size();
        m_ground = QPixmap();
        chart()->setPlotArea(QRectF(0, kTop, std::max(1, s.width() - kRightLabels),
                                    std::max(1, s.height() - kTop - kBottomLabels)));
    }

    // The area below the line, and the grid over it. An area series would cost as much again as the line,
    // and a transparent brush wakes a pool of threads for each fill: the fill is mixed beforehand.
    void drawBackground(QPainter *painter, const QRectF &) override
    {
        const Colors &c = m_theme.colors();
        const QRectF plot = chart()->plotArea();
        if (m_ground.isNull() || m_ground.devicePixelRatio() != devicePixelRatioF())
            drawGround();
        painter->drawPixmap(QPointF(0, 0), m_ground);
        painter->setRenderHint(QPainter::Antialiasing, false); // the line covers the edge
        painter->setPen(Qt::NoPen);
        painter->setBrush(mixed(c.*m_color, c.card, c.dark ? 0.14 : 0.10));
        for (const QList<QPointF> &piece : m_filled) {
            QPolygonF area;
            area.reserve(piece.size() + 2);
            area += QPointF(xOf(piece.first().x()), plot.bottom());
            for (const QPointF &point : piece)
                area += QPointF(std::max(plot.left(), xOf(point.x())),
                                std::clamp(yOf(point.y()), plot.top(), plot.bottom()));
            area += QPointF(xOf(piece.last().x()), plot.bottom());
            painter->drawPolygon(area);
        }
        QColor grid = c.text;
        grid.setAlphaF(c.dark ? 0.08F : 0.09F);
        for (int i = 0; i <= m_scale.steps; ++i) {
            const double y = std::floor(yOf(m_scale.at(i)));
            painter->fillRect(QRectF(plot.left(), y, plot.width(), 1), grid);
        }
        painter->setRenderHint(QPainter::Antialiasing);
    }

    void drawForeground(QPainter *painter, const QRectF &) override
    {
        const Colors &c = m_theme.colors();
        const QRectF plot = chart()->plotArea();
        QPen dotted(c.good, 1.2);
        dotted.setDashPattern({2, 2});
        painter->setPen(dotted);
        std::vector<double> lines;
        std::vector<ChartMarker> markers;
        for (const ChartMarker &marker : visibleMarkers()) {
            const double x = std::round(xOf(double(marker.wallMs - m_nowMs) / 1000.0)) + 0.5;
            // Many of the same close together would be a wall: of them, a line every few pixels.
            if (!lines.empty() && markers.back().label == marker.label &&
                std::abs(x - lines.back()) < kMarkersApart)
                continue;
            lines.push_back(x);
            markers.push_back(marker);
            painter->drawLine(QPointF(lines.back(), plot.top()), QPointF(lines.back(), plot.bottom()));
        }
        painter->setFont(Theme::font(TextStyle::Small));
        QColor veil = c.card; // behind words that may lie on a line
        veil.setAlphaF(0.9F);
        double freeUntil = plot.right(); // of the first line of words
        const double height = painter->fontMetrics().height();
        if (!m_limitWords.isEmpty()) {
            painter->setPen(c.criticalText);
            const double w = tabular::width(painter->font(), m_limitWords);
            const QRectF box(plot.right() - w - 4, plot.top() + 2, w, height);
            painter->fillRect(box.adjusted(-4, 0, 4, 0), veil);
            tabular::draw(*painter, box, Qt::AlignVCenter, m_limitWords);
            freeUntil = box.left() - 8;
        }
        painter->setPen(c.goodText);
        std::vector<QRectF> words;
        for (std::size_t i = 0; i < markers.size(); ++i) {
            const double x = lines[i];
            const double w = painter->fontMetrics().horizontalAdvance(markers[i].label);
            const double left = x + 4 + w <= plot.right() ? x + 4 : x - 4 - w;
            const double top = plot.top() + (left + w > freeUntil ? height + 3 : 1);
            const QRectF box(left, top, w + 1, height);
            // Words that another line or other words would cross are left out.
            const bool crossed = std::any_of(lines.begin(), lines.end(), [&](double other) {
                return other != x && other > box.left() - 2 && other < box.right() + 2;
            });
            const bool covered = std::any_of(words.begin(), words.end(),
                                             [&](const QRectF &other) { return other.intersects(box); });
            if (crossed || covered)
                continue;
            words.push_back(box);
            painter->fillRect(box.adjusted(-2, 0, 2, 0), veil);
            painter->drawText(box, Qt::AlignVCenter | Qt::TextDontClip, markers[i].label);
        }
    }

private:
    QLineSeries *newLine()
    {
        auto *series = new QLineSeries(chart());
        chart()->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
        return series;
    }

    /// What changes rarely: the surface and the labels of both axes. Shaping their text would cost more each
    /// tick than all lines.
    void drawGround()
    {
        const Colors &c = m_theme.colors();
        const QRectF plot = chart()->plotArea();
        m_ground = QPixmap(viewport()->size() * devicePixelRatioF());
        m_ground.setDevicePixelRatio(devicePixelRatioF());
        m_ground.fill(c.card);
        QPainter painter(&m_ground);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(Theme::font(TextStyle::Small));
        painter.setPen(c.muted);
        for (int i = 0; i <= m_scale.steps; ++i) {
            const double y = yOf(m_scale.at(i));
            const QString text =
                m_format.locale().toString(m_scale.at(i), 'f', i == 0 ? 0 : m_scale.decimals());
            tabular::draw(painter, QRectF(plot.right() + 6, y - 8, kRightLabels - 6, 16), Qt::AlignVCenter,
                          text);
        }
        for (const TimeTick &tick : timeTicks(m_windowSeconds, m_format)) {
            const double x = xOf(tick.x);
            const double w = tabular::width(painter.font(), tick.text);
            const double left = tick.x <= -m_windowSeconds ? x : x - w / 2;
            tabular::draw(painter, QRectF(left, plot.bottom() + 3, w, kBottomLabels - 3), Qt::AlignVCenter,
                          tick.text);
        }
    }

    /// One series a piece; those that are left over stay empty for the next time.
    void replace(std::vector<QLineSeries *> &series, const QList<QList<QPointF>> &pieces, const QPen &pen)
    {
        for (std::size_t i = 0; i < std::max(series.size(), std::size_t(pieces.size())); ++i) {
            if (i == series.size()) {
                series.push_back(newLine());
                series.back()->setPen(pen);
            }
            const bool used = i < std::size_t(pieces.size());
            if (used || series[i]->count() > 0)
                series[i]->replace(used ? pieces[qsizetype(i)] : QList<QPointF>());
        }
    }

    QPen solidPen() const { return QPen(m_theme.colors().*m_color, kLineWidth); }

    QPen secondPen() const
    {
        QPen pen(m_theme.colors().muted, 1.2);
        pen.setDashPattern(m_secondLine == SecondLine::Dotted ? QList<qreal>{1.5, 2.5} : QList<qreal>{4, 3});
        pen.setCapStyle(Qt::FlatCap);
        return pen;
    }

    void applyScale()
    {
        m_y->setRange(0, m_scale.max);
        m_y->setTickCount(m_scale.steps + 1);
    }

    double xOf(double secondsFromNow) const
    {
        const QRectF plot = chart()->plotArea();
        return plot.right() + plot.width() * secondsFromNow / m_windowSeconds;
    }

    double yOf(double value) const
    {
        const QRectF plot = chart()->plotArea();
        return plot.bottom() - plot.height() * value / m_scale.max;
    }

    std::vector<ChartMarker> visibleMarkers() const
    {
        std::vector<ChartMarker> visible;
        for (const ChartMarker &marker : m_markers) {
            const qint64 age = m_nowMs - marker.wallMs;
            if (age >= 0 && age <= qint64(m_windowSeconds) * 1000 &&
                qsizetype(visible.size()) < kMarkersDrawn)
                visible.push_back(marker);
        }
        return visible;
    }

    const Theme &m_theme;
    LineColor m_color;
    SecondLine m_secondLine;
    Format m_format;
    QValueAxis *m_x = nullptr;
    QValueAxis *m_y = nullptr;
    QLineSeries *m_limit = nullptr;
    QList<QList<QPointF>> m_filled;
    std::vector<QLineSeries *> m_solid;
    std::vector<QLineSeries *> m_second;
    int m_windowSeconds = 300;
    ChartScale m_scale;
    QPixmap m_ground; ///< null: to be drawn anew
    QString m_limitWords;
    qint64 m_nowMs = 0;
    std::vector<ChartMarker> m_markers;
};

MetricChart::MetricChart(const Theme &theme, const QString &title, const QString &caption, LineColor color,
                         SecondLine second, QWidget *parent)
    : ChartCard(theme, title, parent),
      m_theme(theme),
      m_value(new TabularLabel(QStringLiteral("–"), this)),
      m_plot(new Plot(theme, color, second, this))
{
    setCaption(caption);
    Theme::style(m_value, TextStyle::Strong);
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_value->setObjectName(QStringLiteral("chartValue"));
    addToHeader(m_value);
    body()->addWidget(m_plot, 1);
    connect(&theme, &Theme::changed, this, &MetricChart::restyle);
}

MetricChart::~MetricChart() = default;

void MetricChart::setFrame(const ChartFrame &frame)
{
    if (m_value->text() != frame.value)
        m_value->setText(frame.value);
    Theme::style(m_value, TextStyle::Strong, frame.valueKnown ? Tone::Normal : Tone::Muted);
    const bool empty = frame.solid.empty() && frame.second.empty();
    setEmptyText(empty ? frame.emptyText : QString());
    if (m_description != frame.description) {
        m_description = frame.description;
        setToolTip(Theme::toolTip(frame.description));
    }
    m_frame = frame;
    m_plot->setFrame(frame);
    if (std::exchange(m_state, frame.state) != frame.state) {
        announce(this);
        Q_EMIT stateChanged();
    }
}

void MetricChart::setMarkers(std::vector<ChartMarker> markers)
{
    m_plot->setMarkers(std::move(markers));
}

int MetricChart::columns() const
{
    return m_plot->columns();
}

QString MetricChart::values() const
{
    QString lines;
    const auto add = [&](const ChartLine &line, const QString &name) {
        for (const QList<QPointF> &piece : line.pieces) {
            for (const QPointF &point : piece)
                lines += csvTime(m_frame.nowMs + qint64(std::llround(point.x() * 1000))) + u'\t' + name +
                         u'\t' + QString::number(point.y(), 'g', 12) + u'\n';
        }
    };
    add(m_frame.solid, m_frame.solidName);
    add(m_frame.second, m_frame.secondName);
    return lines.isEmpty() ? QString() : QStringLiteral("time\tline\t%1\n").arg(m_frame.unit) + lines;
}

QString MetricChart::value() const
{
    return m_value->text();
}

MetricChart::Drawn MetricChart::drawn() const
{
    return m_plot->drawn();
}

void MetricChart::restyle()
{
    m_plot->restyle();
}

} // namespace hakgal
