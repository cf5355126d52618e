// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

namespace hakgal {

/// Makes a base anew from its tables where pages of its indices cannot be read: REINDEX, DROP INDEX and
/// VACUUM all fail then, but every row is still there. As the file comment of Rebuild.cpp states in words.
class Rebuild
{
public:
    struct Copied
    {
        qint64 rows = 0;  ///< of all tables
        qint64 facts = 0; ///< of the table of facts; -1 where there is none
    };
    struct Rebuilt
    {
        qint64 rows = 0;
        qint64 facts = 0;
        qint64 walBytes = 0; ///< left in the WAL, since checkpoints are not allowed beside others
    };

    /// Writes the whole content of `base` to `target`, which must not exist and is removed again on any
    /// failure, and checks it in full. Begins the steps rows, indices, verify. `base` is only read. Damaged
    /// where a table cannot be read to its end; DatabaseFailed where its rows break the constraints of their
    /// own table, or need functions or collations of the operator's program, or are over 64 MiB.
    static Result<Copied> copy(const QString &base, const QString &target, JobContext &context);

    /// copy(), and the result in the place of the base, beside others who have it open, unless they wrote to
    /// it meanwhile in each of three tries (ChangedMeanwhile). The base gets an audit row. The caller has
    /// made a safety copy and holds the lease.
    static Result<Rebuilt> run(const QString &base, JobContext &context);
};

} // namespace hakgal
