// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryReader.h"

#include "core/config/StatePaths.h"
#include "core/history/HistoryCsv.h"
#include "core/history/HistoryDatabase.h"
#include "core/store/OpenPolicy.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <limits>
#include <map>

// What is drawn from which tier: minutes where a column is wider than a third of a minute, hours where it is
// wider than an hour, else ticks. What that tier does not have is drawn from its neighbours: what is older
// from the next coarser one, what is not rolled up yet from the next finer one.
//
// Minutes and hours of a metric are read whole when it is first asked for (30 days are 43,200 points), ticks
// only for what is shown and up to an hour on either side, since ticks of all metrics lie together. When
// somebody has written since (data_version), the ends are read again.

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcReader, "hakgal.history")

constexpr qint64 kStart = std::numeric_limits<qint64>::min();
constexpr qint64 kEnd = std::numeric_limits<qint64>::max();
constexpr qint64 kMinute = tierStepMs(HistoryTier::Minute);
constexpr qint64 kHour = tierStepMs(HistoryTier::Hour);
constexpr qint64 kMinutesFrom = kMinute / 3; ///< width of a column
constexpr qint64 kHoursFrom = kHour;
constexpr qint64 kDropAfter = 24 * kHour; ///< of what has expired in the file this much stays in memory
constexpr qint64 kTicksMargin = kHour;    ///< more is read on either side of what is shown

qint64 ceilTo(qint64 ms, qint64 step)
{
    const qint64 rest = ms % step;
    return rest == 0 ? ms : ms - rest + (rest > 0 ? step : 0);
}

/// What is known of the tiers at one moment.
struct Tiers
{
    std::optional<std::pair<qint64, qint64>> raw;
    std::optional<std::pair<qint64, qint64>> minutes;
    std::optional<std::pair<qint64, qint64>> hours;
    qint64 minutesDone = 0;
    qint64 hoursDone = 0;

    qint64 oldestMs() const
    {
        for (const auto *extent : {&hours, &minutes, &raw}) {
            if (*extent)
                return std::min({(*extent)->first, raw ? raw->first : kEnd, minutes ? minutes->first : kEnd});
        }
        return 0;
    }
    qint64 newestMs() const
    {
        return raw ? raw->second : minutes ? minutes->second : hours ? hours->second : 0;
    }

    /// Where hours end and minutes begin, and where those end and ticks begin, if this tier is wanted.
    std::pair<qint64, qint64> seams(HistoryTier wanted) const
    {
        qint64 minutesFrom = hoursDone;
        if (wanted != HistoryTier::Hour && minutes)
            minutesFrom = std::min(ceilTo(minutes->first, kHour), std::max(hoursDone, minutes->first));
        qint64 rawFrom = minutesDone;
        if (wanted == HistoryTier::Raw && raw)
            rawFrom = std::min(ceilTo(raw->first, kMinute), std::max(minutesDone, raw->first));
        return {std::min(minutesFrom, rawFrom), rawFrom};
    }
};

/// What is in memory of one metric.
struct Loaded
{
    HistorySeries raw{HistoryTier::Raw};
    HistorySeries minutes{HistoryTier::Minute};
    HistorySeries hours{HistoryTier::Hour};
    bool tiers = false; ///< minutes and hours were read
    bool ticks = false; ///< raw has the stretch that is loaded

    qint64 bytes() const { return raw.bytes() + minutes.bytes() + hours.bytes(); }
};

