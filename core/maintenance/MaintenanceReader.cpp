// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/maintenance/MaintenanceReader.h"

#include "core/maintenance/IntentLog.h"
#include "core/maintenance/scale/ScaleScratch.h"
#include "core/store/OpenPolicy.h"

#include <QDir>
#include <QFileInfo>

namespace hakgal {

namespace {

constexpr int kLookMs = 1000;

/// The nearest folder on this path that is there.
QString existingPart(QString path)
{
    while (!path.isEmpty() && !statFile(path).exists) {
        const QString parent = QFileInfo(path).path();
        if (parent == path)
            break;
        path = parent;
    }
    return path;
}

} // namespace

MaintenanceReader::MaintenanceReader(QObject *parent) : QObject(parent), m_timer(new QTimer(this))
{
    qRegisterMetaType<std::optional<Lease::Owner>>();
    qRegisterMetaType<BackupList>();
    m_timer->setInterval(kLookMs);
    connect(m_timer, &QTimer::timeout, this, &MaintenanceReader::look);
}

void MaintenanceReader::watch(const QString &databasePath)
{
    if (databasePath == m_database)
        return;
    m_database = databasePath;
    if (m_database.isEmpty())
        m_timer->stop();
    else
        m_timer->start();
    look();
    if (!m_database.isEmpty()) {
        ScaleScratch::clear(m_database); // hundreds of megabytes, perhaps, that nobody else would remove
        ScaleScratch::clear({});
    }
    if (!m_database.isEmpty() && !m_owner && !IntentLog(m_database).open().empty())
        Q_EMIT cutOffJobFound(m_database);
}

void MaintenanceReader::look()
{
    std::optional<Lease::Owner> owner;
    if (!m_database.isEmpty())
        owner = Lease::owner(m_database);
    const bool same = owner.has_value() == m_owner.has_value() &&
                      (!owner || (owner->verb == m_owner->verb && owner->pid == m_owner->pid &&
                                  owner->host == m_owner->host));
    if (same)
        return;
    m_owner = owner;
    Q_EMIT leaseChanged(owner);
}

void MaintenanceReader::listBackups(const QString &databasePath, const QString &folder)
{
    BackupList list;
    list.database = databasePath;
    list.folder = folder.isEmpty() ? Backup::defaultFolder(databasePath) : folder;
    list.files = Backup::list(databasePath, folder);
    const FileFacts base = statFile(databasePath);
    const FileFacts there = statFile(existingPart(list.folder));
    list.sameVolume = base.exists && there.exists && base.identity.device == there.identity.device;
    Q_EMIT backupsListed(list);
}

} // namespace hakgal
