// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"

namespace hakgal {

/// Up to so many facts ANALYZE reads every index to its end: with a limit it guesses the rows from the first
/// pages, and may be wrong tenfold. Above, that would keep writers waiting.
constexpr qint64 kMostFactsCountedByAnalyze = 100'000;

/// planOptimize() as a part of the running step of the context.
Result<OptimizeReport> makeOptimizePlan(const Settings &settings, const OptimizeOptions &options,
                                        JobContext &context);

/// Where SQLite puts the copy that VACUUM makes.
QString sqliteTempFolder();

/// Is there room for VACUUM of so many bytes: twice as much beside the base and in SQLite's temp folder?
/// NoSpace (folder, bytes needed, bytes free).
Result<void> checkVacuumRoom(const QString &databasePath, qint64 bytes);

} // namespace hakgal
