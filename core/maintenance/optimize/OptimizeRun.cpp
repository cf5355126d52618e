// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/optimize/OptimizeRun.h"

#include "core/config/BuildInfo.h"
#include "core/maintenance/AuditRow.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/optimize/FaultyIndices.h"
#include "core/maintenance/optimize/OptimizePlan.h"
#include "core/maintenance/optimize/SpaceForecast.h"
#include "core/maintenance/optimize/VacuumRun.h"
#include "core/maintenance/optimize/WalFolding.h"
#include "core/maintenance/SoleAccess.h"
#include "core/store/FactIndices.h"
#include "core/store/FactStore.h"
#include "core/store/Transaction.h"
#include "core/text/Catalogue.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

// Every change is one transaction of SQLite (each index one of its own, so that writers wait for the shortest
// time), with its audit row in it; VACUUM and the change of the journal mode cannot be in one, their row
// follows. So a kill or a cancel leaves whole steps, and within a step the base is in its old or new state.
// What a step may not do is checked by it, whatever programs do meanwhile: no fact may be gone
// (SameFacts below).

namespace hakgal {

namespace {

using Outcome = OptimizeReport::Ran::Result;

bool defect()
{
    return hasWalResetDefect(sqlite3_libversion_number());
}

QString tr(const char *text)
{
    return QCoreApplication::translate("hakgal", text);
}

QString stepSentence(OptimizeStep step)
{
    switch (step) {
    case OptimizeStep::Check:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Checking the knowledge base"));
    case OptimizeStep::Backup:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Making a backup"));
    case OptimizeStep::Wal:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Switching to a write-ahead log"));
    case OptimizeStep::Indices:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Creating indices; programs that write wait meanwhile"));
    case OptimizeStep::Analyze:
    case OptimizeStep::Pragma:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Refreshing the query planner's statistics"));
    case OptimizeStep::Reindex:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Rebuilding faulty indices"));
    case OptimizeStep::Vacuum:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Compacting the file; programs that write wait meanwhile"));
    case OptimizeStep::Incremental:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Giving back free pages"));
    case OptimizeStep::Checkpoint:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Folding in the write-ahead log"));
    case OptimizeStep::Verify:
        return tr(QT_TRANSLATE_NOOP("hakgal", "Verifying the result"));
    }
    return {};
}

QString committing()
{
    return tr(QT_TRANSLATE_NOOP("hakgal", "Finishing; this cannot be cancelled"));
}

QString folding()
{
    return tr(QT_TRANSLATE_NOOP("hakgal", "Folding in the write-ahead log; this cannot be cancelled"));
}

/// That a change of ours takes no fact: the count before and after on one connection. Where others committed
/// in between (which moves the connection's data_version) the counts say nothing and are not compared;
/// inside a write transaction nobody can.
class SameFacts
{
public:
    static Result<SameFacts> before(Database &database)
    {
        SameFacts facts(database);
        const auto version = facts.version();
        const auto count = version ? facts.count() : version;
        if (!count)
            return count.error();
        facts.m_version = *version;
        facts.m_count = *count;
        return facts;
    }
    Result<void> after()
    {
        // The version last: a commit of others beside this count must move it, as one beside the first does.
        const auto now = count();
        const auto versionNow = now ? version() : now;
        if (!versionNow)
            return versionNow.error();
        if (*versionNow != m_version || *now == m_count)
            return {};
        return Error{ErrorCode::VerifyFailed,
                     {m_database->verdict().path, u"%1 facts before, %2 after"_s.arg(m_count).arg(*now)},
                     {},
                     0};
    }

private:
    explicit SameFacts(Database &database) : m_database(&database) {}
    Result<qint64> version() { return m_database->integer(u"PRAGMA data_version"_s); }
    Result<qint64> count()
    {
        auto store = FactStore::attach(*m_database);
        if (!store)
            return store.error();
        // Of the table itself: an index may have other entries, which is what some steps mend.
        return m_database->integer("SELECT count(*) FROM main."_L1 + quoteName(store->schema().table) +
                                   " NOT INDEXED"_L1);
    }

