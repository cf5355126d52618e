// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "MadeUp.h"
#include "ui/MainWindow.h"
#include "ui/MetricTile.h"
#include "ui/Theme.h"

#include <QAction>
#include <QTest>

namespace hakgal::test {

/// A window without an engine.
struct Desk
{
    Theme theme{ThemeMode::Light};
    Catalogue catalogue{Catalogue::Language::User};
    MainWindow window;

    explicit Desk(const QString &settingsPath = {}) : window(theme, catalogue, settingsPath) {}

    void show()
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    void tell(const Snapshot &snapshot) { window.showSnapshot(madeup::shared(snapshot)); }

    template<typename T>
    T *find(const QString &name) const
    {
        T *found = window.findChild<T *>(name);
        if (!found)
            qWarning() << "there is no" << name;
        return found;
    }
    QString tileValue(const char *name) const { return find<MetricTile>(QLatin1String(name))->value(); }
    void trigger(const char *action) const { find<QAction>(QLatin1String(action))->trigger(); }
};

} // namespace hakgal::test
