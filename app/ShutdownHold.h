// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <qwindowdefs.h>

#include <memory>

namespace hakgal {

/// Tells the system why it should not shut down just now, where it asks: Windows shows the reason, systemd's
/// login manager delays the shutdown. Where the system cannot be told nothing happens; the shutdown then ends
/// the job like any kill, and the next start settles what it left. Never blocks.
class ShutdownHold
{
public:
    ShutdownHold();
    ~ShutdownHold();

    /// Empty: it may shut down. `window`: our top-level window.
    void set(WId window, const QString &why);

private:
    struct Platform;
    std::unique_ptr<Platform> d;
};

} // namespace hakgal
