// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/maintenance/Finding.h"
#include "core/maintenance/Job.h"

#include <functional>
#include <optional>

namespace hakgal {

/// What stands behind an address of the endpoint, asked over TCP.
struct EndpointAnswer
{
    enum class Who : quint8 { Nobody, Ours, Other } who = Who::Nobody;
    QString holder;                         ///< "nginx (pid 4711)" where the system tells
    std::optional<double> scrapeAgeSeconds; ///< of ours: since the last scrape; nullopt: never or not told
    int httpStatus = 0;                     ///< what a URL was answered with; 0: nothing
};
/// Passed in, since core knows no HTTP. `address` as in Settings::listen, blocks for at most a second; or
/// that of a service (host:port, or a URL, of which only httpStatus is told), for at most five.
using EndpointProbe = std::function<EndpointAnswer(const QString &address)>;

/// Looks for everything that could be wrong with a base and the programs around it. Only reads; leaves no
/// trace. Blocking; run it in a process of its own. Integrity: quick_check at once, integrity_check where
/// `full`. A check that itself fails is a finding (integrity.damaged, or integrity.unchecked where it needs a
/// function or collation of the operator's program). Fails only where it was cancelled: a base that cannot
/// be opened is a finding.
Result<DiagnosisReport> diagnose(const Settings &settings, bool full, const EndpointProbe &probe,
                                 JobContext &context);

} // namespace hakgal
