// SPDX-License-Identifier: GPL-3.0-or-later
// The history: one frame of four charts over a year of minutes (525,600 points a metric) at every zoom, and
// what the recorder costs. `frames_per_second` is of decimating alone, which happens off the window's thread;
// its reference is going through every point once. `core_percent` is the CPU time of writing in percent of
// one core at one round a second, with everything that belongs to it: ticks, roll-up, dropping what is old.
#include "core/history/HistoryDatabase.h"
#include "core/history/HistorySeries.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <cmath>
#include <ctime>

using namespace hakgal;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kYearMinutes = 525'600;
constexpr qint64 kStart = 1'700'006'400'000;
constexpr int kColumns = 1000;

const std::vector<HistorySeries> &year()
{
    static const std::vector<HistorySeries> charts = [] {
        std::vector<HistorySeries> all;
        std::vector<HistoryPoint> points;
        for (int chart = 0; chart < 4; ++chart) {
            points.clear();
            for (qint64 i = 0; i < kYearMinutes; ++i) {
                const double value = 50 + 40 * std::sin(static_cast<double>(i + chart) / 700) +
                                     static_cast<double>(i * 7919 % 13);
                points.push_back({kStart + i * kMinute, value - 1, value, value + 2, 60});
            }
            all.emplace_back(HistoryTier::Minute).replaceTail(points);
        }
        return all;
    }();
    return charts;
}

/// Reference: every point of the four charts once.
void everyPoint(benchmark::State &state)
{
    for (auto _ : state) {
        double high = 0;
        for (const HistorySeries &series : year()) {
            for (std::size_t i = 0; i < series.size(); ++i)
                high = std::max(high, series.at(i).high);
        }
        benchmark::DoNotOptimize(high);
    }
}
BENCHMARK(everyPoint)->Unit(benchmark::kMillisecond);

/// Zooms from the whole year to an hour and back while it pans, a frame each.
void zoomAndPan(benchmark::State &state)
{
    const qint64 end = kStart + kYearMinutes * kMinute;
    double longest = 0;
    std::size_t frame = 0;
    for (auto _ : state) {
        const auto from = std::chrono::steady_clock::now();
        const double zoom = std::pow(8760, std::abs(std::sin(static_cast<double>(frame) / 50)));
        const auto span = static_cast<qint64>(static_cast<double>(end - kStart) / zoom);
        const auto place = static_cast<double>(frame % 300) / 300;
        const qint64 left = kStart + static_cast<qint64>(place * static_cast<double>(end - kStart - span));
        for (const HistorySeries &series : year()) {
            const HistoryPart part{&series, kStart, end};
            benchmark::DoNotOptimize(decimate({&part, 1}, left, left + span, kColumns));
        }
        ++frame;
        longest =
            std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    }
    state.counters["frames_per_second"] =
        benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["longest_ms"] = longest * 1000;
    qint64 bytes = 0;
    for (const HistorySeries &series : year())
        bytes += series.bytes();
    state.counters["memory_MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(zoomAndPan)->Unit(benchmark::kMillisecond)->MinTime(2);

/// Two simulated days at one round a second, in batches of ten as the recorder writes them. The second one is
/// counted: from then on as much is dropped as is written.
void record(benchmark::State &state)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("hakgal_performance.db"));
    std::vector<MetricId> metrics;
    for (const MetricInfo &info : metricTable()) {
        if (info.recorded)
            metrics.push_back(info.id);
    }
    for (auto _ : state) {
        auto opened = HistoryDatabase::open(file, HistoryDatabase::Access::Record);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        HistoryDatabase &database = **opened;
        double cpu = 0;
        double longest = 0;
        for (int batch = 0; batch < 2 * 8640; ++batch) {
            std::vector<RecordedTick> ticks;
            for (int i = 0; i < 10; ++i) {
                RecordedTick tick{kStart + (batch * 10 + i) * 1000LL, {}};
                for (const MetricId metric : metrics)
                    tick.values.emplace_back(metric, std::sin(batch + i) * 100);
                ticks.push_back(std::move(tick));
            }
            const std::clock_t before = std::clock();
            if (!database.write(ticks, {}, ticks.back().atMs))
                qFatal("not written");
            const double took = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
            if (batch >= 8640) {
                cpu += took;
                longest = std::max(longest, took);
            }
            if (batch == 8639)
                state.counters["MB_after_a_day"] = static_cast<double>(QFileInfo(file).size()) / 1e6;
        }
        state.counters["core_percent"] = 100 * cpu / 86'400;
        state.counters["us_a_round"] = cpu * 1e6 / 86'400;
        state.counters["longest_batch_ms"] = longest * 1000;
        state.counters["MB_after_two"] = static_cast<double>(QFileInfo(file).size()) / 1e6;
        const auto bytes = database.tierBytes();
        if (bytes) {
            state.counters["MB_minutes_a_day"] = static_cast<double>((*bytes)[1]) / 2e6;
            state.counters["MB_hours_a_day"] = static_cast<double>((*bytes)[2]) / 2e6;
        }
        state.SetIterationTime(cpu);
    }
}
BENCHMARK(record)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

} // namespace
