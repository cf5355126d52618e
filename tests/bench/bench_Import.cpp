// SPDX-License-Identifier: GPL-3.0-or-later
// A million statements into a new base, against what a program of a few lines does with the same SQLite and
// the same file: a loop that stores them one by one with all indices in place, and a bare loader that makes
// the indices after. All three read the same text file, and each runs in a process of its own, whose peak
// memory is told. HAKGAL_BENCH_FACTS=N takes another number.
#include "core/maintenance/Job.h"
#include "core/maintenance/transfer/BulkLoad.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/store/FactText.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <vector>

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hakgal;

namespace {

using SteadyClock = std::chrono::steady_clock;

qint64 facts()
{
    static const qint64 n = qEnvironmentVariableIsSet("HAKGAL_BENCH_FACTS")
                                ? qEnvironmentVariable("HAKGAL_BENCH_FACTS").toLongLong()
                                : 1'000'000;
    return n;
}

const QTemporaryDir &folder()
{
    static const QTemporaryDir made;
    return made;
}

QByteArray factNumber(qint64 i)
{
    return "Predicate" + QByteArray::number(i % 211) + "(Subject" + QByteArray::number(i % 9973) +
           ", Object" + QByteArray::number(i) + ").";
}

/// The statements in no order, one a line.
QString input()
{
    static QString path;
    if (!path.isEmpty())
        return path;
    path = folder().filePath(QStringLiteral("facts.txt"));
    std::vector<quint32> order(static_cast<std::size_t>(facts()));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<quint32>(i);
    std::shuffle(order.begin(), order.end(), std::mt19937_64(1));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the input");
    QByteArray lines;
    for (const quint32 i : order) {
        lines += factNumber(i) + '\n';
        if (lines.size() > 1'000'000) {
            file.write(lines);
            lines.clear();
        }
    }
    file.write(lines);
    return path;
}

void must(int code, sqlite3 *db)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        qFatal("%s", sqlite3_errmsg(db));
}

void execute(sqlite3 *db, const QByteArray &sql)
{
    must(sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr), db);
}

const char kTable[] =
    "CREATE TABLE facts(id INTEGER PRIMARY KEY, statement TEXT NOT NULL, source TEXT, timestamp TEXT,"
    " predicate TEXT GENERATED ALWAYS AS (%1) VIRTUAL, subject TEXT GENERATED ALWAYS AS (%2) VIRTUAL)";
const char kIndices[] = "CREATE UNIQUE INDEX idx_statement ON facts(statement);"
                        "CREATE INDEX idx_predicate ON facts(predicate);"
                        "CREATE INDEX idx_subject ON facts(subject);"
                        "CREATE INDEX idx_predicate_subject ON facts(predicate, subject)";

sqlite3 *newBase(const QString &path, const QByteArray &pragmas)
{
    sqlite3 *db = nullptr;
    must(sqlite3_open(path.toUtf8().constData(), &db), db);
    execute(db, pragmas);
    const QString column = QStringLiteral("\"statement\"");
    execute(db, QString(QLatin1String(kTable))
                    .arg(FactText::predicateSql(column), FactText::subjectSql(column))
                    .toUtf8());
    return db;
}

/// Every line of the input through a prepared INSERT; a commit after so many (0: one at the end).
void storeLines(sqlite3 *db, const char *sql, qint64 rowsACommit)
{
    sqlite3_stmt *insert = nullptr;
    must(sqlite3_prepare_v2(db, sql, -1, &insert, nullptr), db);
    std::FILE *file = std::fopen(input().toUtf8().constData(), "r");
    char *line = nullptr;
    std::size_t room = 0;
    execute(db, "BEGIN");
    for (qint64 rows = 1;; ++rows) {
        const auto length = ::getline(&line, &room, file);
        if (length < 0)
            break;
        sqlite3_bind_text(insert, 1, line, static_cast<int>(length - 1), SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, "2025-01-11T08:15:00Z", -1, SQLITE_STATIC);
        must(sqlite3_step(insert), db);
        must(sqlite3_reset(insert), db);
        if (rowsACommit > 0 && rows % rowsACommit == 0)
            execute(db, "COMMIT; BEGIN");
    }
    execute(db, "COMMIT");
    sqlite3_finalize(insert);
    std::fclose(file);
    std::free(line);
}

