// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/Database.h"

namespace hakgal {

/// VACUUM on this connection. It can be cancelled while it writes the copy; from the copy-back on it cannot
/// (an interrupt there would be ignored, and SQLite asks nobody for half a second), which the context is told
/// in that moment. The base is in its old or its new form, never between.
Result<void> runVacuum(Database &database, JobContext &context);

} // namespace hakgal
