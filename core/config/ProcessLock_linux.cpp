// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ProcessLock.h"

#include <QFile>
#include <QSysInfo>

#include <cerrno>
#include <csignal>

namespace hakgal {

bool isProcessRunning(qint64 pid)
{
    if (pid <= 0 || (::kill(static_cast<pid_t>(pid), 0) != 0 && errno != EPERM))
        return false;
    // One that was killed keeps its number until its parent has asked for it (proc(5): state after the name).
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return true;
    const QByteArray line = stat.readAll();
    const char state = line.mid(line.lastIndexOf(')') + 2, 1).append(' ').at(0);
    return state != 'Z' && state != 'X';
}

bool isOwnHost(const QString &host)
{
    return host.isEmpty() || host == QSysInfo::machineHostName();
}

} // namespace hakgal
