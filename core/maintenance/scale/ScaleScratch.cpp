// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/scale/ScaleScratch.h"

#include "core/config/StatePaths.h"
#include "core/maintenance/FileSync.h"
#include "core/maintenance/SqliteFile.h"
#include "core/store/OpenPolicy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>

namespace hakgal {

namespace {

constexpr qint64 kMostResultBytes = 16 << 20;

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + QStringLiteral("/scale.lock"));
    lock->setStaleLockTime(0); // stale when its process is gone, however long it takes
    return lock;
}

QString resultFile(const QString &folder)
{
    return folder + QStringLiteral("/results.json");
}

std::vector<ScaleReport> read(const QString &folder)
{
    std::vector<ScaleReport> reports;
    QFile file(resultFile(folder));
    if (!file.open(QIODevice::ReadOnly))
        return reports;
    const QJsonArray runs =
        QJsonDocument::fromJson(file.read(kMostResultBytes)).object().value(QLatin1String("runs")).toArray();
    for (const QJsonValue &run : runs)
        reports.push_back(ScaleReport::fromJson(run.toObject()));
    return reports;
}

} // namespace

ScaleScratch::ScaleScratch(QString folder, std::unique_ptr<QLockFile> lock)
    : m_folder(std::move(folder)), m_lock(std::move(lock))
{
}

ScaleScratch::ScaleScratch(ScaleScratch &&) noexcept = default;

ScaleScratch::~ScaleScratch()
{
    if (m_lock)
        removePrivate(file());
}

QString ScaleScratch::folder(const QString &databasePath)
{
    return databasePath.isEmpty() ? StatePaths::syntheticScaleFolder()
                                  : StatePaths(databasePath).scaleFolder();
}

Result<ScaleScratch> ScaleScratch::take(const QString &databasePath)
{
    const QString where = folder(databasePath);
    if (!databasePath.isEmpty()) {
        if (auto made = StatePaths(databasePath).create(); !made)
            return made.error();
    }
    constexpr auto kOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    QDir().mkpath(QFileInfo(where).path());
    if (!QFileInfo(where).isDir() && !QDir().mkdir(where, kOwner) && !QFileInfo(where).isDir())
        return Error{ErrorCode::WriteFailed, {where}, QStringLiteral("the folder cannot be made"), 0};
    auto lock = lockOf(where);
    if (!lock->tryLock(0)) {
        if (lock->error() != QLockFile::LockFailedError)
            return Error{ErrorCode::WriteFailed, {lock->fileName()}, {}, 0};
        qint64 pid = 0;
        QString host;
        QString program;
        lock->getLockInfo(&pid, &host, &program);
        return Error{
            ErrorCode::JobRunning, {QStringLiteral("scale-test"), QString::number(pid), host}, {}, 0};
    }
    ScaleScratch scratch(where, std::move(lock));
    removePrivate(scratch.file());
    if (statFile(scratch.file()).exists)
        return Error{ErrorCode::WriteFailed, {scratch.file()}, {}, 0};
    return scratch;
}

void ScaleScratch::clear(const QString &databasePath)
{
    const QString where = folder(databasePath);
    if (!QFileInfo::exists(where + QStringLiteral("/work.db")))
        return;
    auto lock = lockOf(where);
    if (lock->tryLock(0))
        const ScaleScratch remains(where, std::move(lock));
}

std::vector<ScaleReport> ScaleScratch::results(const QString &databasePath)
{
    return read(folder(databasePath));
}

std::optional<ScaleReport> ScaleScratch::last(const QString &databasePath, const ScaleOptions &options)
{
    const std::vector<ScaleReport> all = results(databasePath);
    for (auto run = all.rbegin(); run != all.rend(); ++run) {
        if (run->options == options)
            return *run;
    }
    return std::nullopt;
}

Result<void> ScaleScratch::keep(const ScaleReport &report)
{
    std::vector<ScaleReport> all = read(m_folder);
    all.push_back(report);
    QJsonArray runs;
    const std::size_t first = all.size() > kMostResults ? all.size() - kMostResults : 0;
    for (std::size_t i = first; i < all.size(); ++i)
        runs.append(all[i].toJson());
    const QJsonObject object{{QStringLiteral("schema"), 1}, {QStringLiteral("runs"), runs}};
    return writeDurably(resultFile(m_folder), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace hakgal
