// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Optimizer.h"

#include "app/verbs/Maintenance.h"
#include "app/verbs/Verbs.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace hakgal {

namespace {

Result<OptimizeOptions> optionsOf(const Invocation &invocation)
{
    OptimizeOptions options;
    options.backup = !invocation.has("no-backup");
    options.heapLimitBytes = static_cast<qint64>(invocation.settings.memoryLimitMb) << 20;
    options.backupFolder = invocation.settings.backupDirectory;
    options.keepBackups = invocation.settings.backupKeep;
    if (invocation.has("only")) {
        const QStringList names = invocation.value("only").split(u',', Qt::SkipEmptyParts);
        for (const QString &name : names) {
            const auto step = stepByName(name.trimmed());
            if (!step)
                return usageError(QT_TRANSLATE_NOOP("hakgal", "optimize has no step \"%1\""),
                                  {name.trimmed()});
            options.only.push_back(*step);
        }
        if (options.only.empty())
            return usageError(
                QT_TRANSLATE_NOOP("hakgal", "--only takes the names of steps, separated by commas"));
    }
    if (invocation.has("memory-limit-mb")) {
        constexpr qint64 kLeastMb = 16;
        constexpr qint64 kMostMb = 1 << 20;
        bool ok = false;
        const qint64 mb = invocation.value("memory-limit-mb").toLongLong(&ok);
        if (!ok || mb < kLeastMb || mb > kMostMb)
            return usageError(
                QT_TRANSLATE_NOOP("hakgal", "--memory-limit-mb takes a whole number from 16 to 1048576"));
        options.heapLimitBytes = mb << 20;
    }
    return options;
}

/// "12.5 ms for a query, 6.1 MB": what a step brings, as far as it was predicted.
QString gain(const PlannedStep &planned, const Format &format)
{
    QStringList parts;
    if (planned.predictedGainSeconds && *planned.predictedGainSeconds > 0)
        parts += QCoreApplication::translate("hakgal", "queries quicker by up to %1")
                     .arg(format.latency(*planned.predictedGainSeconds));
    if (planned.predictedBytes && *planned.predictedBytes > 0)
        parts += QCoreApplication::translate("hakgal", "%1 less")
                     .arg(format.bytes(static_cast<double>(*planned.predictedBytes)));
    if (planned.predictedBytes && *planned.predictedBytes < 0)
        parts += QCoreApplication::translate("hakgal", "%1 more")
                     .arg(format.bytes(static_cast<double>(-*planned.predictedBytes)));
    if (planned.run && planned.predictedSeconds)
        parts += QCoreApplication::translate("hakgal", "takes about %1")
                     .arg(format.latency(*planned.predictedSeconds));
    return parts.join(QStringLiteral(", "));
}

void tellPlan(const OptimizeReport &report, Output &output)
{
    for (const PlannedStep &planned : report.plan) {
        const QString what = gain(planned, output.catalogue().format());
        output.line(QStringLiteral("%1 %2  %3%4")
                        .arg(QLatin1Char(planned.run ? '+' : '-'))
                        .arg(output.catalogue().optimizeStep(planned.step).leftJustified(24),
                             output.catalogue().optimizeReason(planned),
                             what.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(what)));
    }
}

void tellOthers(const OptimizeReport &report, Output &output)
{
    DatabaseState state;
    state.holders = report.others;
    state.holdersKnown = report.othersKnown;
    output.line(
        QCoreApplication::translate("hakgal", "Open by others: %1").arg(output.catalogue().holders(state)));
}

void tellSteps(const OptimizeReport &report, Output &output)
{
    using Outcome = OptimizeReport::Ran::Result;
    const Format &format = output.catalogue().format();
    for (const OptimizeReport::Ran &ran : report.steps) {
        QString result;
        switch (ran.result) {
        case Outcome::Done:
            result = QCoreApplication::translate("hakgal", "done");
            break;
        case Outcome::Partial:
            result = QCoreApplication::translate("hakgal", "partly done");
            break;
        case Outcome::Skipped:
            result = QCoreApplication::translate("hakgal", "not needed or not possible");
            break;
        case Outcome::Failed:
            result = QCoreApplication::translate("hakgal", "failed");
            break;
        }
        QStringList sentences; // why a step failed is told at the end
        for (const Phrase &sentence : ran.said)
            sentences << output.catalogue().phrase(sentence);
        if (!sentences.isEmpty())
            sentences.prepend(QStringLiteral(" "));
        output.line(QStringLiteral("%1  %2, %3%4")
                        .arg(output.catalogue().optimizeStep(ran.step).leftJustified(24), result,
                             format.latency(ran.seconds), sentences.join(QLatin1Char(' '))));
    }
}

void tellFigures(const OptimizeReport &report, Output &output)
{
    const Format &format = output.catalogue().format();
    const auto row = [&](const QString &name, const QString &before, const QString &after) {
        output.line(QStringLiteral("%1  %2 -> %3").arg(name.leftJustified(24), before, after));
    };
    const auto bytes = [&](qint64 value) { return format.bytes(static_cast<double>(value)); };
    const auto latency = [&](const std::optional<double> &value) {
        return value ? format.latency(*value) : QStringLiteral("-");
    };
    const auto percent = [&](const std::optional<double> &value) {
        return value ? format.percent(*value) : QStringLiteral("-");
    };
    const OptimizeFigures &before = report.before;
    const OptimizeFigures &after = *report.after;
    row(QCoreApplication::translate("hakgal", "Facts"), format.count(before.facts),
        format.count(after.facts));
    row(QCoreApplication::translate("hakgal", "File"), bytes(before.databaseBytes),
        bytes(after.databaseBytes));
    row(QCoreApplication::translate("hakgal", "Write-ahead log"), bytes(before.walBytes),
        bytes(after.walBytes));
    row(QCoreApplication::translate("hakgal", "Query p50"), latency(before.p50Seconds),
        latency(after.p50Seconds));
    row(QCoreApplication::translate("hakgal", "Query p95"), latency(before.p95Seconds),
        latency(after.p95Seconds));
    row(QCoreApplication::translate("hakgal", "Cache hit"), percent(before.cacheHitRate),
        percent(after.cacheHitRate));
}

/// What was done, also by a run that failed later on.
QJsonObject journalRow(const OptimizeReport &report, const QJsonObject &object)
{
    QJsonObject details;
    for (const char *key : {"steps", "before", "after", "backup", "undo"})
        details.insert(QLatin1String(key), object.value(QLatin1String(key)));
    const bool checked =
        std::any_of(report.steps.begin(), report.steps.end(), [](const OptimizeReport::Ran &ran) {
            const bool inFull = ran.step == OptimizeStep::Verify || ran.step == OptimizeStep::Backup;
            return inFull && ran.result == OptimizeReport::Ran::Result::Done;
        });
    if (checked)
        details.insert(QStringLiteral("integrity"), QStringLiteral("ok"));
    if (report.failure)
        details.insert(QStringLiteral("error"),
                       QJsonObject{{QStringLiteral("code"), QLatin1String(errorName(report.failure->code))},
                                   {QStringLiteral("args"), QJsonArray::fromStringList(report.failure->args)},
                                   {QStringLiteral("message"), report.failure->detail}});
    return details;
}

} // namespace

