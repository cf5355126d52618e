// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace hakgal {

/// What the window remembers between two starts: group `window/` of the settings file. A value; reading and
/// writing touch one small file.
struct WindowState
{
    static constexpr int kMostRecent = 10;

    QByteArray geometry;
    QString page = QStringLiteral("overview");
    ThemeMode theme = ThemeMode::System;
    int chartSeconds = 300;              ///< 300 or 3600
    QByteArray factsColumns;             ///< of the Facts page: widths, and which are shown
    QMap<QString, QString> columns;      ///< of the other tables by their names, as columnsOf() has them
    QMap<QString, QByteArray> splitters; ///< by their names
    QByteArray logGeometry;
    QStringList historyCharts; ///< metrics by their JSON names; empty: the first choice
    QStringList recent;        ///< knowledge bases, newest first, at most kMostRecent

    /// Puts a file first.
    void addRecent(const QString &path);

    /// Defaults for what is missing or makes no sense. An empty path: nothing is remembered.
    static WindowState load(const QString &settingsPath);
    void save(const QString &settingsPath) const;

    bool operator==(const WindowState &) const = default;
};

} // namespace hakgal
