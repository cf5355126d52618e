// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace hakgal {

/// Asks the system to start this program again, with these arguments, when an installer has closed it and is
/// done (Windows; elsewhere packages leave running programs alone). Not after a crash, a hang or a restart of
/// the computer. The last call counts; on Windows the last chance is while it asks whether the session may
/// end.
void restartAfterUpdate(const QStringList &arguments);

} // namespace hakgal
