// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/VacuumRun.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <cstring>

// How the copy-back is noticed: VACUUM runs statements of its own, which the trace callback sees, marked by
// "-- " in front. It fills the copy table by table ("INSERT INTO vacuum_db.'facts' …", the names always
// quoted); the last one copies what has no pages, "INSERT INTO vacuum_db.sqlite_master …" (sqlite_schema in
// newer versions), whose name alone is not quoted. After it the copy is written back page by page.

namespace hakgal {

namespace {

struct Watch
{
    Database *database;
    JobContext *context;
};

int onStatement(unsigned, void *watch, void *, void *sql)
{
    static constexpr char kLast[] = "-- INSERT INTO vacuum_db.sqlite_";
    const auto *text = static_cast<const char *>(sql);
    if (text == nullptr || std::strncmp(text, kLast, sizeof kLast - 1) != 0)
        return 0;
    auto *seen = static_cast<Watch *>(watch);
    if (seen->context->cancelled()) // the last moment in which it helps; the flag ends the statement
        return 0;
    seen->context->finishing(
        QCoreApplication::translate("hakgal", "Writing the compacted file back; this cannot be cancelled"));
    seen->database->setCancelFlag(nullptr);
    return 0;
}

} // namespace

Result<void> runVacuum(Database &database, JobContext &context)
{
    Watch watch{&database, &context};
    sqlite3_trace_v2(database.handle(), SQLITE_TRACE_STMT, &onStatement, &watch);
    auto done = database.execute(QStringLiteral("VACUUM main"));
    sqlite3_trace_v2(database.handle(), 0, nullptr, nullptr);
    return done;
}

} // namespace hakgal
