// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/FileSync.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hakgal {

namespace {

void told(const char *step)
{
    if (fileSyncHook != nullptr)
        fileSyncHook(step);
}

Result<void> answer(bool done, const QString &path)
{
    if (done)
        return {};
    const int number = errno;
    Error error{ErrorCode::WriteFailed, {path}, QString::fromLocal8Bit(std::strerror(number)), 0};
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        error.code = ErrorCode::DiskFull;
        break;
    case EEXIST:
        error.code = ErrorCode::FileExists;
        break;
    case EACCES:
    case EPERM:
    case EROFS:
        error.code = ErrorCode::FileNoPermission;
        break;
    case ENOENT:
        error.code = ErrorCode::FileMissing;
        break;
    default:
        break;
    }
    return error;
}

Result<void> sync(const QString &path, int flags)
{
    const int fd = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (fd < 0)
        return answer(false, path);
    // Some file systems cannot sync a folder and say EINVAL: there is nothing to wait for.
    const bool done = ::fsync(fd) == 0 || (errno == EINVAL && (flags & O_DIRECTORY) != 0);
    const auto result = answer(done, path);
    ::close(fd);
    return result;
}

} // namespace

Result<void> syncFile(const QString &path)
{
    told("fsync");
    return sync(path, O_RDONLY);
}

Result<void> syncFolder(const QString &path)
{
    told("fsync folder");
    return sync(path, O_RDONLY | O_DIRECTORY);
}

Result<void> renameNew(const QString &from, const QString &to)
{
    told("rename");
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return answer(false, to);
    // A file system without that flag: a link never replaces either.
    if (::link(source.constData(), target.constData()) != 0)
        return answer(false, to);
    return answer(::unlink(source.constData()) == 0, from);
}

Result<void> renameOver(const QString &from, const QString &to)
{
    told("rename over");
    return answer(::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0, to);
}

Result<void> linkFile(const QString &from, const QString &to)
{
    told("link");
    return answer(::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0, to);
}

Result<void> removeFile(const QString &path)
{
    told("remove");
    return answer(::unlink(QFile::encodeName(path).constData()) == 0, path);
}

bool isDiskFull(const QFileDevice &file)
{
    return file.error() == QFileDevice::ResourceError;
}

void copyOwnership(const QString &from, const QString &to)
{
    struct stat info = {};
    const QByteArray target = QFile::encodeName(to);
    if (::stat(QFile::encodeName(from).constData(), &info) != 0)
        return;
    // Only root may give a file away; a group of ours may be set. The permissions come last, since a change
    // of the owner takes some of them back.
    if (::chown(target.constData(), info.st_uid, info.st_gid) != 0) [[maybe_unused]]
        const int group = ::chown(target.constData(), static_cast<uid_t>(-1), info.st_gid);
    ::chmod(target.constData(), info.st_mode & 07777);
}

} // namespace hakgal
