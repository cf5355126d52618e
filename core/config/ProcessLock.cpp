// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ProcessLock.h"

#include <QDeadlineTimer>
#include <QLockFile>
#include <QThread>

namespace hakgal {

namespace {

constexpr int kNamelessMs = 1000;

enum class Owner : quint8 { Lives, Ended, Unnamed }; ///< Unnamed: or there is none

Owner ownerOf(const QLockFile &lock)
{
    qint64 pid = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&pid, &host, &program))
        return Owner::Unnamed;
    return !isOwnHost(host) || isProcessRunning(pid) ? Owner::Lives : Owner::Ended;
}

} // namespace

bool takeProcessLock(QLockFile &lock, int patienceMs)
{
    lock.setStaleLockTime(0);
    const QDeadlineTimer patience(patienceMs);
    while (!lock.tryLock(0)) {
        if (lock.error() != QLockFile::LockFailedError)
            return false;
        const Owner owner = ownerOf(lock);
        if (owner == Owner::Lives)
            return false;
        if (owner == Owner::Unnamed) {
            // A living owner writes its name at once and keeps the file locked; this time only says from when
            // on an empty file counts as left behind.
            lock.setStaleLockTime(kNamelessMs);
            const bool taken = lock.tryLock(0);
            lock.setStaleLockTime(0);
            if (taken)
                return true;
        } // else it has just ended: the system has not cleared it away yet
        if (patience.hasExpired())
            return false;
        QThread::msleep(20);
    }
    return true;
}

bool isHeldByLiving(const QLockFile &lock)
{
    return ownerOf(lock) == Owner::Lives;
}

} // namespace hakgal
