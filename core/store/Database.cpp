// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/Database.h"

#include "core/config/BuildInfo.h"
#include "core/NativePath.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QSet>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>

namespace hakgal {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kLengthLimit = 64 * 1024 * 1024;
constexpr int kSqlLengthLimit = 1024 * 1024;
constexpr int kOpsBetweenChecks = 1000;

/// The bases whose -wal and -shm this process made. Of several connections only the last one to close can
/// fold them in, and that need not be the one that made them.
class OwnSidecars
{
public:
    void add(const QString &path)
    {
        const QMutexLocker lock(&m_mutex);
        m_paths.insert(path);
    }
    void remove(const QString &path)
    {
        const QMutexLocker lock(&m_mutex);
        m_paths.remove(path);
    }
    bool contains(const QString &path) const
    {
        const QMutexLocker lock(&m_mutex);
        return m_paths.contains(path);
    }

private:
    mutable QMutex m_mutex;
    QSet<QString> m_paths;
};

OwnSidecars &ownSidecars()
{
    static OwnSidecars sidecars;
    return sidecars;
}

QByteArray uri(const QString &path, OpenPolicy::Access access)
{
    return sqliteUri(path) + (access == OpenPolicy::Access::Watch ? "?mode=ro" : "?mode=rw");
}

/// Opens mode=rw and closes, upon which SQLite copies the WAL into the base and removes -wal and -shm, if
/// nobody else has the base open. This is safe also with the WAL-reset defect, which needs a writer beside
/// the checkpoint: on closing, SQLite checkpoints only once it holds the exclusive lock on the base, and
/// every other connection in WAL mode holds a shared one as long as it lives. So the lock itself proves that
/// we are alone; no list of holders, which could be incomplete, is asked.
void foldSidecars(const OpenPolicy::Verdict &verdict)
{
    const auto sidecarsLeft = [&verdict] {
        return statFile(verdict.path + QLatin1String("-wal")).exists ||
               statFile(verdict.path + QLatin1String("-shm")).exists;
    };
    // Not if somebody put another file there meanwhile, and not where we would get a read-only connection.
    if (sidecarsLeft()) {
        const auto now = OpenPolicy::check(verdict.path, OpenPolicy::Access::Change);
        if (!now || !now->wal || !(now->identity == verdict.identity))
            return;
        sqlite3 *handle = nullptr;
        const QByteArray name = uri(verdict.path, OpenPolicy::Access::Change);
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(name.constData(), &handle, flags, nullptr) == SQLITE_OK) {
            sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
            sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
            // Only a connection that has read joins the WAL.
            sqlite3_exec(handle, "PRAGMA mmap_size=0; SELECT count(*) FROM sqlite_master", nullptr, nullptr,
                         nullptr);
        }
        sqlite3_close_v2(handle);
    }
    if (!sidecarsLeft())
        ownSidecars().remove(verdict.path);
}

} // namespace

void Database::Close::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

Database::Database(OpenPolicy::Verdict verdict, const Options &options)
    : m_verdict(std::move(verdict)), m_options(options)
{
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const Options &options)
{
    auto verdict = OpenPolicy::check(path, options.access);
    if (!verdict)
        return verdict.error();
    return connect(std::move(*verdict), options);
}

