// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SavedFile.h"

#include "core/store/OpenPolicy.h"

#include <QBuffer>
#include <QImage>
#include <QSaveFile>

namespace hakgal {

Result<void> saveFile(const QString &path, const QString &database, const QByteArray &bytes)
{
    if (belongsToBase(path, database))
        return Error{ErrorCode::FileExists, {path}, QStringLiteral("it belongs to the knowledge base")};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{ErrorCode::WriteFailed, {path}, file.errorString()};
    return {};
}

Result<void> savePicture(const QString &path, const QString &database, const QImage &picture)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, "PNG"))
        return Error{ErrorCode::WriteFailed, {path}, {}};
    return saveFile(path, database, png);
}

} // namespace hakgal
