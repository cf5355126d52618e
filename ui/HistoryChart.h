// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryReader.h"
#include "core/text/Catalogue.h"
#include "ui/Card.h"
#include "ui/HistoryDrawing.h"
#include "ui/HistoryText.h"
#include "ui/Spoken.h"

#include <array>
#include <optional>
#include <vector>

namespace hakgal {

class TabularLabel;

/// What all charts of the History page share.
struct HistoryFrame
{
    TimeSpan span;
    HistoryViewPtr view; ///< null: nothing was answered yet
    std::optional<qint64> cursorMs;
    std::array<MetricId, std::size_t(RuleId::Count_)> alertMetrics{}; ///< what each rule is about
    qint64 nowMs = 0;
};

/// One metric on the shared time axis, with its value at the cursor in the title. Draws what the view holds
/// at the frame's span, whichever span the view was asked for: so a picture moves at once and is sharpened
/// when the answer comes. GUI thread.
class HistoryChart : public Card, public Spoken
{
    Q_OBJECT
    Q_PROPERTY(QString value READ value)
public:
    HistoryChart(const Theme &theme, const Catalogue &catalogue, MetricId metric, QWidget *parent = nullptr);

    MetricId metric() const { return m_metric; }
    void setLimit(const std::optional<HistoryLimit> &limit);
    void setFrame(const HistoryFrame &frame);

    QString value() const; ///< as the title shows it
    int columns() const;   ///< pixel columns of the plot
    QAccessible::Role spokenRole() const override { return QAccessible::Chart; }
    QString spokenValue() const override { return value(); }
    QString spokenDescription() const override;
    HistoryPlace place() const;
    /// The widget that draws, for tests and for whoever handles the pointer.
    QWidget *plot() const;
    HistoryDrawing drawing() const;

Q_SIGNALS:
    void zoomed(qint64 anchorMs, double factor);
    /// The pointer took hold of the chart, pulled it by so many pixels since, let go.
    void dragBegan();
    void dragged(double pixels);
    void dragEnded();
    /// A stretch was framed (Shift and drag).
    void framed(qint64 fromMs, qint64 toMs);
    void cursorMoved(std::optional<qint64> atMs);

private:
    class Plot;
    const HistoryColumn *shownColumn() const;
    void showValue();

    const Theme &m_theme;
    Format m_format;
    HistoryText m_words;
    MetricId m_metric;
    std::optional<HistoryLimit> m_limit;
    HistoryFrame m_frame;
    const HistoryLine *m_line = nullptr; ///< in m_frame.view
    ValueScale m_scale;
    TabularLabel *m_value;
    Plot *m_plot;
};

} // namespace hakgal