Result<std::unique_ptr<Database>> Database::connect(OpenPolicy::Verdict verdict, const Options &options)
{
    if (verdict.wal && !verdict.hadSidecars)
        ownSidecars().add(verdict.path);
    std::unique_ptr<Database> database(new Database(std::move(verdict), options));
    const bool watch = options.access == OpenPolicy::Access::Watch;
    const int flags = (watch ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_URI |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    sqlite3 *handle = nullptr;
    const QByteArray name = uri(database->m_verdict.path, options.access);
    const int opened = sqlite3_open_v2(name.constData(), &handle, flags, nullptr);
    database->m_handle.reset(handle);
    if (opened != SQLITE_OK)
        return database->failure(opened);
    if (const auto hardened = database->harden(); !hardened)
        return hardened.error();
    // Both read the first page; the second one no more than its header.
    const QString firstRead = options.readSchema ? QStringLiteral("SELECT count(*) FROM sqlite_master")
                                                 : QStringLiteral("PRAGMA data_version");
    if (const auto read = database->integer(firstRead); !read)
        return read.error();
    // SQLite silently falls back to reading where it may not write.
    if (!watch && sqlite3_db_readonly(handle, "main") != 0)
        return Error{ErrorCode::FileNoPermission, {database->m_verdict.path}, {}, SQLITE_READONLY};
    database->m_walAtOpen = database->walHead();
    return database;
}

Result<void> Database::harden()
{
    sqlite3 *db = m_handle.get();
    struct Switch
    {
        int option;
        int on;
    };
    const std::array<Switch, 9> switches{
        Switch{SQLITE_DBCONFIG_DEFENSIVE, 1}, Switch{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        Switch{SQLITE_DBCONFIG_ENABLE_TRIGGER, m_options.triggers ? 1 : 0},
        Switch{SQLITE_DBCONFIG_ENABLE_VIEW, 0}, Switch{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        Switch{SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}, Switch{SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
        Switch{SQLITE_DBCONFIG_DQS_DML, 0},
        // Row 9 of the hazards: nothing of ours checkpoints beside a writer (see foldSidecars).
        Switch{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, hasWalResetDefect(sqlite3_libversion_number()) ? 1 : 0}};
    for (const Switch &s : switches) {
        if (const int rc = sqlite3_db_config(db, s.option, s.on, nullptr); rc != SQLITE_OK)
            return failure(rc);
    }
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, kLengthLimit);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, kSqlLengthLimit);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1); // VACUUM needs one
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_progress_handler(db, kOpsBetweenChecks, &Database::onProgress, this);
    sqlite3_busy_handler(db, &Database::onBusy, this);

    QString pragmas = QStringLiteral("PRAGMA mmap_size=0; PRAGMA cell_size_check=ON;");
    if (m_options.access == OpenPolicy::Access::Watch)
        pragmas += QLatin1String("PRAGMA query_only=ON;");
    else if (hasWalResetDefect(sqlite3_libversion_number()))
        pragmas += QLatin1String("PRAGMA wal_autocheckpoint=0;");
    if (auto set = execute(pragmas); !set)
        return set;
    // This one reads the schema.
    const auto set = execute(QStringLiteral("PRAGMA cache_size=-%1").arg(m_options.cacheKib));
    return m_options.readSchema ? set : Result<void>();
}

Result<std::unique_ptr<Database>> Database::create(const QString &path)
{
    const QFileInfo info(path);
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        const QString name = path + QLatin1String(suffix);
        if (statFile(name).exists || QFileInfo(name).isSymLink())
            return Error{ErrorCode::FileExists, {name}, {}, 0};
    }
    const QString folder = info.absolutePath();
    const FileFacts folderFacts = statFile(folder);
    if (!folderFacts.exists)
        return Error{ErrorCode::FileMissing, {folder}, {}, 0};
    if (const VolumeFacts volume = statVolume(folder); volume.network)
        return Error{ErrorCode::NetworkVolume, {path, volume.fileSystem}, {}, 0};

    // SQLite has no "only if it is not there". The file is new and no connection knows it, so opening and
    // closing it here drops no lock.
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            if (statFile(path).exists)
                return Error{ErrorCode::FileExists, {path}, {}, 0};
            return Error{folderFacts.writable ? ErrorCode::WriteFailed : ErrorCode::FolderReadOnly,
                         {path},
                         file.errorString(),
                         0};
        }
    }
    OpenPolicy::Verdict verdict;
    verdict.path = QFileInfo(path).canonicalFilePath();
    verdict.identity = statFile(path).identity;
    verdict.wal = true;
    verdict.volume = statVolume(verdict.path);
    Options options;
    options.access = OpenPolicy::Access::Change;
    options.busyTimeoutMs = 5000;
    Error problem;
    auto database = connect(verdict, options);
    if (database) {
        const auto mode = (*database)->text(QStringLiteral("PRAGMA journal_mode=WAL"));
        if (mode && *mode == QLatin1String("wal"))
            return database;
        problem = mode ? Error{ErrorCode::DatabaseFailed, {path}, QStringLiteral("no WAL mode: ") + *mode, 0}
                       : mode.error();
        database->reset();
    } else {
        problem = database.error();
    }
    // Only the file made above, and only as long as nothing is in it.
    const FileFacts left = statFile(path);
    if (left.identity == verdict.identity && left.bytes == 0)
        QFile::remove(path);
    return problem;
}

