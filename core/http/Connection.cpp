// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Connection.h"

#include <QSslSocket>
#include <QTcpSocket>

namespace hakgal {

namespace {

using Steady = std::chrono::steady_clock;

/// A body longer than this is not copied behind its head.
constexpr qsizetype kCopiedBody = qsizetype{64} * 1024;

const char *phrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Error";
    }
}

} // namespace

Connection::Connection(std::unique_ptr<QTcpSocket> socket, const QObject *listener, bool tls,
                       ConnectionGuard &guard)
    : QObject(&guard),
      m_guard(guard),
      m_socket(std::move(socket)),
      m_listener(listener),
      m_tls(tls),
      m_since(Steady::now())
{
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Connection::read);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Connection::written);
    if (auto *secured = qobject_cast<QSslSocket *>(m_socket.get()))
        connect(secured, &QSslSocket::encryptedBytesWritten, this, &Connection::written);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &Connection::end);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &Connection::end);
}

Connection::~Connection() = default;

qint64 Connection::unsent() const
{
    qint64 bytes = m_socket->bytesToWrite();
    if (m_tls)
        bytes += static_cast<const QSslSocket *>(m_socket.get())->encryptedBytesToWrite();
    return bytes;
}

void Connection::end()
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_guard.forget(this);
    m_socket->disconnect(this);
    m_socket->abort();
    deleteLater(); // a signal of the socket may be on the way through us
}

void Connection::look()
{
    if (!m_tls && m_socket->bytesAvailable() == 0)
        m_socket->waitForReadyRead(0); // reads what the system has; readyRead() comes from inside
}

void Connection::read()
{
    switch (m_state) {
    case State::Reading:
        work();
        break;
    case State::Streaming:
    case State::Leaving:
        m_socket->skip(m_socket->bytesAvailable()); // nothing of it counts
        break;
    case State::Answering: // stays with the system until the answer has left
    case State::Ended:
        break;
    }
}

void Connection::work()
{
    while (m_state == State::Reading) {
        if (m_used == m_input.size()) {
            if (m_socket->bytesAvailable() == 0)
                return;
            m_input = m_socket->read(m_guard.m_limits.readBytes);
            m_used = 0;
            if (m_requests > 0 && !m_scanner.begun())
                m_since = Steady::now(); // the deadline of the next head begins with its first byte
        }
        if (m_scanner.verdict() == HeadScanner::Verdict::More) {
            qsizetype used = 0;
            const auto verdict = m_scanner.feed(QByteArrayView(m_input).sliced(m_used), used);
            m_used += used;
            if (verdict == HeadScanner::Verdict::Refused) {
                refuse();
                return;
            }
            if (verdict == HeadScanner::Verdict::Complete)
                m_skip = m_scanner.head().contentLength;
        }
        if (m_scanner.verdict() == HeadScanner::Verdict::Complete) {
            const qint64 skipped = std::min<qint64>(m_skip, m_input.size() - m_used);
            m_used += static_cast<qsizetype>(skipped);
            m_skip -= skipped;
            if (m_skip == 0)
                answer();
        }
    }
}

void Connection::answer()
{
    const RequestHead &head = m_scanner.head();
    ++m_requests;
    m_since = Steady::now();
    m_answered.asked = m_since;
    m_answered.peer = m_socket->peerAddress();
    m_answered.path = head.path;
    m_answered.userAgent = head.userAgent;
    m_answered.head = head.method == "HEAD";
    Reply reply =
        m_guard.m_handler({head, m_answered.peer, m_socket->localAddress(), m_socket->localPort(), m_tls});
    if (reply.refused)
        ++m_guard.m_refused;
    send(std::move(reply), head.keepAlive, m_answered.head);
}

/// What follows cannot be trusted to be the next request: the connection ends.
void Connection::refuse()
{
    ++m_guard.m_refused;
    m_answered = {};
    m_since = Steady::now();
    send(refusal(m_scanner.status(), m_scanner.why()), false, false);
}

