// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/BuildInfo.h"
#include "core/config/ListenAddress.h"
#include "core/config/ProcessLock.h"
#include "core/config/SettingsFile.h"
#include "core/config/StatePaths.h"
#include "core/maintenance/Backup.h"
#include "core/maintenance/Journal.h"
#include "core/maintenance/Maintainable.h"
#include "core/maintenance/repair/Remedies.h"
#include "core/maintenance/Swap.h"
#include "core/maintenance/WalFolding.h"
#include "core/store/Database.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QLockFile>

#include <algorithm>
#include <thread>

namespace hakgal {

namespace {

/// How long a program gets to act upon what was changed for it.
constexpr int kTakeUpMs = 10'000;
constexpr std::chrono::milliseconds kPause{100};

/// Asks until it is so, or the time is over, or the job was cancelled.
bool becomes(JobContext &context, int withinMs, const std::function<bool()> &question)
{
    const QDeadlineTimer deadline(withinMs);
    while (!question()) {
        if (deadline.hasExpired() || context.cancelled())
            return false;
        context.tick();
        std::this_thread::sleep_for(kPause);
    }
    return true;
}

} // namespace

Result<Remedied> foldWal(const RemedyTask &task, JobContext &context)
{
    if (auto allowed = checkMaintainable(task.base); !allowed)
        return allowed.error();
    const qint64 before = statFile(task.base + QLatin1String("-wal")).bytes;
    {
        Database::Options options;
        options.access = OpenPolicy::Access::Change;
        options.busyTimeoutMs = 5000;
        options.eager = true;
        auto database = Database::open(task.base, options);
        if (!database)
            return database.error();
        context.tick();
        if (const auto folded = foldWal(*database, buildInfo().walResetDefect); !folded)
            return folded.error();
    }
    // Closed, upon which SQLite folds it in where nobody else has the base open.
    const qint64 after = statFile(task.base + QLatin1String("-wal")).bytes;
    if (after > 0)
        return Error{ErrorCode::OthersPresent,
                     {task.base, QString()},
                     QStringLiteral("%1 of %2 bytes are left in the write-ahead log").arg(after).arg(before),
                     0};
    return Remedied{{phraseOf(QT_TRANSLATE_NOOP("hakgal", "the write-ahead log (%1 bytes) was folded in"),
                              {QString::number(before)})},
                    {},
                    {}};
}

Result<Remedied> makeBackup(const RemedyTask &task, JobContext &context)
{
    // Kept in the journal as every backup: what judges the age of backups, and failed ones, looks there.
    const QString verb = QStringLiteral("backup");
    Backup::Options options;
    options.folder = task.settings.backupDirectory;
    options.keep = task.settings.backupKeep;
    const auto made = Backup::make(task.base, options, context);
    if (!made) {
        (void)Journal::addFailure(task.settings.databasePath, verb, made.error());
        return made.error();
    }
    (void)Journal::add(
        task.settings.databasePath, verb,
        {{QStringLiteral("file"), made->file.path},
         {QStringLiteral("sha256"), made->sha256},
         {QStringLiteral("facts"), made->file.facts < 0 ? QJsonValue() : QJsonValue(made->file.facts)},
         {QStringLiteral("verified"), made->file.verified},
         {QStringLiteral("integrity"), made->file.verified ? QJsonValue(QStringLiteral("ok")) : QJsonValue()},
         {QStringLiteral("rotated_away"), static_cast<qint64>(made->rotatedAway.size())}});
    return Remedied{{phraseOf(QT_TRANSLATE_NOOP("hakgal", "made %1"), {made->file.path})}, {}, {}};
}

Result<Remedied> restoreBackup(const RemedyTask &task, const QStringList &args, JobContext &context)
{
    const auto restored = Backup::restore(task.base, args.value(0), context);
    if (!restored)
        return restored.error();
    return Remedied{{phraseOf(QT_TRANSLATE_NOOP("hakgal", "restored %1 facts from %2"),
                              {QString::number(restored->factsAfter), args.value(0)})},
                    {},
                    restored->safetyCopy};
}

Result<Remedied> moveEndpoint(const RemedyTask &task, const QStringList &args, JobContext &context)
{
    const auto taken = ListenAddress::parse(args.value(0));
    const QString offered = args.value(1);
    if (!taken || !ListenAddress::parse(offered))
        return Error{ErrorCode::SettingInvalid,
                     QStringList{QStringLiteral("listen"), offered} + listenExpected(),
                     {},
                     0};
    // What the file says, not what this process was told on its command line.
    const SettingsFile file(task.settingsPath);
    SettingsFile::Loaded loaded = file.load();
    if (!loaded.errors.empty())
        return loaded.errors.front();
    QStringList &listen = loaded.settings.listen;
    const auto entry = std::find_if(listen.begin(), listen.end(),
                                    [&](const QString &text) { return ListenAddress::parse(text) == taken; });
    if (entry == listen.end())
        return Error{ErrorCode::SettingInvalid,
                     QStringList{QStringLiteral("listen"), args.value(0)} +
                         phraseOf(QT_TRANSLATE_NOOP("hakgal", "an address of the setting")),
                     {},
                     0};
    *entry = offered;
    if (auto saved = file.save(loaded.settings); !saved)
        return saved.error();
    std::vector<Phrase> said{phraseOf(
        QT_TRANSLATE_NOOP("hakgal", "the endpoint listens at %1 in place of %2"), {offered, args.value(0)})};
    if (!task.probe || !isHeldByLiving(QLockFile(StatePaths(task.base).recorderLock()))) {
        said.push_back(phraseOf(QT_TRANSLATE_NOOP("hakgal", "it does as soon as a program of ours runs")));
        return Remedied{said, {}, {}};
    }
    const bool answers =
        becomes(context, kTakeUpMs, [&] { return task.probe(offered).who == EndpointAnswer::Who::Ours; });
    if (!answers)
        said.push_back(
            phraseOf(QT_TRANSLATE_NOOP("hakgal", "but the running program has not taken it up yet")));
    return Remedied{said, {}, {}};
}

Result<Remedied> settleIntents(const RemedyTask &task)
{
    const auto settled = Swap::recoverIntents(task.base);
    if (!settled)
        return settled.error();
    return Remedied{
        {phraseOf(QT_TRANSLATE_NOOP("hakgal", "%1 steps that were cut off were finished or reversed"),
                  {QString::number(*settled)})},
        {},
        {}};
}

} // namespace hakgal
