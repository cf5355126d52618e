// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of Optimize and the steps that look; those that change are in OptimizeChanges.cpp.
#include "core/maintenance/optimize/OptimizeRun.h"

#include "core/config/BuildInfo.h"
#include "core/maintenance/AuditRow.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/FaultyIndices.h"
#include "core/maintenance/Integrity.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/optimize/OptimizePlan.h"
#include "core/maintenance/optimize/OptimizeSentences.h"
#include "core/maintenance/WalFolding.h"
#include "core/text/Catalogue.h"

#include <QJsonArray>

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hakgal {

namespace {

using Outcome = OptimizeReport::Ran::Result;

bool defect()
{
    return hasWalResetDefect(sqlite3_libversion_number());
}

QString inEnglish(const std::vector<Phrase> &said)
{
    QStringList sentences;
    for (const Phrase &sentence : said)
        sentences << filled(sentence);
    return sentences.join(u' ');
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
                           planned.why == PlannedStep::Why::NoFaultyIndex &&
                           (m_faulty ? !m_faulty->isEmpty() : m_wrongEntries);
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
            came->said.push_back(phraseOf(
                QT_TRANSLATE_NOOP("hakgal", "The file shrinks when the log (%1 bytes) is folded in."),
                {QString::number(log)}));
        OptimizeReport::Ran ran;
        ran.step = planned.step;
        ran.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        ran.result = came ? came->result : Outcome::Failed;
        if (came)
            ran.said = came->said;
        ran.message =
            came ? inEnglish(ran.said) : Catalogue(Catalogue::Language::English).errorSummary(came.error());
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
    m_context.finishing(foldingSentence());
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
    if (found->state == Integrity::State::Damaged) {
        // A newer SQLite counts the entries of indices in quick_check, too. The step that rebuilds them
        // comes.
        const auto faulty = faultyIndices(found->messages);
        if (full || !faulty || faulty->isEmpty() || !rebuildsIndices())
            return found->damage(m_path);
        m_wrongEntries = true;
        return Came{
            Outcome::Partial,
            {phraseOf(QT_TRANSLATE_NOOP("hakgal", "Entries are wrong in: %1."), {faulty->join(u", "_s)})}};
    }
    if (found->state == Integrity::State::Unchecked)
        return Came{Outcome::Partial, {Phrase{found->messages.value(0)}}};
    return Came{};
}

bool OptimizeRun::rebuildsIndices() const
{
    return std::any_of(m_report.plan.begin(), m_report.plan.end(), [](const PlannedStep &planned) {
        return planned.step == OptimizeStep::Reindex &&
               (planned.run || planned.why == PlannedStep::Why::NoFaultyIndex);
    });
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
        return Came{
            Outcome::Partial,
            {phraseOf(QT_TRANSLATE_NOOP("hakgal", "The backup could not be verified in full: the base needs "
                                                  "functions of the program that made it."))}};
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
                {phraseOf(QT_TRANSLATE_NOOP("hakgal", "Entries are wrong in: %1. The copy has them, too."),
                          {faulty->join(u", "_s)})}};
}

} // namespace hakgal
