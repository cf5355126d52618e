// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/LeaveProcess.h"

#include <cstdio>

#include <windows.h>

namespace hakgal {

int leaveProcess(int code)
{
    // Returning from main() lets every library clean up, and there the window's process hung for ever in
    // libstdc++'s part of it (mingw-w64 GCC 12, Wine 8): a window that is gone and a file that an installer
    // finds in use. Nothing of ours waits for that any more.
    std::fflush(nullptr);
    ::TerminateProcess(::GetCurrentProcess(), static_cast<UINT>(code));
    return code;
}

} // namespace hakgal
