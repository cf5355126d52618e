// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>

#include <vector>

class QTcpSocket;

namespace hakgal {

/// One listening socket of the endpoint and the connections that came through it, which end with it.
/// The port is ours alone: no other process can share it. Bound to the thread that makes it.
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    explicit Listener(QObject *parent = nullptr);
    ~Listener() override;

    /// Begins to listen; port 0: the system chooses. Trouble::None when it listens.
    ListenerState::Trouble open(const QHostAddress &address, quint16 port);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::vector<QPointer<QTcpSocket>> m_connections;
};

} // namespace hakgal
