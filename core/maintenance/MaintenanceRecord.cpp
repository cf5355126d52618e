// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/MaintenanceRecord.h"

#include "core/maintenance/Backup.h"
#include "core/maintenance/Journal.h"
#include "core/maintenance/ScheduledJobs.h"
#include "core/store/AuditLogReader.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>

namespace hakgal {

namespace {

Q_LOGGING_CATEGORY(lcRecord, "hakgal.maintenance")

constexpr std::chrono::seconds kMostReading{2};
constexpr int kMostRowsOfAJob = 100;
constexpr qint64 kDayMs = 24LL * 3600 * 1000;

/// What a cancel or another job in the way says nothing about.
bool isFailure(const Error &error)
{
    return error.code != ErrorCode::Interrupted && error.code != ErrorCode::JobRunning;
}

AuditEntry entryOf(const Journal::Entry &row)
{
    return {row.atMs, AuditEntry::Source::Journal, row.operation,
            QString::fromUtf8(QJsonDocument(row.details).toJson(QJsonDocument::Compact)),
            row.error().has_value()};
}

Result<std::vector<AuditRow>> readBase(const QString &databasePath, const AuditQuery &query)
{
    Database::Options options;
    auto database = Database::open(databasePath, options);
    if (!database)
        return database.error();
    (*database)->setDeadline(std::chrono::steady_clock::now() + kMostReading);
    return readAuditLog(**database, query.sinceMs, query.limit);
}

} // namespace

Result<MaintenanceFacts> readMaintenanceFacts(const QString &databasePath, const QString &backupFolder)
{
    MaintenanceFacts facts;
    facts.databasePath = databasePath;
    const auto newest = Journal::newest(databasePath);
    if (!newest)
        return newest.error();
    qint64 goodBackupMs = 0;
    std::optional<MaintenanceFacts::Failure> failure;
    for (const Journal::Entry &entry : *newest) {
        if (entry.operation.startsWith(kScheduleOf)) {
            facts.schedules.try_emplace(
                entry.operation.mid(kScheduleOf.size()),
                MaintenanceFacts::Scheduled{entry.details.value(QLatin1String("when")).toString(),
                                            entry.atMs});
            continue;
        }
        facts.lastRuns.try_emplace(entry.operation, entry.atMs);
        const std::optional<Error> error = entry.error();
        if (!error && entry.details.value(QLatin1String("integrity")).toString() == QLatin1String("ok"))
            facts.lastIntegrityMs = std::max(facts.lastIntegrityMs, entry.atMs);
        if (entry.operation != QLatin1String("backup"))
            continue;
        if (!error)
            goodBackupMs = std::max(goodBackupMs, entry.atMs);
        else if (isFailure(*error) && !failure)
            failure = {entry.atMs, *error};
    }
    if (failure && failure->atMs >= goodBackupMs)
        facts.backupFailure = std::move(failure);

    const auto recent =
        Journal::read(databasePath, kMostFinished, QDateTime::currentMSecsSinceEpoch() - kDayMs);
    if (!recent)
        return recent.error();
    for (const Journal::Entry &entry : *recent) {
        if (!entry.error() && !entry.operation.startsWith(kScheduleOf))
            facts.finished.push_back({entry.atMs, entry.operation});
    }

    // Also one that was made with --to elsewhere counts while it is where it was made; what stands in the
    // folders counts without any journal.
    if (const auto good = Backup::newestGood(databasePath, backupFolder))
        facts.lastBackupMs = good->takenMs;
    return facts;
}

struct MaintenanceRecord::Private
{
    QTimer *timer = nullptr;
    QString databasePath; ///< empty: closed
    QString backupFolder;
    MaintenanceFacts told;
    bool everTold = false;
};

MaintenanceRecord::MaintenanceRecord(QObject *parent, std::chrono::milliseconds lookAgain)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->timer = new QTimer(this);
    d->timer->setInterval(lookAgain);
    connect(d->timer, &QTimer::timeout, this, &MaintenanceRecord::refresh);
}

MaintenanceRecord::~MaintenanceRecord() = default;

void MaintenanceRecord::openFor(const QString &databasePath, const QString &backupFolder)
{
    d->databasePath = databasePath;
    d->backupFolder = backupFolder;
    d->everTold = false;
    d->timer->start();
    refresh();
}

void MaintenanceRecord::close()
{
    d->timer->stop();
    d->databasePath.clear();
}

void MaintenanceRecord::refresh()
{
    if (d->databasePath.isEmpty())
        return;
    auto facts = readMaintenanceFacts(d->databasePath, d->backupFolder);
    if (!facts) {
        qCWarning(lcRecord).noquote() << "the journal cannot be read:" << facts.error().detail;
        return;
    }
    if (d->everTold && *facts == d->told)
        return;
    d->told = *facts;
    d->everTold = true;
    Q_EMIT changed(std::make_shared<const MaintenanceFacts>(std::move(*facts)));
}

void MaintenanceRecord::findAudit(int token, const AuditQuery &query)
{
    std::vector<AuditEntry> rows;
    std::optional<Error> error;
    if (!d->databasePath.isEmpty()) {
        if (const auto journal = Journal::read(d->databasePath, query.limit, query.sinceMs)) {
            for (const Journal::Entry &entry : *journal)
                rows.push_back(entryOf(entry));
        } else {
            error = journal.error();
        }
        if (auto base = readBase(d->databasePath, query)) {
            for (AuditRow &row : *base)
                rows.push_back({row.atMs, AuditEntry::Source::Base, std::move(row.operation),
                                std::move(row.details), false});
        } else {
            error = base.error();
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const AuditEntry &a, const AuditEntry &b) { return a.atMs > b.atMs; });
    Q_EMIT auditFound(token, rows, error);
}

void MaintenanceRecord::note(const QString &operation, const QJsonObject &details)
{
    if (d->databasePath.isEmpty())
        return;
    if (auto noted = Journal::add(d->databasePath, operation, details); !noted)
        qCWarning(lcRecord).noquote() << "the journal cannot be kept:" << noted.error().detail;
    refresh();
}

void MaintenanceRecord::jobEnded(const QString &operation, qint64 startedMs, const QJsonObject &details,
                                 const std::optional<Error> &error)
{
    if (d->databasePath.isEmpty())
        return;
    const auto rows = Journal::read(d->databasePath, kMostRowsOfAJob, startedMs);
    const bool there = rows && std::any_of(rows->begin(), rows->end(), [&](const Journal::Entry &row) {
                           return row.operation == operation;
                       });
    if (!there) {
        auto noted = error ? Journal::addFailure(d->databasePath, operation, *error)
                           : Journal::add(d->databasePath, operation, details);
        if (!noted)
            qCWarning(lcRecord).noquote() << "the journal cannot be kept:" << noted.error().detail;
    }
    refresh();
}

} // namespace hakgal
