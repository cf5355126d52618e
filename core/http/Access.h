// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QSslConfiguration>

#include <memory>
#include <optional>

namespace hakgal {

struct RequestHead;

/// What protects addresses beyond this computer: a certificate with its key, and the token that every request
/// has to bring. Immutable; the token itself is not kept, only its SHA-256.
class Access
{
public:
    struct Loaded
    {
        std::shared_ptr<const Access> access; ///< null where something is lacking
        ListenerState::Lacking lacking = ListenerState::Lacking::Nothing;
    };
    /// Reads the files that the settings name. Blocks for some milliseconds; on loopback it lets the TLS
    /// library look whether key and certificate belong together.
    static Loaded load(const Settings &settings);

    const QSslConfiguration &tls() const { return m_tls; }
    /// Whether the value of an Authorization field brings the token: `Bearer TOKEN`, or `Basic` with the
    /// token as password of any user, which browsers can send. Takes the same time wherever they differ.
    bool admits(const QByteArray &authorization) const;

private:
    Access() = default;

    QSslConfiguration m_tls;
    QByteArray m_tokenDigest;
};

/// Whether a request was sent to us by a name that is ours: the very address it came to, `localhost`,
/// 127.0.0.1 or
/// [::1], each with our port or none; or one of `allowedHosts`, as `name` (with any port) or `name:port`. A
/// page of another site that has its own name resolved to our address cannot send one of these. No Host at
/// all, which only HTTP/1.0 may, is no browser's request. Pure.
bool hostIsOurs(const RequestHead &head, const QHostAddress &local, quint16 port,
                const QStringList &allowedHosts);

} // namespace hakgal