void Connection::send(Reply reply, bool keepAlive, bool withoutBody)
{
    const bool stream = reply.stream && !withoutBody;
    m_keepAlive = keepAlive && !reply.stream;
    m_answered.status = reply.status;
    m_answered.bytes = withoutBody ? 0 : reply.body.size();

    QByteArray out;
    out.reserve(512 + (reply.body.size() <= kCopiedBody ? reply.body.size() : 0));
    out += "HTTP/1.1 ";
    out += QByteArray::number(reply.status);
    out += ' ';
    out += phrase(reply.status);
    out += "\r\nDate: ";
    out += m_guard.date();
    out += "\r\nContent-Type: ";
    out += reply.contentType;
    if (!reply.stream) {
        out += "\r\nContent-Length: ";
        out += QByteArray::number(reply.body.size());
    }
    out += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
           "\r\nCross-Origin-Resource-Policy: same-origin";
    for (const auto &[name, value] : reply.fields) {
        out += "\r\n";
        out += name;
        out += ": ";
        out += value;
    }
    if (!m_keepAlive)
        out += "\r\nConnection: close";
    else if (m_scanner.head().minorVersion == 0)
        out += "\r\nConnection: keep-alive";
    out += "\r\n\r\n";

    const bool refused = m_scanner.verdict() == HeadScanner::Verdict::Refused;
    m_scanner.clear();
    m_state = State::Answering;
    m_untold = !stream && !refused;
    const bool together = reply.body.size() <= kCopiedBody;
    if (!withoutBody && together)
        out += reply.body;
    m_sending = true;
    m_socket->write(out);
    if (!withoutBody && !together)
        m_socket->write(reply.body);
    m_socket->flush(); // now, rather than in another round of the event loop
    m_sending = false;
    if (m_state != State::Answering) // the client has left
        return;
    if (stream) {
        m_state = State::Streaming;
        m_topics = reply.topics;
        m_input.clear();
        m_used = 0;
    } else if (refused) {
        leave(true);
    } else {
        if (const qint64 left = unsent(); left > 0) {
            m_before = left;
            m_guard.relieve(this);
        }
        settle();
    }
}

void Connection::written()
{
    if (m_sending) // send() looks by itself
        return;
    settle();
    work();
}

/// Something has left, perhaps all.
void Connection::settle()
{
    if (m_state == State::Streaming || m_state == State::Ended)
        return;
    const qint64 left = unsent();
    if (left > 0) {
        if (left != m_before)
            m_since = Steady::now();
        m_before = left;
        return;
    }
    if (m_state != State::Answering)
        return;
    if (std::exchange(m_untold, false) && m_guard.m_done)
        m_guard.m_done(m_answered);
    m_since = Steady::now();
    if (!m_keepAlive) {
        leave(false);
        return;
    }
    m_state = State::Reading;
}

/// `lingering`: bytes of the client may still be on their way. Closing over them would reset the connection
/// and could take our answer from the client, so they are read and dropped for a while.
void Connection::leave(bool lingering)
{
    m_state = State::Leaving;
    m_since = Steady::now();
    m_input.clear();
    m_used = 0;
    if (lingering)
        m_socket->skip(m_socket->bytesAvailable());
    else
        m_socket->disconnectFromHost(); // ends us when all has left
}

void Connection::tell(const QByteArray &frame)
{
    if (unsent() + frame.size() > m_guard.m_limits.streamBytes) {
        ++m_guard.m_refused;
        end();
        return;
    }
    m_since = Steady::now();
    m_socket->write(frame);
}

void Connection::sweep(TimePoint now)
{
    const GuardLimits &limits = m_guard.m_limits;
    const auto waited = now - m_since;
    switch (m_state) {
    case State::Reading:
        if (idle()) {
            if (waited > limits.idle)
                leave(false);
        } else if (waited > limits.head) {
            ++m_guard.m_refused;
            if (m_requests == 0 && !m_scanner.begun()) {
                end();
                return;
            }
            m_answered = {};
            send(refusal(408, "The request did not come in time."), false, false);
        }
        break;
    case State::Answering:
        if (waited > limits.stuck) {
            ++m_guard.m_refused;
            end();
        }
        break;
    case State::Streaming:
        if (waited > limits.heartbeat)
            tell(QByteArrayLiteral(": still here\n\n"));
        break;
    case State::Leaving:
        if (waited > (unsent() > 0 ? limits.stuck : limits.linger))
            end();
        break;
    case State::Ended:
        break;
    }
}

} // namespace hakgal
