// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RepairText.h"

#include <QCoreApplication>

#include <algorithm>

namespace hakgal {

namespace {

QString say(const char *text, int n = -1)
{
    return QCoreApplication::translate("hakgal", text, nullptr, n);
}

QString seconds(const Format &format, double value)
{
    return value < 60 ? format.locale().toString(value, 'f', 1) + QStringLiteral("\u00a0s")
                      : format.duration(value);
}

int countOf(const DiagnosisReport &report, Severity severity)
{
    return int(std::count_if(report.findings.begin(), report.findings.end(),
                             [&](const Finding &finding) { return finding.severity == severity; }));
}

} // namespace

QString RepairText::headline(const DiagnosisReport &report) const
{
    const int critical = countOf(report, Severity::Critical);
    const int warnings = countOf(report, Severity::Warning);
    QStringList parts;
    if (critical > 0)
        parts << say(QT_TRANSLATE_N_NOOP("hakgal", "%n critical"), critical);
    if (warnings > 0)
        parts << say(QT_TRANSLATE_N_NOOP("hakgal", "%n warning(s)"), warnings);
    return parts.isEmpty() ? say(QT_TRANSLATE_NOOP("hakgal", "nothing needs repair"))
                           : parts.join(QStringLiteral(", "));
}

QString RepairText::howDiagnosed(const DiagnosisReport &report) const
{
    const QString took = say(QT_TRANSLATE_NOOP("hakgal", "diagnosed in %1, read-only"))
                             .arg(seconds(m_catalogue.format(), report.seconds));
    const QString how =
        report.full
            ? say(QT_TRANSLATE_NOOP("hakgal", "full check: every page and every index entry was read"))
            : say(QT_TRANSLATE_NOOP("hakgal", "quick check; a full check finds more kinds of damage"));
    return took + QStringLiteral(" · ") + how;
}

Status RepairText::status(const DiagnosisReport &report)
{
    if (countOf(report, Severity::Critical) > 0)
        return Status::Poor;
    return countOf(report, Severity::Warning) > 0 ? Status::Degraded : Status::Operational;
}

QStringList RepairText::reasons(const DiagnosisReport &report) const
{
    QStringList words;
    for (const Severity severity : {Severity::Critical, Severity::Warning}) {
        for (const Finding &finding : report.findings) {
            if (finding.severity == severity)
                words << m_catalogue.findingCheck(finding.id) + QStringLiteral(": ") +
                             m_catalogue.finding(finding);
        }
    }
    return words;
}

QString RepairText::question(const std::vector<Finding> &chosen, const QString &fileName) const
{
    return say(QT_TRANSLATE_N_NOOP("hakgal", "Apply %n repair(s) to %1?"), int(chosen.size()))
        .arg(plainName(fileName, 80));
}

bool RepairText::touchesBase(RemedyAction action)
{
    switch (action) {
    case RemedyAction::MakeBackup:
    case RemedyAction::MoveEndpoint:
    case RemedyAction::RestartService:
    case RemedyAction::CreateHistory:
        return false;
    default:
        return true;
    }
}

QString RepairText::consequences(const std::vector<Finding> &chosen, const QString &ledger) const
{
    QStringList changes;
    QStringList risky;
    bool touched = false;
    for (const Finding &finding : chosen) {
        if (!finding.remedy)
            continue;
        const QString check = m_catalogue.findingCheck(finding.id);
        changes << QStringLiteral("• ") + check + QStringLiteral(": ") + m_catalogue.remedy(*finding.remedy);
        touched = touched || touchesBase(finding.remedy->action);
        if (finding.remedy->canLoseData && !risky.contains(check))
            risky << check;
    }
    QStringList parts;
    parts << (touched ? say(QT_TRANSLATE_NOOP("hakgal",
                                              "A safety copy of the knowledge base is made first. Then:"))
                      : say(QT_TRANSLATE_NOOP("hakgal", "The knowledge base itself is not changed:")));
    parts << changes.join(QLatin1Char('\n'));
    if (!ledger.isEmpty())
        parts << say(QT_TRANSLATE_NOOP("hakgal",
                                       "The salvage was tried and brings this: %1. The ledger on the "
                                       "page accounts for every fact; the damaged original is kept."))
                     .arg(ledger);
    if (!risky.isEmpty())
        parts << say(QT_TRANSLATE_NOOP("hakgal", "Data can be lost by: %1."))
                     .arg(risky.join(QStringLiteral(", ")));
    parts << say(QT_TRANSLATE_NOOP("hakgal", "Afterwards everything is diagnosed again."));
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace hakgal
