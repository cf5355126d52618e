// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/OverviewText.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace hakgal {

namespace {

/// Below it the axis would need more decimals than it has room for, and nobody minds the difference.
constexpr double kLeastLatencyMs = 0.02;

/// A count older than this says so.
constexpr double kFreshCount = 5;

bool isAbout(Tile tile, RuleId rule)
{
    switch (rule) {
    case RuleId::QueryLatency:
    case RuleId::QueryLatencyCritical:
        return tile == Tile::QueryP95;
    case RuleId::CacheHit:
    case RuleId::CacheHitCritical:
        return tile == Tile::CacheHit;
    case RuleId::FactsStalled:
        return tile == Tile::Facts;
    case RuleId::WalSize:
        return tile == Tile::Wal;
    case RuleId::Disk:
    case RuleId::DiskCritical:
    case RuleId::DatabaseReplaced:
        return tile == Tile::Database;
    case RuleId::DatabaseErrors:
        return tile == Tile::Errors;
    case RuleId::Cpu:
    case RuleId::CpuCritical:
    case RuleId::Memory:
    case RuleId::MemoryCritical:
    case RuleId::DatabaseUnreachable:
    case RuleId::BackupFailing:
    case RuleId::Count_:
        break;
    }
    return false;
}

MetricId metricOf(Tile tile)
{
    switch (tile) {
    case Tile::Facts:
        return MetricId::Facts;
    case Tile::QueryP95:
        return MetricId::QueryP95;
    case Tile::CacheHit:
        return MetricId::CacheHitRate;
    case Tile::Wal:
        return MetricId::WalBytes;
    case Tile::Database:
        return MetricId::DatabaseBytes;
    case Tile::OpenElsewhere:
        return MetricId::Connections;
    case Tile::Errors:
        return MetricId::DatabaseErrorsRecent;
    }
    return MetricId::Count_;
}

/// What a chart is made of.
struct ChartParts
{
    MetricId solid;
    MetricId second; ///< Count_: none
    Unit unit;
    double Settings::*limit;
    bool below; ///< the limit is a lower one
};

ChartParts partsOf(Chart chart)
{
    switch (chart) {
    case Chart::Cpu:
        return {MetricId::SystemCpu, MetricId::ProcessCpu, Unit::Percent, &Settings::cpuPercent, false};
    case Chart::Memory:
        return {MetricId::SystemMemory, MetricId::Count_, Unit::Percent, &Settings::memoryPercent, false};
    case Chart::CacheHit:
        return {MetricId::CacheHitRate, MetricId::Count_, Unit::Percent, &Settings::cacheHitRatePercent,
                true};
    case Chart::Latency:
        break;
    }
    return {MetricId::QueryP95, MetricId::QueryP50, Unit::Seconds, &Settings::queryLatencyMs, false};
}

} // namespace

/// A reading as it may be shown: known, last known or not at all.
struct OverviewText::Shown
{
    Reading reading;
    bool stale = false;
    double age = 0; ///< seconds, where stale
};

OverviewText::Shown OverviewText::shown(MetricId id, const Snapshot &snapshot) const
{
    const Sample &sample = snapshot.sample;
    if (sample[id].known() || !sample.lastKnown || sample.database.reach != DatabaseState::Reach::Unreachable)
        return {sample[id], false, 0};
    const Reading &last = sample.lastKnown->readings[static_cast<std::size_t>(id)];
    if (!last.known())
        return {sample[id], false, 0};
    return {last, true, std::max(0.0, seconds(sample.at.steady - sample.lastKnown->at.steady))};
}

QString OverviewText::dot(const QStringList &parts)
{
    QStringList filled = parts;
    filled.removeAll(QString());
    return filled.join(QStringLiteral(" · "));
}

const char *OverviewText::objectName(Tile tile)
{
    switch (tile) {
    case Tile::Facts:
        return "tile.facts";
    case Tile::QueryP95:
        return "tile.query";
    case Tile::CacheHit:
        return "tile.cache";
    case Tile::Wal:
        return "tile.wal";
    case Tile::Database:
        return "tile.database";
    case Tile::OpenElsewhere:
        return "tile.connections";
    case Tile::Errors:
        return "tile.errors";
    }
    return "";
}

