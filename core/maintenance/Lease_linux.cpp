// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Lease.h"

#include <cerrno>
#include <csignal>

namespace hakgal {

bool Lease::isRunning(qint64 pid)
{
    return pid > 0 && (::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

} // namespace hakgal
