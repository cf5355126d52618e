// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Engine.h"
#include "core/config/SettingsFile.h"
#include "ui/MainWindow.h"

#include <QObject>
#include <QProcess>

namespace hakgal {

/// The window and the engine, connected: opening a base, keeping settings, making the demo base. GUI thread;
/// never touches a database and never waits (the demo base is made by hakgalctl in a process of its own).
class Desktop : public QObject
{
    Q_OBJECT
public:
    /// `settings` as loaded, with database_path replaced by the command line's file where there was one.
    /// `remember`: whether changes go to the settings file (pictures are taken without).
    Desktop(MainWindow &window, SettingsFile file, Settings settings, bool remember,
            QObject *parent = nullptr);

    /// Starts measuring; shows the first-run page where there is no base.
    void start();

private:
    void open(const QString &path);
    void take(const Settings &settings);
    void createDemo();

    MainWindow &m_window;
    SettingsFile m_file;
    Settings m_settings;
    bool m_remember;
    Engine m_engine;
    QProcess m_demo;
};

} // namespace hakgal
