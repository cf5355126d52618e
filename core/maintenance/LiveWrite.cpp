// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/LiveWrite.h"

#include "core/config/BuildInfo.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/SlicedCopy.h"
#include "core/maintenance/SqliteFile.h"
#include "core/maintenance/WalFolding.h"
#include "core/store/Database.h"

#include <QCoreApplication>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <array>

// 1. A watcher connection is open from before the content is made until after the write lock is held, and a
//    mark is taken from it that every commit of others moves: in WAL mode PRAGMA data_version (which only
//    compares within one connection), in rollback mode the change counter in the header, read through the
//    watcher's own file.
// 2. The content is made (it may take minutes; nobody is held up), and brought to the page size of the live
//    file, without which a file in WAL mode cannot be written so.
// 3. sqlite3_backup_step(…, 0) from the content into the live file takes the write lock and copies nothing:
//    from here on writers wait; readers go on in WAL mode, and wait in rollback mode.
// 4. The mark is taken again. Moved: somebody committed since step 1, what was made is out of date;
//    sqlite3_backup_finish() gives the lock back and leaves the live file untouched, and step 1 begins anew,
//    three times at most. Whoever asked for it (Request::finishLocked) gets a last chance to add what is
//    missing while the lock is held.
// 5. The pages are written and committed, as one transaction of SQLite: a kill before the end leaves the old
//    content. The schema cookie moves, so everybody reads the schema anew; the journal mode of the live file
//    stays as it was.
//
// The WAL grows by the whole content. It is folded in where the library is sound; with the WAL-reset defect
// (BuildInfo) no checkpoint is made beside others, and the bytes left are reported.

namespace hakgal {

namespace {

/// Longer than usual: programs that never pause may keep the write lock from us for seconds, and to give up
/// means to make the content anew.
constexpr int kBusyMs = 15'000;
constexpr qint64 kWalFrameHead = 24;
constexpr qint64 kRoomToSpare = 1 << 20;

struct FinishBackup
{
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};
using SqliteBackup = std::unique_ptr<sqlite3_backup, FinishBackup>;

QString walOf(const QString &live)
{
    return live + QLatin1String("-wal");
}

Result<std::unique_ptr<Database>> openLive(const QString &live, OpenPolicy::Access access)
{
    Database::Options options;
    options.access = access;
    options.busyTimeoutMs = kBusyMs;
    options.eager = true;
    options.readSchema = false;
    return Database::open(live, options);
}

Result<qint64> commitMark(Database &watcher)
{
    if (watcher.verdict().wal)
        return watcher.integer(QStringLiteral("PRAGMA data_version"));
    // A statement would wait for the lock that we hold ourselves; the file can still be read. A counter that
    // belongs to a commit under way does no harm: the content is made under a shared lock taken later, which
    // waits for that commit. A change to WAL mode moves the counter, too.
    constexpr sqlite3_int64 kChangeCounter = 24;
    sqlite3_file *file = nullptr;
    std::array<uchar, 4> bytes{};
    int rc = sqlite3_file_control(watcher.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (rc == SQLITE_OK && file != nullptr && file->pMethods != nullptr)
        rc = file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), kChangeCounter);
    if (rc != SQLITE_OK)
        return watcher.failure(rc);
    return qFromBigEndian<quint32>(bytes.data());
}

/// SQLite keeps the page size of a file but for VACUUM in rollback mode.
Result<void> matchPageSize(sqlite3 *content, const QString &path, qint64 pageSize)
{
    const QByteArray sql = "PRAGMA page_size=" + QByteArray::number(pageSize) + "; VACUUM";
    sqlite3_stmt *raw = nullptr;
    int rc = sqlite3_prepare_v2(content, "PRAGMA page_size", -1, &raw, nullptr);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(raw);
    const bool equal = rc == SQLITE_ROW && sqlite3_column_int64(raw, 0) == pageSize;
    sqlite3_finalize(raw);
    if (rc != SQLITE_ROW)
        return privateFailure(content, rc, path);
    return equal ? Result<void>() : executePrivate(content, path, sql.constData());
}

Result<void> checkRoom(const Database &target, const QString &live, const QString &content, qint64 pageSize)
{
    const qint64 bytes = statFile(content).bytes;
    const qint64 now = statFile(live).bytes;
    // WAL: every page as a frame, and once more in the file when the WAL is folded in. Rollback: every old
    // page goes to the journal.
    const qint64 growth = std::max<qint64>(0, bytes - now);
    const qint64 log = target.verdict().wal ? bytes + bytes / pageSize * kWalFrameHead : now;
    const qint64 needed = growth + log + kRoomToSpare;
    const qint64 room = freeBytes(live);
    if (room >= 0 && room < needed)
        return Error{ErrorCode::NoSpace, {live, QString::number(needed), QString::number(room)}, {}, 0};
    return {};
}

/// Gives back what a failed or finished write left in the WAL, where that is allowed.
void foldWal(Database &target)
{
    if (buildInfo().walResetDefect || !target.verdict().wal)
        return;
    (void)truncateWal(target); // what readers of others keep in it is told as the bytes left
}

enum class Tried : quint8 { Written, Moved };

class Writing
{
public:
    Writing(const LiveWrite::Request &request, JobContext &context) : m_request(request), m_context(context)
    {
    }

