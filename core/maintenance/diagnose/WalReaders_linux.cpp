// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/diagnose/WalReaders.h"

#include <QCoreApplication>
#include <QFile>

#include <sqlite3.h>

#include <array>
#include <cstring>

namespace hakgal {

namespace {

constexpr int kRegionBytes = 32 * 1024;
/// Behind the two copies of the header of 48 bytes: the number of frames folded in, then the read marks.
constexpr std::size_t kReadMarks = 100;
constexpr std::size_t kMarks = 5;

std::array<quint32, kMarks> readMarks(Database &database)
{
    std::array<quint32, kMarks> marks{};
    sqlite3_file *file = nullptr;
    void volatile *region = nullptr;
    if (sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2 ||
        file->pMethods->xShmMap(file, 0, kRegionBytes, 0, &region) != SQLITE_OK || region == nullptr)
        return marks;
    const auto *bytes = static_cast<const volatile unsigned char *>(region);
    for (std::size_t i = 0; i < kMarks; ++i) {
        std::array<unsigned char, 4> raw{};
        for (std::size_t k = 0; k < raw.size(); ++k)
            raw.at(k) = bytes[kReadMarks + 4 * i + k];
        std::memcpy(&marks.at(i), raw.data(), raw.size()); // in the byte order of this computer
    }
    return marks;
}

QString nameOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(pid));
    const QString name =
        file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
    return name.isEmpty() ? QStringLiteral("pid %1").arg(pid)
                          : QStringLiteral("%1 (pid %2)").arg(name).arg(pid);
}

} // namespace

std::vector<WalReader> walReaders(Database &database)
{
    // A connection maps the WAL index when it first reads.
    if (!database.verdict().wal || !database.walHead())
        return {};
    const FileFacts shared = statFile(database.verdict().path + QLatin1String("-shm"));
    QFile locks(QStringLiteral("/proc/locks"));
    if (!shared.exists || !locks.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = locks.readAll();
    const auto marks = readMarks(database);
    std::vector<WalReader> readers;
    for (const WalLock &lock : walReadLocks(text, shared.identity)) {
        if (lock.pid == QCoreApplication::applicationPid() || lock.pid <= 0)
            continue;
        readers.push_back({marks.at(static_cast<std::size_t>(lock.slot)), nameOf(lock.pid)});
    }
    return readers;
}

} // namespace hakgal
