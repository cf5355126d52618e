// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Maintainable.h"

#include "core/store/OpenPolicy.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace hakgal {

QString resolvedPath(const QString &databasePath)
{
    QString target = QDir::cleanPath(QFileInfo(databasePath).absoluteFilePath());
    constexpr int kMostLinks = 16; // a link to a file that is gone still leads to it
    for (int links = 0; links < kMostLinks; ++links) {
        const QFileInfo info(target);
        if (info.exists())
            return info.canonicalFilePath();
        if (!info.isSymLink())
            break;
        target = QDir::cleanPath(info.symLinkTarget());
    }
    const QFileInfo info(target);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? target : QDir::cleanPath(folder + u'/' + info.fileName());
}

Result<void> checkMaintainable(const QString &databasePath)
{
    const QString path = resolvedPath(databasePath);
    const FileFacts file = statFile(path);
    const VolumeFacts volume = statVolume(file.exists ? path : QFileInfo(path).absolutePath());
    if (volume.network)
        return Error{ErrorCode::NetworkVolume, {path, volume.fileSystem}, {}, 0};
    if (volume.removable)
        return Error{ErrorCode::RemovableVolume, {path}, {}, 0};
    if (!file.exists)
        return {};
    if (file.directory)
        return Error{ErrorCode::FileIsDirectory, {path}, {}, 0};
    if (!file.regular)
        return Error{ErrorCode::FileNotRegular, {path}, {}, 0};
    if (file.links > 1)
        return Error{ErrorCode::FileHardLinked, {path, QString::number(file.links)}, {}, 0};
    return {};
}

QString fileStamp()
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
}

} // namespace hakgal
