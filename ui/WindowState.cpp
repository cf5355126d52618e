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
    file.setValue(QStringLiteral("history_charts"), historyCharts);
    file.setValue(QStringLiteral("recent"), recent);
}

} // namespace hakgal
