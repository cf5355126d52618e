// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Repairer.h"

#include "core/maintenance/Backup.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/Swap.h"
#include "core/store/OpenPolicy.h"
#include "core/text/Catalogue.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

// The order of the remedies: what was cut off first, since nothing else can be judged before; then what
// replaces the content of the base, after which wrong indices are no longer there; then what changes the base
// in place; then the WAL, a backup (of the repaired base), and the programs around it.

namespace hakgal {

namespace {

using Applied = RepairReport::Applied;

int rank(RemedyAction action)
{
    switch (action) {
    case RemedyAction::SettleIntent:
        return 0;
    case RemedyAction::Salvage:
    case RemedyAction::RestoreBackup:
    case RemedyAction::Rebuild:
        return 1;
    case RemedyAction::Reindex:
        return 2;
    case RemedyAction::CreateAuditLog:
        return 3;
    case RemedyAction::CreateIndex:
        return 4;
    case RemedyAction::FoldWal:
        return 5;
    case RemedyAction::CreateHistory:
        return 6;
    case RemedyAction::MakeBackup:
        return 7;
    case RemedyAction::RestartService:
        return 8;
    case RemedyAction::MoveEndpoint:
        return 9;
    }
    return 10;
}

bool replacesContent(RemedyAction action)
{
    return rank(action) == rank(RemedyAction::Rebuild);
}

/// RestoreBackup and Salvage make one of their own, at the moment when nobody can commit any more.
bool needsSafetyCopy(RemedyAction action)
{
    switch (action) {
    case RemedyAction::Rebuild:
    case RemedyAction::Reindex:
    case RemedyAction::CreateAuditLog:
    case RemedyAction::CreateIndex:
        return true;
    default:
        return false;
    }
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &text : list.toArray())
        texts << text.toString();
    return texts;
}

QString sentence(const Error &error)
{
    return Catalogue(Catalogue::Language::English).error(error);
}

void say(Applied &applied, const Phrase &clause)
{
    if (!applied.message.isEmpty())
        applied.message += QLatin1String("; ");
    applied.message += filled(clause);
    applied.said.push_back(clause);
}

class Repairing
{
public:
    /// `settings` are those of the task; they follow what is changed in the file.
    Repairing(const RemedyTask &task, Settings &settings, JobContext &context)
        : m_task(task), m_settings(settings), m_context(context)
    {
    }

    void makeSafetyCopy()
    {
        m_context.begin(QStringLiteral("safety_copy"),
                        QCoreApplication::translate("hakgal", "Making a safety copy"));
        JobContext inner = m_context.nested();
        const auto made = Backup::makeSafetyCopy(m_task.base, inner);
        if (made)
            m_report.safetyCopy = made->path;
        else
            m_noSafetyCopy = made.error();
    }

    void apply(const Finding &finding)
    {
        Applied applied;
        applied.id = finding.id;
        if (m_context.cancelled() || m_report.cancelled) {
            m_report.cancelled = true;
            applied.result = Applied::Result::Skipped;
            say(applied, phraseOf(QT_TRANSLATE_NOOP("hakgal", "cancelled before it was begun")));
            m_report.applied.push_back(applied);
            return;
        }
        m_context.begin(QLatin1String(remedyName(finding.remedy->action)),
                        QCoreApplication::translate("hakgal", "Repairing"));
        JobContext inner = m_context.nested();
        auto done = run(finding, inner, applied);
        if (applied.result == Applied::Result::Skipped) {
            m_report.applied.push_back(applied);
            return;
        }
        if (done) {
            for (const Phrase &clause : done->said)
                say(applied, clause);
            applied.ledger = done->ledger;
            if (m_report.safetyCopy.isEmpty())
                m_report.safetyCopy = done->safetyCopy;
        } else {
            applied.result = Applied::Result::Failed;
            applied.message = sentence(done.error());
            applied.error = done.error();
            m_report.cancelled = done.error().code == ErrorCode::Interrupted;
        }
        m_report.applied.push_back(applied);
    }

