// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryDatabase.h"
#include "core/history/HistorySeries.h"
#include "core/store/OpenPolicy.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace hakgal {

/// What was read of one history, kept so that zooming and panning in it cost no database; through a read-only
/// connection of its own. Bound to one thread. All times are wall clock, milliseconds since 1970 UTC.
class HistoryMemory
{
public:
    static constexpr qint64 kMostBytes = 160'000'000;

    /// What is known of the tiers at one moment.
    struct Tiers
    {
        using Extent = std::optional<std::pair<qint64, qint64>>; ///< the oldest and the newest moment
        Extent raw;
        Extent minutes;
        Extent hours;
        qint64 minutesDone = 0; ///< up to where there are minutes of all ticks …
        qint64 hoursDone = 0;   ///< … and hours

        qint64 oldestMs() const; ///< 0: nothing is kept
        qint64 newestMs() const;
    };

    /// Where hours end and minutes begin, and where those end and ticks begin.
    struct Seams
    {
        qint64 minutesFrom = 0;
        qint64 ticksFrom = 0;
    };

    /// `file` need not be there (yet); empty: there is none.
    explicit HistoryMemory(QString file = {}) : m_file(std::move(file)) {}

    const QString &file() const { return m_file; }

    /// Opens the file where it is not open, also where another one has taken its name. False: there is no
    /// history yet.
    Result<bool> open();
    /// Brings what is in memory to what is in the file. False: there is no history yet.
    Result<bool> refresh();
    /// Lets go of the connection: the next open() begins afresh.
    void closeConnection() { m_database.reset(); }

    // After an open() or refresh() that was true.
    HistoryDatabase &database() { return *m_database; }
    const Tiers &tiers() const { return m_known; } ///< at the last refresh()

    /// Sees to it that these metrics (recorded ones) are in memory from `fromMs` to `toMs`, as far as this is
    /// kept: from that tier, or what it does not have from its neighbours.
    Result<Seams> load(const std::vector<MetricId> &metrics, HistoryTier wanted, qint64 fromMs, qint64 toMs);
    /// One of them, hours before minutes before ticks. Valid until the next call that loads.
    std::array<HistoryPart, 3> parts(MetricId metric, const Seams &seams) const;
    /// Lets go of metrics that are not `wanted`, where there is more than kMostBytes.
    void bound(const std::vector<MetricId> &wanted);

private:
    /// One metric.
    struct Loaded
    {
        HistorySeries raw{HistoryTier::Raw};
        HistorySeries minutes{HistoryTier::Minute};
        HistorySeries hours{HistoryTier::Hour};
        bool tiers = false; ///< minutes and hours were read
        bool ticks = false; ///< raw has the stretch that is loaded

        qint64 bytes() const { return raw.bytes() + minutes.bytes() + hours.bytes(); }
    };

    void forget();
    Seams seams(HistoryTier wanted) const;
    Result<void> readTiers(const std::vector<MetricId> &metrics);
    Result<void> readTicks(const std::vector<MetricId> &metrics, qint64 fromMs, qint64 toMs);
    Result<std::map<MetricId, std::vector<HistoryPoint>>>
    points(HistoryTier tier, const std::vector<MetricId> &metrics, qint64 fromMs, qint64 toMs);

    QString m_file;
    std::unique_ptr<HistoryDatabase> m_database;
    FileIdentity m_identity;
    qint64 m_dataVersion = -1;
    Tiers m_known;
    std::map<MetricId, Loaded> m_loaded;
    qint64 m_rawFrom = 0; ///< the stretch of ticks that is loaded, of every metric with `ticks`
    qint64 m_rawTo = 0;
};

} // namespace hakgal
