// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cerrno>
#include <cstddef>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace hakgal {

/// A descriptor that is closed with its owner. Only for files below /proc and folders.
class OwnedFd
{
public:
    explicit OwnedFd(int fd) : m_fd(fd) {}
    ~OwnedFd()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    OwnedFd(const OwnedFd &) = delete;
    OwnedFd &operator=(const OwnedFd &) = delete;

    bool valid() const { return m_fd >= 0; }
    int get() const { return m_fd; }

private:
    int m_fd;
};

/// The beginning of a small file below /proc, as much as fits into the buffer; empty where it cannot be read.
inline QByteArrayView readProcFile(int folderFd, const char *name, char *buffer, std::size_t size)
{
    const OwnedFd file(::openat(folderFd, name, O_RDONLY | O_CLOEXEC));
    if (!file.valid())
        return {};
    std::size_t used = 0;
    while (used < size) {
        const ssize_t n = ::read(file.get(), buffer + used, size - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return {};
        if (n == 0)
            break;
        used += static_cast<std::size_t>(n);
    }
    return {buffer, static_cast<qsizetype>(used)};
}

/// Calls `visit(name)` for every entry of an open folder whose name is a number. A plain buffer on the stack:
/// opendir() would allocate 32 KiB for each of some hundred processes. False where it could not be read.
template<typename Visit>
bool forEachNumber(int folderFd, Visit visit)
{
    alignas(dirent64) char buffer[8192];
    for (;;) {
        const ssize_t n = ::getdents64(folderFd, buffer, sizeof buffer);
        if (n <= 0)
            return n == 0;
        for (ssize_t at = 0; at < n;) {
            const auto *entry = reinterpret_cast<const dirent64 *>(buffer + at);
            at += entry->d_reclen;
            if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9')
                visit(static_cast<const char *>(entry->d_name));
        }
    }
}

} // namespace hakgal
