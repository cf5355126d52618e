// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/http/ConnectionGuard.h"
#include "core/http/EventFrame.h"
#include "core/metrics/Snapshot.h"
#include "core/text/SnapshotJson.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace hakgal {

/// The HTTP side: /, /metrics, /api/health, /api/metrics, /api/metrics/history?limit=N and the stream
/// /api/events. Lives in a thread of its own; call its slots by queued connection. Texts are rendered once a
/// tick, a request copies bytes; only ages are those of the moment of the request. Answers come from the last
/// snapshot alone, tell no folder of a path, and change nothing: GET and HEAD only, other methods get 405,
/// unknown paths 404, both as JSON
/// {"error": sentence}. The history holds the last max_history_size snapshots of the same knowledge base,
/// newest last; those of earlier runs are given by fillHistory() once, so that no request waits for a
/// database.
///
/// Who may ask: on this computer everybody, by a name that is ours or in allowed_hosts (403 else); through
/// any other address only by TLS and with the token (401 else), and where certificate, key or token are
/// lacking the address is not opened. What a client can cost is bounded by ConnectionGuard. See
/// core/http/README.md.
///
/// /api/events sends `snapshot` (the object of /api/metrics) each tick, `alert` when one is raised or
/// resolved and `job` while one runs; with ?view=page, for the page at /, `view` instead of the first two.
///
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
    /// Call before apply().
    void setLimits(const GuardLimits &limits);

public Q_SLOTS:
    /// Listens on settings.listen (closing what is no longer in it) and takes over names and history size.
    void apply(const hakgal::Settings &settings);
    void publish(const hakgal::SnapshotPtr &snapshot);
    /// What the history database has of this base from before the first snapshot, oldest first.
    void fillHistory(const QString &databasePath, const std::vector<hakgal::HistoryEntry> &entries);
    /// A job began, went on or ended.
    void publishJob(const hakgal::JobEvent &job);
    /// Closes every listener and its connections. apply() begins anew.
    void stop();

Q_SIGNALS:
    /// A listener came or went, or (at most once a second) a scrape was answered, or with a snapshot that the
    /// connections had changed.
    void stateChanged(const hakgal::EndpointState &state);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hakgal
