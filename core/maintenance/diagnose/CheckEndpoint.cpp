// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ListenAddress.h"
#include "core/config/ProcessLock.h"
#include "core/config/StatePaths.h"
#include "core/maintenance/diagnose/Checkup.h"

#include <QLockFile>

namespace hakgal {

namespace {

/// How many ports beyond the taken one are tried for a free one.
constexpr int kPortsToTry = 50;
/// Beyond any scrape interval in use.
constexpr double kLongAgoSeconds = 600;

QString text(const ListenAddress &address)
{
    return address.address.contains(u':') ? QStringLiteral("[%1]:%2").arg(address.address).arg(address.port)
                                          : QStringLiteral("%1:%2").arg(address.address).arg(address.port);
}

/// The next port at which nobody answers and which is not in the settings already; empty: none found.
QString freeAddress(const Checkup &checkup, ListenAddress address)
{
    for (int i = 0; i < kPortsToTry && address.port < 65535; ++i) {
        ++address.port;
        const QString offered = text(address);
        if (!checkup.settings.listen.contains(offered) &&
            checkup.probe(offered).who == EndpointAnswer::Who::Nobody)
            return offered;
    }
    return {};
}

} // namespace

void checkEndpoint(Checkup &checkup)
{
    if (!checkup.probe)
        return;
    // Whether a program of ours watches this base and should serve it.
    const bool watched = isHeldByLiving(QLockFile(StatePaths(checkup.settings.databasePath).recorderLock()));
    QStringList ours;
    std::optional<double> scrapeAge;
    std::vector<Finding> silent;
    std::size_t asked = 0;
    for (const QString &entry : checkup.settings.listen) {
        const auto address = ListenAddress::parse(entry);
        if (!address || address->port == 0 || checkup.cancelled())
            continue;
        ++asked;
        const EndpointAnswer answer = checkup.probe(entry);
        const QString id = QStringLiteral("endpoint.port:%1").arg(address->port);
        switch (answer.who) {
        case EndpointAnswer::Who::Ours:
            ours += entry;
            if (answer.scrapeAgeSeconds && (!scrapeAge || *answer.scrapeAgeSeconds < *scrapeAge))
                scrapeAge = answer.scrapeAgeSeconds;
            break;
        case EndpointAnswer::Who::Other: {
            const QString offered = freeAddress(checkup, *address);
            std::optional<Finding::Remedy> remedy;
            if (!offered.isEmpty())
                remedy = Finding::Remedy{RemedyAction::MoveEndpoint, {entry, offered}, false};
            checkup.found(
                id, Severity::Warning,
                {entry, answer.holder.isEmpty() ? QStringLiteral("another program") : answer.holder}, remedy);
            break;
        }
        case EndpointAnswer::Who::Nobody:
            if (watched)
                silent.push_back({id, Severity::Warning, {entry, QString()}, std::nullopt});
            break;
        }
    }
    if (!ours.isEmpty()) {
        checkup.well("endpoint", ours);
        if (!scrapeAge)
            checkup.found(QStringLiteral("endpoint.scrape"), Severity::Info);
        else if (*scrapeAge > kLongAgoSeconds)
            checkup.found(QStringLiteral("endpoint.scrape"), Severity::Info,
                          {QString::number(*scrapeAge, 'f', 0)});
    }
    if (!silent.empty() && silent.size() == asked)
        checkup.found(QStringLiteral("endpoint.thread"), Severity::Critical);
    for (Finding &finding : silent)
        checkup.report.findings.push_back(std::move(finding));
}

} // namespace hakgal
