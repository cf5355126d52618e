// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Job.h"
#include "core/maintenance/scale/ScaleReport.h"
#include "core/Result.h"

#include <functional>

namespace hakgal {

/// What a scale test will take. Disk and time are estimates: of the size of the operator's own facts and
/// indices, and of how fast the last run here was (`fromLastRun`), else of an ordinary desktop.
struct ScaleNeeds
{
    qint64 ownFacts = 0;
    qint64 diskBytes = 0;  ///< at the most, while it runs; afterwards nothing
    qint64 freeBytes = -1; ///< on the volume of our state folder; -1: not known
    double seconds = 0;
    bool fromLastRun = false;

    bool fits() const { return freeBytes < 0 || freeBytes >= diskBytes; }
    QJsonObject toJson() const;
    static ScaleNeeds fromJson(const QJsonObject &object);
};

/// Grows a private copy of a knowledge base (an empty path: a base of made-up facts) to a number of facts,
/// and measures at several sizes on the way how fast facts are stored and found, and what it takes.
///
/// The knowledge base is only read: once, by SlicedCopy, under the lease of the base, which is given back
/// before anything is measured, so that backups can run beside a test. All else happens in a file of our own
/// (see ScaleScratch), which is removed at the end, on any failure and on a cancel; what a kill left is
/// removed by the next run, and when the dashboard opens the base.
///
/// Facts are stored as a program beside others stores them: all indices of the base in place, a prepared
/// INSERT that skips duplicates where an index can tell, 5,000 rows a transaction, each commit synced, in the
/// base's own journal mode. Triggers of the base do not run. Queries go through the same code as in the
/// window and hakgalctl, each in its own read transaction.
class ScaleTest
{
public:
    /// Usage where `options` are out of range or the base holds too many facts already; errors of
    /// Database::open().
    static Result<ScaleNeeds> needs(const QString &databasePath, const ScaleOptions &options);

    /// `onSize`, if any, is told each size when it is measured. The result is kept (ScaleScratch::results).
    /// NoSpace before anything is written; Interrupted on a cancel; JobRunning; errors as of needs().
    static Result<ScaleReport> run(const QString &databasePath, const ScaleOptions &options,
                                   JobContext &context,
                                   const std::function<void(const ScaleSize &)> &onSize = {});
};

} // namespace hakgal
