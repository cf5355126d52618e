// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What differs between the Qt HTTP Server of Qt 6.4 and of 6.8 and later, in one place.

#include "core/http/Reply.h"

#include <QByteArray>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

namespace hakgal::http {

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
using ResponderArgument = QHttpServerResponder &;
#else
using ResponderArgument = QHttpServerResponder &&;
#endif

/// Sends the whole answer at once.
inline void send(QHttpServerResponder &responder, const Reply &reply)
{
    const auto status = static_cast<QHttpServerResponder::StatusCode>(reply.status);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, reply.contentType);
    for (const auto &[name, value] : reply.fields)
        headers.append(name, value);
    responder.write(reply.body, headers, status);
#else
    responder.writeStatusLine(status);
    responder.writeHeader(QByteArrayLiteral("Content-Type"), reply.contentType);
    responder.writeHeader(QByteArrayLiteral("Content-Length"), QByteArray::number(reply.body.size()));
    for (const auto &[name, value] : reply.fields)
        responder.writeHeader(name, value);
    responder.writeBody(reply.body); // also ends the headers
#endif
}

/// Routes a path, whatever the method, to a handler(const QHttpServerRequest &) → Reply.
/// False where the path is not understood.
template<typename Handler>
bool route(QHttpServer &server, const QString &path, Handler handler)
{
    // 6.4 returns a bool, later versions the rule.
    return static_cast<bool>(
        server.route(path, [handler](const QHttpServerRequest &request, ResponderArgument responder) {
            send(responder, handler(request));
        }));
}

/// What answers where no route does.
template<typename Handler>
void setMissing(QHttpServer &server, Handler handler)
{
    const auto missing = [handler](const QHttpServerRequest &request, ResponderArgument responder) {
        send(responder, handler(request));
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    server.setMissingHandler(&server, missing);
#else
    server.setMissingHandler(missing);
#endif
}

/// Lets the server answer the connections of a listening QTcpServer, which becomes its child.
inline bool bind(QHttpServer &server, QTcpServer *listener)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return server.bind(listener);
#else
    server.bind(listener);
    return true;
#endif
}

} // namespace hakgal::http
