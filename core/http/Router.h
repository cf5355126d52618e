// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/Reply.h"

#include <QObject>

#include <functional>
#include <memory>

class QHttpServer;
class QHttpServerRequest;

namespace hakgal {

class Listener;
class RouterSocket;

/// Qt HTTP Server behind the guard: it routes, understands the request and writes the answer, and never sees
/// a byte that the guard has not judged. The two meet in memory: a judged request is written anew, with
/// nothing of the client's but method, target and whether it takes gzip, on one connection that is no
/// socket of the system; the answer is taken from there and sent by the guard. So what that server lacks
/// (limits, deadlines, HEAD, HTTP/1.0, strictness; different in each version of Qt) cannot be reached from
/// outside. Lives in the endpoint's thread.
class Router : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<Reply(const QHttpServerRequest &)>;

    explicit Router(QObject *parent = nullptr);
    ~Router() override;

    /// GET and HEAD of this path are answered by `answer`, other methods with 405.
    void add(const QString &path, Answer answer);
    /// A listener that is open, before the first ask(). The server becomes its parent.
    void bind(Listener &listener);
    /// The answer to a request that came through a bound listener; 404 where no route fits. Does not wait:
    /// answers are made in place.
    Reply ask(const Request &request);

private:
    QHttpServer *m_server;
    RouterSocket *m_socket = nullptr; ///< null until a listener is there
};

} // namespace hakgal