HistoryLine::Totals totalsOf(std::span<const HistoryPart> parts, qint64 fromMs, qint64 toMs)
{
    HistoryLine::Totals totals;
    double total = 0;
    qint64 gaps = 0;
    const HistorySeries *lastSeries = nullptr;
    for (const HistoryPart &part : parts) {
        const HistorySeries &series = *part.series;
        const std::size_t begin = series.lowerBound(std::max(part.fromMs, fromMs));
        const std::size_t end = series.lowerBound(std::min(part.toMs, toMs));
        if (begin >= end)
            continue;
        const HistorySeries::Sum sum = series.sum(begin, end);
        const HistoryPoint first = series.at(begin);
        const HistoryPoint last = series.at(end - 1);
        if (totals.ticks == 0) {
            totals.first = first.mean;
            totals.firstMs = first.atMs;
            totals.low = sum.low;
            totals.high = sum.high;
        } else if (first.atMs - totals.lastMs > std::max(series.gapMs(), lastSeries->gapMs())) {
            gaps += first.atMs - totals.lastMs;
        }
        totals.low = std::min(totals.low, sum.low);
        totals.high = std::max(totals.high, sum.high);
        totals.last = last.mean;
        totals.lastMs = last.atMs + tierStepMs(series.tier());
        totals.ticks += sum.ticks;
        total += sum.total;
        gaps += sum.gapMs;
        lastSeries = &series;
    }
    if (totals.ticks > 0)
        totals.mean = std::clamp(total / static_cast<double>(totals.ticks), totals.low, totals.high);
    totals.coveredMs = totals.lastMs - totals.firstMs - gaps;
    return totals;
}

} // namespace

HistoryTier wantedTier(qint64 columnMs)
{
    if (columnMs >= kHoursFrom)
        return HistoryTier::Hour;
    return columnMs >= kMinutesFrom ? HistoryTier::Minute : HistoryTier::Raw;
}

struct HistoryReader::Private
{
    QTimer *wake = nullptr;
    QString databasePath;
    QString file;
    std::unique_ptr<HistoryDatabase> database;
    FileIdentity identity;
    qint64 dataVersion = -1;
    Tiers known;

    std::map<MetricId, Loaded> loaded;
    qint64 rawFrom = 0; ///< the stretch of ticks that is loaded, of every metric with `ticks`
    qint64 rawTo = 0;

    std::map<int, HistoryRequest> waiting;
    std::deque<HistoryExport> exports;
    std::unique_ptr<HistoryCsv> csv; ///< of exports.front()

    void forget();
    Result<bool> open();
    Result<bool> refresh();
    Result<void> readTiers(const std::vector<MetricId> &metrics);
    Result<void> readTicks(const std::vector<MetricId> &metrics, qint64 fromMs, qint64 toMs);
    Result<std::map<MetricId, std::vector<HistoryPoint>>>
    points(HistoryTier tier, const std::vector<MetricId> &metrics, qint64 fromMs, qint64 toMs);
    void bound(const std::vector<MetricId> &wanted);
    Result<void> answer(HistoryView &view);
    Result<void> markers(HistoryView &view);
};

void HistoryReader::Private::forget()
{
    loaded.clear();
    rawFrom = rawTo = 0;
    dataVersion = -1;
    known = {};
}

/// False: there is no history yet.
Result<bool> HistoryReader::Private::open()
{
    if (file.isEmpty())
        return false;
    const FileFacts facts = statFile(file);
    if (database && facts.exists && facts.identity == identity)
        return true;
    database.reset(); // before the new one: another file has taken its name
    forget();
    if (!facts.exists)
        return false;
    Result<std::unique_ptr<HistoryDatabase>> opened =
        HistoryDatabase::open(file, HistoryDatabase::Access::Read);
    if (!opened)
        return opened.error();
    database = std::move(opened).value();
    identity = facts.identity;
    return database != nullptr;
}

