// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleTest.h"

#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/verbs/Verbs.h"
#include "core/maintenance/ProcessLimits.h"
#include "core/maintenance/scale/ScaleScratch.h"
#include "core/store/Database.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace hakgal {

namespace {

Result<ScaleOptions> optionsOf(const Invocation &invocation)
{
    ScaleOptions options;
    options.cacheMb = invocation.settings.probeCacheMb;
    bool ok = true;
    if (invocation.has("facts"))
        options.facts = invocation.value("facts").toLongLong(&ok);
    if (!ok)
        return usageError(QT_TRANSLATE_NOOP("hakgal", "--facts takes a whole number"));
    if (invocation.has("seconds"))
        options.seconds = invocation.value("seconds").toDouble(&ok);
    if (!ok)
        return usageError(QT_TRANSLATE_NOOP("hakgal", "--seconds takes a number"));
    if (invocation.has("seed"))
        options.seed = invocation.value("seed").toLongLong(&ok);
    if (!ok)
        return usageError(QT_TRANSLATE_NOOP("hakgal", "--seed takes a whole number"));
    if (invocation.has("patterns")) {
        const QStringList names = invocation.value("patterns").split(u',', Qt::SkipEmptyParts);
        std::vector<ScalePattern> chosen;
        for (const QString &name : names) {
            const auto pattern = patternByName(name.trimmed());
            if (!pattern)
                return usageError(QT_TRANSLATE_NOOP("hakgal", "there is no pattern \"%1\""),
                                  {name.trimmed()});
            chosen.push_back(*pattern);
        }
        options.patterns.clear();
        for (const ScalePattern pattern : kScalePatterns) { // each once, in one order
            if (std::find(chosen.begin(), chosen.end(), pattern) != chosen.end())
                options.patterns.push_back(pattern);
        }
    }
    return options;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("hakgal", text);
}

void tellSize(const ScaleSize &size, Output &output)
{
    const Format &format = output.catalogue().format();
    output.line(
        tr("%1 facts: %2 inserts a second, file %3, memory %4")
            .arg(format.count(size.facts),
                 size.insertPerSecond ? format.count(qRound64(*size.insertPerSecond)) : QStringLiteral("-"),
                 format.bytes(static_cast<double>(size.fileBytes)),
                 size.rssBytes ? format.bytes(static_cast<double>(*size.rssBytes)) : QStringLiteral("-")));
    for (const auto &[pattern, latency] : size.patterns) {
        output.line(tr("  %1 p50 %2, p95 %3, p99 %4 (%5 queries)")
                        .arg(QString(QLatin1String(patternName(pattern))).leftJustified(10),
                             format.latency(latency.p50Seconds), format.latency(latency.p95Seconds),
                             format.latency(latency.p99Seconds), format.count(latency.queries)));
    }
}

void tellLimits(const ScaleReport &report, Output &output)
{
    const Catalogue &catalogue = output.catalogue();
    std::optional<ScaleLimit::Promise> promise;
    for (const ScaleLimit &limit : report.limits) {
        if (promise != limit.promise) {
            promise = limit.promise;
            output.line(limit.promise == ScaleLimit::Promise::Goal ? tr("The goal:")
                                                                   : tr("What was claimed:"));
        }
        output.line(QStringLiteral("  %1  %2: %3")
                        .arg(limit.pass() ? tr("PASS") : tr("FAIL"), catalogue.scaleLimit(limit),
                             catalogue.scaleVerdict(limit, report.options.facts)));
    }
}

void tellChanges(const ScaleReport &before, const ScaleReport &after, Output &output)
{
    const Catalogue &catalogue = output.catalogue();
    output.line(tr("Against the run of %1:").arg(catalogue.format().dateTime(before.atMs)));
    for (const ScaleChange &change : scaleChanges(before, after))
        output.line(QStringLiteral("  ") + catalogue.scaleChange(change));
    if (before.machine != after.machine || before.ownFacts != after.ownFacts)
        output.line(tr("  That run was of another machine, version or number of own facts."));
}

/// What the run before with the same options found; null where there was none.
QJsonValue previousJson(const std::optional<ScaleReport> &before, const ScaleReport &after)
{
    if (!before)
        return {};
    QJsonObject object = before->toJson();
    object.insert(QStringLiteral("same_machine"), before->machine == after.machine);
    return object;
}

} // namespace

int runScaleTest(const Invocation &invocation, Output &output)
{
    const auto options = optionsOf(invocation);
    if (!options)
        return output.failed(options.error());
    const bool synthetic = invocation.has("synthetic") || invocation.settings.databasePath.isEmpty();
    const QString base = synthetic ? QString() : invocation.settings.databasePath;
    if (invocation.has("dry-run")) {
        const auto needs = ScaleTest::needs(base, *options);
        if (!needs)
            return output.failed(needs.error());
        output.set(QStringLiteral("needs"), needs->toJson());
        const auto results = ScaleScratch::results(base);
        output.set(QStringLiteral("last"),
                   results.empty() ? QJsonValue() : QJsonValue(results.back().toJson()));
        const Format &format = output.catalogue().format();
        output.line(
            tr("It would take about %1 of disk and %2.")
                .arg(format.bytes(static_cast<double>(needs->diskBytes)), format.duration(needs->seconds)));
        return output.done();
    }
    limitSqliteMemory(static_cast<qint64>(invocation.settings.memoryLimitMb) << 20);
    yieldToOthers();
    const auto before = ScaleScratch::last(base, *options);
    JobContext job = output.job();
    const auto report = ScaleTest::run(base, *options, job, [&](const ScaleSize &size) {
        output.endProgress();
        tellSize(size, output);
    });
    if (!report)
        return output.failed(report.error());
    output.endProgress();
    output.set(report->toJson());
    output.set(QStringLiteral("previous"), previousJson(before, *report));
    tellLimits(*report, output);
    if (report->wasBusy())
        output.line(
            tr("The test got only %1 of a processor: other programs were at work, and the figures are "
               "worse than those of the base.")
                .arg(output.catalogue().format().percent(100 * *report->processorShare)));
    if (before)
        tellChanges(*before, *report, output);
    return output.done();
}

} // namespace hakgal
