// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/StartRequest.h"

#include <QLocalServer>
#include <QObject>
#include <QTimer>

#include <memory>

class QLocalSocket;
class QLockFile;

namespace hakgal {

/// One window for each knowledge base, user and screen. A lock in the state folder of the base says whose
/// window it is (it is held as long as the process lives, so a crash leaves nothing that stands in the way);
/// beside it that process listens on a local socket, and a second start hands its wish over there and leaves.
/// What comes in is bounded and checked: one line, at most eight talkers, two seconds for each. Where the one
/// that has the lock does not answer within three seconds, the second start opens a window of its own: a
/// hanging program denies nobody anything. GUI thread.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Makes this process the one that shows a base (empty: the one that has none yet), in place of the base
    /// before. False: another process shows it; nothing is changed then. True also where that cannot be told,
    /// because the state folder cannot be written: two windows are better than none. It does not wait for an
    /// owner that is just ending: the lock is taken when that has gone, in the background.
    bool claim(const QString &database);

    /// Asks the process that shows this base to come forward; handedOver() answers, once.
    void handOver(const QString &database, const StartRequest &request);

    /// Where the process that shows a base listens, for tests.
    static QString address(const QString &database);

Q_SIGNALS:
    /// Another start wants this window.
    void asked(const hakgal::StartRequest &request);
    /// False: nobody answered.
    void handedOver(bool taken);

private:
    class Call;

    void tryAgain();
    void listen(const QString &address);
    void greet();
    void hear(QLocalSocket *peer);
    /// The screen that a window of ours would be on: raising one on another says nothing to who sits here.
    static QString screen();
    static QString lockFileOf(const QString &database);
    /// Gives the process at the other end the right to come to the front (Windows; elsewhere the desktop's
    /// token does). False: it is another user's and is told nothing.
    static bool letComeForward(const QLocalSocket &socket);

    QString m_database;
    QString m_lockFile;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_again; ///< while the owner before is just ending
    std::unique_ptr<QLocalServer> m_server;
    int m_peers = 0;
};

} // namespace hakgal
