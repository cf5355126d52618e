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
#include <QCoreApplication>
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

/// What a program that writes a fact every few milliseconds waits for at most while a file is imported into
/// the same base, and whether all of its facts are there afterwards.
void importBesideAWriter(benchmark::State &state)
{
    const QString path = folder().filePath(QStringLiteral("live.db"));
    bulkLoad(path);
    QByteArray lines;
    for (qint64 i = 0; i < 100'000; ++i)
        lines += "New" + factNumber(i * 7919 % 100'003) + '\n';
    double longest = 0;
    for (auto _ : state) {
        int toParent[2];
        int toChild[2];
        if (::pipe(toParent) != 0 || ::pipe(toChild) != 0)
            qFatal("no pipe");
        const pid_t writer = ::fork();
        if (writer == 0) {
            ::close(toChild[1]);
            sqlite3 *db = nullptr;
            must(sqlite3_open(path.toUtf8().constData(), &db), db);
            sqlite3_busy_timeout(db, 60'000);
            double told[2] = {0, 0};
            pollfd ended{toChild[0], POLLIN, 0};
            while (::poll(&ended, 1, 3) == 0) {
                const auto from = SteadyClock::now();
                execute(db, "INSERT INTO facts(statement) VALUES('Live(" +
                                QByteArray::number(qint64(told[1])) + ").')");
                told[0] = std::max(told[0], std::chrono::duration<double>(SteadyClock::now() - from).count());
                ++told[1];
            }
            sqlite3_close(db);
            ::_exit(::write(toParent[1], told, sizeof told) == sizeof told ? 0 : 1);
        }
        ::close(toChild[0]);
        QByteArray bytes = lines;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        const auto from = SteadyClock::now();
        FactImporter importer;
        const auto done = importer.run(buffer, path, {});
        state.SetIterationTime(std::chrono::duration<double>(SteadyClock::now() - from).count());
        ::close(toChild[1]);
        double told[2] = {0, 0};
        if (!done || ::read(toParent[0], told, sizeof told) != sizeof told)
            qFatal("the import or the writer failed");
        ::waitpid(writer, nullptr, 0);
        longest = told[0];
        sqlite3 *db = nullptr;
        sqlite3_stmt *count = nullptr;
        must(sqlite3_open(path.toUtf8().constData(), &db), db);
        must(sqlite3_prepare_v2(db, "SELECT count(*) FROM facts WHERE predicate = 'Live'", -1, &count,
                                nullptr),
             db);
        sqlite3_step(count);
        state.counters["writer_lost"] = told[1] - double(sqlite3_column_int64(count, 0));
        state.counters["writer_wrote"] = told[1];
        state.counters["facts_per_second"] =
            double(done->stored) /
            std::max(0.001, std::chrono::duration<double>(SteadyClock::now() - from).count());
        sqlite3_finalize(count);
        sqlite3_close(db);
    }
    state.counters["longest_wait_ms"] = longest * 1000;
}

BENCHMARK(oneByOneWithIndices)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(bareLoaderIndicesAfter)->Iterations(3)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(bulkImport)->Iterations(3)->UseManualTime()->Unit(benchmark::kSecond);
BENCHMARK(importBesideAWriter)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
