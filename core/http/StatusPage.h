// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"

#include <QByteArray>

namespace hakgal {

/// The page at /: status, the main figures, four charts of the last five minutes, alerts, a running job, and
/// links to the other routes. HTML in English, complete as it is sent; its own script then keeps it live
/// through /api/events and draws the charts. It loads nothing from elsewhere; every text from outside is
/// escaped. `snapshot` may be null (nothing was measured yet). Pure; any thread.
QByteArray statusPage(const Snapshot *snapshot, double ageSeconds, const Settings &settings);

/// What the page shows of a snapshot, in words and figures ready to be shown: compact JSON {at, every, name,
/// status, tone, caption, tiles [{text, why}], charts [{text, value, limit}], reasons [sentence], alerts
/// [{tone, severity, title, detail}]}. Tiles and charts come in the page's order; what was not measured is
/// "–", its value null.
QByteArray pageView(const Snapshot &snapshot, double ageSeconds, const Settings &settings);

/// The Content-Security-Policy under which that page works: its own style and script, questions to us,
/// nothing else.
QByteArray statusPagePolicy();

} // namespace hakgal
