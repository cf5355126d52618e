// SPDX-License-Identifier: GPL-3.0-or-later
// What SQLite's result codes mean to us (https://www.sqlite.org/rescode.html), and how often each came.
#include "core/store/Database.h"

#include <sqlite3.h>

#include <cerrno>

namespace hakgal {

namespace {

bool meansDiskFull(int systemError)
{
#ifdef Q_OS_WIN
    constexpr int kHandleDiskFull = 39; // ERROR_HANDLE_DISK_FULL
    constexpr int kDiskFull = 112;      // ERROR_DISK_FULL
    return systemError == kHandleDiskFull || systemError == kDiskFull;
#else
    return systemError == ENOSPC || systemError == EDQUOT;
#endif
}

} // namespace

void ErrorCounter::count(int sqliteCode)
{
    ++m_counts[sqliteCodeName(sqliteCode)];
}

std::vector<ErrorTally> ErrorCounter::tally() const
{
    std::vector<ErrorTally> all;
    all.reserve(m_counts.size());
    for (const auto &[code, count] : m_counts)
        all.push_back({code, count});
    return all;
}

quint64 ErrorCounter::total() const
{
    quint64 sum = 0;
    for (const auto &entry : m_counts)
        sum += entry.second;
    return sum;
}

QString sqliteCodeName(int code)
{
    static constexpr std::array<const char *, 29> names{
        "OK",       "ERROR",     "INTERNAL", "PERM",       "ABORT",    "BUSY",   "LOCKED",   "NOMEM",
        "READONLY", "INTERRUPT", "IOERR",    "CORRUPT",    "NOTFOUND", "FULL",   "CANTOPEN", "PROTOCOL",
        "EMPTY",    "SCHEMA",    "TOOBIG",   "CONSTRAINT", "MISMATCH", "MISUSE", "NOLFS",    "AUTH",
        "FORMAT",   "RANGE",     "NOTADB",   "NOTICE",     "WARNING"};
    const int primary = code & 0xff;
    if (static_cast<std::size_t>(primary) < names.size())
        return QLatin1String("SQLITE_") + QLatin1String(names[static_cast<std::size_t>(primary)]);
    return QStringLiteral("SQLITE_%1").arg(primary);
}

Error sqliteError(sqlite3 *db, int sqliteCode, const QString &path)
{
    Error error{ErrorCode::DatabaseFailed, {path}, {}, sqliteCode};
    error.detail =
        QStringLiteral("%1 (%2): %3")
            .arg(sqliteCodeName(sqliteCode), QString::number(sqliteCode),
                 QString::fromUtf8(db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(sqliteCode)));
    if (sqliteCode == SQLITE_READONLY_ROLLBACK) {
        error.detail +=
            QLatin1String("; a program that crashed left a journal, which the next one that may write"
                          " rolls back");
        return error;
    }
    if (sqliteCode == SQLITE_READONLY_DBMOVED)
        return error;
    switch (sqliteCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        error.code = ErrorCode::Locked;
        break;
    case SQLITE_CORRUPT:
        error.code = ErrorCode::Damaged;
        break;
    case SQLITE_NOTADB:
        error.code = ErrorCode::NotADatabase;
        break;
    case SQLITE_INTERRUPT:
        error.code = ErrorCode::Interrupted;
        break;
    case SQLITE_FULL:
        error.code = ErrorCode::DiskFull;
        break;
    case SQLITE_IOERR:
        if (db != nullptr && meansDiskFull(sqlite3_system_errno(db)))
            error.code = ErrorCode::DiskFull;
        break;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        error.code =
            sqliteCode == SQLITE_READONLY_DIRECTORY ? ErrorCode::FolderReadOnly : ErrorCode::FileNoPermission;
        break;
    default:
        break;
    }
    return error;
}

Error Database::failure(int sqliteCode) const
{
    // A statement that we ourselves cut off is no error of the base.
    if (m_options.errors != nullptr && (sqliteCode & 0xff) != SQLITE_INTERRUPT)
        m_options.errors->count(sqliteCode);
    Error error = sqliteError(m_handle.get(), sqliteCode, m_verdict.path);
    if ((sqliteCode & 0xff) == SQLITE_CANTOPEN && !statFile(m_verdict.path).exists)
        error.code = ErrorCode::FileMissing;
    return error;
}

} // namespace hakgal
