// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryReader.h"

#include "core/config/StatePaths.h"
#include "core/history/HistoryCsv.h"
#include "core/history/HistoryMemory.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <limits>
#include <map>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcReader, "hakgal.history")

} // namespace

struct HistoryReader::Private
{
    QTimer *wake = nullptr;
    QString databasePath;
    HistoryMemory memory;
    std::map<int, HistoryRequest> waiting;
    std::deque<HistoryExport> exports;
    std::unique_ptr<HistoryCsv> csv; ///< of exports.front()
};

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
    d->memory = HistoryMemory(StatePaths(databasePath).historyFile());
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
    d->memory = HistoryMemory();
    d->databasePath.clear();
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
        if (const Result<void> done = readView(d->memory, *view); !done) {
            const HistoryRequest asked = view->request;
            *view = {};
            view->request = asked;
            view->error = done.error();
            qCWarning(lcReader).noquote() << "the history cannot be read:" << done.error().detail;
            d->memory.closeConnection(); // the next request begins afresh
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
    sizes.file = d->memory.file();
    const Result<bool> there = d->memory.refresh();
    if (!there) {
        sizes.error = there.error();
    } else if (*there) {
        sizes.fileBytes = statFile(d->memory.file()).bytes;
        sizes.walBytes = statFile(d->memory.file() + QStringLiteral("-wal")).bytes;
        const HistoryMemory::Tiers &tiers = d->memory.tiers();
        const std::array extents{tiers.raw, tiers.minutes, tiers.hours};
        const auto bytes = d->memory.database().tierBytes();
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
    const Result<bool> there = d->memory.refresh();
    if (!there)
        return finish(there.error());
    if (!*there)
        return finish(Error{
            ErrorCode::HistoryUnavailable, {d->memory.file()}, QStringLiteral("there is no history yet"), 0});
    if (!d->csv) {
        const HistoryMemory::Tiers &tiers = d->memory.tiers();
        HistoryTier tier = HistoryTier::Hour;
        if (request.tier)
            tier = *request.tier;
        else if (tiers.raw && request.fromMs >= tiers.raw->first)
            tier = HistoryTier::Raw;
        else if (tiers.minutes && request.fromMs >= tiers.minutes->first)
            tier = HistoryTier::Minute;
        d->csv = std::make_unique<HistoryCsv>(request, tier, d->databasePath);
    }
    const Result<bool> finished = d->csv->writeSlice(d->memory.database());
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
    const Result<bool> there = d->memory.refresh();
    Result<void> read = there ? Result<void>() : Result<void>(there.error());
    std::map<MetricId, std::vector<HourlyValue>> hours;
    if (there && *there) {
        read = d->memory.database().readPoints(HistoryTier::Hour, metrics, std::numeric_limits<qint64>::min(),
                                               std::numeric_limits<qint64>::max(),
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
        Forecast made = forecastOf(metric, hours[metric], d->memory.tiers().newestMs(), limit);
        if (!read)
            made.refusal = Forecast::Refusal::HistoryFailed;
        forecasts.push_back(std::move(made));
    }
    Q_EMIT forecastReady(token, forecasts);
}

void HistoryReader::readEntries(int most)
{
    std::vector<HistoryEntry> entries;
    const Result<bool> there = d->memory.open();
    if (there && *there) {
        const auto ticks = d->memory.database().newestTicks(most);
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
