// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/PrivateCopy.h"

#include "core/maintenance/BackupFolder.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/RawCopy.h"
#include "core/maintenance/SlicedCopy.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/FactStore.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

namespace hakgal {

namespace {

Error refused(const QString &backup, const Phrase &what)
{
    return {ErrorCode::VerifyFailed, QStringList(backup) + what, {}, 0};
}

/// Whether this can be a backup at all, by what stands at its beginning.
Result<OpenPolicy::Verdict> look(const QString &backup)
{
    auto verdict = OpenPolicy::check(backup, OpenPolicy::Access::Watch);
    if (verdict)
        return verdict;
    switch (verdict.error().code) {
    case ErrorCode::FolderReadOnly:
    case ErrorCode::FileOtherOwner:
        // It would not do to open it there. We only read its bytes, and these say WAL.
        verdict = OpenPolicy::Verdict{};
        verdict->path = backup;
        verdict->wal = true;
        return verdict;
    default:
        return verdict;
    }
}

bool hasLog(const QString &backup)
{
    return statFile(backup + QLatin1String("-wal")).bytes > 0 ||
           statFile(backup + QLatin1String("-journal")).bytes > 0;
}

/// What was committed may stand in the -wal beside it, and it may be in use: SQLite copies it.
Result<void> copyThroughSqlite(const QString &backup, const QString &target, JobContext &context)
{
    Database::Options options;
    options.busyTimeoutMs = 5000;
    options.eager = true;
    auto source = Database::open(backup, options);
    if (!source)
        return source.error();
    const auto copied = SlicedCopy::run(**source, target, context, SlicedCopy::Count::May);
    return copied ? Result<void>() : copied.error();
}

Result<void> copyBytes(const QString &backup, const QString &target, JobContext &context)
{
    if (auto copied = rawCopy(backup, target, context); !copied)
        return copied.error();
    const auto companion = BackupFolder::companionOf(backup);
    if (!companion)
        return {};
    const auto hash = PrivateCopy::sha256(target, context);
    if (!hash)
        return hash.error();
    if (*hash != companion->sha256)
        return refused(backup, phraseOf(QT_TRANSLATE_NOOP(
                                   "hakgal", "its SHA-256 is not the one noted when it was made")));
    return {};
}

Result<qint64> check(const QString &backup, const QString &target, JobContext &context)
{
    {
        auto file = openPrivate(target);
        if (!file)
            return file.error();
        if (auto set = executePrivate(file->get(), backup, "PRAGMA journal_mode=DELETE"); !set)
            return set.error();
    }
    Database::Options options;
    options.cacheKib = 16 * 1024;
    auto database = Database::open(target, options);
    if (!database)
        return refused(backup, {database.error().detail});
    const auto integrity = checkIntegrity(**database, true, context);
    if (!integrity)
        return integrity.error();
    if (integrity->state == Integrity::State::Damaged)
        return refused(backup, {integrity->messages.value(0)});
    auto store = FactStore::attach(**database);
    if (!store)
        return Error{store.error().code, {backup}, store.error().detail, store.error().sqliteCode};
    const auto facts = store->count();
    if (!facts)
        return refused(backup, {facts.error().detail});
    const auto companion = BackupFolder::companionOf(backup);
    if (companion && companion->facts >= 0 && companion->facts != *facts)
        return refused(
            backup, phraseOf(QT_TRANSLATE_NOOP("hakgal", "it holds %1 facts, but held %2 when it was made"),
                             {QString::number(*facts), QString::number(companion->facts)}));
    return facts;
}

} // namespace

Result<QByteArray> PrivateCopy::sha256(const QString &path, JobContext &context)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::ReadFailed, {path}, file.errorString(), 0};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const qint64 size = std::max<qint64>(1, file.size());
    constexpr qint64 kChunk = 1 << 20;
    while (!file.atEnd()) {
        if (context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        const QByteArray bytes = file.read(kChunk);
        if (bytes.isEmpty())
            return Error{ErrorCode::ReadFailed, {path}, file.errorString(), 0};
        hash.addData(bytes);
        context.advance(static_cast<double>(file.pos()) / static_cast<double>(size));
    }
    return hash.result().toHex();
}

Result<PrivateCopy> PrivateCopy::make(const QString &backup, const QString &target, JobContext &context)
{
    const auto verdict = look(backup);
    if (!verdict)
        return verdict.error();
    const double megabytes = static_cast<double>(statFile(backup).bytes) / 1e6;
    context.plan({{QStringLiteral("read"), megabytes / 300}, {QStringLiteral("check"), megabytes / 60}});
    context.begin(QStringLiteral("read"), QCoreApplication::translate("hakgal", "Reading the backup"));
    const auto copied =
        hasLog(backup) ? copyThroughSqlite(backup, target, context) : copyBytes(backup, target, context);
    Result<qint64> facts = -1;
    if (copied) {
        context.begin(QStringLiteral("check"), QCoreApplication::translate("hakgal", "Checking the backup"));
        facts = check(backup, target, context);
    }
    if (!copied || !facts) {
        removePrivate(target);
        return copied ? facts.error() : copied.error();
    }
    context.end();
    PrivateCopy copy;
    copy.facts = *facts;
    const auto companion = BackupFolder::companionOf(backup);
    copy.wal = companion ? companion->wal : verdict->wal;
    return copy;
}

} // namespace hakgal
