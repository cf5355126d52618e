// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/IntentLog.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/OpenPolicy.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QUuid>

#include <utility>

namespace hakgal {

namespace {

QByteArray textOf(const QJsonObject &intent)
{
    return QJsonDocument(intent).toJson(QJsonDocument::Compact);
}

} // namespace

IntentLog::IntentLog(const QString &databasePath)
    : m_folder(StatePaths(databasePath).intentFolder()), m_databasePath(databasePath)
{
}

QString IntentLog::fileOf(const QString &id) const
{
    return m_folder + u'/' + id + QLatin1String(".json");
}

Result<QString> IntentLog::add(const QJsonObject &intent)
{
    if (auto made = StatePaths(m_databasePath).create(); !made)
        return made.error();
    if (!QDir().mkpath(m_folder))
        return Error{ErrorCode::WriteFailed, {m_folder}, QStringLiteral("the folder cannot be made"), 0};
    // Ids sort by time.
    const QString id = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddTHHmmsszzzZ-")) +
                       QUuid::createUuid().toString(QUuid::Id128).left(8);
    if (auto written = writeDurably(fileOf(id), textOf(intent)); !written)
        return written.error();
    return id;
}

Result<void> IntentLog::update(const QString &id, const QJsonObject &intent)
{
    return writeDurably(fileOf(id), textOf(intent));
}

void IntentLog::settle(const QString &id)
{
    // Should the removal be lost, the next recovery finds nothing left to do.
    (void)removeFile(fileOf(id));
    (void)syncFolder(m_folder);
}

void IntentLog::removeHalfNotes()
{
    // Whoever was writing one had not begun yet.
    const QStringList names = QDir(m_folder).entryList({QStringLiteral("*.new")}, QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        (void)removeFile(m_folder + u'/' + name);
}

std::vector<IntentLog::Entry> IntentLog::open() const
{
    std::vector<Entry> entries;
    const QStringList names =
        QDir(m_folder).entryList({QStringLiteral("*.json")}, QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        QFile file(m_folder + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject intent = QJsonDocument::fromJson(file.readAll()).object();
        if (!intent.isEmpty())
            entries.push_back({name.chopped(5), intent});
    }
    return entries;
}

PartFile::PartFile(IntentLog log, QString id, QString part, QString final)
    : m_log(std::move(log)), m_id(std::move(id)), m_part(std::move(part)), m_final(std::move(final))
{
}

PartFile::PartFile(PartFile &&other) noexcept
    : m_log(other.m_log),
      m_id(std::exchange(other.m_id, QString())),
      m_part(other.m_part),
      m_final(other.m_final)
{
}

PartFile::~PartFile()
{
    if (m_id.isEmpty())
        return;
    removePrivate(m_part);
    m_log.settle(m_id);
}

Result<PartFile> PartFile::begin(const QString &databasePath, const QString &final)
{
    const QString part = final + QLatin1String(".part");
    for (const QString &name : {final, part}) {
        if (statFile(name).exists)
            return Error{ErrorCode::FileExists, {name}, {}, 0};
    }
    IntentLog log(databasePath);
    const auto id = log.add(QJsonObject{{QStringLiteral("kind"), QStringLiteral("part")},
                                        {QStringLiteral("part"), part},
                                        {QStringLiteral("final"), final}});
    if (!id)
        return id.error();
    return PartFile(std::move(log), *id, part, final);
}

Result<void> PartFile::keep(const QString &name)
{
    const QString &final = name.isEmpty() ? m_final : name;
    // The file itself last: it is there when all of it is.
    for (const char *suffix : {"-wal", "-journal", ""}) {
        const QString part = m_part + QLatin1String(suffix);
        if (!statFile(part).exists)
            continue;
        if (auto synced = syncFile(part); !synced)
            return synced;
        if (auto renamed = renameNew(part, final + QLatin1String(suffix)); !renamed)
            return renamed;
    }
    if (auto synced = syncFolder(QFileInfo(final).absolutePath()); !synced)
        return synced;
    m_log.settle(std::exchange(m_id, QString()));
    return {};
}

void PartFile::recover(const QJsonObject &intent)
{
    const QString part = intent.value(QLatin1String("part")).toString();
    if (part.isEmpty())
        return;
    removePrivate(part);
    // What stands beside a backup is written before it; without it, it says nothing.
    const QString final = intent.value(QLatin1String("final")).toString();
    const QString companion = final + QLatin1String(".sha256");
    for (const char *half : {"", ".new"}) {
        const QString name = companion + QLatin1String(half);
        if (!statFile(final).exists && statFile(name).exists)
            (void)removeFile(name);
    }
}

} // namespace hakgal
