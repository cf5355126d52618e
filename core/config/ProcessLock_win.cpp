// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/ProcessLock.h"

#include <windows.h>

namespace hakgal {

bool isProcessRunning(qint64 pid)
{
    HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(pid));
    if (process == nullptr)
        return GetLastError() == ERROR_ACCESS_DENIED;
    const bool runs = WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
    CloseHandle(process);
    return runs;
}

} // namespace hakgal
