// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryMemory.h"

#include <algorithm>
#include <limits>

// Minutes and hours of a metric are read whole when it is first asked for (30 days are 43,200 points), ticks
// only for what is shown and up to an hour on either side, since ticks of all metrics lie together. When
// somebody has written since (data_version), the ends are read again.

namespace hakgal {

namespace {

constexpr qint64 kStart = std::numeric_limits<qint64>::min();
constexpr qint64 kEnd = std::numeric_limits<qint64>::max();
constexpr qint64 kMinute = tierStepMs(HistoryTier::Minute);
constexpr qint64 kHour = tierStepMs(HistoryTier::Hour);
constexpr qint64 kDropAfter = 24 * kHour; ///< of what has expired in the file this much stays in memory
constexpr qint64 kTicksMargin = kHour;    ///< more is read on either side of what is shown

qint64 ceilTo(qint64 ms, qint64 step)
{
    const qint64 rest = ms % step;
    return rest == 0 ? ms : ms - rest + (rest > 0 ? step : 0);
}

} // namespace

qint64 HistoryMemory::Tiers::oldestMs() const
{
    for (const auto *extent : {&hours, &minutes, &raw}) {
        if (*extent)
            return std::min({(*extent)->first, raw ? raw->first : kEnd, minutes ? minutes->first : kEnd});
    }
    return 0;
}

qint64 HistoryMemory::Tiers::newestMs() const
{
    return raw ? raw->second : minutes ? minutes->second : hours ? hours->second : 0;
}

void HistoryMemory::forget()
{
    m_loaded.clear();
    m_rawFrom = m_rawTo = 0;
    m_dataVersion = -1;
    m_known = {};
}

Result<bool> HistoryMemory::open()
{
    if (m_file.isEmpty())
        return false;
    const FileFacts facts = statFile(m_file);
    if (m_database && facts.exists && facts.identity == m_identity)
        return true;
    m_database.reset(); // before the new one: another file has taken its name
    forget();
    if (!facts.exists)
        return false;
    Result<std::unique_ptr<HistoryDatabase>> opened =
        HistoryDatabase::open(m_file, HistoryDatabase::Access::Read);
    if (!opened)
        return opened.error();
    m_database = std::move(opened).value();
    m_identity = facts.identity;
    return m_database != nullptr;
}

Result<bool> HistoryMemory::refresh()
{
    const Result<bool> there = open();
    if (!there || !*there)
        return there;
    const Result<qint64> version = m_database->dataVersion();
    if (!version)
        return version.error();
    if (*version == m_dataVersion)
        return true;

    Tiers now;
    const std::pair<HistoryTier, std::optional<std::pair<qint64, qint64>> *> extents[] = {
        {HistoryTier::Raw, &now.raw}, {HistoryTier::Minute, &now.minutes}, {HistoryTier::Hour, &now.hours}};
    for (const auto &[tier, extent] : extents) {
        auto found = m_database->extent(tier);
        if (!found)
            return found.error();
        *extent = *found;
    }
    const Result<qint64> minutesDone = m_database->rolledUntil(HistoryTier::Minute);
    const Result<qint64> hoursDone = m_database->rolledUntil(HistoryTier::Hour);
    const Result<qint64> stored = m_database->lastStoredMs();
    if (!minutesDone || !hoursDone || !stored)
        return !minutesDone ? minutesDone.error() : !hoursDone ? hoursDone.error() : stored.error();
    now.minutesDone = *minutesDone;
    now.hoursDone = *hoursDone;
    if (m_known.raw && *stored != 0 && *stored < m_known.raw->second)
        forget(); // the clock was set back: what was read may have changed
    const qint64 knownNewest = m_known.raw ? m_known.raw->second : kStart;
    m_known = now;

    // The ends anew: the last minute and hour that were read may have been told before they were complete.
    std::vector<MetricId> tiers;
    std::vector<MetricId> ticks;
    for (const auto &[metric, what] : m_loaded) {
        if (what.tiers)
            tiers.push_back(metric);
        if (what.ticks)
            ticks.push_back(metric);
    }
    // What cannot be brought up to date is read anew: the file is known to be further by now.
    if (Result<void> read = readTiers(tiers); !read) {
        forget();
        return read.error();
    }
    if (!ticks.empty() && m_rawTo > knownNewest) {
        auto read = points(HistoryTier::Raw, ticks, std::max(m_rawFrom, knownNewest), m_rawTo);
        if (!read) {
            forget();
            return read.error();
        }
        for (const auto &[metric, added] : *read)
            m_loaded[metric].raw.replaceTail(added);
    }
    m_dataVersion = *version;
    return true;
}

Result<std::map<MetricId, std::vector<HistoryPoint>>>
HistoryMemory::points(HistoryTier tier, const std::vector<MetricId> &metrics, qint64 fromMs, qint64 toMs)
{
    std::map<MetricId, std::vector<HistoryPoint>> found;
    const Result<void> read = m_database->readPoints(
        tier, metrics, fromMs, toMs,
        [&](std::size_t place, const HistoryPoint &point) { found[metrics[place]].push_back(point); });
    if (!read)
        return read.error();
    return found;
}

/// Minutes and hours: all, or from the last one on that is known.
Result<void> HistoryMemory::readTiers(const std::vector<MetricId> &metrics)
{
    for (const MetricId metric : metrics) {
        Loaded &into = m_loaded[metric];
        for (HistorySeries *series : {&into.minutes, &into.hours}) {
            const qint64 from = series->empty() ? kStart : series->at(series->size() - 1).atMs;
            auto read = points(series->tier(), {metric}, from, kEnd);
            if (!read)
                return read.error();
            series->replaceTail((*read)[metric]);
            const auto &extent = series->tier() == HistoryTier::Minute ? m_known.minutes : m_known.hours;
            if (extent && !series->empty() && series->at(0).atMs < extent->first - kDropAfter)
                series->dropBefore(extent->first);
        }
        into.tiers = true;
    }
    return {};
}

/// Sees to it that the ticks of these metrics are in memory from `fromMs` to `toMs`.
Result<void> HistoryMemory::readTicks(const std::vector<MetricId> &metrics, qint64 fromMs, qint64 toMs)
{
    if (!m_known.raw || fromMs >= toMs)
        return {};
    const qint64 margin = std::min(toMs - fromMs, kTicksMargin);
    if (fromMs > m_rawTo || toMs < m_rawFrom ||
        m_rawFrom >= m_rawTo) { // elsewhere: nothing of what is there fits
        for (auto &[metric, what] : m_loaded) {
            what.raw.clear();
            what.ticks = false;
        }
        m_rawFrom = fromMs - margin;
        m_rawTo = toMs + margin;
    }
    std::vector<MetricId> present;
    for (const auto &[metric, what] : m_loaded) {
        if (what.ticks)
            present.push_back(metric);
    }
    if (std::max(fromMs, m_known.raw->first) < m_rawFrom) {
        auto read = points(HistoryTier::Raw, present, fromMs - margin, m_rawFrom);
        if (!read)
            return read.error();
        for (const auto &[metric, older] : *read)
            m_loaded[metric].raw.prepend(older);
        m_rawFrom = fromMs - margin;
    }
    if (toMs > m_rawTo) {
        auto read = points(HistoryTier::Raw, present, m_rawTo, toMs + margin);
        if (!read)
            return read.error();
        for (const auto &[metric, newer] : *read)
            m_loaded[metric].raw.replaceTail(newer);
        m_rawTo = toMs + margin;
        if (m_rawFrom < m_known.raw->first) {
            m_rawFrom = m_known.raw->first;
            for (const MetricId metric : present)
                m_loaded[metric].raw.dropBefore(m_rawFrom);
        }
    }
    std::vector<MetricId> missing;
    std::copy_if(metrics.begin(), metrics.end(), std::back_inserter(missing),
                 [this](MetricId metric) { return !m_loaded[metric].ticks; });
    auto read = points(HistoryTier::Raw, missing, m_rawFrom, m_rawTo);
    if (!read)
        return read.error();
    for (const MetricId metric : missing) {
        m_loaded[metric].raw.replaceTail((*read)[metric]);
        m_loaded[metric].ticks = true;
    }
    return {};
}

HistoryMemory::Seams HistoryMemory::seams(HistoryTier wanted) const
{
    qint64 minutesFrom = m_known.hoursDone;
    if (wanted != HistoryTier::Hour && m_known.minutes) {
        const qint64 oldest = m_known.minutes->first;
        minutesFrom = std::min(ceilTo(oldest, kHour), std::max(m_known.hoursDone, oldest));
    }
    qint64 ticksFrom = m_known.minutesDone;
    if (wanted == HistoryTier::Raw && m_known.raw) {
        const qint64 oldest = m_known.raw->first;
        ticksFrom = std::min(ceilTo(oldest, kMinute), std::max(m_known.minutesDone, oldest));
    }
    return {std::min(minutesFrom, ticksFrom), ticksFrom};
}

Result<HistoryMemory::Seams> HistoryMemory::load(const std::vector<MetricId> &metrics, HistoryTier wanted,
                                                 qint64 fromMs, qint64 toMs)
{
    std::vector<MetricId> fresh;
    std::copy_if(metrics.begin(), metrics.end(), std::back_inserter(fresh),
                 [this](MetricId metric) { return !m_loaded[metric].tiers; });
    if (Result<void> read = readTiers(fresh); !read)
        return read.error();
    const Seams seams = this->seams(wanted);
    if (Result<void> read = readTicks(metrics, std::max(fromMs, seams.ticksFrom), toMs); !read)
        return read.error();
    return seams;
}

std::array<HistoryPart, 3> HistoryMemory::parts(MetricId metric, const Seams &seams) const
{
    const Loaded &what = m_loaded.at(metric);
    return {{{&what.hours, kStart, seams.minutesFrom},
             {&what.minutes, seams.minutesFrom, seams.ticksFrom},
             {&what.raw, seams.ticksFrom, kEnd}}};
}

void HistoryMemory::bound(const std::vector<MetricId> &wanted)
{
    qint64 bytes = 0;
    for (const auto &[metric, what] : m_loaded)
        bytes += what.bytes();
    for (auto it = m_loaded.begin(); it != m_loaded.end() && bytes > kMostBytes;) {
        if (std::find(wanted.begin(), wanted.end(), it->first) != wanted.end()) {
            ++it;
            continue;
        }
        bytes -= it->second.bytes();
        it = m_loaded.erase(it);
    }
}

} // namespace hakgal
