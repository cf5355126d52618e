// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/Database.h"

namespace hakgal {

/// Copies a live base page by page through SQLite's backup interface, inside one read transaction of the same
/// connection, 256 pages a step: beside a fast writer it never starts again, and no step holds anybody up for
/// long. The copy is consistent with the moment the transaction began. In rollback mode the read transaction
/// keeps writers waiting until the copy is done.
class SlicedCopy
{
public:
    static constexpr int kPagesAStep = 256;

    struct Copied
    {
        qint64 facts = -1; ///< counted in the same transaction; -1 where the base has no facts table, or
                           ///< where they could not be counted and need not be
        qint64 pages = 0;
        qint64 bytes = 0;
    };
    enum class Count : quint8 {
        Must, ///< a base whose facts cannot be counted is not copied
        May,  ///< of a base that may be damaged
    };
    /// `target` must not exist; it gets the permissions of the source. On any failure or cancel it is removed
    /// again. Progress goes to the running step of the context. The copy is in rollback mode
    /// (journal_mode=DELETE), verified by nobody yet, not fsynced. NoSpace before anything is written where
    /// the volume has too little room.
    static Result<Copied> run(Database &source, const QString &target, JobContext &context,
                              Count count = Count::Must);
};

} // namespace hakgal