QString OverviewText::name(Tile tile) const
{
    return tile == Tile::Errors ? tr("SQLite errors") : m_catalogue.metricName(metricOf(tile));
}

// The catalogue's sentences are for tooltips; here is room for three words.
QString OverviewText::shortReason(Reason reason) const
{
    switch (reason) {
    case Reason::None:
        return {};
    case Reason::NotYet:
        return tr("not measured yet");
    case Reason::Unsupported:
        return tr("not told here");
    case Reason::NoPermission:
        return tr("no permission");
    case Reason::ReadFailed:
        return tr("not readable");
    case Reason::NoDatabase:
        return tr("no file chosen");
    case Reason::Unreachable:
        return tr("not reachable");
    case Reason::NotWal:
        return tr("not in WAL mode");
    case Reason::TooFewRequests:
        return tr("too few requests");
    case Reason::OthersWrite:
        return tr("others write");
    case Reason::NoHistory:
        return tr("not enough counts");
    case Reason::TooSlow:
        return tr("takes too long");
    case Reason::GapInTime:
        return tr("gap in time");
    case Reason::NoRows:
        return tr("no facts yet");
    case Reason::NoSearches:
        return tr("nothing searched");
    }
    return {};
}

TileContent OverviewText::content(Tile tile, const Snapshot &snapshot, const Settings &settings) const
{
    const Format &format = m_catalogue.format();
    const MetricId id = metricOf(tile);
    const Shown main = shown(id, snapshot);

    TileContent content;
    if (!main.reading.known()) {
        content.notes = QStringList{shortReason(main.reading.reason)};
        content.details = m_catalogue.reason(main.reading.reason);
        if (main.reading.reason == Reason::Unreachable)
            content.details = m_catalogue.errorSummary(snapshot.sample.database.error);
    } else {
        const double value = main.reading.value;
        switch (tile) {
        case Tile::QueryP95:
            content.value = format.latency(value);
            break;
        case Tile::CacheHit:
            content.value = format.percent(value);
            break;
        case Tile::Wal:
        case Tile::Database:
            content.value = format.bytes(value);
            break;
        case Tile::Facts:
        case Tile::OpenElsewhere:
        case Tile::Errors:
            content.value = format.count(std::llround(value));
            break;
        }
        if (main.stale) {
            content.state = TileContent::State::Stale;
            content.notes = QStringList{tr("%1 ago").arg(format.duration(main.age))};
            content.details = m_catalogue.errorSummary(snapshot.sample.database.error);
        } else {
            content.state = TileContent::State::Known;
            describe(tile, snapshot, settings, content);
        }
    }

    QStringList lines;
    for (const Alert &alert : snapshot.alerts) {
        if (!isAbout(tile, alert.rule))
            continue;
        lines += tr("%1: %2").arg(m_catalogue.severity(alert.severity), m_catalogue.alertTitle(alert));
        if (!alert.snoozed(snapshot.sample.at.wallMs))
            content.severity = std::max(content.severity.value_or(Severity::Info), alert.severity);
    }
    lines += content.details;
    lines += m_catalogue.metricHelp(id);
    lines.removeAll(QString());
    content.details = lines.join(u'\n');
    return content;
}

