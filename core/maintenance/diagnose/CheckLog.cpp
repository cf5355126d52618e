// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/FileHolders.h"
#include "core/maintenance/diagnose/Checkup.h"
#include "core/maintenance/diagnose/WalReaders.h"

#include <thread>

namespace hakgal {

namespace {

constexpr double kMuchFreePercent = 25;
constexpr qint64 kMuchFreeBytes = 1'000'000;
constexpr qint64 kSmallWal = 4'000'000; ///< about where SQLite folds the log in by itself
/// A reader that still holds the same old state after this long is no passing one.
constexpr std::chrono::milliseconds kPassing{300};

void checkJournalMode(Checkup &checkup, Database &database)
{
    const auto mode = database.text(QStringLiteral("PRAGMA main.journal_mode"));
    if (mode && *mode != QLatin1String("wal") && !database.verdict().volume.network)
        checkup.found(QStringLiteral("journal.mode"), Severity::Info, {*mode});
}

void checkFreePages(Checkup &checkup, Database &database)
{
    const auto free = database.integer(QStringLiteral("PRAGMA main.freelist_count"));
    const auto pages = database.integer(QStringLiteral("PRAGMA main.page_count"));
    const auto size = database.integer(QStringLiteral("PRAGMA main.page_size"));
    if (!free || !pages || !size || *pages <= 0)
        return;
    const double percent = 100.0 * static_cast<double>(*free) / static_cast<double>(*pages);
    const qint64 bytes = *free * *size;
    const QString share = QString::number(percent, 'f', 1);
    if (percent > kMuchFreePercent && bytes > kMuchFreeBytes)
        checkup.found(QStringLiteral("freelist.high"), Severity::Warning, {share, QString::number(bytes)});
    else
        checkup.well("freelist", {share});
}

void checkPinned(Checkup &checkup, Database &database)
{
    const auto first = walReaders(database);
    if (first.empty())
        return;
    std::this_thread::sleep_for(kPassing);
    const auto head = database.walHead();
    for (const WalReader &reader : walReaders(database)) {
        for (const WalReader &before : first) {
            if (reader == before && head && reader.frame < head->frames) {
                checkup.found(QStringLiteral("wal.pinned"), Severity::Warning,
                              {QString::number(head->frames - reader.frame), reader.process});
                return;
            }
        }
    }
}

} // namespace

void checkLog(Checkup &checkup, Database &database)
{
    checkJournalMode(checkup, database);
    checkFreePages(checkup, database);
    if (!database.verdict().wal)
        return;
    const qint64 bytes = statFile(checkup.base + QLatin1String("-wal")).bytes;
    const auto limit = static_cast<qint64>(checkup.settings.walSizeMb * 1e6);
    const FileHolders holders = findFileHolders(checkup.base);
    const bool alone = holders.complete && holders.own > 0 && holders.others.empty();
    if (limit > 0 && bytes > limit)
        checkup.found(
            QStringLiteral("wal.large"), Severity::Warning, {QString::number(bytes), QString::number(limit)},
            alone ? std::optional(Finding::Remedy{RemedyAction::FoldWal, {}, false}) : std::nullopt);
    else if (bytes > 0 && alone)
        checkup.found(QStringLiteral("wal.left_behind"), Severity::Warning, {QString::number(bytes)},
                      Finding::Remedy{RemedyAction::FoldWal, {}, false});
    else
        checkup.well("wal", {QString::number(bytes)});
    if (bytes > kSmallWal && !alone)
        checkPinned(checkup, database);
}

} // namespace hakgal
