// SPDX-License-Identifier: GPL-3.0-or-later
// One chart update: decimating the ring, replacing the series and painting, for five minutes and for a full
// hour of ticks. The reference of the ratio is filling the same pixels.
#include "ui/MetricChart.h"
#include "ui/Theme.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>

#include <benchmark/benchmark.h>

#include <cmath>

using namespace hakgal;

namespace {

constexpr QSize kSize{520, 210};
const Theme *g_theme = nullptr;

SampleHistory anHour()
{
    SampleHistory history;
    Sample sample;
    const auto start = std::chrono::steady_clock::now() - std::chrono::hours(1);
    for (int second = 0; second < 3600; ++second) {
        sample.at.steady = start + std::chrono::seconds(second);
        sample[MetricId::SystemCpu] = Reading::of(50 + 40 * std::sin(second / 37.0) + second % 7);
        history.add(sample);
    }
    return history;
}

void fillPixels(benchmark::State &state)
{
    QPixmap pixels(kSize);
    for (auto _ : state) {
        QPainter painter(&pixels);
        painter.fillRect(pixels.rect(), Qt::darkGray);
    }
}
BENCHMARK(fillPixels)->Unit(benchmark::kMicrosecond);

void update(benchmark::State &state)
{
    const auto window = std::chrono::seconds(state.range(0));
    const SampleHistory history = anHour();
    MetricChart chart(*g_theme, QStringLiteral("CPU"), QStringLiteral("%"), &Colors::accent,
                      MetricChart::SecondLine::None);
    chart.resize(kSize);
    chart.ensurePolished();
    QPixmap pixels(kSize);
    const auto now = std::chrono::steady_clock::now();
    for (auto _ : state) {
        const auto points = history.points(MetricId::SystemCpu, now, window, chart.columns());
        ChartFrame frame;
        frame.windowSeconds = static_cast<int>(state.range(0));
        frame.solid = chartLine(points, 1, 1);
        frame.limit = 80;
        frame.value = QStringLiteral("50.0");
        frame.valueKnown = true;
        chart.setFrame(frame);
        chart.render(&pixels);
    }
    state.counters["points"] = static_cast<double>(chart.drawn().points);
}
BENCHMARK(update)->Arg(300)->Arg(3600)->Unit(benchmark::kMicrosecond);

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const Theme theme(ThemeMode::Dark);
    g_theme = &theme;
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