/// Brings what is in memory to what is in the file. False: there is no history yet.
Result<bool> HistoryReader::Private::refresh()
{
    const Result<bool> there = open();
    if (!there || !*there)
        return there;
    const Result<qint64> version = database->dataVersion();
    if (!version)
        return version.error();
    if (*version == dataVersion)
        return true;

    Tiers now;
    const std::pair<HistoryTier, std::optional<std::pair<qint64, qint64>> *> extents[] = {
        {HistoryTier::Raw, &now.raw}, {HistoryTier::Minute, &now.minutes}, {HistoryTier::Hour, &now.hours}};
    for (const auto &[tier, extent] : extents) {
        auto found = database->extent(tier);
        if (!found)
            return found.error();
        *extent = *found;
    }
    const Result<qint64> minutesDone = database->rolledUntil(HistoryTier::Minute);
    const Result<qint64> hoursDone = database->rolledUntil(HistoryTier::Hour);
    const Result<qint64> stored = database->lastStoredMs();
    if (!minutesDone || !hoursDone || !stored)
        return !minutesDone ? minutesDone.error() : !hoursDone ? hoursDone.error() : stored.error();
    now.minutesDone = *minutesDone;
    now.hoursDone = *hoursDone;
    if (known.raw && *stored != 0 && *stored < known.raw->second)
        forget(); // the clock was set back: what was read may have changed
    const qint64 knownNewest = known.raw ? known.raw->second : kStart;
    known = now;

    // The ends anew: the last minute and hour that were read may have been told before they were complete.
    std::vector<MetricId> tiers;
    std::vector<MetricId> ticks;
    for (const auto &[metric, what] : loaded) {
        if (what.tiers)
            tiers.push_back(metric);
        if (what.ticks)
            ticks.push_back(metric);
    }
    if (Result<void> read = readTiers(tiers); !read)
        return read.error();
    if (!ticks.empty() && rawTo > knownNewest) {
        auto read = points(HistoryTier::Raw, ticks, std::max(rawFrom, knownNewest), rawTo);
        if (!read)
            return read.error();
        for (const auto &[metric, added] : *read)
            loaded[metric].raw.replaceTail(added);
    }
    dataVersion = *version;
    return true;
}

Result<std::map<MetricId, std::vector<HistoryPoint>>>
HistoryReader::Private::points(HistoryTier tier, const std::vector<MetricId> &metrics, qint64 fromMs,
                               qint64 toMs)
{
    std::map<MetricId, std::vector<HistoryPoint>> found;
    const Result<void> read =
        database->readPoints(tier, metrics, fromMs, toMs, [&](std::size_t place, const HistoryPoint &point) {
            found[metrics[place]].push_back(point);
        });
    if (!read)
        return read.error();
    return found;
}

/// Minutes and hours: all, or from the last one on that is known.
Result<void> HistoryReader::Private::readTiers(const std::vector<MetricId> &metrics)
{
    for (const MetricId metric : metrics) {
        Loaded &into = loaded[metric];
        for (HistorySeries *series : {&into.minutes, &into.hours}) {
            const qint64 from = series->empty() ? kStart : series->at(series->size() - 1).atMs;
            auto read = points(series->tier(), {metric}, from, kEnd);
            if (!read)
                return read.error();
            series->replaceTail((*read)[metric]);
            const auto &extent = series->tier() == HistoryTier::Minute ? known.minutes : known.hours;
            if (extent && !series->empty() && series->at(0).atMs < extent->first - kDropAfter)
                series->dropBefore(extent->first);
        }
        into.tiers = true;
    }
    return {};
}

/// Sees to it that the ticks of these metrics are in memory from `fromMs` to `toMs`.
Result<void> HistoryReader::Private::readTicks(const std::vector<MetricId> &metrics, qint64 fromMs,
                                               qint64 toMs)
{
    if (!known.raw || fromMs >= toMs)
        return {};
    const qint64 margin = std::min(toMs - fromMs, kTicksMargin);
    if (fromMs > rawTo || toMs < rawFrom || rawFrom >= rawTo) { // elsewhere: nothing of what is there fits
        for (auto &[metric, what] : loaded) {
            what.raw.clear();
            what.ticks = false;
        }
        rawFrom = fromMs - margin;
        rawTo = toMs + margin;
    }
    std::vector<MetricId> present;
    for (const auto &[metric, what] : loaded) {
        if (what.ticks)
            present.push_back(metric);
    }
    if (std::max(fromMs, known.raw->first) < rawFrom) {
        auto read = points(HistoryTier::Raw, present, fromMs - margin, rawFrom);
        if (!read)
            return read.error();
        for (const auto &[metric, older] : *read)
            loaded[metric].raw.prepend(older);
        rawFrom = fromMs - margin;
    }
    if (toMs > rawTo) {
        auto read = points(HistoryTier::Raw, present, rawTo, toMs + margin);
        if (!read)
            return read.error();
        for (const auto &[metric, newer] : *read)
            loaded[metric].raw.replaceTail(newer);
        rawTo = toMs + margin;
        if (rawFrom < known.raw->first) {
            rawFrom = known.raw->first;
            for (const MetricId metric : present)
                loaded[metric].raw.dropBefore(rawFrom);
        }
    }
    std::vector<MetricId> missing;
    std::copy_if(metrics.begin(), metrics.end(), std::back_inserter(missing),
                 [this](MetricId metric) { return !loaded[metric].ticks; });
    auto read = points(HistoryTier::Raw, missing, rawFrom, rawTo);
    if (!read)
        return read.error();
    for (const MetricId metric : missing) {
        loaded[metric].raw.replaceTail((*read)[metric]);
        loaded[metric].ticks = true;
    }
    return {};
}

