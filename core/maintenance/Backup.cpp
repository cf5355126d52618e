// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Backup.h"

#include "core/config/ProcessLock.h"
#include "core/config/StatePaths.h"
#include "core/maintenance/AuditRow.h"
#include "core/maintenance/BackupFolder.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/IntentLog.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/PrivateCopy.h"
#include "core/maintenance/SafetyCopy.h"
#include "core/maintenance/SlicedCopy.h"
#include "core/maintenance/SqliteFile.h"
#include "core/maintenance/Swap.h"
#include "core/store/FactStore.h"
#include "core/store/Transaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonObject>

#include <algorithm>

// Restore, and why nothing that was acknowledged is lost: what the base holds now is meant to be replaced,
// but everything that was committed before the swap is in the safety copy. That is what the swap's watcher is
// for: a commit between the safety copy and the write lock is noticed, and the safety copy taken anew. Beside
// programs that never pause, the last try takes it while the write lock is held, so that no commit can come
// in between; it is checked after the swap then.

namespace hakgal {

namespace {

/// Rough speeds for the first guess of the time left, in megabytes a second.
constexpr double kCopySpeed = 150;
constexpr double kCheckSpeed = 60;
constexpr double kHashSpeed = 300;

double megabytes(const QString &path)
{
    return static_cast<double>(statFile(path).bytes) / 1e6 + 0.1;
}

/// integrity_check and the count in the finished copy. False: SQLite cannot check it without functions of the
/// operator's program.
Result<bool> checkCopy(const QString &path, const QString &base, qint64 expectedFacts, JobContext &context)
{
    Database::Options options;
    options.cacheKib = 16 * 1024;
    auto database = Database::open(path, options);
    if (!database)
        return database.error();
    const auto integrity = checkIntegrity(**database, true, context);
    if (!integrity)
        return integrity.error();
    if (integrity->state == Integrity::State::Damaged)
        return Error{ErrorCode::VerifyFailed, {base, integrity->messages.value(0)}, {}, 0};
    if (expectedFacts >= 0) {
        auto store = FactStore::attach(**database);
        const auto facts = store ? store->count() : Result<qint64>(store.error());
        if (!facts)
            return facts.error();
        if (*facts != expectedFacts)
            return Error{ErrorCode::VerifyFailed,
                         QStringList(base) +
                             phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 facts were copied of %2"),
                                      {QString::number(*facts), QString::number(expectedFacts)}),
                         {},
                         0};
    }
    return integrity->state == Integrity::State::Ok;
}

/// The audit row, in a transaction of its own, so that a base whose audit_log cannot be written to can be
/// restored all the same.
void auditRestore(Database &database, const QString &backup, qint64 facts)
{
    auto transaction = Transaction::begin(database, Transaction::Kind::Immediate);
    if (!transaction)
        return;
    const auto noted = addAuditRow(
        database, QStringLiteral("restore"),
        {{QStringLiteral("backup"), QFileInfo(backup).fileName()}, {QStringLiteral("facts"), facts}});
    if (noted && *noted)
        (void)transaction->commit();
}

/// The row that the restored base will hold about it, and the journal mode that the base had.
Result<void> finishContent(const QString &path, const QString &backup, const PrivateCopy &copy, bool setWal)
{
    {
        Database::Options options;
        options.access = OpenPolicy::Access::Change;
        auto database = Database::open(path, options);
        if (!database)
            return database.error();
        auditRestore(**database, backup, copy.facts);
    }
    if (!setWal || !copy.wal)
        return {};
    auto file = openPrivate(path);
    if (!file)
        return file.error();
    return executePrivate(file->get(), path, "PRAGMA journal_mode=WAL");
}

/// The private files of verify() in processes that are gone.
void removeLeftVerifications(const QString &folder)
{
    const QStringList names = QDir(folder).entryList({QStringLiteral("verify-*.db*")}, QDir::Files);
    for (const QString &name : names) {
        const qint64 pid = name.section(u'-', 1).section(u'.', 0, 0).toLongLong();
        if (pid == QCoreApplication::applicationPid() || !isProcessRunning(pid))
            (void)removeFile(folder + u'/' + name);
    }
}

/// The work of restore() between two looks at the live file.
class Restoring
{
public:
    Restoring(const QString &live, const QString &backup, JobContext &context)
        : m_live(live), m_backup(backup), m_context(context)
    {
    }

