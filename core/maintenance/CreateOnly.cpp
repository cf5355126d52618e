// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/CreateOnly.h"

#include <sqlite3.h>

namespace hakgal {

CreateOnly::CreateOnly(sqlite3 *db) : m_db(db)
{
    const auto refuse = [](void *, int action, const char *, const char *, const char *, const char *) {
        return action == SQLITE_SELECT || action == SQLITE_ATTACH ? SQLITE_DENY : SQLITE_OK;
    };
    sqlite3_set_authorizer(m_db, refuse, nullptr);
}

CreateOnly::~CreateOnly()
{
    sqlite3_set_authorizer(m_db, nullptr, nullptr);
}

} // namespace hakgal
