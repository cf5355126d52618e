// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"
#include "core/store/Database.h"

#include <QElapsedTimer>

namespace hakgal {

/// Runs the steps of a plan that was just made, in their order, and writes into its report what came of them.
class OptimizeRun
{
public:
    OptimizeRun(const Settings &settings, const OptimizeOptions &options, JobContext &context,
                OptimizeReport &report);

    /// The error of the step that failed; the steps before it stay.
    Result<void> run();

private:
    /// What a step came to.
    struct Came
    {
        OptimizeReport::Ran::Result result = OptimizeReport::Ran::Result::Done;
        std::vector<Phrase> said = {}; ///< sentences
    };
    Result<Came> runStep(const PlannedStep &planned);
    /// integrity_check where `full`, else quick_check.
    Result<Came> check(bool full);
    /// Whether the plan has a step that rebuilds indices with wrong entries, if there are any.
    bool rebuildsIndices() const;
    Result<Came> backup();
    Result<Came> switchToWal();
    Result<Came> createIndices();
    Result<Came> refreshStatistics(bool analyze);
    Result<Came> rebuildFaulty();
    Result<Came> vacuum();
    Result<Came> incremental();
    Result<Came> checkpoint();

    Result<Came> backupOfFaulty(const Error &backupFailed);
    Result<void> reindex(const QString &name, JobContext &context);
    Result<Database *> open();
    Result<void> audit(Database &database, OptimizeStep step, QJsonObject details);
    void foldAfter(OptimizeStep step);
    void foldAfterFailure();

    const Settings &m_settings;
    const OptimizeOptions &m_options;
    JobContext &m_context;
    OptimizeReport &m_report;
    QString m_path;
    std::unique_ptr<Database> m_database;
    std::optional<QStringList> m_faulty; ///< indices with wrong entries; nullopt: nobody looked yet
    bool m_wrongEntries = false;         ///< quick_check saw some; it may not have seen them all
};

} // namespace hakgal
