// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ChartCard.h"
#include "ui/ChartSeries.h"
#include "ui/Spoken.h"

#include <memory>

namespace hakgal {

/// A live line chart with its alert limit. The only class that knows Qt Charts. GUI thread.
/// One setFrame() a tick; nothing is animated. The name for assistive tools is the title, the description
/// tells the latest value, the limit and the state.
class MetricChart : public ChartCard, public Spoken
{
    Q_OBJECT
    Q_PROPERTY(QString value READ value)
public:
    /// The colour of the first line.
    using LineColor = QColor Colors::*;
    enum class SecondLine : quint8 { None, Dotted, Dashed };

    MetricChart(const Theme &theme, const QString &title, const QString &caption, LineColor color,
                SecondLine second, QWidget *parent = nullptr);
    ~MetricChart() override;

    void setFrame(const ChartFrame &frame);

    /// Vertical dotted lines with a label; kept until replaced.
    void setMarkers(std::vector<ChartMarker> markers);

    /// How many pixel columns the plot has: points beyond two a column cannot be seen.
    int columns() const;

    QString value() const;
    /// Time, line, value of every point; where the window holds more than can be drawn, the smallest and
    /// largest of each pixel.
    QString values() const override;
    QAccessible::Role spokenRole() const override { return QAccessible::Chart; }
    QString spokenValue() const override { return value(); }
    QString spokenDescription() const override { return m_description; }

    /// What is drawn now, for tests: unbroken pieces of the solid and the second line, limit line visible.
    struct Drawn
    {
        int solidPieces = 0;
        int secondPieces = 0;
        qsizetype points = 0;
        bool limitLine = false;
        QString limitWords;
        int markers = 0;
    };
    Drawn drawn() const;

Q_SIGNALS:
    /// The latest value came to lie within or beyond the limit, or is not known any more.
    void stateChanged();

private:
    class Plot;
    void restyle();

    const Theme &m_theme;
    class TabularLabel *m_value;
    Plot *m_plot;
    QString m_description;
    ChartState m_state = ChartState::Unknown;
    ChartFrame m_frame;
};

} // namespace hakgal