void OverviewText::describe(Tile tile, const Snapshot &snapshot, const Settings &settings,
                            TileContent &content) const
{
    const Format &format = m_catalogue.format();
    const Sample &sample = snapshot.sample;
    switch (tile) {
    case Tile::Facts: {
        const Reading &growth = sample[MetricId::FactsPerMinute];
        const Reading &age = sample[MetricId::FactsAge];
        const QString grown = growth.known() ? format.signedCount(growth.value) : QString();
        const QString old = age.known() && age.value > kFreshCount ? format.duration(age.value) : QString();
        if (!growth.known())
            content.details = m_catalogue.reason(growth.reason);
        if (!grown.isEmpty() && !old.isEmpty())
            content.notes =
                QStringList{tr("%1 in a minute · counted %2 ago").arg(grown, old),
                            tr("%1 · counted %2 ago").arg(grown, old), tr("%1 · %2 old").arg(grown, old)};
        else if (!old.isEmpty())
            content.notes = QStringList{tr("counted %1 ago").arg(old)};
        else if (!grown.isEmpty())
            content.notes = QStringList{tr("%1 in the last minute").arg(grown),
                                        tr("%1 last minute").arg(grown), tr("%1/min").arg(grown)};
        else
            content.notes = QStringList{tr("counted now")};
        break;
    }
    case Tile::QueryP95: {
        const Reading &p50 = sample[MetricId::QueryP50];
        const Reading &max = sample[MetricId::QueryMax];
        const bool long_ = (max.known() && max.value >= 1) || sample[MetricId::QueryP95].value >= 1;
        const auto number = [&](const Reading &r) {
            return long_ ? format.latency(r.value) : format.latencyNumber(r.value);
        };
        const QString middle = p50.known() ? tr("p50 %1").arg(number(p50)) : QString();
        content.notes = QStringList{dot({middle, max.known() ? tr("max %1").arg(number(max)) : QString()})};
        if (max.known() && p50.known())
            content.notes += middle;
        break;
    }
    case Tile::CacheHit:
        content.notes = QStringList{tr("probe, %1 MiB cache").arg(settings.probeCacheMb),
                                    tr("probe, %1 MiB").arg(settings.probeCacheMb), tr("probe")};
        break;
    case Tile::Wal: {
        const Reading &frames = sample[MetricId::WalFrames];
        const Reading &pending = sample[MetricId::WalPending];
        const QString all = frames.known() ? format.count(std::llround(frames.value)) : QString();
        const QString open = pending.known() ? format.count(std::llround(pending.value)) : QString();
        if (frames.known() && pending.known())
            content.notes = QStringList{tr("%1 frames · %2 pending").arg(all, open),
                                        tr("%2 of %1 pending").arg(all, open), tr("%1 pending").arg(open)};
        else if (frames.known())
            content.notes = QStringList{tr("%1 frames").arg(all)};
        else
            content.notes = QStringList{shortReason(frames.reason)};
        if (sample.database.walPinned > 0)
            content.details =
                tr("%n reader(s) keep an old part of the WAL.", nullptr, sample.database.walPinned);
        break;
    }
    case Tile::Database: {
        const Reading &free = sample[MetricId::ReclaimableBytes];
        const double size = sample[MetricId::DatabaseBytes].value;
        if (free.known() && size > 0) {
            const QString share = format.percent(100 * free.value / size);
            content.notes = QStringList{tr("%1 reclaimable").arg(share), tr("%1 free").arg(share)};
            content.details = tr("%1 could be given back to the drive.").arg(format.bytes(free.value));
        }
        const Reading &disk = sample[MetricId::SystemDiskFree];
        if (disk.known())
            content.details =
                dot({content.details, tr("%1 free on its drive").arg(format.bytes(disk.value))});
        break;
    }
    case Tile::OpenElsewhere: {
        DatabaseState seen = sample.database;
        const bool own = seen.holdersKnown == HoldersKnown::OwnUser;
        content.details = m_catalogue.holders(seen);
        if (seen.holdersKnown != HoldersKnown::Unknown)
            seen.holdersKnown = HoldersKnown::All; // for the names alone
        const QString names = m_catalogue.holders(seen);
        if (own && seen.holders.empty())
            content.notes = QStringList{tr("own user only")};
        else if (own)
            content.notes = QStringList{tr("%1 (own user only)").arg(names), tr("own user: %1").arg(names),
                                        tr("own user only")};
        else
            content.notes = QStringList{names};
        for (const Holder &holder : sample.database.holders)
            content.details += u'\n' + tr("%1, pid %2, %3 open")
                                           .arg(plainName(holder.name, 60), QString::number(holder.pid),
                                                format.count(holder.handles));
        break;
    }
    case Tile::Errors: {
        const Reading &all = sample[MetricId::DatabaseErrors];
        const QString total = all.known() ? format.count(std::llround(all.value)) : QString();
        content.notes =
            all.known() ? QStringList{tr("last minute · %1 in all").arg(total), tr("%1 in all").arg(total)}
                        : QStringList{tr("in the last minute")};
        QStringList codes;
        for (const ErrorTally &tally : sample.errors)
            codes += tr("%1: %2").arg(tally.code, format.count(qint64(tally.count)));
        content.details = codes.join(u'\n');
        break;
    }
    }
}

