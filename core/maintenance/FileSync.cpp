// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FileSync.h"

#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace hakgal {

void (*fileSyncHook)(const char *step) = nullptr;

Result<void> writeDurably(const QString &path, const QByteArray &bytes)
{
    const QString fresh = path + QLatin1String(".new");
    {
        QFile file(fresh);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size() ||
            !file.flush())
            return Error{ErrorCode::WriteFailed, {path}, file.errorString(), 0};
    }
    if (auto synced = syncFile(fresh); !synced)
        return synced;
    if (auto renamed = renameOver(fresh, path); !renamed)
        return renamed;
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