/// Lets go of metrics that are not asked for, where memory runs short.
void HistoryReader::Private::bound(const std::vector<MetricId> &wanted)
{
    qint64 bytes = 0;
    for (const auto &[metric, what] : loaded)
        bytes += what.bytes();
    for (auto it = loaded.begin(); it != loaded.end() && bytes > kHistoryMemoryBytes;) {
        if (std::find(wanted.begin(), wanted.end(), it->first) != wanted.end()) {
            ++it;
            continue;
        }
        bytes -= it->second.bytes();
        it = loaded.erase(it);
    }
}

Result<void> HistoryReader::Private::answer(HistoryView &view)
{
    const HistoryRequest &asked = view.request;
    for (const MetricId metric : asked.metrics)
        view.lines.push_back({metric, {}, std::nullopt});
    if (asked.fromMs >= asked.toMs)
        return {};
    const Result<bool> there = refresh();
    if (!there)
        return there.error();
    if (!*there)
        return {};
    view.oldestMs = known.oldestMs();
    view.newestMs = known.newestMs();

    std::vector<MetricId> metrics;
    std::vector<MetricId> fresh;
    for (const MetricId metric : asked.metrics) {
        if (metric >= MetricId::Count_ || !metricInfo(metric).recorded)
            continue;
        metrics.push_back(metric);
        if (!loaded[metric].tiers)
            fresh.push_back(metric);
    }
    if (Result<void> read = readTiers(fresh); !read)
        return read;

    const HistoryTier wanted = wantedTier((asked.toMs - asked.fromMs) / std::max(1, asked.columns));
    const auto [minutesFrom, ticksFrom] = known.seams(wanted);
    if (Result<void> read = readTicks(metrics, std::max(asked.fromMs, ticksFrom), asked.toMs); !read)
        return read;

    view.tier = HistoryTier::Hour;
    for (HistoryLine &line : view.lines) {
        if (std::find(metrics.begin(), metrics.end(), line.metric) == metrics.end())
            continue;
        const Loaded &what = loaded[line.metric];
        const HistoryPart parts[] = {{&what.hours, kStart, minutesFrom},
                                     {&what.minutes, minutesFrom, ticksFrom},
                                     {&what.raw, ticksFrom, kEnd}};
        line.columns = decimate(parts, asked.fromMs, asked.toMs, asked.columns);
        const HistoryLine::Totals totals = totalsOf(parts, asked.fromMs, asked.toMs);
        if (totals.ticks > 0)
            line.totals = totals;
    }
    if (asked.toMs > ticksFrom && known.raw && asked.fromMs <= known.raw->second)
        view.tier = HistoryTier::Raw;
    else if (asked.toMs > minutesFrom && known.minutes && asked.fromMs <= known.minutes->second)
        view.tier = HistoryTier::Minute;
    bound(metrics);
    return asked.markers ? markers(view) : Result<void>();
}

