// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <optional>
#include <vector>

namespace hakgal {

/// A process that listens on a TCP port.
struct PortHolder
{
    qint64 pid = 0;
    QString name; ///< as the system tells it, without folder
};

/// Who listens on this port at this address, or at all addresses. nullopt where nobody does or the system
/// does not tell us (processes of other users). Any thread; looks through all processes, so it takes some
/// milliseconds: for failures only.
std::optional<PortHolder> findPortHolder(const QHostAddress &address, quint16 port);

/// Linux: the socket inodes that listen on the port at this address or at all addresses, out of the text of
/// /proc/net/tcp or /proc/net/tcp6. Pure; lines that are not understood are left out.
std::vector<quint64> listeningInodes(const QByteArray &procNetTcp, const QHostAddress &address, quint16 port);

} // namespace hakgal
