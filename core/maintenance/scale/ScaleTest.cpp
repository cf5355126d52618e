// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleTest.h"

#include "core/Clock.h"
#include "core/collect/SystemReading.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Lease.h"
#include "core/maintenance/scale/FactGrower.h"
#include "core/maintenance/scale/ScaleLoad.h"
#include "core/maintenance/scale/ScaleScratch.h"
#include "core/maintenance/SlicedCopy.h"
#include "core/maintenance/transfer/FactImporter.h"
#include "core/text/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

constexpr int kCacheKib = 64 * 1024;    // as an import has it
constexpr qint64 kWalBytes = 128 << 20; // of one batch at its worst, and what is not folded in yet
constexpr double kSpare = 1.25;

// Of an ordinary desktop, until a run has told better.
constexpr double kUsualInserts = 20'000;
constexpr double kUsualCopyBytes = 100e6; // a second

QString stepOf(const char *what, qint64 facts)
{
    return QLatin1String(what) + u':' + QString::number(facts);
}

Result<void> checkRanges(const ScaleOptions &options)
{
    if (options.facts < ScaleOptions::kLeastFacts || options.facts > ScaleOptions::kMostFacts) {
        return usageError(
            QT_TRANSLATE_NOOP("hakgal", "--facts takes a whole number from %1 to %2"),
            {QString::number(ScaleOptions::kLeastFacts), QString::number(ScaleOptions::kMostFacts)});
    }
    if (!(options.seconds >= ScaleOptions::kLeastSeconds && options.seconds <= ScaleOptions::kMostSeconds))
        return usageError(QT_TRANSLATE_NOOP("hakgal", "--seconds takes a number from 1 to 3600"));
    if (options.seed < 0 || options.seed > ScaleOptions::kMostSeed)
        return usageError(QT_TRANSLATE_NOOP("hakgal", "--seed takes a whole number from 0 to %1"),
                          {QString::number(ScaleOptions::kMostSeed)});
    if (options.patterns.empty())
        return usageError(
            QT_TRANSLATE_NOOP("hakgal", "--patterns takes names of patterns, separated by commas"));
    return {};
}

/// Bytes that one more fact takes in a base of our own form: the row and four indices, pages full to 70 %.
double bytesOfFact(double statementBytes)
{
    constexpr double kTexts = 4; // the row, its unique index, and two halves twice
    constexpr double kOverhead = 60;
    constexpr double kFill = 0.7;
    return (kTexts * statementBytes + kOverhead) / kFill;
}

/// What the base is, without a copy.
struct Source
{
    qint64 facts = 0;
    qint64 bytes = 0;
    bool wal = false;
    QStringList triggers;
    double bytesOfFact = 0; ///< of one more
};

Result<Source> lookAt(Database &database)
{
    auto store = FactStore::attach(database);
    if (!store)
        return store.error();
    Source source;
    const auto facts = store->count();
    const auto pages = database.integer(u"PRAGMA page_count"_s);
    const auto pageSize = database.integer(u"PRAGMA page_size"_s);
    if (!facts || !pages || !pageSize)
        return !facts ? facts.error() : !pages ? pages.error() : pageSize.error();
    source.facts = *facts;
    source.bytes = *pages * *pageSize;
    source.wal = database.verdict().wal;
    source.triggers = store->schema().triggers;
    constexpr qint64 kTelling = 1'000;
    constexpr double kOrdinaryStatement = 40;
    source.bytesOfFact = *facts >= kTelling ? static_cast<double>(source.bytes) / static_cast<double>(*facts)
                                            : bytesOfFact(kOrdinaryStatement);
    return source;
}

Result<std::unique_ptr<Database>> openBase(const QString &path)
{
    Database::Options options;
    options.busyTimeoutMs = 5000;
    options.eager = true;
    return Database::open(path, options);
}

Result<ScaleNeeds> needsOf(const QString &databasePath, const Source &source, const ScaleOptions &options)
{
    if (options.facts < source.facts + ScaleOptions::kLeastGrowth) {
        return usageError(
            QT_TRANSLATE_NOOP("hakgal", "the base holds %1 facts already; --facts takes %2 or more here"),
            {QString::number(source.facts), QString::number(source.facts + ScaleOptions::kLeastGrowth)});
    }
    ScaleNeeds needs;
    needs.ownFacts = source.facts;
    const auto more = static_cast<double>(options.facts - source.facts);
    needs.diskBytes = source.bytes + kWalBytes + static_cast<qint64>(more * source.bytesOfFact * kSpare);
    needs.freeBytes = freeBytes(ScaleScratch::folder(databasePath));

    // How fast the last run stored at its largest size.
    double inserts = kUsualInserts;
    const auto results = ScaleScratch::results(databasePath);
    if (!results.empty() && !results.back().sizes.empty() && results.back().sizes.back().insertPerSecond) {
        inserts = std::max(1.0, *results.back().sizes.back().insertPerSecond);
        needs.fromLastRun = true;
    }
    needs.seconds = static_cast<double>(source.bytes) / kUsualCopyBytes + more / inserts + options.seconds;
    return needs;
}