/// A program that does the job in the plain way.
void straightforward(const QString &path)
{
    sqlite3 *db = newBase(path, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
    execute(db, kIndices);
    storeLines(db, "INSERT OR IGNORE INTO facts(statement, timestamp) VALUES(?1, ?2)", 10'000);
    sqlite3_close(db);
}

/// A program that does nothing for safety: no journal, no syncs, one transaction, indices after.
void bareLoader(const QString &path)
{
    sqlite3 *db = newBase(path, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536");
    storeLines(db, "INSERT INTO facts(statement, timestamp) VALUES(?1, ?2)", 0);
    execute(db, kIndices);
    sqlite3_close(db);
}

void bulkLoad(const QString &path)
{
    QFile file(input());
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read the input");
    const auto reader = FactReader::make(FactFormat::Statements, file);
    JobContext job([](const JobProgress &) {}, nullptr);
    BulkLoad load;
    const auto done = load.run(*reader, path, {{}, file.size()}, job);
    if (!done || done->stored != facts())
        qFatal("the load failed");
    if (qEnvironmentVariableIsSet("HAKGAL_BENCH_STEPS")) {
        for (const JobContext::Timing &timing : job.timings())
            std::fprintf(stderr, "%s %.2f s\n", qPrintable(timing.step), timing.seconds);
    }
}

struct Cost
{
    double seconds = 0;
    double cpuSeconds = 0;
    double peakMb = 0;
};

/// In a process of its own.
Cost costOf(const std::function<void()> &work)
{
    const auto from = SteadyClock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (status != 0)
        qFatal("the work failed");
    Cost cost;
    cost.seconds = std::chrono::duration<double>(SteadyClock::now() - from).count();
    const auto of = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    cost.cpuSeconds = of(usage.ru_utime) + of(usage.ru_stime);
    cost.peakMb = double(usage.ru_maxrss) * 1024 / 1e6;
    return cost;
}

void run(benchmark::State &state, const char *name, void (*work)(const QString &), Cost *best)
{
    input();
    const QString path = folder().filePath(QLatin1String(name));
    for (auto _ : state) {
        const Cost cost = costOf([&] { work(path); });
        state.SetIterationTime(cost.seconds);
        if (best->seconds == 0 || cost.seconds < best->seconds)
            *best = cost;
        state.counters["file_MB"] = double(QFile(path).size()) / 1e6;
        for (const char *suffix : {"", "-wal", "-shm"})
            QFile::remove(path + QLatin1String(suffix));
    }
    state.counters["facts_per_second"] = double(facts()) / best->seconds;
    state.counters["cpu_seconds"] = best->cpuSeconds;
    state.counters["peak_MB"] = best->peakMb;
}

Cost g_straightforward;
Cost g_bare;

void oneByOneWithIndices(benchmark::State &state)
{
    run(state, "straightforward.db", straightforward, &g_straightforward);
}
void bareLoaderIndicesAfter(benchmark::State &state)
{
    run(state, "bare.db", bareLoader, &g_bare);
}
void bulkImport(benchmark::State &state)
{
    Cost best;
    run(state, "bulk.db", bulkLoad, &best);
    state.counters["times_straightforward"] = g_straightforward.seconds / best.seconds;
    state.counters["times_bare"] = g_bare.seconds / best.seconds;
    state.counters["times_straightforward_cpu"] = g_straightforward.cpuSeconds / best.cpuSeconds;
    state.counters["times_bare_cpu"] = g_bare.cpuSeconds / best.cpuSeconds;
}

/// How long each transaction of a program took that stores a fact every few milliseconds.
struct Wait
{
    double lock = 0; ///< seconds until it might write
    double rest = 0; ///< seconds to write and commit, and for the checkpoint that SQLite may make then
};
struct Waits
{
    std::vector<Wait> all;
    double longest(double (*of)(const Wait &)) const { return percentile(of, 100); }
    double percentile(double (*of)(const Wait &), std::size_t percent) const
    {
        std::vector<double> sorted;
        for (const Wait &wait : all)
            sorted.push_back(of(wait));
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)];
    }
    static double lock(const Wait &wait) { return wait.lock; }
    static double whole(const Wait &wait) { return wait.lock + wait.rest; }
};

/// A process of its own that writes until it is told to stop.
class LiveWriter
{
public:
    explicit LiveWriter(const QString &path)
    {
        int told[2];
        int stop[2];
        if (::pipe(told) != 0 || ::pipe(stop) != 0)
            qFatal("no pipe");
        m_child = ::fork();
        if (m_child == 0) {
            ::close(stop[1]);
            ::_exit(write(path, stop[0], told[1]));
        }
        ::close(stop[0]);
        ::close(told[1]);
        m_told = told[0];
        m_stop = stop[1];
    }
    Waits finish()
    {
        ::close(m_stop);
        Waits waits;
        Wait one;
        while (::read(m_told, &one, sizeof one) == sizeof one)
            waits.all.push_back(one);
        ::close(m_told);
        int status = 0;
        ::waitpid(m_child, &status, 0);
        if (status != 0)
            qFatal("the writer failed");
        return waits;
    }

private:
    static int write(const QString &path, int stop, int tell)
    {
        sqlite3 *db = nullptr;
        must(sqlite3_open(path.toUtf8().constData(), &db), db);
        sqlite3_busy_timeout(db, 60'000);
        std::vector<Wait> waits;
        const auto since = [](SteadyClock::time_point from) {
            return std::chrono::duration<double>(SteadyClock::now() - from).count();
        };
        pollfd ended{stop, POLLIN, 0};
        while (::poll(&ended, 1, 3) == 0) {
            Wait wait;
            const auto from = SteadyClock::now();
            execute(db, "BEGIN IMMEDIATE");
            wait.lock = since(from);
            execute(db, "INSERT INTO facts(statement) VALUES('Live(" + QByteArray::number(::getpid()) + ", " +
                            QByteArray::number(static_cast<qint64>(waits.size())) + ").'); COMMIT");
            wait.rest = since(from) - wait.lock;
            waits.push_back(wait);
        }
        sqlite3_close(db);
        for (const Wait &wait : waits) {
            if (::write(tell, &wait, sizeof wait) != sizeof wait)
                return 1;
        }
        return 0;
    }

    pid_t m_child = 0;
    int m_told = -1;
    int m_stop = -1;
};

/// What a program that writes a fact every few milliseconds waits for while a file is imported into the same
/// base, and whether all of its facts are there afterwards; beside what it waits for where it is alone.
/// HAKGAL_BENCH_LIVE_FACTS=N takes another number of facts to import.
void importBesideAWriter(benchmark::State &state)
{
    const QString path = folder().filePath(QStringLiteral("live.db"));
    bulkLoad(path);
    const qint64 count = qEnvironmentVariableIsSet("HAKGAL_BENCH_LIVE_FACTS")
                             ? qEnvironmentVariable("HAKGAL_BENCH_LIVE_FACTS").toLongLong()
                             : 300'000;
    QByteArray lines;
    for (qint64 i = 0; i < count; ++i)
        lines += "New" + factNumber(i * 7919 % 1'000'003) + '\n';
    for (auto _ : state) {
        LiveWriter before(path);
        ::sleep(5);
        const Waits alone = before.finish();
        LiveWriter beside(path);
        QBuffer buffer(&lines);
        buffer.open(QIODevice::ReadOnly);
        const auto from = SteadyClock::now();
        FactImporter importer;
        const auto done = importer.run(buffer, path, {});
        const double seconds = std::chrono::duration<double>(SteadyClock::now() - from).count();
        state.SetIterationTime(seconds);
        const Waits waits = beside.finish();
        if (!done || done->stored != count)
            qFatal("the import failed");
        sqlite3 *db = nullptr;
        sqlite3_stmt *rows = nullptr;
        must(sqlite3_open(path.toUtf8().constData(), &db), db);
        must(
            sqlite3_prepare_v2(db, "SELECT count(*) FROM facts WHERE predicate = 'Live'", -1, &rows, nullptr),
            db);
        sqlite3_step(rows);
        const auto wrote = static_cast<double>(waits.all.size());
        state.counters["writer_lost"] =
            wrote + static_cast<double>(alone.all.size()) - double(sqlite3_column_int64(rows, 0));
        sqlite3_finalize(rows);
        sqlite3_close(db);
        state.counters["writer_wrote"] = wrote;
        state.counters["facts_per_second"] = double(count) / seconds;
        state.counters["longest_wait_for_lock_ms"] = waits.longest(Waits::lock) * 1000;
        state.counters["longest_transaction_ms"] = waits.longest(Waits::whole) * 1000;
        state.counters["p99_transaction_ms"] = waits.percentile(Waits::whole, 99) * 1000;
        state.counters["alone_longest_ms"] = alone.longest(Waits::whole) * 1000;
        state.counters["alone_p99_ms"] = alone.percentile(Waits::whole, 99) * 1000;
    }
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
}

BENCHMARK(oneByOneWithIndices)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(bareLoaderIndicesAfter)->Iterations(3)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(bulkImport)->Iterations(3)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(importBesideAWriter)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

} // namespace
