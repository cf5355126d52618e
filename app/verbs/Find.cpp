// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/verbs/Verbs.h"
#include "core/store/FactStore.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace hakgal {

int runFind(const Invocation &invocation, Output &output)
{
    const auto pattern = FactPattern::parse(invocation.operands.front());
    if (!pattern) {
        return output.failed({ErrorCode::Usage,
                              {QStringLiteral("the pattern \"%1\" is empty or its brackets do not match; "
                                              "write for example 'HasPart(Computer, ?)'")
                                   .arg(invocation.operands.front())},
                              {},
                              0});
    }
    qint64 limit = 100;
    if (invocation.has("limit")) {
        bool ok = false;
        limit = invocation.value("limit").toLongLong(&ok);
        if (!ok || limit < 0)
            return output.failed(
                {ErrorCode::Usage, {QStringLiteral("--limit takes a whole number, 0 or more")}, {}, 0});
    }

    Database::Options options;
    options.busyTimeoutMs = 5000;
    auto database = Database::open(invocation.settings.databasePath, options);
    if (!database)
        return output.failed(database.error());
    (*database)->setCancelFlag(&StopSignal::requested());
    auto store = FactStore::attach(**database);
    if (!store)
        return output.failed(store.error());

    QJsonArray facts;
    const auto total = store->find(*pattern, limit == 0 ? -1 : limit, true, [&](const Fact &fact) {
        if (output.json()) {
            facts.append(
                QJsonObject{{QStringLiteral("id"), fact.id}, {QStringLiteral("statement"), fact.statement}});
        } else {
            output.line(fact.statement);
        }
        return true;
    });
    if (!total)
        return output.failed(total.error());
    output.set(QStringLiteral("facts"), facts);
    output.set(QStringLiteral("total"), *total);
    if (limit != 0 && *total > limit) {
        const Format format;
        output.note(QCoreApplication::translate("hakgal", "%1 of %2 facts shown; --limit 0 shows all.")
                        .arg(format.count(limit), format.count(*total)));
    }
    return output.done();
}

} // namespace hakgal