    /// A finding that is still there was not repaired.
    void prove(DiagnosisReport after)
    {
        for (Applied &applied : m_report.applied) {
            const bool there = std::any_of(after.findings.begin(), after.findings.end(),
                                           [&](const Finding &finding) { return finding.id == applied.id; });
            if (applied.result != Applied::Result::Done || !there)
                continue;
            applied.result = Applied::Result::Failed;
            say(applied, phraseOf(QT_TRANSLATE_NOOP("hakgal", "but the second diagnosis finds it still")));
        }
        m_report.after = std::move(after);
    }

    void settled(const Finding &finding, int intents)
    {
        Applied applied;
        applied.id = finding.id;
        say(applied,
            phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 steps that were cut off were finished or reversed"),
                     {QString::number(intents)}));
        m_report.applied.push_back(applied);
    }
    bool cancelled() const { return m_report.cancelled; }
    void cancel() { m_report.cancelled = true; }
    RepairReport take() { return std::move(m_report); }

private:
    Result<Remedied> run(const Finding &finding, JobContext &inner, Applied &applied)
    {
        const RemedyAction action = finding.remedy->action;
        if (replacesContent(action))
            return replaceContent(action, finding.remedy->args, inner, applied);
        const QStringList &args = finding.remedy->args;
        switch (action) {
        case RemedyAction::Reindex:
            return writeIndexAnew(args, inner, applied);
        case RemedyAction::CreateAuditLog:
            return createAuditLog(m_task, inner);
        case RemedyAction::CreateIndex:
            return createIndex(m_task, args, inner);
        case RemedyAction::FoldWal:
            return foldWal(m_task, inner);
        case RemedyAction::CreateHistory:
            return createHistory(m_task);
        case RemedyAction::MakeBackup:
            return makeBackup(m_task, inner);
        case RemedyAction::MoveEndpoint: {
            auto moved = moveEndpoint(m_task, args, inner);
            if (moved)
                std::replace(m_settings.listen.begin(), m_settings.listen.end(), args.value(0),
                             args.value(1));
            return moved;
        }
        case RemedyAction::RestartService:
            return restartService(m_task, args, inner);
        default:
            return settleIntents(m_task);
        }
    }

    Result<Remedied> replaceContent(RemedyAction action, const QStringList &args, JobContext &inner,
                                    Applied &applied)
    {
        const bool sameArgs = action == RemedyAction::Rebuild || (m_replaced && m_replaced->args == args);
        if (m_replaced && (m_replaced->action != action || !sameArgs)) {
            applied.result = Applied::Result::Skipped;
            say(applied, phraseOf(QT_TRANSLATE_NOOP(
                                      "hakgal", "another remedy deals with the content (%1); only one does"),
                                  {QLatin1String(remedyName(m_replaced->action))}));
            return Remedied{};
        }
        if (m_replaced)
            return m_replaced->result; // the same for several findings
        Result<Remedied> result = Remedied{};
        if (action == RemedyAction::Rebuild)
            result = m_noSafetyCopy ? *m_noSafetyCopy : rebuild(m_task, inner);
        else if (action == RemedyAction::Salvage)
            result = salvageBase(m_task, args, inner);
        else
            result = restoreBackup(m_task, args, inner);
        m_replaced = Replaced{action, args, result};
        return result;
    }

    Result<Remedied> writeIndexAnew(const QStringList &args, JobContext &inner, Applied &applied)
    {
        if (m_replaced && m_replaced->result)
            return Remedied{
                {phraseOf(QT_TRANSLATE_NOOP("hakgal", "it was made anew with the content"))}, {}, {}};
        auto done = reindex(m_task, args, inner);
        const bool unreadable = !done && (done.error().code == ErrorCode::Damaged ||
                                          done.error().code == ErrorCode::VerifyFailed);
        if (!unreadable || m_replaced)
            return done;
        return replaceContent(RemedyAction::Rebuild, {}, inner, applied);
    }

    struct Replaced
    {
        RemedyAction action;
        QStringList args;
        Result<Remedied> result;
    };

    const RemedyTask &m_task;
    Settings &m_settings;
    JobContext &m_context;
    RepairReport m_report;
    std::optional<Error> m_noSafetyCopy;
    std::optional<Replaced> m_replaced;
};

