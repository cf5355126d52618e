// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Service.h"
#include "core/maintenance/Diagnosis.h"

#include <QString>

#include <atomic>

namespace hakgal {

/// Asks once. Blocks for at most about five seconds, less where `cancel` (may be null) is set meanwhile; not
/// for the window's thread. `probe` asks over TCP and HTTP.
ServiceState checkService(const Service &service, const EndpointProbe &probe,
                          const std::atomic<bool> *cancel);

/// Starts the restart command, which may be the service itself and outlive us, and does not wait for its end.
/// What went wrong, in English; empty: nothing. Whether the service is up then is another question.
QString startRestart(const Service &service);

} // namespace hakgal
