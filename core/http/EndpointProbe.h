// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Diagnosis.h"

namespace hakgal {

/// An EndpointProbe over TCP and HTTP (beyond this computer HTTPS): connects, asks for /api/health and tells
/// an endpoint of ours by what it says. Of any other host:port it tells whether somebody accepts a
/// connection, of a URL the status of the answer. Blocks for at most a second and a half (a service: five
/// seconds). Not for the window's thread.
EndpointAnswer askEndpoint(const QString &address);

} // namespace hakgal
