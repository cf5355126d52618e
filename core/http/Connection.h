// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/ConnectionGuard.h"

#include <memory>

class QTcpSocket;

namespace hakgal {

/// One client of the endpoint. Made, counted and ended by ConnectionGuard alone.
class Connection : public QObject
{
    Q_OBJECT
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class State : quint8 {
        Reading,   ///< awaits a request or the rest of one
        Answering, ///< until the answer has left
        Streaming, ///< told what all streams are told
        Leaving,   ///< everything is sent; ends when the client has taken it or its time is over
        Ended,
    };

    Connection(std::unique_ptr<QTcpSocket> socket, const QObject *listener, bool tls, ConnectionGuard &guard);
    ~Connection() override;

    State state() const { return m_state; }
    const QObject *listener() const { return m_listener; }
    /// It has not sent a whole request yet.
    bool untried() const { return m_state == State::Reading && m_requests == 0; }
    /// It waits between two requests since idleSince().
    bool idle() const
    {
        return m_state == State::Reading && m_requests > 0 && !m_scanner.begun() && m_skip == 0;
    }
    TimePoint since() const { return m_since; }
    qint64 unsent() const;
    quint8 topics() const { return m_topics; }

    /// Takes what has arrived without the event loop having told yet.
    void look();
    /// Ends what has taken too long; keeps a stream alive.
    void sweep(TimePoint now);
    void tell(const QByteArray &frame);
    /// At once, whatever is unsent.
    void end();

private:
    void read();
    void work();
    void answer();
    void refuse();
    void send(Reply reply, bool keepAlive, bool withoutBody);
    void written();
    void settle();
    void leave(bool lingering);

    ConnectionGuard &m_guard;
    std::unique_ptr<QTcpSocket> m_socket;
    const QObject *m_listener;
    bool m_tls;
    State m_state = State::Reading;
    quint8 m_topics = 0; ///< while streaming
    HeadScanner m_scanner;
    QByteArray m_input;   ///< read, not yet scanned
    qsizetype m_used = 0; ///< of it
    qint64 m_skip = 0;    ///< of the body that is still to come
    quint64 m_requests = 0;
    TimePoint m_since;   ///< the present wait began
    qint64 m_before = 0; ///< what was unsent when last looked
    ConnectionGuard::Answered m_answered;
    bool m_keepAlive = true;
    bool m_sending = false;
    bool m_untold = false; ///< m_answered is to be told when the answer has left
};

} // namespace hakgal
