// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/RawCopy.h"

#include "core/store/OpenPolicy.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>

// A POSIX record lock belongs to a process and a file, and closing any descriptor of the file drops all locks
// that this process has on it (fcntl(2)). So a knowledge base may not be opened and closed by other than
// SQLite in a process that has it open through SQLite. The bytes are therefore read by a child made with
// fork(): locks are not inherited across fork(2), so the child has none, and what it closes, its copies of
// our descriptors included, drops only its own. That holds whether or not this process has the base open,
// so callers need not prove it. (vfork or CLONE_FILES would share the table that owns the locks.)
//
// Between fork() and _exit() the child of a process with threads may only call what is safe in a signal
// handler: open, read, write, fsync, close. Its buffer and the names are made before.

namespace hakgal {

namespace {

enum class Stage : int { Done, OpenSource, OpenTarget, Read, Write, Sync };

struct Outcome
{
    Stage stage = Stage::Done;
    int number = 0;
};

struct Buffer
{
    static constexpr std::size_t kBytes = std::size_t{1} << 20;
    std::array<char, kBytes> bytes;
};

bool writeAll(int fd, const char *from, std::size_t bytes)
{
    while (bytes > 0) {
        const ssize_t n = ::write(fd, from, bytes);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return false;
        }
        from += n;
        bytes -= static_cast<std::size_t>(n);
    }
    return true;
}

/// In the child.
Outcome copyBytes(const char *from, const char *to, Buffer &buffer)
{
    const auto failed = [](Stage stage) { return Outcome{stage, errno}; };
    const int source = ::open(from, O_RDONLY | O_CLOEXEC);
    if (source < 0)
        return failed(Stage::OpenSource);
    const int target = ::open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (target < 0)
        return failed(Stage::OpenTarget);
    for (;;) {
        const ssize_t n = ::read(source, buffer.bytes.data(), buffer.bytes.size());
        if (n == 0)
            break;
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return failed(Stage::Read);
        }
        if (!writeAll(target, buffer.bytes.data(), static_cast<std::size_t>(n)))
            return failed(Stage::Write);
    }
    if (::fsync(target) != 0)
        return failed(Stage::Sync);
    return {};
}

Error errorOf(const Outcome &outcome, const QString &from, const QString &to)
{
    const QString words = QString::fromLocal8Bit(std::strerror(outcome.number));
    const bool reading = outcome.stage == Stage::OpenSource || outcome.stage == Stage::Read;
    ErrorCode code = reading ? ErrorCode::ReadFailed : ErrorCode::WriteFailed;
    if (outcome.number == ENOSPC || outcome.number == EDQUOT)
        code = ErrorCode::DiskFull;
    else if (outcome.number == EEXIST)
        code = ErrorCode::FileExists;
    else if (outcome.number == EACCES || outcome.number == EPERM)
        code = ErrorCode::FileNoPermission;
    else if (outcome.number == ENOENT && reading)
        code = ErrorCode::FileMissing;
    return {code, {reading ? from : to}, words, 0};
}

} // namespace

Result<qint64> rawCopy(const QString &from, const QString &to, JobContext &context)
{
    if (statFile(to).exists)
        return Error{ErrorCode::FileExists, {to}, {}, 0};
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    const qint64 bytes = std::max<qint64>(1, statFile(from).bytes);
    auto buffer = std::make_unique<Buffer>();
    std::array<int, 2> channel{};
    if (::pipe2(channel.data(), O_CLOEXEC) != 0)
        return Error{ErrorCode::WriteFailed, {to}, QStringLiteral("no pipe"), 0};
    const pid_t us = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != us)
            ::_exit(1); // we had died before it could know
        const Outcome outcome = copyBytes(source.constData(), target.constData(), *buffer);
        ::_exit(writeAll(channel[1], reinterpret_cast<const char *>(&outcome), sizeof outcome) ? 0 : 1);
    }
    ::close(channel[1]);
    Outcome outcome{Stage::Read, ECHILD};
    bool stopped = false;
    if (child > 0) {
        pollfd wait{channel[0], POLLIN, 0};
        constexpr int kLookMs = 50;
        while (::poll(&wait, 1, kLookMs) <= 0) {
            if (!stopped && context.cancelled()) {
                stopped = true;
                ::kill(child, SIGKILL);
            }
            context.advance(static_cast<double>(statFile(to).bytes) / static_cast<double>(bytes));
        }
        if (::read(channel[0], &outcome, sizeof outcome) != sizeof outcome)
            outcome = {Stage::Read, ECHILD};
        while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    ::close(channel[0]);
    if (!stopped && outcome.stage == Stage::Done)
        return statFile(to).bytes;
    const bool ours = outcome.stage != Stage::OpenTarget && outcome.stage != Stage::OpenSource;
    if (ours)
        ::unlink(target.constData());
    if (stopped)
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    return errorOf(outcome, from, to);
}

} // namespace hakgal
