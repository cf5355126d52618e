// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/Lease.h"

#include "core/config/ProcessLock.h"
#include "core/config/StatePaths.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

namespace hakgal {

namespace {

QString noteOf(const StatePaths &paths)
{
    return paths.folder() + QStringLiteral("/lease.json");
}

} // namespace

Lease::Lease(std::unique_ptr<QLockFile> lock, QString note) : m_lock(std::move(lock)), m_note(std::move(note))
{
}

Lease::Lease(Lease &&) noexcept = default;

Lease::~Lease()
{
    if (m_lock)
        QFile::remove(m_note); // and then the lock, by its own destructor
}

Result<Lease> Lease::take(const QString &databasePath, const QString &verb)
{
    const StatePaths paths(databasePath);
    if (auto made = paths.create(); !made)
        return made.error();
    auto lock = std::make_unique<QLockFile>(paths.jobLock());
    if (!takeProcessLock(*lock)) {
        if (lock->error() != QLockFile::LockFailedError)
            return Error{ErrorCode::WriteFailed, {paths.jobLock()}, {}, 0};
        const Owner other = owner(databasePath).value_or(Owner{});
        return Error{ErrorCode::JobRunning, {other.verb, QString::number(other.pid), other.host}, {}, 0};
    }
    const QString note = noteOf(paths);
    // Only for people: a job runs also where its name cannot be told.
    QSaveFile file(note);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(QJsonObject{{QStringLiteral("verb"), verb},
                                             {QStringLiteral("pid"), QCoreApplication::applicationPid()}})
                       .toJson(QJsonDocument::Compact));
        file.commit();
    }
    return Lease(std::move(lock), note);
}

std::optional<Lease::Owner> Lease::owner(const QString &databasePath)
{
    const StatePaths paths(databasePath);
    Owner owner;
    QString program;
    if (!QLockFile(paths.jobLock()).getLockInfo(&owner.pid, &owner.host, &program))
        return std::nullopt;
    if (isOwnHost(owner.host) && !isProcessRunning(owner.pid))
        return std::nullopt;
    QFile file(noteOf(paths));
    if (file.open(QIODevice::ReadOnly)) {
        const QJsonObject note = QJsonDocument::fromJson(file.readAll()).object();
        if (note.value(QLatin1String("pid")).toInteger() == owner.pid)
            owner.verb = note.value(QLatin1String("verb")).toString();
    }
    return owner;
}

} // namespace hakgal
