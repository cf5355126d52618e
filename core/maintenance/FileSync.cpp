// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FileSync.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace hakgal {

void (*fileSyncHook)(const char *step) = nullptr;

namespace {

Result<void> writeNew(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size() &&
        file.flush())
        return syncFile(path);
    return Error{file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::WriteFailed,
                 {path},
                 file.errorString(),
                 0};
}

} // namespace

Result<void> writeDurably(const QString &path, const QByteArray &bytes)
{
    const QString fresh = path + QLatin1String(".new");
    auto placed = writeNew(fresh, bytes);
    if (placed)
        placed = renameOver(fresh, path);
    if (!placed) {
        QFile::remove(fresh);
        return placed;
    }
    return syncFolder(QFileInfo(path).absolutePath());
}

qint64 freeBytes(const QString &path)
{
    QFileInfo info(path);
    while (!info.exists() && info.absolutePath() != info.absoluteFilePath())
        info.setFile(info.absolutePath());
    const QStorageInfo volume(info.absoluteFilePath());
    return volume.isValid() && volume.isReady() ? volume.bytesAvailable() : -1;
}

} // namespace hakgal
