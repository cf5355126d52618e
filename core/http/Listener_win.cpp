// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Listener.h"

#include <QNetworkInterface>

#include <winsock2.h>
#include <ws2tcpip.h>

#include <cstring>

namespace hakgal {

namespace {

constexpr int kBacklog = 50;

ListenerState::Trouble troubleOf(int error)
{
    switch (error) {
    case WSAEADDRINUSE:
        return ListenerState::Trouble::Taken;
    // Held exclusively by another socket, or in a range that the system keeps (Hyper-V, WinNAT); the
    // endpoint looks for a holder to tell which.
    case WSAEACCES:
        return ListenerState::Trouble::Reserved;
    case WSAEADDRNOTAVAIL:
    case WSAEAFNOSUPPORT:
        return ListenerState::Trouble::NoSuchAddress;
    default:
        return ListenerState::Trouble::Other;
    }
}

int fill(sockaddr_storage &storage, const QHostAddress &address, quint16 port)
{
    std::memset(&storage, 0, sizeof storage);
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        auto *ip6 = reinterpret_cast<sockaddr_in6 *>(&storage);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        ip6->sin6_family = AF_INET6;
        ip6->sin6_port = htons(port);
        std::memcpy(&ip6->sin6_addr, &bytes, sizeof bytes);
        // The interface that a link-local address is of, by number or name (fe80::1%12).
        bool number = false;
        const QString scope = address.scopeId();
        ip6->sin6_scope_id = scope.toULong(&number);
        if (!number && !scope.isEmpty())
            ip6->sin6_scope_id = static_cast<ULONG>(QNetworkInterface::interfaceIndexFromName(scope));
        return sizeof *ip6;
    }
    auto *ip4 = reinterpret_cast<sockaddr_in *>(&storage);
    ip4->sin_family = AF_INET;
    ip4->sin_port = htons(port);
    ip4->sin_addr.s_addr = htonl(address.toIPv4Address());
    return sizeof *ip4;
}

/// Winsock counts its users; Qt's own start may come after our socket.
struct Winsock
{
    Winsock()
    {
        WSADATA data;
        ok = WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }
    ~Winsock()
    {
        if (ok)
            WSACleanup();
    }
    Winsock(const Winsock &) = delete;
    Winsock &operator=(const Winsock &) = delete;
    bool ok = false;
};

} // namespace

/// Made by hand, since Qt does not set SO_EXCLUSIVEADDRUSE: without it another process could bind the same
/// port and take our requests. It has to be set before bind().
ListenerState::Trouble Listener::open(const QHostAddress &address, quint16 port)
{
    static const Winsock winsock;
    sockaddr_storage storage;
    const int length = fill(storage, address, port);
    const SOCKET descriptor = WSASocketW(storage.ss_family, SOCK_STREAM, IPPROTO_TCP, nullptr, 0,
                                         WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    if (descriptor == INVALID_SOCKET)
        return troubleOf(WSAGetLastError());
    const BOOL on = TRUE;
    const bool listening = setsockopt(descriptor, SOL_SOCKET, SO_EXCLUSIVEADDRUSE,
                                      reinterpret_cast<const char *>(&on), sizeof on) == 0 &&
                           ::bind(descriptor, reinterpret_cast<const sockaddr *>(&storage), length) == 0 &&
                           ::listen(descriptor, kBacklog) == 0;
    if (!listening) {
        const int error = WSAGetLastError();
        closesocket(descriptor);
        return troubleOf(error);
    }
    if (!setSocketDescriptor(static_cast<qintptr>(descriptor))) {
        closesocket(descriptor);
        return ListenerState::Trouble::Other;
    }
    return ListenerState::Trouble::None;
}

} // namespace hakgal
