// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLockFile;

namespace hakgal {

/// Is there a process with this number on this computer? One that has ended and whose parent has not yet
/// taken note of it does not count.
bool isProcessRunning(qint64 pid);

/// Is this the name that QLockFile writes for this computer? An empty one counts as ours.
bool isOwnHost(const QString &host);

/// Takes a lock that a process holds as long as it lives: stale only when that process is gone, however long
/// it is silent. Where a process is just ending, or was killed between making the file and writing its name
/// into it (which QLockFile alone would respect for ever), it waits as long as it may; else not at all.
/// False: `lock.error()` says why.
bool takeProcessLock(QLockFile &lock, int patienceMs = 3000);

/// Does a process that lives hold this lock? No: nobody does, or one that is just ending and of which it
/// becomes free by itself.
bool isHeldByLiving(const QLockFile &lock);

} // namespace hakgal
