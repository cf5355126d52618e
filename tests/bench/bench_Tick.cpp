// SPDX-License-Identifier: GPL-3.0-or-later
// What one tick of the monitor costs on the knowledge base, at 10,000 and at 1,000,000 facts. Counting is
// left out: it has a thread and a budget of its own. The reference of the ratio is the tick at 10,000 facts.
#include "core/collect/DatabaseCollector.h"
#include "core/maintenance/transfer/FactImporter.h"

#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

using namespace hakgal;

namespace {

QTemporaryDir &folder()
{
    static QTemporaryDir dir;
    return dir;
}

/// A base of our own schema with that many facts, made once a size.
QString base(qint64 facts)
{
    const QString path = folder().filePath(QStringLiteral("%1.db").arg(facts));
    if (QFile::exists(path))
        return path;
    if (auto made = createBase(path); !made)
        qFatal("no base: %s", qPrintable(made.error().detail));
    sqlite3 *db = nullptr;
    sqlite3_open(path.toUtf8().constData(), &db);
    const QByteArray fill =
        "PRAGMA synchronous=OFF; BEGIN;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < " +
        QByteArray::number(facts) +
        ") INSERT INTO facts(statement) SELECT 'Predicate' || (i % 211) || '(Subject' || (i % 9973) "
        "|| ', Object' || i || ').' FROM n; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)";
    if (sqlite3_exec(db, fill.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("no facts: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
    return path;
}

double g_reference = 0;

void tick(benchmark::State &state)
{
    const QString path = base(state.range(0));
    DatabaseCollector collector(1);
    collector.setPath(path);
    Sample warm;
    for (int i = 0; i < 70; ++i) { // every probed row once
        warm.at = Instant::now();
        collector.collect(warm);
    }
    if (warm.database.reach != DatabaseState::Reach::Reachable)
        state.SkipWithError("the base cannot be read");
    double total = 0;
    for (auto _ : state) {
        Sample sample;
        sample.at = Instant::now();
        const auto from = std::chrono::steady_clock::now();
        collector.collect(sample);
        const double cost = seconds(std::chrono::steady_clock::now() - from);
        state.SetIterationTime(cost);
        total += cost;
    }
    const double mean = total / static_cast<double>(state.iterations());
    if (state.range(0) == 10'000)
        g_reference = mean;
    state.counters["ratio_to_10k"] = g_reference > 0 ? mean / g_reference : 0;
}
BENCHMARK(tick)->Arg(10'000)->Arg(1'000'000)->UseManualTime()->Unit(benchmark::kMicrosecond);

} // namespace
