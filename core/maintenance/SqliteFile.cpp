// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/SqliteFile.h"

#include "core/maintenance/FileSync.h"
#include "core/NativePath.h"
#include "core/store/Database.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace hakgal {

void CloseSqlite::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

Result<void> createPrivate(const QString &path, const QString &like)
{
    // New, so no connection knows it and closing it here drops no lock.
    QFile file(path);
    constexpr auto kOurs = QFile::ReadOwner | QFile::WriteOwner;
    constexpr auto kNew = QIODevice::WriteOnly | QIODevice::NewOnly;
#ifdef Q_OS_WIN
    const bool made = file.open(kNew); // who may read it, the access list of the folder says
#else
    const bool made = file.open(kNew, kOurs);
#endif
    if (!made)
        return Error{
            file.exists() ? ErrorCode::FileExists : ErrorCode::WriteFailed, {path}, file.errorString(), 0};
    file.setPermissions(QFile::permissions(like) | kOurs);
    return {};
}

Result<SqliteFile> openPrivate(const QString &path)
{
    // Absolute, so that no name is taken for a URI.
    const QByteArray name = nativePath(QFileInfo(path).absoluteFilePath()).toUtf8();
    sqlite3 *handle = nullptr;
    const int rc = sqlite3_open_v2(name.constData(), &handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                                       SQLITE_OPEN_EXRESCODE,
                                   nullptr);
    SqliteFile file(handle);
    if (rc != SQLITE_OK)
        return privateFailure(handle, rc, path);
    // It may be a copy of a file that is hostile.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    return file;
}

Result<void> executePrivate(sqlite3 *db, const QString &path, const char *sql)
{
    const int rc = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
        return privateFailure(db, rc, path);
    return {};
}

Error privateFailure(sqlite3 *db, int sqliteCode, const QString &path)
{
    Error error = sqliteError(db, sqliteCode, path);
    const int primary = sqliteCode & 0xff;
    if (primary == SQLITE_CANTOPEN)
        error.code = ErrorCode::FileNoPermission;
    // Our own file on a volume that has no room left fails in more than one way.
    if (primary == SQLITE_IOERR && error.code != ErrorCode::DiskFull)
        error.code =
            freeBytes(path) >= 0 && freeBytes(path) < 65536 ? ErrorCode::DiskFull : ErrorCode::WriteFailed;
    return error;
}

void removePrivate(const QString &path)
{
    for (const char *suffix : {"-journal", "-wal", "-shm", ""}) {
        const QString name = path + QLatin1String(suffix);
        if (statFile(name).exists)
            (void)removeFile(name);
    }
}

} // namespace hakgal
