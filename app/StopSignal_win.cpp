// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/StopSignal.h"

#include <QMetaObject>

#include <semaphore>
#include <thread>

#include <windows.h>

namespace hakgal {

namespace {

std::atomic<bool> g_requested{false};
std::atomic<StopSignal *> g_target{nullptr};

/// Windows calls this in a thread of its own. Closing the console ends the process when it returns, so it
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

constexpr UINT kLeave = WM_APP;

/// A program that has loaded user32, as Qt has, hears of log-off, of shutdown and of an installer that needs
/// its files (ENDSESSION_CLOSEAPP, from the Restart Manager) by the first two messages alone. The process may
/// be ended as soon as the second is answered, so that is never. taskkill and the Task Scheduler send
/// WM_CLOSE to every window of the process; nobody else can send it to this one.
LRESULT CALLBACK onMessage(HWND window, UINT message, WPARAM wParam, LPARAM lParam)
{
    switch (message) {
    case WM_QUERYENDSESSION:
        return TRUE; // whoever must not be cut off says so by the main window and ShutdownHold
    case WM_ENDSESSION:
        if (wParam) {
            StopSignal::request();
            ::Sleep(INFINITE);
        }
        return 0;
    case WM_CLOSE:
        StopSignal::request();
        return 0;
    case kLeave:
        ::DestroyWindow(window);
        return 0;
    case WM_DESTROY:
        ::PostQuitMessage(0);
        return 0;
    default:
        return ::DefWindowProcW(window, message, wParam, lParam);
    }
}

/// Not HWND_MESSAGE: such a window would not get them.
HWND makeWindow()
{
    WNDCLASSW description = {};
    description.lpfnWndProc = onMessage;
    description.hInstance = ::GetModuleHandleW(nullptr);
    description.lpszClassName = L"HakgalStopSignal";
    ::RegisterClassW(&description);
    return ::CreateWindowExW(WS_EX_TOOLWINDOW, description.lpszClassName, L"", WS_POPUP, 0, 0, 0, 0, nullptr,
                             nullptr, description.hInstance, nullptr);
}

} // namespace

/// The window is never shown and has a thread of its own, since a job may keep the main one busy.
struct StopSignal::Platform
{
    HWND window = nullptr;
    std::thread thread;

    Platform()
    {
        std::binary_semaphore made{0};
        thread = std::thread([this, &made] {
            window = makeWindow();
            made.release();
            MSG message;
            while (window && ::GetMessageW(&message, nullptr, 0, 0) > 0)
                ::DispatchMessageW(&message);
        });
        made.acquire();
    }

    ~Platform()
    {
        if (g_requested) {
            thread.detach(); // it may stand in WM_ENDSESSION and ends with the process
            return;
        }
        ::PostMessageW(window, kLeave, 0, 0);
        thread.join();
    }
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
