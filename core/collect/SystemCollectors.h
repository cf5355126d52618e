// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Collector.h"
#include "core/collect/FileHolders.h"
#include "core/collect/SystemReading.h"

#include <QString>

#include <functional>
#include <memory>

namespace hakgal {

// The collectors of the system's figures. What differs between systems lies in SystemReading and FileHolders,
// each with a Linux and a Windows half; the parsers are pure (ProcText). Tests hand in what the system tells.

/// SystemCpu: busy share of all cores between two ticks (user+nice+system+irq+softirq+steal over all but
/// guest, as in proc(5)); Windows: GetSystemTimes. The first tick has Reason::NotYet; a counter that goes
/// back or a gap over ten intervals has Reason::GapInTime; a tick less than 100 ms after the one before
/// repeats its value.
std::unique_ptr<Collector> makeCpuCollector(std::function<Measured<CpuTimes>()> read = &readCpuTimes);

/// SystemMemory, SystemMemoryUsed: MemTotal − MemAvailable; Windows: GlobalMemoryStatusEx.
std::unique_ptr<Collector>
makeMemoryCollector(std::function<Measured<MemoryAmounts>()> read = &readMemoryAmounts);

/// ProcessCpu, ProcessCpuTime, ProcessMemory, ProcessVirtual, ProcessFiles, ProcessThreads: our own process.
/// ProcessCpu is a rate and follows the rules of SystemCpu.
std::unique_ptr<Collector> makeProcessCollector(std::function<OwnProcess()> read = ownProcessReader());

/// SystemDisk, SystemDiskFree of the volume that holds sample.database.path (or its nearest existing parent);
/// every five seconds and when the path changes, the value in between is the last one. As df: used / (used +
/// available to us).
std::unique_ptr<Collector>
makeDiskCollector(std::function<Measured<VolumeSpace>(const QString &)> read = &readVolumeSpace);

/// Who has the database file open: Connections, database.holders, database.holdersKnown. Linux: the
/// descriptors below /proc that lead to the same device and inode; Windows: Restart Manager. Within a budget
/// of 0.1 % of a core, at least 2 s apart; the value in between is the last one. Our own process is left out
/// of the list, but a list that lacks it while sample.database.reach is Reachable was not a measurement
/// (HoldersKnown::Unknown, Reason::ReadFailed): run it after the database's collector. `cpuTime` tells what
/// a search costs.
std::unique_ptr<Collector>
makeHolderCollector(std::function<FileHolders(const QString &)> find = &findFileHolders,
                    std::function<std::chrono::steady_clock::duration()> cpuTime = &threadCpuTime);

/// The processes that use the most CPU and memory (five each, merged, by CPU). Costs about 5 µs a process of
/// the system, so call it only while the list is wanted.
class ProcessRanking
{
public:
    virtual ~ProcessRanking() = default;
    /// Once a tick. Empty at first and after a gap: the share of CPU needs two ticks.
    virtual std::vector<ProcessLoad> rank(const Instant &at) = 0;
    /// Forgets the last tick's counters; call it when the list is no longer wanted.
    virtual void reset() = 0;
};
std::unique_ptr<ProcessRanking>
makeProcessRanking(std::function<std::vector<ProcessCounters>()> read = &readProcesses);

} // namespace hakgal
