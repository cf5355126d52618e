// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/StatePaths.h"
#include "core/history/HistoryStore.h"
#include "tests/core/history/Files.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace hakgal::test {

using namespace std::chrono_literals;

inline constexpr qint64 kNow = 1'700'000'000'000;
/// No batch of its own: what is written is written by record() or close().
inline constexpr HistoryTiming kNever{24h, 24h};
inline constexpr HistoryTiming kQuick{10ms, 24h};

inline Alert alertOf(RuleId rule, qint64 startedMs, Severity severity = Severity::Warning)
{
    Alert alert;
    alert.rule = rule;
    alert.severity = severity;
    alert.startedMs = startedMs;
    alert.value = 91;
    alert.worst = 99;
    alert.limit = 80;
    return alert;
}

inline Alert ended(Alert alert, qint64 endedMs)
{
    alert.endedMs = endedMs;
    return alert;
}

inline AlertEvent raised(const Alert &alert)
{
    return {AlertEvent::Kind::Raised, alert};
}

inline AlertEvent resolved(const Alert &alert)
{
    return {AlertEvent::Kind::Resolved, alert};
}

/// What a signal of the store said last.
struct Opened
{
    std::vector<Alert> firing;
    bool recorder = false;
    std::optional<Error> error;
};

/// A store in this thread with its spies.
struct Watched
{
    explicit Watched(const HistoryTiming &timing) : store(timing) {}

    Opened open(const QString &path)
    {
        openedSpy.clear();
        store.openFor(path);
        if (openedSpy.size() != 1)
            qFatal("openFor() answers once");
        const QVariantList args = openedSpy.takeFirst();
        if (args.at(0).toString() != path)
            qFatal("opened() names the base as it was given");
        return {args.at(1).value<std::vector<Alert>>(), args.at(2).toBool(),
                args.at(3).value<std::optional<Error>>()};
    }

    std::vector<Alert> find(const AlertQuery &query = {})
    {
        foundSpy.clear();
        store.findAlerts(7, query);
        if (foundSpy.size() != 1 || foundSpy[0].at(0).toInt() != 7)
            qFatal("findAlerts() answers once, with its token");
        return foundSpy[0].at(1).value<std::vector<Alert>>();
    }

    /// Errors as they were told: true a failure, false that it works again.
    QList<bool> failures() const
    {
        QList<bool> told;
        for (const QVariantList &args : failedSpy)
            told.append(args.at(0).value<std::optional<Error>>().has_value());
        return told;
    }
    QList<bool> recorderChanges() const
    {
        QList<bool> told;
        for (const QVariantList &args : recorderSpy)
            told.append(args.at(0).toBool());
        return told;
    }

    HistoryStore store;
    QSignalSpy openedSpy{&store, &HistoryStore::opened};
    QSignalSpy recorderSpy{&store, &HistoryStore::recorderChanged};
    QSignalSpy foundSpy{&store, &HistoryStore::alertsFound};
    QSignalSpy failedSpy{&store, &HistoryStore::failed};
};

inline SnapshotPtr snapshotOf(const QString &path, qint64 wallMs, const std::vector<Alert> &firing = {},
                              const std::vector<AlertEvent> &events = {}, bool recorder = true)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sample.at.wallMs = wallMs;
    snapshot->sample.database.path = path;
    snapshot->sample[MetricId::SystemCpu] = Reading::of(12.5);
    snapshot->sample[MetricId::Facts] = Reading::of(4242);
    snapshot->alerts = firing;
    snapshot->events = events;
    snapshot->recorder = recorder;
    return snapshot;
}

/// Lets the store's timer of the same interval run out this often.
inline bool letTimersRun(int times)
{
    QTimer timer;
    timer.setInterval(kQuick.interval);
    const QSignalSpy spy(&timer, &QTimer::timeout);
    timer.start();
    return QTest::qWaitFor([&] { return spy.size() >= times; }, 10'000);
}

inline QString historyOf(const QString &base)
{
    return StatePaths(base).historyFile();
}

} // namespace hakgal::test
