// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"

#include <QString>

#include <vector>

namespace hakgal {

/// Who has a file open, whatever name they opened it by.
struct FileHolders
{
    std::vector<Holder> others; ///< processes other than ours, sorted by name, then pid
    int own = 0;                ///< our own handles (Windows: 1)
    bool complete = false;      ///< every process could be looked at; else `others` are at least these
    Reason reason = Reason::None;
};

/// Looks at all processes once. Never opens the file. Any thread; costs milliseconds (HolderCollector says
/// how often). Linux: the descriptors below /proc that lead to the same device and inode; processes of other
/// users are only seen by root, those outside our container by nobody. Windows: the Restart Manager.
/// `own` being 0 while we have the file open means that this was not a measurement.
FileHolders findFileHolders(const QString &path);

} // namespace hakgal
