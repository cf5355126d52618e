// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/SafetyCopy.h"

#include "core/maintenance/FileSync.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/PrivateCopy.h"
#include "core/maintenance/RawCopy.h"
#include "core/maintenance/SlicedCopy.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/FactStore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

// A base that SQLite can read is copied by SQLite, page by page, sound or not. Where SQLite cannot read it,
// the bytes of the file and of the -wal or -journal beside it are copied as they are, so that nothing is
// lost that a salvage could still find; that is done by a child process (RawCopy_linux.cpp), which cannot
// drop a lock of ours whatever is open here. Under a write lock of ours in rollback mode the bytes are
// copied, too: nobody else gets even a shared lock then, the file holds exactly what was committed, and it
// has no journal.

namespace hakgal {

namespace {

const QLatin1String kDamaged(".damaged");
const QLatin1String kCompanion(".sha256");

struct Copy
{
    PartFile part;
    qint64 facts = -1;
    bool wal = false;
    bool raw = false;
};

/// Errors that say something about the file rather than about the world around it.
bool aboutTheFile(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotADatabase:
    case ErrorCode::FileEncrypted:
    case ErrorCode::FileEmpty:
    case ErrorCode::Damaged:
    case ErrorCode::DatabaseFailed:
    case ErrorCode::ReadFailed:
        return true;
    default:
        return false;
    }
}

Result<void> copyRaw(const QString &live, const QString &part, JobContext &context)
{
    qint64 needed = 0;
    for (const char *suffix : {"", "-wal", "-journal"})
        needed += statFile(live + QLatin1String(suffix)).bytes;
    if (const qint64 room = freeBytes(part); room >= 0 && room < needed)
        return Error{ErrorCode::NoSpace, {part, QString::number(needed), QString::number(room)}, {}, 0};
    for (const char *suffix : {"", "-wal", "-journal"}) {
        const QString name = live + QLatin1String(suffix);
        if (!statFile(name).exists)
            continue;
        if (auto copied = rawCopy(name, part + QLatin1String(suffix), context); !copied)
            return copied.error();
    }
    return {};
}

/// `locked`: we hold the write lock ourselves, so a lock that keeps us from reading is ours.
Result<Copy> copy(const QString &databasePath, bool locked, JobContext &context)
{
    const QString live = resolvedPath(databasePath);
    const BackupFolder folder(live, {});
    if (!QDir().mkpath(folder.path()))
        return Error{ErrorCode::WriteFailed, {folder.path()}, QStringLiteral("the folder cannot be made"), 0};
    auto part = PartFile::begin(live, folder.freeName());
    if (!part)
        return part.error();
    Copy copy{std::move(*part)};

    Database::Options options;
    options.busyTimeoutMs = locked ? 0 : 5000;
    options.eager = true;
    options.readSchema = false;
    auto source = Database::open(live, options);
    Error problem;
    if (source) {
        copy.wal = (*source)->verdict().wal;
        const auto copied = SlicedCopy::run(**source, copy.part.path(), context, SlicedCopy::Count::May);
        if (copied) {
            copy.facts = copied->facts;
            return copy;
        }
        problem = copied.error();
        source->reset();
    } else {
        problem = source.error();
    }
    const bool ourLock = locked && problem.code == ErrorCode::Locked;
    if (!ourLock && !aboutTheFile(problem.code))
        return problem;
    if (auto copied = copyRaw(live, copy.part.path(), context); !copied)
        return copied.error();
    const bool hasLog = statFile(copy.part.path() + QLatin1String("-wal")).exists ||
                        statFile(copy.part.path() + QLatin1String("-journal")).exists;
    copy.raw = !ourLock || hasLog;
    return copy;
}

/// The facts in a copy that SQLite finds no fault with; nullopt where it does, or cannot tell.
Result<std::optional<qint64>> checked(const QString &path, qint64 expected, JobContext &context)
{
    Database::Options options;
    options.cacheKib = 16 * 1024;
    auto database = Database::open(path, options);
    if (!database)
        return std::optional<qint64>();
    const auto integrity = checkIntegrity(**database, true, context);
    if (!integrity)
        return integrity.error();
    if (integrity->state != Integrity::State::Ok)
        return std::optional<qint64>();
    auto store = FactStore::attach(**database);
    if (!store)
        return std::optional<qint64>();
    const auto facts = store->count();
    if (!facts || (expected >= 0 && *facts != expected))
        return std::optional<qint64>();
    return std::optional<qint64>(*facts);
}

Result<void> describeBeside(const QString &databasePath, const QString &path, const QString &name,
                            qint64 facts, bool wal, JobContext &context)
{
    BackupFolder::Companion companion;
    const auto hash = PrivateCopy::sha256(path, context);
    if (!hash)
        return hash.error();
    companion.sha256 = *hash;
    companion.facts = facts;
    companion.verified = true;
    companion.wal = wal;
    return BackupFolder(databasePath, {}).writeCompanion(name, companion);
}

QString withoutPart(const QString &part)
{
    return part.chopped(5); // ".part"
}

} // namespace

