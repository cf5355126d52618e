// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLockFile;

namespace hakgal {

/// Takes a lock that a process holds as long as it lives: stale only when that process is gone, however long
/// it is silent. Also takes a lock file that names nobody, which is what is left where a process was killed
/// between making and writing it (QLockFile alone would respect that one for ever); upon such a file it waits
/// up to three seconds, else not at all. False: `lock.error()` says why.
bool takeProcessLock(QLockFile &lock);

} // namespace hakgal
