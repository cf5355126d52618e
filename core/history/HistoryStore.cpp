// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/HistoryStore.h"

#include "core/config/ProcessLock.h"
#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"
#include "core/history/SettledClock.h"

#include <QFileInfo>
#include <QLockFile>
#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcHistory, "hakgal.history")

// What waits in memory while nothing can be written.
constexpr std::size_t kMostTicks = 600;
constexpr std::size_t kMostEvents = 1000;

constexpr int kMoreSlices = 3; ///< a batch, of some ten milliseconds each

RecordedTick recorded(const Sample &sample)
{
    static const auto ids = [] {
        std::vector<MetricId> marked;
        for (const MetricInfo &info : metricTable()) {
            if (info.recorded)
                marked.push_back(info.id);
        }
        return marked;
    }();
    RecordedTick tick;
    tick.atMs = sample.at.wallMs;
    tick.values.reserve(ids.size());
    for (const MetricId id : ids) {
        const Reading &reading = sample[id];
        if (reading.known() && std::isfinite(reading.value))
            tick.values.emplace_back(id, reading.value);
    }
    return tick;
}

bool contains(const std::vector<Alert> &alerts, RuleId rule)
{
    return std::any_of(alerts.begin(), alerts.end(),
                       [rule](const Alert &alert) { return alert.rule == rule; });
}

} // namespace

struct HistoryStore::Private
{
    HistoryTiming timing;
    QTimer *timer = nullptr;

    std::optional<StatePaths> paths; ///< of the open base; none: closed
    QString databasePath;            ///< as it was given
    QString snapshotPath;            ///< the last one seen in a snapshot …
    bool snapshotFits = false;       ///< … and whether it is this base

    std::unique_ptr<QLockFile> lock;           ///< held: we are the recorder
    std::unique_ptr<HistoryDatabase> database; ///< the recorder's; null after a failure, until the next try
    bool failing = false;
    bool reconcile = false; ///< stored incidents may differ from those that fire

    std::vector<RecordedTick> ticks;
    std::deque<AlertEvent> events;
    std::vector<Alert> firing;
    Instant newest;                    ///< tick
    std::optional<SettledClock> clock; ///< by which is told what is old; known once the file was open

    bool fits(const QString &path);
    Result<bool> takeLock();
    Result<void> openToWrite();
    Result<std::vector<Alert>> begin();
    Result<void> writeEvents();
    Result<void> reconcileWith(const Snapshot &snapshot);
    Result<void> flush();
};

bool HistoryStore::Private::fits(const QString &path)
{
    if (path != snapshotPath || snapshotPath.isNull()) {
        snapshotPath = path;
        snapshotFits = !path.isEmpty() && (path == databasePath || StatePaths(path).key() == paths->key());
    }
    return snapshotFits;
}

/// False: another process has it.
Result<bool> HistoryStore::Private::takeLock()
{
    if (Result<void> made = paths->create(); !made)
        return Error{ErrorCode::HistoryUnavailable, {paths->folder()}, made.error().detail};
    auto attempt = std::make_unique<QLockFile>(paths->recorderLock());
    if (takeProcessLock(*attempt)) {
        lock = std::move(attempt);
        return true;
    }
    if (attempt->error() == QLockFile::LockFailedError)
        return false;
    return Error{ErrorCode::HistoryUnavailable,
                 {paths->recorderLock()},
                 QStringLiteral("the lock file cannot be made")};
}

Result<void> HistoryStore::Private::openToWrite()
{
    Result<std::unique_ptr<HistoryDatabase>> opened =
        HistoryDatabase::open(paths->historyFile(), HistoryDatabase::Access::Record);
    if (!opened)
        return opened.error();
    database = std::move(opened).value();
    if (!clock) {
        const Result<qint64> known = database->settledMs();
        clock.emplace(known ? *known : 0);
    }
    return {};
}

/// Becomes the recorder where nobody else is, and reads what fires.
Result<std::vector<Alert>> HistoryStore::Private::begin()
{
    const Result<bool> locked = takeLock();
    if (!locked)
        return locked.error();
    if (*locked) {
        if (Result<void> opened = openToWrite(); !opened) {
            lock.reset();
            return opened.error();
        }
        return database->firingAlerts();
    }
    const Result<std::unique_ptr<HistoryDatabase>> reader =
        HistoryDatabase::open(paths->historyFile(), HistoryDatabase::Access::Read);
    if (!reader)
        return reader.error();
    return *reader ? (*reader)->firingAlerts() : std::vector<Alert>();
}

Result<void> HistoryStore::Private::writeEvents()
{
    while (!events.empty()) {
        const AlertEvent &event = events.front();
        Result<void> done = event.kind == AlertEvent::Kind::Raised ? database->raise(event.alert)
                                                                   : database->resolve(event.alert);
        if (!done)
            return done;
        events.pop_front();
    }
    return {};
}

/// Under the recorder before us, or while nothing could be stored, incidents may have begun or ended unseen.
/// Such an end is dated now: nobody measured it.
Result<void> HistoryStore::Private::reconcileWith(const Snapshot &snapshot)
{
    const Result<std::vector<Alert>> stored = database->firingAlerts();
    if (!stored)
        return stored.error();
    for (Alert alert : *stored) {
        if (contains(snapshot.alerts, alert.rule))
            continue;
        alert.endedMs = std::max<qint64>(snapshot.sample.at.wallMs, 1);
        events.push_back({AlertEvent::Kind::Resolved, std::move(alert)});
    }
    for (const Alert &alert : snapshot.alerts) {
        if (!contains(*stored, alert.rule))
            events.push_back({AlertEvent::Kind::Raised, alert});
    }
    reconcile = false;
    return writeEvents();
}