Result<SafetyCopy::Taken> SafetyCopy::take(const QString &databasePath, JobContext &context)
{
    const double megabytes = static_cast<double>(statFile(databasePath).bytes) / 1e6;
    context.plan({{QStringLiteral("copy"), megabytes / 150}, {QStringLiteral("verify"), megabytes / 60}});
    context.begin(QStringLiteral("copy"), QCoreApplication::translate("hakgal", "Making a safety copy"));
    auto made = copy(databasePath, false, context);
    if (!made)
        return made.error();
    const QString name = withoutPart(made->part.path());
    std::optional<qint64> facts;
    if (!made->raw) {
        context.begin(QStringLiteral("verify"),
                      QCoreApplication::translate("hakgal", "Checking the safety copy"));
        auto found = checked(made->part.path(), made->facts, context);
        if (!found)
            return found.error();
        facts = *found;
    }
    if (facts) {
        if (auto described =
                describeBeside(databasePath, made->part.path(), name, *facts, made->wal, context);
            !described)
            return described.error();
    }
    const QString final = facts ? name : name + kDamaged;
    if (auto kept = made->part.keep(final); !kept) {
        if (facts)
            (void)removeFile(name + kCompanion);
        return kept.error();
    }
    context.end();
    return Taken{BackupFolder::describe(final), facts.value_or(made->facts), made->wal, made->raw};
}

Result<SafetyCopy::Taken> SafetyCopy::takeLocked(const QString &databasePath, JobContext &context)
{
    auto made = copy(databasePath, true, context);
    if (!made)
        return made.error();
    const QString final = withoutPart(made->part.path()) + kDamaged;
    if (auto kept = made->part.keep(final); !kept)
        return kept.error();
    return Taken{BackupFolder::describe(final), made->facts, made->wal, made->raw};
}

Result<SafetyCopy::Taken> SafetyCopy::check(const QString &databasePath, const Taken &taken,
                                            JobContext &context)
{
    if (!taken.file.safetyCopy || taken.raw)
        return taken;
    const QString path = taken.file.path;
    const QString name = path.chopped(kDamaged.size());
    const auto facts = checked(path, taken.facts, context);
    if (!facts)
        return facts.error();
    if (!*facts)
        return taken;
    if (auto described = describeBeside(databasePath, path, name, **facts, taken.wal, context); !described)
        return described.error();
    if (auto renamed = renameNew(path, name); !renamed)
        return renamed.error();
    if (auto synced = syncFolder(QFileInfo(name).absolutePath()); !synced)
        return synced.error();
    return Taken{BackupFolder::describe(name), **facts, taken.wal, false};
}

void SafetyCopy::remove(const Taken &taken)
{
    const QString companion = taken.file.path + kCompanion;
    removePrivate(taken.file.path);
    if (statFile(companion).exists)
        (void)removeFile(companion);
}

} // namespace hakgal
