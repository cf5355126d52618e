// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Listener.h"

#include <QTcpSocket>

#include <algorithm>

namespace hakgal {

Listener::Listener(QObject *parent) : QTcpServer(parent) {}

Listener::~Listener()
{
    close();
    // From Qt 6.5 the HTTP server owns the sockets it handles, so that they would outlive us.
    for (const QPointer<QTcpSocket> &connection : m_connections) {
        if (connection)
            connection->abort();
    }
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    m_connections.erase(std::remove_if(m_connections.begin(), m_connections.end(),
                                       [](const QPointer<QTcpSocket> &c) { return c.isNull(); }),
                        m_connections.end());
    m_connections.emplace_back(socket);
    addPendingConnection(socket);
}

} // namespace hakgal
