// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/StopSignal.h"

#include <QMetaObject>

#include <windows.h>

namespace hakgal {

namespace {

std::atomic<bool> g_requested{false};
std::atomic<StopSignal *> g_target{nullptr};

/// Windows calls this in a thread of its own. On log-off and shutdown the process ends when it returns, so it
/// stays here and lets the main thread leave in order.
BOOL WINAPI onControl(DWORD event)
{
    if (g_requested.exchange(true))
        return FALSE; // asked twice: the default handler ends the process
    if (StopSignal *target = g_target.load())
        QMetaObject::invokeMethod(target, &StopSignal::received, Qt::QueuedConnection);
    if (event == CTRL_CLOSE_EVENT || event == CTRL_LOGOFF_EVENT || event == CTRL_SHUTDOWN_EVENT)
        ::Sleep(INFINITE);
    return TRUE;
}

} // namespace

struct StopSignal::Platform
{
};

StopSignal::StopSignal(QObject *parent) : QObject(parent), d(std::make_unique<Platform>())
{
    g_target = this;
    ::SetConsoleCtrlHandler(onControl, TRUE);
}

StopSignal::~StopSignal()
{
    ::SetConsoleCtrlHandler(onControl, FALSE);
    g_target = nullptr;
}

void StopSignal::request()
{
    g_requested = true;
    if (StopSignal *target = g_target.load())
        QMetaObject::invokeMethod(target, &StopSignal::received, Qt::QueuedConnection);
}

const std::atomic<bool> &StopSignal::requested()
{
    return g_requested;
}

} // namespace hakgal
