// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SingleInstance.h"

#include <QLocalSocket>

#include <qt_windows.h>

namespace hakgal {

/// Only the process the user just started may bring a window to the front; it passes that right on.
void SingleInstance::letComeForward(const QLocalSocket &socket)
{
    ULONG process = 0;
    const auto pipe = reinterpret_cast<HANDLE>(socket.socketDescriptor());
    if (GetNamedPipeServerProcessId(pipe, &process))
        AllowSetForegroundWindow(process);
}

} // namespace hakgal
