// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SingleInstance.h"

#include "core/config/ProcessLock.h"
#include "core/config/StatePaths.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QLockFile>
#include <QLoggingCategory>
#include <QStandardPaths>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcInstance, "hakgal.instance")

constexpr int kMostPeers = 8;
constexpr int kPeerMs = 2000;             ///< what one that connects has for its line
constexpr int kCallMs = 3000;             ///< what one that is called has for its answer
constexpr int kRetryMs = 50;              ///< it may hold the lock and not listen yet
constexpr int kClaimMs = 60;              ///< a living owner has written its name by then
constexpr qsizetype kMostSocketPath = 96; ///< sun_path has 108 bytes, and Qt appends while it binds

QByteArray hash(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
}

QString folderOf(const QString &database)
{
    return database.isEmpty() ? StatePaths::root() : StatePaths(database).folder();
}

} // namespace

QString SingleInstance::lockFileOf(const QString &database)
{
    return folderOf(database) + QStringLiteral("/window-%1.lock").arg(QLatin1String(hash(screen()).left(8)));
}

/// One wish on its way to another process.
class SingleInstance::Call : public QObject
{
public:
    Call(SingleInstance &owner, QString address, QByteArray line)
        : QObject(&owner),
          m_owner(owner),
          m_address(std::move(address)),
          m_line(std::move(line)),
          m_patience(kCallMs)
    {
        connect(&m_socket, &QLocalSocket::connected, this, [this] {
            if (letComeForward(m_socket))
                m_socket.write(m_line);
            else
                end(false);
        });
        connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
            if (m_socket.canReadLine())
                end(m_socket.readLine() == "ok\n");
        });
        connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] {
            if (!m_ended)
                QTimer::singleShot(kRetryMs, this, &Call::dial);
        });
        QTimer::singleShot(kCallMs, this, [this] { end(false); });
        QTimer::singleShot(0, this, &Call::dial);
    }

private:
    void dial()
    {
        if (m_ended || m_patience.hasExpired())
            return;
        m_socket.abort();
        m_socket.connectToServer(m_address);
    }

    void end(bool taken)
    {
        if (m_ended)
            return;
        m_ended = true;
        m_socket.abort();
        deleteLater();
        Q_EMIT m_owner.handedOver(taken);
    }

    SingleInstance &m_owner;
    QString m_address;
    QByteArray m_line;
    QDeadlineTimer m_patience;
    QLocalSocket m_socket;
    bool m_ended = false;
};

SingleInstance::SingleInstance(QObject *parent) : QObject(parent)
{
    m_again.setInterval(kRetryMs);
    connect(&m_again, &QTimer::timeout, this, &SingleInstance::tryAgain);
}

SingleInstance::~SingleInstance() = default;

QString SingleInstance::address(const QString &database)
{
    const QString lock = lockFileOf(database);
#ifdef Q_OS_WIN
    // A pipe of the whole computer: the folder of this user makes it one of his.
    return QStringLiteral("hakgal-") + QLatin1String(hash(lock));
#else
    const QString beside = lock.chopped(4) + QStringLiteral("socket");
    if (QFile::encodeName(beside).size() <= kMostSocketPath)
        return beside;
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + QStringLiteral("/hakgal-") +
           QLatin1String(hash(lock).left(24));
#endif
}

bool SingleInstance::claim(const QString &database)
{
    const QString lockFile = lockFileOf(database);
    if (lockFile == m_lockFile)
        return true;
    if (database.isEmpty())
        QDir().mkpath(StatePaths::root());
    else if (const Result<void> made = StatePaths(database).create(); !made)
        qCWarning(lcInstance, "no state folder: %s", qUtf8Printable(made.error().detail));
    auto lock = std::make_unique<QLockFile>(lockFile);
    const bool ours = takeProcessLock(*lock, kClaimMs);
    const bool held = !ours && lock->error() == QLockFile::LockFailedError;
    if (held && isHeldByLiving(*lock))
        return false;
    m_again.stop();
    m_server.reset(); // stops listening before the lock of that base is given up
    m_lock = std::move(lock);
    m_lockFile = lockFile;
    m_database = database;
    if (ours)
        listen(address(database));
    else if (held)
        m_again.start();
    else
        qCWarning(lcInstance, "other windows of this base cannot be found: no lock in its state folder");
    return true;
}

void SingleInstance::tryAgain()
{
    if (takeProcessLock(*m_lock, 0)) {
        m_again.stop();
        listen(address(m_database));
    } else if (m_lock->error() != QLockFile::LockFailedError || isHeldByLiving(*m_lock)) {
        m_again.stop(); // another start was quicker; this window shows the base, too
        qCWarning(lcInstance, "other starts do not find this window: the lock went to another one");
    }
}

void SingleInstance::listen(const QString &address)
{
    // What a crash left; whoever holds the lock is the only one that may listen here.
    QLocalServer::removeServer(address);
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->setMaxPendingConnections(kMostPeers);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::greet);
    if (!m_server->listen(address))
        qCWarning(lcInstance, "a second start cannot be answered: %s",
                  qUtf8Printable(m_server->errorString()));
}

void SingleInstance::greet()
{
    while (QLocalSocket *peer = m_server->nextPendingConnection()) {
        peer->setParent(this); // the answer outlives a change of the base
        if (m_peers >= kMostPeers) {
            peer->abort();
            peer->deleteLater();
            continue;
        }
        ++m_peers;
        connect(peer, &QObject::destroyed, this, [this] { --m_peers; });
        peer->setReadBufferSize(StartRequest::kMostBytes);
        connect(peer, &QLocalSocket::readyRead, this, [this, peer] { hear(peer); });
        connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
        QTimer::singleShot(kPeerMs, peer, [peer] {
            peer->abort();
            peer->deleteLater();
        });
        hear(peer);
    }
}

void SingleInstance::hear(QLocalSocket *peer)
{
    if (!peer->canReadLine()) {
        if (peer->bytesAvailable() >= StartRequest::kMostBytes)
            peer->abort();
        return;
    }
    const std::optional<StartRequest> request = StartRequest::fromLine(peer->readLine());
    disconnect(peer, &QLocalSocket::readyRead, this, nullptr); // one wish each
    peer->write(request ? "ok\n" : "no\n");
    peer->disconnectFromServer(); // once that is written
    if (request)
        Q_EMIT asked(*request);
}

void SingleInstance::handOver(const QString &database, const StartRequest &request)
{
    new Call(*this, address(database), request.toLine());
}

} // namespace hakgal
