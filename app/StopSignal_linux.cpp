// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/StopSignal.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace hakgal {

namespace {

std::atomic<bool> g_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");
int g_wake[2] = {-1, -1};

extern "C" void onSignal(int number)
{
    if (g_requested.exchange(true)) {
        // Asked twice: whoever waits has lost patience.
        ::signal(number, SIG_DFL);
        ::raise(number);
        return;
    }
    const int before = errno; // of whatever was interrupted
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_wake[0], &byte, 1);
    errno = before;
}

} // namespace

struct StopSignal::Platform
{
    std::unique_ptr<QSocketNotifier> notifier;
};

StopSignal::StopSignal(QObject *parent) : QObject(parent), d(std::make_unique<Platform>())
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, g_wake) == 0) {
        d->notifier = std::make_unique<QSocketNotifier>(g_wake[1], QSocketNotifier::Read);
        connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
            char byte;
            if (::read(g_wake[1], &byte, 1) == 1)
                Q_EMIT received();
        });
    }
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

StopSignal::~StopSignal()
{
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    d->notifier.reset();
    ::close(std::exchange(g_wake[0], -1));
    ::close(std::exchange(g_wake[1], -1));
}

void StopSignal::request()
{
    g_requested = true;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_wake[0], &byte, 1);
}

const std::atomic<bool> &StopSignal::requested()
{
    return g_requested;
}

} // namespace hakgal
