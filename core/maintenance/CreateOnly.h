// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct sqlite3;

namespace hakgal {

/// While it lives, statements that are prepared on this connection read no table and attach no file: so a
/// CREATE of unknown origin makes what it names and does nothing else. No other authorizer may be set.
class CreateOnly
{
public:
    explicit CreateOnly(sqlite3 *db);
    ~CreateOnly();
    CreateOnly(const CreateOnly &) = delete;
    CreateOnly &operator=(const CreateOnly &) = delete;

private:
    sqlite3 *m_db;
};

} // namespace hakgal
