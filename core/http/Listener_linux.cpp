// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Listener.h"

namespace hakgal {

/// QTcpServer sets SO_REUSEADDR, which on Linux lets us take over a port in TIME_WAIT but never share one.
ListenerState::Trouble Listener::open(const QHostAddress &address, quint16 port)
{
    if (listen(address, port))
        return ListenerState::Trouble::None;
    switch (serverError()) {
    case QAbstractSocket::AddressInUseError:
        return ListenerState::Trouble::Taken;
    case QAbstractSocket::SocketAccessError:
        return ListenerState::Trouble::NoPermission;
    case QAbstractSocket::SocketAddressNotAvailableError:
    case QAbstractSocket::UnsupportedSocketOperationError:
        return ListenerState::Trouble::NoSuchAddress;
    default:
        return ListenerState::Trouble::Other;
    }
}

} // namespace hakgal
