// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/VacuumRun.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <cstring>

// How the copy-back is noticed: VACUUM fills a database of its own, called vacuum_db or, in newer versions,
// vacuum_ and a random number, by statements that it prepares one after the other, and for each of them
// SQLite asks the authorizer. First it creates all tables and indices (each an insert into the copy's
// sqlite_master), then it fills table by table, and last it copies the entries that have no pages, views and
// triggers: again an insert into sqlite_master, which is the first one after a table was filled. What follows
// is the copy-back, page by page, without a callback.

namespace hakgal {

namespace {

struct Watch
{
    Database *database;
    JobContext *context;
    bool filling = false;
};

int onAction(void *watch, int action, const char *table, const char *, const char *schema, const char *)
{
    constexpr const char *kCopy = "vacuum_";
    if (action != SQLITE_INSERT || table == nullptr || schema == nullptr ||
        std::strncmp(schema, kCopy, std::strlen(kCopy)) != 0)
        return SQLITE_OK;
    auto *seen = static_cast<Watch *>(watch);
    if (std::strcmp(table, "sqlite_master") != 0) {
        seen->filling = true;
        return SQLITE_OK;
    }
    if (!seen->filling || seen->context->cancelled()) // the flag ends it: the last moment in which it helps
        return SQLITE_OK;
    seen->context->finishing(
        QCoreApplication::translate("hakgal", "Writing the compacted file back; this cannot be cancelled"));
    seen->database->setCancelFlag(nullptr);
    return SQLITE_OK;
}

} // namespace

Result<void> runVacuum(Database &database, JobContext &context)
{
    Watch watch{&database, &context};
    sqlite3_set_authorizer(database.handle(), &onAction, &watch);
    auto done = database.execute(QStringLiteral("VACUUM main"));
    sqlite3_set_authorizer(database.handle(), nullptr, nullptr);
    return done;
}

} // namespace hakgal
