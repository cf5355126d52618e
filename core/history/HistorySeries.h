// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hakgal {

/// How finely the history is kept, and for how long (HistoryStore).
enum class HistoryTier : quint8 {
    Raw,    ///< every tick, for a day
    Minute, ///< smallest, average and largest of each minute, for 30 days
    Hour,   ///< the same of each hour, for two years
};
inline constexpr std::size_t kHistoryTiers = 3;

/// Milliseconds that one value of a tier stands for; 0 for a tick, which is a moment.
constexpr qint64 tierStepMs(HistoryTier tier)
{
    return tier == HistoryTier::Raw ? 0 : tier == HistoryTier::Minute ? 60'000 : 3'600'000;
}

/// One kept value: a tick (low = mean = high, ticks 1), or what the ticks of a minute or hour amounted to.
struct HistoryPoint
{
    qint64 atMs = 0; ///< wall clock: of the tick, or where the minute or hour begins
    double low = 0;
    double mean = 0; ///< of the ticks
    double high = 0;
    quint32 ticks = 1; ///< at least 1
    bool operator==(const HistoryPoint &) const = default;
};

/// All points of one pixel column of a chart.
struct HistoryColumn
{
    qint64 fromMs = 0; ///< where its first point begins …
    qint64 toMs = 0;   ///< … and its last one ends (a tick begins and ends at its moment)
    double low = 0;
    double mean = 0; ///< of the ticks
    double high = 0;
    quint64 ticks = 0;
    bool gapBefore = false; ///< time without a measurement lies before or within it: no line from the column
                            ///< before. Never set in the first column.
    bool operator==(const HistoryColumn &) const = default;
};

/// The points of one metric and one tier in the order of time, with a pyramid over them (each level holds
/// the smallest, largest and sum of 16 nodes below), so that the figures of any stretch cost
/// a few dozen steps, however many points it has. A value; about 46 bytes a point. Pure: no clock, no
/// database.
class HistorySeries
{
public:
    explicit HistorySeries(HistoryTier tier = HistoryTier::Raw) : m_tier(tier) {}

    HistoryTier tier() const { return m_tier; }
    std::size_t size() const { return m_atMs.size(); }
    bool empty() const { return m_atMs.empty(); }
    HistoryPoint at(std::size_t index) const;
    qint64 bytes() const;

    /// Drops what is at or after the first of `points` and puts these at the end; they are in the order of
    /// time, each moment once. Costs as much as what is added.
    void replaceTail(std::span<const HistoryPoint> points);
    /// Puts these before the first; they end before it.
    void prepend(std::span<const HistoryPoint> points);
    /// Drops all that is before this moment.
    void dropBefore(qint64 atMs);
    void clear();

    /// The first point at or after this moment; size() where there is none.
    std::size_t lowerBound(qint64 atMs) const;

    /// What a stretch [begin, end) of points amounts to.
    struct Sum
    {
        double low = 0; ///< without points: 0, as all of it
        double high = 0;
        double total = 0; ///< Σ mean × ticks
        quint64 ticks = 0;
        qint64 gapMs = 0; ///< time in the gaps between them; 0: there is none
    };
    Sum sum(std::size_t begin, std::size_t end) const;

    /// Where two neighbours begin farther apart than this, nothing was measured between them: more than one
    /// and a half steps of the tier, or three and a half of the usual distances of ticks, which is the
    /// greater.
    qint64 gapMs() const { return m_gapMs; }

private:
    struct Node
    {
        double low;
        double high;
        double total;
        quint64 ticks;
    };

    void build(std::size_t from);
    qint64 usualGapMs() const;
    Node node(std::size_t level, std::size_t index) const;

    HistoryTier m_tier;
    qint64 m_gapMs = 0;
    std::vector<qint64> m_atMs;
    std::vector<double> m_low;
    std::vector<double> m_mean;
    std::vector<double> m_high;
    std::vector<quint32> m_ticks;
    std::vector<qint64> m_gapsMs; ///< time in all gaps before this point
    std::vector<std::vector<Node>> m_levels;
};

/// A stretch [fromMs, toMs) of time that is drawn from one series.
struct HistoryPart
{
    const HistorySeries *series = nullptr;
    qint64 fromMs = 0;
    qint64 toMs = 0;
};

/// Decimates [fromMs, toMs) to at most `columns` pixel columns (two where it is one) from parts that follow
/// one another in time. Columns lie still in time (anchored at the clock's zero), so nothing flickers while
/// the window moves. The nearest point outside on either side, where no gap lies between, comes along as a
/// column of its own, so that a line can be drawn to the edge. Empty columns are left out. Smallest, largest
/// and ticks are exact; the mean is that of all ticks, up to rounding.
std::vector<HistoryColumn> decimate(std::span<const HistoryPart> parts, qint64 fromMs, qint64 toMs,
                                    int columns);

} // namespace hakgal
