// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/CommandLine.h"
#include "app/Output.h"
#include "app/StopSignal.h"
#include "app/verbs/Verbs.h"
#include "core/store/FactSearch.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <chrono>

namespace hakgal {

int runFind(const Invocation &invocation, Output &output)
{
    const auto pattern = FactPattern::parse(invocation.operands.front());
    if (!pattern) {
        return output.failed(usageError(
            QT_TRANSLATE_NOOP("hakgal", "the pattern \"%1\" is empty or its brackets do not match; "
                                        "write for example 'HasPart(Computer, ?)'"),
            {invocation.operands.front()}));
    }
    qint64 limit = 100;
    if (invocation.has("limit")) {
        bool ok = false;
        limit = invocation.value("limit").toLongLong(&ok);
        if (!ok || limit < 0)
            return output.failed(
                usageError(QT_TRANSLATE_NOOP("hakgal", "--limit takes a whole number, 0 or more")));
    }

    Database::Options options;
    options.busyTimeoutMs = 5000;
    auto database = Database::open(invocation.settings.databasePath, options);
    if (!database)
        return output.failed(database.error());
    (*database)->setCancelFlag(&StopSignal::requested());
    const auto search = FactSearch::attach(**database);
    if (!search)
        return output.failed(search.error());

    // In slices, so that a long search beside a busy writer does not keep its write-ahead log from being
    // reset.
    constexpr std::chrono::milliseconds kSlice{100};
    constexpr qint64 kAtOnce = 1000;
    FactQuery query;
    query.pattern = pattern;
    FactScan scan = (*search)->scan(query);
    QJsonArray facts;
    qint64 shown = 0;
    bool done = false;
    while (!done && (limit == 0 || shown < limit)) {
        const qint64 rows = limit == 0 ? kAtOnce : std::min(kAtOnce, limit - shown);
        const auto slice = scan.run(static_cast<int>(rows), std::chrono::steady_clock::now() + kSlice);
        if (!slice)
            return output.failed(slice.error());
        done = slice->done;
        for (const FactRow &row : slice->rows) {
            QString statement = row.statement;
            if (row.cut) {
                const auto whole = (*search)->details(row.key);
                if (!whole)
                    return output.failed(whole.error());
                if (*whole)
                    statement = (*whole)->statement;
            }
            if (output.json()) {
                facts.append(
                    QJsonObject{{QStringLiteral("id"), row.id}, {QStringLiteral("statement"), statement}});
            } else {
                output.line(statement);
            }
            ++shown;
        }
    }
    while (!done) {
        const auto counted = scan.count(std::chrono::steady_clock::now() + kSlice);
        if (!counted)
            return output.failed(counted.error());
        done = *counted;
    }
    const qint64 total = scan.matches();
    output.set(QStringLiteral("facts"), facts);
    output.set(QStringLiteral("total"), total);
    if (limit != 0 && total > limit) {
        const Format format;
        output.note(QCoreApplication::translate("hakgal", "%1 of %2 facts shown; --limit 0 shows all.")
                        .arg(format.count(limit), format.count(total)));
    }
    return output.done();
}

} // namespace hakgal
