// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/CacheWindow.h"
#include "core/collect/Collector.h"
#include "core/collect/CountLedger.h"
#include "core/collect/DatabaseProbe.h"
#include "core/collect/Trailing.h"
#include "core/metrics/LatencyWindow.h"
#include "core/store/Database.h"
#include "core/store/FactStore.h"

#include <memory>
#include <optional>

namespace hakgal {

/// Watches one knowledge base: reachability and identity, sizes, WAL, probe queries, page cache, errors and
/// the book-keeping of the counts. Only reads. Keeps one hardened connection open while the base can be read;
/// an unreachable base is tried again after 1, 2, 4, 5, 5 … seconds, a replaced file at once. Monitor thread.
class DatabaseCollector : public Collector
{
public:
    /// `seed` chooses the rows that are probed.
    explicit DatabaseCollector(quint32 seed);
    ~DatabaseCollector() override;

    /// Another base begins with empty counters; an empty path watches nothing. The same path changes nothing.
    void setPath(const QString &path);
    void setProbeCacheMb(int mb);
    void setMaxQuerySamples(int samples);

    void collect(Sample &sample) override;

    /// A count that is due; its answer comes back by takeCount(), which tells whether it brought the first
    /// figures of their kind.
    std::optional<CountRequest> countDue(const Instant &now);
    bool takeCount(const CountAnswer &answer, const Instant &now);
    void wantPredicates();

    /// Closes the connection (sidecars we made are folded in). The next collect() opens it again.
    void close();

private:
    /// What belongs to one base and is forgotten with it.
    struct Watch
    {
        explicit Watch(std::size_t samples) : latencies(samples) {}
        FileIdentity identity;
        DatabaseState state;
        std::optional<Error> error;
        std::chrono::steady_clock::time_point retryAt{};
        int failures = 0;
        LastKnown last;
        bool everRead = false;
        ErrorCounter errors;
        Trailing errorTotals;
        LatencyWindow latencies;
        LatencyHistogram histogram;
        CacheWindow cache;
        CountLedger counts;
        std::optional<quint32> walSalt;
        qint64 checkpoints = 0;
        qint64 replacements = 0;
        Trailing replacementTotals;
    };
    /// What belongs to one connection. Declared in the order in which the parts depend on each other.
    struct Connection
    {
        std::unique_ptr<Database> database;
        std::optional<FactStore> store;
        std::optional<DatabaseProbe> probe;
        qint64 schemaVersion = 0;
        std::optional<qint64> dataVersion;
    };

    Result<void> reach(Sample &sample);
    Result<void> open();
    Result<void> attach();
    Result<void> measure(Sample &sample);
    void measureWal(Sample &sample);
    Result<void> measureProbe(Sample &sample);
    void fillTotals(Sample &sample);
    void fillUnreachable(Sample &sample, const Error &error);

    const quint32 m_seed;
    QString m_path;
    int m_probeCacheMb = 8;
    int m_querySamples = 1000;
    std::unique_ptr<Watch> m_watch; ///< before the connection, whose errors it counts
    std::unique_ptr<Connection> m_connection;
};

} // namespace hakgal
