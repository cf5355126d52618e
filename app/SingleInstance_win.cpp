// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SingleInstance.h"

#include "core/config/ProcessUser_win.h"

#include <QLocalSocket>

namespace hakgal {

namespace {

bool isOurUsers(DWORD process)
{
    const HANDLE handle = OpenProcess(PROCESS_QUERY_INFORMATION, FALSE, process);
    const ProcessUser theirs(handle);
    const ProcessUser ours(GetCurrentProcess());
    if (handle)
        CloseHandle(handle);
    return theirs.sid() && ours.sid() && EqualSid(theirs.sid(), ours.sid());
}

} // namespace

/// One user may sit at several (fast user switching, Remote Desktop).
QString SingleInstance::screen()
{
    DWORD session = 0;
    ProcessIdToSessionId(GetCurrentProcessId(), &session);
    return QStringLiteral("session %1").arg(session);
}

/// Any user can make a pipe of any name, so whose it is must be asked. Only the process the user just started
/// may bring a window to the front; it passes that right on.
bool SingleInstance::letComeForward(const QLocalSocket &socket)
{
    ULONG process = 0;
    const auto pipe = reinterpret_cast<HANDLE>(socket.socketDescriptor());
    if (!GetNamedPipeServerProcessId(pipe, &process) || !isOurUsers(process))
        return false;
    AllowSetForegroundWindow(process);
    return true;
}

} // namespace hakgal
