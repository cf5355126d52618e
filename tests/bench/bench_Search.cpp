// SPDX-License-Identifier: GPL-3.0-or-later
// Searches among 1,000,000 facts of our own schema: the time of one question, p50 and p95 over many, and the
// ratio of the p95 to that of the bare C API with a statement prepared once and the same page cache, measured
// in the same run. A text search has no such counterpart: until its first row, and until everything was read.
#include "core/store/FactSearch.h"
#include "core/store/FactStore.h"

#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <random>

using namespace hakgal;
using namespace Qt::StringLiterals;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kFacts = 1'000'000;
constexpr int kQuestions = 20'000;
constexpr int kCacheKib = 8192;

/// 200 predicates with 250 subjects each, 20 facts a pair.
QByteArray statementSql()
{
    return "'Predicate' || (i % 200) || '(Subject' || (i % 200 + 200 * ((i / 200) % 250)) || ', Object' || i "
           "|| ').'";
}
QString predicateOf(int i)
{
    return u"Predicate%1"_s.arg(i % 200);
}
QString subjectOf(int i)
{
    return u"Subject%1"_s.arg(i % 200 + 200 * ((i / 200) % 250));
}
QString statementOf(int i)
{
    return u"%1(%2, Object%3)."_s.arg(predicateOf(i), subjectOf(i)).arg(i);
}

