// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/Database.h"

#include <functional>

namespace hakgal {

/// Runs `change` in one immediate transaction on the live base and commits it; nothing is changed where it
/// fails or is cancelled. Waits five seconds for a lock of others. The page cache is small, so that even the
/// sorting of an index answers a cancel at once; the commit itself cannot be cancelled.
Result<void> changeBase(const QString &base, JobContext &context,
                        const std::function<Result<void>(Database &)> &change);

/// "table", "index", "view" or "trigger": what has this name, in any case of its letters; empty: nothing.
/// A table comes first, since an index may not have its name, but a trigger may.
Result<QString> typeOf(Database &database, QStringView name);

} // namespace hakgal
