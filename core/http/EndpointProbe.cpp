// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/EndpointProbe.h"

#include "core/config/ListenAddress.h"
#include "core/http/PortHolder.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace hakgal {

namespace {

constexpr int kConnectMs = 500;
constexpr int kAnswerMs = 1000;
constexpr int kServiceMs = 5000;
constexpr char kTokenSetting[] = "endpoint/token_file"; ///< named by ours when the token is missing
constexpr qint64 kLongestAnswer = 64 * 1024;

/// The whole answer, for the other side closes the connection behind it.
QByteArray answerOf(QTcpSocket &socket, const QByteArray &host)
{
    socket.write("GET /api/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    const QDeadlineTimer deadline(kAnswerMs);
    while (answer.size() < kLongestAnswer && !deadline.hasExpired()) {
        const auto left = static_cast<int>(deadline.remainingTime());
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(left))
            break;
        answer += socket.read(kLongestAnswer - answer.size());
        if (answer.contains("\"uptime\"") && answer.endsWith('}'))
            break; // all of ours, should it stay open
    }
    return answer;
}

/// Of the first answer; 0: there was none. Where it leads to and what it holds is not asked.
int statusOf(const QUrl &url)
{
    QNetworkAccessManager network;
    QNetworkRequest request(url);
    request.setTransferTimeout(kServiceMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &loop, &QEventLoop::quit);
    QTimer::singleShot(kServiceMs, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool accepts(const QString &address)
{
    const QUrl url(QStringLiteral("tcp://") + address, QUrl::StrictMode);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port(0)));
    return socket.waitForConnected(kServiceMs);
}

} // namespace

EndpointAnswer askEndpoint(const QString &address)
{
    EndpointAnswer answer;
    if (address.contains(QLatin1String("://"))) {
        answer.httpStatus = statusOf(QUrl(address, QUrl::StrictMode));
        return answer;
    }
    const auto parsed = ListenAddress::parse(address);
    if (!parsed) {
        if (accepts(address))
            answer.who = EndpointAnswer::Who::Other;
        return answer;
    }
    const QHostAddress host(parsed->address);
    QSslSocket socket; // plain until told otherwise
    socket.connectToHost(host.toString(), parsed->port);
    if (!socket.waitForConnected(kConnectMs))
        return answer;
    QByteArray reply;
    if (parsed->loopback) {
        reply = answerOf(socket, address.toLatin1());
    } else { // ours speaks TLS there; who it is shows in what it asks for, so its certificate need not be
             // trusted
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.startClientEncryption();
        if (socket.waitForEncrypted(kAnswerMs))
            reply = answerOf(socket, address.toLatin1());
        if (reply.contains(kTokenSetting)) {
            answer.who = EndpointAnswer::Who::Ours;
            return answer;
        }
    }
    const auto body = reply.indexOf("\r\n\r\n");
    const QJsonObject health =
        QJsonDocument::fromJson(body < 0 ? QByteArray() : reply.mid(body + 4)).object();
    if (health.contains(QLatin1String("status")) && health.contains(QLatin1String("uptime")) &&
        health.contains(QLatin1String("checks"))) {
        answer.who = EndpointAnswer::Who::Ours;
        const QJsonValue scrape = health.value(QLatin1String("last_scrape_age_seconds"));
        if (scrape.isDouble())
            answer.scrapeAgeSeconds = scrape.toDouble();
        return answer;
    }
    answer.who = EndpointAnswer::Who::Other;
    if (const auto holder = findPortHolder(host, parsed->port))
        answer.holder = QStringLiteral("%1 (pid %2)").arg(holder->name).arg(holder->pid);
    return answer;
}

} // namespace hakgal
