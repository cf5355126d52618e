// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/maintenance/JobRunner.h"
#include "core/mcp/McpSession.h"
#include "core/Result.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace hakgal {

/// The tools for agents: what they are called, which verb of hakgalctl each call is, and what its answer
/// says. Pure; any thread.
namespace mcp {

/// performance_monitor, optimize_database, scale_test.
std::vector<McpTool> tools();
QString instructions();

/// How a call is carried out: the verb and its arguments, once, or twice with a pause (two readings tell a
/// rate).
struct Plan
{
    QStringList verbAndArguments;
    double againAfterSeconds = 0; ///< 0: once
};
/// Usage (args: what is wrong) where the arguments are not those of the tool; unknown ones are wrong too.
Result<Plan> plan(const QString &tool, const QJsonObject &arguments);

struct Answer
{
    QJsonObject result;
    QString words;
    bool failed = false;
};
/// What came of it. `reports`: one or two, as planned; `secondsBetween`: of the two, by the monotonic clock.
Answer answer(const QString &tool, const QJsonObject &arguments, const std::vector<JobReport> &reports,
              double secondsBetween);

} // namespace mcp

} // namespace hakgal
