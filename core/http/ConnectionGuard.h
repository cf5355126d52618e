// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/Access.h"
#include "core/http/Reply.h"

#include <QByteArray>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class QTimer;

namespace hakgal {

class Connection;

/// What a connection may cost. The defaults are those of the product; tests take shorter times.
struct GuardLimits
{
    int connections = 64;
    int streams = 16;
    std::chrono::milliseconds head{10'000};  ///< from the first byte (or the connect) to the whole request
    std::chrono::milliseconds idle{15'000};  ///< between two requests
    std::chrono::milliseconds stuck{30'000}; ///< an answer of which the client takes nothing
    std::chrono::milliseconds linger{1'000}; ///< a refused client's time to read why
    std::chrono::milliseconds heartbeat{15'000}; ///< a stream is never silent for longer
    qint64 readBytes = qint64{16} * 1024;        ///< of a connection, read and not yet judged
    qint64 streamBytes = qint64{256} * 1024; ///< told to a stream and not yet taken: more and it is dropped
    qint64 unsentBytes = qint64{8} * 1024 * 1024; ///< of all answers together: more and the stuck ones go
};

/// Holds all connections of the endpoint and keeps each within the limits: reads heads through HeadScanner,
/// asks the handler for the answer of each complete request and sends it. What a client does costs the
/// program no more than the limits say.
///
/// When `connections` is reached, a new one takes the place of the oldest that has not sent a whole request
/// yet; one whose request has arrived meanwhile is answered first. Then of the one that waits longest between
/// two requests, if for a second. Else it gets 503. So whoever asks promptly gets in.
///
/// Pipelined requests are answered one after the other, the next only when the answer before it has left.
/// HTTP/1.0, keep-alive and `Connection: close` are honoured, HEAD gets the fields alone. Lives in one
/// thread, which the handler must not block.
class ConnectionGuard : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<Reply(const Request &)>;
    /// An answer has been handed to the system as a whole.
    struct Answered
    {
        QHostAddress peer;
        QByteArray path;
        QByteArray userAgent;
        std::chrono::steady_clock::time_point asked; ///< the request was complete
        int status = 0;
        qint64 bytes = 0;  ///< of the body
        bool head = false; ///< only the fields were asked for
    };
    using Done = std::function<void(const Answered &)>;

    ConnectionGuard(Handler handler, Done done, GuardLimits limits, QObject *parent = nullptr);
    ~ConnectionGuard() override;

    /// Takes over a connected socket that came through `listener`; with `access` it speaks TLS.
    void take(qintptr descriptor, const QObject *listener, std::shared_ptr<const Access> access);
    /// Ends what came through this listener; nullptr: all.
    void end(const QObject *listener);

    /// Tells every stream of one of these topics. A stream that has not taken what was told before is
    /// dropped.
    void tell(const QByteArray &frame, quint8 topics);
    /// Whether another stream may begin.
    bool hasRoomForStream() const { return streams() < m_limits.streams; }

    int connections() const { return static_cast<int>(m_connections.size()); }
    int streams() const;
    quint64 refused() const { return m_refused; }

private:
    friend class Connection;
    bool makeRoom();
    void sweep();
    void relieve(const Connection *newest);
    void forget(Connection *connection);
    const QByteArray &date();

    Handler m_handler;
    Done m_done;
    GuardLimits m_limits;
    QTimer *m_sweep;
    std::vector<Connection *> m_connections; ///< oldest first
    quint64 m_refused = 0;
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};

/// An answer of the guard itself and of the routes: {"error": sentence} as JSON.
Reply refusal(int status, const QByteArray &sentence);

} // namespace hakgal
