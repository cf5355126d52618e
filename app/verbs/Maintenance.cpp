// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/Maintenance.h"

#include "app/Terminal.h"
#include "core/maintenance/Journal.h"
#include "core/maintenance/Swap.h"
#include "core/store/Database.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>

namespace hakgal {

Result<Lease> beginJob(const Invocation &invocation, Output &output)
{
    const QString base = invocation.settings.databasePath;
    limitSqliteMemory(static_cast<qint64>(invocation.settings.memoryLimitMb) << 20);
    auto lease = Lease::take(base, invocation.verb);
    if (!lease)
        return lease;
    const auto settled = Swap::recoverIntents(base);
    if (!settled)
        return settled.error();
    if (*settled > 0)
        output.note(
            QCoreApplication::translate("hakgal", "What an earlier job had left half done is settled."));
    return lease;
}

void noteInJournal(const Invocation &invocation, Output &output, const QJsonObject &details)
{
    if (auto noted = Journal::add(invocation.settings.databasePath, invocation.verb, details); !noted)
        output.note(output.catalogue().errorSummary(noted.error()));
}

int jobFailed(const Invocation &invocation, Output &output, const Error &error)
{
    if (auto noted = Journal::addFailure(invocation.settings.databasePath, invocation.verb, error); !noted)
        output.note(output.catalogue().errorSummary(noted.error()));
    return output.failed(error);
}

bool canAsk(const Invocation &invocation)
{
    return !invocation.json && !invocation.progress && isTerminal(stdin) && isTerminal(stderr);
}

bool confirmed(const Invocation &invocation, Output &output, const QString &question)
{
    if (invocation.has("yes"))
        return true;
    if (!canAsk(invocation))
        return false;
    output.ask(question + QCoreApplication::translate("hakgal", " Type \"yes\" to go on: "));
    std::array<char, 64> answer{};
    const long got = readStandardInput(answer.data(), answer.size());
    return QByteArrayView(answer.data(), std::max(0L, got)).trimmed() == "yes";
}

QJsonValue countOrNull(qint64 count)
{
    return count < 0 ? QJsonValue() : QJsonValue(count);
}

} // namespace hakgal
