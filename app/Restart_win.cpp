// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Restart.h"

#include "core/config/WindowsCommandLine.h"

#include <windows.h>

namespace hakgal {

void restartAfterUpdate(const QStringList &arguments)
{
    const QString line = windowsCommandLine(arguments);
    if (line.size() >= RESTART_MAX_CMD_LINE)
        return;
    ::RegisterApplicationRestart(reinterpret_cast<LPCWSTR>(line.utf16()),
                                 RESTART_NO_CRASH | RESTART_NO_HANG | RESTART_NO_REBOOT);
}

} // namespace hakgal
