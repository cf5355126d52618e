// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/service/ServiceWatch.h"

#include "core/maintenance/service/RestartBackoff.h"

#include <QTimer>

#include <algorithm>
#include <map>

namespace hakgal {

namespace {

/// How often in a row a service is found down before it is told: one that is just being updated is none.
constexpr int kTimesDown = 2;
/// It is asked again soon then.
constexpr std::chrono::milliseconds kSoon{3000};

} // namespace

struct ServiceWatch::Private
{
    struct Known
    {
        int timesDown = 0;
        RestartBackoff backoff;
    };

    EndpointProbe probe;
    std::chrono::milliseconds interval;
    std::atomic<bool> leaving = false;
    bool recorder = false;
    bool looking = false;
    QString databasePath;
    std::vector<Service> services;
    std::map<QString, Known> known; ///< by name
    std::vector<ServiceState> told;
    QTimer *timer = nullptr; ///< made in the thread in which it runs
};

ServiceWatch::ServiceWatch(EndpointProbe probe, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->probe = std::move(probe);
    d->interval = interval;
    qRegisterMetaType<std::vector<ServiceState>>();
}

ServiceWatch::~ServiceWatch() = default;

void ServiceWatch::leave()
{
    d->leaving = true;
}

void ServiceWatch::setRecorder(bool recorder)
{
    d->recorder = recorder;
}

void ServiceWatch::apply(const Settings &settings)
{
    d->databasePath = settings.databasePath;
    if (!d->timer) {
        d->timer = new QTimer(this);
        connect(d->timer, &QTimer::timeout, this, &ServiceWatch::look);
    } else if (settings.services == d->services) {
        return;
    }
    d->services = settings.services;
    d->known.clear();
    if (d->services.empty())
        d->timer->stop();
    else
        d->timer->start(d->interval);
    look();
}

void ServiceWatch::look()
{
    if (d->looking) // waiting for an answer lets other events in
        return;
    d->looking = true;
    const std::vector<Service> services = d->services;
    std::vector<ServiceState> states;
    for (const Service &service : services) {
        ServiceState state = checkService(service, d->probe, &d->leaving);
        if (d->leaving || d->services != services)
            break;
        states.push_back(judge(service, std::move(state)));
    }
    d->looking = false;
    if (d->leaving)
        return;
    if (d->services != services) {
        look();
        return;
    }
    const bool doubtful = std::any_of(d->known.begin(), d->known.end(), [](const auto &known) {
        return known.second.timesDown > 0 && known.second.timesDown < kTimesDown;
    });
    if (!services.empty())
        d->timer->start(doubtful ? std::min(kSoon, d->interval) : d->interval);
    if (states == d->told)
        return;
    d->told = states;
    Q_EMIT changed(states);
}

ServiceState ServiceWatch::judge(const Service &service, ServiceState state)
{
    const auto now = std::chrono::steady_clock::now();
    Private::Known &known = d->known[service.name];
    known.backoff.seen(state.up, now);
    known.timesDown = state.up ? 0 : known.timesDown + 1;
    if (known.timesDown < kTimesDown)
        return {service.name, true, {}};
    if (service.automatic && d->recorder && known.backoff.mayRestart(now)) {
        known.backoff.restarted(now);
        Q_EMIT restarted(d->databasePath, service.name, startRestart(service));
    }
    return state;
}

} // namespace hakgal
