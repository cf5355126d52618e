// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Access.h"

#include "core/http/HeadScanner.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <algorithm>

namespace hakgal {

namespace {

using Lacking = ListenerState::Lacking;

constexpr qint64 kLargestFile = qint64{1024} * 1024;
constexpr qsizetype kShortestToken = 16;
constexpr qsizetype kLongestToken = 256;

/// nullopt where it cannot be read or is larger than any such file.
std::optional<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || file.size() > kLargestFile)
        return std::nullopt;
    return file.readAll();
}

/// On Windows a file of the user's own folder is the user's own; Qt does not look at its ACL.
bool openTo([[maybe_unused]] const QString &path, [[maybe_unused]] QFile::Permissions others)
{
#ifdef Q_OS_WIN
    return false;
#else
    return bool(QFileInfo(path).permissions() & others);
#endif
}

QByteArray digestOf(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

QSslKey keyOf(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Qt tells whether key and certificate belong together only by what becomes of a connection that uses them.
bool fits(const QSslConfiguration &tls)
{
    constexpr int kPatienceMs = 2000;
    struct Server : QTcpServer
    {
        qintptr descriptor = -1;
        void incomingConnection(qintptr accepted) override { descriptor = accepted; }
    } server;
    QTcpSocket client;
    if (!server.listen(QHostAddress::LocalHost))
        return false;
    client.connectToHost(server.serverAddress(), server.serverPort());
    if (!client.waitForConnected(kPatienceMs) || !server.waitForNewConnection(kPatienceMs))
        return false;
    QSslSocket secured;
    secured.setSslConfiguration(tls);
    if (!secured.setSocketDescriptor(server.descriptor))
        return false;
    secured.startServerEncryption();
    return secured.error() == QAbstractSocket::UnknownSocketError;
}

/// The token of an Authorization field; nullopt where it brings none.
std::optional<QByteArray> tokenOf(const QByteArray &authorization)
{
    const qsizetype space = authorization.indexOf(' ');
    if (space < 0)
        return std::nullopt;
    const QByteArray scheme = authorization.left(space).toLower();
    const QByteArray rest = authorization.mid(space + 1).trimmed();
    if (scheme == "bearer")
        return rest;
    if (scheme != "basic")
        return std::nullopt;
    const QByteArray pair = QByteArray::fromBase64(rest);
    const qsizetype colon = pair.indexOf(':');
    return colon < 0 ? std::nullopt : std::optional(pair.mid(colon + 1));
}

} // namespace

Access::Loaded Access::load(const Settings &settings)
{
    const auto lacking = [](Lacking what) { return Loaded{nullptr, what}; };
    if (settings.tlsCertificate.isEmpty())
        return lacking(Lacking::Certificate);
    if (settings.tlsKey.isEmpty())
        return lacking(Lacking::Key);
    if (settings.tokenFile.isEmpty())
        return lacking(Lacking::Token);
    if (!QSslSocket::supportsSsl())
        return lacking(Lacking::Tls);

    const auto certificate = contentOf(settings.tlsCertificate);
    const QList<QSslCertificate> chain =
        certificate ? QSslCertificate::fromData(*certificate, QSsl::Pem) : QList<QSslCertificate>();
    if (chain.isEmpty() || chain.first().isNull())
        return lacking(Lacking::CertificateFile);
    if (chain.first().expiryDate() < QDateTime::currentDateTimeUtc())
        return lacking(Lacking::ExpiredCertificate);

    const auto pem = contentOf(settings.tlsKey);
    const QSslKey key = pem ? keyOf(*pem) : QSslKey();
    if (key.isNull())
        return lacking(Lacking::KeyFile);
    if (openTo(settings.tlsKey, QFile::ReadOther | QFile::WriteOther))
        return lacking(Lacking::OpenKey);

    const auto text = contentOf(settings.tokenFile);
    if (!text)
        return lacking(Lacking::TokenFile);
    if (openTo(settings.tokenFile,
               QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther))
        return lacking(Lacking::OpenToken);
    const QByteArray token = text->trimmed();
    const bool visible = std::all_of(token.begin(), token.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (!visible || token.size() < kShortestToken || token.size() > kLongestToken)
        return lacking(Lacking::BadToken);

    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show the token instead
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (!fits(tls))
        return lacking(Lacking::OtherKey);
    const std::shared_ptr<Access> access(new Access);
    access->m_tls = tls;
    access->m_tokenDigest = digestOf(token);
    return {access, Lacking::Nothing};
}

bool Access::admits(const QByteArray &authorization) const
{
    const auto token = tokenOf(authorization);
    if (!token)
        return false;
    // Digests, so that neither the length nor the place of the first difference shows in the time it takes.
    const QByteArray digest = digestOf(*token);
    unsigned char difference = 0;
    for (qsizetype i = 0; i < m_tokenDigest.size(); ++i)
        difference |= static_cast<unsigned char>(digest[i] ^ m_tokenDigest[i]);
    return difference == 0;
}

bool hostIsOurs(const RequestHead &head, const QHostAddress &local, quint16 port,
                const QStringList &allowedHosts)
{
    if (head.host.isEmpty())
        return true;
    const bool ourPort = head.hostPort < 0 || head.hostPort == port;
    if (ourPort) {
        if (head.host == "localhost" || head.host == "127.0.0.1" || head.host == "[::1]")
            return true;
        const QByteArray bare =
            head.host.startsWith('[') ? head.host.sliced(1, head.host.size() - 2) : head.host;
        QHostAddress asked;
        if (asked.setAddress(QString::fromLatin1(bare)) &&
            asked.isEqual(local, QHostAddress::TolerantConversion))
            return true;
    }
    const QString name = QString::fromLatin1(head.host);
    const QString whole = head.hostPort < 0 ? name : name + u':' + QString::number(head.hostPort);
    return std::any_of(allowedHosts.begin(), allowedHosts.end(), [&](const QString &allowed) {
        return allowed.compare(name, Qt::CaseInsensitive) == 0 ||
               allowed.compare(whole, Qt::CaseInsensitive) == 0;
    });
}

} // namespace hakgal
