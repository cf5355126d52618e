// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/ProcessLimits.h"

#include <QFile>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace hakgal {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// What RLIMIT_DATA counts, now; -1 where it is not told.
qint64 dataBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmData:");
    constexpr qsizetype kName = 7;
    if (at < 0)
        return -1;
    constexpr qint64 kKib = 1024;
    const QByteArray number = text.mid(at + kName, text.indexOf("kB", at) - at - kName).trimmed();
    return number.toLongLong() * kKib;
}

/// Lowers a limit; never raises one that is lower already.
bool lower(decltype(RLIMIT_DATA) which, rlim_t wanted)
{
    rlimit limit{};
    if (::getrlimit(which, &limit) != 0)
        return false;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > wanted)
        limit.rlim_cur = wanted;
    return ::setrlimit(which, &limit) == 0;
}

} // namespace

bool limitThisProcess(const ProcessLimits &limits)
{
    if (kSanitized)
        return false;
    const qint64 data = dataBytes();
    rusage used{};
    if (data < 0 || ::getrusage(RUSAGE_SELF, &used) != 0)
        return false;
    const auto seconds = used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + limits.cpuSeconds;
    const bool memory = lower(RLIMIT_DATA, static_cast<rlim_t>(data + limits.memoryBytes));
    return lower(RLIMIT_CPU, static_cast<rlim_t>(seconds)) && memory;
}

bool yieldToOthers()
{
    constexpr int kNice = 10;
    // From linux/ioprio.h, which older kernels' headers keep from programs.
    constexpr int kThisProcess = 1;
    constexpr int kIdleClass = 3 << 13;
    const bool disk = ::syscall(SYS_ioprio_set, kThisProcess, 0, kIdleClass) == 0;
    return ::setpriority(PRIO_PROCESS, 0, kNice) == 0 && disk;
}

} // namespace hakgal
