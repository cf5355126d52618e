// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/Maintenance.h"
#include "app/verbs/Verbs.h"
#include "core/http/EndpointProbe.h"
#include "core/maintenance/Repairer.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace hakgal {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("hakgal", text);
}

void showPlan(const std::vector<Finding> &plan, Output &output)
{
    const Catalogue &catalogue = output.catalogue();
    for (const Finding &finding : plan) {
        output.line(QStringLiteral("%1: %2").arg(finding.id, catalogue.finding(finding)));
        output.line(QStringLiteral("    ") + catalogue.remedy(*finding.remedy));
        if (finding.remedy->canLoseData)
            output.line(QStringLiteral("    ") + tr("Something can be lost by this."));
    }
    if (plan.empty())
        output.line(tr("Nothing was found that can be repaired."));
}

QJsonArray planJson(const DiagnosisReport &found, const std::vector<Finding> &plan)
{
    QJsonArray list;
    const QJsonArray all = found.toJson().value(QLatin1String("findings")).toArray();
    for (const Finding &finding : plan) {
        const auto object = std::find_if(all.begin(), all.end(), [&](const QJsonValue &value) {
            return value[QLatin1String("id")].toString() == finding.id;
        });
        if (object != all.end())
            list.append(*object);
    }
    return list;
}

/// What would be done, by reading only.
Result<std::vector<Finding>> lookAhead(const Invocation &invocation, const QStringList &ids, Output &output)
{
    JobContext context = output.job();
    const auto found = diagnose(invocation.settings, true, &askEndpoint, context);
    if (!found)
        return found.error();
    auto plan = repairPlan(*found, ids);
    if (!plan)
        return plan;
    output.endProgress();
    output.set(QStringLiteral("plan"), planJson(*found, *plan));
    showPlan(*plan, output);
    return plan;
}

void tell(const RepairReport &report, Output &output)
{
    for (const RepairReport::Applied &one : report.applied) {
        QString word = tr("skipped");
        if (one.result == RepairReport::Applied::Result::Done)
            word = tr("done");
        else if (one.result == RepairReport::Applied::Result::Failed)
            word = tr("failed");
        QStringList clauses;
        if (one.error)
            clauses << output.catalogue().error(*one.error);
        for (const Phrase &clause : one.said)
            clauses << output.catalogue().phrase(clause);
        output.line(
            QStringLiteral("%1  %2: %3").arg(word, -8).arg(one.id, clauses.join(QLatin1String("; "))));
    }
    if (!report.safetyCopy.isEmpty())
        output.line(tr("What was there before is in %1").arg(QDir::toNativeSeparators(report.safetyCopy)));
    if (report.applied.empty())
        output.line(tr("Nothing was found that can be repaired."));
}

/// The first thing that went wrong; nullopt where nothing did.
std::optional<Error> failureOf(const RepairReport &report)
{
    if (report.cancelled)
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    const auto failed = std::find_if(report.applied.begin(), report.applied.end(),
                                     [](const RepairReport::Applied &one) { return one.error.has_value(); });
    return failed == report.applied.end() ? std::nullopt : failed->error;
}

void note(const Invocation &invocation, const RepairReport &report, Output &output)
{
    if (report.applied.empty())
        return;
    const QJsonObject told = report.toJson();
    QJsonObject details{{QStringLiteral("safety_copy"), told.value(QLatin1String("safety_copy"))},
                        {QStringLiteral("applied"), told.value(QLatin1String("applied"))}};
    if (const auto error = failureOf(report))
        details.insert(QStringLiteral("error"),
                       QJsonObject{{QStringLiteral("code"), QLatin1String(errorName(error->code))},
                                   {QStringLiteral("args"), QJsonArray::fromStringList(error->args)},
                                   {QStringLiteral("message"), error->detail}});
    const bool sound =
        std::any_of(report.after.passed.begin(), report.after.passed.end(),
                    [](const PassedCheck &check) { return check.check == QLatin1String("integrity"); });
    if (sound && report.after.full)
        details.insert(QStringLiteral("integrity"), QStringLiteral("ok"));
    noteInJournal(invocation, output, details);
}

} // namespace

int runRepair(const Invocation &invocation, Output &output)
{
    QStringList ids;
    if (invocation.has("only")) {
        ids = invocation.value("only").split(u',');
        if (ids.join(QString()).trimmed().isEmpty())
            return output.failed(usageError(
                QT_TRANSLATE_NOOP("hakgal", "--only takes ids of findings, as diagnose tells them")));
    }
    if (invocation.has("dry-run")) {
        if (invocation.has("yes"))
            return output.failed(
                usageError(QT_TRANSLATE_NOOP("hakgal", "--dry-run and --yes exclude each other")));
        const auto plan = lookAhead(invocation, ids, output);
        return plan ? output.done() : output.failed(plan.error());
    }
    if (!invocation.has("yes")) {
        const Error refused =
            usageError(QT_TRANSLATE_NOOP("hakgal", "nothing was changed; repair needs --yes, or a yes on a "
                                                   "terminal"));
        if (!canAsk(invocation))
            return output.failed(refused);
        const auto plan = lookAhead(invocation, ids, output);
        if (!plan)
            return output.failed(plan.error());
        if (plan->empty())
            return output.done();
        if (!confirmed(invocation, output, tr("Do this? A safety copy is made first where it is needed.")))
            return output.failed(refused);
    }

    // Not beginJob(): what an earlier job left half done is a finding here, and repair() settles it.
    const auto lease = Lease::take(invocation.settings.databasePath, invocation.verb);
    if (!lease)
        return output.failed(lease.error());
    JobContext context = output.job();
    const auto report = repair(invocation.settings, invocation.settingsPath, ids, &askEndpoint, context);
    if (!report)
        return report.error().code == ErrorCode::Usage ? output.failed(report.error())
                                                       : jobFailed(invocation, output, report.error());
    output.endProgress();
    output.set(report->toJson());
    note(invocation, *report, output);
    tell(*report, output);
    const auto error = failureOf(*report);
    if (report->cancelled)
        return output.failed(*error);
    if (report->ok())
        return output.done();
    return output.done(error ? exitCode(*error) : int(ExitFinding));
}

} // namespace hakgal
