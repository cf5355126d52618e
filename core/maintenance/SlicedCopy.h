// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/Database.h"

namespace hakgal {

/// Copies a live base page by page through SQLite's backup interface, inside one read transaction of the same
/// connection, 256 pages a step: beside a fast writer it never starts again, and no step holds anybody up for
/// long. The copy is consistent with the moment the transaction began.
class SlicedCopy
{
public:
    struct Copied
    {
        qint64 facts = 0; ///< counted in the same transaction; -1 where the base has no facts table
        qint64 pages = 0;
        qint64 bytes = 0;
    };
    /// `target` must not exist. On any failure or cancel it is removed again. Progress goes to the running
    /// step of the context. The copy is in rollback mode (journal_mode=DELETE), verified by nobody yet, not
    /// fsynced.
    static Result<Copied> run(Database &source, const QString &target, JobContext &context);
};

} // namespace hakgal
