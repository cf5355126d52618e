// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace hakgal {

/// What we did to a base: one row for each job that changed something, was meant to, or checked the base in
/// full, in the table `journal` of its history database. Works beside a running recorder. Blocks for
/// milliseconds, at most a second; any thread but the window's.
///
/// `operation` is the verb. The details are the job's own, but for these keys, which others read:
///   "error"      {"code", "args", "message"} or the code alone: the job failed, or was cancelled (code
///   "interrupted") "integrity"  "ok": a full integrity_check passed, of the base or of a copy of all its
///   pages
class Journal
{
public:
    struct Entry
    {
        qint64 atMs = 0; ///< wall clock
        QString operation;
        QJsonObject details;

        std::optional<Error> error() const; ///< why the job failed; nullopt: it ended well
    };
    /// HistoryUnavailable where it cannot be kept; the job itself is not touched by that.
    static Result<void> add(const QString &databasePath, const QString &operation,
                            const QJsonObject &details);
    /// A row about a job that failed.
    static Result<void> addFailure(const QString &databasePath, const QString &operation, const Error &error);
    /// Newest first, none older than `sinceMs`. No history yet: empty.
    static Result<std::vector<Entry>> read(const QString &databasePath, int limit, qint64 sinceMs = 0);
    /// The newest row of each operation with each outcome (its error code and "integrity", or
    /// none), newest first.
    static Result<std::vector<Entry>> newest(const QString &databasePath);
};

} // namespace hakgal
