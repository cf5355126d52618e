// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

#include <functional>

namespace hakgal {

/// Puts a verified new file in the place of a knowledge base that others may have open. The original is never
/// deleted. Two branches and one refusal, as the file comment of Swap.cpp states in words:
///   header readable            the new content is written into the live file through SQLite's backup
///   interface,
///                              under a watcher that notices any commit since the copy was made
///   header gone, nobody there  intent log, original kept as <file>.corrupt-<time>, rename into place
///   header gone, others there  refused: ErrorCode::OthersPresent
/// Blocking; run in a process of its own. Whatever the moment of a kill, the next recoverIntents() leaves the
/// old or the new state, whole.
class Swap
{
public:
    struct Request
    {
        QString live;
        /// Makes the new file from the live one as it is now and returns its path. Called again (at most
        /// three times) where a commit came in between; nullptr content means the new file does not depend on
        /// the live one.
        std::function<Result<QString>()> produce;
        /// True: commits since the copy make the new file stale (repair); false: they are meant to be
        /// replaced (restore), after a safety copy that still holds them.
        bool mustBeUnchanged = true;
    };
    struct Done
    {
        QString
            kept; ///< where the original went; empty in the backup branch (the safety copy is the caller's)
        qint64 facts = 0;
    };
    static Result<Done> run(const Request &request, JobContext &context);

    /// Finishes or reverses what an earlier process left half done for this base. Call at every start of a
    /// job and of the monitor's process, under the lease. Returns how many intents were settled.
    static Result<int> recoverIntents(const QString &databasePath);
};

} // namespace hakgal
