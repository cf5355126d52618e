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

Error Database::failure(int sqliteCode) const
{
    // A statement that we ourselves cut off is no error of the base.
    if (m_options.errors != nullptr && (sqliteCode & 0xff) != SQLITE_INTERRUPT)
        m_options.errors->count(sqliteCode);
    Error error;
    error.args = {m_verdict.path};
    error.sqliteCode = sqliteCode;
    const char *words = m_handle ? sqlite3_errmsg(m_handle.get()) : sqlite3_errstr(sqliteCode);
    error.detail =
        QStringLiteral("%1 (%2): %3")
            .arg(sqliteCodeName(sqliteCode), QString::number(sqliteCode), QString::fromUtf8(words));
    if (m_handle && (sqliteCode & 0xff) == SQLITE_IOERR &&
        meansDiskFull(sqlite3_system_errno(m_handle.get()))) {
        error.code = ErrorCode::DiskFull;
        return error;
    }
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
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        error.code =
            sqliteCode == SQLITE_READONLY_DIRECTORY ? ErrorCode::FolderReadOnly : ErrorCode::FileNoPermission;
        break;
    case SQLITE_CANTOPEN:
        error.code = statFile(m_verdict.path).exists ? ErrorCode::DatabaseFailed : ErrorCode::FileMissing;
        break;
    default:
        error.code = ErrorCode::DatabaseFailed;
    }
    return error;
}

} // namespace hakgal
