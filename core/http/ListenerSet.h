// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/http/Access.h"
#include "core/metrics/Snapshot.h"

#include <memory>
#include <vector>

namespace hakgal {

class ConnectionGuard;
class Listener;
class Router;

/// The addresses of the setting `listen`, and what protects those beyond this computer. Bound to the thread
/// of the guard and the router, which must outlive it.
class ListenerSet
{
public:
    ListenerSet(ConnectionGuard &guard, Router &router);
    ~ListenerSet();

    /// Closes what is no longer in settings.listen, or was opened with another certificate, key or token; the
    /// others stay as they are. What is new is opened by openMissing().
    void apply(const Settings &settings);
    /// Tries once to open each address that is not open, and says in the log what came of it. True where a
    /// state changed.
    bool openMissing();
    bool anyMissing() const;
    /// Closes every address and its connections.
    void close();

    /// In the order of the setting.
    std::vector<ListenerState> states() const;
    /// Whether the value of an Authorization field brings the token.
    bool admits(const QByteArray &authorization) const;

private:
    struct Entry;
    void open(Entry &entry);

    ConnectionGuard &m_guard;
    Router &m_router;
    Settings m_settings;
    Access::Loaded m_access; ///< read when an address beyond this computer is wanted
    std::vector<Entry> m_entries;
};

} // namespace hakgal