Result<DiagnosisReport> diagnoseNow(const RemedyTask &task, const QString &step, JobContext &context)
{
    context.begin(step, QCoreApplication::translate("hakgal", "Looking for what is wrong"));
    JobContext inner = context.nested();
    return diagnose(task.settings, true, task.probe, inner);
}

const Finding *cutOff(const std::vector<Finding> &plan)
{
    const auto found = std::find_if(plan.begin(), plan.end(), [](const Finding &finding) {
        return finding.remedy->action == RemedyAction::SettleIntent;
    });
    return found == plan.end() ? nullptr : &*found;
}

QString resultName(Applied::Result result)
{
    switch (result) {
    case Applied::Result::Done:
        return QStringLiteral("done");
    case Applied::Result::Failed:
        return QStringLiteral("failed");
    case Applied::Result::Skipped:
        break;
    }
    return QStringLiteral("skipped");
}

} // namespace

bool RepairReport::ok() const
{
    return !cancelled && std::all_of(applied.begin(), applied.end(),
                                     [](const Applied &one) { return one.result == Applied::Result::Done; });
}

QJsonObject RepairReport::toJson() const
{
    QJsonArray list;
    for (const Applied &one : applied) {
        QJsonObject object{{QStringLiteral("id"), one.id},
                           {QStringLiteral("result"), resultName(one.result)},
                           {QStringLiteral("message"), one.message}};
        QJsonArray said;
        for (const Phrase &clause : one.said)
            said.append(QJsonArray::fromStringList(clause));
        if (!one.error) // else the message is that of the error
            object.insert(QStringLiteral("said"), said);
        if (!one.ledger.isEmpty())
            object.insert(QStringLiteral("ledger"), one.ledger);
        if (one.error) {
            object.insert(QStringLiteral("error"), QLatin1String(errorName(one.error->code)));
            object.insert(QStringLiteral("error_args"), QJsonArray::fromStringList(one.error->args));
        }
        list.append(object);
    }
    QJsonObject looked = after.toJson();
    const QJsonValue findings = looked.take(QStringLiteral("findings"));
    return {{QStringLiteral("safety_copy"), safetyCopy.isEmpty() ? QJsonValue() : QJsonValue(safetyCopy)},
            {QStringLiteral("applied"), list},
            {QStringLiteral("findings_after"), cancelled ? QJsonValue() : findings},
            {QStringLiteral("checks_after"), cancelled ? QJsonValue() : QJsonValue(looked)}};
}

RepairReport RepairReport::fromJson(const QJsonObject &object)
{
    RepairReport report;
    report.safetyCopy = object.value(QLatin1String("safety_copy")).toString();
    const QJsonArray list = object.value(QLatin1String("applied")).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject one = value.toObject();
        Applied applied;
        applied.id = one.value(QLatin1String("id")).toString();
        applied.message = one.value(QLatin1String("message")).toString();
        for (const QJsonValue &clause : one.value(QLatin1String("said")).toArray())
            applied.said.push_back(textsOf(clause));
        applied.ledger = one.value(QLatin1String("ledger")).toObject();
        if (const auto code = errorCode(one.value(QLatin1String("error")).toString()))
            applied.error = Error{*code, textsOf(one.value(QLatin1String("error_args"))), {}, 0};
        const QString result = one.value(QLatin1String("result")).toString();
        bool known = false;
        for (const auto candidate :
             {Applied::Result::Done, Applied::Result::Failed, Applied::Result::Skipped}) {
            if (resultName(candidate) != result)
                continue;
            applied.result = candidate;
            known = true;
        }
        if (known)
            report.applied.push_back(applied);
    }
    const QJsonValue after = object.value(QLatin1String("findings_after"));
    report.cancelled = !after.isArray();
    QJsonObject looked = object.value(QLatin1String("checks_after")).toObject();
    looked.insert(QStringLiteral("findings"), after);
    report.after = DiagnosisReport::fromJson(looked);
    return report;
}

