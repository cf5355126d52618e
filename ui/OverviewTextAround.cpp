// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the overview: the line below its title and the foot of the rail.
#include "ui/OverviewText.h"

#include <QFileInfo>

#include <algorithm>

namespace hakgal {

QString OverviewText::fileName(const Snapshot &snapshot) const
{
    return plainName(QFileInfo(snapshot.sample.database.path).fileName(), 60);
}

QString OverviewText::headline(const Snapshot &snapshot) const
{
    const Format &format = m_catalogue.format();
    const DatabaseState &database = snapshot.sample.database;
    QStringList parts;
    const Reading &uptime = snapshot[MetricId::Uptime];
    if (uptime.known())
        parts += tr("up %1").arg(format.duration(uptime.value));
    if (database.reach == DatabaseState::Reach::Unreachable)
        parts += tr("not readable since %1").arg(format.time(database.since.wallMs));
    if (database.reach == DatabaseState::Reach::Reachable) {
        parts += database.wal ? tr("WAL mode") : tr("rollback journal");
        if (!snapshot.recorder)
            parts += tr("history kept by another window");
    }
    if (const MaintenanceFactsPtr &known = snapshot.sample.maintenance) {
        const qint64 nowMs = snapshot.sample.at.wallMs;
        parts += known->lastIntegrityMs > 0
                     ? tr("integrity verified %1").arg(format.moment(known->lastIntegrityMs, nowMs))
                     : tr("integrity never checked");
        parts += known->lastBackupMs > 0 ? tr("backup %1").arg(format.moment(known->lastBackupMs, nowMs))
                                         : tr("no backup yet");
    }
    return dot(parts);
}

QString OverviewText::endpointLine(const EndpointState &endpoint, qint64 nowMs) const
{
    const auto listening = std::find_if(endpoint.listeners.begin(), endpoint.listeners.end(),
                                        [](const ListenerState &l) { return l.listening; });
    if (listening == endpoint.listeners.end())
        return endpoint.listeners.empty() ? tr("endpoint off") : QString();
    if (endpoint.lastScrapeWallMs == 0)
        return tr(":%1/metrics\nnot scraped yet").arg(listening->port);
    const double age = std::max(0.0, double(nowMs - endpoint.lastScrapeWallMs) / 1000);
    return age < 1 ? tr(":%1/metrics\nscraped now").arg(listening->port)
                   : tr(":%1/metrics\nscraped %2 ago")
                         .arg(listening->port)
                         .arg(m_catalogue.format().duration(age));
}

QStringList OverviewText::footer(const Snapshot &snapshot, const EndpointState &endpoint) const
{
    const Format &format = m_catalogue.format();
    const Reading &tick = snapshot[MetricId::TickDuration];
    QStringList lines;
    lines += dot({tr("monitor %1 s").arg(format.locale().toString(snapshot.intervalMs / 1000.0, 'f', 1)),
                  tick.known() ? tr("tick %1").arg(format.latency(tick.value)) : QString()});
    lines += endpointLine(endpoint, snapshot.sample.at.wallMs);
    for (const ListenerState &listener : endpoint.listeners) {
        if (listener.listening)
            continue;
        lines += listener.trouble == ListenerState::Trouble::Taken
                     ? tr("port %1 is held by %2").arg(listener.port).arg(m_catalogue.portHolder(listener))
                     : tr("port %1 is not served").arg(listener.port);
    }
    lines.removeAll(QString());
    return lines;
}

QString OverviewText::footerDetails(const EndpointState &endpoint) const
{
    QStringList lines;
    for (const ListenerState &listener : endpoint.listeners)
        lines += m_catalogue.listener(listener);
    if (endpoint.lastScrapeWallMs > 0)
        lines += tr("Last scraped at %1 by %2.")
                     .arg(m_catalogue.format().time(endpoint.lastScrapeWallMs),
                          plainName(endpoint.lastScraper, 120));
    return lines.join(u'\n');
}

} // namespace hakgal
