// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"

#include <QString>

#include <chrono>
#include <functional>
#include <vector>

namespace hakgal {

// What the operating system tells, as raw values. Each function has a Linux and a Windows half; the
// collectors on top of them are the same everywhere and take these functions as arguments, so that tests
// can tell them anything.

/// A raw value, or why there is none.
template<typename T>
struct Measured
{
    T value{};
    Reason reason = Reason::None;

    Measured(T v) : value(std::move(v)) {}
    Measured(Reason why) : reason(why) { Q_ASSERT(why != Reason::None); }
    bool known() const { return reason == Reason::None; }
};

/// Time all cores together have spent since boot, in the system's own unit.
struct CpuTimes
{
    quint64 busy = 0;
    quint64 idle = 0;
    bool operator==(const CpuTimes &) const = default;
};
Measured<CpuTimes> readCpuTimes();

struct MemoryAmounts
{
    double totalBytes = 0;
    double availableBytes = 0; ///< to new programs without swapping; at most totalBytes
    bool operator==(const MemoryAmounts &) const = default;
};
Measured<MemoryAmounts> readMemoryAmounts();

/// Our own process.
struct OwnProcess
{
    Reading cpuSeconds; ///< user and system, all threads, since it started
    Reading residentBytes;
    Reading virtualBytes;
    Reading files; ///< descriptors or handles
    Reading threads;
};
/// Makes the function that reads it; call that from one thread only (it may remember what is dear to read).
std::function<OwnProcess()> ownProcessReader();

/// The volume that holds a path, or would hold it: of a missing file the nearest existing parent counts.
struct VolumeSpace
{
    double usedBytes = 0;
    double availableBytes = 0; ///< to us; less than what is free where some is reserved
};
Measured<VolumeSpace> readVolumeSpace(const QString &path);

/// Counters of one process.
struct ProcessCounters
{
    qint64 pid = 0;
    quint64 started = 0; ///< tells a process from a later one with the same pid
    double cpuSeconds = 0;
    double residentBytes = 0;
    QString name;
};
/// All processes that we may read. Costs some 5 µs a process.
std::vector<ProcessCounters> readProcesses();

/// CPU time the calling thread has used; what a piece of work costs, however long it had to wait.
/// Windows counts in steps of 15.6 ms, which is right on average.
std::chrono::steady_clock::duration threadCpuTime();

} // namespace hakgal
