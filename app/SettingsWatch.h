// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/SettingsFile.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <vector>

namespace hakgal {

/// Notices when the settings file is changed, replaced, made or removed by somebody else, and reads it. Main
/// thread; needs an event loop.
class SettingsWatch : public QObject
{
    Q_OBJECT
public:
    explicit SettingsWatch(const QString &path, QObject *parent = nullptr);

Q_SIGNALS:
    /// The file says this now; defaults where it is gone. Also comes where the words changed and the settings
    /// did not.
    void changed(const hakgal::Settings &settings);
    /// The file was changed, but what it says now cannot be used.
    void rejected(const std::vector<hakgal::Error> &errors);

private:
    void watch();
    void look();

    SettingsFile m_file;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< a change comes as several notices
    QByteArray m_known;
};

} // namespace hakgal
