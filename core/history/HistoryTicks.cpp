// SPDX-License-Identifier: GPL-3.0-or-later
// The ticks of the history, and the tiers they are rolled up to.
#include "core/history/HistoryDatabase.h"

#include "core/history/SettledClock.h"

#include <QVariant>

#include <algorithm>
#include <limits>
#include <set>

namespace hakgal {

namespace {

constexpr qint64 kMinute = tierStepMs(HistoryTier::Minute);
constexpr qint64 kHour = tierStepMs(HistoryTier::Hour);

constexpr qint64 floorTo(qint64 ms, qint64 step)
{
    return ms - ((ms % step) + step) % step;
}

/// The name of each metric as it is bound, made once.
const QVariant &metricName(MetricId id)
{
    static const auto names = [] {
        std::array<QVariant, kMetricCount> all;
        for (const MetricInfo &info : metricTable())
            all.at(static_cast<std::size_t>(info.id)) = QString::fromLatin1(info.json);
        return all;
    }();
    return names.at(static_cast<std::size_t>(id));
}

QString tierTable(HistoryTier tier)
{
    return tier == HistoryTier::Minute ? QStringLiteral("performance_minutes")
                                       : QStringLiteral("performance_hours");
}

QString tierKey(HistoryTier tier)
{
    return tier == HistoryTier::Minute ? QStringLiteral("minute") : QStringLiteral("hour");
}

// An average of equal numbers may be off by the last digit: it is kept between smallest and largest. What is
// already there from more ticks is better than what can still be computed.
constexpr char kRollMinutes[] =
    "INSERT INTO performance_minutes(metric, timestamp, low, mean, high, ticks) "
    "SELECT n.id, p.timestamp - p.timestamp % 60000 AS minute, min(p.metric_value), "
    "max(min(p.metric_value), min(max(p.metric_value), avg(p.metric_value))), max(p.metric_value), count(*) "
    "FROM performance_metrics p JOIN metric_names n ON n.name = p.metric_name "
    "WHERE p.timestamp >= ? AND p.timestamp < ? GROUP BY n.id, minute "
    "ON CONFLICT(metric, timestamp) DO UPDATE SET low=excluded.low, mean=excluded.mean, high=excluded.high, "
    "ticks=excluded.ticks WHERE excluded.ticks >= ticks";

constexpr char kRollHours[] =
    "INSERT INTO performance_hours(metric, timestamp, low, mean, high, ticks) "
    "SELECT m.metric, m.timestamp - m.timestamp % 3600000 AS hour, min(m.low), "
    "max(min(m.low), min(max(m.high), total(m.mean * m.ticks) / sum(m.ticks))), max(m.high), sum(m.ticks) "
    "FROM metric_names n CROSS JOIN performance_minutes m "
    "WHERE m.metric = n.id AND m.timestamp >= ? AND m.timestamp < ? GROUP BY m.metric, hour "
    "ON CONFLICT(metric, timestamp) DO UPDATE SET low=excluded.low, mean=excluded.mean, high=excluded.high, "
    "ticks=excluded.ticks WHERE excluded.ticks >= ticks";

constexpr char kExpireTier[] =
    "DELETE FROM %1 WHERE (metric, timestamp) IN (SELECT t.metric, t.timestamp FROM metric_names n "
    "CROSS JOIN %1 t WHERE t.metric = n.id AND t.timestamp < ? LIMIT ?)";

/// Puts points together that have the same moment.
class Joined
{
public:
    Joined(const HistoryDatabase::TakePoint &take, std::size_t metrics) : m_take(take), m_waiting(metrics) {}
    ~Joined()
    {
        for (std::size_t place = 0; place < m_waiting.size(); ++place) {
            if (m_waiting[place])
                m_take(place, *m_waiting[place]);
        }
    }
    Joined(const Joined &) = delete;
    Joined &operator=(const Joined &) = delete;

