// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/maintenance/service/ServiceCheck.h"

#include <QMetaType>
#include <QObject>

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace hakgal {

/// Asks the operator's services in turn and, where this process is the recorder and the service is ticked for
/// it, restarts those that are down (RestartBackoff). Lives in a thread of its own, which it blocks while it
/// waits for an answer; call its slots by queued connection. Before that thread is ended, call leave() from
/// any other.
class ServiceWatch : public QObject
{
    Q_OBJECT
public:
    explicit ServiceWatch(EndpointProbe probe, std::chrono::milliseconds interval = std::chrono::seconds(30),
                          QObject *parent = nullptr);
    ~ServiceWatch() override;

    /// Nothing is asked any more; a question that is under way ends within five seconds, a command at once.
    /// Any thread.
    void leave();

public Q_SLOTS:
    /// Watches the services of these settings from now on; asks at once where they are others than before.
    void apply(const hakgal::Settings &settings);
    /// Only the recorder restarts anything.
    void setRecorder(bool recorder);

Q_SIGNALS:
    /// After each round in which something changed; in the order of the settings. A service is told to be
    /// down when it was found so twice in a row.
    void changed(const std::vector<hakgal::ServiceState> &states);
    /// A service was restarted without being asked. `problem`: why that failed, in English; empty: it ran.
    void restarted(const QString &databasePath, const QString &service, const QString &problem);

private:
    void look();
    ServiceState judge(const Service &service, ServiceState state);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal

Q_DECLARE_METATYPE(std::vector<hakgal::ServiceState>)
