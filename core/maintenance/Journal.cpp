// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Journal.h"

#include "core/config/StatePaths.h"
#include "core/history/HistoryDatabase.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

namespace hakgal {

namespace {

using Ask = std::function<Result<std::vector<HistoryNote>>(HistoryDatabase &)>;

Result<std::vector<Journal::Entry>> ask(const QString &databasePath, const Ask &question)
{
    auto history =
        HistoryDatabase::open(StatePaths(databasePath).historyFile(), HistoryDatabase::Access::Read);
    if (!history)
        return history.error();
    std::vector<Journal::Entry> entries;
    if (!*history)
        return entries;
    const auto notes = question(**history);
    if (!notes)
        return notes.error();
    entries.reserve(notes->size());
    for (const HistoryNote &note : *notes)
        entries.push_back(
            {note.atMs, note.operation, QJsonDocument::fromJson(note.details.toUtf8()).object()});
    return entries;
}

} // namespace

std::optional<Error> Journal::Entry::error() const
{
    const QJsonValue told = details.value(QLatin1String("error"));
    if (told.isString())
        return Error{errorCode(told.toString()).value_or(ErrorCode::DatabaseFailed), {}, {}, 0};
    if (!told.isObject())
        return std::nullopt;
    Error error;
    error.code = errorCode(told[QLatin1String("code")].toString()).value_or(ErrorCode::DatabaseFailed);
    const QJsonArray args = told[QLatin1String("args")].toArray();
    for (const QJsonValue arg : args)
        error.args += arg.toString();
    error.detail = told[QLatin1String("message")].toString();
    return error;
}

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

Result<void> Journal::addFailure(const QString &databasePath, const QString &operation, const Error &error)
{
    const QJsonObject told{{QStringLiteral("code"), QLatin1String(errorName(error.code))},
                           {QStringLiteral("args"), QJsonArray::fromStringList(error.args)},
                           {QStringLiteral("message"), error.detail}};
    return add(databasePath, operation, {{QStringLiteral("error"), told}});
}

Result<std::vector<Journal::Entry>> Journal::read(const QString &databasePath, int limit, qint64 sinceMs)
{
    return ask(databasePath, [&](HistoryDatabase &history) { return history.notes(limit, sinceMs); });
}

Result<std::vector<Journal::Entry>> Journal::newest(const QString &databasePath)
{
    return ask(databasePath, [](HistoryDatabase &history) { return history.newestNotes(); });
}

} // namespace hakgal