QStringList wholeIds(const DiagnosisReport &found, const QStringList &pieces)
{
    const auto isThere = [&](const QString &id) {
        return std::any_of(found.findings.begin(), found.findings.end(),
                           [&](const Finding &finding) { return finding.id == id; });
    };
    QStringList ids;
    for (qsizetype from = 0; from < pieces.size();) {
        qsizetype count = pieces.size() - from;
        while (count > 1 && !isThere(pieces.sliced(from, count).join(u',').trimmed()))
            --count;
        const QString id = pieces.sliced(from, count).join(u',').trimmed();
        if (!id.isEmpty())
            ids << id;
        from += count;
    }
    return ids;
}

Result<std::vector<Finding>> repairPlan(const DiagnosisReport &found, const QStringList &pieces)
{
    const QStringList ids = wholeIds(found, pieces);
    std::vector<Finding> plan;
    QStringList known;
    for (const Finding &finding : found.findings) {
        if (!finding.remedy)
            continue;
        known << finding.id;
        if (ids.isEmpty() || ids.contains(finding.id))
            plan.push_back(finding);
    }
    for (const QString &id : ids) {
        if (known.contains(id))
            continue;
        if (known.isEmpty())
            return usageError(
                QT_TRANSLATE_NOOP("hakgal", "nothing was found that can be repaired, \"%1\" neither"), {id});
        return usageError(
            QT_TRANSLATE_NOOP("hakgal", "there is no finding \"%1\" that can be repaired; there are: %2"),
            {id, known.join(QLatin1String(", "))});
    }
    std::stable_sort(plan.begin(), plan.end(), [](const Finding &a, const Finding &b) {
        // All have a remedy; asked all the same, since g++ 12 cannot know it.
        return a.remedy && b.remedy && rank(a.remedy->action) < rank(b.remedy->action);
    });
    return plan;
}

Result<RepairReport> repair(const Settings &settings, const QString &settingsPath, const QStringList &pieces,
                            const EndpointProbe &probe, JobContext &context)
{
    Settings current = settings;
    const RemedyTask task{resolvedPath(settings.databasePath), current, settingsPath, probe};
    const double megabytes = static_cast<double>(statFile(task.base).bytes) / 1e6 + 0.1;
    // Which remedies there will be shows only after the first step; each takes its part of "remedies".
    context.plan({{QStringLiteral("diagnose"), 1 + megabytes / 60},
                  {QStringLiteral("safety_copy"), megabytes / 40},
                  {QStringLiteral("remedies"), 2 + megabytes / 20},
                  {QStringLiteral("prove"), 1 + megabytes / 60}});
    auto found = diagnoseNow(task, QStringLiteral("diagnose"), context);
    if (!found)
        return found.error();
    const QStringList ids = wholeIds(*found, pieces);
    auto plan = repairPlan(*found, ids);
    if (!plan)
        return plan.error();

    Repairing repairing(task, current, context);
    const auto settled = Swap::recoverIntents(task.base);
    if (!settled)
        return settled.error();
    if (const Finding *intent = cutOff(*plan)) {
        // What was found before is no longer true.
        const Finding wasCutOff = *intent;
        found = diagnoseNow(task, QStringLiteral("diagnose"), context);
        if (!found)
            return found.error();
        repairing.settled(wasCutOff, *settled);
        QStringList rest = ids;
        for (auto it = rest.begin(); it != rest.end();) {
            const bool there = std::any_of(found->findings.begin(), found->findings.end(),
                                           [&](const Finding &f) { return f.id == *it && f.remedy; });
            it = there ? it + 1 : rest.erase(it);
        }
        plan = ids.isEmpty() || !rest.isEmpty() ? repairPlan(*found, rest)
                                                : Result<std::vector<Finding>>(std::vector<Finding>());
        if (!plan)
            return plan.error();
    }

    const bool copyFirst = std::any_of(plan->begin(), plan->end(), [](const Finding &finding) {
        return needsSafetyCopy(finding.remedy->action);
    });
    if (copyFirst)
        repairing.makeSafetyCopy();
    for (const Finding &finding : *plan)
        repairing.apply(finding);
    if (repairing.cancelled())
        return repairing.take();
    auto after = diagnoseNow(task, QStringLiteral("prove"), context);
    if (after)
        repairing.prove(std::move(*after));
    else
        repairing.cancel();
    context.end();
    return repairing.take();
}

} // namespace hakgal
