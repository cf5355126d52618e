// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace hakgal {

namespace {

/// The canonical path, also of what does not exist: its nearest existing folder is canonical and the rest is
/// appended. A link to a file that is gone still leads to it, or the key would change with the file.
QString canonical(const QString &path)
{
    QString target = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    constexpr int kMostLinks = 16;
    for (int links = 0; links < kMostLinks; ++links) {
        const QFileInfo info(target);
        if (info.exists() || !info.isSymLink())
            break;
        target = QDir::cleanPath(info.symLinkTarget());
    }
    QString whole = QFileInfo(target).canonicalFilePath();
    if (!whole.isEmpty())
        return whole;

    QString folder = target;
    QString rest;
    while (true) {
        const qsizetype slash = folder.lastIndexOf(u'/');
        if (slash < 0)
            return target;
        rest = folder.mid(slash) + rest;
        folder.truncate(slash);
        const QString existing =
            QFileInfo(folder.isEmpty() ? QStringLiteral("/") : folder).canonicalFilePath();
        if (!existing.isEmpty())
            return QDir::cleanPath(existing + rest);
    }
}

Result<void> makePrivateFolder(const QString &path)
{
    constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (QFileInfo(path).isDir()) {
#ifndef Q_OS_WIN
        // Another program, or an earlier umask, may have left it open to others; on Windows it is the
        // profile's.
        const QFile::Permissions all = QFile::permissions(path);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
        if (all & others)
            QFile::setPermissions(path, all & ~others);
#endif
        return {};
    }
    if (QDir().mkdir(path, kOwner) || QFileInfo(path).isDir()) // another process may have been faster
        return {};
    return Error{ErrorCode::WriteFailed, {path}, QStringLiteral("the folder cannot be made")};
}

} // namespace

QString StatePaths::root()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/hakgal");
}

QString StatePaths::logFile()
{
    return root() + QStringLiteral("/logs/hakgal.log");
}

StatePaths::StatePaths(const QString &databasePath)
{
    const QByteArray hash =
        QCryptographicHash::hash(canonical(databasePath).toUtf8(), QCryptographicHash::Sha256);
    m_key = QString::fromLatin1(hash.toHex().left(12));
}

QString StatePaths::folder() const
{
    return root() + u'/' + m_key;
}

QString StatePaths::historyFile() const
{
    return folder() + QStringLiteral("/hakgal_performance.db");
}

QString StatePaths::recorderLock() const
{
    return folder() + QStringLiteral("/recorder.lock");
}

QString StatePaths::jobLock() const
{
    return folder() + QStringLiteral("/lease.lock");
}

QString StatePaths::backupFolder() const
{
    return folder() + QStringLiteral("/backups");
}

QString StatePaths::intentFolder() const
{
    return folder() + QStringLiteral("/intents");
}

QString StatePaths::scaleFolder() const
{
    return folder() + QStringLiteral("/scale");
}

QString StatePaths::syntheticScaleFolder()
{
    return root() + QStringLiteral("/scale");
}

Result<void> StatePaths::create() const
{
    QDir().mkpath(QFileInfo(root()).absolutePath());
    if (Result<void> made = makePrivateFolder(root()); !made)
        return made;
    return makePrivateFolder(folder());
}

} // namespace hakgal
