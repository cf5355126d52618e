// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/LeaveProcess.h"

#include <cstdio>

#include <windows.h>

namespace hakgal {

int leaveProcess(int code)
{
    // Returning from main() ends all other threads where they are, then lets every library clean up. With
    // mingw-w64 that can wait for ever: libstdc++ deletes its key of thread-local data, which takes a lock of
    // winpthreads that every thread holds while it ends (pthread_key_delete, GCC 12). QThread::wait() returns
    // before that, so a thread of ours that was waited for may be ended with the lock: a window that is gone,
    // a job that never ends and a file that an installer finds in use.
    std::fflush(nullptr);
    ::TerminateProcess(::GetCurrentProcess(), static_cast<UINT>(code));
    return code;
}

} // namespace hakgal
