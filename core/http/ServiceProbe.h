// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Service.h"

namespace hakgal {

/// A ServiceProbe: connects, asks for the URL (any answer below 400 is well), or runs the command. Needs a
/// QCoreApplication; not for the window's thread.
std::optional<QString> askService(const Service &service);

} // namespace hakgal
