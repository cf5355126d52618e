// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hakgal::test {

/// Runs `body` in a forked child and gives the code it returns (0…255), or -1 where it crashed. Open no
/// SQLite connection on a file in the child that the parent has open: SQLite would take the parent's locks
/// for its own.
template<typename Body>
int inChild(Body body)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(body());
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/// The same as user and group `nobody`; only root can.
template<typename Body>
int asNobody(Body body)
{
    return inChild([&body] {
        constexpr uid_t kNobody = 65534;
        if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)
            return 255;
        return body();
    });
}

} // namespace hakgal::test
