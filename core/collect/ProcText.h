// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/SystemReading.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace hakgal {

// Parsers of the texts below /proc, see proc(5). Pure: text in, values out; nullopt where the text is not
// what the manual promises. Numbers are as the kernel gives them (clock ticks, pages, KiB turned to bytes).

/// The `cpu` line of /proc/stat: busy is user + nice + system + irq + softirq + steal, idle is idle + iowait.
/// Guest times are part of user and nice and not added again. Old kernels have only the first four columns.
std::optional<CpuTimes> parseCpuTimes(QByteArrayView stat);

/// /proc/meminfo. nullopt as well where MemAvailable is missing (kernels before 3.14): free memory
/// says nothing about what is available.
std::optional<MemoryAmounts> parseMemoryAmounts(QByteArrayView meminfo);

/// /proc/PID/stat.
struct ProcessStat
{
    QByteArray name; ///< as the kernel keeps it: at most 15 bytes for programs, any bytes
    quint64 cpuTicks = 0;
    qint64 threads = 0;
    quint64 startTicks = 0; ///< since boot; with the pid it identifies a process
    quint64 virtualBytes = 0;
    quint64 residentPages = 0;
};
std::optional<ProcessStat> parseProcessStat(QByteArrayView stat);

} // namespace hakgal