    Database *m_database;
    qint64 m_version = 0;
    qint64 m_count = 0;
};

Error damaged(const QString &path, const Integrity &found)
{
    return {ErrorCode::Damaged, {path}, found.messages.value(0), 0};
}

} // namespace

OptimizeRun::OptimizeRun(const Settings &settings, const OptimizeOptions &options, JobContext &context,
                         OptimizeReport &report)
    : m_settings(settings),
      m_options(options),
      m_context(context),
      m_report(report),
      m_path(resolvedPath(settings.databasePath))
{
}

Result<void> OptimizeRun::run()
{
    Result<void> outcome;
    for (const PlannedStep &planned : m_report.plan) {
        // The backup may find faulty indices where none was known when the plan was made.
        const bool found = planned.step == OptimizeStep::Reindex &&
                           planned.why == PlannedStep::Why::NoFaultyIndex && m_faulty && !m_faulty->isEmpty();
        if (!planned.run && !found)
            continue;
        QElapsedTimer timer;
        timer.start();
        m_context.begin(QLatin1String(stepName(planned.step)), stepSentence(planned.step));
        if (m_context.cancelled()) {
            outcome = Error{ErrorCode::Interrupted, {}, {}, 0};
            break;
        }
        auto came = runStep(planned);
        if (came)
            foldAfter(planned.step);
        // In WAL mode the new pages stand in the log first.
        if (const qint64 log = statFile(m_path + "-wal"_L1).bytes;
            came && planned.step == OptimizeStep::Vacuum && log > 0)
            came->message += u" The file shrinks when the log (%1 bytes) is folded in."_s.arg(log);
        OptimizeReport::Ran ran;
        ran.step = planned.step;
        ran.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        ran.result = came ? came->result : Outcome::Failed;
        ran.message =
            came ? came->message : Catalogue(Catalogue::Language::English).errorSummary(came.error());
        m_report.steps.push_back(ran);
        if (!came) {
            outcome = came.error();
            foldAfterFailure();
            break;
        }
    }
    m_database.reset(); // folds in what we left in the log, if nobody else has the base open
    return outcome;
}

Result<OptimizeRun::Came> OptimizeRun::runStep(const PlannedStep &planned)
{
    switch (planned.step) {
    case OptimizeStep::Check:
        return check(false);
    case OptimizeStep::Backup:
        return backup();
    case OptimizeStep::Wal:
        return switchToWal();
    case OptimizeStep::Indices:
        return createIndices();
    case OptimizeStep::Analyze:
        return refreshStatistics(true);
    case OptimizeStep::Pragma:
        return refreshStatistics(false);
    case OptimizeStep::Reindex:
        return rebuildFaulty();
    case OptimizeStep::Vacuum:
        return vacuum();
    case OptimizeStep::Incremental:
        return incremental();
    case OptimizeStep::Checkpoint:
        return checkpoint();
    case OptimizeStep::Verify:
        return check(true);
    }
    return Came{};
}

/// The one writing connection, with the flags of the running step.
Result<Database *> OptimizeRun::open()
{
    if (!m_database) {
        Database::Options options;
        options.access = OpenPolicy::Access::Change;
        options.busyTimeoutMs = 5000;
        options.eager = true;
        auto opened = Database::open(m_path, options);
        if (!opened)
            return opened.error();
        m_database = std::move(*opened);
    }
    m_database->setCancelFlag(m_context.cancelFlag());
    m_database->setTick([this] { m_context.tick(); });
    return m_database.get();
}

Result<void> OptimizeRun::audit(Database &database, OptimizeStep step, QJsonObject details)
{
    details.insert(u"step"_s, QLatin1String(stepName(step)));
    const auto added = addAuditRow(database, u"optimize"_s, details);
    return added ? Result<void>() : added.error();
}

/// A failed VACUUM or index leaves its pages in the log; a disk that is full has room again without them.
void OptimizeRun::foldAfterFailure()
{
    if (!m_database)
        return;
    m_database->setCancelFlag(nullptr);
    m_database->setTick({});
    (void)foldWal(m_database, defect());
}

/// What a large step left in the log is folded in with it, where this SQLite only does so on closing and we
/// are alone, so that a cancel of a later step need not wait for it.
void OptimizeRun::foldAfter(OptimizeStep step)
{
    const bool large = step == OptimizeStep::Indices || step == OptimizeStep::Reindex ||
                       step == OptimizeStep::Vacuum || step == OptimizeStep::Incremental;
    if (!large || !m_database || !defect())
        return;
    m_context.finishing(folding());
    m_database.reset();
}

Result<OptimizeRun::Came> OptimizeRun::check(bool full)
{
    auto database = open();
    if (!database)
        return database.error();
    auto found = checkIntegrity(**database, full, m_context);
    if (!found)
        return found.error();
    if (found->state == Integrity::State::Damaged)
        return damaged(m_path, *found);
    if (found->state == Integrity::State::Unchecked)
        return Came{Outcome::Partial, found->messages.value(0)};
    return Came{};
}

Result<OptimizeRun::Came> OptimizeRun::backup()
{
    Backup::Options options;
    options.folder = m_options.backupFolder;
    options.keep = m_options.keepBackups;
    JobContext inner = m_context.nested();
    auto made = Backup::make(m_path, options, inner);
    if (!made)
        return made.error().code == ErrorCode::VerifyFailed ? backupOfFaulty(made.error()) : made.error();
    m_report.backup = made->file.path;
    if (!made->file.verified)
        return Came{Outcome::Partial,
                    u"The backup could not be verified in full: the base needs functions of the program that "
                    "made it."_s};
    m_faulty = QStringList(); // every entry was checked in the copy
    return Came{};
}

/// A base that does not pass its check: where nothing but entries of indices is wrong, its bytes are kept,
/// unverified, and the step that rebuilds these indices runs.
Result<OptimizeRun::Came> OptimizeRun::backupOfFaulty(const Error &backupFailed)
{
    auto database = open();
    if (!database)
        return database.error();
    JobContext looking = m_context.nested();
    auto found = checkIntegrity(**database, true, looking);
    if (!found)
        return found.error();
    const auto faulty = faultyIndices(found->messages);
    if (!faulty || faulty->isEmpty()) {
        Error error = backupFailed;
        error.code = ErrorCode::Damaged;
        error.detail = found->messages.value(0);
        return error;
    }
    m_database.reset();
    JobContext copying = m_context.nested();
    auto copy = Backup::makeSafetyCopy(m_path, copying);
    if (!copy)
        return copy.error();
    m_report.backup = copy->path;
    m_faulty = *faulty;
    return Came{Outcome::Partial,
                u"Entries are wrong in: %1. The copy has them, too."_s.arg(faulty->join(u", "_s))};
}

Result<OptimizeRun::Came> OptimizeRun::switchToWal()
{
    m_database.reset();
    {
        const auto alone = SoleAccess::take(m_path);
        if (!alone)
            return Came{Outcome::Skipped, u"Other programs have the base open."_s};
    }
    auto database = open();
    if (!database)
        return database.error();
    m_context.finishing(committing());
    const auto mode = (*database)->text(u"PRAGMA main.journal_mode=WAL"_s);
    if (!mode)
        return mode.error();
    if (*mode != "wal"_L1)
        return Came{Outcome::Skipped, u"The base stays in the mode %1."_s.arg(*mode)};
    auto transaction = Transaction::begin(**database, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    if (auto noted = audit(**database, OptimizeStep::Wal, {{u"journal_mode"_s, u"wal"_s}}); !noted)
        return noted.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    m_database.reset(); // opened anew it knows that it is a WAL base
    return Came{};
}

Result<OptimizeRun::Came> OptimizeRun::createIndices()
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    auto store = FactStore::attach(base);
    const auto missing =
        store ? missingIndices(base, store->schema()) : Result<std::vector<WantedIndex>>(store.error());
    if (!missing)
        return missing.error();
    JobContext inner = m_context.nested();
    std::vector<JobStep> steps;
    for (const WantedIndex &index : *missing)
        steps.push_back({index.name, 1});
    inner.plan(steps);
    QStringList made;
    for (const WantedIndex &index : *missing) {
        inner.begin(index.name, stepSentence(OptimizeStep::Indices));
        base.setCancelFlag(inner.cancelFlag());
        base.setTick([&inner] { inner.tick(); });
        auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
        if (!transaction)
            return transaction.error();
        auto facts = SameFacts::before(base);
        if (!facts)
            return facts.error();
        if (auto created = base.execute(index.sql); !created)
            return created.error();
        if (auto same = facts->after(); !same)
            return same.error();
        const QString undo = "DROP INDEX IF EXISTS "_L1 + quoteName(index.name);
        if (auto noted = audit(base, OptimizeStep::Indices, {{u"index"_s, index.name}, {u"undo"_s, undo}});
            !noted)
            return noted.error();
        if (inner.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        inner.finishing(committing());
        base.setCancelFlag(nullptr);
        if (auto committed = transaction->commit(); !committed)
            return committed.error();
        m_report.undo += undo;
        made += index.name;
    }
    if (made.isEmpty())
        return Came{Outcome::Skipped, u"They are there by now."_s};
    return Came{Outcome::Done, u"Created: %1."_s.arg(made.join(u", "_s))};
}

Result<OptimizeRun::Came> OptimizeRun::refreshStatistics(bool analyze)
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    QString sql = u"PRAGMA analysis_limit=1000; "_s;
    if (analyze)
        sql += "ANALYZE main; "_L1;
    sql += "PRAGMA main.optimize"_L1;
    if (auto done = base.execute(sql); !done)
        return done.error();
    if (auto noted = audit(base, analyze ? OptimizeStep::Analyze : OptimizeStep::Pragma, {}); !noted)
        return noted.error();
    if (m_context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    m_context.finishing(committing());
    base.setCancelFlag(nullptr);
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Came{};
}

Result<OptimizeRun::Came> OptimizeRun::rebuildFaulty()
{
    if (!m_faulty) {
        auto database = open();
        if (!database)
            return database.error();
        JobContext looking = m_context.nested();
        auto found = checkIntegrity(**database, true, looking);
        if (!found)
            return found.error();
        if (found->state == Integrity::State::Unchecked)
            return Came{Outcome::Partial, found->messages.value(0)};
        m_faulty = faultyIndices(found->messages);
        if (!m_faulty)
            return damaged(m_path, *found);
    }
    if (m_faulty->isEmpty())
        return Came{Outcome::Skipped, u"Every entry of every index is right."_s};
    JobContext inner = m_context.nested();
    std::vector<JobStep> steps;
    for (const QString &name : std::as_const(*m_faulty))
        steps.push_back({name, 1});
    inner.plan(steps);
    for (const QString &name : std::as_const(*m_faulty)) {
        inner.begin(name, stepSentence(OptimizeStep::Reindex));
        if (auto done = reindex(name, inner); !done)
            return done.error();
    }
    return Came{Outcome::Done, u"Rebuilt: %1."_s.arg(m_faulty->join(u", "_s))};
}

Result<void> OptimizeRun::reindex(const QString &name, JobContext &context)
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    base.setCancelFlag(context.cancelFlag());
    base.setTick([&context] { context.tick(); });
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    if (auto done = base.execute("REINDEX main."_L1 + quoteName(name)); !done)
        return done;
    if (auto noted = audit(base, OptimizeStep::Reindex, {{u"index"_s, name}}); !noted)
        return noted;
    if (context.cancelled())
        return Error{ErrorCode::Interrupted, {}, {}, 0};
    context.finishing(committing());
    base.setCancelFlag(nullptr);
    return transaction->commit();
}

Result<OptimizeRun::Came> OptimizeRun::vacuum()
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    const auto pages = base.integer(u"PRAGMA main.page_count"_s);
    const auto pageSize = base.integer(u"PRAGMA main.page_size"_s);
    if (!pages || !pageSize)
        return pages ? pageSize.error() : pages.error();
    // The room may have been taken since the plan was made.
    if (auto room = checkVacuumRoom(m_path, *pages * *pageSize); !room)
        return room.error();
    auto facts = SameFacts::before(base);
    if (!facts)
        return facts.error();
    if (auto done = runVacuum(base, m_context); !done)
        return done.error();
    base.setCancelFlag(nullptr);
    if (auto same = facts->after(); !same)
        return same.error();
    const auto left = base.integer(u"PRAGMA main.page_count"_s);
    if (!left)
        return left.error();
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    const qint64 before = *pages * *pageSize;
    const qint64 after = *left * *pageSize;
    if (auto noted =
            audit(base, OptimizeStep::Vacuum, {{u"bytes_before"_s, before}, {u"bytes_after"_s, after}});
        !noted)
        return noted.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Came{Outcome::Done, u"%1 bytes became %2."_s.arg(before).arg(after)};
}

