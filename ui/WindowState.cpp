// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WindowState.h"

#include <QSettings>

namespace hakgal {

void WindowState::addRecent(const QString &path)
{
    recent.removeAll(path);
    recent.prepend(path);
    while (recent.size() > kMostRecent)
        recent.removeLast();
}

WindowState WindowState::load(const QString &settingsPath)
{
    WindowState state;
    if (settingsPath.isEmpty())
        return state;
    QSettings file(settingsPath, QSettings::IniFormat);
    file.beginGroup(QStringLiteral("window"));
    state.geometry = file.value(QStringLiteral("geometry")).toByteArray();
    state.page = file.value(QStringLiteral("page"), state.page).toString();
    state.theme = Theme::byName(file.value(QStringLiteral("theme")).toString());
    state.chartSeconds = file.value(QStringLiteral("chart_seconds")).toInt() == 3600 ? 3600 : 300;
    state.factsColumns = file.value(QStringLiteral("facts_columns")).toByteArray();
    state.logGeometry = file.value(QStringLiteral("log_geometry")).toByteArray();
    file.beginGroup(QStringLiteral("columns"));
    const QStringList tables = file.childKeys();
    for (const QString &name : tables)
        state.columns.insert(name, file.value(name).toStringList().join(u','));
    file.endGroup();
    file.beginGroup(QStringLiteral("splitters"));
    const QStringList splitters = file.childKeys();
    for (const QString &name : splitters)
        state.splitters.insert(name, file.value(name).toByteArray());
    file.endGroup();
    state.historyCharts = file.value(QStringLiteral("history_charts")).toStringList();
    state.recent = file.value(QStringLiteral("recent")).toStringList();
    state.recent.removeAll(QString());
    state.recent = state.recent.mid(0, kMostRecent);
    return state;
}

void WindowState::save(const QString &settingsPath) const
{
    if (settingsPath.isEmpty())
        return;
    QSettings file(settingsPath, QSettings::IniFormat);
    file.beginGroup(QStringLiteral("window"));
    file.setValue(QStringLiteral("geometry"), geometry);
    file.setValue(QStringLiteral("page"), page);
    file.setValue(QStringLiteral("theme"), Theme::name(theme));
    file.setValue(QStringLiteral("chart_seconds"), chartSeconds);
    if (!factsColumns.isEmpty())
        file.setValue(QStringLiteral("facts_columns"), factsColumns);
    if (!logGeometry.isEmpty())
        file.setValue(QStringLiteral("log_geometry"), logGeometry);
    for (auto table = columns.begin(); table != columns.end(); ++table)
        file.setValue(QStringLiteral("columns/") + table.key(), table.value());
    for (auto splitter = splitters.begin(); splitter != splitters.end(); ++splitter)
        file.setValue(QStringLiteral("splitters/") + splitter.key(), splitter.value());
    file.setValue(QStringLiteral("history_charts"), historyCharts);
    file.setValue(QStringLiteral("recent"), recent);
}

} // namespace hakgal