    void take(std::size_t place, const HistoryPoint &point)
    {
        auto &waiting = m_waiting.at(place);
        if (waiting && waiting->atMs == point.atMs) {
            const double ticks = waiting->ticks;
            const double more = point.ticks;
            waiting->low = std::min(waiting->low, point.low);
            waiting->high = std::max(waiting->high, point.high);
            waiting->mean = std::clamp((waiting->mean * ticks + point.mean * more) / (ticks + more),
                                       waiting->low, waiting->high);
            waiting->ticks += point.ticks;
            return;
        }
        if (waiting)
            m_take(place, *waiting);
        waiting = point;
    }

private:
    const HistoryDatabase::TakePoint &m_take;
    std::vector<std::optional<HistoryPoint>> m_waiting;
};

} // namespace

Result<void> HistoryDatabase::prepareWriting()
{
    const auto query = [this] { return QSqlQuery(m_connection); };
    m_statements.reset(new Statements{query(), query(), query(), query(), query(), query(), query(), query(),
                                      query(), query(), query(), query()});
    const std::pair<QSqlQuery *, QString> texts[] = {
        {&m_statements->insertTick,
         QStringLiteral(
             "INSERT INTO performance_metrics(timestamp, metric_name, metric_value) VALUES(?, ?, ?)")},
        {&m_statements->updateAlert,
         QStringLiteral("UPDATE alerts SET value=?, worst=?, context=? WHERE rule=? AND ended_at IS NULL")},
        {&m_statements->expire,
         QStringLiteral("DELETE FROM performance_metrics WHERE id IN (SELECT id FROM performance_metrics "
                        "WHERE timestamp < ? ORDER BY timestamp LIMIT ?)")},
        {&m_statements->expireSurplus,
         QStringLiteral("DELETE FROM performance_metrics WHERE id IN (SELECT id FROM performance_metrics "
                        "WHERE id <= (SELECT max(id) FROM performance_metrics) - ? AND timestamp < ? "
                        "ORDER BY id LIMIT ?)")},
        {&m_statements->nextTick,
         QStringLiteral("SELECT timestamp FROM performance_metrics WHERE timestamp >= ? ORDER BY timestamp "
                        "LIMIT 1")},
        {&m_statements->newNames,
         QStringLiteral("INSERT OR IGNORE INTO metric_names(name) SELECT DISTINCT metric_name FROM "
                        "performance_metrics WHERE timestamp >= ? AND timestamp < ?")},
        {&m_statements->rollMinutes, QString::fromLatin1(kRollMinutes)},
        {&m_statements->nextMinute,
         QStringLiteral("SELECT min((SELECT m.timestamp FROM performance_minutes m WHERE m.metric = n.id AND "
                        "m.timestamp >= ? ORDER BY m.timestamp LIMIT 1)) FROM metric_names n")},
        {&m_statements->rollHours, QString::fromLatin1(kRollHours)},
        {&m_statements->setRolled, QStringLiteral("UPDATE rollup SET done_until=? WHERE tier=?")},
        {&m_statements->expireMinutes, QString::fromLatin1(kExpireTier).arg(tierTable(HistoryTier::Minute))},
        {&m_statements->expireHours, QString::fromLatin1(kExpireTier).arg(tierTable(HistoryTier::Hour))},
    };
    for (const auto &[prepared, text] : texts) {
        if (!prepared->prepare(text))
            return failure(prepared->lastError());
    }
    return {};
}

Result<bool> HistoryDatabase::write(const std::vector<RecordedTick> &ticks, const std::vector<Alert> &firing,
                                    qint64 newestMs, const HistoryRetention &keep)
{
    if (Result<void> begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun.error();
    Result<bool> done = writeRows(ticks, firing, newestMs, keep);
    if (done) {
        if (Result<void> committed = run(QStringLiteral("COMMIT")); !committed)
            done = committed.error();
    }
    if (!done)
        (void)run(QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself
    return done;
}

Result<bool> HistoryDatabase::writeRows(const std::vector<RecordedTick> &ticks,
                                        const std::vector<Alert> &firing, qint64 newestMs,
                                        const HistoryRetention &keep)
{
    const Result<qint64> minutes = rolledUntil(HistoryTier::Minute);
    if (!minutes)
        return minutes.error();
    const Result<qint64> hours = rolledUntil(HistoryTier::Hour);
    if (!hours)
        return hours.error();
    qint64 minutesDone = *minutes;
    qint64 hoursDone = *hours;
    if (Result<void> done = insertTicks(ticks, minutesDone, hoursDone); !done)
        return done.error();
    if (Result<void> done = updateFiring(firing); !done)
        return done.error();
    const Result<bool> rolled = rollUp(newestMs, minutesDone, hoursDone);
    if (!rolled)
        return rolled;

    bool all = *rolled;
    const qint64 now = keep.countedFromMs != 0 ? keep.countedFromMs : newestMs;
    const std::pair<QSqlQuery *, QVariantList> old[] = {
        {&m_statements->expire, {std::min(now - keep.raw.count(), minutesDone), kExpireSlice}},
        {&m_statements->expireSurplus, {keep.rawRows, minutesDone, kExpireSlice}},
        {&m_statements->expireMinutes, {std::min(now - keep.minutes.count(), hoursDone), kExpireSlice}},
        {&m_statements->expireHours, {now - keep.hours.count(), kExpireSlice}},
    };
    for (const auto &[query, values] : old) {
        const Result<bool> gone = expire(*query, values);
        if (!gone)
            return gone;
        all = all && *gone;
    }
    return all;
}

Result<void> HistoryDatabase::insertTicks(const std::vector<RecordedTick> &ticks, qint64 minutesDone,
                                          qint64 hoursDone)
{
    std::set<qint64> late;
    for (const RecordedTick &tick : ticks) {
        for (const auto &[metric, value] : tick.values) {
            if (Result<void> done =
                    run(m_statements->insertTick, {tick.atMs, metricName(metric), QVariant(value)});
                !done)
                return done;
        }
        if (tick.atMs < minutesDone)
            late.insert(floorTo(tick.atMs, kMinute));
    }
    std::set<qint64> lateHours;
    for (const qint64 minute : late) {
        if (Result<void> done = rollMinutes(minute, minute + kMinute); !done)
            return done;
        if (minute < hoursDone)
            lateHours.insert(floorTo(minute, kHour));
    }
    for (const qint64 hour : lateHours) {
        if (Result<void> done = run(m_statements->rollHours, {hour, hour + kHour}); !done)
            return done;
    }
    return {};
}

Result<void> HistoryDatabase::rollMinutes(qint64 fromMs, qint64 toMs)
{
    if (Result<void> named = run(m_statements->newNames, {fromMs, toMs}); !named)
        return named;
    return run(m_statements->rollMinutes, {fromMs, toMs});
}

/// One slice of each tier, from the mark on. Stretches without ticks cost nothing: the next one is looked up.
/// False: there is more to do.
Result<bool> HistoryDatabase::rollUp(qint64 newestMs, qint64 &minutesDone, qint64 &hoursDone)
{
    const auto mark = [this](HistoryTier tier, qint64 doneMs) {
        return run(m_statements->setRolled, {doneMs, tierKey(tier)});
    };

    const qint64 complete = floorTo(newestMs, kMinute);
    if (minutesDone < complete) {
        const Result<qint64> first = next(m_statements->nextTick, minutesDone);
        if (!first)
            return first.error();
        const qint64 from = std::min(floorTo(*first, kMinute), complete);
        const qint64 to = std::min(from + kRollUpMinutes * kMinute, complete);
        if (from < to) {
            if (Result<void> rolled = rollMinutes(from, to); !rolled)
                return rolled.error();
        }
        minutesDone = to;
        if (Result<void> marked = mark(HistoryTier::Minute, minutesDone); !marked)
            return marked.error();
    }

    const qint64 completeHours = floorTo(minutesDone, kHour);
    if (hoursDone < completeHours) {
        const Result<qint64> first = next(m_statements->nextMinute, hoursDone);
        if (!first)
            return first.error();
        const qint64 from = std::min(floorTo(*first, kHour), completeHours);
        const qint64 to = std::min(from + kRollUpHours * kHour, completeHours);
        if (from < to) {
            if (Result<void> rolled = run(m_statements->rollHours, {from, to}); !rolled)
                return rolled.error();
        }
        hoursDone = to;
        if (Result<void> marked = mark(HistoryTier::Hour, hoursDone); !marked)
            return marked.error();
    }
    return minutesDone >= complete && hoursDone >= completeHours;
}

/// False: there may be more.
Result<bool> HistoryDatabase::expire(QSqlQuery &query, const QVariantList &values)
{
    if (Result<void> done = run(query, values); !done)
        return done.error();
    return query.numRowsAffected() < kExpireSlice;
}

/// The first moment at or after `fromMs` of a statement that looks it up; the end of time: there is none.
Result<qint64> HistoryDatabase::next(QSqlQuery &query, qint64 fromMs)
{
    if (Result<void> asked = run(query, {fromMs}); !asked)
        return asked.error();
    qint64 found = std::numeric_limits<qint64>::max() - kHour;
    if (query.next() && !query.isNull(0))
        found = query.value(0).toLongLong();
    query.finish();
    return found;
}

Result<qint64> HistoryDatabase::rolledUntil(HistoryTier tier)
{
    if (tier == HistoryTier::Raw)
        return std::numeric_limits<qint64>::max();
    if (!m_tiers)
        return 0;
    return integer(QStringLiteral("SELECT done_until FROM rollup WHERE tier='%1'").arg(tierKey(tier)));
}

Result<std::optional<std::pair<qint64, qint64>>> HistoryDatabase::extent(HistoryTier tier)
{
    using Extent = std::optional<std::pair<qint64, qint64>>;
    if (tier != HistoryTier::Raw && !m_tiers)
        return Extent();
    // min() and max() of one index each; together they would read the whole table.
    const QString sql =
        tier == HistoryTier::Raw
            ? QStringLiteral("SELECT (SELECT min(timestamp) FROM performance_metrics), "
                             "(SELECT max(timestamp) FROM performance_metrics)")
            : QStringLiteral("SELECT min((SELECT min(t.timestamp) FROM %1 t WHERE t.metric = n.id)), "
                             "max((SELECT max(t.timestamp) FROM %1 t WHERE t.metric = n.id)) "
                             "FROM metric_names n")
                  .arg(tierTable(tier));
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(sql) || !query.next())
        return failure(query.lastError());
    if (query.isNull(0))
        return Extent();
    return Extent(std::pair(query.value(0).toLongLong(), query.value(1).toLongLong()));
}

Result<qint64> HistoryDatabase::lastStoredMs()
{
    return integer(QStringLiteral(
        "SELECT coalesce((SELECT timestamp FROM performance_metrics ORDER BY id DESC LIMIT 1), 0)"));
}

Result<qint64> HistoryDatabase::settledMs()
{
    const Result<qint64> last = lastStoredMs();
    if (!last)
        return last;
    const qint64 hourAgo = *last - std::chrono::milliseconds(SettledClock::kPatience).count();
    const Result<qint64> before = integer(
        QStringLiteral("SELECT coalesce(max(timestamp), 0) FROM performance_metrics WHERE timestamp < %1")
            .arg(hourAgo));
    if (!before)
        return before;
    return *before != 0 && hourAgo - *before > SettledClock::kLeapMs ? before : last;
}

Result<void> HistoryDatabase::readPoints(HistoryTier tier, std::span<const MetricId> metrics, qint64 fromMs,
                                         qint64 toMs, const TakePoint &take)
{
    if (metrics.empty() || fromMs >= toMs || (tier != HistoryTier::Raw && !m_tiers))
        return {};
    Joined joined(take, metrics.size());
    const TakePoint join = [&joined](std::size_t place, const HistoryPoint &point) {
        joined.take(place, point);
    };
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (tier != HistoryTier::Raw) {
        if (!query.prepare(QStringLiteral("SELECT timestamp, low, mean, high, ticks FROM %1 WHERE metric = "
                                          "(SELECT id FROM metric_names WHERE name = ?) AND timestamp >= ? "
                                          "AND timestamp < ? ORDER BY timestamp")
                               .arg(tierTable(tier))))
            return failure(query.lastError());
        for (std::size_t place = 0; place < metrics.size(); ++place) {
            if (Result<void> asked = run(query, {metricName(metrics[place]), fromMs, toMs}); !asked)
                return asked;
            if (Result<void> read = points(query, place, join); !read)
                return read;
        }
        return {};
    }
    // All metrics of a tick lie together, so one pass reads them all. The names are constants of ours.
    QString place = QStringLiteral("CASE metric_name");
    QStringList names;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        const QString quoted = u'\'' + metricName(metrics[i]).toString() + u'\'';
        place += QStringLiteral(" WHEN %1 THEN %2").arg(quoted).arg(i);
        names += quoted;
    }
    if (!query.prepare(QStringLiteral("SELECT timestamp, metric_value, %1 END FROM performance_metrics WHERE "
                                      "timestamp >= ? AND timestamp < ? AND metric_name IN (%2) "
                                      "ORDER BY timestamp")
                           .arg(place, names.join(u','))))
        return failure(query.lastError());
    if (Result<void> asked = run(query, {fromMs, toMs}); !asked)
        return asked;
    return points(query, std::nullopt, join);
}

/// `place`: of tiers, whose rows are of one metric; ticks tell it.
Result<void> HistoryDatabase::points(QSqlQuery &query, std::optional<std::size_t> place,
                                     const TakePoint &take)
{
    while (query.next()) {
        const qint64 atMs = query.value(0).toLongLong();
        if (place) {
            take(*place, {atMs, query.value(1).toDouble(), query.value(2).toDouble(),
                          query.value(3).toDouble(), std::max(1U, query.value(4).toUInt())});
        } else {
            const double value = query.value(1).toDouble();
            take(static_cast<std::size_t>(query.value(2).toULongLong()), {atMs, value, value, value, 1});
        }
    }
    const QSqlError error = query.lastError();
    query.finish();
    return error.isValid() ? Result<void>(failure(error)) : Result<void>();
}

Result<std::vector<RecordedTick>> HistoryDatabase::newestTicks(int most)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral(
            "SELECT timestamp, metric_name, metric_value FROM performance_metrics ORDER BY timestamp DESC")))
        return failure(query.lastError());
    std::vector<RecordedTick> ticks;
    while (query.next()) {
        const qint64 atMs = query.value(0).toLongLong();
        if (ticks.empty() || ticks.back().atMs != atMs) {
            if (ticks.size() >= static_cast<std::size_t>(std::max(0, most)))
                break;
            ticks.push_back({atMs, {}});
        }
        if (const MetricInfo *info = metricByJsonName(query.value(1).toString()))
            ticks.back().values.emplace_back(info->id, query.value(2).toDouble());
    }
    if (query.lastError().isValid())
        return failure(query.lastError());
    std::reverse(ticks.begin(), ticks.end());
    return ticks;
}

