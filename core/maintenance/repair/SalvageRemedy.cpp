// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/StatePaths.h"
#include "core/history/LastCount.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/RawCopy.h"
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/SafetyCopy.h"
#include "core/maintenance/salvage/Salvage.h"
#include "core/maintenance/SqliteFile.h"
#include "core/maintenance/Swap.h"
#include "core/store/Database.h"

#include <QCoreApplication>
#include <QDir>

#include <optional>

// The bytes of the base and of its WAL are copied, by a child process that cannot drop a lock of ours, and
// the copy is salvaged; what comes out goes into the place of the base. SQLite has not written to the base
// until then: everything before has opened it for reading only, and while the swap looks whether it can be
// opened for writing, a reader of ours keeps SQLite from folding the WAL into the damaged file on closing.
// A commit of others after the copy is noticed by the swap, and all begins anew, safety copy included: it
// keeps the original.

namespace hakgal {

namespace {

class Salvaging
{
public:
    Salvaging(QString base, QString backup, JobContext &context)
        : m_base(std::move(base)),
          m_backup(std::move(backup)),
          m_raw(StatePaths(m_base).folder() +
                QStringLiteral("/scratch/raw-%1.db").arg(QCoreApplication::applicationPid())),
          m_context(context)
    {
    }
    ~Salvaging() { removePrivate(m_raw); }
    Salvaging(const Salvaging &) = delete;
    Salvaging &operator=(const Salvaging &) = delete;

    Result<void> prepare(const Swap::Attempt &attempt)
    {
        m_context.begin(QStringLiteral("safety_copy"),
                        QCoreApplication::translate("hakgal", "Making a safety copy"));
        if (auto kept = keepOriginal(attempt.way); !kept)
            return kept;
        m_context.begin(QStringLiteral("copy"),
                        QCoreApplication::translate("hakgal", "Copying the bytes of the damaged file"));
        if (auto copied = copyBytes(); !copied)
            return copied;
        m_context.begin(QStringLiteral("salvage"),
                        QCoreApplication::translate("hakgal", "Getting the facts out of the damaged file"));
        removePrivate(attempt.target); // of an attempt that others have outrun
        Salvage::Options options;
        if (const auto counted = LastCount::of(m_base)) {
            options.expected = counted->facts;
            options.expectedAtMs = counted->atMs;
        }
        options.backup = m_backup;
        JobContext inner = m_context.nested();
        auto ledger = Salvage::run(m_raw, attempt.target, options, inner);
        removePrivate(m_raw);
        if (!ledger)
            return ledger.error();
        m_ledger = std::move(*ledger);
        return attempt.way == Swap::Way::InPlace ? leaveWal(attempt.target) : Result<void>();
    }

    const Ledger &ledger() const { return m_ledger; }
    QString safetyCopy() const { return m_kept ? m_kept->file.path : QString(); }

private:
    /// Where the file itself is replaced, the original stays beside it anyway.
    Result<void> keepOriginal(Swap::Way way)
    {
        JobContext inner = m_context.nested();
        auto taken = SafetyCopy::take(m_base, inner);
        if (!taken) {
            const ErrorCode code = taken.error().code;
            const bool noRoom = code == ErrorCode::NoSpace || code == ErrorCode::DiskFull;
            return noRoom && way == Swap::Way::Replace ? Result<void>() : taken.error();
        }
        if (m_kept)
            SafetyCopy::remove(*m_kept);
        m_kept = std::move(*taken);
        return {};
    }

    Result<void> copyBytes()
    {
        const QString folder = StatePaths(m_base).folder() + QLatin1String("/scratch");
        if (!QDir().mkpath(folder))
            return Error{ErrorCode::WriteFailed, {folder}, QStringLiteral("the folder cannot be made"), 0};
        removePrivate(m_raw);
        for (const char *suffix : {"", "-wal"}) {
            const QString from = m_base + QLatin1String(suffix);
            if (!statFile(from).exists)
                continue;
            JobContext inner = m_context.nested();
            if (auto copied = rawCopy(from, m_raw + QLatin1String(suffix), inner); !copied)
                return copied.error();
        }
        return {};
    }

    /// The live file keeps its own journal mode, and takes pages only from one in rollback mode.
    static Result<void> leaveWal(const QString &path)
    {
        auto file = openPrivate(path);
        if (!file)
            return file.error();
        return executePrivate(file->get(), path, "PRAGMA journal_mode=DELETE");
    }

    QString m_base;
    QString m_backup;
    QString m_raw;
    JobContext &m_context;
    std::optional<SafetyCopy::Taken> m_kept;
    Ledger m_ledger;
};

} // namespace

Result<Remedied> salvageBase(const RemedyTask &task, const QStringList &args, JobContext &context)
{
    const double megabytes = static_cast<double>(statFile(task.base).bytes) / 1e6 + 0.1;
    context.plan({{QStringLiteral("safety_copy"), megabytes / 40},
                  {QStringLiteral("copy"), megabytes / 300},
                  {QStringLiteral("salvage"), megabytes / 15},
                  {QStringLiteral("swap"), megabytes / 150},
                  {QStringLiteral("check"), megabytes / 60}});
    Database::Options reading;
    reading.readSchema = false;
    const auto reader = Database::open(task.base, reading); // fails where the header is gone
    Salvaging salvaging(task.base, args.value(0), context);
    Swap::Request request;
    request.live = task.base;
    request.prepare = [&](const Swap::Attempt &attempt) { return salvaging.prepare(attempt); };
    const auto done = Swap::run(request, context);
    if (!done)
        return done.error();
    context.end();
    const Ledger &ledger = salvaging.ledger();
    std::vector<Phrase> said{
        phraseOf(QT_TRANSLATE_NOOP("hakgal", "salvaged %1 facts"), {QString::number(ledger.good())})};
    if (ledger.doubtful > 0)
        said.push_back(phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 doubtful ones are in facts_quarantine"),
                                {QString::number(ledger.doubtful)}));
    if (!done->kept.isEmpty())
        said.push_back(phraseOf(QT_TRANSLATE_NOOP("hakgal", "the damaged file is kept as %1"), {done->kept}));
    return Remedied{said, ledger.toJson(), salvaging.safetyCopy()};
}

} // namespace hakgal
