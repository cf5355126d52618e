// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Finding.h"

#include "core/alert/SeverityName.h"
#include "core/text/Catalogue.h"

#include <QJsonArray>

#include <array>

namespace hakgal {

namespace {

struct ActionName
{
    RemedyAction action;
    const char *name;
};
constexpr std::array<ActionName, 12> kActions{{
    {RemedyAction::CreateAuditLog, "create_audit_log"},
    {RemedyAction::CreateIndex, "create_index"},
    {RemedyAction::Reindex, "reindex"},
    {RemedyAction::Rebuild, "rebuild"},
    {RemedyAction::RestoreBackup, "restore_backup"},
    {RemedyAction::Salvage, "salvage"},
    {RemedyAction::FoldWal, "fold_wal"},
    {RemedyAction::MakeBackup, "make_backup"},
    {RemedyAction::MoveEndpoint, "move_endpoint"},
    {RemedyAction::RestartService, "restart_service"},
    {RemedyAction::SettleIntent, "settle_intent"},
    {RemedyAction::CreateHistory, "create_history"},
}};

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array)
        list += entry.toString();
    return list;
}

} // namespace

const char *remedyName(RemedyAction action)
{
    for (const ActionName &entry : kActions) {
        if (entry.action == action)
            return entry.name;
    }
    return "";
}

std::optional<RemedyAction> remedyByName(QStringView name)
{
    for (const ActionName &entry : kActions) {
        if (name == QLatin1String(entry.name))
            return entry.action;
    }
    return std::nullopt;
}

QJsonObject DiagnosisReport::toJson() const
{
    const Catalogue words(Catalogue::Language::English);
    QJsonArray found;
    for (const Finding &finding : findings) {
        QJsonValue remedy;
        if (finding.remedy)
            remedy =
                QJsonObject{{QStringLiteral("action"), QLatin1String(remedyName(finding.remedy->action))},
                            {QStringLiteral("args"), QJsonArray::fromStringList(finding.remedy->args)},
                            {QStringLiteral("changes"), words.remedy(*finding.remedy)},
                            {QStringLiteral("can_lose_data"), finding.remedy->canLoseData}};
        found += QJsonObject{{QStringLiteral("id"), finding.id},
                             {QStringLiteral("severity"), QLatin1String(severityName(finding.severity))},
                             {QStringLiteral("args"), QJsonArray::fromStringList(finding.args)},
                             {QStringLiteral("message"), words.finding(finding)},
                             {QStringLiteral("remedy"), remedy}};
    }
    QJsonArray well;
    for (const PassedCheck &check : passed)
        well += QJsonObject{{QStringLiteral("check"), check.check},
                            {QStringLiteral("args"), QJsonArray::fromStringList(check.args)},
                            {QStringLiteral("message"), words.passedCheck(check)}};
    return {{QStringLiteral("findings"), found},
            {QStringLiteral("passed"), well},
            {QStringLiteral("full"), full},
            {QStringLiteral("seconds"), seconds}};
}

DiagnosisReport DiagnosisReport::fromJson(const QJsonObject &object)
{
    DiagnosisReport report;
    const QJsonArray found = object.value(QLatin1String("findings")).toArray();
    for (const QJsonValue &value : found) {
        const QJsonObject entry = value.toObject();
        Finding finding;
        finding.id = entry.value(QLatin1String("id")).toString();
        const auto severity = severityByName(entry.value(QLatin1String("severity")).toString());
        if (finding.id.isEmpty() || !severity)
            continue;
        finding.severity = *severity;
        finding.args = strings(entry.value(QLatin1String("args")));
        const QJsonObject remedy = entry.value(QLatin1String("remedy")).toObject();
        if (const auto action = remedyByName(remedy.value(QLatin1String("action")).toString()))
            finding.remedy = Finding::Remedy{*action, strings(remedy.value(QLatin1String("args"))),
                                             remedy.value(QLatin1String("can_lose_data")).toBool(true)};
        report.findings.push_back(std::move(finding));
    }
    const QJsonArray well = object.value(QLatin1String("passed")).toArray();
    for (const QJsonValue &value : well) {
        const QJsonObject entry = value.toObject();
        const QString check = entry.value(QLatin1String("check")).toString();
        if (!check.isEmpty())
            report.passed.push_back({check, strings(entry.value(QLatin1String("args")))});
    }
    report.full = object.value(QLatin1String("full")).toBool();
    report.seconds = object.value(QLatin1String("seconds")).toDouble();
    return report;
}

} // namespace hakgal
