// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

namespace hakgal {

/// May jobs work on this base at all? Not on a network or removable drive, where WAL is unsafe, and not where
/// the file has a second name: programs that use the other one have another -wal. NetworkVolume,
/// RemovableVolume, FileHardLinked, FileIsDirectory or FileNotRegular. A missing file passes.
Result<void> checkMaintainable(const QString &databasePath);

/// The path with all links resolved, also of a file that is missing.
QString resolvedPath(const QString &databasePath);

/// UTC as it stands in the names of our files: 20260131T165812Z.
QString fileStamp();

} // namespace hakgal
