// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/store/Database.h"

namespace hakgal {

/// What SQLite's own check of a file said.
struct Integrity
{
    enum class State : quint8 {
        Ok,
        Damaged,   ///< it named damage, or stumbled over it
        Unchecked, ///< it needs a function or collation that only the operator's program has, or more memory
                   ///< than a process of ours may take for one value (64 MiB)
    };
    State state = State::Ok;
    QStringList messages; ///< SQLite's words, at most 100

    /// The error that says so (ErrorCode::Damaged).
    Error damage(const QString &path) const { return {ErrorCode::Damaged, {path}, messages.value(0), 0}; }
};

/// integrity_check where `full`, else quick_check, which finds few of the damages. Moves the running step of
/// the context by the time it was expected to take. Only cancel and lock errors are errors.
Result<Integrity> checkIntegrity(Database &database, bool full, JobContext &context);

} // namespace hakgal