int runOptimize(const Invocation &invocation, Output &output)
{
    const auto options = optionsOf(invocation);
    if (!options)
        return output.failed(options.error());
    if (invocation.has("dry-run")) {
        JobContext context = output.job();
        const auto plan = planOptimize(invocation.settings, *options, context);
        if (!plan)
            return output.failed(plan.error());
        output.endProgress();
        output.set(optimizeJson(*plan));
        tellPlan(*plan, output);
        tellOthers(*plan, output);
        return output.done();
    }
    const auto lease = beginJob(invocation, output);
    if (!lease)
        return output.failed(lease.error());
    JobContext context = output.job();
    const auto report = optimize(invocation.settings, *options, context);
    if (!report)
        return jobFailed(invocation, output, report.error());
    output.endProgress();
    const QJsonObject object = optimizeJson(*report);
    output.set(object);
    noteInJournal(invocation, output, journalRow(*report, object));
    tellSteps(*report, output);
    if (report->after)
        tellFigures(*report, output);
    if (!report->backup.isEmpty())
        output.line(QCoreApplication::translate("hakgal", "The backup is %1")
                        .arg(QDir::toNativeSeparators(report->backup)));
    if (report->failure)
        return output.failed(*report->failure);
    return output.done();
}

} // namespace hakgal
