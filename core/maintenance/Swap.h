// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"

#include <functional>

namespace hakgal {

/// Puts a new content in the place of a knowledge base that others may have open. The original is never
/// deleted. Two ways and one refusal, as the file comment of Swap.cpp states in words:
///   header readable            InPlace: the new content is written into the live file through SQLite's
///                              backup interface, under a watcher that notices any commit since the copy
///   header gone, nobody there  Replace: intent log, original kept as <file>.corrupt-<time>, rename into
///   place header gone, others there  refused: ErrorCode::OthersPresent
/// A missing file is Replace with nothing to keep. The caller holds the lease and no connection to the live
/// file. Blocking; run it in a process of its own. Whatever the moment of a kill, the next recoverIntents()
/// leaves the old or the new state, whole.
class Swap
{
public:
    enum class Way : quint8 { InPlace, Replace };
    static constexpr int kMostTries = 3;

    struct Attempt
    {
        int number = 1; ///< counts from 1; each attempt but the first follows a commit of others
        Way way = Way::InPlace;
        QString target;      ///< where the new file is made; removed by us in the end
        bool locked = false; ///< the last one, under the write lock: see finishLocked
    };
    struct Request
    {
        QString live;
        /// Makes the new file at attempt.target, verified, in rollback mode and with no connection left open,
        /// and whatever else must be no older than the live file (a safety copy). The file of an earlier
        /// attempt is still there and may be kept as it is.
        std::function<Result<void>(const Attempt &)> prepare;
        /// Where commits came in between in every try: true calls prepare once more while the write lock
        /// keeps others from committing (it may only add what is missing, quickly); false gives up with
        /// ErrorCode::ChangedMeanwhile.
        bool finishLocked = false;
    };
    struct Done
    {
        Way way = Way::InPlace;
        QString kept;        ///< Replace: where the original is now; empty where there was none
        qint64 facts = -1;   ///< in the live file after the swap; -1: it has no facts table
        qint64 walBytes = 0; ///< left in the WAL, since checkpoints are not allowed beside others
    };
    /// Begins the step "swap", and "check" after it. From the write lock (InPlace) or the first name that
    /// moves (Replace) on it cannot be cancelled.
    static Result<Done> run(const Request &request, JobContext &context);

    /// Which way run() would take, found by opening and closing. An error where the file cannot be changed.
    static Result<Way> wayFor(const QString &live);

    /// Finishes or reverses what an earlier process left half done for this base. Call under the lease at
    /// every start of a job, and of the process that watches. Returns how many intents were settled.
    static Result<int> recoverIntents(const QString &databasePath);
};

} // namespace hakgal
