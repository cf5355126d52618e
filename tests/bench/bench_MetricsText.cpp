// SPDX-License-Identifier: GPL-3.0-or-later
// Rendering /metrics once a tick. The reference of the ratio is copying the same bytes, which is what a
// scrape costs.
#include "core/http/MetricsText.h"

#include <benchmark/benchmark.h>

using namespace hakgal;

namespace {

Snapshot snapshot()
{
    Snapshot snapshot;
    for (std::size_t i = 0; i < kMetricCount; ++i)
        snapshot.sample.readings[i] = Reading::of(static_cast<double>(i) * 1.5);
    snapshot.sample.database.reach = DatabaseState::Reach::Reachable;
    snapshot.sample.at = Instant::now();
    return snapshot;
}

void copyBytes(benchmark::State &state)
{
    const QByteArray text = metricsText(snapshot(), false);
    for (auto _ : state)
        benchmark::DoNotOptimize(QByteArray(text.constData(), text.size()));
}
BENCHMARK(copyBytes);

void render(benchmark::State &state)
{
    const Snapshot value = snapshot();
    for (auto _ : state)
        benchmark::DoNotOptimize(metricsText(value, false));
}
BENCHMARK(render);

} // namespace
