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

bool isOwnHost(const QString &host)
{
    // The NetBIOS name, in capitals and at most 15 characters of it; QSysInfo tells the one of the network.
    wchar_t name[MAX_COMPUTERNAME_LENGTH + 1] = {};
    DWORD length = MAX_COMPUTERNAME_LENGTH + 1;
    return host.isEmpty() ||
           (GetComputerNameW(name, &length) != 0 &&
            host.compare(QString::fromWCharArray(name, static_cast<int>(length)), Qt::CaseInsensitive) == 0);
}

} // namespace hakgal