Result<void> HistoryReader::Private::markers(HistoryView &view)
{
    const HistoryRequest &asked = view.request;
    const auto alerts = database->alertsBetween(asked.fromMs, asked.toMs, kMostHistoryMarkers);
    if (!alerts)
        return alerts.error();
    const auto notes = database->notesBetween(asked.fromMs, asked.toMs, kMostHistoryMarkers);
    if (!notes)
        return notes.error();
    for (const Alert &alert : *alerts)
        view.markers.push_back(
            {HistoryMarker::Kind::Alert, alert.startedMs, alert.endedMs, {}, false, alert});
    for (const HistoryNote &note : *notes) {
        const bool failed =
            QJsonDocument::fromJson(note.details.toUtf8()).object().contains(QLatin1String("error"));
        view.markers.push_back(
            {HistoryMarker::Kind::Operation, note.atMs, note.atMs, note.operation, failed, {}});
    }
    std::stable_sort(view.markers.begin(), view.markers.end(),
                     [](const HistoryMarker &a, const HistoryMarker &b) { return a.fromMs < b.fromMs; });
    if (view.markers.size() > kMostHistoryMarkers)
        view.markers.erase(view.markers.begin(), view.markers.end() - kMostHistoryMarkers);
    return {};
}

HistoryReader::HistoryReader(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    qRegisterMetaType<HistoryRequest>();
    qRegisterMetaType<HistoryViewPtr>();
    qRegisterMetaType<HistorySizes>();
    qRegisterMetaType<HistoryExport>();
    qRegisterMetaType<std::vector<Forecast>>();
    qRegisterMetaType<std::vector<HistoryEntry>>();
    qRegisterMetaType<std::optional<Error>>();
    // Run out only when every call that has arrived is served: of each group the last request is left then.
    d->wake = new QTimer(this);
    d->wake->setSingleShot(true);
    connect(d->wake, &QTimer::timeout, this, &HistoryReader::work);
}

HistoryReader::~HistoryReader() = default;

void HistoryReader::openFor(const QString &databasePath)
{
    close();
    if (databasePath.isEmpty())
        return;
    d->databasePath = databasePath;
    d->file = StatePaths(databasePath).historyFile();
}

void HistoryReader::close()
{
    d->waiting.clear();
    d->csv.reset();
    while (!d->exports.empty()) {
        const quint64 token = d->exports.front().token;
        d->exports.pop_front();
        Q_EMIT exported(token, 0, Error{ErrorCode::Interrupted, {}, {}, 0});
    }
    d->database.reset();
    d->forget();
    d->identity = {};
    d->databasePath.clear();
    d->file.clear();
}

void HistoryReader::read(const HistoryRequest &request)
{
    d->waiting[request.group] = request;
    d->wake->start(0);
}

void HistoryReader::work()
{
    if (!d->waiting.empty()) {
        const auto first = d->waiting.begin();
        auto view = std::make_shared<HistoryView>();
        view->request = first->second;
        d->waiting.erase(first);
        if (const Result<void> done = d->answer(*view); !done) {
            const HistoryRequest asked = view->request;
            *view = {};
            view->request = asked;
            view->error = done.error();
            qCWarning(lcReader).noquote() << "the history cannot be read:" << done.error().detail;
            d->database.reset(); // the next request begins afresh
        }
        Q_EMIT viewReady(view);
    } else if (!d->exports.empty()) {
        exportSlice();
    }
    if (!d->waiting.empty() || !d->exports.empty())
        d->wake->start(0);
}

void HistoryReader::measureSizes(quint64 token)
{
    HistorySizes sizes;
    sizes.file = d->file;
    const Result<bool> there = d->refresh();
    if (!there) {
        sizes.error = there.error();
    } else if (*there) {
        sizes.fileBytes = statFile(d->file).bytes;
        sizes.walBytes = statFile(d->file + QStringLiteral("-wal")).bytes;
        const std::array extents{d->known.raw, d->known.minutes, d->known.hours};
        const auto bytes = d->database->tierBytes();
        if (!bytes)
            sizes.error = bytes.error();
        for (std::size_t tier = 0; tier < kHistoryTiers; ++tier) {
            if (bytes)
                sizes.tiers.at(tier).bytes = bytes->at(tier);
            if (extents.at(tier)) {
                sizes.tiers.at(tier).oldestMs = extents.at(tier)->first;
                sizes.tiers.at(tier).newestMs = extents.at(tier)->second;
            }
        }
    }
    Q_EMIT sizesMeasured(token, sizes);
}

