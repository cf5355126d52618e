// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Diagnosis.h"

namespace hakgal {

/// An EndpointProbe over TCP: connects, asks for /api/health and tells an endpoint of ours by what it says.
/// Blocks for at most a second and a half; needs no event loop. Not for the window's thread.
EndpointAnswer askEndpoint(const QString &address);

} // namespace hakgal