Database::~Database()
{
    if (!m_handle)
        return;
    bool fold = m_options.access == OpenPolicy::Access::Change || ownSidecars().contains(m_verdict.path);
    if (!fold && m_walAtOpen) {
        const std::optional<WalHead> now = walHead();
        const FileFacts wal = statFile(m_verdict.path + QLatin1String("-wal"));
        const bool moved = now && (now->salt1 != m_walAtOpen->salt1 || now->frames != m_walAtOpen->frames);
        fold = moved || (wal.exists && wal.bytes == 0);
    }
    m_handle.reset();
    if (fold)
        foldSidecars(m_verdict);
}

Result<Statement> Database::prepare(const QString &sql)
{
    const QByteArray utf8 = sql.toUtf8();
    sqlite3_stmt *handle = nullptr;
    const char *rest = nullptr;
    const int rc = sqlite3_prepare_v3(m_handle.get(), utf8.constData(), static_cast<int>(utf8.size()), 0,
                                      &handle, &rest);
    Statement statement(this, handle);
    if (rc != SQLITE_OK)
        return failure(rc);
    if (handle == nullptr)
        return Error{ErrorCode::DatabaseFailed, {m_verdict.path}, QStringLiteral("an empty statement"), 0};
    return statement;
}

Result<void> Database::execute(const QString &sql)
{
    const int rc = sqlite3_exec(m_handle.get(), sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (rc != SQLITE_OK)
        return failure(rc);
    return {};
}

namespace {

Result<Statement> firstRow(Result<Statement> statement, const QString &path)
{
    if (!statement)
        return statement;
    const Result<bool> row = statement->step();
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::DatabaseFailed, {path}, QStringLiteral("a query gave no row"), 0};
    return statement;
}

} // namespace

Result<qint64> Database::integer(const QString &sql)
{
    const auto row = firstRow(prepare(sql), m_verdict.path);
    if (!row)
        return row.error();
    return row->integer(0);
}

Result<QString> Database::text(const QString &sql)
{
    const auto row = firstRow(prepare(sql), m_verdict.path);
    if (!row)
        return row.error();
    return row->text(0);
}

void Database::setDeadline(SteadyClock::time_point deadline)
{
    m_deadline = deadline;
}

void Database::setCancelFlag(const std::atomic<bool> *cancel)
{
    m_cancel = cancel;
}

void Database::setTick(std::function<void()> tick)
{
    m_tick = std::move(tick);
}

bool Database::mustStop() const
{
    if (m_cancel != nullptr && m_cancel->load(std::memory_order_relaxed))
        return true;
    return m_deadline != SteadyClock::time_point::max() && SteadyClock::now() >= m_deadline;
}

int Database::onProgress(void *self)
{
    const auto *database = static_cast<Database *>(self);
    if (database->m_tick)
        database->m_tick();
    return database->mustStop() ? 1 : 0;
}

