// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Swap.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/LiveWrite.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/NameSwap.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/FactStore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

// Why not simply rename the new file over the old one: a program that has the old one open goes on writing
// into it, and what it commits is lost; and the -wal of the old file would be taken for one of the new file.
// So:
//
// InPlace, where SQLite can read the header. Others may be connected and stay so. LiveWrite.cpp writes the
// pages of the new file over those of the old one in a single transaction of SQLite, which others see as a
// commit. A kill leaves that transaction unfinished, and SQLite ignores or rolls it back: old state, whole.
//
// Replace, where the header is gone (or the file is). SQLite gives nobody a way in, so the file must change
// under its name, which is safe only if nobody has it open from before: SoleAccess proves that, and its doubt
// counts as a no. NameSwap.cpp moves the names, with an intent noted durably before, so that a kill between
// two of them is finished or reversed by the next job.
//
// Refused: the header is gone and others have the file open. They may be the only ones who can still read it.

namespace hakgal {

namespace {

/// Errors on opening that mean: there is no SQLite header, or nothing at all.
bool headerGone(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotADatabase:
    case ErrorCode::FileEncrypted:
    case ErrorCode::FileEmpty:
    case ErrorCode::FileMissing:
    case ErrorCode::Damaged:
        return true;
    default:
        return false;
    }
}

/// The files a job makes on its way to a swap in place. Whatever is in the folder when a job begins was left
/// by one that died, since they all hold the lease.
QString scratchFolder(const QString &databasePath)
{
    return StatePaths(databasePath).folder() + QStringLiteral("/scratch");
}

Result<qint64> verifyLive(const QString &live, JobContext &context)
{
    Database::Options options;
    options.busyTimeoutMs = 5000;
    options.eager = true;
    auto database = Database::open(live, options);
    if (!database)
        return database.error();
    const auto integrity = checkIntegrity(**database, true, context);
    if (!integrity)
        return integrity.error();
    if (integrity->state == Integrity::State::Damaged)
        return Error{ErrorCode::VerifyFailed, {live, integrity->messages.value(0)}, {}, 0};
    auto store = FactStore::attach(**database);
    if (!store)
        return store.error().code == ErrorCode::NoFactsTable ? Result<qint64>(-1) : store.error();
    return store->count();
}

Result<Swap::Done> inPlace(const Swap::Request &request, const QString &live, JobContext &context)
{
    const QString folder = scratchFolder(live);
    if (auto made = StatePaths(live).create(); !made)
        return made.error();
    if (!QDir().mkpath(folder))
        return Error{ErrorCode::WriteFailed, {folder}, QStringLiteral("the folder cannot be made"), 0};
    Swap::Attempt attempt;
    attempt.target = folder + QStringLiteral("/new-%1.db").arg(QCoreApplication::applicationPid());
    removePrivate(attempt.target);
    struct RemoveTarget
    {
        const QString &path;
        ~RemoveTarget() { removePrivate(path); }
    } removeTarget{attempt.target};

    Swap::Done done;
    {
        LiveWrite::Request write;
        write.live = live;
        write.content = attempt.target;
        write.tries = Swap::kMostTries;
        write.prepare = [&](int number, bool locked) {
            attempt.number = number;
            attempt.locked = locked;
            return request.prepare(attempt);
        };
        write.finishLocked = request.finishLocked;
        const auto written = LiveWrite::run(write, context);
        if (!written)
            return written.error();
        done.walBytes = *written;
    }
    // The new state is there already, so a cancel would come too late.
    context.begin(QStringLiteral("check"),
                  QCoreApplication::translate("hakgal", "Checking the knowledge base"));
    context.finishing(QCoreApplication::translate("hakgal", "Checking the knowledge base"));
    const auto facts = verifyLive(live, context);
    if (!facts)
        return facts.error();
    done.facts = *facts;
    return done;
}

Result<Swap::Done> replace(const Swap::Request &request, const QString &live, JobContext &context)
{
    auto names = NameSwap::begin(live);
    if (!names)
        return names.error();
    Swap::Attempt attempt;
    attempt.way = Swap::Way::Replace;
    attempt.target = names->fresh();
    if (auto prepared = request.prepare(attempt); !prepared)
        return prepared.error();
    context.begin(
        QStringLiteral("swap"),
        QCoreApplication::translate("hakgal", "Putting the new file in the place of the knowledge base"));
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    context.finishing(QCoreApplication::translate(
        "hakgal", "Putting the new file in the place of the knowledge base; this cannot be cancelled"));
    if (auto swapped = names->swap(); !swapped)
        return swapped.error();
    Swap::Done done;
    done.way = Swap::Way::Replace;
    done.kept = names->kept();
    context.begin(QStringLiteral("check"),
                  QCoreApplication::translate("hakgal", "Checking the knowledge base"));
    // Nothing may stop this one: it decides whether the old file comes back.
    context.finishing(QCoreApplication::translate("hakgal", "Checking the knowledge base"));
    const auto facts = verifyLive(live, context);
    if (!facts) {
        if (auto reversed = names->reverse(); !reversed)
            return reversed.error();
        return facts.error();
    }
    names->settle();
    done.facts = *facts;
    return done;
}

} // namespace

Result<Swap::Way> Swap::wayFor(const QString &live)
{
    if (auto allowed = checkMaintainable(live); !allowed)
        return allowed.error();
    Database::Options options;
    options.access = OpenPolicy::Access::Change;
    options.busyTimeoutMs = 5000;
    options.eager = true;
    options.readSchema = false;
    const auto database = Database::open(resolvedPath(live), options);
    if (database)
        return Way::InPlace;
    if (headerGone(database.error().code))
        return Way::Replace;
    return database.error();
}

Result<Swap::Done> Swap::run(const Request &request, JobContext &context)
{
    const QString live = resolvedPath(request.live);
    const auto way = wayFor(live);
    if (!way)
        return way.error();
    return *way == Way::InPlace ? inPlace(request, live, context) : replace(request, live, context);
}

Result<int> Swap::recoverIntents(const QString &databasePath)
{
    const QDir scratch(scratchFolder(databasePath));
    const QStringList left = scratch.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : left)
        (void)removeFile(scratch.filePath(name));

    IntentLog log(databasePath);
    log.removeHalfNotes();
    int settled = 0;
    for (const IntentLog::Entry &entry : log.open()) {
        const QString kind = entry.intent.value(QLatin1String("kind")).toString();
        if (kind == QLatin1String("part"))
            PartFile::recover(entry.intent);
        else if (kind != QLatin1String("swap"))
            continue; // of a later version
        else if (auto recovered = NameSwap::recover(entry.intent); !recovered)
            return recovered.error();
        log.settle(entry.id);
        ++settled;
    }
    return settled;
}

} // namespace hakgal
