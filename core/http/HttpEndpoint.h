// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"

#include <QObject>

#include <memory>

namespace hakgal {

/// The HTTP side: /, /metrics, /api/health, /api/metrics, /api/metrics/history. Lives in a thread of its own;
/// call its slots by queued connection. Texts are rendered once a tick, a request copies bytes.
/// Answers come from the last snapshot alone. A port that is taken is told by stateChanged() and tried again
/// every five seconds; the other ports keep serving.
class HttpEndpoint : public QObject
{
    Q_OBJECT
public:
    explicit HttpEndpoint(Clock clock = &Instant::now, QObject *parent = nullptr);
    ~HttpEndpoint() override;

public Q_SLOTS:
    /// Listens on settings.listen (closing what is no longer in it) and takes over names and history size.
    void apply(const hakgal::Settings &settings);
    void publish(const hakgal::SnapshotPtr &snapshot);
    void stop();

Q_SIGNALS:
    /// A listener came or went, or (at most once a second) a scrape was answered.
    void stateChanged(const hakgal::EndpointState &state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal
