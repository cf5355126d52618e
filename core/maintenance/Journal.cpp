// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Journal.h"

#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"

#include <QDateTime>
#include <QJsonDocument>

namespace hakgal {

Result<void> Journal::add(const QString &databasePath, const QString &operation, const QJsonObject &details)
{
    const StatePaths paths(databasePath);
    if (auto made = paths.create(); !made)
        return made;
    auto history = HistoryDatabase::open(paths.historyFile(), HistoryDatabase::Access::Write);
    if (!history)
        return history.error();
    const QByteArray json = QJsonDocument(details).toJson(QJsonDocument::Compact);
    return (*history)->note(QDateTime::currentMSecsSinceEpoch(), operation, QString::fromUtf8(json));
}

Result<std::vector<Journal::Entry>> Journal::read(const QString &databasePath, int limit)
{
    auto history =
        HistoryDatabase::open(StatePaths(databasePath).historyFile(), HistoryDatabase::Access::Read);
    if (!history)
        return history.error();
    std::vector<Entry> entries;
    if (!*history)
        return entries;
    const auto notes = (*history)->notes(limit);
    if (!notes)
        return notes.error();
    entries.reserve(notes->size());
    for (const HistoryNote &note : *notes)
        entries.push_back(
            {note.atMs, note.operation, QJsonDocument::fromJson(note.details.toUtf8()).object()});
    return entries;
}

} // namespace hakgal
