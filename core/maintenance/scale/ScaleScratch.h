// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/scale/ScaleReport.h"
#include "core/Result.h"

#include <memory>

class QLockFile;

namespace hakgal {

/// The folder in which a scale test works and keeps its results: scale/ in the state folder of the base, or
/// beside the state folders for made-up facts (an empty path). Nothing in it belongs to anybody else, and the
/// knowledge base is not in it. One test at a time works there.
class ScaleScratch
{
public:
    static constexpr int kMostResults = 20;

    /// Makes the folder, takes it for this process and removes what a killed test left. JobRunning (args:
    /// verb, pid, host) where another test works there.
    static Result<ScaleScratch> take(const QString &databasePath);
    ScaleScratch(ScaleScratch &&) noexcept;
    ScaleScratch &operator=(ScaleScratch &&) = delete;
    /// Removes the file to work with.
    ~ScaleScratch();

    /// The file to work with. Not there yet.
    QString file() const { return m_folder + QStringLiteral("/work.db"); }

    /// Keeps a result; of more than kMostResults the oldest goes. Only the one who took the folder may.
    Result<void> keep(const ScaleReport &report);

    static QString folder(const QString &databasePath);
    /// Removes what a killed test left, unless one is at work. Any time, any process.
    static void clear(const QString &databasePath);
    /// Oldest first; empty where there are none or they cannot be read.
    static std::vector<ScaleReport> results(const QString &databasePath);
    /// The newest result of a run with the same options.
    static std::optional<ScaleReport> last(const QString &databasePath, const ScaleOptions &options);

private:
    ScaleScratch(QString folder, std::unique_ptr<QLockFile> lock);

    QString m_folder;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace hakgal
