// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Database.h"

namespace hakgal {

/// Whether every index says the same as its table. What integrity_check does by looking each row up in each
/// index, all over the file, this does by reading tables and indices once from end to end: an index is right
/// where its entries ascend (no two alike if it is unique) and the sums of two hashes over its entries, each
/// with its rowid, are those over the rows. Together with quick_check, which looks at the structure of every
/// tree and at every row, that is as much as integrity_check says; a difference stays unseen with a chance of
/// 2^-128.
struct IndexAgreement
{
    enum class State : quint8 {
        Agrees,
        Differs,  ///< `index` and its table say different things
        CannotSay ///< an index over an expression, over some rows only, of another collation than BINARY or
                  ///< descending, or of a table WITHOUT ROWID: only integrity_check knows
    };
    State state = State::Agrees;
    QString index; ///< the first that is not right, or that cannot be compared

    /// Blocking; reads every page of tables and indices once, holds one row. Errors: those of reading, and
    /// Interrupted by the connection's cancel flag.
    static Result<IndexAgreement> check(Database &database);
};

} // namespace hakgal