    Result<void> prepare(const Swap::Attempt &attempt)
    {
        if (attempt.number == 1) {
            m_context.begin(QStringLiteral("verify"),
                            QCoreApplication::translate("hakgal", "Checking the backup"));
            JobContext inner = m_context.nested();
            const auto copy = PrivateCopy::make(m_backup, attempt.target, inner);
            if (!copy)
                return copy.error();
            const bool replace = attempt.way == Swap::Way::Replace;
            if (replace) // InPlace leaves the file itself as it is
                copyOwnership(m_backup, attempt.target);
            if (auto finished = finishContent(attempt.target, m_backup, *copy, replace); !finished)
                return finished;
        }
        m_context.begin(QStringLiteral("safety_copy"),
                        QCoreApplication::translate("hakgal", "Making a safety copy"));
        return attempt.locked ? takeLocked() : take(attempt.way);
    }

    /// After the swap.
    void checkSafetyCopy()
    {
        if (!m_taken || !m_unchecked)
            return;
        JobContext inner = m_context.nested();
        if (auto checked = SafetyCopy::check(m_live, *m_taken, inner))
            m_taken = *checked;
    }

    const std::optional<SafetyCopy::Taken> &taken() const { return m_taken; }

private:
    Result<void> take(Swap::Way way)
    {
        if (!statFile(m_live).exists)
            return {};
        JobContext inner = m_context.nested();
        auto taken = SafetyCopy::take(m_live, inner);
        if (!taken) {
            // A damaged base without room for a second copy stays under another name where names are swapped.
            const ErrorCode code = taken.error().code;
            const bool noRoom = code == ErrorCode::NoSpace || code == ErrorCode::DiskFull;
            return noRoom && way == Swap::Way::Replace ? Result<void>() : taken.error();
        }
        keep(*taken);
        return {};
    }

    Result<void> takeLocked()
    {
        JobContext inner = m_context.nested();
        auto taken = SafetyCopy::takeLocked(m_live, inner);
        if (!taken)
            return taken.error();
        keep(*taken);
        m_unchecked = true;
        return {};
    }

    /// What the newer one holds, too, need not be kept twice.
    void keep(const SafetyCopy::Taken &taken)
    {
        if (m_taken)
            SafetyCopy::remove(*m_taken);
        m_taken = taken;
    }

    QString m_live;
    QString m_backup;
    JobContext &m_context;
    std::optional<SafetyCopy::Taken> m_taken;
    bool m_unchecked = false;
};

} // namespace

QString Backup::defaultFolder(const QString &databasePath)
{
    return StatePaths(databasePath).backupFolder();
}

Result<Backup::Made> Backup::make(const QString &databasePath, const Options &options, JobContext &context)
{
    const QString live = resolvedPath(databasePath);
    if (auto allowed = checkMaintainable(live); !allowed)
        return allowed.error();
    Database::Options how;
    how.busyTimeoutMs = 5000;
    how.eager = true;
    auto source = Database::open(live, how);
    if (!source)
        return source.error();
    const bool wal = (*source)->verdict().wal;

    const BackupFolder folder(live, options.folder);
    if (options.folder.isEmpty()) {
        if (auto made = StatePaths(live).create(); !made)
            return made.error();
    }
    if (!QDir().mkpath(folder.path()))
        return Error{ErrorCode::WriteFailed, {folder.path()}, QStringLiteral("the folder cannot be made"), 0};
    auto part = PartFile::begin(live, folder.freeName());
    if (!part)
        return part.error();
    const QString name = part->path().chopped(5); // ".part"

    const double size = megabytes(live);
    context.plan({{QStringLiteral("copy"), size / kCopySpeed},
                  {QStringLiteral("verify"), size / kCheckSpeed},
                  {QStringLiteral("store"), size / kHashSpeed}});
    context.begin(
        QStringLiteral("copy"),
        wal ? QCoreApplication::translate("hakgal", "Copying the knowledge base")
            : QCoreApplication::translate(
                  "hakgal", "Copying the knowledge base; programs that write to it wait meanwhile"));
    const auto copied = SlicedCopy::run(**source, part->path(), context);
    if (!copied)
        return copied.error();
    source->reset();

    context.begin(QStringLiteral("verify"), QCoreApplication::translate("hakgal", "Checking the copy"));
    const auto verified = checkCopy(part->path(), live, copied->facts, context);
    if (!verified)
        return verified.error();

    context.begin(QStringLiteral("store"), QCoreApplication::translate("hakgal", "Storing the backup"));
    BackupFolder::Companion companion;
    const auto hash = PrivateCopy::sha256(part->path(), context);
    if (!hash)
        return hash.error();
    companion.sha256 = *hash;
    companion.facts = copied->facts;
    companion.verified = *verified;
    companion.wal = wal;
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    context.finishing(QCoreApplication::translate("hakgal", "Storing the backup"));
    // The companion first: a backup without one would not be known to be good.
    if (auto written = folder.writeCompanion(name, companion); !written)
        return written.error();
    if (auto kept = part->keep(); !kept) {
        (void)removeFile(name + QLatin1String(".sha256"));
        return kept.error();
    }

    Made made;
    made.file = BackupFolder::describe(name);
    made.sha256 = QString::fromLatin1(companion.sha256);
    made.sameVolume = statFile(folder.path()).identity.device == statFile(live).identity.device;
    made.rotatedAway = folder.rotate(std::max(1, options.keep));
    context.end();
    return made;
}

