// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/SystemReading.h"

#include "core/collect/ProcFiles_linux.h"
#include "core/collect/ProcText.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace hakgal {

namespace {

Reason reasonOfErrno(int error)
{
    return error == EACCES || error == EPERM ? Reason::NoPermission : Reason::ReadFailed;
}

double cpuClockSeconds(clockid_t clock)
{
    timespec t{};
    ::clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

Reading countOwnFiles()
{
    // Since Linux 6.2 the size of the folder is the number of descriptors; it was 0 before.
    struct stat info
    {
    };
    if (::stat("/proc/self/fd", &info) == 0 && info.st_size > 0)
        return Reading::of(static_cast<double>(info.st_size));
    const OwnedFd folder(::open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.valid())
        return Reading::missing(reasonOfErrno(errno));
    int count = 0;
    if (!forEachNumber(folder.get(), [&count](const char *) { ++count; }))
        return Reading::missing(Reason::ReadFailed);
    return Reading::of(count - 1); // without the one we look through
}

OwnProcess readOwnProcess()
{
    OwnProcess own;
    own.cpuSeconds = Reading::of(cpuClockSeconds(CLOCK_PROCESS_CPUTIME_ID));
    own.files = countOwnFiles();
    char buffer[1024];
    if (const auto stat =
            parseProcessStat(readProcFile(AT_FDCWD, "/proc/self/stat", buffer, sizeof buffer))) {
        own.residentBytes = Reading::of(static_cast<double>(stat->residentPages) *
                                        static_cast<double>(::sysconf(_SC_PAGESIZE)));
        own.virtualBytes = Reading::of(static_cast<double>(stat->virtualBytes));
        own.threads = Reading::of(static_cast<double>(stat->threads));
    } else {
        own.residentBytes = own.virtualBytes = own.threads = Reading::missing(Reason::ReadFailed);
    }
    return own;
}

} // namespace

Measured<CpuTimes> readCpuTimes()
{
    char buffer[512]; // the line of all cores together comes first
    const QByteArrayView text = readProcFile(AT_FDCWD, "/proc/stat", buffer, sizeof buffer);
    if (const auto times = parseCpuTimes(text))
        return *times;
    return Reason::ReadFailed;
}

Measured<MemoryAmounts> readMemoryAmounts()
{
    char buffer[4096];
    const QByteArrayView text = readProcFile(AT_FDCWD, "/proc/meminfo", buffer, sizeof buffer);
    if (const auto amounts = parseMemoryAmounts(text))
        return *amounts;
    return text.contains("MemTotal:") && !text.contains("MemAvailable:") ? Reason::Unsupported
                                                                         : Reason::ReadFailed;
}

std::function<OwnProcess()> ownProcessReader()
{
    return &readOwnProcess;
}

Measured<VolumeSpace> readVolumeSpace(const QString &path)
{
    QString existing = QFileInfo(path).absoluteFilePath();
    struct statvfs volume
    {
    };
    while (::statvfs(QFile::encodeName(existing).constData(), &volume) != 0) {
        const int error = errno;
        if (error == EINTR)
            continue;
        const bool missing = error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENAMETOOLONG;
        if (!missing || existing.size() <= 1)
            return reasonOfErrno(error);
        existing.truncate(std::max<qsizetype>(existing.lastIndexOf(u'/'), 1));
    }
    if (volume.f_blocks == 0)
        return Reason::Unsupported; // a file system without a size of its own
    const auto unit = static_cast<double>(volume.f_frsize);
    return VolumeSpace{static_cast<double>(volume.f_blocks - volume.f_bfree) * unit,
                       static_cast<double>(volume.f_bavail) * unit};
}

std::vector<ProcessCounters> readProcesses()
{
    const OwnedFd proc(::open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!proc.valid())
        return {};
    const auto ticksPerSecond = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const auto pageBytes = static_cast<double>(::sysconf(_SC_PAGESIZE));
    std::vector<ProcessCounters> processes;
    forEachNumber(proc.get(), [&](const char *pid) {
        char path[64];
        std::snprintf(path, sizeof path, "%.20s/stat", pid);
        char buffer[1024];
        const auto stat = parseProcessStat(readProcFile(proc.get(), path, buffer, sizeof buffer));
        if (!stat)
            return; // it has ended, or is hidden from us
        processes.push_back({std::strtoll(pid, nullptr, 10), stat->startTicks,
                             static_cast<double>(stat->cpuTicks) / ticksPerSecond,
                             static_cast<double>(stat->residentPages) * pageBytes,
                             QString::fromUtf8(stat->name)});
    });
    return processes;
}

std::chrono::steady_clock::duration threadCpuTime()
{
    return std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double>(cpuClockSeconds(CLOCK_THREAD_CPUTIME_ID)));
}

} // namespace hakgal
