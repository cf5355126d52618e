// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ProcessLock.h"

#include <QLockFile>

namespace hakgal {

bool takeProcessLock(QLockFile &lock)
{
    lock.setStaleLockTime(0);
    if (lock.tryLock(0))
        return true;
    qint64 pid = 0;
    QString host;
    QString program;
    if (lock.error() != QLockFile::LockFailedError || lock.getLockInfo(&pid, &host, &program))
        return false;
    // A living owner writes its name at once and keeps the file locked; this time only says from when on an
    // empty file counts.
    lock.setStaleLockTime(1000);
    const bool taken = lock.tryLock(3000);
    lock.setStaleLockTime(0);
    return taken;
}

} // namespace hakgal
