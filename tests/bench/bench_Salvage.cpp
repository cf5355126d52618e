// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/salvage/Salvage.h"
#include "core/store/Database.h"
#include "core/store/FactStore.h"

#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <map>
#include <memory>
#include <random>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace hakgal;

namespace {

/// Bases of about so many megabytes with the full schema, made once.
QString baseOf(qint64 megabytes)
{
    static QTemporaryDir folder;
    static std::map<qint64, QString> made;
    QString &path = made[megabytes];
    if (!path.isEmpty())
        return path;
    path = folder.filePath(QStringLiteral("%1.db").arg(megabytes));
    constexpr qint64 kFactsAMegabyte = 4600;
    auto database = Database::create(path);
    if (!database || !FactStore::createSchema(**database))
        qFatal("cannot make the base");
    const auto must = [](const Result<void> &done) {
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
    };
    must((*database)->execute(QStringLiteral("PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF; DROP INDEX "
                                             "idx_statement; DROP INDEX idx_predicate;"
                                             "DROP INDEX idx_subject; DROP INDEX idx_predicate_subject")));
    must((*database)->execute(
        QStringLiteral(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1)"
            "INSERT INTO facts SELECT i, 'Relation' || (i % 40) || '(Subject' || (i * 7919 % 100003)"
            " || ', object, n' || i || ').', 'import', '2025-01-11T08:15:00Z' FROM n")
            .arg(megabytes * kFactsAMegabyte)));
    must((*database)->execute(
        QStringLiteral("CREATE UNIQUE INDEX idx_statement ON facts(statement); CREATE INDEX idx_predicate ON "
                       "facts(predicate);"
                       "CREATE INDEX idx_subject ON facts(subject);"
                       "CREATE INDEX idx_predicate_subject ON facts(predicate, subject)")));
    database->reset();
    // One bit in ten pages.
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        qFatal("cannot damage the base");
    std::mt19937_64 random(1);
    for (qint64 page = 10; page < file.size() / 4096; page += 10) {
        const qint64 at = page * 4096 + static_cast<qint64>(random() % 4096);
        file.seek(at);
        char byte = 0;
        file.peek(&byte, 1);
        byte = static_cast<char>(byte ^ (1 << (random() % 8)));
        file.write(&byte, 1);
    }
    return path;
}

/// MB a second, and the memory of a process that does nothing else.
void salvageDamaged(benchmark::State &state)
{
    const QString path = baseOf(state.range(0));
    const double megabytes = static_cast<double>(QFile(path).size()) / 1e6;
    double peak = 0;
    for (auto _ : state) {
        QTemporaryDir folder;
        const QString out = folder.filePath(QStringLiteral("new.db"));
        const auto run = [&] {
            JobContext context(nullptr, nullptr);
            return Salvage::run(path, out, {}, context).ok();
        };
#ifdef Q_OS_LINUX
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(run() ? 0 : 1);
        int status = 0;
        rusage usage{};
        ::wait4(child, &status, 0, &usage);
        if (status != 0)
            state.SkipWithError("salvage failed");
        peak = std::max(peak, static_cast<double>(usage.ru_maxrss) * 1024 / 1e6);
#else
        if (!run())
            state.SkipWithError("salvage failed");
#endif
    }
    state.counters["file_MB"] = megabytes;
    state.counters["MB_per_second"] =
        benchmark::Counter(megabytes, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["peak_MB"] = peak;
}

} // namespace

BENCHMARK(salvageDamaged)
    ->Arg(10)
    ->Arg(100)
    ->Arg(1000)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
