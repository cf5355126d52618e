// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"

#include <QString>
#include <QStringList>

namespace hakgal {

/// What a report about a problem should hold, as plain English text: versions, system, settings, the last
/// state. No secret, no path or address of a person, no word of the knowledge base: of settings that could
/// hold one it says only whether they are set, of errors and alerts only their names. Pure but for asking the
/// system for its name; any thread. `snapshot` may be null; `more`: lines for the system ("platform: xcb").
QString diagnosticsText(const Settings &settings, const Snapshot *snapshot, const QStringList &more = {});

/// The compiler that this was built by: "GCC 12.2.0".
QString compilerName();

} // namespace hakgal
