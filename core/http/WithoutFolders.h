// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Snapshot.h"

#include <QString>

namespace hakgal {

/// The text with every absolute path in it cut down to its last name: who asks over HTTP needs not know where
/// on this computer a file lies. A text that is such a path as a whole may hold blanks; inside a sentence a
/// path ends at the first one. URLs stay. Pure.
QString withoutFolders(const QString &text);

/// The same snapshot with all its texts so. Pure.
Snapshot withoutFolders(Snapshot snapshot);

} // namespace hakgal
