// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Settings.h"
#include "core/metrics/Snapshot.h"

#include <QWidget>

namespace hakgal {

/// One page of the window. The window makes it when it is first shown, and from then on tells it what is
/// below, shown or not; what it was told last comes first. A page asks by signals of its own, which are
/// connected where the programs are composed (MainWindow::pageMade), and never touches a file itself. GUI
/// thread.
class Page : public QWidget
{
    Q_OBJECT
public:
    /// Another knowledge base than before; empty: none.
    virtual void setDatabase(const QString &path);
    virtual void applySettings(const Settings &settings);
    /// One tick.
    virtual void showSnapshot(const SnapshotPtr &snapshot);
    /// Another page shall be shown or the window closed. False: the operator wants to stay.
    virtual bool confirmLeave();

Q_SIGNALS:
    /// Another page shall be shown.
    void pageRequested(const QString &id);

protected:
    using QWidget::QWidget;
};

} // namespace hakgal
