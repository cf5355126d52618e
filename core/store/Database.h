// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/Sample.h"
#include "core/Result.h"
#include "core/store/OpenPolicy.h"
#include "core/store/Statement.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

struct sqlite3;

namespace hakgal {

/// Counts errors by result code, over the life of a watcher rather than of one connection.
/// Shared by the connections of one thread; not thread safe.
class ErrorCounter
{
public:
    void count(int sqliteCode);
    std::vector<ErrorTally> tally() const; ///< sorted by code name
    quint64 total() const;

private:
    std::map<QString, quint64> m_counts;
};

/// Name of a primary SQLite result code, for example "SQLITE_BUSY".
QString sqliteCodeName(int code);

/// What a result code means for the file, in the words of the connection or, where there is none, of the
/// code.
Error sqliteError(sqlite3 *db, int sqliteCode, const QString &path);

/// One connection to a knowledge base over SQLite's C API, hardened (sqlite3 DEFENSIVE, trusted_schema off,
/// triggers and views off, extensions off, cell_size_check on, length limit 64 MiB) and with a deadline on
/// every statement. Bound to the thread that uses it. Never creates a file, but for create().
class Database
{
public:
    struct Options
    {
        OpenPolicy::Access access = OpenPolicy::Access::Watch;
        int busyTimeoutMs = 200;
        bool eager = false;             ///< asks for a lock a thousand times a second, not politely: for jobs
                                        ///< that programs which never pause would keep out
        int cacheKib = 2048;            ///< page cache of this connection
        bool readSchema = true;         ///< false: opens also where the schema is damaged
        bool triggers = false;          ///< let the operator's triggers run (import --run-triggers)
        ErrorCounter *errors = nullptr; ///< may be null; must outlive the connection
    };

    /// OpenPolicy first, then sqlite3_open_v2 with a mode=ro / mode=rw URI and one read of the schema, so
    /// that a file that cannot be read fails here. Writing connections of an SQLite with the WAL-reset defect
    /// never checkpoint while they are open; what they left in the WAL is folded in on closing if nobody
    /// else has the file open (see the destructor).
    static Result<std::unique_ptr<Database>> open(const QString &path, const Options &options);

    /// Makes a new, empty database file with the given journal mode "wal"; fails with FileExists if there is
    /// one, or a -wal, -shm or -journal of that name (which is data of somebody's). Only for files the
    /// operator asked us to create. A writing connection as from open().
    static Result<std::unique_ptr<Database>> create(const QString &path);

    /// Closes. What this process leaves in a WAL is then folded in by opening mode=rw and closing once, which
    /// SQLite does only when nobody else has the file open: after a writing connection, where this process
    /// made the -wal/-shm, where another program wrote while we watched (our presence kept it from folding
    /// in on its own closing), and where the -wal is empty. Left alone where we may not write.
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const OpenPolicy::Verdict &verdict() const { return m_verdict; }

    Result<Statement> prepare(const QString &sql);
    /// Runs statements without results (several, separated by `;`).
    Result<void> execute(const QString &sql);
    /// The single value of a query; an Error where there is no row.
    Result<qint64> integer(const QString &sql);
    Result<QString> text(const QString &sql);

    /// Every statement that runs past this moment is interrupted (ErrorCode::Interrupted). Checked by a
    /// progress handler, so also an endless view ends. Time spent waiting for a lock of others moves the
    /// deadline by as much: it bounds reading, the busy time-out bounds waiting. time_point::max(): no
    /// deadline.
    void setDeadline(std::chrono::steady_clock::time_point deadline);
    /// A flag that other threads may set to interrupt; it must outlive the connection. nullptr: none.
    void setCancelFlag(const std::atomic<bool> *cancel);
    /// Called often while a statement runs, from within it; must not use the connection. Empty: nothing.
    void setTick(std::function<void()> tick);

    /// Page cache counters since open (sqlite3_db_status).
    struct CacheCounters
    {
        qint64 hits = 0;
        qint64 misses = 0;
    };
    CacheCounters cacheCounters();

    /// The head of the WAL index, read through our own connection (no file is opened).
    struct WalHead
    {
        quint32 salt1 = 0;      ///< changes with every reset, by exactly one
        quint32 frames = 0;     ///< frames since the last reset
        quint32 backfilled = 0; ///< of those, copied back to the database
    };
    /// nullopt where the base is not in WAL mode or nothing was read yet on this connection.
    std::optional<WalHead> walHead() const;

    sqlite3 *handle() const { return m_handle.get(); }

    /// Turns a result code of this connection into an Error and counts it.
    Error failure(int sqliteCode) const;

private:
    struct Close
    {
        void operator()(sqlite3 *db) const;
    };
    Database(OpenPolicy::Verdict verdict, const Options &options);
    static Result<std::unique_ptr<Database>> connect(OpenPolicy::Verdict verdict, const Options &options);
    Result<void> harden();
    bool mustStop() const;
    static int onProgress(void *self);
    static int onBusy(void *self, int calls);

    std::unique_ptr<sqlite3, Close> m_handle;
    OpenPolicy::Verdict m_verdict;
    Options m_options;
    std::optional<WalHead> m_walAtOpen;
    CacheCounters m_cacheCounters;
    std::chrono::steady_clock::time_point m_busySince;
    std::chrono::steady_clock::time_point m_deadline = std::chrono::steady_clock::time_point::max();
    const std::atomic<bool> *m_cancel = nullptr;
    std::function<void()> m_tick;
};

/// The most that SQLite may take in this process (its hard heap limit); beyond it statements fail with
/// SQLITE_NOMEM.
void limitSqliteMemory(qint64 bytes);

/// Doubles `"` and wraps in `"`; for any name found in a file.
QString quoteName(QStringView name);

} // namespace hakgal
