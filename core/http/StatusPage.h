// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QByteArray>

namespace hakgal {

/// The page at /: status, the main figures, alerts, and links to the other routes. HTML in English that loads
/// nothing, runs nothing and asks for itself again every ten seconds; every text from outside is escaped.
/// `snapshot` may be null (nothing was measured yet). Pure; any thread.
QByteArray statusPage(const Snapshot *snapshot, double ageSeconds);

/// The Content-Security-Policy under which that page shows: its own style and nothing else.
QByteArray statusPagePolicy();

} // namespace hakgal
