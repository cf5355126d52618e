// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/SlicedCopy.h"

#include "core/Clock.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/FactStore.h"
#include "core/store/Transaction.h"

#include <sqlite3.h>

#include <thread>

namespace hakgal {

namespace {

constexpr qint64 kRoomToSpare = 1 << 20;
constexpr std::chrono::milliseconds kRetryPause{10};
constexpr std::chrono::seconds kRetryTime{5};

struct FinishBackup
{
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};
using SqliteBackup = std::unique_ptr<sqlite3_backup, FinishBackup>;

/// An error of the copying itself: SQLite tells only the code, not which of the two files it was.
Error copyFailure(Database &source, sqlite3 *target, int rc, const QString &path)
{
    switch (rc & 0xff) {
    case SQLITE_FULL:
        return privateFailure(target, rc, path);
    case SQLITE_IOERR:
        if (rc != SQLITE_IOERR_READ && rc != SQLITE_IOERR_SHORT_READ)
            return privateFailure(target, rc, path);
        [[fallthrough]];
    default:
        return source.failure(rc);
    }
}

Result<void> copyPages(Database &source, sqlite3 *target, const QString &path, JobContext &context)
{
    SqliteBackup backup(sqlite3_backup_init(target, "main", source.handle(), "main"));
    if (!backup)
        return privateFailure(target, sqlite3_extended_errcode(target), path);
    auto waitingSince = std::chrono::steady_clock::now();
    for (;;) {
        if (context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        const int rc = sqlite3_backup_step(backup.get(), SlicedCopy::kPagesAStep);
        const int pages = sqlite3_backup_pagecount(backup.get());
        if (pages > 0)
            context.advance(1 - static_cast<double>(sqlite3_backup_remaining(backup.get())) / pages);
        if (rc == SQLITE_DONE)
            return {};
        if (rc == SQLITE_OK) {
            waitingSince = std::chrono::steady_clock::now();
            continue;
        }
        const bool wait = (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED;
        if (!wait || std::chrono::steady_clock::now() - waitingSince > kRetryTime)
            return copyFailure(source, target, rc, path);
        std::this_thread::sleep_for(kRetryPause);
    }
}

Result<qint64> countFacts(Database &source, SlicedCopy::Count count)
{
    auto store = FactStore::attach(source);
    const Result<qint64> facts = store ? store->count() : Result<qint64>(store.error());
    if (facts)
        return facts;
    const bool noTable = facts.error().code == ErrorCode::NoFactsTable;
    const bool cancelled = facts.error().code == ErrorCode::Interrupted;
    if (!cancelled && (noTable || count == SlicedCopy::Count::May))
        return -1;
    return facts.error();
}

Result<SlicedCopy::Copied> copyInto(Database &source, const QString &target, JobContext &context,
                                    SlicedCopy::Count count)
{
    SlicedCopy::Copied copied;
    source.setCancelFlag(context.cancelFlag());
    auto transaction = Transaction::begin(source, Transaction::Kind::Deferred);
    if (!transaction)
        return transaction.error();
    // The first read takes the snapshot; this one needs no schema, so it works on a damaged base as well.
    if (auto begun = source.integer(QStringLiteral("PRAGMA data_version")); !begun)
        return begun.error();
    const Result<qint64> facts = countFacts(source, count);
    if (!facts)
        return facts.error();
    copied.facts = *facts;
    const auto pages = source.integer(QStringLiteral("PRAGMA page_count"));
    const auto pageSize = source.integer(QStringLiteral("PRAGMA page_size"));
    if (!pages || !pageSize)
        return pages ? pageSize.error() : pages.error();
    copied.pages = *pages;
    copied.bytes = *pages * *pageSize;
    const qint64 needed = copied.bytes + kRoomToSpare;
    if (const qint64 room = freeBytes(target); room >= 0 && room < needed)
        return Error{ErrorCode::NoSpace, {target, QString::number(needed), QString::number(room)}, {}, 0};

    auto file = openPrivate(target);
    if (!file)
        return file.error();
    // Nobody sees it before it is whole and synced, so it needs no journal of its own; in exclusive mode the
    // WAL index of a copied WAL base stays in memory.
    if (auto set = executePrivate(file->get(), target,
                                  "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; "
                                  "PRAGMA synchronous=OFF");
        !set)
        return set.error();
    if (auto done = copyPages(source, file->get(), target, context); !done)
        return done.error();
    // The copy still says WAL where the source does.
    if (auto set = executePrivate(file->get(), target, "PRAGMA journal_mode=DELETE"); !set)
        return set.error();
    return copied;
}

} // namespace

Result<SlicedCopy::Copied> SlicedCopy::run(Database &source, const QString &target, JobContext &context,
                                           Count count)
{
    if (auto made = createPrivate(target, source.verdict().path); !made)
        return made.error();
    auto copied = copyInto(source, target, context, count);
    source.setCancelFlag(nullptr);
    if (!copied)
        removePrivate(target);
    return copied;
}

} // namespace hakgal
