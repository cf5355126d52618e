// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"

#include <QString>

#include <memory>

struct sqlite3;

namespace hakgal {

/// A connection to a file of our own that nobody else knows: a copy in the making. Without the hardening of
/// Database, which is for files of others, and without its OpenPolicy, so that it also opens an empty file.
struct CloseSqlite
{
    void operator()(sqlite3 *db) const;
};
using SqliteFile = std::unique_ptr<sqlite3, CloseSqlite>;

/// Makes an empty file with the permissions of another one (of whose content it will hold a copy), which
/// nobody else can have opened before (on Windows: nobody whom its folder keeps out). FileExists where
/// something has that name.
Result<void> createPrivate(const QString &path, const QString &like);

/// The file must exist.
Result<SqliteFile> openPrivate(const QString &path);
Result<void> executePrivate(sqlite3 *db, const QString &path, const char *sql);

/// As sqliteError(), of such a file: what cannot be read or written is our own fault or the volume's.
Error privateFailure(sqlite3 *db, int sqliteCode, const QString &path);

/// Removes a file of our own with the -journal, -wal and -shm that SQLite may have left beside it.
void removePrivate(const QString &path);

} // namespace hakgal