Result<BackupFile> Backup::makeSafetyCopy(const QString &databasePath, JobContext &context)
{
    auto taken = SafetyCopy::take(databasePath, context);
    if (!taken)
        return taken.error();
    return taken->file;
}

std::vector<BackupFile> Backup::list(const QString &databasePath, const QString &folder)
{
    return BackupFolder(databasePath, folder).list();
}

std::optional<BackupFile> Backup::newestGood(const QString &databasePath, const QString &folder)
{
    std::optional<BackupFile> newest;
    for (const QString &place : {folder, QString()}) {
        const auto files = list(databasePath, place);
        const auto good = std::find_if(files.begin(), files.end(), [](const BackupFile &file) {
            return file.verified && !file.safetyCopy;
        });
        if (good != files.end() && (!newest || good->takenMs > newest->takenMs))
            newest = *good;
        if (folder.isEmpty())
            break;
    }
    return newest;
}

Result<qint64> Backup::verify(const QString &backup, JobContext &context)
{
    const QString folder = StatePaths::root();
    if (!QDir().mkpath(folder))
        return Error{ErrorCode::WriteFailed, {folder}, QStringLiteral("the folder cannot be made"), 0};
    removeLeftVerifications(folder);
    const QString target = folder + QStringLiteral("/verify-%1.db").arg(QCoreApplication::applicationPid());
    const qint64 needed = statFile(backup).bytes;
    if (const qint64 room = freeBytes(folder); room >= 0 && room < needed)
        return Error{ErrorCode::NoSpace, {folder, QString::number(needed), QString::number(room)}, {}, 0};
    const auto copy = PrivateCopy::make(backup, target, context);
    removePrivate(target);
    if (!copy)
        return copy.error();
    return copy->facts;
}

Result<Backup::Restored> Backup::restore(const QString &databasePath, const QString &backup,
                                         JobContext &context)
{
    const QString live = resolvedPath(databasePath);
    if (auto allowed = checkMaintainable(live); !allowed)
        return allowed.error();
    const FileFacts target = statFile(live);
    const FileFacts source = statFile(backup);
    if (target.exists && source.exists && target.identity == source.identity)
        return Error{ErrorCode::VerifyFailed,
                     QStringList(backup) +
                         phraseOf(QT_TRANSLATE_NOOP("hakgal", "it is the knowledge base itself")),
                     {},
                     0};
    const double old = megabytes(live);
    const double fresh = megabytes(backup);
    context.plan({{QStringLiteral("verify"), fresh / kHashSpeed + fresh / kCheckSpeed},
                  {QStringLiteral("safety_copy"), old / kCopySpeed + old / kCheckSpeed},
                  {QStringLiteral("swap"), fresh / kCopySpeed},
                  {QStringLiteral("check"), fresh / kCheckSpeed}});

    Restoring restoring(live, QFileInfo(backup).absoluteFilePath(), context);
    Swap::Request request;
    request.live = live;
    request.prepare = [&](const Swap::Attempt &attempt) { return restoring.prepare(attempt); };
    request.finishLocked = true;
    const auto done = Swap::run(request, context);
    if (!done)
        return done.error();
    restoring.checkSafetyCopy();

    Restored restored;
    if (restoring.taken()) {
        restored.safetyCopy = restoring.taken()->file.path;
        restored.factsBefore = restoring.taken()->facts;
    } else {
        restored.safetyCopy = done->kept;
    }
    restored.factsAfter = done->facts;
    restored.walBytes = done->walBytes;
    context.end();
    return restored;
}

} // namespace hakgal
