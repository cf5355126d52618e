// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SingleInstance.h"

#include <QGuiApplication>

namespace hakgal {

QString SingleInstance::screen()
{
    const bool wayland = QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
    return QGuiApplication::platformName() + u' ' +
           qEnvironmentVariable(wayland ? "WAYLAND_DISPLAY" : "DISPLAY");
}

/// Nothing to allow: who may come forward is the desktop's business, and its token goes with the request. The
/// socket lies in a folder of this user alone.
bool SingleInstance::letComeForward(const QLocalSocket &)
{
    return true;
}

} // namespace hakgal
