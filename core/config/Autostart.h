// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>
#include <QStringList>

namespace hakgal {

/// Whether the desktop starts this program when its user signs in. Where that is written down is the
/// desktop's own place (Linux: `hakgal.desktop` in the autostart folder below the configuration folder;
/// Windows: the user's Run key, with what the Task Manager says about it), so that switching it off there is
/// seen here. Touches one small file or key; any thread.
namespace autostart {

enum class State : quint8 {
    Off,
    On,       ///< with exactly this command
    Outdated, ///< another command of ours: the program has moved or its options changed
};

/// `command`: the program, absolute, and its arguments.
State state(const QStringList &command);

/// WriteFailed with the file or key where it cannot be changed.
Result<void> set(const QStringList &command, bool on);

/// The file or key, for people.
QString place();

} // namespace autostart

} // namespace hakgal
