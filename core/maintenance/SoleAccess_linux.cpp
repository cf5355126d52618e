// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/SoleAccess.h"

#include "core/collect/FileHolders.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

// The kernel grants a write lease on a file (fcntl(2), F_SETLEASE) only while no other descriptor of it is
// open anywhere, also in processes and containers that we cannot see, and makes everybody who opens it later
// wait until we give it up (at most /proc/sys/fs/lease-break-time seconds). So the lease is the proof. It is
// asked for by a child of its own, whose closing of the file cannot drop SQLite's locks in this process
// (RawCopy_linux.cpp says why), and which ends when we close our end of its pipe, or die. Where leases are
// not to be had (not our file and not root, or a file system without them) the list of the processes that
// have it open decides, if that list is complete.

namespace hakgal {

struct SoleAccess::Platform
{
    pid_t child = -1;
    int keep = -1; ///< the child lives until this is closed
    ~Platform()
    {
        if (keep >= 0)
            ::close(keep);
        while (child > 0 && ::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
};

namespace {

enum class Answer : char { Alone, Others, Unknown };

/// In the child: only what is safe in a signal handler.
[[noreturn]] void holdLease(const char *path, int answerTo, int waitFor)
{
    ::signal(SIGIO, SIG_IGN); // told that somebody opens the file; its default would end us
    Answer answer = Answer::Unknown;
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0) {
        if (::fcntl(fd, F_SETLEASE, F_WRLCK) == 0)
            answer = Answer::Alone;
        else if (errno == EAGAIN)
            answer = Answer::Others;
    } else if (errno == EWOULDBLOCK) {
        answer = Answer::Others; // who has a lease has it open
    }
    char byte = static_cast<char>(answer);
    if (::write(answerTo, &byte, 1) == 1 && answer == Answer::Alone) {
        while (::read(waitFor, &byte, 1) < 0 && errno == EINTR) {
        }
    }
    ::_exit(0);
}

Error others(const QString &path, const FileHolders &holders)
{
    QStringList names;
    for (const Holder &holder : holders.others)
        names += QStringLiteral("%1 (%2)").arg(holder.name).arg(holder.pid);
    if (holders.own > 0)
        names += QStringLiteral("hakgal (%1)").arg(::getpid());
    return {ErrorCode::OthersPresent, {path, names.join(QLatin1String(", "))}, {}, 0};
}

} // namespace

SoleAccess::SoleAccess(std::unique_ptr<Platform> platform) : d(std::move(platform)) {}
SoleAccess::SoleAccess(SoleAccess &&) noexcept = default;
SoleAccess::~SoleAccess() = default;

Result<SoleAccess> SoleAccess::take(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    std::array<int, 2> answers{};
    std::array<int, 2> waits{};
    if (::pipe2(answers.data(), O_CLOEXEC) != 0)
        return others(path, {});
    if (::pipe2(waits.data(), O_CLOEXEC) != 0) {
        ::close(answers[0]);
        ::close(answers[1]);
        return others(path, {});
    }
    auto platform = std::make_unique<Platform>();
    platform->child = ::fork();
    if (platform->child == 0) {
        ::close(waits[1]);
        holdLease(name.constData(), answers[1], waits[0]);
    }
    ::close(answers[1]);
    ::close(waits[0]);
    platform->keep = waits[1];
    char byte = static_cast<char>(Answer::Unknown);
    while (::read(answers[0], &byte, 1) < 0 && errno == EINTR) {
    }
    ::close(answers[0]);
    const auto answer = static_cast<Answer>(byte);
    if (answer == Answer::Alone)
        return SoleAccess(std::move(platform));
    platform.reset();
    const FileHolders holders = findFileHolders(path);
    if (answer == Answer::Unknown && holders.complete && holders.others.empty() && holders.own == 0)
        return SoleAccess(nullptr);
    return others(path, holders);
}

} // namespace hakgal
