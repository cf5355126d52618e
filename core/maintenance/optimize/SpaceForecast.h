// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/Database.h"

namespace hakgal {

/// What a base takes now and what VACUUM would leave of it.
struct SpaceForecast
{
    qint64 pageSize = 0;
    qint64 pages = 0;
    qint64 freePages = 0;  ///< on the free list
    qint64 pagesAfter = 0; ///< after VACUUM, within a few percent
    double seconds = 0;    ///< that reading every page's header took just now: the pace of this machine

    qint64 bytes() const { return pages * pageSize; }
    qint64 gain() const { return (pages - pagesAfter) * pageSize; } ///< may be negative
};

/// Reads the header of every page in one read transaction; moves the running step of the context. nullopt
/// where this SQLite has no dbstat.
Result<std::optional<SpaceForecast>> forecastSpace(Database &database, JobContext &context);

} // namespace hakgal
