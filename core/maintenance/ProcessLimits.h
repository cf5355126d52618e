// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace hakgal {

/// What this process may still take. For the process of one job that reads what may be hostile.
struct ProcessLimits
{
    qint64 memoryBytes = 0; ///< beyond what it has now; an allocation past it fails (std::bad_alloc, NOMEM)
    qint64 cpuSeconds = 0;  ///< beyond what it has used; past it the system ends the process
};

/// Holds for the whole process and cannot be taken back. False where the system does not set them, and in a
/// build with a sanitizer, which needs memory of its own.
bool limitThisProcess(const ProcessLimits &limits);

/// From now on this process yields the processor to others, and on Linux the disk too (idle I/O class). For
/// work that nobody waits for beside programs that somebody does. False where the system does not do it.
bool yieldToOthers();

} // namespace hakgal
