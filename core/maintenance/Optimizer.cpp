// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Optimizer.h"

#include "core/maintenance/Maintainable.h"
#include "core/maintenance/optimize/OptimizePlan.h"
#include "core/maintenance/optimize/OptimizeRun.h"
#include "core/maintenance/optimize/ProbeFigures.h"

#include <QCoreApplication>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

/// SQLite's hard heap limit while it lives. It holds for the whole process.
class HeapLimit
{
public:
    explicit HeapLimit(qint64 bytes) : m_before(sqlite3_hard_heap_limit64(bytes)) {}
    ~HeapLimit() { sqlite3_hard_heap_limit64(m_before); }
    HeapLimit(const HeapLimit &) = delete;
    HeapLimit &operator=(const HeapLimit &) = delete;

private:
    sqlite3_int64 m_before;
};

/// Before the plan is made only the steps are known; it is the smaller part.
std::vector<JobStep> roughly()
{
    std::vector<JobStep> steps{{u"plan"_s, 1}};
    for (const OptimizeStep step :
         {OptimizeStep::Check, OptimizeStep::Backup, OptimizeStep::Vacuum, OptimizeStep::Verify})
        steps.push_back({QLatin1String(stepName(step)), 5});
    return steps;
}

std::vector<JobStep> stepsOf(const std::vector<PlannedStep> &plan)
{
    std::vector<JobStep> steps;
    for (const PlannedStep &planned : plan) {
        if (planned.run)
            steps.push_back({QLatin1String(stepName(planned.step)), planned.predictedSeconds.value_or(0.1)});
    }
    steps.push_back({u"figures"_s, 0.2});
    return steps;
}

} // namespace

Result<OptimizeReport> optimize(const Settings &settings, const OptimizeOptions &options, JobContext &context)
{
    const HeapLimit limit(options.heapLimitBytes);
    context.plan(roughly());
    context.begin(u"plan"_s, QCoreApplication::translate("hakgal", "Looking at the knowledge base"));
    JobContext planning = context.nested();
    auto report = makeOptimizePlan(settings, options, planning);
    if (!report)
        return report;

    context.plan(stepsOf(report->plan));
    if (auto done = OptimizeRun(settings, options, context, *report).run(); !done)
        report->failure = done.error();
    if (report->failure && report->failure->code == ErrorCode::Interrupted)
        return report;
    // What it bought; on a base that a step failed on as far as it can still be read.
    context.begin(u"figures"_s, QCoreApplication::translate("hakgal", "Timing the probe queries again"));
    JobContext measuring = context.nested();
    if (auto after = measureFigures(resolvedPath(settings.databasePath), settings.probeCacheMb, measuring))
        report->after = *after;
    context.end();
    return report;
}

} // namespace hakgal
