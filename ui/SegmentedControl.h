// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;

namespace hakgal {

class Theme;

/// A row of joined buttons of which exactly one is chosen: "5 min | 1 h". Arrow keys move the choice.
class SegmentedControl : public QWidget
{
    Q_OBJECT
public:
    /// The buttons are named OBJECTNAME.0, OBJECTNAME.1 …
    SegmentedControl(const Theme &theme, const QString &objectName, const QStringList &labels,
                     QWidget *parent = nullptr);

    int current() const;
    /// No signal.
    void setCurrent(int index);

Q_SIGNALS:
    /// Someone chose another one.
    void chosen(int index);

private:
    QButtonGroup *m_group;
};

} // namespace hakgal
