// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Integrity.h"

#include <sqlite3.h>

namespace hakgal {

namespace {

Result<Integrity> readAnswer(Database &database, bool full)
{
    Integrity found;
    auto check = database.prepare(full ? QStringLiteral("PRAGMA integrity_check(100)")
                                       : QStringLiteral("PRAGMA quick_check(100)"));
    Result<bool> row = check ? check->step() : Result<bool>(check.error());
    for (; row && *row; row = check->step()) {
        const QString text = check->text(0);
        if (text != QLatin1String("ok"))
            found.messages += text;
    }
    if (row) {
        found.state = found.messages.isEmpty() ? Integrity::State::Ok : Integrity::State::Damaged;
        return found;
    }
    const Error &error = row.error();
    if (error.code == ErrorCode::Interrupted || error.code == ErrorCode::Locked)
        return error;
    found.messages += error.detail;
    // "no such function", "no such collation sequence", "no such module"; or a value beyond the limits of
    // this process: nothing is said about the file.
    const int code = error.sqliteCode & 0xff;
    const bool saysNothing = code == SQLITE_ERROR || code == SQLITE_TOOBIG || code == SQLITE_NOMEM;
    found.state = saysNothing ? Integrity::State::Unchecked : Integrity::State::Damaged;
    return found;
}

} // namespace

Result<Integrity> checkIntegrity(Database &database, bool full, JobContext &context)
{
    database.setCancelFlag(context.cancelFlag());
    database.setTick([&context] { context.tick(); });
    auto found = readAnswer(database, full);
    database.setTick({});
    database.setCancelFlag(nullptr);
    return found;
}

} // namespace hakgal