QString base()
{
    static QTemporaryDir folder;
    const QString path = folder.filePath(u"facts.db"_s);
    if (QFile::exists(path))
        return path;
    {
        const auto database = Database::create(path);
        if (!database || !FactStore::createSchema(**database))
            qFatal("no base can be made");
    }
    sqlite3 *db = nullptr;
    sqlite3_open(path.toUtf8().constData(), &db);
    const QByteArray fill =
        "PRAGMA synchronous=OFF; BEGIN;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < " +
        QByteArray::number(kFacts) + ") INSERT INTO facts(statement, source, timestamp) SELECT " +
        statementSql() + ", 'bench', '2026-01-31T12:00:00Z' FROM n; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)";
    if (sqlite3_exec(db, fill.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("no facts: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
    return path;
}

struct Engine
{
    std::unique_ptr<Database> database;
    std::unique_ptr<FactSearch> search;

    Engine()
    {
        Database::Options options;
        options.cacheKib = kCacheKib;
        database = *Database::open(base(), options);
        search = *FactSearch::attach(*database);
    }
};

double p(std::vector<double> &times, double part)
{
    std::sort(times.begin(), times.end());
    return times.at(static_cast<std::size_t>(part * static_cast<double>(times.size() - 1)));
}

double since(SteadyClock::time_point then)
{
    return std::chrono::duration<double>(SteadyClock::now() - then).count();
}

/// The bare C API: rows are stepped through and their text is taken.
std::vector<double> bare(const char *sql, const std::function<QList<QByteArray>(int)> &values)
{
    sqlite3 *db = nullptr;
    sqlite3_open_v2(base().toUtf8().constData(), &db, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_exec(db, ("PRAGMA cache_size=-" + QByteArray::number(kCacheKib)).constData(), nullptr, nullptr,
                 nullptr);
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(db));
    std::mt19937 random(7);
    std::vector<double> times;
    qsizetype rows = 0;
    for (int question = 0; question < kQuestions; ++question) {
        const QList<QByteArray> bound = values(static_cast<int>(random() % kFacts) + 1);
        const auto from = SteadyClock::now();
        for (int i = 0; i < bound.size(); ++i)
            sqlite3_bind_text(statement, i + 1, bound.at(i).constData(), static_cast<int>(bound.at(i).size()),
                              SQLITE_TRANSIENT);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int column = 0; column < 3; ++column)
                benchmark::DoNotOptimize(sqlite3_column_text(statement, column));
            ++rows;
        }
        sqlite3_reset(statement);
        times.push_back(since(from));
    }
    if (rows < kQuestions)
        qFatal("the bare search found too little");
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return times;
}

std::vector<double> ours(const std::function<FactQuery(int)> &query)
{
    Engine engine;
    std::mt19937 random(7);
    std::vector<double> times;
    std::size_t rows = 0;
    for (int question = 0; question < kQuestions; ++question) {
        const FactQuery asked = query(static_cast<int>(random() % kFacts) + 1);
        const auto from = SteadyClock::now();
        const auto slice = engine.search->scan(asked).run(200, from + std::chrono::seconds(1));
        times.push_back(since(from));
        rows += slice ? slice->rows.size() : 0;
    }
    if (rows < std::size_t(kQuestions))
        qFatal("the search found too little");
    return times;
}

void compare(benchmark::State &state, std::vector<double> reference, std::vector<double> times)
{
    for (auto _ : state)
        state.SetIterationTime(p(times, 0.95));
    state.counters["p50_us"] = p(times, 0.5) * 1e6;
    state.counters["p95_us"] = p(times, 0.95) * 1e6;
    state.counters["bare_p50_us"] = p(reference, 0.5) * 1e6;
    state.counters["bare_p95_us"] = p(reference, 0.95) * 1e6;
    state.counters["ratio_p95"] = p(times, 0.95) / p(reference, 0.95);
}

void point(benchmark::State &state)
{
    compare(state,
            bare("SELECT statement, source, timestamp FROM facts WHERE statement = ?1",
                 [](int i) { return QList<QByteArray>{statementOf(i).toUtf8()}; }),
            ours([](int i) {
                FactQuery query;
                query.statement = statementOf(i);
                return query;
            }));
}
BENCHMARK(point)->Iterations(1)->UseManualTime()->Unit(benchmark::kMicrosecond);

void predicateAndSubject(benchmark::State &state)
{
    compare(
        state,
        bare("SELECT statement, source, timestamp FROM facts WHERE predicate = ?1 AND subject = ?2 LIMIT 200",
             [](int i) {
                 return QList<QByteArray>{predicateOf(i).toUtf8(), subjectOf(i).toUtf8()};
             }),
        ours([](int i) {
            FactQuery query;
            query.predicate = predicateOf(i);
            query.subject = subjectOf(i);
            return query;
        }));
}
BENCHMARK(predicateAndSubject)->Iterations(1)->UseManualTime()->Unit(benchmark::kMicrosecond);

/// In slices as the window reads: `first_ms` until there is a row, `all_ms` until every fact was looked at.
void text(benchmark::State &state, const char *words)
{
    Engine engine;
    FactQuery query;
    query.pattern = FactPattern::parse(QString::fromLatin1(words));
    const auto from = SteadyClock::now();
    double first = -1;
    double longest = 0;
    FactScan scan = engine.search->scan(query);
    for (bool done = false; !done;) {
        const auto begun = SteadyClock::now();
        const auto slice = scan.run(200, begun + std::chrono::milliseconds(first < 0 ? 15 : 40));
        if (!slice)
            qFatal("%s", qPrintable(slice.error().detail));
        longest = std::max(longest, since(begun));
        done = slice->done;
        if (first < 0 && !slice->rows.empty())
            first = since(from);
    }
    const double all = since(from);
    for (auto _ : state)
        state.SetIterationTime(all);
    state.counters["first_ms"] = first * 1000;
    state.counters["all_ms"] = all * 1000;
    state.counters["longest_slice_ms"] = longest * 1000;
    state.counters["matches"] = static_cast<double>(scan.matches());
}
BENCHMARK_CAPTURE(text, common, "subject77")->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(text, rare, "object999999)")->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(text, none, "no such words")->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(text, lastArgument, "?(?, Object999999)")
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

void opening(benchmark::State &state)
{
    base();
    for (auto _ : state) {
        Engine engine;
        const auto slice = engine.search->scan({}).run(200, SteadyClock::now() + std::chrono::seconds(1));
        if (!slice || slice->rows.size() != 200)
            state.SkipWithError("no rows");
    }
}
BENCHMARK(opening)->Unit(benchmark::kMillisecond);

/// Any filter that reads everything, counted.
void filter(benchmark::State &state, FactQuery::Only only)
{
    for (auto _ : state) {
        Engine engine;
        FactQuery query;
        query.only = only;
        FactScan scan = engine.search->scan(query);
        for (Result<bool> done = false; !*done;)
            done = scan.count(SteadyClock::now() + std::chrono::milliseconds(40));
    }
}
BENCHMARK_CAPTURE(filter, malformed, FactQuery::Only::Malformed)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

} // namespace
