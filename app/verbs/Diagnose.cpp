// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/Maintenance.h"
#include "app/verbs/Verbs.h"
#include "core/http/EndpointProbe.h"
#include "core/maintenance/Diagnosis.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace hakgal {

namespace {

/// The word of /api/metrics that fits what was found.
const char *statusOf(const DiagnosisReport &report)
{
    const auto worst =
        std::max_element(report.findings.begin(), report.findings.end(),
                         [](const Finding &a, const Finding &b) { return a.severity < b.severity; });
    if (worst == report.findings.end() || worst->severity == Severity::Info)
        return statusName(Status::Operational);
    return statusName(worst->severity == Severity::Critical ? Status::Poor : Status::Degraded);
}

void print(const DiagnosisReport &report, Output &output)
{
    const Catalogue &words = output.catalogue();
    for (const Finding &finding : report.findings) {
        output.line(QStringLiteral("%1  %2").arg(words.severity(finding.severity), words.finding(finding)));
        output.line(QStringLiteral("    %1").arg(finding.id));
        if (finding.remedy)
            output.line(QStringLiteral("    → %1").arg(words.remedy(*finding.remedy)));
    }
    for (const PassedCheck &check : report.passed)
        output.line(
            QStringLiteral("✓ %1: %2").arg(words.findingCheck(check.check), words.passedCheck(check)));
}

} // namespace

int runDiagnose(const Invocation &invocation, Output &output)
{
    const bool full = !invocation.has("quick");
    JobContext context = output.job();
    const auto report = diagnose(invocation.settings, full, &askEndpoint, context);
    if (!report)
        return output.failed(report.error());
    output.endProgress();
    const bool sound =
        std::any_of(report->passed.begin(), report->passed.end(),
                    [](const PassedCheck &check) { return check.check == QLatin1String("integrity"); });
    if (full && sound)
        noteInJournal(invocation, output, {{QStringLiteral("integrity"), QStringLiteral("ok")}});
    const QLatin1String status(statusOf(*report));
    output.set({{QStringLiteral("status"), status}});
    output.set(report->toJson());
    output.line(
        QStringLiteral("%1  %2").arg(QDir::toNativeSeparators(invocation.settings.databasePath), status));
    print(*report, output);
    return output.done(status == QLatin1String(statusName(Status::Operational)) ? ExitOk : ExitFinding);
}

} // namespace hakgal
