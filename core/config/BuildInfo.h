// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace hakgal {

/// What this binary was built from and runs with.
struct BuildInfo
{
    QString version;             ///< of the product, for example 0.1.0
    QString revision;            ///< git commit, or "unknown"
    QString qtVersion;           ///< at run time
    QString sqliteVersion;       ///< at run time
    bool walResetDefect = false; ///< this SQLite can lose commits when one checkpoints beside a writer:
                                 ///< 3.7.0 to 3.51.2, but for the backports 3.44.6 and 3.50.7
};

const BuildInfo &buildInfo();

/// SQLite 3.7.0–3.51.2 has the WAL-reset defect, 3.44.6+ (of 3.44) and 3.50.7+ (of 3.50) do not.
/// `version` in SQLite's form, 3040001 for 3.40.1.
bool hasWalResetDefect(int version);

/// One SQLite in the process: compares ours with the one behind Qt's QSQLITE plugin. Blocks for some
/// milliseconds (opens an in-memory database through Qt Sql); call once at start, before any open.
Result<void> checkSingleSqlite();

} // namespace hakgal
