// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/Monitor.h"

#include "core/collect/DatabaseCollector.h"
#include "core/collect/SystemCollectors.h"
#include "core/monitor/FactCounter.h"
#include "core/monitor/WorkerThread.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace hakgal {

struct Monitor::Private
{
    explicit Private(Clock clockIn)
        : clock(std::move(clockIn)), database(QRandomGenerator::global()->generate())
    {
    }

    Clock clock;
    Settings settings;
    Instant started;
    std::unique_ptr<QTimer> timer;

    std::vector<std::unique_ptr<Collector>> system;
    std::unique_ptr<Collector> disk;
    std::unique_ptr<Collector> holders;
    DatabaseCollector database;
    std::unique_ptr<ProcessRanking> ranking;
    FactCounter *counter = nullptr;
    std::unique_ptr<WorkerThread> counterThread;

    AlertEngine alerts;
    bool alertsRestored = false; ///< until then an incident of the last run could be raised a second time
    bool recorder = false;
    std::optional<Error> historyError;
    EndpointState endpoint;
    std::vector<ServiceState> services;
    MaintenanceFactsPtr maintenance;
    std::optional<QueryCacheFigures> queryCache;

    quint64 tick = 0;
    quint64 skipped = 0;
    std::chrono::steady_clock::time_point origin{}; ///< deadlines are whole intervals after it
    quint64 lastDeadline = 0;
    double lastTickSeconds = 0;

    std::chrono::steady_clock::duration interval() const
    {
        return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
            std::chrono::duration<double>(settings.monitoringInterval));
    }
    void schedule();
    Sample measure(const Instant &at);
    void addQueryCache(Sample &sample) const;
    SnapshotPtr judge(Sample sample);
};

namespace {

Status worst(const std::vector<StatusReason> &reasons)
{
    Status status = Status::Operational;
    for (const StatusReason &reason : reasons) {
        if (reason.severity == Severity::Critical)
            return Status::Poor;
        if (reason.severity == Severity::Warning)
            status = Status::Degraded;
    }
    return status;
}

} // namespace

Monitor::Monitor(Clock clock, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(clock)))
{
}

Monitor::~Monitor() = default;

void Monitor::apply(const Settings &settings)
{
    const bool first = d->timer == nullptr;
    const bool otherBase = first || settings.databasePath != d->settings.databasePath;
    const bool otherInterval = first || settings.monitoringInterval != d->settings.monitoringInterval;
    d->settings = settings;
    d->database.setMaxQuerySamples(settings.maxQuerySamples);
    d->database.setProbeCacheMb(settings.probeCacheMb);
    if (otherBase) {
        d->database.setPath(settings.databasePath);
        d->alerts.forget();
        d->maintenance.reset();
        d->recorder = false; // of the base before this one
        d->alertsRestored = settings.databasePath.isEmpty();
        if (d->counter)
            QMetaObject::invokeMethod(d->counter, &FactCounter::close, Qt::QueuedConnection);
    }
    d->alerts.setRules(alertRules(settings));
    if (first) {
        d->started = d->clock();
        d->system.push_back(makeCpuCollector());
        d->system.push_back(makeMemoryCollector());
        d->system.push_back(makeProcessCollector());
        d->disk = makeDiskCollector();
        d->holders = makeHolderCollector();
        d->ranking = makeProcessRanking();
        qRegisterMetaType<CountRequest>();
        qRegisterMetaType<CountAnswer>();
        d->counter = new FactCounter(d->clock);
        connect(d->counter, &FactCounter::counted, this, [this](const CountAnswer &answer) {
            const bool firstCount = d->database.takeCount(answer, d->clock());
            if (firstCount)
                refresh(); // nobody should look at an empty tile for a whole interval
        });
        d->counterThread = std::make_unique<WorkerThread>(QStringLiteral("counter"), d->counter);
        d->timer = std::make_unique<QTimer>();
        d->timer->setSingleShot(true);
        d->timer->setTimerType(Qt::PreciseTimer);
        connect(d->timer.get(), &QTimer::timeout, this, &Monitor::refresh);
    }
    if (otherInterval) {
        d->origin = d->clock().steady;
        d->lastDeadline = 0;
    }
    if (first || otherBase)
        refresh();
    else
        d->schedule();
}

/// The next deadline lies a whole number of intervals after the origin, so a late tick delays none of the
/// later ones.
void Monitor::Private::schedule()
{
    if (!timer)
        return;
    const auto now = clock().steady;
    const auto step = interval();
    const auto passed = static_cast<quint64>(std::max<qint64>(0, (now - origin) / step));
    const quint64 next = passed + 1; // after an extra tick that is the deadline already waited for
    if (lastDeadline != 0 && next > lastDeadline + 1)
        skipped += next - lastDeadline - 1;
    lastDeadline = next;
    const auto wait = origin + step * static_cast<qint64>(next) - now;
    timer->start(std::chrono::ceil<std::chrono::milliseconds>(std::max(wait, wait.zero())));
}

