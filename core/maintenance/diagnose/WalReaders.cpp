// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/WalReaders.h"

namespace hakgal {

namespace {

/// The lock bytes of the WAL index: 120 write, 121 checkpoint, 122 recover, 123 … 127 one for each read mark.
constexpr qint64 kFirstReadLock = 123;
constexpr qint64 kLastReadLock = 127;

} // namespace

std::vector<WalLock> walReadLocks(const QByteArray &procLocks, const FileIdentity &sharedMemory)
{
    // "1: POSIX  ADVISORY  READ 4711 fe:00:1234567 124 124": number, kind, …, READ|WRITE, pid,
    // major:minor:inode, first and last byte. The major and minor number are hexadecimal and, for some file
    // systems, not those of stat(); the inode together with a range that only a WAL index uses is taken.
    std::vector<WalLock> locks;
    const QList<QByteArray> lines = procLocks.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 8 || words.at(1) != "POSIX" || words.at(3) != "READ")
            continue;
        const QList<QByteArray> file = words.at(5).split(':');
        if (file.size() != 3 || file.at(2).toULongLong() != sharedMemory.file)
            continue;
        const qint64 first = words.at(6).toLongLong();
        const qint64 last = words.at(7).toLongLong(); // "EOF" is 0
        const qint64 pid = words.at(4).toLongLong();
        for (qint64 byte = std::max(first, kFirstReadLock); byte <= std::min(last, kLastReadLock); ++byte)
            locks.push_back({pid, static_cast<int>(byte - kFirstReadLock)});
    }
    return locks;
}

} // namespace hakgal
