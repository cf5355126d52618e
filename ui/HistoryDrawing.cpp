// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryDrawing.h"

#include "ui/TabularText.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

constexpr double kLineWidth = 1.3;
constexpr double kStrip = 4;               ///< height of the strip that tells of alerts
constexpr double kOperationsApart = 12;    ///< pixels
constexpr double kNear = 4;                ///< how near a pointer must come to a line
constexpr layout::Growing kLabelPitch{84}; ///< width that a label of the time axis may take
/// Points drawn as one line: Qt's rasterizer takes a time that grows with the square of an outline's points.
constexpr qsizetype kTogether = 8;

/// Those that can be seen: all that touch the span, and one more on either side for the line to the edge.
std::span<const HistoryColumn> visible(std::span<const HistoryColumn> columns, const TimeSpan &span)
{
    const auto first = std::partition_point(columns.begin(), columns.end(), [&](const HistoryColumn &column) {
        return column.toMs < span.fromMs;
    });
    auto last = std::partition_point(first, columns.end(),
                                     [&](const HistoryColumn &column) { return column.fromMs <= span.toMs; });
    const std::size_t begin = std::size_t(first - columns.begin());
    const std::size_t end = std::size_t(last - columns.begin());
    const std::size_t from = begin > 0 ? begin - 1 : 0;
    return columns.subspan(from, std::min(columns.size(), end + 1) - from);
}

double middle(const HistoryPlace &place, const HistoryColumn &column)
{
    return (place.x(column.fromMs) + place.x(column.toMs)) / 2;
}

struct Interval
{
    double left = 0;
    double right = 0;
};

/// Where an alert's time lies in the plot; nothing where it lies outside.
std::optional<Interval> intervalOf(const HistoryPlace &place, const HistoryMarker &marker, qint64 nowMs)
{
    const QRectF &plot = place.plot();
    const double left = place.x(marker.fromMs);
    const double right = std::max(left + 3, place.x(marker.toMs != 0 ? marker.toMs : nowMs));
    if (right < plot.left() || left > plot.right())
        return std::nullopt;
    return Interval{std::max(left, plot.left()), std::min(right, plot.right())};
}

bool isAbout(const HistoryDrawing &drawing, const Alert &alert)
{
    const auto rule = std::size_t(alert.rule);
    return rule < drawing.alertMetrics.size() && drawing.alertMetrics[rule] == drawing.metric;
}

class Painting
{
public:
    Painting(QPainter &painter, const QRectF &area, const HistoryDrawing &drawing, const Colors &colors,
             const Format &format)
        : m_painter(painter),
          m_area(area),
          m_drawing(drawing),
          m_colors(colors),
          m_format(format),
          m_place(area, drawing.span, drawing.scale),
          m_plot(m_place.plot()),
          m_line(historyColor(drawing.metric, colors)),
          m_columns(visible(drawing.columns, drawing.span))
    {
    }