class Run
{
public:
    Run(const QString &databasePath, const ScaleOptions &options, JobContext &context,
        const std::function<void(const ScaleSize &)> &onSize)
        : m_base(databasePath), m_options(options), m_context(context), m_onSize(onSize)
    {
        m_report.options = options;
        m_report.synthetic = databasePath.isEmpty();
    }

    Result<ScaleReport> run();

private:
    bool synthetic() const { return m_base.isEmpty(); }
    QString say(const char *text) const { return QCoreApplication::translate("hakgal", text); }
    Error interrupted() const { return {ErrorCode::Interrupted, {}, {}, 0}; }

    Result<void> plan(const ScaleNeeds &needs);
    Result<void> prepareBase(const QString &file);
    Result<FactGrower> learn(const QString &file);
    Result<void> size(ScaleLoad &load, qint64 facts);

    QString m_base;
    ScaleOptions m_options;
    JobContext &m_context;
    const std::function<void(const ScaleSize &)> &m_onSize;
    Format m_format;
    ScaleReport m_report;
    std::vector<qint64> m_sizes;
};

Result<void> Run::plan(const ScaleNeeds &needs)
{
    if (!needs.fits()) {
        return Error{ErrorCode::NoSpace,
                     {ScaleScratch::folder(m_base), QString::number(needs.diskBytes),
                      QString::number(needs.freeBytes)},
                     {},
                     0};
    }
    m_sizes = scaleSizes(needs.ownFacts, m_options.facts);
    const double share = m_options.seconds / static_cast<double>(m_sizes.size());
    const double inserting = std::max(0.1, needs.seconds - m_options.seconds);
    std::vector<JobStep> steps;
    if (!synthetic()) {
        steps.push_back({u"copy"_s, 0.02 * inserting});
        steps.push_back({u"learn"_s, 0.02 * inserting});
    }
    qint64 at = needs.ownFacts;
    for (const qint64 facts : m_sizes) {
        if (facts > at) {
            const double part =
                static_cast<double>(facts - at) / static_cast<double>(m_options.facts - needs.ownFacts);
            steps.push_back({stepOf("grow", facts), inserting * part});
        }
        steps.push_back({stepOf("measure", facts), share});
        at = facts;
    }
    m_context.plan(std::move(steps));
    return {};
}

/// The private file as it is before it grows: a copy, or empty.
Result<void> Run::prepareBase(const QString &file)
{
    if (synthetic()) {
        Source source;
        source.bytesOfFact = bytesOfFact(FactGrower::synthetic(0).averageBytes());
        const auto needs = needsOf(m_base, source, m_options);
        if (!needs)
            return needs.error();
        if (auto planned = plan(*needs); !planned)
            return planned;
        return createBase(file);
    }
    // Nothing else replaces or repairs the base while it is copied; then the lease is free again.
    const auto lease = Lease::take(m_base, u"scale-test"_s);
    if (!lease)
        return lease.error();
    auto database = openBase(m_base);
    if (!database)
        return database.error();
    (*database)->setCancelFlag(m_context.cancelFlag());
    const auto source = lookAt(**database);
    if (!source)
        return source.error();
    if (source->facts == 0)
        return usageError(QT_TRANSLATE_NOOP(
            "hakgal", "the base holds no fact that more could be made after; use --synthetic"));
    const auto needs = needsOf(m_base, *source, m_options);
    if (!needs)
        return needs.error();
    if (auto planned = plan(*needs); !planned)
        return planned;
    m_report.triggers = source->triggers;
    m_context.begin(u"copy"_s, say(QT_TRANSLATE_NOOP("hakgal", "Copying the knowledge base, which stays as "
                                                               "it is")));
    const auto copied = SlicedCopy::run(**database, file, m_context);
    if (!copied)
        return copied.error();
    m_report.ownFacts = copied->facts;
    if (!source->wal)
        return {};
    Database::Options options;
    options.access = OpenPolicy::Access::Change;
    auto copy = Database::open(file, options);
    if (!copy)
        return copy.error();
    const auto mode = (*copy)->text(u"PRAGMA journal_mode=WAL"_s);
    return mode ? Result<void>() : mode.error();
}