void HistoryReader::exportCsv(const HistoryExport &request)
{
    d->exports.push_back(request);
    d->wake->start(0);
}

void HistoryReader::cancelExport(quint64 token)
{
    const auto found = std::find_if(d->exports.begin(), d->exports.end(),
                                    [token](const HistoryExport &request) { return request.token == token; });
    if (found == d->exports.end())
        return;
    if (found == d->exports.begin())
        d->csv.reset();
    d->exports.erase(found);
    Q_EMIT exported(token, 0, Error{ErrorCode::Interrupted, {}, {}, 0});
}

/// Writes a piece of the export that is on, so that requests and a cancel get their turn in between.
void HistoryReader::exportSlice()
{
    const HistoryExport request = d->exports.front();
    const auto finish = [&](const std::optional<Error> &error) {
        const qint64 rows = d->csv && !error ? d->csv->rows() : 0;
        d->csv.reset();
        d->exports.pop_front();
        Q_EMIT exported(request.token, rows, error);
    };
    const Result<bool> there = d->refresh();
    if (!there)
        return finish(there.error());
    if (!*there)
        return finish(
            Error{ErrorCode::HistoryUnavailable, {d->file}, QStringLiteral("there is no history yet"), 0});
    if (!d->csv) {
        HistoryTier tier = HistoryTier::Hour;
        if (request.tier)
            tier = *request.tier;
        else if (d->known.raw && request.fromMs >= d->known.raw->first)
            tier = HistoryTier::Raw;
        else if (d->known.minutes && request.fromMs >= d->known.minutes->first)
            tier = HistoryTier::Minute;
        d->csv = std::make_unique<HistoryCsv>(request, tier, d->databasePath);
    }
    const Result<bool> finished = d->csv->writeSlice(*d->database);
    if (!finished)
        return finish(finished.error());
    if (*finished)
        return finish(std::nullopt);
    Q_EMIT exportProgress(request.token, d->csv->done());
}

void HistoryReader::forecast(quint64 token, double p95LimitSeconds)
{
    constexpr double kFull = 100;
    const std::vector<MetricId> metrics{MetricId::Facts, MetricId::DatabaseBytes, MetricId::SystemDisk,
                                        MetricId::QueryP95};
    std::vector<Forecast> forecasts;
    const Result<bool> there = d->refresh();
    Result<void> read = there ? Result<void>() : Result<void>(there.error());
    std::map<MetricId, std::vector<HourlyValue>> hours;
    if (there && *there) {
        read = d->database->readPoints(HistoryTier::Hour, metrics, kStart, kEnd,
                                       [&](std::size_t place, const HistoryPoint &point) {
                                           hours[metrics[place]].push_back({point.atMs, point.mean});
                                       });
    }
    for (const MetricId metric : metrics) {
        std::optional<double> limit;
        if (metric == MetricId::SystemDisk)
            limit = kFull;
        else if (metric == MetricId::QueryP95 && p95LimitSeconds > 0)
            limit = p95LimitSeconds;
        Forecast made = forecastOf(metric, hours[metric], d->known.newestMs(), limit);
        if (!read)
            made.refusal = Forecast::Refusal::HistoryFailed;
        forecasts.push_back(std::move(made));
    }
    Q_EMIT forecastReady(token, forecasts);
}

void HistoryReader::readEntries(int most)
{
    std::vector<HistoryEntry> entries;
    const Result<bool> there = d->open();
    if (there && *there) {
        const auto ticks = d->database->newestTicks(most);
        if (ticks) {
            for (const RecordedTick &tick : *ticks)
                entries.push_back(
                    {tick.atMs,
                     QJsonDocument(historyJson(tick.atMs, tick.values)).toJson(QJsonDocument::Compact)});
        }
    }
    Q_EMIT entriesReady(d->databasePath, entries);
}

} // namespace hakgal
