// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/NativePath.h"

#include <QDir>
#include <QUrl>

// Windows refuses names of more than 260 characters (a folder's of more than 248), unless the registry and
// the program's manifest both lift that, or the name begins with \\?\ (learn.microsoft.com, "Maximum Path
// Length Limitation"). Such a name is taken letter by letter: no slashes, no "..", and a share is
// \\?\UNC\server\share.

namespace hakgal {

namespace {

/// With room for what is appended to it: "-journal", and our own endings of private copies.
constexpr qsizetype kLongestPlain = 200;

bool isVerbatim(const QString &path)
{
    return path.startsWith(QLatin1String("\\\\?\\")) || path.startsWith(QLatin1String("\\\\.\\"));
}

} // namespace

QString windowsPath(const QString &absolutePath)
{
    if (isVerbatim(absolutePath))
        return absolutePath;
    QString path = absolutePath;
    path.replace(u'\\', u'/');
    const bool share = path.startsWith(QLatin1String("//"));
    path = (share ? QStringLiteral("/") : QString()) + QDir::cleanPath(share ? path.mid(1) : path);
    if (path.endsWith(u':')) // the root of a drive
        path += u'/';
    path.replace(u'/', u'\\');
    if (path.size() <= kLongestPlain || isVerbatim(path))
        return path;
    if (share)
        return QLatin1String("\\\\?\\UNC\\") + path.mid(2);
    return QLatin1String("\\\\?\\") + path;
}

QString nativePath(const QString &path)
{
#ifdef Q_OS_WIN
    return windowsPath(QDir::current().absoluteFilePath(path));
#else
    return path;
#endif
}

QByteArray sqliteUri(const QString &path)
{
#ifdef Q_OS_WIN
    // Encoded backslashes reach SQLite as they are; a drive and a share need no more than that.
    return "file:" + QUrl::toPercentEncoding(nativePath(path), QByteArrayLiteral(":"));
#else
    return "file://" + QUrl::toPercentEncoding(path, QByteArrayLiteral("/:"));
#endif
}

} // namespace hakgal
