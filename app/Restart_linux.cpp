// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Restart.h"

namespace hakgal {

void restartAfterUpdate(const QStringList &) {}

} // namespace hakgal
