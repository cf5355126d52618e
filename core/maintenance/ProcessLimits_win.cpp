// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/ProcessLimits.h"

#include <windows.h>

#include <psapi.h>

namespace hakgal {

bool limitThisProcess(const ProcessLimits &limits)
{
    PROCESS_MEMORY_COUNTERS_EX memory{};
    FILETIME created{};
    FILETIME exited{};
    FILETIME kernel{};
    FILETIME user{};
    if (!GetProcessMemoryInfo(GetCurrentProcess(), reinterpret_cast<PROCESS_MEMORY_COUNTERS *>(&memory),
                              sizeof(memory)) ||
        !GetProcessTimes(GetCurrentProcess(), &created, &exited, &kernel, &user))
        return false;
    constexpr qint64 kTicksASecond = 10'000'000;
    const qint64 used = (static_cast<qint64>(user.dwHighDateTime) << 32) | user.dwLowDateTime;
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION job{};
    job.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_PROCESS_TIME;
    job.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = used + limits.cpuSeconds * kTicksASecond;
    job.ProcessMemoryLimit =
        static_cast<SIZE_T>(memory.PrivateUsage) + static_cast<SIZE_T>(limits.memoryBytes);
    // The handle stays open as long as the process, and with it the limits.
    HANDLE object = CreateJobObjectW(nullptr, nullptr);
    if (object == nullptr)
        return false;
    if (SetInformationJobObject(object, JobObjectExtendedLimitInformation, &job, sizeof(job)) &&
        AssignProcessToJobObject(object, GetCurrentProcess()))
        return true;
    CloseHandle(object);
    return false;
}

bool yieldToOthers()
{
    // Not PROCESS_MODE_BACKGROUND_BEGIN, which would also shrink the working set and slow memory down: what
    // is measured then would say nothing about a program in the foreground.
    return SetPriorityClass(GetCurrentProcess(), BELOW_NORMAL_PRIORITY_CLASS) != 0;
}

} // namespace hakgal
