// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HeadScanner.h"

#include <QByteArray>
#include <QHostAddress>

#include <utility>
#include <vector>

namespace hakgal {

/// A request whose head passed the scanner and whose body, if any, was read and dropped.
struct Request
{
    const RequestHead &head;
    QHostAddress peer;  ///< who asks
    QHostAddress local; ///< the address of ours that was asked
    quint16 port = 0;   ///< of it
    bool tls = false;   ///< it came through an address that is served with TLS
};

/// An answer, complete before any of it is sent.
struct Reply
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> fields; ///< besides those that every answer has
    /// The body is only the beginning: the connection stays open for what is told to all streams.
    bool stream = false;
    quint8 topics = 0; ///< for a stream: of what it is told, as bits
    /// The request broke a rule; it is counted as refused.
    bool refused = false;
};

} // namespace hakgal