/// SQLite's own busy handler, but for the deadline and the cancel flag, which it does not know.
int Database::onBusy(void *self, int calls)
{
    static constexpr std::array<int, 9> pausesMs{1, 2, 5, 10, 15, 20, 25, 25, 50};
    auto *database = static_cast<Database *>(self);
    const auto now = SteadyClock::now();
    if (calls == 0)
        database->m_busySince = now;
    const auto end = database->m_busySince + std::chrono::milliseconds(database->m_options.busyTimeoutMs);
    if (now >= end || database->mustStop())
        return 0;
    const auto index = std::min<std::size_t>(static_cast<std::size_t>(calls), pausesMs.size() - 1);
    const int pauseMs = database->m_options.eager ? 1 : pausesMs[index];
    const auto pause = std::min<SteadyClock::duration>(std::chrono::milliseconds(pauseMs), end - now);
    std::this_thread::sleep_for(pause);
    // Waiting is not reading: it pins nothing, and how long others make us wait is to be measured, not cut.
    if (database->m_deadline != SteadyClock::time_point::max())
        database->m_deadline += SteadyClock::now() - now;
    return 1;
}

Database::CacheCounters Database::cacheCounters()
{
    // SQLite counts in an int; read and set back, they never overflow.
    const auto take = [this](int what) -> qint64 {
        int current = 0;
        int highest = 0;
        sqlite3_db_status(m_handle.get(), what, &current, &highest, 1);
        return current;
    };
    m_cacheCounters.hits += take(SQLITE_DBSTATUS_CACHE_HIT);
    m_cacheCounters.misses += take(SQLITE_DBSTATUS_CACHE_MISS);
    return m_cacheCounters;
}

std::optional<Database::WalHead> Database::walHead() const
{
    // The first block of the WAL index (documented at sqlite.org/walformat.html): two copies of a header of
    // 48 bytes, valid where they are equal, then what the checkpoints have done. Numbers are in the
    // machine's order, but for the salts, which are copied from the WAL as they stand there.
    constexpr int kBlockBytes = 32768;
    constexpr std::size_t kHeaderBytes = 48;
    constexpr quint32 kVersion = 3007000;

    sqlite3 *db = m_handle.get();
    // Mapping the index of a base that is not in WAL mode would make a -shm. This PRAGMA reads the state of
    // the connection, not the file.
    sqlite3_stmt *raw = nullptr;
    if (sqlite3_prepare_v3(db, "PRAGMA main.journal_mode", -1, 0, &raw, nullptr) != SQLITE_OK)
        return std::nullopt;
    const bool wal = sqlite3_step(raw) == SQLITE_ROW &&
                     qstrcmp(reinterpret_cast<const char *>(sqlite3_column_text(raw, 0)), "wal") == 0;
    sqlite3_finalize(raw);
    sqlite3_file *file = nullptr;
    if (!wal || sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2)
        return std::nullopt;
    void volatile *block = nullptr;
    const int rc = file->pMethods->xShmMap(file, 0, kBlockBytes, 0, &block);
    if ((rc != SQLITE_OK && rc != SQLITE_READONLY) || block == nullptr)
        return std::nullopt;

    const auto word = [block](std::size_t offset) {
        return static_cast<const volatile quint32 *>(block)[offset / sizeof(quint32)];
    };
    // Another process may be writing the header just now.
    for (int attempt = 0; attempt < 10; ++attempt) {
        std::array<quint32, kHeaderBytes / sizeof(quint32)> first{};
        std::array<quint32, kHeaderBytes / sizeof(quint32)> second{};
        for (std::size_t i = 0; i < first.size(); ++i)
            first[i] = word(i * sizeof(quint32));
        file->pMethods->xShmBarrier(file);
        for (std::size_t i = 0; i < second.size(); ++i)
            second[i] = word(kHeaderBytes + i * sizeof(quint32));
        const quint32 backfilled = word(2 * kHeaderBytes);
        if (first != second || first[0] != kVersion)
            continue;
        std::array<uchar, sizeof(quint32)> salt{};
        std::memcpy(salt.data(), &first[8], salt.size());
        return WalHead{qFromBigEndian<quint32>(salt.data()), first[4], std::min(backfilled, first[4])};
    }
    return std::nullopt;
}

void limitSqliteMemory(qint64 bytes)
{
    sqlite3_hard_heap_limit64(bytes);
}

QString quoteName(QStringView name)
{
    QString quoted = name.toString();
    quoted.replace(u'"', QLatin1String("\"\""));
    return u'"' + quoted + u'"';
}

} // namespace hakgal
