// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/RotatingFile.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hakgal {

std::unique_ptr<AppendFile> AppendFile::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int fd = ::open(name.constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    return fd < 0 ? nullptr : std::unique_ptr<AppendFile>(new AppendFile(fd));
}

AppendFile::~AppendFile()
{
    ::close(int(m_handle));
}

bool AppendFile::append(const QByteArray &bytes)
{
    ssize_t written = 0;
    do {
        written = ::write(int(m_handle), bytes.constData(), std::size_t(bytes.size()));
    } while (written < 0 && errno == EINTR);
    return written == bytes.size();
}

qint64 AppendFile::size() const
{
    struct stat status;
    return ::fstat(int(m_handle), &status) == 0 ? qint64(status.st_size) : -1;
}

bool AppendFile::isAt(const QString &path) const
{
    struct stat mine;
    struct stat there;
    return ::fstat(int(m_handle), &mine) == 0 && ::stat(QFile::encodeName(path).constData(), &there) == 0 &&
           mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

} // namespace hakgal
