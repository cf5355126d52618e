// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace hakgal {

/// What we did to a base: one row for each job that changed something, in the table `journal` of its history
/// database. Works beside a running recorder. Blocks for milliseconds, at most a second; any thread but the
/// window's.
class Journal
{
public:
    struct Entry
    {
        qint64 atMs = 0; ///< wall clock
        QString operation;
        QJsonObject details;
    };
    /// HistoryUnavailable where it cannot be kept; the job itself is not touched by that.
    static Result<void> add(const QString &databasePath, const QString &operation,
                            const QJsonObject &details);
    /// Newest first. No history yet: empty.
    static Result<std::vector<Entry>> read(const QString &databasePath, int limit);
};

} // namespace hakgal
