// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemReading.h"

#include "core/collect/CostBudget.h"
#include "core/NativePath.h"

#include <QFileInfo>

// clang-format off
#include <windows.h>
#include <psapi.h>
#include <tlhelp32.h>
// clang-format on

#include <algorithm>
#include <memory>

namespace hakgal {

namespace {

struct CloseHandleOf
{
    using pointer = HANDLE;
    void operator()(HANDLE handle) const { ::CloseHandle(handle); }
};
using OwnedHandle = std::unique_ptr<HANDLE, CloseHandleOf>;

Reason reasonOfLastError()
{
    return ::GetLastError() == ERROR_ACCESS_DENIED ? Reason::NoPermission : Reason::ReadFailed;
}

// In units of 100 ns.
quint64 ticks(const FILETIME &time)
{
    return (static_cast<quint64>(time.dwHighDateTime) << 32) | time.dwLowDateTime;
}

double tickSeconds(const FILETIME &time)
{
    return static_cast<double>(ticks(time)) / 1e7;
}

OwnedHandle processSnapshot()
{
    HANDLE handle = ::CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    return OwnedHandle(handle == INVALID_HANDLE_VALUE ? nullptr : handle);
}

// Calls `visit` with every process until it answers false.
template<typename Visit>
bool forEachProcess(Visit visit)
{
    const OwnedHandle snapshot = processSnapshot();
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    if (!snapshot || !::Process32FirstW(snapshot.get(), &entry))
        return false;
    do {
        if (!visit(entry))
            break;
    } while (::Process32NextW(snapshot.get(), &entry));
    return true;
}

Reading countOwnThreads()
{
    Reading threads = Reading::missing(Reason::ReadFailed);
    forEachProcess([&threads](const PROCESSENTRY32W &entry) {
        if (entry.th32ProcessID != ::GetCurrentProcessId())
            return true;
        threads = Reading::of(static_cast<double>(entry.cntThreads));
        return false;
    });
    return threads;
}

} // namespace

Measured<CpuTimes> readCpuTimes()
{
    FILETIME idle{};
    FILETIME kernel{}; // holds the idle time as well
    FILETIME user{};
    if (!::GetSystemTimes(&idle, &kernel, &user))
        return reasonOfLastError();
    const quint64 all = ticks(kernel) + ticks(user);
    return CpuTimes{all - std::min(all, ticks(idle)), ticks(idle)};
}

Measured<MemoryAmounts> readMemoryAmounts()
{
    MEMORYSTATUSEX status{};
    status.dwLength = sizeof status;
    if (!::GlobalMemoryStatusEx(&status))
        return reasonOfLastError();
    if (status.ullTotalPhys == 0 || status.ullAvailPhys > status.ullTotalPhys)
        return Reason::ReadFailed;
    return MemoryAmounts{static_cast<double>(status.ullTotalPhys), static_cast<double>(status.ullAvailPhys)};
}

std::function<OwnProcess()> ownProcessReader()
{
    // The number of threads is only told by a list of all processes, which costs about a millisecond.
    return [budget = CostBudget(0.0002, std::chrono::seconds(5)), threads = Reading()]() mutable {
        const HANDLE self = ::GetCurrentProcess();
        OwnProcess own;

        FILETIME created{};
        FILETIME exited{};
        FILETIME kernel{};
        FILETIME user{};
        own.cpuSeconds = ::GetProcessTimes(self, &created, &exited, &kernel, &user)
                             ? Reading::of(tickSeconds(kernel) + tickSeconds(user))
                             : Reading::missing(reasonOfLastError());

        PROCESS_MEMORY_COUNTERS memory{};
        memory.cb = sizeof memory;
        own.residentBytes = ::K32GetProcessMemoryInfo(self, &memory, sizeof memory)
                                ? Reading::of(static_cast<double>(memory.WorkingSetSize))
                                : Reading::missing(reasonOfLastError());

        MEMORYSTATUSEX space{};
        space.dwLength = sizeof space;
        own.virtualBytes =
            ::GlobalMemoryStatusEx(&space)
                ? Reading::of(static_cast<double>(space.ullTotalVirtual - space.ullAvailVirtual))
                : Reading::missing(reasonOfLastError());

        DWORD handles = 0;
        own.files = ::GetProcessHandleCount(self, &handles) ? Reading::of(static_cast<double>(handles))
                                                            : Reading::missing(reasonOfLastError());

        const auto now = std::chrono::steady_clock::now();
        if (budget.due(now)) {
            threads = countOwnThreads();
            const auto finished = std::chrono::steady_clock::now();
            budget.spent(finished, finished - now);
        }
        own.threads = threads;
        return own;
    };
}

Measured<VolumeSpace> readVolumeSpace(const QString &path)
{
    // GetDiskFreeSpaceEx wants a folder, so the search for one that exists begins with the file's own.
    QString folder = QFileInfo(path).absolutePath();
    for (;;) {
        QString native = nativePath(folder);
        if (!native.endsWith(u'\\'))
            native += u'\\';
        ULARGE_INTEGER available{};
        ULARGE_INTEGER total{};
        ULARGE_INTEGER free{};
        if (::GetDiskFreeSpaceExW(reinterpret_cast<const wchar_t *>(native.utf16()), &available, &total,
                                  &free)) {
            if (total.QuadPart == 0)
                return Reason::Unsupported;
            // Under a quota `total` is ours and `free` the volume's: then only what we may use counts.
            const quint64 unused = free.QuadPart <= total.QuadPart ? free.QuadPart : available.QuadPart;
            return VolumeSpace{
                static_cast<double>(total.QuadPart - std::min<quint64>(unused, total.QuadPart)),
                static_cast<double>(available.QuadPart)};
        }
        const DWORD error = ::GetLastError();
        const QString parent = QFileInfo(folder).absolutePath();
        const bool missing = error == ERROR_PATH_NOT_FOUND || error == ERROR_FILE_NOT_FOUND ||
                             error == ERROR_DIRECTORY || error == ERROR_INVALID_NAME ||
                             error == ERROR_FILENAME_EXCED_RANGE;
        if (!missing || parent == folder)
            return error == ERROR_ACCESS_DENIED ? Reason::NoPermission : Reason::ReadFailed;
        folder = parent;
    }
}

std::vector<ProcessCounters> readProcesses()
{
    std::vector<ProcessCounters> processes;
    forEachProcess([&processes](const PROCESSENTRY32W &entry) {
        const OwnedHandle process(
            ::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, entry.th32ProcessID));
        FILETIME created{};
        FILETIME exited{};
        FILETIME kernel{};
        FILETIME user{};
        PROCESS_MEMORY_COUNTERS memory{};
        memory.cb = sizeof memory;
        if (!process || !::GetProcessTimes(process.get(), &created, &exited, &kernel, &user) ||
            !::K32GetProcessMemoryInfo(process.get(), &memory, sizeof memory))
            return true; // it has ended, or is closed to us
        processes.push_back({static_cast<qint64>(entry.th32ProcessID), ticks(created),
                             tickSeconds(kernel) + tickSeconds(user),
                             static_cast<double>(memory.WorkingSetSize),
                             QString::fromWCharArray(entry.szExeFile)});
        return true;
    });
    return processes;
}

std::chrono::steady_clock::duration threadCpuTime()
{
    FILETIME created{};
    FILETIME exited{};
    FILETIME kernel{};
    FILETIME user{};
    if (!::GetThreadTimes(::GetCurrentThread(), &created, &exited, &kernel, &user))
        return {};
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::nanoseconds(100 * (ticks(kernel) + ticks(user))));
}

} // namespace hakgal
