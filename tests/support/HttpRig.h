// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpEndpoint.h"
#include "core/monitor/WorkerThread.h"
#include "tests/support/Snapshots.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTcpSocket>

#include <atomic>
#include <optional>

namespace hakgal::test {

struct Answer
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A client that speaks HTTP by hand over one connection, so that nothing is repaired on the way.
class Client
{
public:
    explicit Client(quint16 port)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_connected = m_socket.waitForConnected(10'000);
    }
    bool connected() const { return m_connected && m_socket.state() == QAbstractSocket::ConnectedState; }

    Answer ask(const QByteArray &method, const QByteArray &target, const QByteArray &more = {})
    {
        m_socket.write(method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n");
        return next(method != "HEAD");
    }
    Answer get(const QByteArray &target, const QByteArray &more = {}) { return ask("GET", target, more); }

    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// What these bytes, a whole request or what pretends to be one, are answered with.
    Answer raw(const QByteArray &bytes)
    {
        write(bytes);
        return next(true);
    }
    /// The next answer of the connection; status 0 where none comes.
    Answer next(bool withBody = true) { return read(withBody); }
    /// What has come of a stream when it holds `text`; empty when that does not come.
    QByteArray until(const QByteArray &text)
    {
        while (!m_buffer.contains(text)) {
            if (!more())
                return {};
        }
        return m_buffer;
    }
    void forget() { m_buffer.clear(); }

    /// Bytes that came besides the answers read so far.
    QByteArray rest()
    {
        m_socket.waitForReadyRead(50);
        return m_buffer + m_socket.readAll();
    }
    bool waitForClosed()
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState || m_socket.waitForDisconnected(10'000);
    }

private:
    bool more()
    {
        if (m_socket.bytesAvailable() == 0)
            m_socket.waitForReadyRead(10'000); // false also where the last bytes came with the end
        const QByteArray come = m_socket.readAll();
        m_buffer += come;
        return !come.isEmpty();
    }

    Answer read(bool withBody)
    {
        Answer answer;
        qsizetype end = -1;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (!more())
                return answer;
        }
        const QList<QByteArray> lines = m_buffer.left(end).split('\n');
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = withBody ? answer.headers.value("content-length").toInt() : 0;
        m_buffer = m_buffer.mid(end + 4);
        while (m_buffer.size() < length) {
            if (!more())
                return answer;
        }
        answer.body = m_buffer.left(length);
        m_buffer = m_buffer.mid(length);
        answer.status = lines.first().split(' ').value(1).toInt();
        return answer;
    }

    QTcpSocket m_socket;
    QByteArray m_buffer;
    bool m_connected = false;
};

/// An endpoint in its own thread, as in the product, with a clock that the test moves.
class Rig : public QObject
{
public:
    explicit Rig(QStringList listen = {QStringLiteral("127.0.0.1:0")}, const GuardLimits &limits = {})
    {
        qRegisterMetaType<EndpointState>();
        settings.listen = std::move(listen);
        m_endpoint = new HttpEndpoint([this] {
            return Instant{std::chrono::steady_clock::time_point(std::chrono::milliseconds(steadyMs.load())),
                           kWallMs + steadyMs.load()};
        });
        m_endpoint->setRetryInterval(std::chrono::milliseconds(20));
        m_endpoint->setLimits(limits);
        connect(m_endpoint, &HttpEndpoint::stateChanged, this, [this](const EndpointState &s) {
            state = s;
            ++told;
        });
        m_thread.emplace(QStringLiteral("http"), m_endpoint);
        apply();
    }

    void apply()
    {
        QMetaObject::invokeMethod(
            m_endpoint, [e = m_endpoint, s = settings] { e->apply(s); }, Qt::BlockingQueuedConnection);
        QCoreApplication::processEvents();
    }
    void publish(Snapshot snapshot)
    {
        snapshot.sample.at.steady =
            std::chrono::steady_clock::time_point(std::chrono::milliseconds(steadyMs.load()));
        publishAsIs(snapshot);
    }
    void publishAsIs(const Snapshot &snapshot)
    {
        QMetaObject::invokeMethod(
            m_endpoint, [e = m_endpoint, s = std::make_shared<const Snapshot>(snapshot)] { e->publish(s); },
            Qt::BlockingQueuedConnection);
    }
    void stop()
    {
        QMetaObject::invokeMethod(m_endpoint, &HttpEndpoint::stop, Qt::BlockingQueuedConnection);
        QCoreApplication::processEvents();
    }
    void publishJob(const JobEvent &job)
    {
        QMetaObject::invokeMethod(
            m_endpoint, [e = m_endpoint, job] { e->publishJob(job); }, Qt::BlockingQueuedConnection);
    }
    quint16 port(std::size_t index = 0) const
    {
        return index < state.listeners.size() ? state.listeners[index].port : quint16(0);
    }

    Settings settings;
    std::atomic<qint64> steadyMs{7'200'000};
    EndpointState state; ///< as last told
    int told = 0;

private:
    HttpEndpoint *m_endpoint;
    std::optional<WorkerThread> m_thread;
};

} // namespace hakgal::test
