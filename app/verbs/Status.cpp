// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/verbs/Verbs.h"
#include "core/monitor/Monitor.h"
#include "core/text/SnapshotJson.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QTimer>

namespace hakgal {

namespace {

/// Rates need two ticks and the count comes from its own thread: measure until all is there, at most 3 s.
SnapshotPtr measureOnce(Settings settings)
{
    settings.monitoringInterval = 0.2;
    settings.holdTicks = 3; // a moment of load is no finding
    Monitor monitor;
    QEventLoop loop;
    SnapshotPtr last;
    QObject::connect(&monitor, &Monitor::snapshotReady, &loop, [&](const SnapshotPtr &snapshot) {
        last = snapshot;
        const Sample &sample = snapshot->sample;
        const bool reachable = sample.database.reach == DatabaseState::Reach::Reachable;
        const bool counted =
            sample[MetricId::Facts].known() || sample[MetricId::Facts].reason == Reason::TooSlow;
        if (StopSignal::requested() || !reachable || (sample.tick >= 4 && counted))
            loop.quit();
    });
    QTimer::singleShot(3000, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &monitor, [&] {
        monitor.apply(settings);
        monitor.restoreAlerts(settings.databasePath, {}, false, {});
    });
    loop.exec();
    monitor.stop();
    return last;
}

} // namespace

int runStatus(const Invocation &invocation, Output &output)
{
    const SnapshotPtr snapshot = measureOnce(invocation.settings);
    if (!snapshot)
        return output.failed({ErrorCode::Interrupted, {}, {}, 0});
    output.set(metricsJson(*snapshot));
    if (snapshot->sample.database.reach != DatabaseState::Reach::Reachable)
        return output.failed(snapshot->sample.database.error);

    const Catalogue &words = output.catalogue();
    output.line(QStringLiteral("%1  %2").arg(QDir::toNativeSeparators(invocation.settings.databasePath),
                                             words.status(snapshot->status)));
    for (const StatusReason &reason : snapshot->reasons)
        output.line(QStringLiteral("  ! %1").arg(words.statusReason(reason, *snapshot)));
    qsizetype width = 0;
    for (const MetricInfo &info : metricTable())
        width = std::max(width, words.metricName(info.id).size());
    for (const MetricInfo &info : metricTable()) {
        const Reading &reading = (*snapshot)[info.id];
        if (info.subject == Subject::Process || info.id == MetricId::Up)
            continue; // about this short run of ours, which nobody asked for
        const QString value = reading.known() ? words.format().value(reading.value, info.unit)
                                              : QStringLiteral("– (%1)").arg(words.reason(reading.reason));
        output.line(QStringLiteral("  %1  %2").arg(words.metricName(info.id).leftJustified(width), value));
    }
    if (const QString holders = words.holders(snapshot->sample.database); !holders.isEmpty())
        output.line(QStringLiteral("  %1").arg(holders));
    return output.done(snapshot->status == Status::Operational ? ExitOk : ExitFinding);
}

} // namespace hakgal