Result<FactGrower> Run::learn(const QString &file)
{
    if (synthetic())
        return FactGrower::synthetic(static_cast<quint64>(m_options.seed));
    m_context.begin(u"learn"_s, say(QT_TRANSLATE_NOOP("hakgal", "Learning how the facts are distributed")));
    auto database = Database::open(file, {});
    if (!database)
        return database.error();
    auto store = FactStore::attach(**database);
    if (!store)
        return store.error();
    return FactGrower::learn(**database, *store, static_cast<quint64>(m_options.seed), m_context);
}

Result<void> Run::size(ScaleLoad &load, qint64 facts)
{
    ScaleSize size;
    size.facts = facts;
    const QString count = m_format.count(facts);
    if (facts > load.facts()) {
        m_context.begin(stepOf("grow", facts),
                        say(QT_TRANSLATE_NOOP("hakgal", "Storing facts up to %1")).arg(count));
        const auto rate = load.growTo(facts, kCacheKib);
        if (!rate)
            return rate.error();
        size.insertPerSecond = *rate;
    }
    m_context.begin(stepOf("measure", facts),
                    say(QT_TRANSLATE_NOOP("hakgal", "Asking a base of %1 facts")).arg(count));
    const double share = m_options.seconds / static_cast<double>(m_sizes.size() * m_options.patterns.size());
    auto latencies = load.measure(m_options.patterns, share, m_options.cacheMb * 1024);
    if (!latencies)
        return latencies.error();
    size.patterns = std::move(*latencies);
    size.fileBytes = load.fileBytes();
    size.rssBytes = load.takeMostMemory();
    m_report.sizes.push_back(size);
    m_context.tell(size.toJson());
    if (m_onSize)
        m_onSize(size);
    return {};
}

Result<ScaleReport> Run::run()
{
    if (auto ranges = checkRanges(m_options); !ranges)
        return ranges.error();
    auto scratch = ScaleScratch::take(m_base);
    if (!scratch)
        return scratch.error();
    if (auto prepared = prepareBase(scratch->file()); !prepared)
        return prepared.error();
    const auto grower = learn(scratch->file());
    if (!grower)
        return grower.error();
    ScaleLoad load(scratch->file(), *grower, m_report.ownFacts, static_cast<quint64>(m_options.seed),
                   m_context);
    const auto readProcess = ownProcessReader();
    const Reading before = readProcess().cpuSeconds;
    const auto begun = std::chrono::steady_clock::now();
    for (const qint64 facts : m_sizes) {
        if (m_context.cancelled())
            return interrupted();
        if (auto done = size(load, std::max(facts, load.facts())); !done)
            return done.error();
    }
    const double took = seconds(std::chrono::steady_clock::now() - begun);
    if (const Reading after = readProcess().cpuSeconds; before.known() && after.known() && took > 0)
        m_report.processorShare = (after.value - before.value) / took;
    m_report.limits = scaleLimits(m_report.sizes, m_options.patterns);
    m_report.contentSha256 = load.contentSha256();
    m_report.machine = ScaleMachine::here();
    m_report.atMs = Instant::now().wallMs;
    if (auto kept = scratch->keep(m_report); !kept)
        return kept.error();
    m_context.end();
    return m_report;
}

} // namespace

QJsonObject ScaleNeeds::toJson() const
{
    return {{u"own_facts"_s, ownFacts},
            {u"disk_bytes"_s, diskBytes},
            {u"free_bytes"_s, freeBytes < 0 ? QJsonValue() : QJsonValue(freeBytes)},
            {u"seconds"_s, std::round(seconds)},
            {u"from_last_run"_s, fromLastRun}};
}

ScaleNeeds ScaleNeeds::fromJson(const QJsonObject &object)
{
    return {object.value("own_facts"_L1).toInteger(), object.value("disk_bytes"_L1).toInteger(),
            object.value("free_bytes"_L1).toInteger(-1), object.value("seconds"_L1).toDouble(),
            object.value("from_last_run"_L1).toBool()};
}

Result<ScaleNeeds> ScaleTest::needs(const QString &databasePath, const ScaleOptions &options)
{
    if (auto ranges = checkRanges(options); !ranges)
        return ranges.error();
    if (databasePath.isEmpty()) {
        Source source;
        source.bytesOfFact = bytesOfFact(FactGrower::synthetic(0).averageBytes());
        return needsOf(databasePath, source, options);
    }
    auto database = openBase(databasePath);
    if (!database)
        return database.error();
    const auto source = lookAt(**database);
    return source ? needsOf(databasePath, *source, options) : Result<ScaleNeeds>(source.error());
}

Result<ScaleReport> ScaleTest::run(const QString &databasePath, const ScaleOptions &options,
                                   JobContext &context, const std::function<void(const ScaleSize &)> &onSize)
{
    return Run(databasePath, options, context, onSize).run();
}

} // namespace hakgal
