// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ServiceProbe.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTcpSocket>
#include <QUrl>

#include <memory>

namespace hakgal {

namespace {

constexpr int kPatienceMs = 5000;
constexpr int kFirstBadStatus = 400;

std::optional<QString> askTcp(const QString &address)
{
    const QUrl url(QStringLiteral("tcp://") + address);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    if (socket.waitForConnected(kPatienceMs))
        return std::nullopt;
    return socket.errorString();
}

std::optional<QString> askUrl(const QString &address)
{
    QNetworkAccessManager manager;
    QNetworkRequest request{QUrl(address)};
    request.setTransferTimeout(kPatienceMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    // Its first bytes tell; the rest, which may never end, is not waited for.
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return reply->errorString();
    if (status >= kFirstBadStatus)
        return QStringLiteral("HTTP status %1").arg(status);
    return std::nullopt;
}

std::optional<QString> runCommand(const QString &line)
{
    QStringList command = QProcess::splitCommand(line);
    QProcess process;
    process.setProgram(command.takeFirst());
    process.setArguments(command);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start();
    if (!process.waitForStarted(kPatienceMs))
        return process.errorString();
    if (!process.waitForFinished(kPatienceMs)) {
        process.kill();
        process.waitForFinished();
        return QStringLiteral("the command did not end within 5 seconds");
    }
    if (process.exitStatus() != QProcess::NormalExit)
        return QStringLiteral("the command crashed");
    if (process.exitCode() != 0)
        return QStringLiteral("exit code %1").arg(process.exitCode());
    return std::nullopt;
}

} // namespace

std::optional<QString> askService(const Service &service)
{
    switch (service.kind) {
    case Service::Kind::Tcp:
        return askTcp(service.target);
    case Service::Kind::Url:
        return askUrl(service.target);
    case Service::Kind::Command:
        return runCommand(service.target);
    }
    return std::nullopt;
}

} // namespace hakgal