    void draw()
    {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setFont(Theme::font(TextStyle::Small));
        m_painter.save();
        m_painter.setClipRect(m_plot.adjusted(0, -1, 1, 1));
        alertGrounds();
        areas();
        grid();
        bands();
        m_painter.setRenderHint(QPainter::Antialiasing);
        averages();
        operations(); // lines before words, which cover them
        limit();
        operationWords();
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        alertStrips();
        cursor();
        m_painter.restore();
        labels();
    }

private:
    /// Calls `of(left, right, column)` with the pixels that a column takes: up to the next one, where no gap
    /// lies between, and at least one.
    template<typename Of>
    void eachColumn(Of of) const
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const HistoryColumn &column = m_columns[i];
            const bool joined = i + 1 < m_columns.size() && !m_columns[i + 1].gapBefore;
            const double from = std::floor(m_place.x(column.fromMs));
            const double to =
                std::floor(joined ? m_place.x(m_columns[i + 1].fromMs) : m_place.x(column.toMs) + 0.999);
            of(from, std::max(from + 1, to), column);
        }
    }

    void alertGrounds()
    {
        for (const HistoryMarker &marker : m_drawing.markers) {
            if (marker.kind != HistoryMarker::Kind::Alert || !isAbout(m_drawing, marker.alert))
                continue;
            if (const auto interval = intervalOf(m_place, marker, m_drawing.nowMs))
                m_painter.fillRect(
                    QRectF(interval->left, m_plot.top(), interval->right - interval->left, m_plot.height()),
                    mixed(m_colors.severity(marker.alert.severity), m_colors.card,
                          m_colors.dark ? 0.16 : 0.12));
        }
    }

    void areas()
    {
        if (m_drawing.scale.low != 0)
            return; // an area would tell of a share of nothing
        const QColor fill = mixed(m_line, m_colors.card, m_colors.dark ? 0.14 : 0.10);
        eachColumn([&](double left, double right, const HistoryColumn &column) {
            const double top = std::round(m_place.y(column.mean));
            m_painter.fillRect(QRectF(left, top, right - left, m_plot.bottom() - top), fill);
        });
    }

    void grid()
    {
        QColor color = m_colors.text;
        color.setAlphaF(m_colors.dark ? 0.08F : 0.09F);
        for (int i = 0; i <= m_drawing.scale.steps; ++i)
            m_painter.fillRect(
                QRectF(m_plot.left(), std::floor(m_place.y(m_drawing.scale.at(i))), m_plot.width(), 1),
                color);
    }

    void bands()
    {
        const QColor fill = mixed(m_line, m_colors.card, m_colors.dark ? 0.45 : 0.38);
        eachColumn([&](double left, double right, const HistoryColumn &column) {
            const double top = std::floor(m_place.y(column.high));
            const double bottom = std::ceil(m_place.y(column.low));
            if (bottom - top > kLineWidth)
                m_painter.fillRect(QRectF(left, top, right - left, bottom - top), fill);
        });
    }

    void averages()
    {
        m_painter.setPen(QPen(m_line, kLineWidth, Qt::SolidLine, Qt::SquareCap, Qt::BevelJoin));
        QPolygonF piece;
        piece.reserve(kTogether);
        const auto close = [&] {
            if (piece.size() == 1)
                m_painter.drawLine(piece[0] - QPointF(1, 0), piece[0] + QPointF(1, 0));
            else if (piece.size() > 1)
                m_painter.drawPolyline(piece);
            piece.clear();
        };
        for (const HistoryColumn &column : m_columns) {
            if (column.gapBefore) {
                close();
            } else if (piece.size() == kTogether) {
                const QPointF joint = piece.last();
                close();
                piece += joint;
            }
            piece += QPointF(middle(m_place, column), m_place.y(column.mean));
        }
        close();
    }

    void limit()
    {
        if (!m_drawing.limit || *m_drawing.limit < m_drawing.scale.low)
            return;
        if (*m_drawing.limit > m_drawing.scale.high) {
            const QString words =
                QCoreApplication::translate("HistoryChart", "limit %1, off scale ↑")
                    .arg(m_format.limit(*m_drawing.limit, metricInfo(m_drawing.metric).unit));
            const double width = tabular::width(m_painter.font(), words);
            const QRectF box(m_plot.right() - width - 4, m_plot.top() + kStrip + 1, width,
                             m_painter.fontMetrics().height());
            m_painter.fillRect(box.adjusted(-4, 0, 4, 0), veil());
            m_painter.setPen(m_colors.criticalText);
            tabular::draw(m_painter, box, Qt::AlignVCenter, words);
            m_freeUntil = box.left() - 8;
            return;
        }
        QPen pen(m_colors.critical, 1.2);
        pen.setDashPattern({5, 3});
        m_painter.setPen(pen);
        const double y = std::floor(m_place.y(*m_drawing.limit)) + 0.5;
        m_painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
    }

    void operations()
    {
        for (const HistoryMarker &marker : m_drawing.markers) {
            if (marker.kind != HistoryMarker::Kind::Operation || !m_drawing.span.contains(marker.fromMs))
                continue;
            const double x = std::round(m_place.x(marker.fromMs)) + 0.5;
            // Many of the same close together would be a wall: of them, a line every few pixels.
            if (!m_operations.empty() && m_operations.back().marker->operation == marker.operation &&
                m_operations.back().marker->failed == marker.failed &&
                std::abs(x - m_operations.back().x) < kOperationsApart)
                continue;
            m_operations.push_back({x, &marker});
            QPen dotted(marker.failed ? m_colors.critical : m_colors.good, 1.2);
            dotted.setDashPattern({2, 2});
            m_painter.setPen(dotted);
            m_painter.drawLine(QPointF(m_operations.back().x, m_plot.top() + kStrip),
                               QPointF(m_operations.back().x, m_plot.bottom()));
        }
    }

    void operationWords()
    {
        const std::vector<Operation> &lines = m_operations;
        const double end = m_freeUntil > 0 ? m_freeUntil : m_plot.right();
        const double height = m_painter.fontMetrics().height();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const HistoryMarker &marker = *lines[i].marker;
            const QString name = marker.operation.left(24);
            const QString words = m_drawing.operationWords ? m_drawing.operationWords(name) : name;
            const QRectF box(lines[i].x + 4, m_plot.top() + kStrip + 1,
                             m_painter.fontMetrics().horizontalAdvance(words) + 1, height);
            // Words that the next line would cross are left out; pointing at the line tells them.
            if (box.right() > end || (i + 1 < lines.size() && box.right() + 2 > lines[i + 1].x))
                continue;
            m_painter.fillRect(box.adjusted(-2, 0, 2, 0), veil());
            m_painter.setPen(marker.failed ? m_colors.criticalText : m_colors.goodText);
            m_painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, words);
        }
    }

    void alertStrips()
    {
        for (const HistoryMarker &marker : m_drawing.markers) {
            if (marker.kind != HistoryMarker::Kind::Alert)
                continue;
            if (const auto interval = intervalOf(m_place, marker, m_drawing.nowMs))
                m_painter.fillRect(
                    QRectF(interval->left, m_plot.top(), interval->right - interval->left, kStrip),
                    m_colors.severity(marker.alert.severity));
        }
    }

    void cursor()
    {
        if (!m_drawing.cursorMs || !m_drawing.span.contains(*m_drawing.cursorMs))
            return;
        const double x = std::floor(m_place.x(*m_drawing.cursorMs));
        m_painter.fillRect(QRectF(x, m_plot.top(), 1, m_plot.height()), m_colors.muted);
        if (const HistoryColumn *column = columnAt(m_drawing.columns, *m_drawing.cursorMs)) {
            m_painter.setRenderHint(QPainter::Antialiasing);
            m_painter.setPen(QPen(m_colors.card, 1.5));
            m_painter.setBrush(m_line);
            m_painter.drawEllipse(QPointF(x + 0.5, m_place.y(column->mean)), 3.5, 3.5);
        }
    }

    void labels()
    {
        m_painter.setPen(m_colors.muted);
        const Unit unit = metricInfo(m_drawing.metric).unit;
        const ValueScale &scale = m_drawing.scale;
        for (int i = 0; i <= scale.steps; ++i) {
            const double value = scale.at(i);
            // A zero needs no unit, and the last of them would be "0 B" beside "10 MB".
            const QString text = value == 0 ? m_format.locale().toString(0)
                                 : unit == Unit::Count || unit == Unit::PerMinute
                                     ? m_format.locale().toString(value, 'f', scale.high < 10 ? 2 : 0)
                                     : m_format.limit(value, unit);
            tabular::draw(
                m_painter,
                QRectF(m_plot.right() + 6, m_place.y(value) - 8, HistoryPlace::kRightLabels - 6, 16),
                Qt::AlignVCenter, text);
        }
        const int most = std::max(2, int(m_plot.width() / kLabelPitch));
        double taken = m_area.left() - 8;
        for (const MomentTick &tick : momentTicks(m_drawing.span, most, m_format)) {
            const double width = tabular::width(m_painter.font(), tick.text);
            const double x = m_place.x(tick.atMs);
            const double left = std::clamp(x - width / 2, m_area.left(), m_area.right() - width);
            if (left < taken + 8)
                continue;
            m_painter.fillRect(QRectF(std::floor(x), m_plot.bottom() + 1, 1, 3), m_colors.border);
            tabular::draw(m_painter,
                          QRectF(left, m_plot.bottom() + 3, width, HistoryPlace::kBottomLabels - 3),
                          Qt::AlignVCenter, tick.text);
            taken = left + width;
        }
    }

    QColor veil() const
    {
        QColor color = m_colors.card; // behind words that may lie on a line
        color.setAlphaF(0.9F);
        return color;
    }

    QPainter &m_painter;
    const QRectF m_area;
    const HistoryDrawing &m_drawing;
    const Colors &m_colors;
    const Format &m_format;
    const HistoryPlace m_place;
    const QRectF m_plot;
    const QColor m_line;
    const std::span<const HistoryColumn> m_columns;
    struct Operation
    {
        double x;
        const HistoryMarker *marker;
    };
    std::vector<Operation> m_operations; ///< that are in sight, in the order of time
    double m_freeUntil = 0;              ///< of the first line of words; 0: all of it
};

} // namespace

