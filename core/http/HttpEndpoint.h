// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace hakgal {

/// The HTTP side: /, /metrics, /api/health, /api/metrics, /api/metrics/history?limit=N. Lives in a thread of
/// its own; call its slots by queued connection. Texts are rendered once a tick, a request copies bytes; only
/// ages are those of the moment of the request. Answers come from the last snapshot alone. The history holds
/// the last max_history_size snapshots of the same knowledge base, newest last.
/// GET and HEAD only: other methods get 405, unknown paths 404, both as JSON {"error": sentence}.
/// An address that cannot be listened on is told by stateChanged() and tried again every five seconds; the
/// others keep serving. Port 0 (for tests) is chosen by the system and told.
class HttpEndpoint : public QObject
{
    Q_OBJECT
public:
    explicit HttpEndpoint(Clock clock = &Instant::now, QObject *parent = nullptr);
    ~HttpEndpoint() override;

    /// How soon a failed address is tried again. Call before apply().
    void setRetryInterval(std::chrono::milliseconds interval);

public Q_SLOTS:
    /// Listens on settings.listen (closing what is no longer in it) and takes over names and history size.
    void apply(const hakgal::Settings &settings);
    void publish(const hakgal::SnapshotPtr &snapshot);
    /// Closes every listener and its connections. apply() begins anew.
    void stop();

Q_SIGNALS:
    /// A listener came or went, or (at most once a second) a scrape was answered.
    void stateChanged(const hakgal::EndpointState &state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal
