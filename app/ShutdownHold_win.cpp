// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ShutdownHold.h"

#include <windows.h>

namespace hakgal {

struct ShutdownHold::Platform
{
    HWND window = nullptr;

    void release()
    {
        if (window)
            ::ShutdownBlockReasonDestroy(window);
        window = nullptr;
    }
};

ShutdownHold::ShutdownHold() : d(std::make_unique<Platform>()) {}

ShutdownHold::~ShutdownHold()
{
    d->release();
}

void ShutdownHold::set(WId window, const QString &why)
{
    d->release();
    if (why.isEmpty())
        return;
    const auto handle = reinterpret_cast<HWND>(window);
    if (::ShutdownBlockReasonCreate(handle, reinterpret_cast<LPCWSTR>(why.utf16())))
        d->window = handle;
}

} // namespace hakgal