    Result<Tried> attempt(int number)
    {
        const bool last = number == m_request.tries;
        if (auto opened = open(); !opened)
            return opened.error();
        const auto before = commitMark(*m_watcher);
        if (!before)
            return before.error();
        if (auto prepared = m_request.prepare(number, false); !prepared)
            return prepared.error();
        m_context.begin(QStringLiteral("swap"),
                        QCoreApplication::translate("hakgal", "Writing the new content"));
        auto content = openContent();
        if (!content)
            return content.error();
        SqliteBackup backup(sqlite3_backup_init(m_target->handle(), "main", content->get(), "main"));
        if (!backup)
            return m_target->failure(sqlite3_extended_errcode(m_target->handle()));
        if (m_context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        if (const int rc = sqlite3_backup_step(backup.get(), 0); rc != SQLITE_OK && rc != SQLITE_DONE)
            return m_target->failure(rc);
        const auto after = commitMark(*m_watcher);
        if (!after)
            return after.error();
        if (*after != *before) {
            if (!last || !m_request.finishLocked)
                return Tried::Moved;
            if (auto prepared = m_request.prepare(number + 1, true); !prepared)
                return prepared.error();
            m_context.begin(QStringLiteral("swap"), {});
        }
        m_context.finishing(
            QCoreApplication::translate("hakgal", "Writing the new content; this cannot be cancelled"));
        return writePages(std::move(backup));
    }

    Database &target() { return *m_target; }
    bool opened() const { return m_target != nullptr; }

private:
    Result<void> open()
    {
        m_watcher.reset();
        m_target.reset();
        auto watcher = openLive(m_request.live, OpenPolicy::Access::Watch);
        if (!watcher)
            return watcher.error();
        auto target = openLive(m_request.live, OpenPolicy::Access::Change);
        if (!target)
            return target.error();
        (void)(*target)->execute(QStringLiteral("PRAGMA synchronous=FULL")); // fails on a damaged schema
        m_watcher = std::move(*watcher);
        m_target = std::move(*target);
        return {};
    }

    Result<SqliteFile> openContent()
    {
        const auto pageSize = m_target->integer(QStringLiteral("PRAGMA page_size"));
        if (!pageSize)
            return pageSize.error();
        auto content = openPrivate(m_request.content);
        if (!content)
            return content;
        if (auto matched = matchPageSize(content->get(), m_request.content, *pageSize); !matched)
            return matched.error();
        if (auto room = checkRoom(*m_target, m_request.live, m_request.content, *pageSize); !room)
            return room.error();
        return content;
    }

    Result<Tried> writePages(SqliteBackup backup)
    {
        for (;;) {
            const int rc = sqlite3_backup_step(backup.get(), SlicedCopy::kPagesAStep);
            const int pages = sqlite3_backup_pagecount(backup.get());
            if (pages > 0)
                m_context.advance(1 - static_cast<double>(sqlite3_backup_remaining(backup.get())) / pages);
            if (rc == SQLITE_DONE)
                break;
            if (rc != SQLITE_OK) {
                backup.reset(); // rolls back
                return m_target->failure(rc);
            }
        }
        const int rc = sqlite3_backup_finish(backup.release());
        if (rc != SQLITE_OK)
            return m_target->failure(rc);
        return Tried::Written;
    }

    const LiveWrite::Request &m_request;
    JobContext &m_context;
    std::unique_ptr<Database> m_watcher;
    std::unique_ptr<Database> m_target;
};

} // namespace

Result<qint64> LiveWrite::run(const Request &request, JobContext &context)
{
    {
        Writing writing(request, context);
        Result<Tried> tried = Tried::Moved;
        for (int number = 1; number <= request.tries && tried && *tried == Tried::Moved; ++number)
            tried = writing.attempt(number);
        if (writing.opened())
            foldWal(writing.target());
        if (!tried)
            return tried.error();
        if (*tried == Tried::Moved)
            return Error{ErrorCode::ChangedMeanwhile, {request.live}, {}, 0};
    }
    // With our connections closed: SQLite folds it in if we were alone.
    return statFile(walOf(request.live)).bytes;
}

} // namespace hakgal
