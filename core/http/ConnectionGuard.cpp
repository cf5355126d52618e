// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ConnectionGuard.h"

#include "core/http/Connection.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace hakgal {

namespace {

using Steady = std::chrono::steady_clock;

/// Between two requests a client may be cut off for another one only after this.
constexpr std::chrono::milliseconds kLeftInPeace{1000};

std::chrono::milliseconds sweepEvery(const GuardLimits &limits)
{
    const auto shortest = std::min({limits.head, limits.idle, limits.stuck, limits.linger, limits.heartbeat});
    return std::clamp(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(500));
}

} // namespace

Reply refusal(int status, const QByteArray &sentence)
{
    const QJsonObject body{{QStringLiteral("error"), QString::fromUtf8(sentence)}};
    Reply reply;
    reply.status = status;
    reply.contentType = QByteArrayLiteral("application/json");
    reply.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return reply;
}

ConnectionGuard::ConnectionGuard(Handler handler, Done done, GuardLimits limits, QObject *parent)
    : QObject(parent),
      m_handler(std::move(handler)),
      m_done(std::move(done)),
      m_limits(limits),
      m_sweep(new QTimer(this))
{
    m_sweep->setInterval(sweepEvery(m_limits));
    connect(m_sweep, &QTimer::timeout, this, &ConnectionGuard::sweep);
}

ConnectionGuard::~ConnectionGuard()
{
    end(nullptr);
}

void ConnectionGuard::take(qintptr descriptor, const QObject *listener, std::shared_ptr<const Access> access)
{
    const bool room = makeRoom();
    std::unique_ptr<QTcpSocket> socket;
    if (access && room) {
        auto tls = std::make_unique<QSslSocket>();
        tls->setSslConfiguration(access->tls());
        socket = std::move(tls);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor))
        return;
    if (!room) {
        ++m_refused;
        if (!access) {
            socket->write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n"
                          "Cache-Control: no-store\r\nConnection: close\r\n\r\n");
            socket->flush();
        }
        return;
    }
    socket->setReadBufferSize(m_limits.readBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (auto *tls = qobject_cast<QSslSocket *>(socket.get()))
        tls->startServerEncryption();
    if (socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_connections.push_back(new Connection(std::move(socket), listener, access != nullptr, *this));
    if (!m_sweep->isActive())
        m_sweep->start();
}

bool ConnectionGuard::makeRoom()
{
    while (connections() >= m_limits.connections) {
        const auto untried = [](const Connection *c) { return c->untried(); };
        const auto oldest = std::find_if(m_connections.begin(), m_connections.end(), untried);
        if (oldest != m_connections.end()) {
            Connection *candidate = *oldest;
            candidate->look();
            if (candidate->untried()) {
                ++m_refused;
                candidate->end();
            }
            continue; // one less, or one less that is untried
        }
        Connection *longest = nullptr;
        for (Connection *connection : m_connections) {
            if (connection->idle() && (!longest || connection->since() < longest->since()))
                longest = connection;
        }
        if (!longest || Steady::now() - longest->since() < kLeftInPeace)
            return false;
        longest->end();
    }
    return true;
}

void ConnectionGuard::end(const QObject *listener)
{
    const std::vector<Connection *> all = m_connections;
    for (Connection *connection : all) {
        if (!listener || connection->listener() == listener)
            connection->end();
    }
}

void ConnectionGuard::tell(const QByteArray &frame, quint8 topics)
{
    const std::vector<Connection *> all = m_connections;
    for (Connection *connection : all) {
        if (connection->state() == Connection::State::Streaming && (connection->topics() & topics) != 0)
            connection->tell(frame);
    }
}

int ConnectionGuard::streams() const
{
    return static_cast<int>(
        std::count_if(m_connections.begin(), m_connections.end(),
                      [](const Connection *c) { return c->state() == Connection::State::Streaming; }));
}

void ConnectionGuard::sweep()
{
    const Steady::time_point now = Steady::now();
    const std::vector<Connection *> all = m_connections;
    for (Connection *connection : all)
        connection->sweep(now);
    if (m_connections.empty())
        m_sweep->stop();
}

/// Answers that nobody takes must not add up: the one that waits longest goes first, the newest last.
void ConnectionGuard::relieve(const Connection *newest)
{
    const auto unsent = [this] {
        qint64 sum = 0;
        for (const Connection *connection : m_connections)
            sum += connection->unsent();
        return sum;
    };
    while (unsent() > m_limits.unsentBytes) {
        Connection *longest = nullptr;
        for (Connection *connection : m_connections) {
            if (connection != newest && connection->unsent() > 0 &&
                (!longest || connection->since() < longest->since()))
                longest = connection;
        }
        if (!longest)
            return;
        ++m_refused;
        longest->end();
    }
}

void ConnectionGuard::forget(Connection *connection)
{
    m_connections.erase(std::remove(m_connections.begin(), m_connections.end(), connection),
                        m_connections.end());
}

const QByteArray &ConnectionGuard::date()
{
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = QLocale::c()
                     .toString(QDateTime::fromSecsSinceEpoch(second, Qt::UTC),
                               QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
                     .toLatin1();
    }
    return m_date;
}

} // namespace hakgal
