// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/ConnectionGuard.h"
#include "core/metrics/Snapshot.h"

#include <QHostAddress>
#include <QTcpServer>

namespace hakgal {

/// One listening socket of the endpoint; hands its connections to the guard, where they end with it. The port
/// is ours alone: no other process can share it. Bound to the thread that makes it.
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    /// `access`: what protects the address; null: it is of this computer and needs nothing.
    Listener(ConnectionGuard &guard, std::shared_ptr<const Access> access);
    ~Listener() override;

    /// Begins to listen; port 0: the system chooses. Trouble::None when it listens.
    ListenerState::Trouble open(const QHostAddress &address, quint16 port);

    /// Hands a connection to whoever takes pending ones (Router); what comes from outside goes to the guard.
    void offer(QTcpSocket *socket) { addPendingConnection(socket); }

protected:
    void incomingConnection(qintptr descriptor) override { m_guard.take(descriptor, this, m_access); }

private:
    ConnectionGuard &m_guard;
    std::shared_ptr<const Access> m_access;
};

} // namespace hakgal
