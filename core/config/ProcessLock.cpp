// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ProcessLock.h"

#include <QDeadlineTimer>
#include <QLockFile>
#include <QThread>

namespace hakgal {

namespace {

constexpr int kPatienceMs = 3000;

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

bool isHeldByLiving(const QLockFile &lock)
{
    return ownerOf(lock) == Owner::Lives;
}

bool takeProcessLock(QLockFile &lock)
{
    lock.setStaleLockTime(0);
    const QDeadlineTimer patience(kPatienceMs);
    while (!lock.tryLock(0)) {
        if (lock.error() != QLockFile::LockFailedError || patience.hasExpired())
            return false;
        switch (ownerOf(lock)) {
        case Owner::Lives:
            return false;
        case Owner::Ended: // just now: the system has not cleared it away yet
            break;
        case Owner::Unnamed:
            // A living owner writes its name at once and keeps the file locked; this time only says from when
            // on an empty file counts as left behind.
            lock.setStaleLockTime(1000);
            break;
        }
        QThread::msleep(20);
    }
    lock.setStaleLockTime(0);
    return true;
}

} // namespace hakgal
