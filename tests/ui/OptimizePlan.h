// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/Optimizer.h"

namespace hakgal::madeup {

inline PlannedStep plannedStep(OptimizeStep id, bool run, PlannedStep::Why why, const QStringList &args = {},
                               std::optional<double> seconds = std::nullopt)
{
    PlannedStep made;
    made.step = id;
    made.run = run;
    made.why = why;
    made.args = args;
    made.predictedSeconds = seconds;
    return made;
}

/// A plan in which every sort of reason occurs.
inline OptimizeReport optimizePlan()
{
    using namespace Qt::StringLiterals;
    using Why = PlannedStep::Why;
    OptimizeReport report;
    report.plan = {
        plannedStep(OptimizeStep::Check, true, Why::Always, {}, 0.4),
        plannedStep(OptimizeStep::Backup, true, Why::Always, {}, 0.6),
        plannedStep(OptimizeStep::Wal, false, Why::AlreadyWal),
        plannedStep(OptimizeStep::Indices, true, Why::IndicesMissing, {u"idx_subject"_s}, 1.2),
        plannedStep(OptimizeStep::Analyze, true, Why::StatisticsMissing, {}, 0.1),
        plannedStep(OptimizeStep::Reindex, false, Why::NoFaultyIndex),
        plannedStep(OptimizeStep::Vacuum, false, Why::TooLittleGain, {u"49152"_s, u"6100000"_s}, 1.5),
        plannedStep(OptimizeStep::Checkpoint, false, Why::WalResetDefect, {u"python3 (4712)"_s, u"0"_s}),
        plannedStep(OptimizeStep::Verify, true, Why::Always, {}, 0.5)};
    report.plan[1].spaceNeeded = 6'100'000;
    report.plan[3].predictedBytes = -820'000;
    report.plan[3].predictedGainSeconds = 0.0031;
    report.plan[3].spaceNeeded = 2'460'000;
    report.plan[6].predictedBytes = 49'152;
    report.plan[6].spaceNeeded = 12'200'000;
    report.before = {18'160, 6'100'000, 1'200'000, 0.00011, 0.0038, 93.4};
    report.others = {{4712, u"python3"_s, 1}};
    report.othersKnown = HoldersKnown::All;
    report.advice = {{u"cache_size"_s, u"-2000"_s, u"-8192"_s}, {u"synchronous"_s, u"FULL"_s, u"NORMAL"_s}};
    return report;
}

} // namespace hakgal::madeup
