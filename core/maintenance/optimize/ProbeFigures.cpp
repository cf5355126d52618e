// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/ProbeFigures.h"

#include "core/Clock.h"
#include "core/collect/DatabaseProbe.h"
#include "core/metrics/LatencyWindow.h"
#include "core/store/FactText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr quint32 kRounds = 20;
constexpr std::chrono::seconds kAtMost{2};
constexpr std::size_t kMostLatencies = 1000;
constexpr qint64 kLeastRequests = 500; // as for the monitor's figure
constexpr int kRows = 20;
constexpr int kKeys = 5;

/// One probe a round: its queries are due at once in a new one, however slow the base is.
void probe(Database &database, FactStore &store, JobContext &context, LatencyWindow &latencies)
{
    const auto end = SteadyClock::now() + kAtMost;
    for (quint32 round = 0; round < kRounds && SteadyClock::now() < end && !context.cancelled(); ++round) {
        DatabaseProbe probe(database, store, round + 1);
        if (!probe.refreshKeys() || !probe.hasKeys() ||
            !probe.run([&](double seconds) { latencies.add(seconds); }))
            return;
    }
}

/// A statement near this row id, or this text where the table has none.
std::optional<QString> rowAt(Statement &sample, qint64 rowid, bool byRowid)
{
    if (byRowid)
        sample.bind(1, rowid);
    else
        sample.bind(1, QString(QChar(u'A' + static_cast<int>(rowid % 26))));
    const auto row = sample.step();
    std::optional<QString> text;
    if (row && *row && !sample.isNull(0))
        text = sample.text(0);
    sample.reset();
    return text;
}

double timed(Database &database, Statement &statement)
{
    const auto begun = SteadyClock::now();
    database.setDeadline(begun + DatabaseProbe::kReadLimit);
    (void)statement.run();
    database.setDeadline(SteadyClock::time_point::max());
    return seconds(SteadyClock::now() - begun);
}

} // namespace

Result<OptimizeFigures> measureFigures(const QString &databasePath, int probeCacheMb, JobContext &context)
{
    OptimizeFigures figures;
    Database::Options options;
    options.cacheKib = probeCacheMb * 1024;
    options.busyTimeoutMs = 5000;
    auto database = Database::open(databasePath, options);
    if (!database)
        return database.error();
    (*database)->setCancelFlag(context.cancelFlag());
    auto store = FactStore::attach(**database);
    if (!store)
        return store.error();
    const auto facts = store->count();
    if (!facts)
        return facts.error();
    figures.facts = *facts;
    const QString path = (*database)->verdict().path;
    figures.databaseBytes = statFile(path).bytes;
    figures.walBytes = statFile(path + "-wal"_L1).bytes;

    LatencyWindow latencies(kMostLatencies);
    const Database::CacheCounters before = (*database)->cacheCounters();
    probe(**database, *store, context, latencies);
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    const Database::CacheCounters after = (*database)->cacheCounters();
    if (const auto summary = latencies.summary()) {
        figures.p50Seconds = summary->p50;
        figures.p95Seconds = summary->p95;
    }
    const qint64 hits = after.hits - before.hits;
    const qint64 requests = hits + after.misses - before.misses;
    if (requests >= kLeastRequests)
        figures.cacheHitRate = 100.0 * static_cast<double>(hits) / static_cast<double>(requests);
    return figures;
}

std::optional<double> measureGain(Database &database, const FactStore &store,
                                  const std::vector<WantedIndex> &indices)
{
    auto sample = database.prepare(store.sampleSql());
    qint64 low = 0;
    qint64 high = kKeys;
    const bool byRowid = store.schema().rowid;
    if (byRowid) {
        auto bounds = database.prepare(store.boundsSql());
        const auto row = bounds ? bounds->step() : Result<bool>(false);
        if (!row || !*row)
            return std::nullopt;
        low = bounds->integer(0);
        high = bounds->integer(1);
    }
    if (!sample)
        return std::nullopt;
    std::optional<double> gain;
    for (int key = 0; key < kKeys; ++key) {
        const auto share = static_cast<double>(key + 1) / (kKeys + 1);
        const auto rowid =
            static_cast<qint64>(static_cast<double>(low) * (1 - share) + static_cast<double>(high) * share);
        const auto text = rowAt(*sample, byRowid ? rowid : key * 5, byRowid);
        if (!text)
            continue;
        const double search = timed(database, *sample);
        const FactText fact = FactText::parse(*text);
        for (const WantedIndex &index : indices) {
            using Serves = WantedIndex::Serves;
            const bool ofStatement = index.serves == Serves::Statement;
            if (!ofStatement && fact.predicate.isNull())
                continue;
            const bool ofSubject = index.serves == Serves::Subject && !fact.subject.isNull();
            auto query = database.prepare(ofStatement ? store.pointSql()
                                          : ofSubject ? store.subjectSql(kRows)
                                                      : store.predicateSql(kRows));
            if (!query)
                return std::nullopt;
            query->bind(1, QStringView(ofStatement ? *text : fact.predicate));
            if (ofSubject)
                query->bind(2, QStringView(fact.subject));
            gain = std::max(gain.value_or(0), timed(database, *query) - search);
        }
    }
    return gain;
}

} // namespace hakgal
