// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace hakgal {

/// How many facts a monitor counted when it last watched a knowledge base. An estimate of what should be
/// there: others may have written since.
struct LastCount
{
    qint64 facts = 0;
    qint64 atMs = 0; ///< wall clock

    /// From the history of this base, which is only read; the base is not opened. nullopt: nobody watched it,
    /// or the history cannot be read.
    static std::optional<LastCount> of(const QString &databasePath);
};

} // namespace hakgal