Result<OptimizeRun::Came> OptimizeRun::incremental()
{
    auto database = open();
    if (!database)
        return database.error();
    Database &base = **database;
    const auto free = base.integer(u"PRAGMA main.freelist_count"_s);
    if (!free)
        return free.error();
    // Small slices, each a transaction: others wait only for one of them, and a cancel keeps what is done.
    qint64 left = *free;
    for (qint64 before = left + 1; left > 0 && left < before;) {
        before = left;
        if (m_context.cancelled())
            return Error{ErrorCode::Interrupted, {}, {}, 0};
        auto slice = base.prepare(u"PRAGMA main.incremental_vacuum(1000)"_s);
        const auto done = slice ? slice->run() : Result<void>(slice.error());
        if (!done)
            return done.error();
        const auto now = base.integer(u"PRAGMA main.freelist_count"_s);
        if (!now)
            return now.error();
        left = *now;
        m_context.advance(1 - static_cast<double>(left) / static_cast<double>(*free));
    }
    auto transaction = Transaction::begin(base, Transaction::Kind::Immediate);
    if (!transaction)
        return transaction.error();
    m_context.finishing(committing());
    base.setCancelFlag(nullptr);
    if (auto noted = audit(base, OptimizeStep::Incremental, {{u"pages"_s, *free - left}}); !noted)
        return noted.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return Came{left > 0 ? Outcome::Partial : Outcome::Done,
                u"%1 pages were given back."_s.arg(*free - left)};
}

Result<OptimizeRun::Came> OptimizeRun::checkpoint()
{
    auto database = open();
    if (!database)
        return database.error();
    m_database->setTick({});
    m_database->setCancelFlag(nullptr);
    m_context.finishing(folding());
    const auto folded = foldWal(m_database, defect());
    if (!folded)
        return folded.error();
    switch (folded->how) {
    case WalFolding::How::Folded:
        return Came{};
    case WalFolding::How::Partial:
        return Came{
            Outcome::Partial,
            u"Readers of other programs were in the way three times; %1 bytes are left in the log."_s.arg(
                folded->walBytes)};
    case WalFolding::How::Refused:
        return Came{Outcome::Skipped,
                    u"Other programs have the base open, and this version of SQLite must not fold the log in "
                    "beside them; it has %1 bytes."_s.arg(folded->walBytes)};
    }
    return Came{};
}

} // namespace hakgal