Result<void> HistoryStore::Private::flush()
{
    if (ticks.empty() && events.empty())
        return {};
    if (!database || !QFileInfo::exists(paths->historyFile())) {
        database.reset();
        if (Result<void> opened = openToWrite(); !opened)
            return opened;
        reconcile = true; // it may be a new file
    }
    if (Result<void> done = writeEvents(); !done)
        return done;
    HistoryRetention keep;
    keep.raw = timing.keep;
    keep.countedFromMs = clock->see(newest);
    Result<bool> done = database->write(ticks, firing, newest.wallMs, keep);
    if (!done)
        return done.error();
    ticks.clear();
    for (int i = 0; i < kMoreSlices && !*done; ++i) { // after a pause there is more to roll up or to drop
        done = database->write({}, {}, newest.wallMs, keep);
        if (!done)
            return done.error();
    }
    return {};
}

HistoryStore::HistoryStore(QObject *parent) : HistoryStore(HistoryTiming(), parent) {}

HistoryStore::HistoryStore(const HistoryTiming &timing, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->timing = timing;
    d->timer = new QTimer(this);
    d->timer->setInterval(timing.interval);
    connect(d->timer, &QTimer::timeout, this, &HistoryStore::wake);
}

HistoryStore::~HistoryStore()
{
    close();
}

void HistoryStore::openFor(const QString &databasePath)
{
    close();
    d->databasePath = databasePath;
    d->paths.emplace(databasePath);
    const Result<std::vector<Alert>> begun = d->begin();
    d->failing = !begun.ok();
    d->timer->start();
    if (!begun)
        qCWarning(lcHistory).noquote()
            << "no history:" << begun.error().args.join(u' ') << begun.error().detail;
    Q_EMIT opened(databasePath, begun ? *begun : std::vector<Alert>(), d->lock != nullptr,
                  begun ? std::nullopt : std::optional(begun.error()));
}

void HistoryStore::close()
{
    d->timer->stop();
    if (d->lock)
        tell(d->flush());
    d->database.reset();
    const bool wasRecorder = d->lock != nullptr;
    d->lock.reset(); // after the database: who takes over finds it closed
    d->paths.reset();
    d->snapshotPath.clear();
    d->ticks.clear();
    d->events.clear();
    d->firing.clear();
    d->reconcile = false;
    d->clock.reset();
    if (std::exchange(d->failing, false))
        Q_EMIT failed(std::nullopt);
    if (wasRecorder)
        Q_EMIT recorderChanged(false);
}

void HistoryStore::wake()
{
    if (d->lock) {
        tell(d->flush());
        return;
    }
    const Result<bool> locked = d->takeLock();
    if (!locked || !*locked) {
        tell(locked ? Result<void>() : Result<void>(locked.error()));
        return;
    }
    if (Result<void> opened = d->openToWrite(); !opened) {
        d->lock.reset();
        tell(opened);
        return;
    }
    d->reconcile = true;
    tell({});
    Q_EMIT recorderChanged(true);
}

void HistoryStore::record(const SnapshotPtr &snapshot)
{
    if (!d->lock || !d->fits(snapshot->sample.database.path))
        return;
    d->newest = snapshot->sample.at;
    if (d->clock)
        d->clock->see(d->newest);
    d->firing = snapshot->alerts;
    d->ticks.push_back(recorded(snapshot->sample));
    if (d->ticks.size() > kMostTicks)
        d->ticks.erase(d->ticks.begin());
    d->events.insert(d->events.end(), snapshot->events.begin(), snapshot->events.end());
    if (d->events.size() > kMostEvents) {
        d->events.clear();
        d->reconcile = true;
    }
    if (!d->database || (d->events.empty() && !d->reconcile))
        return;
    Result<void> done = d->writeEvents();
    if (done && d->reconcile && snapshot->recorder)
        done = d->reconcileWith(*snapshot);
    if (!done)
        tell(done); // what works again is told by the next batch
}

void HistoryStore::storeSnooze(RuleId rule, qint64 untilMs)
{
    if (!d->database)
        return;
    if (Result<void> done = d->database->snooze(rule, untilMs); !done)
        tell(done);
}

void HistoryStore::findAlerts(int token, const AlertQuery &query)
{
    Result<std::vector<Alert>> found{std::vector<Alert>()};
    if (d->database) {
        found = d->database->findAlerts(query);
    } else if (d->paths) {
        const Result<std::unique_ptr<HistoryDatabase>> reader =
            HistoryDatabase::open(d->paths->historyFile(), HistoryDatabase::Access::Read);
        if (!reader)
            found = reader.error();
        else if (*reader)
            found = (*reader)->findAlerts(query);
    }
    if (!found)
        qCWarning(lcHistory).noquote() << "alerts cannot be read:" << found.error().detail;
    Q_EMIT alertsFound(token, found ? *found : std::vector<Alert>());
}

/// Takes the outcome of writing: a failure drops the connection, so that the next try begins afresh.
void HistoryStore::tell(const Result<void> &outcome)
{
    if (!outcome)
        d->database.reset();
    if (d->failing == !outcome.ok())
        return;
    d->failing = !outcome.ok();
    if (outcome) {
        qCInfo(lcHistory) << "the history is written again";
        Q_EMIT failed(std::nullopt);
    } else {
        qCWarning(lcHistory).noquote()
            << "the history cannot be written:" << outcome.error().args.join(u' ') << outcome.error().detail;
        Q_EMIT failed(outcome.error());
    }
}

} // namespace hakgal
