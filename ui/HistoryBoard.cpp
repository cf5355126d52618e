// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/HistoryBoard.h"

#include "core/alert/AlertRule.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hakgal {

namespace {

constexpr int kChartHeight = 150; ///< the least
constexpr double kKeyPan = 0.1;   ///< of the span
constexpr double kPictureScale = 2;
constexpr int kPictureTitle = 40;

} // namespace

HistoryBoard::HistoryBoard(const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_catalogue(catalogue), m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("historyBoard"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Charts"));
    setAccessibleDescription(tr("Arrow keys move through time, with Ctrl they move the cursor; plus and "
                                "minus zoom."));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(layout::kGap);
    m_frame.alertMetrics.fill(MetricId::Count_);
}

HistoryChart *HistoryBoard::makeChart(MetricId metric)
{
    auto *chart = new HistoryChart(m_theme, m_catalogue, metric, this);
    chart->setMinimumHeight(layout::scaled(kChartHeight));
    chart->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    connect(chart, &HistoryChart::zoomed, this,
            [this](qint64 anchorMs, double factor) { choose(zoomed(m_frame.span, anchorMs, factor)); });
    connect(chart, &HistoryChart::dragBegan, this, [this] { m_dragFrom = m_frame.span; });
    connect(chart, &HistoryChart::dragged, this, [this, chart](double pixels) {
        const double width = chart->place().plot().width();
        choose(panned(m_dragFrom, -qint64(std::llround(pixels / width * double(m_dragFrom.lengthMs())))));
    });
    connect(chart, &HistoryChart::framed, this, [this](qint64 fromMs, qint64 toMs) {
        choose({fromMs, toMs});
    });
    connect(chart, &HistoryChart::cursorMoved, this, &HistoryBoard::setCursor);
    return chart;
}

void HistoryBoard::setMetrics(const std::vector<MetricId> &metrics)
{
    if (metrics == this->metrics())
        return;
    std::vector<HistoryChart *> charts;
    for (const MetricId metric : metrics) {
        const auto known = std::find_if(m_charts.begin(), m_charts.end(),
                                        [metric](HistoryChart *chart) { return chart->metric() == metric; });
        charts.push_back(known == m_charts.end() ? makeChart(metric) : *known);
    }
    for (HistoryChart *chart : m_charts) {
        m_grid->removeWidget(chart);
        if (std::find(charts.begin(), charts.end(), chart) == charts.end())
            delete chart;
    }
    m_charts = charts;
    const int across = m_charts.size() > 1 ? 2 : 1;
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < across ? 1 : 0);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const int row = int(i) / across;
        const bool alone = i + 1 == m_charts.size() && int(i) % across == 0;
        m_grid->addWidget(m_charts[i], row, int(i) % across, 1, alone ? across : 1);
        m_grid->setRowStretch(row, 1);
        m_charts[i]->show();
    }
    const int rows = (int(m_charts.size()) + across - 1) / across;
    setMinimumHeight(rows * layout::scaled(kChartHeight) + std::max(0, rows - 1) * layout::kGap);
    applyLimits();
    setEmptyText(m_emptyText);
    showFrame();
}

std::vector<MetricId> HistoryBoard::metrics() const
{
    std::vector<MetricId> metrics;
    for (const HistoryChart *chart : m_charts)
        metrics.push_back(chart->metric());
    return metrics;
}

void HistoryBoard::setSpan(const TimeSpan &span)
{
    if (span == m_frame.span)
        return;
    m_frame.span = span;
    showFrame();
}

void HistoryBoard::setView(const HistoryViewPtr &view)
{
    m_frame.view = view;
    showFrame();
}

void HistoryBoard::setSettings(const Settings &settings)
{
    m_settings = settings;
    applyLimits();
    showFrame();
}

void HistoryBoard::applyLimits()
{
    if (!m_settings)
        return;
    const std::vector<AlertRule> rules = alertRules(*m_settings);
    for (const AlertRule &rule : rules)
        m_frame.alertMetrics[std::size_t(rule.id)] = rule.metric;
    for (HistoryChart *chart : m_charts) {
        // Warnings come before their critical twins. Rules about something beside the metric (errors within
        // a minute, minutes without a new fact) have no limit on its axis.
        const auto rule = std::find_if(rules.begin(), rules.end(), [&](const AlertRule &candidate) {
            return candidate.metric == chart->metric() && candidate.id != RuleId::DatabaseErrors &&
                   candidate.id != RuleId::FactsStalled && candidate.id != RuleId::DatabaseUnreachable &&
                   candidate.id != RuleId::DatabaseReplaced && candidate.id != RuleId::BackupFailing;
        });
        chart->setLimit(rule == rules.end() ? std::nullopt
                                            : std::optional(HistoryLimit{rule->limit, rule->side}));
    }
}

