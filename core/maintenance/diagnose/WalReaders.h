// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

#include <vector>

namespace hakgal {

/// Another process that reads the base at a state which a checkpoint may not go beyond.
struct WalReader
{
    quint32 frame = 0; ///< the last frame of the write-ahead log that it sees
    QString process;   ///< "python3 (pid 4711)"
    bool operator==(const WalReader &) const = default;
};

/// Who holds a read lock in the WAL index just now (format: sqlite.org/walformat.html, "WAL-Index Locks").
/// Empty where nobody does, where the system does not tell (Windows; processes outside our container), and
/// where the base is not in WAL mode. Linux: /proc/locks, which costs 15 ms on a busy system.
std::vector<WalReader> walReaders(Database &database);

/// The lines of /proc/locks about this file, as process and slot of a read lock. Pure.
struct WalLock
{
    qint64 pid = 0;
    int slot = 0; ///< 0 … 4, the index into the read marks
    bool operator==(const WalLock &) const = default;
};
std::vector<WalLock> walReadLocks(const QByteArray &procLocks, const FileIdentity &sharedMemory);

} // namespace hakgal
