// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SingleInstance.h"

namespace hakgal {

/// Nothing to allow: who may come forward is the desktop's business, and its token goes with the request.
void SingleInstance::letComeForward(const QLocalSocket &) {}

} // namespace hakgal
