// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/DatabaseCollector.h"

#include <QFileInfo>

#include <algorithm>

namespace hakgal {

namespace {

constexpr int kBusyTimeoutMs = 600; // beyond the highest limit that a latency alert has by default

void setAll(Sample &sample, Reason reason)
{
    for (const MetricInfo &info : metricTable()) {
        if (info.subject == Subject::Database)
            sample[info.id] = Reading::missing(reason);
    }
}

/// Errors after which the connection itself is worth nothing any more.
bool mustReopen(ErrorCode code)
{
    return code != ErrorCode::Locked && code != ErrorCode::Interrupted;
}

std::chrono::seconds backoff(int failures)
{
    return std::chrono::seconds(std::min(5, 1 << std::clamp(failures - 1, 0, 3)));
}

} // namespace

DatabaseCollector::DatabaseCollector(quint32 seed) : m_seed(seed) {}

DatabaseCollector::~DatabaseCollector() = default;

void DatabaseCollector::setPath(const QString &path)
{
    if (path == m_path && m_watch)
        return;
    m_connection.reset();
    m_path = path;
    m_watch = std::make_unique<Watch>(static_cast<std::size_t>(m_querySamples));
    m_watch->state.path = path;
}

void DatabaseCollector::setProbeCacheMb(int mb)
{
    if (mb == m_probeCacheMb)
        return;
    m_probeCacheMb = mb;
    m_connection.reset(); // the next tick opens one with the other cache
}

void DatabaseCollector::setMaxQuerySamples(int samples)
{
    m_querySamples = samples;
    if (m_watch)
        m_watch->latencies.setCapacity(static_cast<std::size_t>(samples));
}

void DatabaseCollector::close()
{
    m_connection.reset();
}

std::optional<CountRequest> DatabaseCollector::countDue(const Instant &now)
{
    if (!m_connection || !m_connection->store)
        return std::nullopt;
    auto request = m_watch->counts.due(now, m_connection->store->schema().predicateIndexed);
    if (request)
        request->path = m_path;
    return request;
}

bool DatabaseCollector::takeCount(const CountAnswer &answer, const Instant &now)
{
    return m_watch && m_watch->counts.answer(answer, now);
}

void DatabaseCollector::wantPredicates()
{
    if (m_watch)
        m_watch->counts.wantPredicates();
}

void DatabaseCollector::collect(Sample &sample)
{
    if (m_path.isEmpty() || !m_watch) {
        setAll(sample, Reason::NoDatabase);
        sample.predicatesReason = Reason::NoDatabase;
        return;
    }
    using Reach = DatabaseState::Reach;
    DatabaseState &state = m_watch->state;
    const auto outcome = reach(sample);
    const Reach reached = outcome ? Reach::Reachable : Reach::Unreachable;
    if (reached != state.reach) {
        state.reach = reached;
        state.since = sample.at;
    }
    state.error = outcome ? Error{} : outcome.error();
    if (outcome) {
        m_watch->failures = 0;
        m_watch->error.reset();
        fillTotals(sample);
        m_watch->last = {sample.readings, sample.at};
        m_watch->everRead = true;
    } else {
        fillUnreachable(sample, outcome.error());
    }
    sample.database = state;
    sample.errors = m_watch->errors.tally();
    sample.latency = m_watch->histogram;
}

/// Opens where needed and measures. Fails with the reason why the base cannot be read in this tick.
Result<void> DatabaseCollector::reach(Sample &sample)
{
    const FileFacts file = statFile(m_path);
    if (m_watch->identity.valid() && file.exists && file.identity != m_watch->identity) {
        // Another file stands at the path now: whatever we knew belongs to the old one.
        m_connection.reset();
        ++m_watch->replacements;
        m_watch->counts.forgetBase();
        m_watch->walSalt.reset();
        m_watch->identity = {};
        m_watch->retryAt = {};
    } else if (!file.exists && m_connection) {
        m_connection.reset();
        m_watch->retryAt = {};
    }
    if (!m_connection && sample.at.steady < m_watch->retryAt && m_watch->error)
        return *m_watch->error;

    auto outcome = [&]() -> Result<void> {
        if (!m_connection) {
            if (auto opened = open(); !opened)
                return opened;
        }
        sample[MetricId::DatabaseBytes] = Reading::of(static_cast<double>(file.bytes));
        return measure(sample);
    }();
    if (!outcome) {
        m_watch->error = outcome.error();
        ++m_watch->failures;
        m_watch->retryAt = sample.at.steady + backoff(m_watch->failures);
        if (mustReopen(outcome.error().code))
            m_connection.reset();
    }
    return outcome;
}

Result<void> DatabaseCollector::open()
{
    Database::Options options;
    options.busyTimeoutMs = kBusyTimeoutMs;
    options.cacheKib = m_probeCacheMb * 1024;
    options.errors = &m_watch->errors;
    auto database = Database::open(m_path, options);
    if (!database)
        return database.error();
    auto connection = std::make_unique<Connection>();
    connection->database = std::move(database).value();
    m_watch->identity = connection->database->verdict().identity;
    m_watch->counts.forgetVersion();
    m_connection = std::move(connection);
    if (auto attached = attach(); !attached) {
        m_connection.reset();
        return attached;
    }
    return {};
}

/// Looks at the schema, now and whenever it changed.
Result<void> DatabaseCollector::attach()
{
    Database &database = *m_connection->database;
    database.setDeadline(std::chrono::steady_clock::now() + DatabaseProbe::kReadLimit);
    m_connection->probe.reset();
    auto store = FactStore::attach(database);
    if (!store)
        return store.error();
    m_connection->store = std::move(store).value();
    m_connection->probe.emplace(database, *m_connection->store, m_seed);
    auto pageSize = database.integer(QStringLiteral("PRAGMA page_size"));
    if (!pageSize)
        return pageSize.error();
    m_watch->state.pageSize = *pageSize;
    m_watch->state.facts = m_connection->store->schema().table;
    return {};
}

Result<void> DatabaseCollector::measure(Sample &sample)
{
    Database &database = *m_connection->database;
    database.setDeadline(std::chrono::steady_clock::now() + DatabaseProbe::kReadLimit);
    auto schemaVersion = database.integer(QStringLiteral("PRAGMA schema_version"));
    if (!schemaVersion)
        return schemaVersion.error();
    if (*schemaVersion != m_connection->schemaVersion) {
        if (m_connection->schemaVersion != 0) {
            if (auto attached = attach(); !attached)
                return attached;
        }
        m_connection->schemaVersion = *schemaVersion;
    }
    auto mode = database.text(QStringLiteral("PRAGMA journal_mode"));
    if (!mode)
        return mode.error();
    m_watch->state.wal = mode->compare(QLatin1String("wal"), Qt::CaseInsensitive) == 0;

    auto freelist = database.integer(QStringLiteral("PRAGMA freelist_count"));
    if (!freelist)
        return freelist.error();
    sample[MetricId::ReclaimableBytes] =
        Reading::of(static_cast<double>(*freelist * m_watch->state.pageSize));

    if (auto probed = measureProbe(sample); !probed)
        return probed;
    measureWal(sample);
    return {};
}

void DatabaseCollector::measureWal(Sample &sample)
{
    if (!m_watch->state.wal) {
        for (const MetricId id :
             {MetricId::WalBytes, MetricId::WalFrames, MetricId::WalPending, MetricId::Checkpoints})
            sample[id] = Reading::missing(Reason::NotWal);
        return;
    }
    const FileFacts wal = statFile(m_connection->database->verdict().path + QLatin1String("-wal"));
    sample[MetricId::WalBytes] = Reading::of(wal.exists ? static_cast<double>(wal.bytes) : 0.0);
    if (const auto head = m_connection->database->walHead()) {
        sample[MetricId::WalFrames] = Reading::of(head->frames);
        sample[MetricId::WalPending] = Reading::of(head->frames - std::min(head->frames, head->backfilled));
        // Salt-1 rises by one with every reset of the WAL; a new WAL file begins with a random one.
        if (m_watch->walSalt && *m_watch->walSalt != head->salt1) {
            const quint32 resets = head->salt1 - *m_watch->walSalt;
            m_watch->checkpoints += resets < 100'000 ? resets : 1;
        }
        m_watch->walSalt = head->salt1;
    }
    sample[MetricId::Checkpoints] = Reading::of(static_cast<double>(m_watch->checkpoints));
}

Result<void> DatabaseCollector::measureProbe(Sample &sample)
{
    Database &database = *m_connection->database;
    auto dataVersion = database.integer(QStringLiteral("PRAGMA data_version"));
    if (!dataVersion)
        return dataVersion.error();
    const bool othersWrote = m_connection->dataVersion && *dataVersion != *m_connection->dataVersion;
    m_connection->dataVersion = *dataVersion;
    m_watch->counts.tick(sample.at, *dataVersion);

    if (auto keys = m_connection->probe->refreshKeys(); !keys)
        return keys;
    const auto before = database.cacheCounters();
    auto probed = m_connection->probe->run([this](double latency) {
        m_watch->latencies.add(latency);
        m_watch->histogram.observe(latency);
    });
    const auto after = database.cacheCounters();
    m_watch->cache.addTick(sample.at.steady, after.hits - before.hits, after.misses - before.misses,
                           othersWrote);
    return probed;
}

void DatabaseCollector::fillTotals(Sample &sample)
{
    Watch &watch = *m_watch;
    sample[MetricId::Up] = Reading::of(1);
    const auto errors = static_cast<double>(watch.errors.total());
    watch.errorTotals.add(sample.at.steady, errors);
    watch.replacementTotals.add(sample.at.steady, static_cast<double>(watch.replacements));
    sample[MetricId::DatabaseErrors] = Reading::of(errors);
    sample[MetricId::DatabaseErrorsRecent] = Reading::of(watch.errorTotals.increase());
    sample[MetricId::Replacements] = Reading::of(static_cast<double>(watch.replacements));
    sample[MetricId::ReplacementsRecent] = Reading::of(watch.replacementTotals.increase());

    sample[MetricId::CacheHits] = Reading::of(static_cast<double>(watch.cache.hits()));
    sample[MetricId::CacheMisses] = Reading::of(static_cast<double>(watch.cache.misses()));
    sample[MetricId::CacheInvalidations] = Reading::of(static_cast<double>(watch.cache.invalidations()));
    sample[MetricId::CacheHitRate] = watch.cache.rate();

    const auto latency = watch.latencies.summary();
    const Reason none = m_connection && !m_connection->probe->hasKeys() ? Reason::NoRows : Reason::NotYet;
    const auto set = [&](MetricId id, double LatencyWindow::Summary::*field) {
        sample[id] = latency ? Reading::of((*latency).*field) : Reading::missing(none);
    };
    set(MetricId::QueryAverage, &LatencyWindow::Summary::average);
    set(MetricId::QueryMin, &LatencyWindow::Summary::min);
    set(MetricId::QueryP50, &LatencyWindow::Summary::p50);
    set(MetricId::QueryP95, &LatencyWindow::Summary::p95);
    set(MetricId::QueryMax, &LatencyWindow::Summary::max);
    watch.counts.fill(sample);
}

void DatabaseCollector::fillUnreachable(Sample &sample, const Error &)
{
    Watch &watch = *m_watch;
    setAll(sample, Reason::Unreachable);
    sample.predicatesReason = Reason::Unreachable;
    sample[MetricId::Up] = Reading::of(0);
    // These are about our own attempts, so they stay true while the base is away.
    const auto errors = static_cast<double>(watch.errors.total());
    watch.errorTotals.add(sample.at.steady, errors);
    watch.replacementTotals.add(sample.at.steady, static_cast<double>(watch.replacements));
    sample[MetricId::DatabaseErrors] = Reading::of(errors);
    sample[MetricId::DatabaseErrorsRecent] = Reading::of(watch.errorTotals.increase());
    if (watch.everRead)
        sample.lastKnown = std::make_shared<const LastKnown>(watch.last);
}

} // namespace hakgal