const char *OverviewText::objectName(Chart chart)
{
    switch (chart) {
    case Chart::Cpu:
        return "chart.cpu";
    case Chart::Memory:
        return "chart.memory";
    case Chart::CacheHit:
        return "chart.cache";
    case Chart::Latency:
        return "chart.latency";
    }
    return "";
}

QString OverviewText::name(Chart chart) const
{
    return chart == Chart::Latency ? tr("Query latency") : m_catalogue.metricName(partsOf(chart).solid);
}

QString OverviewText::caption(Chart chart) const
{
    switch (chart) {
    case Chart::Cpu:
        return tr("% of all cores, this program dotted");
    case Chart::Memory:
        return tr("% of physical");
    case Chart::CacheHit:
        return tr("% of the probe's page reads");
    case Chart::Latency:
        return tr("ms, p95 solid, p50 dashed");
    }
    return {};
}

ChartFrame OverviewText::frame(Chart chart, const Snapshot &snapshot, const Settings &settings,
                               const SampleHistory &history, int windowSeconds, int columns,
                               const ChartScale &scale) const
{
    const Format &format = m_catalogue.format();
    const ChartParts parts = partsOf(chart);
    const bool latency = parts.unit == Unit::Seconds;
    const auto at = snapshot.sample.at;
    // A tick may be late; two in a row that are missing are a gap.
    const std::chrono::milliseconds gap(std::max(3500, 7 * snapshot.intervalMs / 2));
    const double lone = double(windowSeconds) / std::max(1, columns);
    const auto line = [&](MetricId id, double factor) {
        if (id == MetricId::Count_)
            return ChartLine();
        return chartLine(history.points(id, at.steady, std::chrono::seconds(windowSeconds), columns, gap),
                         factor, lone);
    };

    ChartFrame frame;
    frame.nowMs = at.wallMs;
    frame.windowSeconds = windowSeconds;
    frame.solid = line(parts.solid, latency ? 1000 : 1);
    frame.second = line(parts.second, latency ? 1000 : chart == Chart::Cpu ? 1.0 / std::max(1, m_cores) : 1);
    frame.solidName = m_catalogue.metricName(parts.solid);
    if (parts.second != MetricId::Count_)
        frame.secondName = m_catalogue.metricName(parts.second);
    frame.unit = latency ? QStringLiteral("ms") : QStringLiteral("%");
    frame.scale = latency
                      ? fittingScale(std::max({frame.solid.peak, frame.second.peak, kLeastLatencyMs}), scale)
                      : kPercentScale;

    const double limit = settings.*parts.limit;
    frame.limit = limit;
    const QString limitValue = format.limit(latency ? limit / 1000 : limit, parts.unit);
    frame.limitText = tr("limit %1").arg(limitValue);

    const Reading &latest = snapshot[parts.solid];
    frame.valueKnown = latest.known();
    if (latest.known()) {
        const double inChart = latency ? latest.value * 1000 : latest.value;
        frame.value = latency ? format.latencyNumber(latest.value) : format.percentNumber(latest.value);
        const QString full = latency ? format.latency(latest.value) : format.percent(latest.value);
        const bool beyond = parts.below ? inChart < limit : inChart > limit;
        frame.state = beyond ? ChartState::Beyond : ChartState::Within;
        frame.description = tr("Now %1.").arg(full) + u' ' +
                            (parts.below ? beyond ? tr("Below the limit of %1.").arg(limitValue)
                                                  : tr("Not below the limit of %1.").arg(limitValue)
                             : beyond ? tr("Above the limit of %1.").arg(limitValue)
                                         : tr("Within the limit of %1.").arg(limitValue));
    } else {
        frame.value = QStringLiteral("–");
        frame.description = m_catalogue.reason(latest.reason);
        frame.emptyText = frame.description;
    }
    frame.description += u'\n' + m_catalogue.metricHelp(parts.solid);
    return frame;
}

} // namespace hakgal