void HistoryBoard::setNow(qint64 nowMs)
{
    m_frame.nowMs = nowMs;
}

void HistoryBoard::setEmptyText(const QString &text)
{
    m_emptyText = text;
    for (HistoryChart *chart : m_charts)
        chart->setEmptyText(text);
}

int HistoryBoard::columns() const
{
    int most = 1;
    for (const HistoryChart *chart : m_charts)
        most = std::max(most, chart->columns());
    return most;
}

void HistoryBoard::showFrame()
{
    for (HistoryChart *chart : m_charts)
        chart->setFrame(m_frame);
}

void HistoryBoard::setCursor(std::optional<qint64> atMs)
{
    if (atMs == m_frame.cursorMs)
        return;
    m_frame.cursorMs = atMs;
    showFrame();
    Q_EMIT cursorChanged(atMs);
}

void HistoryBoard::choose(const TimeSpan &span)
{
    const qint64 oldest = m_frame.view ? m_frame.view->oldestMs : 0;
    const TimeSpan wanted = kept(span, oldest, std::max(m_frame.nowMs, oldest));
    if (wanted == m_frame.span)
        return;
    setSpan(wanted);
    Q_EMIT spanChosen(wanted);
}

void HistoryBoard::zoom(double factor)
{
    const TimeSpan &span = m_frame.span;
    const qint64 anchor = m_frame.cursorMs && span.contains(*m_frame.cursorMs)
                              ? *m_frame.cursorMs
                              : span.fromMs + span.lengthMs() / 2;
    choose(zoomed(span, anchor, factor));
}

void HistoryBoard::moveCursor(int columns)
{
    const TimeSpan &span = m_frame.span;
    const double step = double(span.lengthMs()) / double(this->columns());
    const qint64 from = m_frame.cursorMs && span.contains(*m_frame.cursorMs)
                            ? *m_frame.cursorMs
                            : span.fromMs + span.lengthMs() / 2;
    setCursor(std::clamp(from + qint64(std::llround(step * columns)), span.fromMs, span.toMs));
}

void HistoryBoard::keyPressEvent(QKeyEvent *event)
{
    const TimeSpan &span = m_frame.span;
    const auto pan = qint64(double(span.lengthMs()) * kKeyPan);
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        control ? moveCursor(-1) : choose(panned(span, -pan));
        return;
    case Qt::Key_Right:
        control ? moveCursor(1) : choose(panned(span, pan));
        return;
    case Qt::Key_PageUp:
        choose(panned(span, -span.lengthMs()));
        return;
    case Qt::Key_PageDown:
        choose(panned(span, span.lengthMs()));
        return;
    case Qt::Key_Home:
        if (m_frame.view && m_frame.view->oldestMs != 0)
            choose(panned(span, m_frame.view->oldestMs - span.fromMs));
        return;
    case Qt::Key_End:
        choose(panned(span, m_frame.nowMs - span.toMs));
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1 / 1.5);
        return;
    case Qt::Key_Minus:
        zoom(1.5);
        return;
    case Qt::Key_Escape:
        if (m_frame.cursorMs) {
            setCursor(std::nullopt);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HistoryBoard::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.colors().accent, 2));
    for (const HistoryChart *chart : m_charts)
        painter.drawRoundedRect(QRectF(chart->geometry()).adjusted(-0.5, -0.5, 0.5, 0.5), layout::kRadius,
                                layout::kRadius);
}

QImage HistoryBoard::picture(const QString &title) const
{
    const Colors &c = m_theme.colors();
    const QSize size(width() + 2 * layout::kMargin, height() + kPictureTitle + layout::kMargin);
    QImage image(size * kPictureScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(kPictureScale);
    image.fill(c.window);
    QPainter painter(&image);
    painter.setPen(c.text);
    painter.setFont(Theme::font(TextStyle::Strong));
    painter.drawText(QRect(layout::kMargin, 0, size.width() - 2 * layout::kMargin, kPictureTitle),
                     Qt::AlignVCenter | Qt::TextSingleLine, title);
    for (HistoryChart *chart : m_charts)
        chart->render(&painter, chart->pos() + QPoint(layout::kMargin, kPictureTitle), QRegion(),
                      QWidget::DrawChildren);
    return image;
}

} // namespace hakgal
