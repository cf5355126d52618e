// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Router.h"

#include "core/http/ConnectionGuard.h"
#include "core/http/Listener.h"
#include "core/http/QtHttpCompat.h"

#include <QTcpSocket>

namespace hakgal {

/// One end of the connection in memory: the server reads what was asked and writes its answer into `answer`.
/// It never closes, whatever the server thinks of its idleness.
class RouterSocket : public QTcpSocket
{
public:
    explicit RouterSocket(QObject *parent) : QTcpSocket(parent)
    {
        setSocketState(ConnectedState);
        setPeerAddress(QHostAddress(QHostAddress::LocalHost));
        setOpenMode(ReadWrite);
    }

    QByteArray ask(QByteArray request)
    {
        m_request = std::move(request);
        m_read = 0;
        m_answer.clear();
        Q_EMIT readyRead(); // the server reads, routes and answers from within
        return std::exchange(m_answer, {});
    }

    qint64 bytesAvailable() const override
    {
        return QTcpSocket::bytesAvailable() + m_request.size() - m_read;
    }
    qint64 bytesToWrite() const override { return 0; }
    void close() override {}
    void disconnectFromHost() override {}

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qsizetype count = std::min<qsizetype>(static_cast<qsizetype>(most), m_request.size() - m_read);
        std::copy_n(m_request.constData() + m_read, count, data);
        m_read += count;
        return count;
    }
    qint64 writeData(const char *data, qint64 count) override
    {
        m_answer.append(data, static_cast<qsizetype>(count));
        return count;
    }

private:
    QByteArray m_request;
    qsizetype m_read = 0;
    QByteArray m_answer;
};

namespace {

/// The answer as the server wrote it: status line, fields, empty line, body.
Reply replyOf(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = answer.left(std::max<qsizetype>(end, 0)).split('\n');
    Reply reply;
    reply.status = lines.first().mid(9, 3).toInt();
    if (end < 0 || reply.status < 200)
        return refusal(503, "The answer could not be made.");
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon);
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name.compare("Content-Type", Qt::CaseInsensitive) == 0)
            reply.contentType = value;
        else if (name.compare("Content-Length", Qt::CaseInsensitive) != 0)
            reply.fields.emplace_back(name, value);
    }
    reply.body = answer.sliced(end + 4);
    return reply;
}

} // namespace

Router::Router(QObject *parent) : QObject(parent), m_server(new QHttpServer(this))
{
    http::setMissing(*m_server, [](const QHttpServerRequest &) {
        return refusal(404, "There is nothing here. See / for what there is.");
    });
}

Router::~Router() = default;

void Router::add(const QString &path, Answer answer)
{
    using Method = QHttpServerRequest::Method;
    const bool understood =
        http::route(*m_server, path, [answer = std::move(answer)](const QHttpServerRequest &request) {
            if (request.method() == Method::Get || request.method() == Method::Head)
                return answer(request);
            Reply reply = refusal(405, "Only GET and HEAD are possible here.");
            reply.fields.emplace_back("Allow", "GET, HEAD");
            return reply;
        });
    Q_ASSERT(understood);
    Q_UNUSED(understood)
}

void Router::bind(Listener &listener)
{
    if (m_socket != nullptr || !http::bind(*m_server, &listener))
        return;
    m_socket = new RouterSocket(this);
    listener.offer(m_socket);
}

Reply Router::ask(const Request &request)
{
    // HEAD is asked as GET: how long the answer would be is told best by the answer itself.
    QByteArray asked = request.head.method == "HEAD" ? QByteArrayLiteral("GET") : request.head.method;
    asked += ' ' + request.head.path;
    if (!request.head.query.isEmpty())
        asked += '?' + request.head.query;
    asked += " HTTP/1.1\r\nHost: localhost\r\n";
    if (request.head.acceptsGzip)
        asked += "Accept-Encoding: gzip\r\n";
    asked += "\r\n";
    return m_socket != nullptr ? replyOf(m_socket->ask(std::move(asked))) : replyOf({});
}

} // namespace hakgal
