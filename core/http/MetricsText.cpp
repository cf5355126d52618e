// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/MetricsText.h"

#include "core/config/BuildInfo.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace hakgal {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Families = std::vector<MetricFamily>;

MetricFamily family(const char *name, const char *help, MetricType type)
{
    MetricFamily result;
    result.name = name;
    result.help = help;
    result.type = type;
    return result;
}

void addValue(MetricFamily &to, double value, std::vector<ClientMetric::Label> labels = {})
{
    ClientMetric metric;
    metric.label = std::move(labels);
    switch (to.type) { // prometheus-cpp keeps a value for each type
    case MetricType::Counter:
        metric.counter.value = value;
        break;
    case MetricType::Untyped:
        metric.untyped.value = value;
        break;
    default:
        metric.gauge.value = value;
        break;
    }
    to.metric.push_back(std::move(metric));
}

void add(Families &families, const char *name, const char *help, MetricType type, double value)
{
    families.push_back(family(name, help, type));
    addValue(families.back(), value);
}

bool reachable(const Snapshot &snapshot)
{
    return snapshot.sample.database.reach == DatabaseState::Reach::Reachable;
}

bool measured(const Snapshot &snapshot, const MetricInfo &info)
{
    const Reading &reading = snapshot[info.id];
    return reading.known() && std::isfinite(reading.value) &&
           (info.subject != Subject::Database || reachable(snapshot));
}

/// Every metric of the table that has a name here and was measured. Up is told by the state itself.
void addTable(Families &families, const Snapshot &snapshot)
{
    for (const MetricInfo &info : metricTable()) {
        if (!info.prometheus || info.id == MetricId::Up || !measured(snapshot, info))
            continue;
        const double value = snapshot[info.id].value;
        add(families, info.prometheus, info.help,
            info.kind == MetricKind::Counter ? MetricType::Counter : MetricType::Gauge,
            info.unit == Unit::Percent ? value / 100 : value);
    }
}

/// The original exporter's names and units. A gauge may not end in _total, untyped may.
void addLegacy(Families &families, const Snapshot &snapshot)
{
    for (const MetricInfo &info : metricTable()) {
        if (!info.legacy || !measured(snapshot, info))
            continue;
        const bool total = QByteArrayView(info.legacy).endsWith("_total");
        add(families, info.legacy, info.help, total ? MetricType::Untyped : MetricType::Gauge,
            snapshot[info.id].value);
    }
}

void addHistogram(Families &families, const LatencyHistogram &latency)
{
    if (latency.counts.back() == 0)
        return;
    families.push_back(family("hakgal_query_duration_seconds",
                              "Time of the probe queries since this program began to watch.",
                              MetricType::Histogram));
    ClientMetric metric;
    metric.histogram.sample_count = latency.counts.back();
    metric.histogram.sample_sum = latency.sumSeconds;
    for (std::size_t i = 0; i < kLatencyBounds.size(); ++i)
        metric.histogram.bucket.push_back({latency.counts[i], kLatencyBounds[i]});
    families.back().metric.push_back(std::move(metric));
}

void addAlerts(Families &families, const std::vector<Alert> &alerts)
{
    int warnings = 0;
    int criticals = 0;
    for (const Alert &alert : alerts) {
        warnings += alert.severity == Severity::Warning;
        criticals += alert.severity == Severity::Critical;
    }
    families.push_back(family("hakgal_alerts_firing", "Alerts that fire now.", MetricType::Gauge));
    addValue(families.back(), warnings, {{"severity", "warning"}});
    addValue(families.back(), criticals, {{"severity", "critical"}});
}

/// The usual codes begin at 0, so that a rate sees their first error.
void addErrors(Families &families, const std::vector<ErrorTally> &errors)
{
    std::map<std::string, double> counts;
    for (const char *code : {"SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_CORRUPT", "SQLITE_ERROR",
                             "SQLITE_INTERRUPT", "SQLITE_IOERR", "SQLITE_LOCKED", "SQLITE_NOTADB"})
        counts[code] = 0;
    for (const ErrorTally &tally : errors)
        counts[tally.code.toStdString()] = static_cast<double>(tally.count);
    families.push_back(family("hakgal_database_errors_total",
                              "Errors SQLite returned to this program, by result code.",
                              MetricType::Counter));
    for (const auto &[code, count] : counts)
        addValue(families.back(), count, {{"code", code}});
}

/// Told by our own records, so they stay while the base cannot be read. Absent until known.
void addMaintenance(Families &families, const Snapshot &snapshot)
{
    const MaintenanceFactsPtr &known = snapshot.sample.maintenance;
    if (!known)
        return;
    constexpr double kMillisecondsASecond = 1000;
    if (known->lastBackupMs > 0)
        add(families, "hakgal_last_backup_timestamp_seconds", "When the newest verified backup was made.",
            MetricType::Gauge, static_cast<double>(known->lastBackupMs) / kMillisecondsASecond);
    if (known->lastIntegrityMs > 0)
        add(families, "hakgal_last_integrity_check_timestamp_seconds",
            "When a full integrity check last passed.", MetricType::Gauge,
            static_cast<double>(known->lastIntegrityMs) / kMillisecondsASecond);
    add(families, "hakgal_backup_failing", "Whether the last backup failed and none was made since, 1 or 0.",
        MetricType::Gauge, known->backupFailure ? 1 : 0);
}

void addBuild(Families &families)
{
    const BuildInfo &build = buildInfo();
    families.push_back(family(
        "hakgal_build_info", "What this program was built from and runs with; always 1.", MetricType::Gauge));
    addValue(families.back(), 1,
             {{"version", build.version.toStdString()},
              {"revision", build.revision.toStdString()},
              {"qt_version", build.qtVersion.toStdString()},
              {"sqlite_version", build.sqliteVersion.toStdString()}});
}

QByteArray serialized(const Families &families)
{
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, families);
    return QByteArray::fromStdString(text.str());
}

} // namespace

QByteArray metricsText(const Snapshot &snapshot, bool legacyNames)
{
    Families families;
    families.reserve(kMetricCount + 16);
    const MetricInfo &up = metricInfo(MetricId::Up);
    add(families, up.prometheus, up.help, MetricType::Gauge, reachable(snapshot) ? 1 : 0);
    addTable(families, snapshot);
    if (reachable(snapshot))
        addHistogram(families, snapshot.sample.latency);
    addErrors(families, snapshot.sample.errors);
    addAlerts(families, snapshot.alerts);
    addMaintenance(families, snapshot);
    addBuild(families);
    if (legacyNames)
        addLegacy(families, snapshot);
    return serialized(families);
}

QByteArray snapshotAgeText(double ageSeconds)
{
    Families families;
    add(families, "hakgal_snapshot_age_seconds", "Time since the figures were measured.", MetricType::Gauge,
        ageSeconds);
    return serialized(families);
}

} // namespace hakgal
