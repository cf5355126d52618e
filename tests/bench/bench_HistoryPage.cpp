// SPDX-License-Identifier: GPL-3.0-or-later
// One frame of the History page while someone drags or zooms over a year of one-minute values (525,600 a
// metric, four charts, the page as large as in a window of 1280 × 820). The values are decimated in a thread
// of their own, as the reader does; the picture moves meanwhile. A frame is everything between two movements:
// handling the pointer, taking what was answered, painting all charts. Counters: longest frame, the 99th of
// 100, frames a second on average, answers that came. The reference of the ratio is filling the same pixels.
#include "core/monitor/WorkerThread.h"
#include "ui/HistoryBoard.h"
#include "ui/HistoryPage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

using namespace hakgal;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kDay = 24 * 60 * kMinute;
constexpr qint64 kNow = 1'758'027'600'000;
constexpr int kMinutes = 365 * 24 * 60;
constexpr QSize kPage{1092, 790};
const Theme *g_theme = nullptr;

/// A year of minutes of any metric, with a pause of a week in it.
HistorySeries aYear(int seed)
{
    std::vector<HistoryPoint> points;
    points.reserve(kMinutes);
    for (int minute = 0; minute < kMinutes; ++minute) {
        if (minute > 200'000 && minute < 210'080)
            continue;
        const double mean = 40 + 20 * std::sin(minute / 229.0 + seed) + minute * (13 + seed) % 17;
        points.push_back({kNow - (kMinutes - minute) * kMinute, mean - 5, mean, mean + 9, 60});
    }
    HistorySeries series(HistoryTier::Minute);
    series.replaceTail(points);
    return series;
}

/// Answers as a reader that has all of it in memory.
class Source : public QObject
{
public:
    explicit Source(HistoryPage &page) : m_page(page)
    {
        for (int i = 0; i < 4; ++i)
            m_series.push_back(aYear(i));
    }

    void ask(const HistoryRequest &request)
    {
        m_newest = request.token;
        QMetaObject::invokeMethod(this, [this, request] {
            if (request.token != m_newest) // only the last one that waits is answered
                return;
            auto view = std::make_shared<HistoryView>();
            view->request = request;
            view->tier = HistoryTier::Minute;
            view->oldestMs = kNow - 365 * kDay;
            view->newestMs = kNow;
            for (std::size_t i = 0; i < request.metrics.size(); ++i) {
                const HistoryPart part{&m_series[i % m_series.size()], request.fromMs, request.toMs};
                HistoryLine line;
                line.metric = request.metrics[i];
                line.columns = decimate(std::span(&part, 1), request.fromMs, request.toMs, request.columns);
                view->lines.push_back(line);
            }
            QMetaObject::invokeMethod(&m_page, [this, view] {
                ++answers;
                m_page.showView(view);
            });
        });
    }

    int answers = 0; ///< of the GUI thread

private:
    HistoryPage &m_page;
    std::vector<HistorySeries> m_series;
    std::atomic<quint64> m_newest = 0;
};

void fillPixels(benchmark::State &state)
{
    QImage pixels(kPage, QImage::Format_RGB32);
    for (auto _ : state)
        pixels.fill(Qt::darkGray);
}
BENCHMARK(fillPixels)->Unit(benchmark::kMillisecond);

/// Counts how often charts were painted: each movement must show on each of them.
class Paints : public QObject
{
public:
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

struct Scene
{
    Scene()
        : page(*g_theme, Catalogue(Catalogue::Language::English),
               [] {
                   Instant now = Instant::now();
                   now.wallMs = kNow;
                   return now;
               }),
          source(new Source(page)),
          thread(QStringLiteral("source"), source)
    {
        QObject::connect(
            &page, &HistoryPage::viewRequested, source,
            [this](const HistoryRequest &request) { source->ask(request); }, Qt::DirectConnection);
        page.resize(kPage);
        page.applySettings(Settings());
        page.show();
        page.setDatabase(QStringLiteral("/data/year.db"));
        page.setRange(HistoryPage::Range::Year);
        while (!page.board()->view())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        for (HistoryChart *chart : page.board()->charts())
            chart->plot()->installEventFilter(&paints);
    }

    /// What one movement costs until it is on the screen.
    template<typename Move>
    void frame(benchmark::State &state, Move move)
    {
        QElapsedTimer timer;
        timer.start();
        move();
        QApplication::processEvents();
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        frames.push_back(seconds);
        state.SetIterationTime(seconds);
    }

    void tell(benchmark::State &state)
    {
        std::sort(frames.begin(), frames.end());
        double sum = 0;
        for (const double seconds : frames)
            sum += seconds;
        state.counters["longest_ms"] = frames.back() * 1000;
        state.counters["p99_ms"] = frames[frames.size() * 99 / 100] * 1000;
        state.counters["frames_a_second"] = double(frames.size()) / sum;
        state.counters["answers"] = source->answers;
        state.counters["paints_a_frame"] = double(paints.count) / double(frames.size());
    }

    HistoryPage page;
    Source *source;
    WorkerThread thread;
    Paints paints;
    std::vector<double> frames;
};

void drag(benchmark::State &state)
{
    Scene scene;
    HistoryBoard *board = scene.page.board();
    board->zoom(0.25);
    QWidget *plot = board->charts().front()->plot();
    const auto send = [plot](QEvent::Type type, double x) {
        QMouseEvent event(type, QPointF(x, 60), plot->mapToGlobal(QPointF(x, 60)), Qt::LeftButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(plot, &event);
    };
    send(QEvent::MouseButtonPress, 200);
    int step = 0;
    for (auto _ : state) {
        ++step;
        scene.frame(state, [&] { send(QEvent::MouseMove, 200 + 180 * std::sin(step / 20.0)); });
    }
    send(QEvent::MouseButtonRelease, 200);
    scene.tell(state);
}
BENCHMARK(drag)->UseManualTime()->Iterations(600)->Unit(benchmark::kMillisecond);

void zoom(benchmark::State &state)
{
    Scene scene;
    QWidget *plot = scene.page.board()->charts().front()->plot();
    int step = 0;
    for (auto _ : state) {
        const int turned = step++ / 24 % 2 == 0 ? 120 : -120;
        scene.frame(state, [&] {
            const QPointF at(220, 60);
            QWheelEvent wheel(at, plot->mapToGlobal(at), {}, QPoint(0, turned), Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(plot, &wheel);
        });
    }
    scene.tell(state);
}
BENCHMARK(zoom)->UseManualTime()->Iterations(600)->Unit(benchmark::kMillisecond);

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