HistoryPlace::HistoryPlace(const QRectF &area, const TimeSpan &span, const ValueScale &scale)
    : m_plot(area.left(), area.top() + kTop, std::max(1.0, area.width() - kRightLabels),
             std::max(1.0, area.height() - kTop - kBottomLabels)),
      m_span(span),
      m_scale(scale)
{
}

double HistoryPlace::x(qint64 atMs) const
{
    // Bounded, since a far away neighbour of a short span lies where no painter can follow.
    const double share = double(atMs - m_span.fromMs) / double(std::max<qint64>(1, m_span.lengthMs()));
    return m_plot.left() + m_plot.width() * std::clamp(share, -20.0, 21.0);
}

double HistoryPlace::y(double value) const
{
    const double range = m_scale.high - m_scale.low;
    const double y = m_plot.bottom() - m_plot.height() * (value - m_scale.low) / (range > 0 ? range : 1);
    return std::clamp(y, m_plot.top() - 1, m_plot.bottom() + 1);
}

qint64 HistoryPlace::timeAt(double x) const
{
    return m_span.fromMs +
           qint64(std::llround((x - m_plot.left()) / m_plot.width() * double(m_span.lengthMs())));
}

QColor historyColor(MetricId metric, const Colors &colors)
{
    switch (metric) {
    case MetricId::SystemMemory:
    case MetricId::ProcessMemory:
    case MetricId::DatabaseBytes:
        return colors.memory;
    case MetricId::CacheHitRate:
    case MetricId::Facts:
    case MetricId::FactsPerMinute:
        return colors.cache;
    case MetricId::QueryP50:
    case MetricId::QueryP95:
    case MetricId::QueryMax:
    case MetricId::WalBytes:
        return colors.latency;
    default:
        return colors.accent;
    }
}

