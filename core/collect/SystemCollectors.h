// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Collector.h"

#include <QString>

#include <memory>

namespace hakgal {

// The collectors of the system's figures. Their parsers are pure (ProcText) and tested without /proc;
// each has a Linux and a Windows half.

/// SystemCpu: busy share of all cores between two ticks (user+nice+system+irq+softirq+steal over all but
/// guest, as in proc(5)); Windows: GetSystemTimes. The first tick has Reason::NotYet; a counter that goes
/// back or a gap over ten intervals has Reason::GapInTime.
std::unique_ptr<Collector> makeCpuCollector();

/// SystemMemory, SystemMemoryUsed: MemTotal − MemAvailable; Windows: GlobalMemoryStatusEx.
std::unique_ptr<Collector> makeMemoryCollector();

/// ProcessCpu, ProcessCpuTime, ProcessMemory, ProcessVirtual, ProcessFiles, ProcessThreads: our own process.
std::unique_ptr<Collector> makeProcessCollector();

/// SystemDisk, SystemDiskFree of the volume that holds sample.database.path (or its nearest existing parent);
/// every five seconds, the value in between is the last one. As df: used / (used + available to us).
std::unique_ptr<Collector> makeDiskCollector();

/// Who has the database file open: Connections, database.holders, database.holdersKnown. Linux: the
/// descriptors below /proc that lead to the same device and inode; Windows: Restart Manager. Within a budget
/// of 0.1 % of a core, at least 2 s apart; the value in between is the last one. Our own process is left out
/// of the list, but a list that lacks it was not a measurement (HoldersKnown::Unknown).
std::unique_ptr<Collector> makeHolderCollector();

/// The processes that use the most CPU and memory (five each, merged, by CPU), measured only when asked:
/// `wanted` is called each tick. Needs two ticks for CPU.
class ProcessRanking
{
public:
    virtual ~ProcessRanking() = default;
    virtual std::vector<ProcessLoad> rank(const Instant &at) = 0;
    virtual void reset() = 0; ///< forgets the last tick's counters
};
std::unique_ptr<ProcessRanking> makeProcessRanking();

} // namespace hakgal
