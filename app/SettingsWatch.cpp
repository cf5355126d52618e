// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/SettingsWatch.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace hakgal {

namespace {

constexpr int kSettleMs = 150;

/// What tells one content of the file from another; empty where there is no file.
QByteArray digest(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1);
}

} // namespace

SettingsWatch::SettingsWatch(const QString &path, QObject *parent)
    : QObject(parent), m_file(QFileInfo(path).absoluteFilePath()), m_known(digest(path))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &SettingsWatch::look);
    const auto noticed = [this] {
        if (!m_settle.isActive())
            m_settle.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, noticed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, noticed);
    watch();
}

/// The file itself, for who writes into it; and its folder (or the next one that there is), for who replaces
/// it by another one.
void SettingsWatch::watch()
{
    QDir folder = QFileInfo(m_file.path()).absoluteDir();
    while (!folder.exists() && !folder.isRoot())
        folder.setPath(QFileInfo(folder.path()).absolutePath());
    for (const QString &path : {folder.path(), m_file.path()}) {
        const bool watched = m_watcher.files().contains(path) || m_watcher.directories().contains(path);
        if (!watched && QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

void SettingsWatch::look()
{
    watch();
    const QByteArray now = digest(m_file.path());
    if (now == m_known)
        return;
    m_known = now;
    const SettingsFile::Loaded loaded = m_file.load();
    if (loaded.errors.empty())
        Q_EMIT changed(loaded.settings);
    else
        Q_EMIT rejected(loaded.errors);
}

} // namespace hakgal