ValueRange rangeWithin(std::span<const HistoryColumn> columns, const TimeSpan &span)
{
    ValueRange range;
    for (const HistoryColumn &column : visible(columns, span)) {
        if (column.toMs < span.fromMs || column.fromMs > span.toMs)
            continue;
        if (range.low > range.high)
            range = {column.low, column.high};
        range.low = std::min(range.low, column.low);
        range.high = std::max(range.high, column.high);
    }
    return range;
}

const HistoryColumn *columnAt(std::span<const HistoryColumn> columns, qint64 atMs)
{
    // The last one that begins no later.
    const auto next = std::partition_point(
        columns.begin(), columns.end(), [&](const HistoryColumn &column) { return column.fromMs <= atMs; });
    const HistoryColumn *before = next == columns.begin() ? nullptr : &*(next - 1);
    if (before && atMs <= before->toMs)
        return before;
    const HistoryColumn *after = next == columns.end() ? nullptr : &*next;
    if (!before || !after || after->gapBefore)
        return nullptr;
    return atMs - before->toMs <= after->fromMs - atMs ? before : after;
}

void drawHistory(QPainter &painter, const QRectF &area, const HistoryDrawing &drawing, const Colors &colors,
                 const Format &format)
{
    if (drawing.metric == MetricId::Count_ || drawing.span.lengthMs() <= 0)
        return;
    Painting(painter, area, drawing, colors, format).draw();
}

const HistoryMarker *markerAt(const HistoryPlace &place, const HistoryDrawing &drawing, const QPointF &at)
{
    const QRectF &plot = place.plot();
    if (!plot.adjusted(-kNear, -kNear, kNear, kNear).contains(at))
        return nullptr;
    for (auto marker = drawing.markers.rbegin(); marker != drawing.markers.rend(); ++marker) {
        if (marker->kind == HistoryMarker::Kind::Operation &&
            std::abs(place.x(marker->fromMs) - at.x()) <= kNear)
            return &*marker;
    }
    for (auto marker = drawing.markers.rbegin(); marker != drawing.markers.rend(); ++marker) {
        if (marker->kind != HistoryMarker::Kind::Alert)
            continue;
        const bool low = at.y() > plot.top() + kStrip + kNear;
        if (low && !isAbout(drawing, marker->alert))
            continue;
        const auto interval = intervalOf(place, *marker, drawing.nowMs);
        if (interval && at.x() >= interval->left - 1 && at.x() <= interval->right + 1)
            return &*marker;
    }
    return nullptr;
}

} // namespace hakgal
