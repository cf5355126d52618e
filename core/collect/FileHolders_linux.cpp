// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/FileHolders.h"

#include "core/collect/ProcFiles_linux.h"

#include <QFile>

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

// Every descriptor of a process is a link below /proc/PID/fd that can be followed by stat without opening
// anything, also when the file was renamed, deleted or opened through a hard link or another mount; threads
// share the descriptors of their process. statx() with AT_STATX_DONT_SYNC answers from what the kernel knows,
// so a descriptor on a dead network drive cannot hang us.

namespace hakgal {

namespace {

struct FileKey
{
    unsigned major = 0;
    unsigned minor = 0;
    quint64 inode = 0;
    bool operator==(const FileKey &) const = default;
};

// 0 or the errno.
int keyOf(int folderFd, const char *path, FileKey &key)
{
    struct statx info
    {
    };
    if (::statx(folderFd, path, AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT, STATX_INO, &info) != 0)
        return errno;
    key = {info.stx_dev_major, info.stx_dev_minor, info.stx_ino};
    return 0;
}

bool denied(int error)
{
    return error == EACCES || error == EPERM;
}

// The process has ended or has closed the descriptor since it was listed; there is nothing to miss.
bool vanished(int error)
{
    return error == ENOENT || error == ESRCH;
}

QString programName(int procFd, const char *pid)
{
    char path[64];
    std::snprintf(path, sizeof path, "%.20s/comm", pid);
    char buffer[256];
    QByteArrayView name = readProcFile(procFd, path, buffer, sizeof buffer);
    if (name.endsWith('\n'))
        name.chop(1);
    return QString::fromUtf8(name);
}

// Processes outside our container are invisible: its processes are then all that we can tell of.
bool inContainer()
{
    char link[64];
    const ssize_t n = ::readlink("/proc/self/ns/pid", link, sizeof link);
    // PROC_PID_INIT_INO of the kernel: the number of the first process namespace, the same everywhere
    return n > 0 && QByteArrayView(link, n) != "pid:[4026531836]";
}

} // namespace

FileHolders findFileHolders(const QString &path)
{
    FileHolders holders;
    FileKey wanted;
    if (const int error = keyOf(AT_FDCWD, QFile::encodeName(path).constData(), wanted)) {
        holders.reason = denied(error) ? Reason::NoPermission : Reason::Unreachable;
        return holders;
    }
    const OwnedFd proc(::open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    char self[32]; // our pid as this /proc counts, which need not be getpid()
    const ssize_t selfSize = proc.valid() ? ::readlinkat(proc.get(), "self", self, sizeof self) : -1;
    if (selfSize <= 0) {
        holders.reason = Reason::Unsupported;
        return holders;
    }
    const QByteArrayView ownPid(self, selfSize);

    bool sawInit = false;
    bool sawAll = true;
    const bool listed = forEachNumber(proc.get(), [&](const char *pid) {
        sawInit = sawInit || QByteArrayView(pid) == "1";
        char folderPath[64];
        std::snprintf(folderPath, sizeof folderPath, "%.20s/fd", pid);
        const OwnedFd folder(::openat(proc.get(), folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder.valid()) {
            sawAll = sawAll && vanished(errno);
            return;
        }
        int handles = 0;
        forEachNumber(folder.get(), [&](const char *fd) {
            FileKey key;
            if (const int error = keyOf(folder.get(), fd, key))
                sawAll = sawAll && vanished(error);
            else if (key == wanted)
                ++handles;
        });
        if (QByteArrayView(pid) == ownPid)
            holders.own = handles;
        else if (handles > 0)
            holders.others.push_back({std::strtoll(pid, nullptr, 10), programName(proc.get(), pid), handles});
    });
    if (!listed) {
        holders.reason = Reason::ReadFailed;
        return holders;
    }
    // Without init in the list the processes of other users are hidden from us (hidepid).
    holders.complete = sawAll && sawInit && !inContainer();
    std::sort(holders.others.begin(), holders.others.end(), [](const Holder &a, const Holder &b) {
        return a.name != b.name ? a.name < b.name : a.pid < b.pid;
    });
    return holders;
}

} // namespace hakgal