Sample Monitor::Private::measure(const Instant &at)
{
    Sample sample;
    sample.tick = ++tick;
    sample.at = at;
    for (const auto &collector : system)
        collector->collect(sample);
    database.collect(sample);
    disk->collect(sample);
    holders->collect(sample);
    sample.maintenance = maintenance;
    if (alerts.wantsProcesses())
        sample.processes = ranking->rank(at);
    else
        ranking->reset();
    sample[MetricId::Uptime] = Reading::of(seconds(at.steady - started.steady));
    sample[MetricId::TicksSkipped] = Reading::of(static_cast<double>(skipped));
    if (const auto request = database.countDue(at)) {
        QMetaObject::invokeMethod(
            counter, [worker = counter, request = *request] { worker->count(request); },
            Qt::QueuedConnection);
    }
    addQueryCache(sample);
    lastTickSeconds = seconds(clock().steady - at.steady);
    sample[MetricId::TickDuration] = Reading::of(lastTickSeconds);
    return sample;
}

void Monitor::Private::addQueryCache(Sample &sample) const
{
    const auto set = [&](MetricId id, double value) {
        sample[id] = queryCache ? Reading::of(value) : Reading::missing(Reason::NoSearches);
    };
    const QueryCacheFigures figures = queryCache.value_or(QueryCacheFigures());
    set(MetricId::QueryCacheHits, static_cast<double>(figures.hits));
    set(MetricId::QueryCacheMisses, static_cast<double>(figures.misses));
    set(MetricId::QueryCacheInvalidations, static_cast<double>(figures.invalidations));
    set(MetricId::QueryCacheBytes, static_cast<double>(figures.bytes));
}

SnapshotPtr Monitor::Private::judge(Sample sample)
{
    auto snapshot = std::make_shared<Snapshot>();
    if (alertsRestored)
        snapshot->events = alerts.evaluate(sample);
    snapshot->alerts = alerts.firing();
    snapshot->startedWallMs = started.wallMs;
    snapshot->intervalMs = static_cast<int>(settings.monitoringInterval * 1000);
    snapshot->endpoint = endpoint;
    snapshot->recorder = recorder;

    auto &reasons = snapshot->reasons;
    using Kind = StatusReason::Kind;
    if (sample.database.reach == DatabaseState::Reach::None)
        reasons.push_back({Kind::NoDatabase, Severity::Critical, {}, {}, {}});
    else if (sample.database.reach == DatabaseState::Reach::Unreachable)
        reasons.push_back({Kind::Unreachable, Severity::Critical, {}, {}, sample.database.error});
    for (const Alert &alert : snapshot->alerts) {
        if (alert.rule != RuleId::DatabaseUnreachable) // said above already
            reasons.push_back({Kind::AlertFiring, alert.severity, alert.rule, {}, {}});
    }
    for (const ListenerState &listener : endpoint.listeners) {
        if (!listener.listening)
            reasons.push_back({Kind::PortTaken,
                               Severity::Warning,
                               {},
                               {QString::number(listener.port), listener.holder},
                               {}});
    }
    for (const ServiceState &service : services) {
        if (!service.up)
            reasons.push_back(
                {Kind::ServiceDown, Severity::Warning, {}, {service.name, service.problem}, {}});
    }
    if (historyError)
        reasons.push_back({Kind::HistoryFailed, Severity::Warning, {}, historyError->args, *historyError});
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const StatusReason &a, const StatusReason &b) { return a.severity > b.severity; });
    snapshot->status = worst(reasons);
    snapshot->sample = std::move(sample);
    return snapshot;
}

void Monitor::refresh()
{
    if (!d->timer)
        return;
    const SnapshotPtr snapshot = d->judge(d->measure(d->clock()));
    d->schedule();
    Q_EMIT snapshotReady(snapshot);
}

void Monitor::restoreAlerts(const QString &databasePath, const std::vector<Alert> &firing, bool recorder,
                            const std::optional<Error> &historyError)
{
    if (databasePath != d->settings.databasePath)
        return; // an answer for the base before this one
    d->alerts.restore(firing);
    d->alertsRestored = true;
    d->recorder = recorder;
    d->historyError = historyError;
}

void Monitor::setRecorder(bool recorder)
{
    d->recorder = recorder;
}

void Monitor::setHistoryError(const std::optional<Error> &error)
{
    d->historyError = error;
}

void Monitor::setEndpointState(const EndpointState &state)
{
    d->endpoint = state;
}

void Monitor::setServices(const std::vector<ServiceState> &services)
{
    d->services = services;
}

void Monitor::setQueryCache(const QueryCacheFigures &figures)
{
    d->queryCache = figures;
}

void Monitor::setMaintenance(const MaintenanceFactsPtr &facts)
{
    if (facts && facts->databasePath == d->settings.databasePath)
        d->maintenance = facts;
}

void Monitor::snooze(RuleId rule, qint64 untilMs)
{
    d->alerts.snooze(rule, untilMs);
}

void Monitor::countPredicates()
{
    d->database.wantPredicates();
    refresh();
}

void Monitor::stop()
{
    if (d->timer) {
        d->timer->stop();
        d->counterThread.reset(); // closes its connection in its own thread
        d->counter = nullptr;
        d->timer.reset();
    }
    d->database.close();
    Q_EMIT stopped();
}

} // namespace hakgal