Result<std::optional<HistoryDatabase::Recorded>> HistoryDatabase::newest(MetricId metric)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(QStringLiteral("SELECT timestamp, metric_value FROM performance_metrics "
                                      "WHERE metric_name=? ORDER BY timestamp DESC LIMIT 1")))
        return failure(query.lastError());
    query.addBindValue(metricName(metric));
    if (const Result<void> asked = run(query); !asked)
        return asked.error();
    if (query.next())
        return std::optional(Recorded{query.value(0).toLongLong(), query.value(1).toDouble()});
    if (query.lastError().isValid())
        return failure(query.lastError());
    return std::optional<Recorded>();
}

Result<std::array<qint64, kHistoryTiers>> HistoryDatabase::tierBytes()
{
    std::array<qint64, kHistoryTiers> bytes{-1, -1, -1};
    const QStringList tables{QStringLiteral("'performance_metrics', 'performance_metrics_timestamp'"),
                             QStringLiteral("'performance_minutes'"), QStringLiteral("'performance_hours'")};
    for (std::size_t tier = 0; tier < kHistoryTiers; ++tier) {
        QSqlQuery query(m_connection);
        query.setForwardOnly(true);
        const QString sql =
            QStringLiteral("SELECT total(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN (%1)")
                .arg(tables.at(static_cast<qsizetype>(tier)));
        if (query.exec(sql) && query.next())
            bytes.at(tier) = query.value(0).toLongLong();
        else if (!query.lastError().text().contains(QLatin1String("no such table")))
            return failure(query.lastError());
    }
    return bytes;
}

} // namespace hakgal
